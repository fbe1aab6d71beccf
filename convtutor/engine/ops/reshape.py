"""reshape: the same elements, counted row by row, in another shape.

Source: torch.reshape. Both shapes hold as many elements; the length written -1 is the one that
makes it so. The last axis changes first, and element number k of one is element number k of the
other.
"""

from collections.abc import Sequence
from math import prod

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import integer
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.engine.renumbering import Renumbering
from convtutor.errors import ArgumentError, ShapeError

OPEN = -1


@dataclass(frozen=True, slots=True)
class ReshapeParams:
    """The lengths of the axes, one of them -1 where it follows from the others."""

    shape: tuple[int, ...]


def reshape_params(shape: Sequence[int]) -> ReshapeParams:
    """Make the parameters; raises ArgumentError for what is no list of lengths."""
    if not isinstance(shape, list | tuple):
        raise ArgumentError(f"reshape: shape must be a list of lengths, got {shape!r}")
    lengths = tuple(integer("reshape", "shape", length, OPEN) for length in shape)
    if lengths.count(OPEN) > 1:
        raise ArgumentError(f"reshape: shape may hold -1 once, got {list(lengths)}")
    return ReshapeParams(lengths)


def output_shape(shapes: Shapes, params: ReshapeParams) -> Shape:
    """Give the shape asked for; raises ShapeError where it does not hold as many elements."""
    image, wanted = shapes["input"], params.shape
    count, known = prod(image), prod(length for length in wanted if length != OPEN)
    where = f"reshape: an input of shape {image} has {count} elements"
    if OPEN not in wanted:
        if known != count:
            raise ShapeError(f"{where}, shape {list(wanted)} has {known}; make them equal")
        return wanted
    if not known:
        raise ShapeError(f"{where}, shape {list(wanted)} fits any -1; write a length in its place")
    if count % known:
        raise ShapeError(
            f"{where}, which {known}, the product of the lengths in shape {list(wanted)}, does not "
            "divide; change one of them"
        )
    return tuple(count // known if length == OPEN else length for length in wanted)


def axes(shapes: Shapes, params: ReshapeParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: ReshapeParams) -> Array:
    """Give a copy of the input in its new shape."""
    image = arrays["input"]
    return np.array(image, order="C").reshape(output_shape({"input": image.shape}, params))


def save(arrays: Arrays, output: Array, params: ReshapeParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: ReshapeParams
) -> dict[str, Array]:
    """Give grad_output in the input's shape: y is x in other places, so grad_x is grad_y."""
    return {"input": np.array(grad_output, order="C").reshape(arrays["input"].shape)}


def passes(shapes: Shapes, params: ReshapeParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    image, output = shapes["input"], output_shape(shapes, params)
    return (
        Renumbering(output, image).copied("forward", "output", "input"),
        Renumbering(image, output).copied("backward", "grad_input", "grad_output"),
    )


RESHAPE = Operator(
    name="reshape",
    operands=("input",),
    optional=frozenset(),
    keywords=("shape",),
    required=("shape",),
    params=reshape_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN},
)
