"""Cross-correlation on any number of sliding axes, with groups: arrays, rules and listings.

output[n, o, y] = bias[o] + sum over c, i of input[n, c, y s - before + i d] weight[o, c, i]

Source: torch.nn.Conv2d; Dumoulin & Visin (2016). Shapes: input (N, C, ...), weight
(C_out, C / groups, ...), bias (C_out,), output (N, C_out, ...).
"""

from collections.abc import Callable, Sequence
from itertools import product
from math import prod

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.correlation_listings import CorrelationListings, bias_listing
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import Pass, Term, element, padded_read
from convtutor.engine.windows import add_windows, pad, unpad, windows

Axes = Sequence[Axis]


def columns(image: Array, axes: Axes, groups: int) -> Array:
    """Copy every window into a column: (N, groups, C/groups * taps, windows)."""
    view = windows(pad(image, axes, 0.0), axes)
    taps, places = prod(a.k for a in axes), prod(a.o for a in axes)
    return view.reshape(len(image), groups, image.shape[1] // groups * taps, places)


@without_warnings
def correlate(arrays: Arrays, axes: Axes, groups: int) -> Array:
    """Give the output (N, C_out, o_1, ..)."""
    image, weight, bias = arrays["input"], arrays["weight"], arrays.get("bias")
    out_channels = len(weight)
    rows = weight.reshape(groups, out_channels // groups, -1)  # (g, C_out/g, C/g * taps)
    output: Array = np.matmul(rows, columns(image, axes, groups))  # (N, g, C_out/g, windows)
    output = output.reshape(len(image), out_channels, *(a.o for a in axes))
    if bias is not None:
        output += bias.reshape(-1, *(1 for _ in axes))
    return output


@without_warnings
def correlate_vjp(
    grad_output: Array, arrays: Arrays, axes: Axes, groups: int
) -> dict[str, Array]:
    """Give the gradient of every operand present.

    Y = W X over columns, so grad_X = W^T grad_Y and grad_W = grad_Y X^T, summed over the batch;
    the columns' gradient is added back onto the cells they were copied from.
    """
    image, weight = arrays["input"], arrays["weight"]
    taps, places = [a.k for a in axes], [a.o for a in axes]
    rows = weight.reshape(groups, len(weight) // groups, -1)
    upstream = grad_output.reshape(len(image), groups, len(weight) // groups, prod(places))
    grad_columns = np.matmul(rows.swapaxes(1, 2), upstream)  # (N, g, C/g * taps, windows)
    grad_view = grad_columns.reshape(*image.shape[:2], *taps, *places)
    products = np.matmul(upstream, columns(image, axes, groups).swapaxes(2, 3))
    gradients = {
        "input": unpad(add_windows(grad_view, axes), axes),
        "weight": products.sum(axis=0).reshape(weight.shape),
    }
    if "bias" in arrays:
        gradients["bias"] = grad_output.sum(axis=(0, *range(2, grad_output.ndim)))
    return gradients


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
        taps = list(product(*(range(axis.k) for axis in self.axes)))
        terms = [
            Term((padded_read("input", (n, first + c), reads), element("weight", o, c, *tap)))
            for c in range(self.group_in)
            for tap, reads in zip(taps, product(*spots), strict=True)
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
