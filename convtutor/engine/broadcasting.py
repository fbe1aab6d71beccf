"""Broadcasting: the shape two arrays are stretched to, and who reads what.

Axes are matched from the last one on. An axis of an operand is stretched where it is absent, or of
length 1 while the output's is not; its gradient is then a sum over that axis.

Source: torch, "Broadcasting semantics".
"""

from collections.abc import Iterator
from itertools import product, zip_longest

from convtutor.engine.arrays import Index, Shape, Shapes
from convtutor.engine.axis_loops import axes_left_out, axis_names, place
from convtutor.errors import ShapeError


def broadcast_shape(where: str, shapes: Shapes) -> Shape:
    """Give the shape that two arrays are broadcast to; raises ShapeError where they do not fit."""
    (one, first), (other, second) = shapes.items()
    shape: list[int] = []
    for a, b in zip_longest(reversed(first), reversed(second), fillvalue=1):
        if a != b and 1 not in (a, b):
            raise ShapeError(
                f"{where}: {one} {first} and {other} {second} do not fit: counted from the last, "
                f"axis {len(shape) + 1} has {a} and {b}; they must be equal, or one of them 1"
            )
        shape.append(b if a == 1 else a)
    return tuple(reversed(shape))


def is_stretched(axis: int, shape: Shape, output: Shape) -> bool:
    """Say whether an operand stands for several along an axis of the output."""
    own = axis - (len(output) - len(shape))
    return own < 0 or (shape[own] == 1 and output[axis] != 1)


def summed_axes(shape: Shape, output: Shape) -> Index:
    """Give the axes of the output that a gradient of this shape is summed over."""
    return tuple(axis for axis in range(len(output)) if is_stretched(axis, shape, output))


def source_of(index: Index, shape: Shape, output: Shape) -> Index:
    """Give the element of an operand that stands at an index of the output."""
    first = len(output) - len(shape)
    return tuple(
        0 if is_stretched(axis, shape, output) else index[axis]
        for axis in range(first, len(output))
    )


def places_of(index: Index, shape: Shape, output: Shape) -> Iterator[Index]:
    """Give every place of the output where an element of an operand stands, in order."""
    first = len(output) - len(shape)
    return product(*(
        range(output[axis]) if is_stretched(axis, shape, output) else (index[axis - first],)
        for axis in range(len(output))
    ))


def operand_place(array: str, shape: Shape, output: Shape) -> str:
    """Write the element of an operand at a place of the output: other[c, 0, 0]."""
    names = axis_names(len(output))
    unlooped = axes_left_out(output)
    first = len(output) - len(shape)
    at = [
        "0" if is_stretched(axis, shape, output) or axis in unlooped else names[axis]
        for axis in range(first, len(output))
    ]
    return place(array, at, axes_left_out(shape))
