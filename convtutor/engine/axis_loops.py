"""The loops over every element of an array of any rank: how axes are named, and what is left out.

axis_names     a letter for each axis
axes_left_out  the axes of length 1 that loops and subscripts leave out
open_loops     the loops over every element
place          the subscript of an element of an array, squeezed
"""

from collections.abc import Iterable, Sequence

from convtutor.engine.arrays import Shape
from convtutor.engine.listing import ListingWriter, left_out_axes, single

NAMES = ("n", "c", "y", "x")
KEPT_AXES = 2  # a plane keeps both its loops, whatever its size


def axis_names(dimensions: int) -> tuple[str, ...]:
    """Name the axes: n, c, y, x as far as there are that many, a0, a1, ... before them."""
    extra = tuple(f"a{number}" for number in range(max(0, dimensions - len(NAMES))))
    return extra + NAMES[max(0, len(NAMES) - dimensions) :]


def axes_left_out(shape: Shape) -> tuple[int, ...]:
    """Give the axes that the loops leave out: those of length 1 before the last two."""
    return left_out_axes(shape, min(KEPT_AXES, len(shape)))


def open_loops(writer: ListingWriter, shape: Shape, names: Sequence[str]) -> frozenset[str]:
    """Open the loops over every element; give the names of the axes that have none."""
    unlooped = single({names[axis]: 1 for axis in axes_left_out(shape)})
    writer.loops(dict(zip(names, shape, strict=True)), unlooped)
    return unlooped


def place(array: str, at: Sequence[str], left_out: Iterable[int] = ()) -> str:
    """Write an element, `input[c, y, x]`, without the axes left out."""
    squeezed = set(left_out)
    kept = [text for axis, text in enumerate(at) if axis not in squeezed]
    return f"{array}[{', '.join(kept) or '()'}]"
