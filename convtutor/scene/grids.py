"""The grids of a moment: what is read, by what it is multiplied, the products, and what is made.

No operator is known here: a pass whose terms have two factors is drawn as

    first array  x  second array  =  products  ->  target

and one whose terms have a single factor as  array -> target. Of three factors the first two are
drawn; the product is that of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from itertools import product

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Axis
from convtutor.scene.cells import Plane, SourceCells, TargetCells, place_on_plane
from convtutor.scene.enlarged import Windows
from convtutor.scene.extents import Extents
from convtutor.scene.frames import (
    border_of,
    box_around,
    cell_rect,
    frame_of,
    lost_in,
    number_on_plane,
    plane_of,
    plane_shape,
    rows_around,
    shape_text,
)
from convtutor.scene.grid import Active, Border, Cell, Grid, Rect, Role
from convtutor.scene.marks import with_marks
from convtutor.scene.moment import Moment
from convtutor.scene.reach_marks import with_reach
from convtutor.scene.reached import is_part, reached_grid
from convtutor.scene.sums import Sums
from convtutor.steps import Read, Tap
from convtutor.words import say


@dataclass(slots=True)
class GridBuilder:
    """Builds the grids of a run; keeps the extents of its numbers, which a step does not change,
    and sums by stamps."""

    language: str
    extents: Extents = field(default_factory=Extents)
    sums: Sums = field(default_factory=Sums)
    windows: Windows = field(default_factory=Windows)

    def grids(self, moment: Moment) -> tuple[Grid, ...]:
        """Give the grids from left to right."""
        shown = shown_tap(moment)
        if shown is None:
            return (self.target(moment, ""),)
        first = with_marks(self.source(moment, shown.reads[0], 0), moment, shown, 0)
        if len(shown.reads) == 1:
            return first, self.target(moment, "→")
        second = with_marks(self.source(moment, shown.reads[1], 1), moment, shown, 1)
        return first, second, self.products(moment, second, shown), self.target(moment, "→")

    def source(self, moment: Moment, read: Read, position: int) -> Grid:
        """Give the grid of an array that is read. It carries the window of what is read, but not
        the kernel, which is the window, nor a second array that is read whole."""
        array = moment.array(read.array)
        leading = read.index[:-2]
        places = moment.trace.rule.reach.get(read.array)
        if places is not None:
            caption = self.caption(array, leading, (), is_part(places, array.shape))
            return reached_grid(moment, read, places, self.extents.array(array), caption)
        rows, cols = plane_shape(array)
        axes = moment.trace.rule.borders.get(read.array, ())
        window = self._window(moment, read, position)
        if position and (is_kernel(read.array, array) or len(window) == rows * cols):
            window = {}
        tapped = self._tapped(moment, read.array, leading, position)
        plane = plane_of(array, leading)
        unread = lost_in(axes) if moment.trace.rule.direction == "forward" else frozenset()
        lost = unread if moment.started else frozenset()  # what it will be is the learner's guess
        old = moment.old(read.array)
        cells = SourceCells(
            plane, axes, moment.trace.rule.outside, window, tapped, lost,
            old=None if old is None else plane_of(old, leading),
        )
        box = box_around(window) if moment.started else None
        lit = [tapped] if tapped else []
        active = [Active(cell_rect(at), ("tap",)) for at in lit]
        active += [Active(box, ("window", moment.step.index))] if box else []
        if lost:
            active.append(Active(frame_of(rows, cols, axes), ("lost",)))
        grid = Grid(
            key=(moment.trace.layer, moment.trace.rule.target, read.array, leading),
            heading=array_heading(read.array, array, self.language),
            caption=self.caption(array, leading, axes, bool(unread)),
            sign=("÷" if read.divides else "×") if position else "",
            frame=frame_of(rows, cols, axes),
            interior=Rect(0, 0, rows, cols),
            cell_at=cells,
            extent=self.extents.array(array),
            window=box,
            focus=_focus(moment, read),
            active=frozenset(active),
            rows_lit=frozenset(at[0] for at in lit),
            cols_lit=frozenset(at[1] for at in lit),
            border=border_of(axes),
            constant=moment.trace.rule.outside,
            lost=bool(unread),
        )
        name = f"{moment.trace.layer}.{read.array}"
        return with_reach(grid, moment.marking.reach, name, leading)

    def _window(self, moment: Moment, read: Read, position: int) -> Mapping[Plane, Read]:
        if not moment.started:
            return {}
        return {
            place_on_plane(other.index): other
            for tap in moment.step.taps
            for other in tap.reads[position : position + 1]
            if other.array == read.array and other.index[:-2] == read.index[:-2]
        }

    def _tapped(
        self, moment: Moment, array: str, leading: Index, position: int
    ) -> Plane | None:
        if moment.tap is None:
            return None
        reads = moment.step.taps[moment.tap].reads[position : position + 1]
        for read in reads:
            if read.array == array and read.index[:-2] == leading:
                return place_on_plane(read.index)
        return None

    def products(self, moment: Moment, second: Grid, like: Tap) -> Grid:
        """Give the grid of products, each where its factor of the second array stands; where that
        is read several times, their sum, but at a tap that one product."""
        pairs = (tap for tap in moment.step.taps if len(tap.reads) > 1)
        shown = [tap for tap in pairs if tap.reads[1].index[:-2] == second.key[3]]
        done: dict[Plane, float] = {}
        last: dict[Plane, int] = {}
        for tap in shown:
            if tap.number < moment.taps_done:
                at = place_on_plane(tap.reads[1].index)
                done[at] = done.get(at, 0.0) + tap.product
                last[at] = tap.number
        pending = {place_on_plane(tap.reads[1].index) for tap in shown}
        current = next((t for t in shown if t.number == moment.tap), None)
        tapped = place_on_plane(current.reads[1].index) if current else None

        def cell_at(row: int, col: int) -> Cell:
            if current and (row, col) == tapped:
                return Cell(current.product, tap=True)
            if (row, col) in done:
                return Cell(done[row, col])
            return Cell(None, Role.PENDING if (row, col) in pending else Role.EMPTY)

        first_array, second_array = (moment.array(read.array) for read in like.reads[:2])
        return Grid(
            key=(*second.key, "products"),
            heading=say(
                "screen.quotients" if like.reads[1].divides else "screen.products", self.language
            ),
            caption="",
            sign="=",
            frame=second.frame,
            interior=second.interior,
            cell_at=cell_at,
            extent=self.extents.products(moment.trace, first_array, second_array),
            focus=second.focus,
            active=frozenset(
                Active(cell_rect(at), (moment.step.index, last.get(at), at == tapped))
                for at in pending
            ),
            ruled=False,
        )

    def target(self, moment: Moment, sign: str) -> Grid:
        """Give the grid of the array being made: finished, current and pending cells."""
        array = moment.array(moment.step.target)
        index = moment.step.index
        leading = index[:-2]
        rows, cols = plane_shape(array)
        plane = plane_of(array, leading)
        first = moment.step.number - number_on_plane(index, cols)
        at = place_on_plane(index) if moment.started else None
        old = moment.old(moment.step.target)
        made = moment.changed
        changed = range(max(made.start - first, 0), min(made.stop - first, rows * cols))
        box = cell_rect(at) if at else None
        active = [Active(box, (moment.taps_done, moment.tap is None))] if box else []
        if changed:
            active.append(Active(rows_around(changed[0], changed[-1], cols), ("made", changed)))
        grid = Grid(
            key=(moment.trace.layer, moment.step.target, leading),
            heading=moment.step.target,
            caption=self.caption(array, leading, (), False),
            sign=sign,
            frame=Rect(0, 0, rows, cols),
            interior=Rect(0, 0, rows, cols),
            cell_at=TargetCells(
                plane, moment.made - first, at, moment.running, changed,
                None if old is None else plane_of(old, leading),
            ),
            extent=self.extents.target(moment.trace, array),
            window=box,
            active=frozenset(active),
            made=moment.made - first,
            rows_lit=frozenset(at[:1]) if at else frozenset(),
            cols_lit=frozenset(at[1:]) if at else frozenset(),
        )
        name = f"{moment.trace.layer}.{moment.step.target}"
        return with_reach(grid, moment.marking.reach, name, leading)

    def caption(self, array: Array, leading: Index, axes: tuple[Axis, ...], lost: bool) -> str:
        """Write an array's shape, its border, whether some of it is never read, and the plane."""
        parts = [shape_text(array)] if array.ndim else []
        if border_of(axes) is not Border.NONE:
            parts.append(self._padding_text(axes))
        if lost:
            parts.append(say("screen.lost_sign", self.language))
        counts = array.shape[: len(leading)]
        if any(count > 1 for count in counts):
            several = [at for at, count in zip(leading, counts, strict=True) if count > 1]
            plane = ",".join(str(at) for at in several)
            whole = "x".join(str(count) for count in counts if count > 1)
            parts.append(say("screen.plane", self.language, plane=plane, whole=whole))
        return say("screen.between", self.language).join(parts)

    def _padding_text(self, axes: tuple[Axis, ...]) -> str:
        borders = [
            str(axis.before) if axis.before == axis.after else f"{axis.before}+{axis.after}"
            for axis in axes
        ]
        amount = borders[0] if len(set(borders)) == 1 else f"({','.join(borders)})"
        if axes[0].mode != "zeros":
            return f"{axes[0].mode} {amount}"
        return say("screen.padding", self.language, amount=amount)


