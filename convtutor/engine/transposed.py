"""Transposed convolution on one axis or two: a convolution's backward pass, run forward.

    output[n, o, at] = bias[o] + sum over c and every (y, tap) that reads at
                       of input[n, c, y] weight[c, o, tap]

A convolution with this weight, stride, padding and dilation leads from the output's shape to the
input's; the layer hands its input back through it as a gradient. So each array plays another part
in that convolution: input and grad_output change places, output and grad_input too, and so do the
channels c and o.

Source: torch.nn.ConvTranspose2d; Dumoulin & Visin (2016), chapter 4. Shapes: input (N, C_in, ...),
weight (C_in, C_out / groups, ...), bias (C_out,), output (N, C_out, ...).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import prod
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import integer, several
from convtutor.engine.arrays import (
    Array,
    Arrays,
    Index,
    Shape,
    Shapes,
    check_dimensions,
    check_no_empty_axis,
    shapes_of,
    without_warnings,
)
from convtutor.engine.convolution import AXIS_NAMES, IntOrInts, check_bias
from convtutor.engine.correlation import CorrelationRules, bias_rule, columns, correlate
from convtutor.engine.correlation_listings import CorrelationListings, bias_listing
from convtutor.engine.geometry import Axis, TransposedAxis
from convtutor.engine.listing import renamed
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.engine.tangents import product_rule
from convtutor.engine.windows import add_windows, check_frame, unpad
from convtutor.errors import ArgumentError, ShapeError

LARGEST_STEP = 2**31 - 1  # torch keeps a transposed convolution's stride and dilation in 32 bits
PARTS = {
    "input": "grad_output", "grad_output": "input", "output": "grad_input",
    "grad_input": "output", "o": "c", "c": "o",
}


@dataclass(frozen=True, slots=True)
class ConvTransposeParams:
    """The keywords of torch's functional transposed convolutions, one number an axis."""

    stride: tuple[int, ...]
    padding: tuple[int, ...]
    output_padding: tuple[int, ...]
    groups: int
    dilation: tuple[int, ...]


def params_maker(name: str, dimensions: int) -> Callable[..., ConvTransposeParams]:
    """Give the function that makes the parameters from torch's keywords."""

    def conv_transpose_params(
        stride: IntOrInts = 1,
        padding: IntOrInts = 0,
        output_padding: IntOrInts = 0,
        groups: int = 1,
        dilation: IntOrInts = 1,
    ) -> ConvTransposeParams:
        """Make the parameters; raises ArgumentError for what torch rejects by itself."""
        strides = several(name, "stride", stride, dimensions, 1, LARGEST_STEP)
        dilations = several(name, "dilation", dilation, dimensions, 1, LARGEST_STEP)
        extra = several(name, "output_padding", output_padding, dimensions, 0)
        for more, step, spread in zip(extra, strides, dilations, strict=True):
            if more >= max(step, spread):
                raise ArgumentError(
                    f"{name}: output_padding must be below the larger of stride {step} and "
                    f"dilation {spread}, got {more}; use at most {max(step, spread) - 1}"
                )
        return ConvTransposeParams(
            strides, several(name, "padding", padding, dimensions, 0), extra,
            integer(name, "groups", groups, 1), dilations,
        )

    return conv_transpose_params


