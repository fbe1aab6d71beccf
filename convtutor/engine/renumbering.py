"""One array in two shapes: an element keeps its number, and its place follows from that.

row_major    how far apart neighbours along each axis are when the last axis changes first
Renumbering  the way from a place in one shape to the place in the other
"""

from collections.abc import Callable, Sequence
from math import prod
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.listing import LineKind, Listing, ListingWriter, Locator, fate_lines
from convtutor.engine.operator import Pass, Term, element

Strides: TypeAlias = Callable[[Shape], tuple[int, ...]]
NUMBER = "number"


def row_major(shape: Shape) -> tuple[int, ...]:
    """Give the numbers between neighbours along each axis: the last axis changes first."""
    return tuple(prod(shape[axis + 1 :]) for axis in range(len(shape)))


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Elements of an array of shape `made`, each the one of the same number in shape `read`."""

    made: Shape
    read: Shape
    strides: Strides = row_major

    def source(self, index: Index) -> Index:
        """Give the place that is read for an element."""
        pairs = zip(index, self.strides(self.made), strict=True)
        number = sum(at * stride for at, stride in pairs)
        found = zip(self.read, self.strides(self.read), strict=True)
        return tuple(number // stride % extent for extent, stride in found)

    def copied(self, direction: str, target: str, source: str) -> Pass:
        """Give the pass that makes `target` of the elements of `source`."""

        def read(index: Index) -> tuple[Term, ...]:
            return (Term((element(source, *self.source(index)),)),)

        return Pass(direction, target, self.made, read, self._listing(target, source))

    def _listing(self, target: str, source: str) -> Listing:
        """Write the loops over the elements made, with the number of each."""
        writer, names = ListingWriter(), axis_names(len(self.made))
        unlooped = open_loops(writer, self.made, names)
        left_out, read_left_out = axes_left_out(self.made), axes_left_out(self.read)
        looped = ["0" if name in unlooped else name for name in names]
        writer.add(f"{NUMBER} = {self._number(looped)}", LineKind.ASSIGN, NUMBER)
        writer.add("total = 0", LineKind.START)
        at = place(source, self._places(), read_left_out)
        tap = writer.add(f"total += {at}", LineKind.TAP)
        store = writer.add(f"{place(target, names, left_out)} = total", LineKind.STORE)
        locate = Locator(
            names, unlooped, fate_lines(tap), store, lambda index, tap: {}, outer=self._outer
        )
        return Listing(tuple(writer.lines), {target: left_out, source: read_left_out}, locate)

    def _outer(self, index: Index) -> dict[str, int]:
        pairs = zip(index, self.strides(self.made), strict=True)
        return {NUMBER: sum(at * stride for at, stride in pairs)}

    def _number(self, names: Sequence[str]) -> str:
        """Write the number of an element: c*20 + y*5 + x."""
        pairs = zip(names, self.strides(self.made), strict=True)
        parts = [name if stride == 1 else f"{name}*{stride}" for name, stride in pairs
                 if name != "0"]
        return " + ".join(parts) or "0"

    def _places(self) -> list[str]:
        """Write the place of a number in the shape that is read: number // 5 % 4, number % 5."""
        total = prod(self.read)
        return [
            _digit(stride, extent, total)
            for extent, stride in zip(self.read, self.strides(self.read), strict=True)
        ]


def _digit(stride: int, extent: int, total: int) -> str:
    if extent == 1:
        return "0"
    whole = NUMBER if stride <= 1 else f"{NUMBER} // {stride}"
    return whole if stride * extent >= total else f"{whole} % {extent}"
