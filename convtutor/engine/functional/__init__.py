"""torch.nn.functional's names and arguments on NumPy arrays, each with its backward.

float32 in, float32 out; float64 likewise. Inputs are never written to and may be read-only or
of any strides. A function `<name>_backward` takes grad_output and the forward's own arguments and
returns one gradient for each tensor argument of the forward, None where that was None.
Deprecated and in-place arguments are left out. Source: torch.nn.functional.
"""

from convtutor.engine.functional.activation import relu, relu_backward
from convtutor.engine.functional.convolution import (
    conv1d,
    conv1d_backward,
    conv2d,
    conv2d_backward,
    conv_transpose1d,
    conv_transpose1d_backward,
    conv_transpose2d,
    conv_transpose2d_backward,
)
from convtutor.engine.functional.pooling import max_pool2d, max_pool2d_backward
from convtutor.engine.functional.structure import (
    add,
    add_backward,
    cat,
    cat_backward,
    flatten,
    flatten_backward,
    linear,
    linear_backward,
)

__all__ = [
    "add",
    "add_backward",
    "cat",
    "cat_backward",
    "conv1d",
    "conv1d_backward",
    "conv2d",
    "conv2d_backward",
    "conv_transpose1d",
    "conv_transpose1d_backward",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "flatten",
    "flatten_backward",
    "linear",
    "linear_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "relu",
    "relu_backward",
]
