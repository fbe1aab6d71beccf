"""torch.nn.functional's names and arguments on NumPy arrays, each with its backward.

float32 in, float32 out; float64 likewise. Inputs are never written to and may be read-only or
of any strides. A function `<name>_backward` takes grad_output and the forward's own arguments and
returns one gradient for each tensor argument of the forward, None where that was None.
Deprecated and in-place arguments are left out. Source: torch.nn.functional.
"""

from convtutor.engine.functional.activation import (
    dropout,
    dropout_backward,
    leaky_relu,
    leaky_relu_backward,
    relu,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    tanh,
    tanh_backward,
)
from convtutor.engine.functional.avg_pooling import (
    adaptive_avg_pool2d,
    adaptive_avg_pool2d_backward,
    avg_pool1d,
    avg_pool1d_backward,
    avg_pool2d,
    avg_pool2d_backward,
)
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
from convtutor.engine.functional.learning import sgd, sgd_backward
from convtutor.engine.functional.losses import (
    cross_entropy,
    cross_entropy_backward,
    mse_loss,
    mse_loss_backward,
    nll_loss,
    nll_loss_backward,
)
from convtutor.engine.functional.max_pooling import (
    adaptive_max_pool2d,
    adaptive_max_pool2d_backward,
    max_pool1d,
    max_pool1d_backward,
    max_pool2d,
    max_pool2d_backward,
)
from convtutor.engine.functional.normalization import batch_norm, batch_norm_backward
from convtutor.engine.functional.pairs import (
    add,
    add_backward,
    mul,
    mul_backward,
    sub,
    sub_backward,
)
from convtutor.engine.functional.reductions import matmul, matmul_backward, sum, sum_backward
from convtutor.engine.functional.softmax import (
    log_softmax,
    log_softmax_backward,
    softmax,
    softmax_backward,
)
from convtutor.engine.functional.structure import (
    cat,
    cat_backward,
    flatten,
    flatten_backward,
    linear,
    linear_backward,
)
from convtutor.engine.functional.views import (
    detach,
    detach_backward,
    flip,
    flip_backward,
    reshape,
    reshape_backward,
    slice,
    slice_backward,
)

__all__ = [
    "adaptive_avg_pool2d",
    "adaptive_avg_pool2d_backward",
    "adaptive_max_pool2d",
    "adaptive_max_pool2d_backward",
    "add",
    "add_backward",
    "avg_pool1d",
    "avg_pool1d_backward",
    "avg_pool2d",
    "avg_pool2d_backward",
    "batch_norm",
    "batch_norm_backward",
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
    "cross_entropy",
    "cross_entropy_backward",
    "detach",
    "detach_backward",
    "dropout",
    "dropout_backward",
    "flatten",
    "flatten_backward",
    "flip",
    "flip_backward",
    "leaky_relu",
    "leaky_relu_backward",
    "linear",
    "linear_backward",
    "log_softmax",
    "log_softmax_backward",
    "matmul",
    "matmul_backward",
    "max_pool1d",
    "max_pool1d_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "mse_loss",
    "mse_loss_backward",
    "mul",
    "mul_backward",
    "nll_loss",
    "nll_loss_backward",
    "relu",
    "relu_backward",
    "reshape",
    "reshape_backward",
    "sgd",
    "sgd_backward",
    "sigmoid",
    "sigmoid_backward",
    "slice",
    "slice_backward",
    "softmax",
    "softmax_backward",
    "sub",
    "sub_backward",
    "sum",
    "sum_backward",
    "tanh",
    "tanh_backward",
]
