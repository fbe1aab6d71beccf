"""conv2d: cross-correlation of planes, with padding in four modes, stride, dilation and groups.

Source: torch.nn.Conv2d. Shapes: input (N, C_in, H, W), weight (C_out, C_in / groups, kH, kW),
bias (C_out,), output (N, C_out, H_out, W_out).
"""

from dataclasses import dataclass

from convtutor.engine.arguments import IntOrPair, Pair, integer, pair
from convtutor.engine.arrays import (
    Array,
    Arrays,
    Shape,
    Shapes,
    check_dimensions,
    check_no_empty_axis,
)
from convtutor.engine.correlation import correlate, correlate_vjp, correlation_passes
from convtutor.engine.geometry import PADDING_MODES, Axis, check_axis
from convtutor.engine.operator import Operator, Pass
from convtutor.engine.windows import check_frame
from convtutor.errors import ArgumentError, ShapeError

AXES = ("rows", "columns")


@dataclass(frozen=True, slots=True)
class Conv2dParams:
    """The keywords of torch.nn.functional.conv2d, plus padding_mode; pairs are (rows, columns)."""

    stride: Pair = (1, 1)
    padding: Pair | str = (0, 0)
    dilation: Pair = (1, 1)
    groups: int = 1
    padding_mode: str = "zeros"


def conv2d_params(
    stride: IntOrPair = 1,
    padding: IntOrPair | str = 0,
    dilation: IntOrPair = 1,
    groups: int = 1,
    padding_mode: str = "zeros",
) -> Conv2dParams:
    """Make the parameters; an integer becomes a pair, "same" and "valid" stay words.

    Raises ArgumentError for what torch rejects by itself, "same" with a stride among it.
    """
    strides = pair("conv2d", "stride", stride, 1)
    if isinstance(padding, str):
        if padding not in ("same", "valid"):
            raise ArgumentError(
                f"conv2d: padding must be numbers, 'same' or 'valid', got {padding!r}"
            )
        if padding == "same" and strides != (1, 1):
            raise ArgumentError(f"conv2d: padding 'same' needs stride 1, got {strides}")
    if padding_mode not in PADDING_MODES:
        raise ArgumentError(
            f"conv2d: padding_mode must be one of {', '.join(PADDING_MODES)}, "
            f"got {padding_mode!r}"
        )
    return Conv2dParams(
        strides,
        padding if isinstance(padding, str) else pair("conv2d", "padding", padding, 0),
        pair("conv2d", "dilation", dilation, 1),
        integer("conv2d", "groups", groups, 1),
        padding_mode,
    )


def borders(params: Conv2dParams, axis: int, kernel: int) -> Pair:
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


def axes(shapes: Shapes, params: Conv2dParams) -> tuple[Axis, ...]:
    """Give the rows' and the columns' axis; raises ShapeError where no window fits."""
    lengths, kernels = shapes["input"][2:], shapes["weight"][2:]
    made = []
    for number, name in enumerate(AXES):
        before, after = borders(params, number, kernels[number])
        axis = Axis(
            lengths[number], kernels[number], params.stride[number], params.dilation[number],
            before, after, params.padding_mode,
        )
        check_axis("conv2d", name, axis)
        made.append(axis)
    return tuple(made)


def check_channels(shapes: Shapes, params: Conv2dParams) -> None:
    """Accept operands whose channels fit the groups; raises ShapeError with the numbers."""
    check_dimensions("conv2d", "input", shapes["input"], (4,))
    check_dimensions("conv2d", "weight", shapes["weight"], (4,))
    (_, channels, *_), (out_channels, group_in, *_) = shapes["input"], shapes["weight"]
    groups = params.groups
    if group_in < 1 or out_channels < 1:
        raise ShapeError(f"conv2d: weight needs at least 1 channel, got shape {shapes['weight']}")
    if out_channels % groups:
        raise ShapeError(
            f"conv2d: {out_channels} output channels do not divide into {groups} groups"
        )
    if channels != group_in * groups:
        raise ShapeError(
            f"conv2d: weight {shapes['weight']} with groups={groups} needs {group_in * groups} "
            f"input channels, the input has {channels}"
        )
    if "bias" in shapes and shapes["bias"] != (out_channels,):
        raise ShapeError(
            f"conv2d: bias must have shape ({out_channels},), one a filter, "
            f"got {shapes['bias']}"
        )


def output_shape(shapes: Shapes, params: Conv2dParams) -> Shape:
    """Give (N, C_out, H_out, W_out); raises ShapeError when the operands do not fit."""
    check_channels(shapes, params)
    batch, channels, height, width = shapes["input"]
    check_no_empty_axis("conv2d", "input", {"rows": height, "columns": width})
    rows, columns = axes(shapes, params)
    check_frame("conv2d", (batch, channels), (rows, columns))
    return batch, shapes["weight"][0], rows.o, columns.o


def forward(arrays: Arrays, params: Conv2dParams) -> Array:
    """Give the output (N, C_out, H_out, W_out)."""
    shapes = {name: array.shape for name, array in arrays.items()}
    return correlate(arrays, axes(shapes, params), params.groups)


def save(arrays: Arrays, output: Array, params: Conv2dParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs only the operands."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: Conv2dParams
) -> dict[str, Array]:
    """Give the gradients of input, weight and, where there is one, bias."""
    shapes = {name: array.shape for name, array in arrays.items()}
    return correlate_vjp(grad_output, arrays, axes(shapes, params), params.groups)


def passes(shapes: Shapes, params: Conv2dParams) -> tuple[Pass, ...]:
    """Give the passes of output, grad_input, grad_weight and grad_bias."""
    return correlation_passes(shapes, axes(shapes, params), params.groups)


CONV2D = Operator(
    name="conv2d",
    operands=("input", "weight", "bias"),
    optional=frozenset({"bias"}),
    keywords=("stride", "padding", "dilation", "groups", "padding_mode"),
    required=(),
    params=conv2d_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
)
