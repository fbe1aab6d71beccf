"""Average pools on one axis or two: the mean of every window, each plane by itself.

AvgPoolParams  the keywords of torch's average pools, one number an axis
avg_pool       the operator of a name and a number of axes

Source: torch.nn.AvgPool1d, torch.nn.AvgPool2d; torch's AvgPoolKernel.cpp for what is counted.
Shapes: input (N, C, ...), output (N, C, ...). The padding reads as 0. A window's sum is divided by
the cells it covers of the padded input, or of the input alone, or by a number given; what hangs
over the padded input (ceil_mode) never counts.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from math import prod
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import flag, integer
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.convolution import IntOrInts
from convtutor.engine.geometry import Axis, Where
from convtutor.engine.means import mean_passes
from convtutor.engine.operator import Operator, Pass
from convtutor.engine.pool_loops import SlidingLoops
from convtutor.engine.pool_shares import sliding_share
from convtutor.engine.pooling import (
    PoolParams,
    check_pooled,
    pool_axes,
    pooled_shape,
    window_settings,
)
from convtutor.engine.windows import along, pad, unpad
from convtutor.errors import ArgumentError

LEAST_DIVISOR = -(2**63)  # torch keeps it in 64 bits
KEYWORDS = (
    "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override",
)


@dataclass(frozen=True, slots=True)
class AvgPoolParams(PoolParams):
    """The keywords of torch's functional average pools, one number an axis."""

    ceil_mode: bool
    count_include_pad: bool
    divisor_override: int | None


def params_maker(name: str, dimensions: int) -> Callable[..., AvgPoolParams]:
    """Give the function that makes the parameters of an average pool from torch's keywords."""

    def avg_pool_params(
        kernel_size: IntOrInts,
        stride: IntOrInts | None = None,
        padding: IntOrInts = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ) -> AvgPoolParams:
        """Make the parameters; raises ArgumentError for what torch rejects."""
        window = window_settings(name, dimensions, kernel_size, stride, padding)
        divisor = divisor_override
        if divisor is not None:
            divisor = integer(name, "divisor_override", divisor, LEAST_DIVISOR)
        if divisor == 0:
            raise ArgumentError(f"{name}: divisor_override must not be 0, got {divisor_override!r}")
        return AvgPoolParams(
            window.kernel_size, window.stride, window.padding,
            flag(name, "ceil_mode", ceil_mode),
            flag(name, "count_include_pad", count_include_pad), divisor,
        )

    return avg_pool_params


@lru_cache(maxsize=4096)
def counted(axis: Axis, out: int, count_include_pad: bool) -> int:
    """Count the reads of a window that the divisor counts."""
    uncounted = {Where.BEYOND} if count_include_pad else {Where.BEYOND, Where.PADDING}
    return sum(spot.where not in uncounted for spot in axis.reads(out))


def divisors(axes: Sequence[Axis], params: AvgPoolParams) -> Callable[[Index], tuple[int]]:
    """Give the function that says what a window's sum is divided by."""

    def divisor(window: Index) -> tuple[int]:
        if params.divisor_override is not None:
            return (params.divisor_override,)
        pairs = zip(axes, window, strict=True)
        return (prod(counted(axis, out, params.count_include_pad) for axis, out in pairs),)

    return divisor


def divisor_table(axes: Sequence[Axis], params: AvgPoolParams, dtype: np.dtype[Any]) -> Array:
    """Give what the sum of every window is divided by (o_1, ..), or one number for all."""
    if params.divisor_override is not None:
        return np.asarray(params.divisor_override, dtype)
    lengths = []
    for axis in axes:
        starts = np.arange(axis.o) * axis.s - axis.before
        ends = np.minimum(starts + axis.k, axis.i + axis.after)
        if not params.count_include_pad:
            starts, ends = np.maximum(starts, 0), np.minimum(ends, axis.i)
        lengths.append(ends - starts)
    return np.asarray(reduce(np.multiply.outer, lengths), dtype)


def window_sums(image: Array, axes: Sequence[Axis]) -> Array:
    """Give the sum of every window (N, C, o_1, ..): along one axis after the other."""
    sums: Any = pad(image, axes, 0.0)
    for number, axis in enumerate(axes):
        sums = sum(sums[along(axes, number, places)] for places in taps(axis))
    made: Array = sums
    return made


def spread(gradient: Array, axes: Sequence[Axis]) -> Array:
    """Give grad_input: every window's gradient added onto each element that it read.

    y = sum of x[window], so grad_x[at] = sum of grad_y over the windows that read at.
    """
    for number, axis in reversed(list(enumerate(axes))):
        shape = list(gradient.shape)
        shape[number - len(axes)] = axis.padded + axis.overhang
        wide = np.zeros(shape, gradient.dtype)
        for places in taps(axis):
            wide[along(axes, number, places)] += gradient
        gradient = wide
    return unpad(gradient, axes)


def taps(axis: Axis) -> list[slice]:
    """Give, for each tap, the places of the padded axis that it reads, over all windows."""
    reach = (axis.o - 1) * axis.s + 1
    return [slice(tap, tap + reach, axis.s) for tap in range(axis.k)]


def avg_pool(
    name: str,
    dimensions: int,
    params: Callable[..., AvgPoolParams],
    keywords: tuple[str, ...],
) -> Operator[AvgPoolParams]:
    """Give the operator of an average pool on `dimensions` axes, with those keywords of torch."""

    def axes(shapes: Shapes, params: AvgPoolParams) -> tuple[Axis, ...]:
        lengths = shapes["input"][2:]
        return pool_axes(name, lengths, params, (1,) * dimensions, params.ceil_mode)

    def output_shape(shapes: Shapes, params: AvgPoolParams) -> Shape:
        check_pooled(name, shapes["input"], dimensions)
        return pooled_shape(name, shapes["input"], axes(shapes, params))

    @without_warnings
    def forward(arrays: Arrays, params: AvgPoolParams) -> Array:
        image = arrays["input"]
        sliding = axes({"input": image.shape}, params)
        means: Array = window_sums(image, sliding) / divisor_table(sliding, params, image.dtype)
        return means

    def save(arrays: Arrays, output: Array, params: AvgPoolParams) -> dict[str, Array]:
        return {}  # the backward pass needs only the shape of the input

    @without_warnings
    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: AvgPoolParams
    ) -> dict[str, Array]:
        sliding = axes({"input": arrays["input"].shape}, params)
        shares = grad_output / divisor_table(sliding, params, grad_output.dtype)
        return {"input": spread(shares, sliding)}

    def passes(shapes: Shapes, params: AvgPoolParams) -> tuple[Pass, ...]:
        sliding = axes(shapes, params)
        share = sliding_share(sliding, params.count_include_pad, params.divisor_override)
        return mean_passes(
            shapes["input"], sliding, SlidingLoops(sliding), share, divisors(sliding, params)
        )

    return Operator(
        name=name,
        operands=("input",),
        optional=frozenset(),
        keywords=keywords,
        required=("kernel_size",),
        params=params,
        output_shape=output_shape,
        axes=axes,
        forward=forward,
        save=save,
        vjp=vjp,
        passes=passes,
        ranks={"input": dimensions + 2},
    )
