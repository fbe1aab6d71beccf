"""Gather: the array that lays the stamps, spread by the stride, under the kernel turned by half.

Gather   the grids of this side, beside those of a scatter: a plain window sum makes the cell
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.scene.cells import Plane
from convtutor.scene.frames import cell_rect
from convtutor.scene.grid import Active, Border, Cell, Grid, Rect, Role
from convtutor.scene.grids import GridBuilder
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.scatter import Scatter
from convtutor.steps import Tap
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class SpreadCells:
    """The cells of a plane whose rows and columns stand `steps` apart, zeros put between and
    around; the window has its cells every `taps`."""

    plane: Array
    steps: tuple[int, int]
    window: Rect | None
    taps: tuple[int, int]
    tapped: Plane | None

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column of the spread frame."""
        windowed = self.window is not None and (row, col) in self.window and (
            (row - self.window.row0) % self.taps[0] == (col - self.window.col0) % self.taps[1] == 0
        )
        place, rest = zip(divmod(row, self.steps[0]), divmod(col, self.steps[1]), strict=True)
        rows, cols = self.plane.shape
        if rest == (0, 0) and 0 <= place[0] < rows and 0 <= place[1] < cols:
            value = float(self.plane[place])
            return Cell(value, window=windowed, tap=(row, col) == self.tapped)
        return Cell(0.0, Role.PADDING, windowed)


