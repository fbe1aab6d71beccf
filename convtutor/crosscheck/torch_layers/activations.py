"""Functions of one element."""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import Arguments, Shapes, TorchLayer


def relu_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.ReLU's arguments: none."""
    return (), {}


ROWS = {"relu": TorchLayer("ReLU", relu_arguments)}
