"""Paints a grid line by line: labels, cells, the tensor's thin edge and the window's heavy one.

GridPlace    where and how large a grid is drawn; made by the layout
GridPainter  keeps the cells in view and paints the lines asked for
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from convtutor.data import dataclass
from convtutor.paint.palette import Ink
from convtutor.paint.row import Row
from convtutor.scene.grid import Cell, Grid, Rect, Role
from convtutor.scene.numbers import Numbers
from convtutor.scene.text import Tone
from convtutor.words.wrapping import cell_width, shortened

NONE, THIN, HEAVY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Where a grid is drawn: its pane's corner and size on the screen, the gap and label columns
    before its cells, the cells' width and pitch, the rows above them, and the part in view.

    `numbers` is the format, `block` the columns that the widest number takes, `sign` the line of
    the sign in the gap and `sign_x` its column, `cut` the captions that say which part is in view,
    the longest first.
    """

    x: int
    y: int
    width: int
    height: int
    gap: int
    labels: int
    cell: int
    pitch: int
    ruler: bool
    numbers: Numbers
    block: int
    view: Rect
    sign: int = 0
    sign_x: int = 0
    cut: tuple[str, ...] = ()

    @property
    def room(self) -> int:
        """Count the columns of a cell's content."""
        return self.cell - 1

    @property
    def right(self) -> int:
        """Count the columns kept free at the right of a number."""
        spare = self.room - self.block
        return max(1 if spare > 0 else 0, spare // 2)

    @property
    def head(self) -> int:
        """Count the rows above the cells: heading and ruler."""
        return 2 if self.ruler else 1

    @property
    def left(self) -> int:
        """Give the column of the pane where the cells begin."""
        return self.gap + self.labels

    def lines_of(self, rows: range) -> range:
        """Give the lines of the pane that draw these rows, their edges included."""
        first = max(rows.start, self.view.row0) - self.view.row0
        last = min(rows.stop, self.view.row1) - self.view.row0
        if last <= first:
            return range(0)
        edge = 1 if self.pitch > 1 else 0
        return range(self.head + first * self.pitch, self.head + last * self.pitch + edge)

    def columns_of(self, cols: range) -> range:
        """Give the columns of the pane that draw these columns, their edges included."""
        first = max(cols.start, self.view.col0) - self.view.col0
        last = min(cols.stop, self.view.col1) - self.view.col0
        return range(self.left + first * self.cell, self.left + last * self.cell + 1)

    def cell_under(self, x: int, y: int) -> tuple[int, int] | None:
        """Give the row and column of the grid at a point of the pane, None beside the cells."""
        row, col = (y - self.head) // self.pitch, (x - self.left) // self.cell
        at = row + self.view.row0, col + self.view.col0
        return at if y >= self.head and x >= self.left and at in self.view else None


class GridPainter:
    """Paints one grid; keeps the text of the cells in view so that a step costs its window."""

    def __init__(self, grid: Grid, place: GridPlace, ink: Ink) -> None:
        self.grid, self.place, self.ink = grid, place, ink
        self.cells: dict[tuple[int, int], Cell] = {}
        self.texts: dict[tuple[int, int], str] = {}
        self._take(place.view)

    def update(self, grid: Grid) -> list[Rect] | None:
        """Take a later grid of the same plane; give the rectangles of the pane to repaint.

        None means everything must be made anew: another plane, or nothing known about changes.
        """
        changes = grid.changes_since(self.grid)
        if changes is None:
            return None
        before, self.grid = self.grid, grid
        dirty = []
        for rect in changes:
            seen = rect & self.place.view
            if seen:
                touched = self._take(seen)
                dirty += touched if before.window == grid.window else [self._pane_rect(seen)]
        if (before.heading, before.caption) != (grid.heading, grid.caption):
            dirty.append(Rect(0, 0, 1, self.place.width))
        return dirty + self._relabelled(before)

    def turn(self, place: object) -> None:
        """Keep nothing at another place: a page has other cells."""

    def _take(self, rect: Rect) -> list[Rect]:
        """Take the cells of a rectangle; give what they change of the pane where the window stays:
        of cells that differ in their numbers alone, the line of the numbers."""
        dirty = []
        for row in range(rect.row0, rect.row1):
            numbers: list[int] = []
            looks: list[int] = []
            for col in range(rect.col0, rect.col1):
                before, cell = self.cells.get((row, col)), self.grid.cell_at(row, col)
                if cell == before:
                    continue
                self.cells[row, col] = cell
                if before is None or (before.value, before.role) != (cell.value, cell.role):
                    self.texts[row, col] = self._text(cell)
                same = before is not None and look_of(before) == look_of(cell)
                (numbers if same else looks).append(col)
            if looks:
                cols = looks + numbers
                dirty.append(self._pane_rect(Rect(row, min(cols), row + 1, max(cols) + 1)))
            elif numbers:
                dirty.append(self._number_rect(row, numbers[0], numbers[-1] + 1))
        return dirty

    def _number_rect(self, row: int, col0: int, col1: int) -> Rect:
        """Give the line of the pane on which the numbers of some cells of a row stand."""
        rect = self._pane_rect(Rect(row, col0, row + 1, col1))
        y = rect.row0 + (self.place.pitch // 2 if self.place.pitch > 1 else 0)
        return Rect(y, rect.col0, y + 1, rect.col1)

    def _pane_rect(self, rect: Rect) -> Rect:
        lines = self.place.lines_of(range(rect.row0, rect.row1))
        columns = self.place.columns_of(range(rect.col0, rect.col1))
        return Rect(lines.start, columns.start, lines.stop, columns.stop)

    def _relabelled(self, before: Grid) -> list[Rect]:
        dirty = []
        if self.place.ruler and before.cols_lit != self.grid.cols_lit:
            seen = self.place.columns_of(range(self.place.view.col0, self.place.view.col1))
            dirty.append(Rect(1, seen.start, 2, seen.stop))
        for row in before.rows_lit ^ self.grid.rows_lit:
            for y in self.place.lines_of(range(row, row + 1)):
                dirty.append(Rect(y, 0, y + 1, self.place.left))
        return dirty

    def line(self, y: int) -> list[Segment]:
        """Give line y of the pane as segments; its empty columns are dim, so that a row of labels
        is sent as one piece."""
        row = Row(self.place.width, self.ink.tones[Tone.DIM])
        if y == 0:
            self._heading(row)
        elif y < self.place.head:
            self._ruler(row)
        else:
            self._body(row, y - self.place.head)
            self._sign(row, y)
        return row.segments()

    def _heading(self, row: Row) -> None:
        tones = self.ink.tones
        heading = shortened(self.grid.heading, self.place.width - self.place.gap)
        x = row.put(self.place.gap, heading, tones[Tone.STRONG])
        captions = self.place.cut or (self.grid.caption,)
        room = self.place.width - x - 2
        caption = next((text for text in captions if cell_width(text) <= room), "")
        row.put(x + 2, caption, tones[Tone.DIM])

    def _ruler(self, row: Row) -> None:
        place, tones = self.place, self.ink.tones
        if not self.grid.ruled:
            return
        inside = [
            col for col in range(place.view.col0, place.view.col1)
            if self.grid.interior.col0 <= col < self.grid.interior.col1
        ]
        taken: set[int] = set()
        for col in sorted(inside, key=lambda col: col not in self.grid.cols_lit):
            if col % self.grid.spread[1]:
                continue
            text = str(col // self.grid.spread[1])
            end = place.left + (col - place.view.col0 + 1) * place.cell - place.right
            columns = set(range(end - len(text) - 1, end + 1))
            if taken & columns:
                continue
            taken |= set(range(end - len(text), end))
            lit = col in self.grid.cols_lit
            row.put(end - len(text), text, tones[Tone.ACCENT if lit else Tone.DIM])

    def _sign(self, row: Row, y: int) -> None:
        """Write × = → in the gap, on the line that the layout gives it."""
        if self.grid.sign and y == self.place.sign:
            sign = self.ink.glyphs.translate(self.grid.sign)
            row.put(self.place.sign_x, sign, self.ink.tones[Tone.DIM])

    def _body(self, row: Row, y: int) -> None:
        place = self.place
        at, sub = divmod(y, place.pitch)
        grid_row = place.view.row0 + at
        if place.pitch > 1 and sub == 0:
            self._edge_line(row, grid_row)
        elif grid_row < place.view.row1:
            middle = place.pitch == 1 or sub == place.pitch // 2
            if middle and self.grid.ruled:
                self._row_label(row, grid_row)
            self._cell_line(row, grid_row, middle)

    def _row_label(self, row: Row, grid_row: int) -> None:
        if not self.grid.interior.row0 <= grid_row < self.grid.interior.row1:
            return
        if grid_row % self.grid.spread[0]:
            return
        lit = grid_row in self.grid.rows_lit
        text = str(grid_row // self.grid.spread[0])
        x = self.place.left - 1 - len(text)
        row.put(x, text, self.ink.tones[Tone.ACCENT if lit else Tone.DIM])

    def _cell_line(self, row: Row, grid_row: int, middle: bool) -> None:
        place = self.place
        for col in range(place.view.col0, place.view.col1 + 1):
            x = place.left + (col - place.view.col0) * place.cell
            self._separator(row, x, grid_row, col)
        for col in range(place.view.col0, place.view.col1):
            x = place.left + (col - place.view.col0) * place.cell
            self._cell(row, x, grid_row, col, middle)

    def _separator(self, row: Row, x: int, grid_row: int, col: int) -> None:
        if self.place.pitch == 1:
            if self._vertical(grid_row, col) == HEAVY and self.grid.window:
                bracket = "[" if col == self.grid.window.col0 else "]"
                row.put(x, bracket, self.ink.bracket())
                return
            tinted = self._tinted(grid_row, col) and self._tinted(grid_row, col - 1)
            row.put(x, " ", self.ink.blank(tinted, self._raised(grid_row, col, closing=True)))
            return
        weight = self._vertical(grid_row, col)
        tinted = self._tinted(grid_row, col) and self._tinted(grid_row, col - 1)
        row.put(x, self.ink.glyphs.box(weight, 0, weight, 0), self._edge_style(weight, tinted))

    def _cell(self, row: Row, x: int, grid_row: int, col: int, middle: bool) -> None:
        place, cell = self.place, self.cells[grid_row, col]
        raised = place.pitch == 1 and self._raised(grid_row, col)
        row.fill(x + 1, x + place.cell, self.ink.cell(cell, raised, text=False))
        if not middle:
            return
        text = self.texts[grid_row, col]
        end = x + place.cell - place.right
        style = self.ink.cell(cell, raised, text=True)
        start = max(end - len(text), x + 1)
        row.put(start, text, style)
        behind = "'" if cell.role is Role.CHANGED else cell.mark
        if behind and place.right:
            row.put(end, behind, style)
        if cell.tap and not self.ink.palette.colour:
            plain = self.ink.cell(cell, raised, text=False)
            row.put(start - 1, "<", plain)
            row.put(start + len(text), ">", plain)

    def _text(self, cell: Cell) -> str:
        """Write a cell: its number with the sign of its role before it."""
        dot, room = self.ink.glyphs.dot, self.place.room
        if cell.role is Role.EMPTY:
            return ""
        if cell.role is Role.HIDDEN:
            return "?"
        if cell.value is None:
            return dot
        sign = {Role.PADDING: dot, Role.LOST: "~", Role.MISMATCH: "!"}.get(cell.role, "")
        text = sign + self.place.numbers.text(cell.value, room - len(sign))
        return text if len(text) <= room else sign or "#" * room

    def _edge_line(self, row: Row, grid_row: int) -> None:
        """Draw the edges above a row of cells: a vertex, then the edge over the cell, and so on."""
        place, box = self.place, self.ink.glyphs.box
        for col in range(place.view.col0, place.view.col1 + 1):
            x = place.left + (col - place.view.col0) * place.cell
            up, down = self._vertical(grid_row - 1, col), self._vertical(grid_row, col)
            left, right = self._horizontal(grid_row, col - 1), self._horizontal(grid_row, col)
            weight = max(up, down, left, right)
            corners = ((-1, -1), (-1, 0), (0, -1), (0, 0))
            tinted = all(self._tinted(grid_row + dr, col + dc) for dr, dc in corners)
            row.put(x, box(up, right, down, left), self._edge_style(weight, tinted))
            if col < place.view.col1:
                tinted = self._tinted(grid_row, col) and self._tinted(grid_row - 1, col)
                style = self._edge_style(right, tinted)
                row.put(x + 1, box(0, right, 0, right) * place.room, style)

    def _edge_style(self, weight: int, tinted: bool) -> Style:
        if weight == HEAVY:
            return self.ink.window_frame
        if weight == NONE:
            return self.ink.blank(tinted, raised=False)
        return self.ink.tinted_frame if tinted else self.ink.frame

    def _vertical(self, row: int, col: int) -> int:
        """Give the weight of the edge to the left of a cell."""
        window, inner = self.grid.window, self.grid.interior
        if window and window.row0 <= row < window.row1 and col in (window.col0, window.col1):
            return HEAVY
        return THIN if inner.row0 <= row < inner.row1 and col in (inner.col0, inner.col1) else NONE

    def _horizontal(self, row: int, col: int) -> int:
        """Give the weight of the edge above a cell."""
        window, inner = self.grid.window, self.grid.interior
        if window and window.col0 <= col < window.col1 and row in (window.row0, window.row1):
            return HEAVY
        return THIN if inner.col0 <= col < inner.col1 and row in (inner.row0, inner.row1) else NONE

    def _tinted(self, row: int, col: int) -> bool:
        cell = self.cells.get((row, col))
        return cell is not None and (cell.window or cell.current)

    def _raised(self, row: int, col: int, closing: bool = False) -> bool:
        """Say whether a cell lies on the tensor's raised ground; its closing column does too."""
        inner = self.grid.interior
        return inner.row0 <= row < inner.row1 and inner.col0 <= col < inner.col1 + closing


def look_of(cell: Cell) -> tuple[object, ...]:
    """Give all that decides how a cell looks besides its number."""
    return cell.role, cell.window, cell.tap, cell.current, cell.mark
