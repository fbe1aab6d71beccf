"""Whole operators with one mistake each: they run, step and compare as the right ones do.

MISCONCEPTIONS  the table, by operator and mistake: "conv2d.kernel-flipped"
Misconception   one of them
"""

from convtutor.engine.ops.conv1d import CONV1D
from convtutor.engine.ops.conv2d import CONV2D
from convtutor.engine.ops.conv_transpose1d import CONV_TRANSPOSE1D
from convtutor.engine.ops.conv_transpose2d import CONV_TRANSPOSE2D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.engine.ops.relu import RELU
from convtutor.misconceptions.bias_gradients import bias_gradient_averaged, bias_gradient_once
from convtutor.misconceptions.biases import (
    bias_forgotten,
    bias_shared,
    bias_with_every_channel,
    bias_with_every_tap,
)
from convtutor.misconceptions.channels import channels_averaged, first_channel_only
from convtutor.misconceptions.conv_gradients import (
    first_window_only,
    gradient_not_flipped,
    upstream_flipped,
)
from convtutor.misconceptions.gradients import upstream_ignored
from convtutor.misconceptions.groups import groups_ignored, groups_interleaved
from convtutor.misconceptions.kernels import (
    channels_transposed,
    kernel_flipped,
    kernel_mirrored,
    kernel_transposed,
    kernel_upside_down,
)
from convtutor.misconceptions.misconception import Misconception as Misconception
from convtutor.misconceptions.paddings import (
    border_repeated,
    padding_as_total,
    padding_at_the_end,
    padding_counted_once,
    padding_forgotten,
    padding_mode_ignored,
    padding_one_too_many,
    padding_swapped,
    same_at_the_start,
    same_on_each_side,
)
from convtutor.misconceptions.pool_gradients import (
    gradient_averaged_over_windows,
    gradient_to_every_element,
    last_window_overwrites,
)
from convtutor.misconceptions.pool_windows import padded_with_zeros, whole_plane
from convtutor.misconceptions.relus import (
    absolute_value,
    gradient_through_negatives,
    half_at_zero,
    negatives_kept,
    open_at_zero,
)
from convtutor.misconceptions.rounding import (
    always_ceil_mode,
    ceil_mode_ignored,
    rounded_up,
    window_hangs_over,
)
from convtutor.misconceptions.stamps import stamps_overwrite
from convtutor.misconceptions.strides import (
    dilation_ignored,
    dilation_of_columns_alone,
    dilation_swapped,
    dilation_times_kernel,
    pairs_swapped,
    stride_ignored,
    stride_one_by_default,
    stride_swapped,
)
from convtutor.misconceptions.ties import every_tie, ties_shared
from convtutor.misconceptions.transposed import (
    nothing_cut_off,
    one_zero_too_many,
    output_padding_ignored,
    stride_as_in_convolution,
)

