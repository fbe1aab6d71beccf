"""What the adaptive pools share: their parameter, checks, axes, and where their windows lie.

AdaptiveParams  output_size, rows and columns; None keeps the input's

Source: torch.nn.AdaptiveAvgPool2d, torch.nn.AdaptiveMaxPool2d. Shapes: input (N, C, H, W), output
(N, C, output_size).
"""

import sys
from collections.abc import Callable, Sequence
from math import prod
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.adaptive_axis import AdaptiveAxis, adaptive_axis
from convtutor.engine.arguments import integer
from convtutor.engine.arrays import Array, Shape, Shapes, check_dimensions, check_no_empty_axis
from convtutor.engine.windows import LARGEST_ITEM
from convtutor.errors import ArgumentError, ShapeError

OutputSize: TypeAlias = int | Sequence[int | None]
SIZES = 2


@dataclass(frozen=True, slots=True)
class AdaptiveParams:
    """The keyword of torch's adaptive pools: rows and columns, None for those of the input."""

    output_size: tuple[int | None, ...]


def params_maker(name: str) -> Callable[..., AdaptiveParams]:
    """Give the function that makes the parameters of an adaptive pool from torch's keyword."""

    def adaptive_params(output_size: OutputSize) -> AdaptiveParams:
        """Make the parameters; raises ArgumentError for what torch rejects, 1-tuples among it."""
        if not isinstance(output_size, list | tuple):
            return AdaptiveParams((integer(name, "output_size", output_size, 0),) * SIZES)
        if len(output_size) != SIZES:
            raise ArgumentError(
                f"{name}: output_size must be one integer or two (rows, columns), got "
                f"{output_size!r}"
            )
        return AdaptiveParams(tuple(
            None if size is None else integer(name, "output_size", size, 0)
            for size in output_size
        ))

    return adaptive_params


def adaptive_axes(shapes: Shapes, params: AdaptiveParams) -> tuple[AdaptiveAxis, ...]:
    """Give the rows' and the columns' axis."""
    lengths = shapes["input"][2:]
    return tuple(
        adaptive_axis(length, size)
        for length, size in zip(lengths, params.output_size, strict=True)
    )


def adaptive_shape(name: str, shapes: Shapes, params: AdaptiveParams) -> Shape:
    """Give (N, C, H_out, W_out); raises ShapeError where a plane is empty, and where no memory
    holds the output."""
    image = shapes["input"]
    check_dimensions(name, "input", image, (4,))
    check_no_empty_axis(name, "input", {"rows": image[2], "columns": image[3]})
    shape = *image[:2], *(axis.o for axis in adaptive_axes(shapes, params))
    if prod(shape) > sys.maxsize // LARGEST_ITEM:
        raise ShapeError(
            f"{name}: the output would have shape {shape}, more than any memory holds; use a "
            f"smaller output_size"
        )
    return shape


def bounds_of(axis: AdaptiveAxis) -> tuple[Array, Array]:
    """Give where every window starts, and the place behind its end (o)."""
    windows = np.arange(axis.o)
    return windows * axis.i // axis.o, ((windows + 1) * axis.i + axis.o - 1) // axis.o


def adaptive_places(axis: AdaptiveAxis) -> Array:
    """Give the element that each tap of each window reads (k, o), -1 behind a shorter window."""
    starts, ends = bounds_of(axis)
    at = starts + np.arange(axis.k)[:, None]
    return np.where(at < ends, at, -1)
