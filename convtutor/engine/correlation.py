"""Cross-correlation on any number of sliding axes, with groups: arrays, rules and listings.

output[n, o, y] = bias[o] + sum over c, i of input[n, c, y s - before + i d] weight[o, c, i]

Source: torch.nn.Conv2d; Dumoulin & Visin (2016). Shapes: input (N, C, ...), weight
(C_out, C / groups, ...), bias (C_out,), output (N, C_out, ...).
"""

from collections.abc import Callable, Sequence
from itertools import product
from math import prod
from typing import Any

from convtutor.engine import blocked, columns
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.correlation_listings import CorrelationListings, bias_listing
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import Pass, Term, element, in_plane, padded_read

Axes = Sequence[Axis]
SMALL = 2**16  # elements of all columns; more are copied a block at a time
PLANE_NDIM = 4
ONE_ROW = Axis(1, 1)


@without_warnings
def correlate(arrays: Arrays, axes: Axes, groups: int) -> Array:
    """Give the output (N, C_out, o_1, ..)."""
    image, weight, bias = arrays["input"], arrays["weight"], arrays.get("bias")
    if is_small(image.shape, axes):
        return columns.correlate(image, weight, bias, axes, groups)
    planes = blocked.correlate(as_planes(image), as_planes(weight), bias, plane(axes), groups)
    return planes.reshape(len(image), len(weight), *(axis.o for axis in axes))


@without_warnings
def image_gradient(grad_output: Array, weight: Array, axes: Axes, groups: int) -> Array:
    """Give the gradient of the input (N, C, i_1, ..)."""
    image = (len(grad_output), groups * weight.shape[1], *(axis.i for axis in axes))
    if is_small(image, axes):
        if blocked.may_turn(weight, axes):
            back = [blocked.turned_axis(axis) for axis in axes]
            if all(axis.before >= 0 for axis in back):  # padding beyond the kernel is cut
                return columns.correlate(grad_output, turned(weight, groups), None, back, groups)
        return columns.image_gradient(grad_output, weight, axes, groups)
    planes = blocked.image_gradient(as_planes(grad_output), as_planes(weight), plane(axes), groups)
    return planes.reshape(image)


@without_warnings
def weight_gradient(
    grad_output: Array, image: Array, weight: Shape, axes: Axes, groups: int
) -> Array:
    """Give the gradient of the weight, of that shape."""
    if is_small(image.shape, axes):
        return columns.weight_gradient(grad_output, image, weight, axes, groups)
    kernels = (*weight[:2], *(axis.k for axis in plane(axes)))
    planes = as_planes(grad_output), as_planes(image)
    return blocked.weight_gradient(*planes, kernels, plane(axes), groups).reshape(weight)


def correlate_vjp(
    grad_output: Array, arrays: Arrays, axes: Axes, groups: int
) -> dict[str, Array]:
    """Give the gradient of every operand present."""
    image, weight = arrays["input"], arrays["weight"]
    gradients = {
        "input": image_gradient(grad_output, weight, axes, groups),
        "weight": weight_gradient(grad_output, image, weight.shape, axes, groups),
    }
    if "bias" in arrays:
        gradients["bias"] = bias_gradient(grad_output)
    return gradients


@without_warnings
def bias_gradient(grad_output: Array) -> Array:
    """Give the gradient of the bias: every element of the output was moved by it."""
    gradient: Array = grad_output.sum(axis=(0, *range(2, grad_output.ndim)))
    return gradient


def is_small(image: Shape, axes: Axes) -> bool:
    """Say whether a layer is computed the plain way: the columns are few, or nothing is copied."""
    elements = prod(image[:2]) * prod([a.k * a.o for a in axes])
    return elements <= SMALL or columns.are_elements(axes)


