"""What is got wrong about pools."""

from convtutor.engine.ops.max_pool2d import MAX_POOL2D
from convtutor.misconceptions import (
    gradients,
    paddings,
    planes,
    pool_gradients,
    pool_windows,
    rounding,
    strides,
    ties,
)
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "max_pool2d.padded-with-zeros": pool_windows.padded_with_zeros(MAX_POOL2D),
    "max_pool2d.padding-forgotten": paddings.padding_forgotten(MAX_POOL2D),
    "max_pool2d.stride-one-by-default": strides.stride_one_by_default(MAX_POOL2D),
    "max_pool2d.stride-swapped": strides.stride_swapped(MAX_POOL2D),
    "max_pool2d.pairs-swapped": strides.pairs_swapped(MAX_POOL2D),
    "max_pool2d.dilation-ignored": strides.dilation_ignored(MAX_POOL2D),
    "max_pool2d.ceil-mode-ignored": rounding.ceil_mode_ignored(MAX_POOL2D),
    "max_pool2d.always-ceil-mode": rounding.always_ceil_mode(MAX_POOL2D),
    "max_pool2d.whole-plane": pool_windows.whole_plane(MAX_POOL2D),
    "max_pool2d.planes-joined": planes.planes_joined(MAX_POOL2D),
    "max_pool2d.ties-shared": ties.ties_shared(MAX_POOL2D),
    "max_pool2d.every-tie": ties.every_tie(MAX_POOL2D),
    "max_pool2d.last-window-overwrites": pool_gradients.last_window_overwrites(MAX_POOL2D),
    "max_pool2d.gradient-averaged-over-windows": pool_gradients.gradient_averaged_over_windows(
        MAX_POOL2D
    ),
    "max_pool2d.gradient-to-every-element": pool_gradients.gradient_to_every_element(MAX_POOL2D),
    "max_pool2d.upstream-ignored": gradients.upstream_ignored(MAX_POOL2D),
}
