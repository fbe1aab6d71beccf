"""Paints a plane as colours: two columns a cell, the window's brackets beside it, a tap on it.

HeatPlace    where a plane is drawn so; made by the placer
HeatPainter  keeps the cells in view and paints the lines asked for
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from convtutor.data import dataclass
from convtutor.paint.palette import Ink
from convtutor.paint.row import Row
from convtutor.scene.grid import Cell, Grid, Rect, Role
from convtutor.scene.heat import level_of, tenth_text
from convtutor.scene.text import Tone
from convtutor.words.wrapping import cell_width, shortened

EVERY = 4  # rows and columns from one label to the next
MOST_LIT = 5  # rows lit one by one; of more the first and the last


@dataclass(frozen=True, slots=True)
class HeatPlace:
    """Where a plane is drawn as colours: its pane's corner and size on the screen, the columns of
    labels before its cells, the columns of a cell, the rows above the cells, the part in view, and
    the captions that say which part that is, the longest first.

    The last label column and one column behind the cells stay free for the window's brackets.
    """

    x: int
    y: int
    width: int
    height: int
    labels: int
    cell: int
    head: int
    view: Rect
    cut: tuple[str, ...] = ()

    def cell_under(self, x: int, y: int) -> tuple[int, int] | None:
        """Give the row and column of the grid at a point of the pane, None beside the cells."""
        at = y - self.head + self.view.row0, (x - self.labels) // self.cell + self.view.col0
        return at if y >= self.head and x >= self.labels and at in self.view else None

    def pane_rect(self, rect: Rect) -> Rect:
        """Give the rectangle of the pane that draws cells in view, and their neighbours at both
        sides, on which brackets may stand."""
        row, col = self.head - self.view.row0, self.view.col0
        return Rect(
            rect.row0 + row, max(0, self.labels + (rect.col0 - col - 1) * self.cell),
            rect.row1 + row, min(self.width, self.labels + (rect.col1 - col + 1) * self.cell),
        )


class HeatPainter:
    """Paints one plane as colours; keeps text and style of the cells in view."""

    def __init__(self, grid: Grid, place: HeatPlace, ink: Ink) -> None:
        self.grid, self.place, self.ink = grid, place, ink
        self.cells: dict[tuple[int, int], tuple[str, Style]] = {}
        self._take(place.view)

    def update(self, grid: Grid) -> list[Rect] | None:
        """Take a later grid of the same plane; give the rectangles of the pane to repaint, None
        for everything."""
        changes = grid.changes_since(self.grid)
        if changes is None:
            return None
        before, self.grid = self.grid, grid
        dirty = []
        for rect in changes:
            seen = rect & self.place.view
            if seen:
                self._take(seen)
                dirty.append(self.place.pane_rect(seen))
        return dirty + self._relabelled(before)

    def turn(self, place: object) -> None:
        """Keep nothing at another place: a page has other cells."""

    def _take(self, rect: Rect) -> None:
        for row in range(rect.row0, rect.row1):
            for col in range(rect.col0, rect.col1):
                self.cells[row, col] = self.formatted(self.grid.cell_at(row, col))

    def formatted(self, cell: Cell) -> tuple[str, Style]:
        """Give text and style of a cell."""
        ink, dot = self.ink, self.ink.glyphs.dot
        if cell.tap:
            return "<>", ink.tones[Tone.TAP]
        if cell.role is Role.EMPTY:
            return "", ink.ground
        if cell.value is None:
            return "", ink.raised
        if cell.role in (Role.HIDDEN, Role.MISMATCH):
            sign = "?" if cell.role is Role.HIDDEN else "!!"
            return sign, ink.cell(cell, raised=False, text=True)
        level = level_of(cell.value, self.grid.extent.largest)
        if level is None:
            return "!!", ink.tones[Tone.STRONG]
        if cell.role is Role.PADDING and cell.value in (0.0, float("-inf")):
            plain = ink.cell(Cell(cell.value, Role.PADDING), raised=False, text=True)
            return f"{dot}0" if cell.value == 0 else f"{dot} ", plain
        return self._text(cell, cell.value), ink.heats[level]

    def _text(self, cell: Cell, value: float) -> str:
        """Write what colours do not say: infinities, copies, cells that are not read, new ones."""
        if value in (float("inf"), float("-inf")):
            return "+!" if value > 0 else "-!"
        if not self.ink.palette.colour:
            return tenth_text(value, self.grid.extent.largest)
        if cell.role is Role.PADDING:
            return self.ink.glyphs.dot
        return " ~" if cell.role is Role.LOST else " '" if cell.role is Role.CHANGED else ""

    # ---------------------------------------------------------------- labels

    def _lit(self, grid: Grid) -> tuple[range, range]:
        """Give the rows and columns of the window, the tensor's own alone."""
        box = grid.window and grid.window & grid.interior and grid.window & self.place.view
        if not box:
            return range(0), range(0)
        inside = box & grid.interior or box
        return range(inside.row0, inside.row1), range(inside.col0, inside.col1)

    def _row_labels(self, grid: Grid) -> dict[int, tuple[str, Tone]]:
        """Give the labels of rows in view: every fourth, and those of the window, lit."""
        if not grid.ruled:
            return {}
        rows, view = self._lit(grid)[0], self.place.view
        lit = rows if len(rows) <= MOST_LIT else (rows[0], rows[-1])
        seen = range(max(view.row0, grid.interior.row0), min(view.row1, grid.interior.row1))
        near = {at + by for at in rows for by in (-1, 0, 1)}
        labels = {
            row: (str(row), Tone.DIM) for row in seen if row % EVERY == 0 and row not in near
        }
        return labels | {row: (str(row), Tone.ACCENT) for row in lit}

    def _relabelled(self, before: Grid) -> list[Rect]:
        """Give the rectangles of the labels that differ from those of an earlier grid."""
        place, dirty = self.place, []
        if self._lit(before)[1] != self._lit(self.grid)[1] and self.grid.ruled:
            dirty.append(Rect(1, 0, 2, place.width))
        if self._lit(before)[0] == self._lit(self.grid)[0]:
            return dirty
        old, new = self._row_labels(before), self._row_labels(self.grid)
        for row in old.keys() | new.keys():
            if old.get(row) != new.get(row):
                y = row - place.view.row0 + place.head
                dirty.append(Rect(y, 0, y + 1, place.labels))
        return dirty

    # ---------------------------------------------------------------- lines

    def line(self, y: int) -> list[Segment]:
        """Give line y of the pane as segments."""
        row = Row(self.place.width, self.ink.tones[Tone.DIM])
        if y >= self.place.head:
            self._cells(row, y - self.place.head + self.place.view.row0)
        elif y == 0:
            heading(row, self.grid, self.place.cut, self.ink)
        else:
            self._ruler(row)
        return row.segments()

    def _cells(self, row: Row, at: int) -> None:
        place, view = self.place, self.place.view
        if at not in range(view.row0, view.row1):
            return
        text, tone = self._row_labels(self.grid).get(at, ("", Tone.DIM))
        row.put(place.labels - 2 - len(text), text, self.ink.tones[tone])
        beside = self._beside_window(at)
        for col in range(view.col0, view.col1):
            x = place.labels + (col - view.col0) * place.cell
            text, style = self.cells[at, col]
            text = "" if col in beside else text
            text = text if place.cell > 1 else text.strip()[:1]
            row.put(x, text.ljust(place.cell), style)
        window = self.grid.window
        if window and window.row0 <= at < window.row1:
            brackets(row, self.ink, window, at, (
                place.labels + (window.col0 - view.col0) * place.cell - 1,
                place.labels + (window.col1 - view.col0) * place.cell,
            ), (place.labels - 1, place.labels + view.cols * place.cell))

    def _beside_window(self, row: int) -> tuple[int, ...]:
        """Give the columns on which a bracket stands: no half number may be left there."""
        box = self.grid.window
        return (box.col0 - 1, box.col1) if box and box.row0 <= row < box.row1 else ()

    def _ruler(self, row: Row) -> None:
        """Write every fourth column, and the window's, of which neighbours stay away."""
        if not self.grid.ruled:
            return
        place, view, inner = self.place, self.place.view, self.grid.interior
        taken = self._lit_columns(row)
        for col in range(max(view.col0, inner.col0), min(view.col1, inner.col1)):
            x, text = self._x(col), str(col)
            columns = range(x - 2, x + len(text) + 2)
            if col % EVERY or x + len(text) > place.width or taken & set(columns):
                continue
            row.put(x, text, self.ink.tones[Tone.DIM])
            taken |= set(range(x, x + len(text)))

    def _lit_columns(self, row: Row) -> set[int]:
        """Write the columns of the window, its ends apart or as a range; give those taken."""
        cols = self._lit(self.grid)[1]
        if not cols:
            return set()
        first, last = str(cols[0]), str(cols[-1])
        parts = [(self._x(cols[0]), first), (self._x(cols[-1]), last)]
        if len(cols) == 1:
            parts = parts[:1]
        elif self._x(cols[-1]) < self._x(cols[0]) + len(first) + 2:
            parts = [(self._x(cols[0]), f"{first}..{last}")]
        taken: set[int] = set()
        for start, text in parts:
            x = max(0, min(start, self.place.width - len(text)))
            row.put(x, text, self.ink.tones[Tone.ACCENT])
            taken |= set(range(x, x + len(text)))
        return taken

    def _x(self, col: int) -> int:
        return self.place.labels + (col - self.place.view.col0) * self.place.cell


def heading(row: Row, grid: Grid, cut: tuple[str, ...], ink: Ink) -> None:
    """Write a plane's name and what is in view of it, as much as there is room for."""
    x = row.put(0, shortened(grid.heading, row.width), ink.tones[Tone.STRONG])
    captions = cut or (grid.caption,)
    caption = next((text for text in captions if cell_width(text) <= row.width - x - 2), "")
    row.put(x + 2, caption, ink.tones[Tone.DIM])


def brackets(
    row: Row, ink: Ink, box: Rect, at: int, ends: tuple[int, int], limits: tuple[int, int]
) -> None:
    """Draw row `at` of the brackets around a box into the columns `ends`, on plain ground; none
    where the box goes on beyond `limits`."""
    alone = box.rows == 1
    up, down = at > box.row0, at < box.row1 - 1
    left = "[" if alone else ink.glyphs.box(2 * up, 2 * (not (up and down)), 2 * down, 0)
    right = "]" if alone else ink.glyphs.box(2 * up, 0, 2 * down, 2 * (not (up and down)))
    for x, sign in zip(ends, (left, right), strict=True):
        if limits[0] <= x <= limits[1]:
            row.put(x, sign, ink.window_frame)
