"""Convolution layers on one axis or two: parameters, checks and the operator made of them.

ConvParams   the keywords of torch's convolutions, one number an axis
convolution  the operator of a name and a number of axes

Source: torch.nn.Conv1d, torch.nn.Conv2d. Shapes: input (N, C_in, ...), weight
(C_out, C_in / groups, ...), bias (C_out,), output (N, C_out, ...).
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.engine.arguments import integer, several
from convtutor.engine.arrays import (
    Array,
    Arrays,
    Shape,
    Shapes,
    check_dimensions,
    check_no_empty_axis,
    shapes_of,
)
from convtutor.engine.correlation import correlate, correlate_vjp, correlation_passes
from convtutor.engine.geometry import PADDING_MODES, Axis, check_axis
from convtutor.engine.operator import Operator, Pass
from convtutor.engine.tangents import product_rule
from convtutor.engine.windows import check_frame
from convtutor.errors import ArgumentError, ShapeError

IntOrInts: TypeAlias = int | Sequence[int]
AXIS_NAMES = {1: ("columns",), 2: ("rows", "columns")}


@dataclass(frozen=True, slots=True)
class ConvParams:
    """The keywords of torch's functional convolutions, plus padding_mode; one number an axis."""

    stride: tuple[int, ...]
    padding: tuple[int, ...] | str
    dilation: tuple[int, ...]
    groups: int
    padding_mode: str


ParamsMaker: TypeAlias = Callable[..., ConvParams]


def params_maker(name: str, dimensions: int) -> ParamsMaker:
    """Give the function that makes the parameters of a convolution from torch's keywords."""

    def conv_params(
        stride: IntOrInts = 1,
        padding: IntOrInts | str = 0,
        dilation: IntOrInts = 1,
        groups: int = 1,
        padding_mode: str = "zeros",
    ) -> ConvParams:
        """Make the parameters; "same" and "valid" stay words.

        Raises ArgumentError for what torch rejects by itself, "same" with a stride among it.
        """
        strides = several(name, "stride", stride, dimensions, 1)
        if isinstance(padding, str):
            _check_padding_word(name, padding, strides)
        if padding_mode not in PADDING_MODES:
            raise ArgumentError(
                f"{name}: padding_mode must be one of {', '.join(PADDING_MODES)}, "
                f"got {padding_mode!r}"
            )
        borders = (
            padding if isinstance(padding, str)
            else several(name, "padding", padding, dimensions, 0)
        )
        return ConvParams(
            strides, borders, several(name, "dilation", dilation, dimensions, 1),
            integer(name, "groups", groups, 1), padding_mode,
        )

    return conv_params


def _check_padding_word(name: str, padding: str, strides: tuple[int, ...]) -> None:
    if padding not in ("same", "valid"):
        raise ArgumentError(f"{name}: padding must be numbers, 'same' or 'valid', got {padding!r}")
    if padding == "same" and any(stride != 1 for stride in strides):
        shown = strides if len(strides) > 1 else strides[0]
        raise ArgumentError(f"{name}: padding 'same' needs stride 1, got {shown}")


def borders(params: ConvParams, axis: int, kernel: int) -> tuple[int, int]:
    """Count the padded cells before and after one axis.

    "same" pads d (k - 1) cells in all and puts an odd one at the end. Source: torch's
    _reversed_padding_repeated_twice.
    """
    if params.padding == "valid":
        return 0, 0
    if isinstance(params.padding, str):
        total = params.dilation[axis] * (kernel - 1)
        return total // 2, total - total // 2
    return params.padding[axis], params.padding[axis]


def check_channels(name: str, shapes: Shapes, groups: int) -> None:
    """Accept operands whose channels fit the groups; raises ShapeError with the numbers."""
    (_, channels, *_), (out_channels, group_in, *_) = shapes["input"], shapes["weight"]
    if group_in < 1 or out_channels < 1:
        raise ShapeError(f"{name}: weight needs at least 1 channel, got shape {shapes['weight']}")
    if out_channels % groups:
        raise ShapeError(
            f"{name}: {out_channels} output channels do not divide into {groups} groups"
        )
    if channels != group_in * groups:
        raise ShapeError(
            f"{name}: weight {shapes['weight']} with groups={groups} needs {group_in * groups} "
            f"input channels, the input has {channels}"
        )
    check_bias(name, shapes, out_channels)


def check_bias(name: str, shapes: Shapes, out_channels: int) -> None:
    """Accept a bias of one number a filter, or none; raises ShapeError."""
    if "bias" in shapes and shapes["bias"] != (out_channels,):
        raise ShapeError(
            f"{name}: bias must have shape ({out_channels},), one a filter, got {shapes['bias']}"
        )


def convolution(name: str, dimensions: int) -> Operator[ConvParams]:
    """Give the operator of a convolution on `dimensions` axes."""
    names = AXIS_NAMES[dimensions]

    def axes(shapes: Shapes, params: ConvParams) -> tuple[Axis, ...]:
        lengths, kernels = shapes["input"][2:], shapes["weight"][2:]
        made = []
        for number, counted in enumerate(names):
            before, after = borders(params, number, kernels[number])
            axis = Axis(
                lengths[number], kernels[number], params.stride[number], params.dilation[number],
                before, after, params.padding_mode,
            )
            check_axis(name, counted, axis)
            made.append(axis)
        return tuple(made)

    def output_shape(shapes: Shapes, params: ConvParams) -> Shape:
        check_dimensions(name, "input", shapes["input"], (dimensions + 2,))
        check_dimensions(name, "weight", shapes["weight"], (dimensions + 2,))
        check_channels(name, shapes, params.groups)
        leading, lengths = shapes["input"][:2], shapes["input"][2:]
        check_no_empty_axis(name, "input", dict(zip(names, lengths, strict=True)))
        sliding = axes(shapes, params)
        check_frame(name, leading, sliding)
        return leading[0], shapes["weight"][0], *(axis.o for axis in sliding)

    def forward(arrays: Arrays, params: ConvParams) -> Array:
        return correlate(arrays, axes(shapes_of(arrays), params), params.groups)

    def save(arrays: Arrays, output: Array, params: ConvParams) -> dict[str, Array]:
        return {}  # the backward pass needs only the operands

    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: ConvParams
    ) -> dict[str, Array]:
        sliding = axes(shapes_of(arrays), params)
        return correlate_vjp(grad_output, arrays, sliding, params.groups)

    def passes(shapes: Shapes, params: ConvParams) -> tuple[Pass, ...]:
        return correlation_passes(shapes, axes(shapes, params), params.groups)

    return Operator(
        name=name,
        operands=("input", "weight", "bias"),
        optional=frozenset({"bias"}),
        keywords=("stride", "padding", "dilation", "groups", "padding_mode"),
        required=(),
        params=params_maker(name, dimensions),
        output_shape=output_shape,
        axes=axes,
        forward=forward,
        save=save,
        vjp=vjp,
        passes=passes,
        ranks={"input": dimensions + 2, "weight": dimensions + 2},
        jvp=product_rule(forward, ("input", "weight", "bias"), ("input", "weight")),
    )
