"""max_pool1d, max_pool2d, adaptive_max_pool2d and their backward passes."""

from convtutor.engine.adaptive_pool import OutputSize
from convtutor.engine.arrays import Array
from convtutor.engine.convolution import IntOrInts
from convtutor.engine.functional.calls import batched, like_input, pooled, pooled_back
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops.adaptive_max_pool2d import ADAPTIVE_MAX_POOL2D
from convtutor.engine.ops.max_pool1d import MAX_POOL1D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D

Pooled = Array | tuple[Array, Array]


def max_pool1d(
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    dilation: IntOrInts = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Pooled:
    """Give the largest element of every window, and with return_indices also where it stood.

    Shapes: input (N, C, L) or (C, L), output and indices (N, C, L_out) or (C, L_out). Indices are
    int64; -1 for a window that holds no element at all. `stride` is the kernel's size unless
    given.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = MAX_POOL1D.params(kernel_size, stride, padding, dilation, ceil_mode)
    return _largest(MAX_POOL1D, input, params, return_indices)


def max_pool1d_backward(
    grad_output: Array,
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    dilation: IntOrInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Give grad_input: each upstream gradient goes to its window's winner.

    Shapes: grad_output as max_pool1d's output, grad_input as input.
    """
    params = MAX_POOL1D.params(kernel_size, stride, padding, dilation, ceil_mode)
    return pooled_back(MAX_POOL1D, grad_output, input, params)


def max_pool2d(
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    dilation: IntOrInts = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Pooled:
    """Give the largest element of every window, and with return_indices also where it stood.

    Shapes: input (N, C, H, W) or (C, H, W), output and indices (N, C, H_out, W_out) or
    (C, H_out, W_out). Indices are row * W + col within the plane, int64; -1 for a window that
    holds no element at all. `stride` is the kernel's size unless given.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = MAX_POOL2D.params(kernel_size, stride, padding, dilation, ceil_mode)
    return _largest(MAX_POOL2D, input, params, return_indices)


def max_pool2d_backward(
    grad_output: Array,
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    dilation: IntOrInts = 1,
    ceil_mode: bool = False,
) -> Array:
    """Give grad_input: each upstream gradient goes to its window's winner.

    Shapes: grad_output as max_pool2d's output, grad_input as input.
    """
    params = MAX_POOL2D.params(kernel_size, stride, padding, dilation, ceil_mode)
    return pooled_back(MAX_POOL2D, grad_output, input, params)


def adaptive_max_pool2d(
    input: Array, output_size: OutputSize, return_indices: bool = False
) -> Pooled:
    """Give the largest element of every window, of which there are as many as `output_size` says,
    and with return_indices also where it stood.

    Shapes: input (N, C, H, W) or (C, H, W), output and indices (N, C, H_out, W_out) or
    (C, H_out, W_out). `output_size` is one number for both, or (rows, columns); None keeps the
    input's. Window y of i rows starts at floor(y i / o) and ends before ceil((y + 1) i / o).

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = ADAPTIVE_MAX_POOL2D.params(output_size)
    return _largest(ADAPTIVE_MAX_POOL2D, input, params, return_indices)


def adaptive_max_pool2d_backward(
    grad_output: Array, input: Array, output_size: OutputSize
) -> Array:
    """Give grad_input: each upstream gradient goes to its window's winner.

    Shapes: grad_output as adaptive_max_pool2d's output, grad_input as input.
    """
    params = ADAPTIVE_MAX_POOL2D.params(output_size)
    return pooled_back(ADAPTIVE_MAX_POOL2D, grad_output, input, params)


def _largest(
    operator: AnyOperator, image: Array, params: object, return_indices: bool
) -> Pooled:
    largest = pooled(operator, image, params)
    if not return_indices:
        return largest
    dimensions = operator.ranks["input"]
    arrays = {"input": batched(operator.name, image, dimensions)}
    indices = operator.save(arrays, largest, params)["indices"]
    return largest, like_input(indices, image, dimensions)