MISCONCEPTIONS: dict[str, Misconception] = {
    # what a convolution slides
    "conv1d.kernel-flipped": kernel_flipped(CONV1D),
    "conv2d.kernel-flipped": kernel_flipped(CONV2D),
    "conv2d.kernel-upside-down": kernel_upside_down(CONV2D),
    "conv2d.kernel-mirrored": kernel_mirrored(CONV2D),
    "conv2d.kernel-transposed": kernel_transposed(CONV2D),
    "conv1d.channels-transposed": channels_transposed(CONV1D),
    "conv2d.channels-transposed": channels_transposed(CONV2D),
    # where its windows lie
    "conv1d.padding-forgotten": padding_forgotten(CONV1D),
    "conv2d.padding-forgotten": padding_forgotten(CONV2D),
    "conv1d.padding-counted-once": padding_counted_once(CONV1D),
    "conv2d.padding-counted-once": padding_counted_once(CONV2D),
    "conv1d.padding-as-total": padding_as_total(CONV1D),
    "conv2d.padding-as-total": padding_as_total(CONV2D),
    "conv1d.padding-at-the-end": padding_at_the_end(CONV1D),
    "conv2d.padding-at-the-end": padding_at_the_end(CONV2D),
    "conv1d.padding-one-too-many": padding_one_too_many(CONV1D),
    "conv2d.padding-one-too-many": padding_one_too_many(CONV2D),
    "conv2d.padding-swapped": padding_swapped(CONV2D),
    "conv1d.same-at-the-start": same_at_the_start(CONV1D),
    "conv2d.same-at-the-start": same_at_the_start(CONV2D),
    "conv1d.same-on-each-side": same_on_each_side(CONV1D),
    "conv2d.same-on-each-side": same_on_each_side(CONV2D),
    "conv1d.border-repeated": border_repeated(CONV1D),
    "conv2d.border-repeated": border_repeated(CONV2D),
    "conv1d.padding-mode-ignored": padding_mode_ignored(CONV1D),
    "conv2d.padding-mode-ignored": padding_mode_ignored(CONV2D),
    "conv1d.rounded-up": rounded_up(CONV1D),
    "conv2d.rounded-up": rounded_up(CONV2D),
    "conv1d.window-hangs-over": window_hangs_over(CONV1D),
    "conv2d.window-hangs-over": window_hangs_over(CONV2D),
    "conv1d.stride-ignored": stride_ignored(CONV1D),
    "conv2d.stride-ignored": stride_ignored(CONV2D),
    "conv2d.stride-swapped": stride_swapped(CONV2D),
    "conv1d.dilation-ignored": dilation_ignored(CONV1D),
    "conv2d.dilation-ignored": dilation_ignored(CONV2D),
    "conv2d.dilation-swapped": dilation_swapped(CONV2D),
    "conv2d.dilation-of-columns-alone": dilation_of_columns_alone(CONV2D),
    "conv1d.dilation-times-kernel": dilation_times_kernel(CONV1D),
    "conv2d.dilation-times-kernel": dilation_times_kernel(CONV2D),
    # what it adds up
    "conv1d.channels-averaged": channels_averaged(CONV1D),
    "conv2d.channels-averaged": channels_averaged(CONV2D),
    "conv1d.first-channel-only": first_channel_only(CONV1D),
    "conv2d.first-channel-only": first_channel_only(CONV2D),
    "conv1d.groups-interleaved": groups_interleaved(CONV1D),
    "conv2d.groups-interleaved": groups_interleaved(CONV2D),
    "conv1d.groups-ignored": groups_ignored(CONV1D),
    "conv2d.groups-ignored": groups_ignored(CONV2D),
    "conv1d.bias-forgotten": bias_forgotten(CONV1D),
    "conv2d.bias-forgotten": bias_forgotten(CONV2D),
    "conv1d.bias-with-every-tap": bias_with_every_tap(CONV1D),
    "conv2d.bias-with-every-tap": bias_with_every_tap(CONV2D),
    "conv1d.bias-with-every-channel": bias_with_every_channel(CONV1D),
    "conv2d.bias-with-every-channel": bias_with_every_channel(CONV2D),
    "conv1d.bias-shared": bias_shared(CONV1D),
    "conv2d.bias-shared": bias_shared(CONV2D),
    # what it hands back
    "conv1d.upstream-ignored": upstream_ignored(CONV1D),
    "conv2d.upstream-ignored": upstream_ignored(CONV2D),
    "conv1d.gradient-not-flipped": gradient_not_flipped(CONV1D),
    "conv2d.gradient-not-flipped": gradient_not_flipped(CONV2D),
    "conv1d.upstream-flipped": upstream_flipped(CONV1D),
    "conv2d.upstream-flipped": upstream_flipped(CONV2D),
    "conv1d.first-window-only": first_window_only(CONV1D),
    "conv2d.first-window-only": first_window_only(CONV2D),
    "conv1d.stamps-overwrite": stamps_overwrite(CONV1D),
    "conv2d.stamps-overwrite": stamps_overwrite(CONV2D),
    "conv1d.bias-gradient-averaged": bias_gradient_averaged(CONV1D),
    "conv2d.bias-gradient-averaged": bias_gradient_averaged(CONV2D),
    "conv1d.bias-gradient-once": bias_gradient_once(CONV1D),
    "conv2d.bias-gradient-once": bias_gradient_once(CONV2D),
    # transposed convolutions
    "conv_transpose1d.kernel-flipped": kernel_flipped(CONV_TRANSPOSE1D),
    "conv_transpose2d.kernel-flipped": kernel_flipped(CONV_TRANSPOSE2D),
    "conv_transpose2d.kernel-transposed": kernel_transposed(CONV_TRANSPOSE2D),
    "conv_transpose1d.channels-transposed": channels_transposed(CONV_TRANSPOSE1D),
    "conv_transpose2d.channels-transposed": channels_transposed(CONV_TRANSPOSE2D),
    "conv_transpose1d.nothing-cut-off": nothing_cut_off(CONV_TRANSPOSE1D),
    "conv_transpose2d.nothing-cut-off": nothing_cut_off(CONV_TRANSPOSE2D),
    "conv_transpose1d.output-padding-ignored": output_padding_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.output-padding-ignored": output_padding_ignored(CONV_TRANSPOSE2D),
    "conv_transpose1d.stride-ignored": stride_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.stride-ignored": stride_ignored(CONV_TRANSPOSE2D),
    "conv_transpose2d.stride-swapped": stride_swapped(CONV_TRANSPOSE2D),
    "conv_transpose1d.one-zero-too-many": one_zero_too_many(CONV_TRANSPOSE1D),
    "conv_transpose2d.one-zero-too-many": one_zero_too_many(CONV_TRANSPOSE2D),
    "conv_transpose1d.stride-as-in-convolution": stride_as_in_convolution(CONV_TRANSPOSE1D, CONV1D),
    "conv_transpose2d.stride-as-in-convolution": stride_as_in_convolution(CONV_TRANSPOSE2D, CONV2D),
    "conv_transpose1d.dilation-ignored": dilation_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.dilation-ignored": dilation_ignored(CONV_TRANSPOSE2D),
    "conv_transpose1d.bias-forgotten": bias_forgotten(CONV_TRANSPOSE1D),
    "conv_transpose2d.bias-forgotten": bias_forgotten(CONV_TRANSPOSE2D),
    "conv_transpose1d.upstream-ignored": upstream_ignored(CONV_TRANSPOSE1D),
    "conv_transpose2d.upstream-ignored": upstream_ignored(CONV_TRANSPOSE2D),
    # pools
    "max_pool2d.padded-with-zeros": padded_with_zeros(MAX_POOL2D),
    "max_pool2d.padding-forgotten": padding_forgotten(MAX_POOL2D),
    "max_pool2d.stride-one-by-default": stride_one_by_default(MAX_POOL2D),
    "max_pool2d.stride-swapped": stride_swapped(MAX_POOL2D),
    "max_pool2d.pairs-swapped": pairs_swapped(MAX_POOL2D),
    "max_pool2d.dilation-ignored": dilation_ignored(MAX_POOL2D),
    "max_pool2d.ceil-mode-ignored": ceil_mode_ignored(MAX_POOL2D),
    "max_pool2d.always-ceil-mode": always_ceil_mode(MAX_POOL2D),
    "max_pool2d.whole-plane": whole_plane(MAX_POOL2D),
    "max_pool2d.ties-shared": ties_shared(MAX_POOL2D),
    "max_pool2d.every-tie": every_tie(MAX_POOL2D),
    "max_pool2d.last-window-overwrites": last_window_overwrites(MAX_POOL2D),
    "max_pool2d.gradient-averaged-over-windows": gradient_averaged_over_windows(MAX_POOL2D),
    "max_pool2d.gradient-to-every-element": gradient_to_every_element(MAX_POOL2D),
    "max_pool2d.upstream-ignored": upstream_ignored(MAX_POOL2D),
    # activations
    "relu.negatives-kept": negatives_kept(RELU),
    "relu.absolute-value": absolute_value(RELU),
    "relu.gradient-through-negatives": gradient_through_negatives(RELU),
    "relu.open-at-zero": open_at_zero(RELU),
    "relu.half-at-zero": half_at_zero(RELU),
    "relu.upstream-ignored": upstream_ignored(RELU),
}
