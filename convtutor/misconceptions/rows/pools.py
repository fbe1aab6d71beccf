"""What is got wrong about pools."""

from convtutor.engine.ops.adaptive_avg_pool2d import ADAPTIVE_AVG_POOL2D
from convtutor.engine.ops.adaptive_max_pool2d import ADAPTIVE_MAX_POOL2D
from convtutor.engine.ops.avg_pool1d import AVG_POOL1D
from convtutor.engine.ops.avg_pool2d import AVG_POOL2D
from convtutor.engine.ops.max_pool1d import MAX_POOL1D
from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.misconceptions import (
    gradients,
    paddings,
    planes,
    pool_divisors,
    pool_gradients,
    pool_windows,
    rounding,
    strides,
    ties,
)
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    # the largest of a window
    "max_pool1d.padded-with-zeros": pool_windows.padded_with_zeros(MAX_POOL1D),
    "max_pool2d.padded-with-zeros": pool_windows.padded_with_zeros(MAX_POOL2D),
    "max_pool1d.padding-forgotten": paddings.padding_forgotten(MAX_POOL1D),
    "max_pool2d.padding-forgotten": paddings.padding_forgotten(MAX_POOL2D),
    "max_pool1d.stride-one-by-default": strides.stride_one_by_default(MAX_POOL1D),
    "max_pool2d.stride-one-by-default": strides.stride_one_by_default(MAX_POOL2D),
    "max_pool2d.stride-swapped": strides.stride_swapped(MAX_POOL2D),
    "max_pool2d.pairs-swapped": strides.pairs_swapped(MAX_POOL2D),
    "max_pool1d.dilation-ignored": strides.dilation_ignored(MAX_POOL1D),
    "max_pool2d.dilation-ignored": strides.dilation_ignored(MAX_POOL2D),
    "max_pool1d.ceil-mode-ignored": rounding.ceil_mode_ignored(MAX_POOL1D),
    "max_pool2d.ceil-mode-ignored": rounding.ceil_mode_ignored(MAX_POOL2D),
    "max_pool1d.always-ceil-mode": rounding.always_ceil_mode(MAX_POOL1D),
    "max_pool2d.always-ceil-mode": rounding.always_ceil_mode(MAX_POOL2D),
    "max_pool2d.whole-plane": pool_windows.whole_plane(MAX_POOL2D),
    "max_pool2d.planes-joined": planes.planes_joined(MAX_POOL2D),
    "max_pool1d.ties-shared": ties.ties_shared(MAX_POOL1D),
    "max_pool2d.ties-shared": ties.ties_shared(MAX_POOL2D),
    "max_pool1d.every-tie": ties.every_tie(MAX_POOL1D),
    "max_pool2d.every-tie": ties.every_tie(MAX_POOL2D),
    "max_pool1d.last-window-overwrites": pool_gradients.last_window_overwrites(MAX_POOL1D),
    "max_pool2d.last-window-overwrites": pool_gradients.last_window_overwrites(MAX_POOL2D),
    "max_pool1d.gradient-averaged-over-windows": pool_gradients.gradient_averaged_over_windows(
        MAX_POOL1D
    ),
    "max_pool2d.gradient-averaged-over-windows": pool_gradients.gradient_averaged_over_windows(
        MAX_POOL2D
    ),
    "max_pool1d.gradient-to-every-element": pool_gradients.gradient_to_every_element(MAX_POOL1D),
    "max_pool2d.gradient-to-every-element": pool_gradients.gradient_to_every_element(MAX_POOL2D),
    "max_pool1d.upstream-ignored": gradients.upstream_ignored(MAX_POOL1D),
    "max_pool2d.upstream-ignored": gradients.upstream_ignored(MAX_POOL2D),
    "adaptive_max_pool2d.upstream-ignored": gradients.upstream_ignored(ADAPTIVE_MAX_POOL2D),
    # the mean of a window
    "avg_pool1d.padding-counted": pool_divisors.padding_counted(AVG_POOL1D),
    "avg_pool2d.padding-counted": pool_divisors.padding_counted(AVG_POOL2D),
    "avg_pool1d.padding-not-counted": pool_divisors.padding_not_counted(AVG_POOL1D),
    "avg_pool2d.padding-not-counted": pool_divisors.padding_not_counted(AVG_POOL2D),
    "avg_pool1d.kernel-counted": pool_divisors.kernel_counted(AVG_POOL1D),
    "avg_pool2d.kernel-counted": pool_divisors.kernel_counted(AVG_POOL2D),
    "avg_pool2d.divisor-ignored": pool_divisors.divisor_ignored(AVG_POOL2D),
    "avg_pool1d.gradient-not-divided": pool_divisors.gradient_not_divided(AVG_POOL1D),
    "avg_pool2d.gradient-not-divided": pool_divisors.gradient_not_divided(AVG_POOL2D),
    "avg_pool1d.padding-forgotten": paddings.padding_forgotten(AVG_POOL1D),
    "avg_pool2d.padding-forgotten": paddings.padding_forgotten(AVG_POOL2D),
    "avg_pool1d.stride-one-by-default": strides.stride_one_by_default(AVG_POOL1D),
    "avg_pool2d.stride-one-by-default": strides.stride_one_by_default(AVG_POOL2D),
    "avg_pool2d.stride-swapped": strides.stride_swapped(AVG_POOL2D),
    "avg_pool2d.pairs-swapped": strides.pairs_swapped(AVG_POOL2D),
    "avg_pool1d.ceil-mode-ignored": rounding.ceil_mode_ignored(AVG_POOL1D),
    "avg_pool2d.ceil-mode-ignored": rounding.ceil_mode_ignored(AVG_POOL2D),
    "avg_pool1d.always-ceil-mode": rounding.always_ceil_mode(AVG_POOL1D),
    "avg_pool2d.always-ceil-mode": rounding.always_ceil_mode(AVG_POOL2D),
    "avg_pool1d.upstream-ignored": gradients.upstream_ignored(AVG_POOL1D),
    "avg_pool2d.upstream-ignored": gradients.upstream_ignored(AVG_POOL2D),
    "adaptive_avg_pool2d.upstream-ignored": gradients.upstream_ignored(ADAPTIVE_AVG_POOL2D),
}
