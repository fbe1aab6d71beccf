"""Max pools on one axis or two: the largest element of every window, each plane by itself.

MaxPoolParams  the keywords of torch's max pools, one number an axis
max_pool       the operator of a name and a number of axes

Source: torch.nn.MaxPool1d, torch.nn.MaxPool2d. Shapes: input (N, C, ...), output (N, C, ...). The
padding never wins: it stands as minus infinity. A window without any element is possible with
dilation alone: it is minus infinity, and hands on no gradient.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import flag, several
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.convolution import IntOrInts
from convtutor.engine.geometry import Axis
from convtutor.engine.maxima import hand_back, max_passes, opened, picked, winners
from convtutor.engine.operator import Operator, Pass
from convtutor.engine.pool_loops import SlidingLoops
from convtutor.engine.pooling import (
    LARGEST,
    PoolParams,
    check_pooled,
    pool_axes,
    pooled_shape,
    window_settings,
)


@dataclass(frozen=True, slots=True)
class MaxPoolParams(PoolParams):
    """The keywords of torch's functional max pools, one number an axis."""

    dilation: tuple[int, ...]
    ceil_mode: bool


def params_maker(name: str, dimensions: int) -> Callable[..., MaxPoolParams]:
    """Give the function that makes the parameters of a max pool from torch's keywords."""

    def max_pool_params(
        kernel_size: IntOrInts,
        stride: IntOrInts | None = None,
        padding: IntOrInts = 0,
        dilation: IntOrInts = 1,
        ceil_mode: bool = False,
    ) -> MaxPoolParams:
        """Make the parameters; raises ArgumentError for what torch rejects."""
        window = window_settings(name, dimensions, kernel_size, stride, padding)
        return MaxPoolParams(
            window.kernel_size, window.stride, window.padding,
            several(name, "dilation", dilation, dimensions, 1, LARGEST),
            flag(name, "ceil_mode", ceil_mode),
        )

    return max_pool_params


def places(axis: Axis) -> Array:
    """Give the element that each tap of each window reads (k, o), -1 outside the input."""
    taps, windows = np.arange(axis.k)[:, None], np.arange(axis.o)
    at = windows * axis.s - axis.before + taps * axis.d
    return np.where((at >= 0) & (at < axis.i), at, -1)


def max_pool(name: str, dimensions: int) -> Operator[MaxPoolParams]:
    """Give the operator of a max pool on `dimensions` axes."""

    def axes(shapes: Shapes, params: MaxPoolParams) -> tuple[Axis, ...]:
        lengths = shapes["input"][2:]
        return pool_axes(name, lengths, params, params.dilation, params.ceil_mode)

    def output_shape(shapes: Shapes, params: MaxPoolParams) -> Shape:
        check_pooled(name, shapes["input"], dimensions)
        return pooled_shape(name, shapes["input"], axes(shapes, params))

    def tables(image: Shape, params: MaxPoolParams) -> list[Array]:
        return [places(axis) for axis in axes({"input": image}, params)]

    def chosen(arrays: Arrays, params: MaxPoolParams) -> tuple[Array, Array]:
        image = arrays["input"]
        return winners(image, tables(image.shape, params))

    def forward(arrays: Arrays, params: MaxPoolParams) -> Array:
        return chosen(arrays, params)[0]

    def save(arrays: Arrays, output: Array, params: MaxPoolParams) -> dict[str, Array]:
        return {"indices": chosen(arrays, params)[1]}

    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: MaxPoolParams
    ) -> dict[str, Array]:
        return {"input": hand_back(grad_output, saved["indices"], arrays["input"].shape)}

    def passes(shapes: Shapes, params: MaxPoolParams) -> tuple[Pass, ...]:
        sliding = axes(shapes, params)
        return max_passes(shapes["input"], sliding, SlidingLoops(sliding))

    operator = Operator(
        name=name,
        operands=("input",),
        optional=frozenset(),
        keywords=("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
        required=("kernel_size",),
        params=params_maker(name, dimensions),
        output_shape=output_shape,
        axes=axes,
        forward=forward,
        save=save,
        vjp=vjp,
        passes=passes,
        ranks={"input": dimensions + 2},
        jvp=picked,
    )
    return replace(operator, opened=opened(operator, tables))
