"""max_pool1d, max_pool2d, adaptive_max_pool2d and their backward passes."""

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.convolution import IntOrInts
from convtutor.engine.functional.calls import batched, like_input, upstream
from convtutor.engine.operator import AnyOperator
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
    return _forward(MAX_POOL1D, 3, input, params, return_indices)


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
    return _backward(MAX_POOL1D, 3, grad_output, input, params)


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
    return _forward(MAX_POOL2D, 4, input, params, return_indices)


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
    return _backward(MAX_POOL2D, 4, grad_output, input, params)


def _forward(
    operator: AnyOperator, dimensions: int, image: Array, params: object, return_indices: bool
) -> Pooled:
    check_dtypes(operator.name, {"input": image})
    arrays = {"input": batched(operator.name, image, dimensions)}
    operator.output_shape({"input": arrays["input"].shape}, params)
    output = operator.forward(arrays, params)
    largest = like_input(output, image, dimensions)
    if not return_indices:
        return largest
    indices = operator.save(arrays, output, params)["indices"]
    return largest, like_input(indices, image, dimensions)


def _backward(
    operator: AnyOperator, dimensions: int, grad_output: Array, image: Array, params: object
) -> Array:
    where = f"{operator.name}_backward"
    check_dtypes(where, {"grad_output": grad_output, "input": image})
    arrays = {"input": batched(where, image, dimensions)}
    gradient = upstream(operator, grad_output, image, arrays, params)
    saved = operator.save(arrays, gradient, params)
    grad_input = operator.vjp(gradient, arrays, saved, params)["input"]
    return like_input(grad_input, image, dimensions)
