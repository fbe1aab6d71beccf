"""adaptive_max_pool2d: the largest element of every window, for an output of a given size.

Source: torch.nn.AdaptiveMaxPool2d. Shapes: input (N, C, H, W), output (N, C, output_size).
`indices` holds row * W + col of each winner.
"""

from dataclasses import replace

from convtutor.engine.adaptive_pool import (
    AdaptiveParams,
    adaptive_axes,
    adaptive_places,
    adaptive_shape,
    params_maker,
)
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, check_no_empty_axis
from convtutor.engine.maxima import hand_back, max_passes, opened, picked, winners
from convtutor.engine.operator import Operator, Pass
from convtutor.engine.pool_loops import AdaptiveLoops

NAME = "adaptive_max_pool2d"


def output_shape(shapes: Shapes, params: AdaptiveParams) -> Shape:
    """Give (N, C, H_out, W_out); raises ShapeError for an input without channels or elements."""
    shape = adaptive_shape(NAME, shapes, params)
    check_no_empty_axis(NAME, "input", {"channels": shapes["input"][1]})
    return shape


def tables(image: Shape, params: AdaptiveParams) -> list[Array]:
    """Give the elements that each tap of each window reads, an axis each."""
    return [adaptive_places(axis) for axis in adaptive_axes({"input": image}, params)]


def chosen(arrays: Arrays, params: AdaptiveParams) -> tuple[Array, Array]:
    """Give the largest element of every window and its flat index within the plane."""
    image = arrays["input"]
    return winners(image, tables(image.shape, params))


def forward(arrays: Arrays, params: AdaptiveParams) -> Array:
    """Give the largest element of every window (N, C, H_out, W_out)."""
    return chosen(arrays, params)[0]


def save(arrays: Arrays, output: Array, params: AdaptiveParams) -> dict[str, Array]:
    """Give the flat index of every winner within its plane."""
    return {"indices": chosen(arrays, params)[1]}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: AdaptiveParams
) -> dict[str, Array]:
    """Give grad_input: each upstream gradient goes to its window's winner."""
    return {"input": hand_back(grad_output, saved["indices"], arrays["input"].shape)}


def passes(shapes: Shapes, params: AdaptiveParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    axes = adaptive_axes(shapes, params)
    return max_passes(shapes["input"], axes, AdaptiveLoops(axes))


PICKING = Operator(
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
    jvp=picked,
)
ADAPTIVE_MAX_POOL2D = replace(PICKING, opened=opened(PICKING, tables))
