"""Scatter: every element that is read lays a stamp of the kernel on what is made.

The same sum as in the row of grids, in the order of the other loop: the array that lays the stamps,
the stamp of the current element, and what is made so far with the ring that is cut off.

Scatter  the grids of this side, at a moment
"""

from __future__ import annotations

from functools import cached_property
from math import isnan

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.lesson.run import BoundLayer
from convtutor.scene.cells import Plane
from convtutor.scene.frames import cell_rect
from convtutor.scene.grid import Active, Border, Cell, Grid, Rect, Role
from convtutor.scene.grids import GridBuilder, shown_tap
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Extent
from convtutor.scene.pictures.picture import Maker, Picture
from convtutor.scene.stamps import Stamping, stamping_of
from convtutor.scene.sums import Laid, Sums, laid_at
from convtutor.steps import Read
from convtutor.steps.numbers import number
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class StampCells:
    """The cells of the kernel times one element; nothing is known before the first stamp."""

    plane: Array
    factor: float | None
    tapped: Plane | None

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column of the kernel."""
        if self.factor is None:
            return Cell(None, Role.PENDING)
        with np.errstate(all="ignore"):
            value = self.factor * float(self.plane[row, col])
        return Cell(value, window=True, tap=(row, col) == self.tapped)


@dataclass(frozen=True, slots=True)
class LaidCells:
    """The cells of what is made so far, the ring that is cut off included; `current` is the cell
    being gathered, filled while a tap is."""

    stamping: Stamping
    sums: Sums
    leading: Index
    laid: Laid
    current: Plane | None
    tapped: bool

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column of the padded frame."""
        at = row, col
        stamp = self.laid.stamp
        covered = stamp is not None and self.stamping.covers(self.stamping.place(stamp), at)
        rows, cols = self.stamping.axes
        if at not in Rect(0, 0, rows.i, cols.i):
            laid = min(self.laid.count, self.stamping.count)
            return Cell(self._value(at, laid), Role.PADDING, covered)
        value = self._value(at, self.laid.count)
        if at == self.current:
            return Cell(value, Role.DONE, covered, self.tapped, not self.tapped)
        before = self._value(at, self.laid.count - 1) if covered else value
        same = value == before or (isnan(value) and isnan(before))
        return Cell(value, Role.DONE if same else Role.CHANGED, covered)

    def _value(self, at: Plane, laid: int) -> float:
        return self.sums.after(self.stamping, self.stamping.index(self.leading, at), laid)


