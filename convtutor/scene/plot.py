"""Points and the way between them drawn on cells of text, in dots of an eighth of a cell.

A cell of braille is two dots wide and four high. Reached points are full circles, those to come
empty ones; a path has the numbers of its points beside them.

Canvas  the cells of a plot: dots, signs, and which of them are reached
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from math import isfinite

from convtutor.data import dataclass
from convtutor.scene.curves import CurveView
from convtutor.scene.plot_signs import BRAILLE, REACHED, TO_COME
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps.numbers import number
from convtutor.words import say
from convtutor.words.wrapping import cell_width, cut

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column of a cell
DOTS_WIDE, DOTS_HIGH = 2, 4
LEAST_ROWS, LEAST_COLUMNS = 2, 8
MOST_ROWS, MOST_COLUMNS = 20, 100

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(slots=True)
class Canvas:
    """The cells of a plot, `rows` high and `columns` wide; rows are counted from the top."""

    rows: int
    columns: int
    dots: dict[Cell, int] = field(default_factory=dict)
    signs: dict[Cell, tuple[str, Tone]] = field(default_factory=dict)
    lit: set[Cell] = field(default_factory=set)

    def segment(self, start: Cell, end: Cell, lit: bool) -> None:
        """Draw the way between two dots, (column, row) counted in dots."""
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            column = start[0] + round((end[0] - start[0]) * step / steps)
            row = start[1] + round((end[1] - start[1]) * step / steps)
            cell = row // DOTS_HIGH, column // DOTS_WIDE
            dot = DOTS[row % DOTS_HIGH][column % DOTS_WIDE]
            self.dots[cell] = self.dots.get(cell, 0) | dot
            if lit:
                self.lit.add(cell)

    def label(self, text: str, at: Cell, tone: Tone) -> None:
        """Write a text beside a cell, where nothing else stands; leave it out where none fits."""
        row, column = at
        beside = ((row, column + 1), (row, column - len(text)))
        places = (*beside, (row - 1, column), (row + 1, column))
        for top, left in places:
            cells = [(top, left + offset) for offset in range(len(text))]
            around = [*cells, (top, left - 1), (top, left + len(text))]
            inside = 0 <= top < self.rows and left >= 0 and left + len(text) <= self.columns
            digits = any(self.signs.get(c, ("",))[0].isdigit() for c in around)
            if inside and not digits and not any(c in self.signs for c in cells):
                self.signs |= {c: (sign, tone) for c, sign in zip(cells, text, strict=True)}
                return

    def line(self, row: int) -> list[Span]:
        """Give one row as spans."""
        spans: list[Span] = []
        for column in range(self.columns):
            text, tone = self._cell((row, column))
            if spans and spans[-1].tone is tone:
                spans[-1] = Span(spans[-1].text + text, tone)
            else:
                spans.append(Span(text, tone))
        return spans

    def _cell(self, cell: Cell) -> tuple[str, Tone]:
        if cell in self.signs:
            return self.signs[cell]
        if cell in self.dots:
            return chr(BRAILLE + self.dots[cell]), Tone.DIM if cell in self.lit else Tone.FAINT
        return " ", Tone.TEXT


def curve_panel(view: CurveView, language: str, width: int, rows: int) -> list[Line]:
    """Give a curve for a panel, at most 100 columns wide and 20 rows high."""
    return curve_lines(view, min(width, MOST_COLUMNS), min(rows, MOST_ROWS), language)


def curve_lines(view: CurveView, width: int, height: int, language: str) -> list[Line]:
    """Give a curve with its heading, axes and their ends, `height` lines of `width` columns."""
    finite = [point for point in view.points if all(map(isfinite, point))]
    head = _head(view, width)
    if not finite or height < LEAST_ROWS + 3:
        return [head, *([] if finite else [line((say("screen.curve_empty", language), Tone.DIM))])]
    (left, right), (low, high) = _range([x for x, _ in finite]), _range([y for _, y in finite])
    ends = [number(high), number(low)]
    gutter = max(map(len, ends))
    canvas = Canvas(height - 3, max(width - gutter - 2, LEAST_COLUMNS))
    _draw(view, canvas, (left, right), (low, high))
    rows = [head]
    for row in range(canvas.rows):
        end = ends[0] if row == 0 else ends[1] if row == canvas.rows - 1 else ""
        rows.append((Span(f"{end:>{gutter}} ", Tone.DIM), Span("│", Tone.FAINT), *canvas.line(row)))
    rows.append(line((f"{' ' * gutter} └{'─' * canvas.columns}", Tone.FAINT)))
    first, last = number(left), number(right)
    room = max(canvas.columns - len(first) - len(last), 1)
    rows.append(line((f"{' ' * (gutter + 2)}{first}{' ' * room}{last}", Tone.DIM)))
    return rows


def _head(view: CurveView, width: int) -> Line:
    """Give the heading, and as far as there is room what is drawn and the present values."""
    spans = [Span(cut(view.heading, width)[0], Tone.STRONG)]
    used = cell_width(spans[0].text)
    for text, tone in ((view.now, Tone.ACCENT), (view.said, Tone.DIM)):
        if text and used + 2 + cell_width(text) <= width:
            spans += [Span("  "), Span(text, tone)]
            used += 2 + cell_width(text)
    return tuple(spans)


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Give the ends of an axis; around a single value there is room on both sides."""
    low, high = min(values), max(values)
    if low < high:
        return low, high
    room = abs(low) / 2 or 1.0
    return low - room, high + room


def _draw(view: CurveView, canvas: Canvas, across: Point, up: Point) -> None:
    places = [_dot(point, canvas, across, up) for point in view.points]
    for at, (start, end) in enumerate(zip(places, places[1:], strict=False), start=2):
        if start is not None and end is not None:
            canvas.segment(start, end, at <= view.lit)
    for at, place in _drawn_last(places, view.lit):
        cell = place[1] // DOTS_HIGH, place[0] // DOTS_WIDE
        sign = REACHED if at <= view.lit else TO_COME
        canvas.signs[cell] = sign, _tone(at, view.lit)
    if view.is_path:
        for at, place in reversed(list(_drawn_last(places, view.lit))):
            cell = place[1] // DOTS_HIGH, place[0] // DOTS_WIDE
            canvas.label(str(at), cell, _tone(at, view.lit))


def _drawn_last(places: Sequence[Cell | None], lit: int) -> Iterator[tuple[int, Cell]]:
    """Give the points with their numbers: those to come, then those reached, the present last."""
    numbered = [(at, place) for at, place in enumerate(places, start=1) if place is not None]
    yield from (point for point in reversed(numbered) if point[0] > lit)
    yield from (point for point in numbered if point[0] <= lit)


def _tone(at: int, lit: int) -> Tone:
    if at == lit:
        return Tone.ACCENT
    return Tone.TEXT if at < lit else Tone.FAINT


def _dot(point: Point, canvas: Canvas, across: Point, up: Point) -> Cell | None:
    """Give the dot of a point, (column, row), None for one that is no number."""
    if not all(map(isfinite, point)):
        return None
    columns, rows = canvas.columns * DOTS_WIDE - 1, canvas.rows * DOTS_HIGH - 1
    column = round(_share(point[0], across) * columns)
    row = round((1 - _share(point[1], up)) * rows)
    return column, row


def _share(value: float, ends: Point) -> float:
    """Give how far a value lies from the first end to the second, halved so as not to overflow."""
    span = ends[1] / 2 - ends[0] / 2
    return (value / 2 - ends[0] / 2) / span if span else 0.5
