"""How the loops of a pool go over the windows: sliding ones, and those of adaptive pools.

PoolLoops      the lines that go to a window, over what it reads, and back to its readers
SlidingLoops   windows of one length at equal steps; letters as in sliding_listing
AdaptiveLoops  windows from `top` up to `bottom`, from `left` up to `right`
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from convtutor.engine.adaptive_axis import AdaptiveAxis
from convtutor.engine.arrays import Index
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import LineKind, ListingWriter
from convtutor.engine.sliding_listing import (
    letters,
    place_variables,
    reader_variables,
    unravel,
    write_places,
    write_readers,
    write_taps,
    write_windows,
)

Variables = Mapping[str, int]
BOUNDS = (("top", "bottom"), ("left", "right"))


class PoolLoops(Protocol):
    """The loops over windows, over what one reads, and over those that read an element."""

    @property
    def axes(self) -> Sequence[Axis]:
        """Give the axes of the windows."""

    def write_windows(self, writer: ListingWriter) -> None:
        """Add the loops over the windows."""

    def write_reads(self, writer: ListingWriter) -> int | None:
        """Add the loops over what a window reads; give the line that tests whether the place lies
        inside, None where every one does."""

    def write_readers(self, writer: ListingWriter) -> None:
        """Add the search for the windows that read an element."""

    def window_variables(self, out: Index) -> Variables:
        """Give what the loops over the windows set besides their own letters."""

    def read_variables(self, out: Index, number: int) -> Variables:
        """Give what the loops inside a window hold at its number-th read."""

    def reader_variables(self, at: Index, number: int) -> Variables:
        """Give what the search holds at the number-th reader of an element."""


class SlidingLoops:
    """Windows of one length at equal steps."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self.axes = axes

    def write_windows(self, writer: ListingWriter) -> None:
        """Add the loops over y and x."""
        write_windows(writer, self.axes)

    def write_reads(self, writer: ListingWriter) -> int | None:
        """Add the loops over the taps, and the place that each reads."""
        write_taps(writer, self.axes)
        return write_places(writer, self.axes)

    def write_readers(self, writer: ListingWriter) -> None:
        """Add the search for the windows and taps that read the element row, col."""
        write_readers(writer, self.axes)

    def window_variables(self, out: Index) -> Variables:
        """Give nothing more."""
        return {}

    def read_variables(self, out: Index, number: int) -> Variables:
        """Give the tap i, j and the place row, col that it reads."""
        taps = unravel(number, [axis.k for axis in self.axes])
        names = (tap for _, tap, _ in letters(len(self.axes)))
        return {**dict(zip(names, taps, strict=True)), **place_variables(self.axes, out, taps)}

    def reader_variables(self, at: Index, number: int) -> Variables:
        """Give the window y, x and the tap i, j of one reader."""
        return reader_variables(self.axes, at, number)


class AdaptiveLoops:
    """Windows from one bound up to, but without, another."""

    def __init__(self, axes: Sequence[AdaptiveAxis]) -> None:
        self.axes = axes

    def write_windows(self, writer: ListingWriter) -> None:
        """Add the loops over y and x, each with the bounds of its window."""
        for number, (out, _, _) in enumerate(letters(len(self.axes))):
            writer.loop(out, self.axes[number].o)
            self._write_bounds(writer, number, out)

    def write_reads(self, writer: ListingWriter) -> int | None:
        """Add the loops over row and col between the bounds; every place lies inside."""
        for number, (_, _, at) in enumerate(letters(len(self.axes))):
            first, end = self._bounds(number)
            writer.loop(at, f"{first}, {end}")
        return None

    def write_readers(self, writer: ListingWriter) -> None:
        """Add, axis by axis, the search for the windows between whose bounds row, col lies."""
        for number, (out, _, at) in enumerate(letters(len(self.axes))):
            writer.loop(out, self.axes[number].o)
            first, end = self._write_bounds(writer, number, out)
            writer.test(f"{first} <= {at} < {end}")

    def window_variables(self, out: Index) -> Variables:
        """Give the bounds of the window."""
        variables = {}
        for number, (axis, window) in enumerate(zip(self.axes, out, strict=True)):
            first, end = self._bounds(number)
            variables[first], variables[end] = axis.start(window), axis.end(window)
        return variables

    def read_variables(self, out: Index, number: int) -> Variables:
        """Give the bounds of the window and the element row, col read."""
        extents = [
            axis.end(window) - axis.start(window)
            for axis, window in zip(self.axes, out, strict=True)
        ]
        variables = dict(self.window_variables(out))
        numbered = zip(self.axes, out, unravel(number, extents), strict=True)
        for (axis, window, tap), (_, _, at) in zip(
            numbered, letters(len(self.axes)), strict=True
        ):
            variables[at] = axis.start(window) + tap
        return variables

    def reader_variables(self, at: Index, number: int) -> Variables:
        """Give the window y, x of one reader, and its bounds."""
        windows = []
        for axis, place in reversed(list(zip(self.axes, at, strict=True))):
            readers = axis.readers(place)
            number, this = divmod(number, len(readers))
            windows.append(readers[this][0])
        out = tuple(reversed(windows))
        names = (name for name, _, _ in letters(len(self.axes)))
        return {**dict(zip(names, out, strict=True)), **self.window_variables(out)}

    def _bounds(self, number: int) -> tuple[str, str]:
        return BOUNDS[-len(self.axes) :][number]

    def _write_bounds(self, writer: ListingWriter, number: int, out: str) -> tuple[str, str]:
        names = self._bounds(number)
        first, end = bounds_expressions(self.axes[number], out)
        writer.add(f"{', '.join(names)} = {first}, {end}", LineKind.ASSIGN, *names)
        return names


def bounds_expressions(axis: AdaptiveAxis, out: str) -> tuple[str, str]:
    """Write where window `out` starts, and where it ends: `y*5 // 2, -(-(y + 1)*5 // 2)`, without
    a division where every window has the same length."""
    if axis.o and axis.i % axis.o == 0:
        length = axis.i // axis.o
        return (out, f"{out} + 1") if length == 1 else (f"{out}*{length}", f"({out} + 1)*{length}")
    return f"{out}*{axis.i} // {axis.o}", f"-(-({out} + 1)*{axis.i} // {axis.o})"
