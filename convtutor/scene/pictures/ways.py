"""Both ways to one sum, in step on the same cell: scatter at the left, gather at the right.

Gather   the grids of the right side: what lays the stamps, spread by the stride and with zeros
         around, and the kernel turned by half, of which the cell is a plain window sum
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.lesson.run import BoundLayer
from convtutor.scene.cells import Plane
from convtutor.scene.frames import cell_rect
from convtutor.scene.grid import Active, Border, Cell, Grid, Rect, Role
from convtutor.scene.grids import GridBuilder
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.picture import Label, Maker, Picture
from convtutor.scene.pictures.scatter import Scatter, offered, scatter_of
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps import Tap, short_place
from convtutor.steps.numbers import number
from convtutor.steps.writing import term_text
from convtutor.words import say
from convtutor.words.wrapping import cell_width

RULE_LINES = 200
ONE_LINE, LINE_SIGNS = 18, len(" + × = ")  # columns of a sum that is written on one line
LONGEST = len("-0.333333")


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


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Give the three grids of the left side, the four of the right side, and what is said."""
    scatter = scatter_of(grids, moment, layer)
    if scatter is None:
        return Picture("ways", ())
    gather = Gather(scatter)
    left = scatter.stamps(), scatter.stamp(), scatter.laid_grid()
    right = gather.spread(), gather.turned(), gather.products(), grids.target(moment, "")
    labels = tuple(_labels(scatter))
    shape = tuple(len(label.lines) for label in labels if label.name.endswith("sum"))
    return Picture("ways", (*left, *right), labels, shape, _text_widths(scatter))


def _labels(scatter: Scatter) -> Iterator[Label]:
    """Give the headings of both sides, their arithmetic, and what both come to."""
    language, moment, stamping = scatter.grids.language, scatter.moment, scatter.stamping
    loops = {"left": ("scatter", stamping.stamps), "right": ("gather", moment.step.target)}
    for side, (name, array) in loops.items():
        over = say("ways.loop", language, array=array)
        yield Label(f"{side} title", (line(
            (say(f"ways.{name}", language), Tone.STRONG), (f"  {over}", Tone.DIM)
        ),))
    yield Label("rule", (line(("│", Tone.RULE)),) * RULE_LINES)
    values = {"left": _left(scatter), "right": (_before(moment), moment.running)}
    for side, kind in (("left", "stamp"), ("right", "product")):
        place = short_place(moment.step.place(), moment.cursor.timeline)
        yield Label(f"{side} name", (line((place, Tone.DIM)),))
        yield Label(f"{side} sum", _sum_lines(scatter, *values[side]))
        yield Label(f"{side} rest", (line((_rest(moment, kind, language), Tone.DIM)),))
    yield Label("compare", (_compare(values["left"][1], moment.running, language),))


def _left(scatter: Scatter) -> tuple[float | None, float | None]:
    """Give what the current cell holds by stamps, before the last stamp and after it."""
    moment, stamping = scatter.moment, scatter.stamping
    if not moment.started:
        return None, None
    sums, laid = scatter.grids.sums, scatter.laid.count
    index = moment.step.index
    return sums.after(stamping, index, laid - 1), sums.after(stamping, index, laid)


def _before(moment: Moment) -> float | None:
    """Give the running value before the current tap."""
    return None if moment.tap is None else moment.step.partials[moment.tap]


def _sum_lines(scatter: Scatter, before: float | None, after: float | None) -> tuple[Line, ...]:
    """Write `3 + 3×2 = 9`, in lines under one another where numbers may be long."""
    moment = scatter.moment
    blank = (() for _ in range(1 if _is_short(scatter) else 3))
    if after is None:
        return tuple(blank)
    if moment.tap is None or before is None:
        total = line(("= ", Tone.DIM), (number(after), Tone.ACCENT))
        return (total, *list(blank)[1:])
    term = term_text(moment.step.taps[moment.tap])
    total = line("= ", (number(after), Tone.ACCENT))
    if _is_short(scatter):
        return ((Span(f"{number(before)} + {term} "), *total),)
    return line(f"  {number(before)}"), line(f"+ {term}"), total


def _text_widths(scatter: Scatter) -> dict[str, int]:
    """Count the columns that the widest text beside a grid comes to take, at either side."""
    moment, language = scatter.moment, scatter.grids.language
    trace = moment.trace
    last = short_place(trace[len(trace) - 1].place(), moment.cursor.timeline)
    most = trace.arrays[scatter.stamping.kernel][0, 0].size * scatter.stamping.array.shape[1]
    lengths = _lengths(scatter)
    below = max(lengths[0], lengths[2] + 1 + lengths[3]) + len("+ ")
    total = sum(lengths) + LINE_SIGNS if _is_short(scatter) else below
    return {
        side: max(total, cell_width(last), cell_width(
            say(f"ways.{kind}s_to_come", language, count=most)
        ))
        for side, kind in (("left", "stamp"), ("right", "product"))
    }


def _is_short(scatter: Scatter) -> bool:
    """Say whether every sum of the pass fits on one line."""
    return sum(_lengths(scatter)) + LINE_SIGNS <= ONE_LINE


def _lengths(scatter: Scatter) -> list[int]:
    """Give the most columns of a sum, a sum and the two factors of a product."""
    moment, stamping = scatter.moment, scatter.stamping
    extents = scatter.grids.extents
    target = extents.target(moment.trace, moment.array(moment.step.target))
    factors = (extents.array(stamping.array),
               extents.array(moment.trace.arrays[stamping.kernel]))
    return [
        max(len(number(extent.low)), len(number(extent.high))) if extent.whole else LONGEST
        for extent in (target, target, *factors)
    ]


def _rest(moment: Moment, kind: str, language: str) -> str:
    """Say how many stamps or products are still to come for the current cell."""
    if not moment.step.taps:
        return say(f"ways.no_{kind}", language)
    count = len(moment.step.taps) - moment.taps_done
    if not count:
        return say(f"ways.no_{kind}_to_come", language)
    key = f"ways.{kind}s_to_come" + (".one" if count == 1 else "")
    return say(key, language, count=count)


def _compare(left: float | None, right: float | None, language: str) -> Line:
    """Write both sums and whether they are the same number."""
    if left is None or right is None:
        return ()
    same = left == right or (isnan(left) and isnan(right))
    sides = [say("ways.left", language), say("ways.right", language)]
    return line(
        (f"{sides[0]} ", Tone.DIM), (number(left), Tone.STRONG),
        (f" {'=' if same else '≠'} {sides[1]} ", Tone.DIM), (number(right), Tone.STRONG),
        (f"   {say('ways.same' if same else 'ways.differ', language)}", Tone.DIM),
    )


WAYS = Maker(offered, draw, first=True)
