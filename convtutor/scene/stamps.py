"""The scatter order of a sum: every element that is read lays a stamp on what is made.

A sum gathered at one element is made of one product for each window that reads it. Taken in the
order of what is read instead, every element lays the kernel, multiplied by itself, over a window:
its stamp. After some stamps a cell holds the sum of those of its products whose stamps are laid.

Stamping   a pass seen so: which array lays the stamps, and where they lie
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import prod

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Axis, Where
from convtutor.engine.operator import Reduce
from convtutor.lesson.run import BoundLayer
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.grid import Rect
from convtutor.scene.moment import Moment
from convtutor.steps import Tap, Trace

LINE = Axis(1, 1)  # the row of an array of one axis


@dataclass(frozen=True, eq=False)
class Stamping:
    """A pass whose every product is an element of `stamps` times one of `kernel`.

    `axes` are those of rows and columns: stamp `out` lies where their window `out` lies. Of them
    `dimensions` slide; an array of one axis is one row. `read_at` is a place of every plane on
    which a stamp lies.
    """

    trace: Trace
    axes: tuple[Axis, Axis]
    stamps: str
    kernel: str
    dimensions: int
    read_at: Plane

    def planes(self, array: Array) -> Array:
        """Give an array with rows and columns: one of one axis that slides has a single row."""
        return array if self.dimensions > 1 else array[..., None, :]

    def leading(self, index: Index) -> Index:
        """Give what says which plane an element is in."""
        return index[: len(index) - self.dimensions]

    def on_plane(self, index: Index) -> Plane:
        """Give the row and column of an element in its plane."""
        return place_on_plane(index[len(index) - self.dimensions :])

    def index(self, leading: Index, at: Plane) -> Index:
        """Give the index of a cell of a plane."""
        return (*leading, *at[-self.dimensions :])

    @property
    def frame(self) -> Rect:
        """Give the rows and columns of what is made, with the ring that is cut off. What a stamp
        never reaches behind a transposed one's end belongs to what is made."""
        rows, cols = self.axes
        ends = rows.i + max(rows.after, 0), cols.i + max(cols.after, 0)
        return Rect(-rows.before, -cols.before, *ends)

    @property
    def array(self) -> Array:
        """Give the array that lays the stamps."""
        return self.trace.arrays[self.stamps]

    @cached_property
    def count(self) -> int:
        """Count the stamps of all planes."""
        return self.array.size

    @cached_property
    def plane_count(self) -> int:
        """Count the stamps of one plane."""
        return prod(axis.o for axis in self.axes)

    def order(self, tap: Tap) -> int:
        """Give the number of the stamp that holds a tap's product; what no stamp holds, a bias,
        comes behind them all."""
        first = tap.reads[0]
        if first.array != self.stamps:
            return self.count
        number = 0
        for extent, at in zip(self.array.shape, first.index, strict=True):
            number = number * extent + at
        return number

    def number_on_plane(self, number: int) -> int:
        """Give the number within its plane of a stamp counted over all planes."""
        return number % self.plane_count

    def place(self, number: int) -> Plane:
        """Give row and column in its plane of a stamp counted over all planes."""
        row, col = divmod(self.number_on_plane(number), self.axes[1].o)
        return row, col

    def corner(self, place: Plane) -> Plane:
        """Give where the first cell of a stamp lies, in the padding or in the array made."""
        row, col = (
            out * axis.s - axis.before
            for axis, out in zip(self.axes, place, strict=True)
        )
        return row, col

    def footprint(self, first: Plane, last: Plane) -> Rect:
        """Give the rectangle around the stamps of these rows and columns, both ends included."""
        row0, col0 = self.corner(first)
        row1, col1 = self.corner(last)
        rows, cols = self.axes
        return Rect(row0, col0, row1 + rows.k_eff, col1 + cols.k_eff)

    def covers(self, place: Plane, at: Plane) -> bool:
        """Say whether a cell lies under a stamp."""
        return all(
            0 <= there - first < axis.k_eff and (there - first) % axis.d == 0
            for axis, first, there in zip(self.axes, self.corner(place), at, strict=True)
        )

    def spans(self, low: int, high: int) -> tuple[Rect, ...]:
        """Give the cells that the stamps low..high-1 of one plane cover, as a rectangle."""
        last = self.axes[1].o - 1
        if low // self.plane_count != (high - 1) // self.plane_count:
            return (self.footprint((0, 0), (self.axes[0].o - 1, last)),)
        first, final = self.place(low), self.place(high - 1)
        if first[0] == final[0]:
            return (self.footprint(first, final),)
        return (self.footprint((first[0], 0), (final[0], last)),)


def stamping_of(moment: Moment, layer: BoundLayer | None) -> Stamping | None:
    """Give a moment's pass as one of stamps; None where it is none.

    It is one where the array made has the axes that slide, each product is an element of what
    slides over it times one of the kernel, and what surrounds it holds zeros: copies around it
    would hand a product of the same stamp to a cell twice, in another order.
    """
    return _stamping(moment.trace, layer)


@lru_cache(maxsize=8)
def _stamping(trace: Trace, layer: BoundLayer | None) -> Stamping | None:
    """Look at a pass once: every key press asks for it several times."""
    rule = trace.rule
    if layer is None or rule.borders or rule.reduce is not Reduce.SUM or rule.finish is not None:
        return None
    axes = layer.operator.axes(layer.shapes, layer.params)
    zeros = all(isinstance(axis, Axis) and axis.mode == "zeros" for axis in axes)
    if not axes or not zeros or rule.shape[-len(axes) :] != tuple(axis.i for axis in axes):
        return None
    places = [_read_place(axis) for axis in axes]
    read = _product_read(trace, axes, places)
    if read is None:
        return None
    pair = (axes[-2] if len(axes) > 1 else LINE, axes[-1])
    return Stamping(trace, pair, *read, len(axes), place_on_plane(tuple(places)))


def _product_read(
    trace: Trace, axes: Sequence[Axis], places: Sequence[int]
) -> tuple[str, str] | None:
    """Name the two arrays of which every product is made: one slides, one is the kernel."""
    leading = (0,) * (len(trace.rule.shape) - len(axes))
    for term in trace.rule.terms((*leading, *places)):
        if len(term.factors) != 2 or term.gate is not None or term.divisor != 1:
            continue
        first, second = (factor.array for factor in term.factors)
        shapes = [trace.arrays[name].shape[-len(axes) :] for name in (first, second)]
        if shapes == [tuple(axis.o for axis in axes), tuple(axis.k for axis in axes)]:
            return first, second
    return None


def _read_place(axis: Axis) -> int:
    """Give the first element of an axis that a window reads, 0 where none does."""
    spots = (spot for out in range(axis.o) for spot in axis.reads(out))
    return next((spot.at for spot in spots if spot.where is Where.INSIDE), 0)