def turned(weight: Array, groups: int) -> Array:
    """Give the weight of the way back: kernels turned by half, the channels' parts exchanged."""
    out_channels, group_in, *taps = weight.shape
    grouped = weight.reshape(groups, out_channels // groups, group_in, *taps).swapaxes(1, 2)
    half: tuple[Any, ...] = (..., *[slice(None, None, -1)] * len(taps))
    exchanged: Array = grouped[half].reshape(groups * group_in, out_channels // groups, *taps)
    return exchanged


def as_planes(array: Array) -> Array:
    """View an array with one sliding axis as one of planes of a single row."""
    return array if array.ndim == PLANE_NDIM else array[:, :, None]


def plane(axes: Axes) -> Axes:
    """Give the axes of `as_planes`: rows and columns."""
    return axes if len(axes) > 1 else (ONE_ROW, *axes)


def correlation_passes(shapes: Shapes, axes: Axes, groups: int) -> tuple[Pass, ...]:
    """Give the forward pass and those of grad_input, grad_weight and, with a bias, grad_bias."""
    rules = CorrelationRules(shapes, axes, groups)
    output_shape = (shapes["input"][0], shapes["weight"][0], *(a.o for a in axes))
    listings = CorrelationListings({**shapes, "output": output_shape}, axes, groups)
    borders = {"input": tuple(axes)}
    passes = [
        Pass("forward", "output", output_shape, rules.output, listings.output(), borders=borders),
        Pass("backward", "grad_input", shapes["input"], rules.grad_input, listings.grad_input()),
        Pass("backward", "grad_weight", shapes["weight"], rules.grad_weight,
             listings.grad_weight(), borders=borders),
    ]
    if "bias" in shapes:
        rule, listing = bias_rule(output_shape), bias_listing(output_shape)
        passes.append(Pass("backward", "grad_bias", shapes["bias"], rule, listing))
    return tuple(passes)


class CorrelationRules:
    """The reading rules of one layer: each method gives the terms of one element."""

    def __init__(self, shapes: Shapes, axes: Axes, groups: int) -> None:
        self.axes = axes
        self.batch = shapes["input"][0]
        self.out_channels, self.group_in = shapes["weight"][:2]
        self.group_out = self.out_channels // groups
        self.has_bias = "bias" in shapes

    def output(self, index: Index) -> tuple[Term, ...]:
        """Read the window of every input channel of the group, then the bias."""
        n, o, *out = index
        first = o // self.group_out * self.group_in
        spots = [axis.reads(place) for axis, place in zip(self.axes, out, strict=True)]
        taps = product(*(range(axis.k) for axis in self.axes))
        window = [padded_read("input", (), reads) for reads in product(*spots)]
        met = list(zip(taps, window, strict=True))
        terms = [
            Term((in_plane(read, (n, first + c)), element("weight", o, c, *tap)))
            for c in range(self.group_in)
            for tap, read in met
        ]
        if self.has_bias:
            terms.append(Term((element("bias", o),)))
        return tuple(terms)

    def grad_input(self, index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of every window that read this element, times its weight."""
        n, c, *at = index
        group, c_in_group = divmod(c, self.group_in)
        readers = [axis.readers(place) for axis, place in zip(self.axes, at, strict=True)]
        return tuple(
            Term((
                element("grad_output", n, o, *(out for out, _ in pairs)),
                element("weight", o, c_in_group, *(tap for _, tap in pairs)),
            ))
            for o in range(group * self.group_out, (group + 1) * self.group_out)
            for pairs in product(*readers)
        )

    def grad_weight(self, index: Index) -> tuple[Term, ...]:
        """Read, for every window, the cell this weight met there times the upstream gradient."""
        o, c, *tap = index
        channel = o // self.group_out * self.group_in + c
        lines = [
            [axis.spot(out * axis.s - axis.before + t * axis.d) for out in range(axis.o)]
            for axis, t in zip(self.axes, tap, strict=True)
        ]
        places = list(product(*(range(axis.o) for axis in self.axes)))
        return tuple(
            Term((padded_read("input", (n, channel), spots), element("grad_output", n, o, *place)))
            for n in range(self.batch)
            for place, spots in zip(places, product(*lines), strict=True)
        )


def bias_rule(output: Shape) -> Callable[[Index], tuple[Term, ...]]:
    """Give the rule of grad_bias, from the shape of the output that the bias was added to."""

    def grad_bias(index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of every element this bias was added to."""
        places = product(*(range(extent) for extent in (output[0], *output[2:])))
        return tuple(Term((element("grad_output", n, *index, *at),)) for n, *at in places)

    return grad_bias