@dataclass(frozen=True)
class Gather:
    """The grids of the right side, beside those of a scatter."""

    scatter: Scatter

    @property
    def grids(self) -> GridBuilder:
        """Give the builder of grids."""
        return self.scatter.grids

    @property
    def moment(self) -> Moment:
        """Give the moment."""
        return self.scatter.moment

    def spread(self) -> Grid:
        """Give the grid of what lays the stamps, with the window of the current cell."""
        stamping = self.scatter.stamping
        leading = stamping.leading(self.scatter.reads[0].index)
        plane = stamping.planes(stamping.array)[leading]
        rows, cols = (spread_frame(axis) for axis in stamping.axes)
        frame = Rect(rows[0], cols[0], rows[1], cols[1])
        interior = Rect(0, 0, *(spread_length(axis) for axis in stamping.axes))
        box, at = self._window(), self._tapped(0)
        steps = stamping.axes[0].s, stamping.axes[1].s
        tapped = None if at is None else (at[0] * steps[0], at[1] * steps[1])
        lit = [] if tapped is None else [tapped]
        zeros = frame != interior or steps != (1, 1)
        active = [Active(cell_rect(tapped), ("tap",)) for tapped in lit]
        active += [Active(box, ("window", self.moment.step.index))] if box else []
        return Grid(
            key=(*self.scatter.key, "gather", stamping.stamps, leading),
            heading=stamping.stamps,
            caption=self._spread_caption(plane, frame != interior),
            sign="",
            frame=frame,
            interior=interior,
            cell_at=SpreadCells(
                plane, steps, box, (stamping.axes[0].d, stamping.axes[1].d), tapped
            ),
            extent=self.grids.extents.array(stamping.array),
            window=box,
            focus=cell_rect(tapped) if tapped else None,
            active=frozenset(active),
            rows_lit=frozenset(at[0] for at in lit),
            cols_lit=frozenset(at[1] for at in lit),
            border=Border.CONSTANT if zeros else Border.NONE,
            spread=steps,
        )

    def turned(self) -> Grid:
        """Give the grid of the kernel turned by half: so the window meets it."""
        stamping = self.scatter.stamping
        array = self.moment.trace.arrays[stamping.kernel]
        leading = stamping.leading(self.scatter.reads[1].index)
        plane = stamping.planes(array)[leading][::-1, ::-1]
        whole, tapped = Rect(0, 0, *plane.shape), self._turned(self._tapped(1))

        def cell_at(row: int, col: int) -> Cell:
            return Cell(float(plane[row, col]), tap=(row, col) == tapped)

        return Grid(
            key=(*self.scatter.key, "turned", leading),
            heading=say("ways.turned", self.grids.language),
            caption="",
            sign="×",
            frame=whole,
            interior=whole,
            cell_at=cell_at,
            extent=self.grids.extents.array(array),
            active=frozenset({Active(cell_rect(tapped), ("tap",))} if tapped else ()),
            ruled=False,
        )

    def products(self) -> Grid:
        """Give the grid of products; where the window meets a zero put there is none to come."""
        stamping, moment = self.scatter.stamping, self.moment
        leading = stamping.leading(self.scatter.reads[1].index)
        rows, cols = stamping.axes
        whole, tapped = Rect(0, 0, rows.k, cols.k), self._turned(self._tapped(1))
        shown = {self._turned(stamping.on_plane(tap.reads[1].index)): tap for tap in self._taps()}
        array = moment.trace.arrays[stamping.kernel]

        def cell_at(row: int, col: int) -> Cell:
            tap = shown.get((row, col))
            if tap is None:
                return Cell(0.0, Role.PADDING) if moment.started else Cell(None, Role.PENDING)
            if tap.number >= moment.taps_done:
                return Cell(None, Role.PENDING)
            return Cell(tap.product, tap=(row, col) == tapped)

        return Grid(
            key=(*self.scatter.key, "turned products", leading),
            heading=say("screen.products", self.grids.language),
            caption="",
            sign="=",
            frame=whole,
            interior=whole,
            cell_at=cell_at,
            extent=self.grids.extents.products(moment.trace, stamping.array, array),
            active=frozenset(self._product_states(shown, tapped)),
            ruled=False,
            border=Border.CONSTANT,
        )

    def _product_states(
        self, shown: dict[Plane | None, Tap], tapped: Plane | None
    ) -> Iterator[Active]:
        rows, cols = self.scatter.stamping.axes
        for row in range(rows.k):
            for col in range(cols.k):
                tap = shown.get((row, col))
                done = None if tap is None else tap.number < self.moment.taps_done
                state = self.moment.started, tap and self.moment.step.index, done
                yield Active(cell_rect((row, col)), (*state, (row, col) == tapped))

    def _taps(self) -> Sequence[Tap]:
        """Give the taps of the planes shown."""
        stamping = self.scatter.stamping
        leading = stamping.leading(self.scatter.reads[0].index)
        return [
            tap for tap in self.moment.step.taps
            if len(tap.reads) == 2 and stamping.leading(tap.reads[0].index) == leading
        ]

    def _tapped(self, position: int) -> Plane | None:
        """Give the place of the current tap's read in the first or the second array."""
        if self.moment.tap is None or len(self.moment.step.taps[self.moment.tap].reads) != 2:
            return None
        read = self.moment.step.taps[self.moment.tap].reads[position]
        return self.scatter.stamping.on_plane(read.index)

    def _turned(self, at: Plane | None) -> Plane | None:
        """Turn a place of the kernel by half."""
        rows, cols = self.scatter.stamping.axes
        return None if at is None else (rows.k - 1 - at[0], cols.k - 1 - at[1])

    def _window(self) -> Rect | None:
        """Give the places under the turned kernel when it makes the current cell."""
        if not self.moment.started:
            return None
        rows, cols = self.scatter.stamping.axes
        row, col = self.scatter.stamping.on_plane(self.moment.step.index)
        row, col = row + rows.before + 1, col + cols.before + 1
        return Rect(row - rows.k_eff, col - cols.k_eff, row, col)

    def _spread_caption(self, plane: Array, around: bool) -> str:
        shape = "x".join(map(str, plane.shape))
        apart = any(axis.s > 1 for axis in self.scatter.stamping.axes)
        if not around and not apart:
            return shape
        key = "around_apart" if around and apart else "around" if around else "apart"
        zeros = say(f"ways.{key}", self.grids.language)
        return say("screen.between", self.grids.language).join([shape, zeros])


def spread_length(axis: Axis) -> int:
    """Count the places of what lays the stamps, `s` apart."""
    return (axis.o - 1) * axis.s + 1


def spread_frame(axis: Axis) -> tuple[int, int]:
    """Give the first place and the end of all that the turned kernel reads, and of the array."""
    return min(0, axis.before + 1 - axis.k_eff), max(spread_length(axis), axis.i + axis.before)
