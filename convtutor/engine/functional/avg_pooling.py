"""avg_pool1d, avg_pool2d, adaptive_avg_pool2d and their backward passes."""

from convtutor.engine.adaptive_pool import OutputSize
from convtutor.engine.arrays import Array
from convtutor.engine.convolution import IntOrInts
from convtutor.engine.functional.calls import pooled, pooled_back
from convtutor.engine.ops.adaptive_avg_pool2d import ADAPTIVE_AVG_POOL2D
from convtutor.engine.ops.avg_pool1d import AVG_POOL1D
from convtutor.engine.ops.avg_pool2d import AVG_POOL2D


def avg_pool1d(
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Array:
    """Give the mean of every window; the padding reads as 0.

    Shapes: input (N, C, L) or (C, L), output (N, C, L_out) or (C, L_out). `stride` is the kernel's
    size unless given. With `count_include_pad` the padding counts in the mean, never what hangs
    over it.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = AVG_POOL1D.params(kernel_size, stride, padding, ceil_mode, count_include_pad)
    return pooled(AVG_POOL1D, input, params)


def avg_pool1d_backward(
    grad_output: Array,
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Array:
    """Give grad_input: each window hands every element it read the same share.

    Shapes: grad_output as avg_pool1d's output, grad_input as input.
    """
    params = AVG_POOL1D.params(kernel_size, stride, padding, ceil_mode, count_include_pad)
    return pooled_back(AVG_POOL1D, grad_output, input, params)


def avg_pool2d(
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Array:
    """Give the mean of every window; the padding reads as 0.

    Shapes: input (N, C, H, W) or (C, H, W), output (N, C, H_out, W_out) or (C, H_out, W_out).
    `stride` is the kernel's size unless given. With `count_include_pad` the padding counts in the
    mean, never what hangs over it; `divisor_override` divides every sum instead.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = AVG_POOL2D.params(
        kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override
    )
    return pooled(AVG_POOL2D, input, params)


def avg_pool2d_backward(
    grad_output: Array,
    input: Array,
    kernel_size: IntOrInts,
    stride: IntOrInts | None = None,
    padding: IntOrInts = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Array:
    """Give grad_input: each window hands every element it read the same share.

    Shapes: grad_output as avg_pool2d's output, grad_input as input.
    """
    params = AVG_POOL2D.params(
        kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override
    )
    return pooled_back(AVG_POOL2D, grad_output, input, params)


def adaptive_avg_pool2d(input: Array, output_size: OutputSize) -> Array:
    """Give the mean of every window, of which there are as many as `output_size` says.

    Shapes: input (N, C, H, W) or (C, H, W), output (N, C, H_out, W_out) or (C, H_out, W_out).
    `output_size` is one number for both, or (rows, columns); None keeps the input's. Window y of
    i rows starts at floor(y i / o) and ends before ceil((y + 1) i / o).

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    return pooled(ADAPTIVE_AVG_POOL2D, input, ADAPTIVE_AVG_POOL2D.params(output_size))


def adaptive_avg_pool2d_backward(
    grad_output: Array, input: Array, output_size: OutputSize
) -> Array:
    """Give grad_input: each window hands every element it read the same share.

    Shapes: grad_output as adaptive_avg_pool2d's output, grad_input as input.
    """
    params = ADAPTIVE_AVG_POOL2D.params(output_size)
    return pooled_back(ADAPTIVE_AVG_POOL2D, grad_output, input, params)
