"""Marks on the cells that are read: what a chosen kernel cell has met, and who won a maximum.

Marks    says of a cell whether it is marked, and what more windows change
Met      the cells that one cell of a sliding kernel has met in the windows done
Won      the cell that leads in the current window, and those that windows before it have chosen
Lit      some places with one sign: the chosen kernel cell; the windows that chose the current cell
Marked   the cells of a grid with their marks
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.frames import cell_rect, number_on_plane, plane_of, plane_shape, rows_around
from convtutor.scene.grid import MET, WON, Active, Cell, Grid, Rect
from convtutor.scene.moment import Moment
from convtutor.steps import Read, Tap

CHOICES = ("indices", "won", "last")  # the saved arrays that say which element a window chose


class Marks(Protocol):
    """Which cells of a plane are marked; `made` counts the windows done."""

    @property
    def made(self) -> int:
        """Count the windows done."""

    def at(self, place: Plane) -> str:
        """Give the mark of a cell, empty for none."""

    def spans(self, low: int, high: int) -> tuple[Rect, ...]:
        """Give where the windows low..high-1 may have put marks."""

    def active(self) -> Iterable[Active]:
        """Give the parts whose marks the current position decides."""


@dataclass(frozen=True, slots=True)
class Met:
    """The cells met by the kernel cell `chosen`: window `out` reads it at out * s + tap * d -
    before, which is turned round for every cell asked for. `frame` is the plane, its border
    included; rows that do not slide have one window."""

    axes: tuple[Axis, Axis]
    chosen: Plane
    made: int
    frame: Rect

    def at(self, place: Plane) -> str:
        """Say whether a window done has read a cell by the chosen one."""
        outs = []
        for axis, tap, there in zip(self.axes, self.chosen, place, strict=True):
            out, rest = divmod(there + axis.before - tap * axis.d, axis.s)
            if rest or not 0 <= out < axis.o:
                return ""
            outs.append(out)
        return MET if outs[0] * self.axes[1].o + outs[1] < self.made else ""

    def spans(self, low: int, high: int) -> tuple[Rect, ...]:
        """Give the rectangle around what those windows read by the chosen cell."""
        around = rows_around(low, high - 1, self.axes[1].o)
        (row0, row1), (col0, col1) = (
            (first * axis.s + tap * axis.d - axis.before,
             last * axis.s + tap * axis.d - axis.before + 1)
            for axis, tap, first, last in zip(
                self.axes, self.chosen, (around.row0, around.col0),
                (around.row1 - 1, around.col1 - 1), strict=True,
            )
        )
        seen = Rect(row0, col0, row1, col1) & self.frame
        return () if seen is None else (seen,)

    def active(self) -> Iterable[Active]:
        """Give the whole plane, which another chosen cell or another row marks anew."""
        return (Active(self.frame, ("met", self.chosen, self.axes[0].before)),)


@dataclass(frozen=True, slots=True)
class Won:
    """The cells chosen by the windows done; `indices` is the plane of choices, each
    row * `width` + column. In the current `window` the cell with the largest value so far, the
    `leader`, is marked alone: which of several has won it must be seen."""

    axes: tuple[Axis, Axis]
    indices: Array
    width: int
    made: int
    window: frozenset[Plane]
    leader: Plane | None

    def at(self, place: Plane) -> str:
        """Say whether the current window has chosen a cell, or one before it."""
        rows, cols = self.axes
        if place in self.window:
            return WON if place == self.leader else ""
        if not (0 <= place[0] < rows.i and 0 <= place[1] < cols.i):
            return ""
        mine = place[0] * self.width + place[1]
        won = any(
            row * cols.o + col < self.made and self.indices[row, col] == mine
            for row, _ in rows.readers(place[0]) for col, _ in cols.readers(place[1])
        )
        return WON if won else ""

    def spans(self, low: int, high: int) -> tuple[Rect, ...]:
        """Give the rectangle around those windows."""
        rows, cols = self.axes
        around = rows_around(low, high - 1, cols.o)
        row0, row1 = _reach(rows, around.row0, around.row1 - 1)
        col0, col1 = _reach(cols, around.col0, around.col1 - 1)
        seen = Rect(row0, col0, row1, col1) & Rect(0, 0, rows.i, cols.i)
        return () if seen is None else (seen,)

    def active(self) -> Iterable[Active]:
        """Give the cell that leads."""
        return () if self.leader is None else (Active(cell_rect(self.leader), ("leads",)),)


@dataclass(frozen=True, slots=True)
class Lit:
    """Some places of a plane with one sign."""

    places: frozenset[Plane]
    sign: str
    made: int = 0

    def at(self, place: Plane) -> str:
        """Give the sign of a place that has it."""
        return self.sign if place in self.places else ""

    def spans(self, low: int, high: int) -> tuple[Rect, ...]:
        """Give nothing: no window adds to them."""
        return ()

    def active(self) -> Iterable[Active]:
        """Give every such place."""
        return (Active(cell_rect(place), ("lit", self.sign)) for place in self.places)


@dataclass(frozen=True, slots=True)
class Marked:
    """The cells of a grid, with a mark where there is one."""

    cells: Callable[[int, int], Cell]
    marks: Marks

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column."""
        mark = self.marks.at((row, col))
        cell = self.cells(row, col)
        return replace(cell, mark=mark) if mark else cell