@dataclass(frozen=True)
class Scatter:
    """The grids of a moment whose pass is one of stamps; `read` is the product shown, `laid` says
    how far the stamps are."""

    grids: GridBuilder
    moment: Moment
    stamping: Stamping
    reads: tuple[Read, Read]
    laid: Laid

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Give what all these grids are about."""
        return self.moment.trace.layer, self.moment.trace.rule.target, "scatter"

    @cached_property
    def factor(self) -> float | None:
        """Give the element that lays the current stamp, None for none."""
        stamp = self.laid.stamp
        return None if stamp is None else float(self.stamping.array.flat[stamp])

    @cached_property
    def place(self) -> Plane | None:
        """Give the place of the current stamp in its plane, None for none."""
        return None if self.laid.stamp is None else self.stamping.place(self.laid.stamp)

    def stamps(self) -> Grid:
        """Give the grid of the array that lays the stamps: what is still to come is dim."""
        array, leading = self.stamping.array, self.stamping.leading(self.reads[0].index)
        planes, at = self.stamping.planes(array), self.place
        rows, cols = planes.shape[-2:]
        plane = planes[leading]
        first = int(np.ravel_multi_index((*leading, 0, 0), planes.shape))
        made = min(max(self.laid.count - first, 0), rows * cols)

        def cell_at(row: int, col: int) -> Cell:
            role = Role.PLAIN if row * cols + col < made else Role.AHEAD
            return Cell(float(plane[row, col]), role, tap=(row, col) == at)

        return Grid(
            key=(*self.key, self.stamping.stamps, leading),
            heading=self.stamping.stamps,
            caption=self.grids.caption(planes, leading, (), False),
            sign="",
            frame=Rect(0, 0, rows, cols),
            interior=Rect(0, 0, rows, cols),
            cell_at=cell_at,
            extent=self.grids.extents.array(array),
            focus=None if at is None else cell_rect(at),
            active=frozenset() if at is None else frozenset({Active(cell_rect(at), ("tap",))}),
            made=made,
            rows_lit=frozenset() if at is None else frozenset(at[:1]),
            cols_lit=frozenset() if at is None else frozenset(at[1:]),
        )

    def stamp(self) -> Grid:
        """Give the grid of the current stamp: its element times the kernel."""
        array = self.moment.trace.arrays[self.stamping.kernel]
        leading = self.stamping.leading(self.reads[1].index)
        plane = self.stamping.planes(array)[leading]
        whole = Rect(0, 0, *plane.shape)
        tapped = self.stamping.on_plane(self.reads[1].index) if self._at_tap else None
        active = [Active(whole, ("stamp", self.laid.stamp))]
        active += [Active(cell_rect(tapped), ("tap",))] if tapped else []
        return Grid(
            key=(*self.key, "stamp", leading),
            heading=say("ways.stamp", self.grids.language),
            caption="" if self.factor is None else self._caption(self.factor),
            sign="→",
            frame=whole,
            interior=whole,
            cell_at=StampCells(plane, self.factor, tapped),
            extent=self.grids.extents.products(self.moment.trace, self.stamping.array, array),
            window=None if self.factor is None else whole,
            active=frozenset(active),
            ruled=False,
        )

    def laid_grid(self) -> Grid:
        """Give the grid of what is made so far, with the ring that will be cut off."""
        moment = self.moment
        array, index = moment.array(moment.step.target), moment.step.index
        leading = self.stamping.leading(index)
        rows, cols = (axis.i for axis in self.stamping.axes)
        frame = self.stamping.frame
        box = None if self.place is None else self.stamping.footprint(self.place, self.place)
        box = None if box is None else box & frame
        current = self.stamping.on_plane(index) if moment.started else None
        ring = frame != Rect(0, 0, rows, cols)
        active = [] if box is None else [Active(box, ("stamp", self.laid.stamp))]
        active += [Active(cell_rect(current), ("current", self._at_tap))] if current else []
        return Grid(
            key=(*self.key, leading),
            heading=moment.step.target,
            caption=self._laid_caption(ring),
            sign="",
            frame=frame,
            interior=Rect(0, 0, rows, cols),
            cell_at=LaidCells(
                self.stamping, self.grids.sums, leading, self.laid, current, self._at_tap
            ),
            extent=self._extent(array),
            window=box,
            focus=None if current is None else cell_rect(current),
            active=frozenset(active),
            made=self.laid.count,
            rows_lit=frozenset(current[:1]) if current else frozenset(),
            cols_lit=frozenset(current[1:]) if current else frozenset(),
            border=Border.COPIES if ring else Border.NONE,
            spans=self._spans,
        )

    def _spans(self, low: int, high: int) -> tuple[Rect, ...]:
        """Give what differs between two counts of stamps; the bias is added everywhere."""
        if high > self.stamping.count:
            return (self.stamping.frame,)
        seen = (rect & self.stamping.frame for rect in self.stamping.spans(low, high))
        return tuple(rect for rect in seen if rect is not None)

    @property
    def _at_tap(self) -> bool:
        return self.moment.tap is not None and self.laid.stamp is not None

    def _caption(self, factor: float) -> str:
        return say("ways.times_kernel", self.grids.language, value=number(factor))

    def _laid_caption(self, ring: bool) -> str:
        language = self.grids.language
        parts = [say("ways.so_far", language)] + ([say("ways.ring", language)] if ring else [])
        return say("screen.between", language).join(parts)

    def widest_caption(self) -> str:
        """Write the longest of all captions of stamps."""
        extent = self.grids.extents.array(self.stamping.array)
        ends = [extent.low, extent.high] if extent.whole else [-0.333333]
        return max((self._caption(end) for end in ends), key=len)

    def _extent(self, array: Array) -> Extent:
        trace = self.moment.trace
        return self.grids.extents.target(trace, array) | self.grids.sums.ring(self.stamping)


def scatter_of(
    grids: GridBuilder, moment: Moment, layer: BoundLayer | None
) -> Scatter | None:
    """Give the scatter side of a moment, None where its pass is none of stamps."""
    stamping = stamping_of(moment, layer)
    if stamping is None:
        return None
    reads = shown_reads(moment, stamping)
    return Scatter(grids, moment, stamping, reads, laid_at(moment, stamping))


def shown_reads(moment: Moment, stamping: Stamping) -> tuple[Read, Read]:
    """Give the two reads of the product whose planes are shown: the current one, else the last
    before it, else the first one of an element of the same plane that has any."""
    tap = shown_tap(moment)
    if tap is None or len(tap.reads) != 2:
        index = stamping.index(stamping.leading(moment.step.index), stamping.read_at)
        tap = moment.trace.taps(index)[0]
    first, second = tap.reads
    return first, second


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Give what lays the stamps, the stamp, and what is made so far, from left to right."""
    scatter = scatter_of(grids, moment, layer)
    if scatter is None:
        return Picture("scatter", ())
    made = scatter.stamps(), scatter.stamp(), scatter.laid_grid()
    return Picture("scatter", made, shape=(scatter.widest_caption(),))


def offered(moment: Moment, layer: BoundLayer | None) -> bool:
    """Say whether the pass of a moment is one of stamps."""
    return stamping_of(moment, layer) is not None


SCATTER = Maker(offered, draw)
