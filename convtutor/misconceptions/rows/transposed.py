"""What is got wrong about transposed convolutions."""

from convtutor.engine.ops.conv1d import CONV1D
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.conv_transpose1d import CONV_TRANSPOSE1D
from convtutor.engine.ops.conv_transpose2d import CONV_TRANSPOSE2D
from convtutor.misconceptions import (
    biases,
    gradients,
    kernels,
    strides,
    transposed,
)
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "conv_transpose1d.kernel-flipped": kernels.kernel_flipped(CONV_TRANSPOSE1D),
    "conv_transpose2d.kernel-flipped": kernels.kernel_flipped(CONV_TRANSPOSE2D),
    "conv_transpose2d.kernel-transposed": kernels.kernel_transposed(CONV_TRANSPOSE2D),
    "conv_transpose1d.channels-transposed": kernels.channels_transposed(CONV_TRANSPOSE1D),
    "conv_transpose2d.channels-transposed": kernels.channels_transposed(CONV_TRANSPOSE2D),
    "conv_transpose1d.nothing-cut-off": transposed.nothing_cut_off(CONV_TRANSPOSE1D),
    "conv_transpose2d.nothing-cut-off": transposed.nothing_cut_off(CONV_TRANSPOSE2D),
    "conv_transpose1d.output-padding-ignored": transposed.output_padding_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.output-padding-ignored": transposed.output_padding_ignored(CONV_TRANSPOSE2D),
    "conv_transpose1d.stride-ignored": strides.stride_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.stride-ignored": strides.stride_ignored(CONV_TRANSPOSE2D),
    "conv_transpose2d.stride-swapped": strides.stride_swapped(CONV_TRANSPOSE2D),
    "conv_transpose1d.one-zero-too-many": transposed.one_zero_too_many(CONV_TRANSPOSE1D),
    "conv_transpose2d.one-zero-too-many": transposed.one_zero_too_many(CONV_TRANSPOSE2D),
    "conv_transpose1d.stride-as-in-convolution": transposed.stride_as_in_convolution(
        CONV_TRANSPOSE1D, CONV1D
    ),
    "conv_transpose2d.stride-as-in-convolution": transposed.stride_as_in_convolution(
        CONV_TRANSPOSE2D, CONV2D
    ),
    "conv_transpose1d.dilation-ignored": strides.dilation_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.dilation-ignored": strides.dilation_ignored(CONV_TRANSPOSE2D),
    "conv_transpose1d.bias-forgotten": biases.bias_forgotten(CONV_TRANSPOSE1D),
    "conv_transpose2d.bias-forgotten": biases.bias_forgotten(CONV_TRANSPOSE2D),
    "conv_transpose1d.upstream-ignored": gradients.upstream_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.upstream-ignored": gradients.upstream_ignored(CONV_TRANSPOSE2D),
}
