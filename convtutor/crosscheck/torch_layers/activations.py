"""Functions of one element."""

from typing import Any

from convtutor.crosscheck.torch_layers.given_mask import run_with_mask
from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchLayer,
    without_defaults,
)


def no_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give the arguments of a layer that takes none."""
    return (), {}


def leaky_relu_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.LeakyReLU's argument."""
    keywords = {"negative_slope": params.negative_slope}
    return (), without_defaults(keywords, {"negative_slope": 0.01})


def dropout_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.Dropout's argument."""
    return (), without_defaults({"p": params.p}, {"p": 0.5})


ROWS = {
    "relu": TorchLayer("ReLU", no_arguments),
    "leaky_relu": TorchLayer("LeakyReLU", leaky_relu_arguments),
    "sigmoid": TorchLayer("Sigmoid", no_arguments),
    "tanh": TorchLayer("Tanh", no_arguments),
    "dropout": TorchLayer(
        "Dropout", dropout_arguments, called_with=("mask",), run=run_with_mask
    ),
}
