"""Broadcasting: the shape two arrays are stretched to, who reads what, and the loops of it.

Axes are matched from the last one on. An axis of an operand is stretched where it is absent, or of
length 1 while the output's is not; its gradient is then a sum over that axis.

Source: torch, "Broadcasting semantics".
"""

from itertools import product, zip_longest

from convtutor.engine.arrays import Index, Shape, Shapes
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.listing import LineKind, Listing, ListingWriter, Locator, fate_lines, single
from convtutor.engine.operator import Term, element
from convtutor.engine.sliding_listing import unravel
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


def read_gradients(shape: Shape, output: Shape, index: Index) -> tuple[Term, ...]:
    """Read the upstream gradient of every place where an element of an operand stands."""
    first = len(output) - len(shape)
    places = product(*(
        range(output[axis]) if is_stretched(axis, shape, output) else (index[axis - first],)
        for axis in range(len(output))
    ))
    return tuple(Term((element("grad_output", *at),)) for at in places)


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


def broadcast_listing(shapes: Shapes, output: Shape) -> Listing:
    """Write the loops of the sum of two arrays."""
    (one, first), (other, second) = shapes.items()
    writer, names = ListingWriter(), axis_names(len(output))
    unlooped = open_loops(writer, output, names)
    writer.add("total = 0", LineKind.START)
    tap = writer.add(f"total += {operand_place(one, first, output)}", LineKind.TAP)
    behind = writer.add(f"total += {operand_place(other, second, output)}", LineKind.TAP)
    left_out = axes_left_out(output)
    store = writer.add(f"{place('output', names, left_out)} = total", LineKind.STORE)
    squeezed = {name: axes_left_out(shape) for name, shape in shapes.items()}
    locate = Locator(
        names, unlooped, fate_lines(tap), store, lambda index, tap: None if tap else {}, behind
    )
    return Listing(tuple(writer.lines), {**squeezed, "output": left_out}, locate)


def gradient_listing(target: str, shape: Shape, output: Shape) -> Listing:
    """Write the loops over an operand's elements, inside them those over what is summed."""
    names, left_out = axis_names(len(output)), axes_left_out(output)
    unlooped = single({names[axis]: 1 for axis in left_out})
    summed = summed_axes(shape, output)
    extents = dict(zip(names, output, strict=True))
    inner = {names[axis]: output[axis] for axis in summed}
    writer = ListingWriter()
    writer.loops({name: extent for name, extent in extents.items() if name not in inner}, unlooped)
    writer.add("total = 0", LineKind.START)
    depth = writer.depth
    writer.loops(inner, unlooped)
    tap = writer.add(f"total += {place('grad_output', names, left_out)}", LineKind.TAP)
    writer.depth = depth
    store = writer.add(f"{operand_place(target, shape, output)} = total", LineKind.STORE)

    def at(index: Index, tap: int) -> dict[str, int]:
        return dict(zip(inner, unravel(tap, (1, *inner.values()))[1:], strict=True))

    first = len(output) - len(shape)
    own = [f"{name} stretched" if name in inner else name for name in names[first:]]
    without_loop = unlooped | {name for name in own if name not in names}
    locate = Locator(tuple(own), without_loop, fate_lines(tap), store, at)
    squeezed = {"grad_output": left_out, target: axes_left_out(shape)}
    return Listing(tuple(writer.lines), squeezed, locate)