def with_marks(grid: Grid, moment: Moment, shown: Tap, position: int) -> Grid:
    """Give a grid of what the product `shown` reads at a position, with the marks on it; none
    where it carries those of what a cell reaches."""
    if not moment.started or moment.marking.reach is not None:
        return grid
    marks = _chosen(moment, shown) if position else _marks(grid, moment, shown)
    if marks is None:
        return grid
    return replace(
        grid, cell_at=Marked(grid.cell_at, marks), active=grid.active | set(marks.active()),
        made=marks.made, spans=marks.spans,
    )


def _marks(grid: Grid, moment: Moment, shown: Tap) -> Marks | None:
    """Give the marks on the grid of what is read first."""
    rule = moment.trace.rule
    if moment.marking.chosen is not None and slides(moment, shown):
        return _met(grid, moment, shown, moment.marking.chosen)
    if rule.reduce is Reduce.MAX and rule.borders:
        return _won(moment, shown.reads[0])
    gates = {term.gate.array for term in rule.terms(moment.step.index) if term.gate is not None}
    if gates & set(CHOICES):
        open_ = (tap for tap in moment.step.taps[: moment.taps_done] if tap.fate is Fate.TAKEN)
        return Lit(frozenset(place_on_plane(tap.reads[0].index) for tap in open_ if tap.reads), WON)
    return None


def slides(moment: Moment, shown: Tap) -> bool:
    """Say whether the product that is shown is one of a kernel that slides over what is read."""
    rule = moment.trace.rule
    if len(shown.reads) != 2:
        return False
    axes = rule.borders.get(shown.reads[0].array, ())
    kernel = moment.array(shown.reads[1].array).shape[-len(axes) :]
    ends = tuple(axis.o for axis in axes), tuple(axis.k for axis in axes)
    return bool(axes) and (rule.shape[-len(axes) :], kernel) == ends


def _chosen(moment: Moment, shown: Tap) -> Marks | None:
    """Give the mark on the kernel cell that is chosen."""
    if moment.marking.chosen is None or not slides(moment, shown):
        return None
    return Lit(frozenset({moment.marking.chosen}), MET)


def _met(grid: Grid, moment: Moment, shown: Tap, chosen: Plane) -> Met:
    first, second = shown.reads
    axes = moment.trace.rule.borders[first.array]
    index, rows = moment.step.index, axes[0]
    if len(axes) == 1:
        row = chosen[0] + first.index[-2] - second.index[-2]
        rows, index = Axis(1, 1, before=-row, after=row), (0, index[-1])
    met = any(
        tap.number < moment.taps_done
        and (tap.reads[1].index[:-2], place_on_plane(tap.reads[1].index))
        == (second.index[:-2], chosen)
        for tap in moment.step.taps if len(tap.reads) == 2
    )
    tap = (0 if len(axes) == 1 else chosen[0], chosen[1])
    return Met((rows, axes[-1]), tap, number_on_plane(index, axes[-1].o) + met, grid.frame)


def _won(moment: Moment, read: Read) -> Won | None:
    """Give the winners; None where no choices are kept, or no window slides over what is read."""
    rule, name = moment.trace.rule, f"{moment.trace.layer}.indices"
    axes = rule.borders.get(read.array, ())
    if name not in moment.arrays or not axes:
        return None
    indices = moment.arrays[name]
    rows, cols = plane_shape(moment.array(read.array))
    pair = (axes[0] if len(axes) > 1 else Axis(rows, 1), axes[-1])
    index, finished = moment.step.index, moment.taps_done == len(moment.step.taps)
    return Won(
        pair, plane_of(indices, index[:-2]), cols if len(axes) > 1 else 0,
        number_on_plane(index, pair[1].o) + finished,
        frozenset(place_on_plane(tap.reads[0].index) for tap in moment.step.taps if tap.reads),
        _leader(moment),
    )


def _leader(moment: Moment) -> Plane | None:
    """Give the cell that holds the largest value of the current window so far."""
    taken = [tap for tap in moment.step.taps[: moment.taps_done] if tap.fate is Fate.TAKEN]
    reads = taken[-1].reads if taken else ()
    return place_on_plane(reads[0].index) if reads else None


def _reach(axis: Axis, first: int, last: int) -> tuple[int, int]:
    """Give the first place that windows first..last read and the one behind their last."""
    return axis.reads(first)[0].at, axis.reads(last)[-1].at + 1


def kernel_cell(moment: Moment, grid: Grid, at: Plane) -> Plane | None:
    """Give a cell of a grid where that is the grid of a kernel that slides; None otherwise."""
    tap = next((tap for tap in moment.step.taps if len(tap.reads) == 2), None)
    if tap is None or not slides(moment, tap) or at not in grid.interior:
        return None
    kernel = moment.trace.layer, moment.trace.rule.target, tap.reads[1].array
    return at if len(grid.key) == 4 and grid.key[:3] == kernel else None


def tapped_cell(moment: Moment) -> Plane | None:
    """Give the kernel cell that the current tap reads, where one slides; None otherwise."""
    tap = None if moment.tap is None else moment.step.taps[moment.tap]
    return place_on_plane(tap.reads[1].index) if tap and slides(moment, tap) else None
