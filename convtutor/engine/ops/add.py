"""add: the sum of two arrays, element by element; the smaller one is broadcast.

Source: torch.add; its broadcasting semantics. Axes are matched from the last one on, and two
lengths fit when they are equal, one of them is 1, or one is absent. An element that stands for
several gets the sum of their gradients.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.broadcasting import (
    broadcast_listing,
    broadcast_shape,
    gradient_listing,
    read_gradients,
    source_of,
    summed_axes,
)
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import Operator, Pass, Term, element

OPERANDS = ("input", "other")


@dataclass(frozen=True, slots=True)
class AddParams:
    """add takes no parameters."""


def output_shape(shapes: Shapes, params: AddParams) -> Shape:
    """Give the shape that both are broadcast to; raises ShapeError where they do not fit."""
    return broadcast_shape("add", in_order(shapes))


def in_order(shapes: Shapes) -> dict[str, Shape]:
    """Give the shapes of the two operands, the input's first."""
    return {name: shapes[name] for name in OPERANDS}


def axes(shapes: Shapes, params: AddParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


@without_warnings
def forward(arrays: Arrays, params: AddParams) -> Array:
    """Give input + other."""
    return np.asarray(arrays["input"] + arrays["other"])  # an array even without axes


def save(arrays: Arrays, output: Array, params: AddParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


@without_warnings
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: AddParams
) -> dict[str, Array]:
    """Give each operand's gradient: y = x + z, so grad_x is the sum of grad_y where x was read."""
    gradients = {}
    for name in OPERANDS:
        shape = arrays[name].shape
        summed = grad_output.sum(axis=summed_axes(shape, grad_output.shape))
        gradients[name] = np.array(summed).reshape(shape)
    return gradients


def passes(shapes: Shapes, params: AddParams) -> tuple[Pass, ...]:
    """Give the passes of output, grad_input and grad_other."""
    output = output_shape(shapes, params)

    def read_output(index: Index) -> tuple[Term, ...]:
        """Read the element of each operand that stands here."""
        return tuple(
            Term((element(name, *source_of(index, shapes[name], output)),)) for name in OPERANDS
        )

    return (
        Pass("forward", "output", output, read_output, broadcast_listing(in_order(shapes), output)),
        *(
            Pass("backward", f"grad_{name}", shapes[name],
                 partial(read_gradients, shapes[name], output),
                 gradient_listing(f"grad_{name}", shapes[name], output))
            for name in OPERANDS
        ),
    )


ADD = Operator(
    name="add",
    operands=OPERANDS,
    optional=frozenset(),
    keywords=(),
    required=(),
    params=AddParams,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
)
