"""Softmax and its logarithm, and the losses."""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchLayer,
    without_defaults,
)

FIRST_OF = (0, 1, 3)  # the numbers of axes of which torch takes the first where none is named


def softmax_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give the axis, named even where it is not given: torch warns about leaving it out."""
    unnamed = 0 if len(shapes["input"]) in FIRST_OF else 1
    return (), {"dim": unnamed if params.dim is None else params.dim}


def loss_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what nn.CrossEntropyLoss takes besides the weight, in its order; others take less."""
    defaults = {"ignore_index": -100, "reduction": "mean", "label_smoothing": 0.0}
    keywords = {name: getattr(params, name) for name in defaults if hasattr(params, name)}
    return (), without_defaults(keywords, defaults)


def class_loss(class_name: str) -> TorchLayer:
    """Give the row of a loss on classes: it is built with their weights."""
    return TorchLayer(
        class_name, loss_arguments, built_with=("weight",), called_with=("target",)
    )


ROWS = {
    "softmax": TorchLayer("Softmax", softmax_arguments),
    "log_softmax": TorchLayer("LogSoftmax", softmax_arguments),
    "mse_loss": TorchLayer("MSELoss", loss_arguments, called_with=("target",)),
    "nll_loss": class_loss("NLLLoss"),
    "cross_entropy": class_loss("CrossEntropyLoss"),
}
