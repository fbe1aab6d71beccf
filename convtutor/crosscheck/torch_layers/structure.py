"""Layers that join others: linear, flatten, and the functions add, sub, mul and cat."""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchFunction,
    TorchLayer,
    without_defaults,
)


def linear_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.Linear's arguments."""
    out_features, in_features = shapes["weight"]
    return (in_features, out_features), {} if "bias" in shapes else {"bias": False}


def flatten_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.Flatten's arguments; the first axis stays by default."""
    keywords = {"start_dim": params.start_dim, "end_dim": params.end_dim}
    return (), without_defaults(keywords, {"start_dim": 1, "end_dim": -1})


def pair_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.add, sub and mul take besides their tensors: nothing."""
    return (), {}


def cat_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.cat takes besides its tensors."""
    return (), without_defaults({"dim": params.dim}, {"dim": 0})


ROWS = {
    "linear": TorchLayer("Linear", linear_arguments),
    "flatten": TorchLayer("Flatten", flatten_arguments),
    "add": TorchFunction("add", pair_arguments),
    "sub": TorchFunction("sub", pair_arguments),
    "mul": TorchFunction("mul", pair_arguments),
    "cat": TorchFunction("cat", cat_arguments, takes_a_list=True),
}
