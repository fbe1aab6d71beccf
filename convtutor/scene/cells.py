"""The cells of a plane, answered on demand: of an array that is read, and of one being made."""

from __future__ import annotations

from collections.abc import Container
from math import isnan

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Axis
from convtutor.scene.grid import Cell, Role

Plane = tuple[int, int]


def place_on_plane(index: Index) -> Plane:
    """Give row and column; an array of one axis is drawn as one row, a single number as a cell."""
    row, col = (0, 0, *index)[-2:]
    return row, col


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows and columns of a plane that a pass reads at all."""

    rows: range
    cols: range

    def __contains__(self, at: object) -> bool:
        row, col = at if isinstance(at, tuple) else (None, None)
        return row in self.rows and col in self.cols


@dataclass(frozen=True, slots=True)
class SourceCells:
    """The cells of an array that is read, its border included; what lies beyond its `reach`, where
    there is one, is never read. `old` is the plane before a change that was just made."""

    plane: Array
    axes: tuple[Axis, ...]
    outside: float
    window: Container[Plane]
    tapped: Plane | None
    lost: frozenset[tuple[int, int]]
    reach: Reach | None = None
    old: Array | None = None

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column of the padded frame."""
        windowed, tap = (row, col) in self.window, (row, col) == self.tapped
        if not self.axes:
            read = self.reach is None or (row, col) in self.reach
            role = self._plain(row, col) if read else Role.LOST
            return Cell(float(self.plane[row, col]), role, windowed, tap)
        places = self._along(row, col)
        if all(0 <= at < axis.i for axis, at in zip(self.axes, places, strict=True)):
            lost = bool(self.lost) and any(along in self.lost for along in enumerate(places))
            role = Role.LOST if lost else self._plain(row, col)
            return Cell(float(self.plane[row, col]), role, windowed, tap)
        spots = [axis.spot(at) for axis, at in zip(self.axes, places, strict=True)]
        sources = [spot.source for spot in spots if spot.source is not None]
        if len(sources) < len(spots):
            return Cell(self.outside, Role.PADDING, windowed, tap)
        source = (0, *sources) if len(sources) == 1 else tuple(sources)
        return Cell(float(self.plane[source]), Role.PADDING, windowed, tap)

    def _plain(self, row: int, col: int) -> Role:
        return Role.CHANGED if differs(self.old, self.plane, row, col) else Role.PLAIN

    def _along(self, row: int, col: int) -> tuple[int, ...]:
        return (row, col)[-len(self.axes) :]


@dataclass(frozen=True, slots=True)
class TargetCells:
    """The cells of the array being made: `made` of them are finished; `old` is the plane before a
    change that was just made."""

    plane: Array
    made: int
    current: Plane | None
    running: float | None
    changed: range
    old: Array | None = None

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column."""
        if (row, col) == self.current:
            return Cell(self.running, Role.DONE, current=True)
        number = row * self.plane.shape[1] + col
        if number >= self.made:
            return Cell(None, Role.PENDING)
        new = number in self.changed or differs(self.old, self.plane, row, col)
        role = Role.CHANGED if new else Role.DONE
        return Cell(float(self.plane[row, col]), role)


def differs(old: Array | None, plane: Array, row: int, col: int) -> bool:
    """Say whether a change that was just made has given a cell another number."""
    if old is None:
        return False
    before, now = float(old[row, col]), float(plane[row, col])
    return before != now and not (isnan(before) and isnan(now))
