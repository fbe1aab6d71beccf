"""Batch normalization, in training and in evaluation.

torch's module has weight and bias both or neither. Where a layer has one of them the other keeps
torch's start value, a weight of 1 or a bias of 0, which changes no element of what is compared.
"""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchLayer,
    without_defaults,
)

CLASSES = {2: "BatchNorm1d", 3: "BatchNorm1d", 4: "BatchNorm2d", 5: "BatchNorm3d"}


def batch_norm_class(shapes: Shapes) -> str:
    """Name the class for the number of axes of the input."""
    return CLASSES[len(shapes["input"])]


def batch_norm_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.BatchNorm2d's arguments, in their order."""
    keywords = {
        "eps": params.eps,
        "momentum": params.momentum,
        "affine": "weight" in shapes or "bias" in shapes,
        "track_running_stats": "running_mean" in shapes,
    }
    defaults = {"eps": 1e-5, "momentum": 0.1, "affine": True, "track_running_stats": True}
    return (shapes["input"][1],), without_defaults(keywords, defaults)


ROWS = {
    "batch_norm": TorchLayer(
        batch_norm_class,
        batch_norm_arguments,
        kept={"new_running_mean": "running_mean", "new_running_var": "running_var"},
    ),
}