def array_heading(name: str, array: Array, language: str) -> str:
    """Name an array: a weight that slides is the kernel."""
    return say("screen.kernel", language) if is_kernel(name, array) else name


def is_kernel(name: str, array: Array) -> bool:
    """Say whether an array is a weight that slides."""
    return name == "weight" and array.ndim > 2


def shown_tap(moment: Moment) -> Tap | None:
    """Give the tap whose planes are shown: the current one, or the first when between taps; the
    bias, which has no plane, leaves those of the tap before it. An element that nothing was read
    for shows those of its neighbours; None where nothing was read for any."""
    taps = moment.step.taps or taps_nearby(moment)
    most = max((len(tap.reads) for tap in taps), default=0)
    at = moment.tap if moment.tap is not None else 0
    candidates = [tap for tap in taps if len(tap.reads) == most]
    before = [tap for tap in candidates if tap.number <= at]
    return (before or candidates[:1])[-1] if most else None


def taps_nearby(moment: Moment) -> tuple[Tap, ...]:
    """Give the taps of the first element of the same plane that has any."""
    index, rule = moment.step.index, moment.trace.rule
    places = product(*(range(extent) for extent in rule.shape[-2:]))
    elements = ((*index[:-2], *place) for place in places)
    found = next((element for element in elements if rule.terms(element)), None)
    return () if found is None else moment.trace.taps(found)


def _focus(moment: Moment, read: Read) -> Rect | None:
    """Give the cell that a tap reads; the bias leaves it at the tap before."""
    return None if moment.tap is None else cell_rect(place_on_plane(read.index))
