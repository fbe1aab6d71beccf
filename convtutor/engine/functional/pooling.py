"""max_pool2d and its backward pass."""

from convtutor.engine.arguments import IntOrPair
from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.functional.calls import batched, like_input, upstream
from convtutor.engine.ops.max_pool2d import MAX_POOL2D, max_pool2d_params, winners


def max_pool2d(
    input: Array,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Array | tuple[Array, Array]:
    """Give the largest element of every window, and with return_indices also where it stood.

    Shapes: input (N, C, H, W) or (C, H, W), output and indices (N, C, H_out, W_out) or
    (C, H_out, W_out). Indices are row * W + col within the plane, int64; -1 for a window that
    holds no element at all. `stride` is the kernel's size unless given.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    check_dtypes("max_pool2d", {"input": input})
    params = max_pool2d_params(kernel_size, stride, padding, dilation, ceil_mode)
    whole = batched("max_pool2d", input, 4)
    MAX_POOL2D.output_shape({"input": whole.shape}, params)
    largest, indices = winners(whole, params)
    if return_indices:
        return like_input(largest, input, 4), like_input(indices, input, 4)
    return like_input(largest, input, 4)


def max_pool2d_backward(
    grad_output: Array,
    input: Array,
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Array:
    """Give grad_input: each upstream gradient goes to its window's winner.

    Shapes: grad_output as max_pool2d's output, grad_input as input. `return_indices` is taken as
    the forward takes it; indices have no gradient, so it changes nothing.
    """
    check_dtypes("max_pool2d_backward", {"grad_output": grad_output, "input": input})
    params = max_pool2d_params(kernel_size, stride, padding, dilation, ceil_mode)
    arrays = {"input": batched("max_pool2d_backward", input, 4)}
    gradient = upstream(MAX_POOL2D, grad_output, input, arrays, params)
    saved = MAX_POOL2D.save(arrays, gradient, params)
    return like_input(MAX_POOL2D.vjp(gradient, arrays, saved, params)["input"], input, 4)
