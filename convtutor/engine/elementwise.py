"""Layers that make each element from the elements at the same place: names, shapes, loops.

Addend               one line of the loops: what is added to the total, and the gate before it
elementwise_listing  the loops of a pass that adds up a few reads at one place
"""

from collections.abc import Sequence

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape, Shapes
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Mark,
    fate_lines,
    left_out_axes,
    single,
    subscript,
)

NAMES = ("n", "c", "y", "x")
KEPT_AXES = 2  # a plane keeps both its loops, whatever its size


@dataclass(frozen=True, slots=True)
class NoParams:
    """A layer without parameters."""


@dataclass(frozen=True, slots=True)
class Addend:
    """What is added to the total, and the test before it; `@` stands for the place: "input@"."""

    text: str
    gate: str | None = None


@dataclass(frozen=True, slots=True)
class _PlaceLocator:
    """Finds the mark of a step whose taps stand one below the other, each on its own lines."""

    names: tuple[str, ...]
    left_out: frozenset[str]
    lines: tuple[dict[Fate, int], ...]
    store: int

    def __call__(self, index: Index, tap: int | None, fate: Fate) -> Mark:
        alive = zip(self.names, index, strict=True)
        line = self.store if tap is None else self.lines[tap][fate]
        return Mark(line, {name: at for name, at in alive if name not in self.left_out})


def names_of(dimensions: int) -> tuple[str, ...]:
    """Name the axes: n, c, y, x as far as there are that many, a0, a1, ... before them."""
    extra = tuple(f"a{number}" for number in range(max(0, dimensions - len(NAMES))))
    return extra + NAMES[max(0, len(NAMES) - dimensions) :]


def axes_left_out(shape: Shape) -> tuple[int, ...]:
    """Give the axes that the loops leave out: those of length 1 before the last two."""
    return left_out_axes(shape, min(KEPT_AXES, len(shape)))


def input_shape(shapes: Shapes, params: object) -> Shape:
    """Give the input's shape, which is the output's."""
    return shapes["input"]


def no_axes(shapes: Shapes, params: object) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def place_loops(writer: ListingWriter, shape: Shape) -> tuple[tuple[str, ...], frozenset[str]]:
    """Open the loops over every place; give the names of all axes and of those without a loop."""
    names = names_of(len(shape))
    unlooped = single({names[axis]: 1 for axis in axes_left_out(shape)})
    writer.loops(dict(zip(names, shape, strict=True)), unlooped)
    return names, unlooped


def elementwise_listing(
    shape: Shape,
    target: str,
    arrays: tuple[str, ...],
    addends: Sequence[Addend],
    finished: str = "total",
) -> Listing:
    """Write the loops of a pass: the total of the addends at each place, stored as `finished`.

    `arrays` names what the addends read; all have the target's shape.
    """
    writer, left_out = ListingWriter(), axes_left_out(shape)
    names, unlooped = place_loops(writer, shape)
    at = subscript(names, left_out)
    writer.add("total = 0", LineKind.START)
    depth, lines = writer.depth, []
    for addend in addends:
        gate = None
        if addend.gate is not None:
            gate = writer.test(addend.gate.replace("@", at), LineKind.GATE)
        tap = writer.add(f"total += {addend.text.replace('@', at)}", LineKind.TAP)
        writer.depth = depth
        lines.append(fate_lines(tap, gate=gate))
    store = writer.add(f"{target}{at} = {finished}", LineKind.STORE)
    locate = _PlaceLocator(names, unlooped, tuple(lines), store)
    return Listing(tuple(writer.lines), dict.fromkeys((*arrays, target), left_out), locate)
