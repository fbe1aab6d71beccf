"""adaptive_avg_pool2d: the mean of every window, for an output of a given size.

Source: torch.nn.AdaptiveAvgPool2d. Shapes: input (N, C, H, W), output (N, C, output_size).
"""

from collections.abc import Sequence

import numpy as np

from convtutor.engine.adaptive_axis import AdaptiveAxis
from convtutor.engine.adaptive_pool import (
    AdaptiveParams,
    adaptive_axes,
    adaptive_shape,
    bounds_of,
    params_maker,
)
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.means import mean_passes
from convtutor.engine.operator import Operator, Pass
from convtutor.engine.pool_loops import AdaptiveLoops
from convtutor.engine.pool_shares import adaptive_share
from convtutor.engine.windows import along

NAME = "adaptive_avg_pool2d"


def output_shape(shapes: Shapes, params: AdaptiveParams) -> Shape:
    """Give (N, C, H_out, W_out); raises ShapeError for an input without elements in a plane."""
    return adaptive_shape(NAME, shapes, params)


@without_warnings
def forward(arrays: Arrays, params: AdaptiveParams) -> Array:
    """Give the mean of every window (N, C, H_out, W_out): summed along one axis after the other."""
    image = arrays["input"]
    axes = adaptive_axes({"input": image.shape}, params)
    sums = image
    for number, axis in enumerate(axes):
        bounds = np.stack(bounds_of(axis), 1).reshape(-1)  # start, end, start, end, ..
        position = number - len(axes)
        behind = np.zeros_like(sums[along(axes, number, slice(1))])  # an end must be a place
        longer = np.concatenate([sums, behind], position)
        sums = np.add.reduceat(longer, bounds, position)[along(axes, number, slice(None, None, 2))]
    means: Array = (sums + 0) / window_areas(axes).astype(image.dtype)  # -0 + 0 is 0, as a sum's
    return means


def window_areas(axes: Sequence[AdaptiveAxis]) -> Array:
    """Count the elements of every window (H_out, W_out)."""
    rows, columns = (ends - starts for starts, ends in map(bounds_of, axes))
    areas: Array = np.multiply.outer(rows, columns)
    return areas


def save(arrays: Arrays, output: Array, params: AdaptiveParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs only the shape of the input."""
    return {}


@without_warnings
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: AdaptiveParams
) -> dict[str, Array]:
    """Give grad_input: every element gets its share of the gradients of the windows it is in.

    y = sum of x[window] / area, so grad_x[at] = sum of grad_y / area over those windows.
    """
    axes = adaptive_axes({"input": arrays["input"].shape}, params)
    gradient = grad_output / window_areas(axes).astype(grad_output.dtype)
    for number, axis in enumerate(axes):
        shape = list(gradient.shape)
        shape[number - len(axes)] = axis.i
        wide = np.zeros(shape, gradient.dtype)
        for out, (start, end) in enumerate(zip(*bounds_of(axis), strict=True)):
            one = gradient[along(axes, number, slice(out, out + 1))]
            wide[along(axes, number, slice(start, end))] += one
        gradient = wide
    return {"input": gradient}


def passes(shapes: Shapes, params: AdaptiveParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    axes = adaptive_axes(shapes, params)

    def sides(window: Index) -> tuple[int, ...]:
        """Give rows and columns of a window: torch divides by one after the other."""
        pairs = zip(axes, window, strict=True)
        return tuple(axis.end(out) - axis.start(out) for axis, out in pairs)

    return mean_passes(shapes["input"], axes, AdaptiveLoops(axes), adaptive_share(axes), sides)


ADAPTIVE_AVG_POOL2D = Operator(
    name=NAME,
    operands=("input",),
    optional=frozenset(),
    keywords=("output_size",),
    required=("output_size",),
    params=params_maker(NAME),
    output_shape=output_shape,
    axes=adaptive_axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": 4},
)