def output_length(
    length: int, kernel: int, stride: int, padding: int, output_padding: int, dilation: int
) -> int:
    """Count the cells of the output: (i - 1) s - 2p + d(k - 1) + output_padding + 1.

    Source: torch.nn.ConvTranspose2d, "Shape"; Dumoulin & Visin (2016), relationship 14.
    """
    return (length - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1


def check_channels(name: str, shapes: Shapes, groups: int) -> None:
    """Accept operands whose channels fit the groups; raises ShapeError with the numbers."""
    channels, (weight_in, group_out) = shapes["input"][1], shapes["weight"][:2]
    if weight_in < 1 or group_out < 1:
        raise ShapeError(f"{name}: weight needs at least 1 channel, got shape {shapes['weight']}")
    if channels != weight_in:
        raise ShapeError(
            f"{name}: weight {shapes['weight']} needs {weight_in} input channels, the input has "
            f"{channels}"
        )
    if channels % groups:
        raise ShapeError(f"{name}: {channels} input channels do not divide into {groups} groups")
    check_bias(name, shapes, group_out * groups)


Axes: TypeAlias = Sequence[Axis]


def mirrored(shapes: Shapes, axes: Axes, groups: int) -> dict[str, Shape]:
    """Give the shapes of the convolution that leads from the output back to the input."""
    weight = shapes["weight"]
    image = (shapes["input"][0], weight[1] * groups, *(axis.i for axis in axes))
    return {"input": image, "weight": weight, "output": shapes["input"]}


@without_warnings
def hand_back(image: Array, weight: Array, axes: Axes, groups: int) -> Array:
    """Give what a convolution's backward pass hands to its input: X = W^T Y over columns, each
    column added back onto the cells it was copied from."""
    taps, places = [axis.k for axis in axes], [axis.o for axis in axes]
    rows = weight.reshape(groups, len(weight) // groups, -1).swapaxes(1, 2)
    grouped = image.reshape(len(image), groups, len(weight) // groups, prod(places))
    view = np.matmul(rows, grouped).reshape(
        len(image), groups * weight.shape[1], *taps, *places
    )
    return unpad(add_windows(view, axes), axes)


def transposed_convolution(name: str, dimensions: int) -> Operator[ConvTransposeParams]:
    """Give the operator of a transposed convolution on `dimensions` axes."""
    names = AXIS_NAMES[dimensions]

    def axes(shapes: Shapes, params: ConvTransposeParams) -> tuple[Axis, ...]:
        """Give the axes of the convolution back: from the output's length to the input's. What
        output_padding adds at the end, no window reads."""
        made = []
        for number, counted in enumerate(names):
            length, kernel = shapes["input"][2 + number], shapes["weight"][2 + number]
            stride, padding = params.stride[number], params.padding[number]
            more, dilation = params.output_padding[number], params.dilation[number]
            if kernel < 1:
                raise ArgumentError(f"{name}: kernel_size must be at least 1, got {kernel}")
            size = output_length(length, kernel, stride, padding, more, dilation)
            if size < 1:
                raise ShapeError(
                    f"{name}: the output would have {size} {counted}: ({length} - 1)*{stride} - "
                    f"2*{padding} + {dilation}*({kernel} - 1) + {more} + 1; use less padding"
                )
            made.append(
                TransposedAxis(size, kernel, stride, dilation, padding, padding - more)
            )
        return tuple(made)

    def output_shape(shapes: Shapes, params: ConvTransposeParams) -> Shape:
        check_dimensions(name, "input", shapes["input"], (dimensions + 2,))
        check_dimensions(name, "weight", shapes["weight"], (dimensions + 2,))
        check_channels(name, shapes, params.groups)
        lengths = shapes["input"][2:]
        check_no_empty_axis(name, "input", dict(zip(names, lengths, strict=True)))
        back = axes(shapes, params)
        leading = (shapes["input"][0], shapes["weight"][1] * params.groups)
        check_frame(
            name, leading, back, "the output before it is cut", "a smaller stride or dilation"
        )
        return *leading, *(axis.i for axis in back)

    def forward(arrays: Arrays, params: ConvTransposeParams) -> Array:
        back = axes(shapes_of(arrays), params)
        output = hand_back(arrays["input"], arrays["weight"], back, params.groups)
        return output if "bias" not in arrays else _biased(output, arrays["bias"])

    def save(arrays: Arrays, output: Array, params: ConvTransposeParams) -> dict[str, Array]:
        return {}  # the backward pass needs only the operands

    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: ConvTransposeParams
    ) -> dict[str, Array]:
        back = axes(shapes_of(arrays), params)
        return transposed_vjp(grad_output, arrays, back, params.groups)

    def passes(shapes: Shapes, params: ConvTransposeParams) -> tuple[Pass, ...]:
        return transposed_passes(shapes, axes(shapes, params), params.groups)

    return Operator(
        name=name,
        operands=("input", "weight", "bias"),
        optional=frozenset({"bias"}),
        keywords=("stride", "padding", "output_padding", "groups", "dilation"),
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


@without_warnings
def _biased(output: Array, bias: Array) -> Array:
    biased: Array = output + bias.reshape(-1, *(1 for _ in output.shape[2:]))
    return biased


@without_warnings
def transposed_vjp(
    grad_output: Array, arrays: Arrays, axes: Axes, groups: int
) -> dict[str, Array]:
    """Give the gradient of every operand present.

    Y = W^T X over columns, so grad_X = W grad_Y, a plain convolution, and grad_W = X grad_Y^T.
    """
    image, weight = arrays["input"], arrays["weight"]
    grouped = image.reshape(len(image), groups, len(weight) // groups, prod(image.shape[2:]))
    products = np.matmul(grouped, columns(grad_output, axes, groups).swapaxes(2, 3))
    gradients = {
        "input": correlate({"input": grad_output, "weight": weight}, axes, groups),
        "weight": products.sum(axis=0).reshape(weight.shape),
    }
    if "bias" in arrays:
        gradients["bias"] = grad_output.sum(axis=(0, *range(2, grad_output.ndim)))
    return gradients


def transposed_passes(shapes: Shapes, axes: Axes, groups: int) -> tuple[Pass, ...]:
    """Give the passes of output, grad_input, grad_weight and, with a bias, grad_bias."""
    back = mirrored(shapes, axes, groups)
    rules = CorrelationRules(back, axes, groups)
    listings = CorrelationListings(back, axes, groups)
    has_bias = "bias" in shapes
    bias = f"bias[{'0' if back['input'][1] == 1 else 'c'}]" if has_bias else None

    def output(index: Index) -> tuple[Term, ...]:
        terms = _as_parts(rules.grad_input(index))
        return (*terms, Term((element("bias", index[1]),))) if has_bias else terms

    borders = {"grad_output": tuple(axes)}
    passes = [
        Pass("forward", "output", back["input"], output,
             renamed(listings.grad_input(bias), PARTS)),
        Pass("backward", "grad_input", shapes["input"],
             lambda index: _as_parts(rules.output(index)), renamed(listings.output(), PARTS),
             borders=borders),
        Pass("backward", "grad_weight", shapes["weight"],
             lambda index: _as_parts(rules.grad_weight(index)),
             renamed(listings.grad_weight(), PARTS), borders=borders),
    ]
    if has_bias:
        listing = renamed(bias_listing(back["input"]), {"y": "row", "x": "col"})
        rule = bias_rule(back["input"])
        passes.append(Pass("backward", "grad_bias", shapes["bias"], rule, listing))
    return tuple(passes)


def _as_parts(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Give terms of the convolution back with the parts its arrays play here."""
    return tuple(
        replace(term, factors=tuple(
            replace(factor, array=PARTS.get(factor.array, factor.array)) for factor in term.factors
        ))
        for term in terms
    )
