"""Paints a plane as a map: one character shows two blocks of cells, one above the other.

MapPlace    where a map is drawn, and how many cells make a block; made by the placer
MapPainter  keeps the levels of the blocks and paints the lines asked for
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.segment import Segment
from rich.style import Style

from convtutor.data import dataclass
from convtutor.paint.heat import brackets, heading
from convtutor.paint.palette import Ink
from convtutor.paint.row import Row
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.heat import MIDDLE, level_of
from convtutor.scene.text import Tone
from convtutor.words.wrapping import cell_width

TOP, SIDE = 2, 1  # heading and edge above the blocks, the edge beside them
UNKNOWN, OUTSIDE = -1, -2  # what is not made yet, and what lies below the last block


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Where a map is drawn: its pane's corner and size on the screen, the cells in view, how many
    rows and columns of them make one block, the part of them that is marked by brackets, the
    number of the grid whose part in view that is, and the words beside the block being made."""

    x: int
    y: int
    width: int
    height: int
    view: Rect
    block: int
    marked: Rect | None = None
    marks: int | None = None
    now: str = ""
    cut: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Count the rows of blocks."""
        return -(-self.view.rows // self.block)

    @property
    def cols(self) -> int:
        """Count the columns of blocks."""
        return -(-self.view.cols // self.block)

    @property
    def lines(self) -> int:
        """Count the lines of blocks."""
        return -(-self.rows // 2)

    def cells_of(self, row: int, col: int) -> Rect:
        """Give the cells of a block."""
        size, view = self.block, self.view
        return Rect(
            view.row0 + row * size, view.col0 + col * size,
            min(view.row0 + (row + 1) * size, view.row1),
            min(view.col0 + (col + 1) * size, view.col1),
        )

    def blocks_of(self, rect: Rect) -> Rect:
        """Give the blocks that hold these cells in view."""
        size, view = self.block, self.view
        return Rect(
            (rect.row0 - view.row0) // size, (rect.col0 - view.col0) // size,
            (rect.row1 - 1 - view.row0) // size + 1, (rect.col1 - 1 - view.col0) // size + 1,
        )

    def cell_under(self, x: int, y: int) -> tuple[int, int] | None:
        """Give a cell in the middle of the block at a point of the pane, None beside them."""
        row, col = 2 * (y - TOP), x - SIDE
        if y < TOP or not (0 <= row < self.rows and 0 <= col < self.cols):
            return None
        cells = self.cells_of(row, col)
        return (cells.row0 + cells.row1 - 1) // 2, (cells.col0 + cells.col1 - 1) // 2


class MapPainter:
    """Paints one map; keeps the level of every block, so that a step costs the block it changes."""

    def __init__(self, grid: Grid, place: MapPlace, ink: Ink) -> None:
        self.grid, self.place, self.ink = grid, place, ink
        self.levels: dict[tuple[int, int], int] = {}
        self._take(Rect(0, 0, place.rows, place.cols))

    def update(self, grid: Grid) -> list[Rect] | None:
        """Take a later grid of the same plane; give the rectangles of the pane to repaint, None
        for everything."""
        changes = grid.changes_since(self.grid)
        if changes is None:
            return None
        before, self.grid = self.now, grid
        dirty = []
        for rect in changes:
            seen = rect & self.place.view
            if seen and self._take(blocks := self.place.blocks_of(seen)):
                dirty.append(self._pane_rect(blocks))
        if before != self.now:
            dirty += [self._pane_rect(Rect(*at, at[0] + 1, at[1] + 1))
                      for at in (before, self.now) if at is not None]
        if self.place.now and _line_of(before) != _line_of(self.now):
            left = SIDE + self.place.cols + 1
            dirty += [Rect(TOP + y, left, TOP + y + 1, self.place.width)
                      for y in (_line_of(before), _line_of(self.now)) if y is not None]
        return dirty

    def turn(self, place: object) -> list[Rect] | None:
        """Mark another part of the same map; give what that changes of the pane."""
        marked = self.place.marked
        if not isinstance(place, MapPlace) or replace(place, marked=marked) != self.place:
            return None
        self.place = place
        return [self._marked_rect(part) for part in (marked, place.marked) if part is not None]

    def _take(self, blocks: Rect) -> bool:
        """Compute the levels of blocks; say whether any differs from before."""
        size, changed = self.place.block, False
        first = self.place.cells_of(blocks.row0, blocks.col0)
        last = self.place.cells_of(blocks.row1 - 1, blocks.col1 - 1)
        cells = first | last
        means: Sequence[Sequence[float | None]] = [[None] * blocks.cols] * blocks.rows
        if self.grid.means:
            means = self.grid.means(cells, size)
        largest = self.grid.extent.largest
        for row, of_row in enumerate(means, blocks.row0):
            for col, mean in enumerate(of_row, blocks.col0):
                known = None if mean is None else level_of(mean, largest)
                level = UNKNOWN if known is None else known
                changed = changed or self.levels.get((row, col)) != level
                self.levels[row, col] = level
        return changed

    @property
    def now(self) -> tuple[int, int] | None:
        """Give the block that holds the cell being made, None where none is."""
        seen = self.grid.window and self.grid.window & self.place.view
        if not seen:
            return None
        blocks = self.place.blocks_of(seen)
        return blocks.row0, blocks.col0

    def _pane_rect(self, blocks: Rect) -> Rect:
        return Rect(
            TOP + blocks.row0 // 2, SIDE + blocks.col0,
            TOP + (blocks.row1 - 1) // 2 + 1, SIDE + blocks.col1,
        )

    # ---------------------------------------------------------------- lines

    def line(self, y: int) -> list[Segment]:
        """Give line y of the pane as segments."""
        place, ink = self.place, self.ink
        row = Row(place.width, ink.tones[Tone.DIM])
        right = SIDE + place.cols
        if y == 0:
            heading(row, self.grid, place.cut, ink)
        elif y == 1:
            self._edge(row, ink.glyphs.box(0, 1, 1, 0), ink.glyphs.box(0, 0, 1, 1))
        elif y < TOP + place.lines:
            row.put(0, ink.glyphs.box(1, 0, 1, 0), ink.frame)
            self._blocks(row, y - TOP)
            row.put(right, ink.glyphs.box(1, 0, 1, 0), ink.frame)
            self._mark(row, y - TOP)
        elif y == TOP + place.lines:
            self._edge(row, ink.glyphs.box(1, 1, 0, 0), ink.glyphs.box(1, 0, 0, 1))
        return row.segments()

    def _edge(self, row: Row, left: str, right: str) -> None:
        middle = self.ink.glyphs.box(0, 1, 0, 1) * self.place.cols
        row.put(0, f"{left}{middle}{right}", self.ink.frame)

    def _blocks(self, row: Row, line: int) -> None:
        now, place = self.now, self.place
        for col in range(place.cols):
            upper = self._style(2 * line, col, now)
            lower = self._style(2 * line + 1, col, now)
            row.put(SIDE + col, *self._character(upper, lower, (line, col)))
        if place.now and _line_of(now) == line:
            text = self.ink.glyphs.translate(f"← {place.now}")
            row.put(SIDE + place.cols + 2, text, self.ink.tones[Tone.ACCENT])

    def _style(self, row: int, col: int, now: tuple[int, int] | None) -> Style:
        """Give a style whose ground is the colour of a block."""
        if (row, col) == now:
            return self.ink.now
        level = self.levels.get((row, col), OUTSIDE)
        if level == OUTSIDE:
            return self.ink.ground
        return self.ink.raised if level == UNKNOWN else self.ink.heats[level]

    def _character(self, upper: Style, lower: Style, at: tuple[int, int]) -> tuple[str, Style]:
        """Give the character of two blocks: halves of two colours, one colour where that is all
        there is, or, without colours, the sign of both."""
        ink = self.ink
        if ink.now in (upper, lower) and (ink.glyphs.ascii or not ink.palette.colour):
            return " ", ink.now
        if not ink.palette.colour:
            return self._sign(*at)
        if upper is lower:
            return " ", upper
        if ink.glyphs.ascii:
            level = self._both(*at)
            return " ", ink.raised if level is None else ink.heats[level]
        return "▀", ink.halves(upper, lower)

    def _both(self, line: int, col: int) -> int | None:
        """Give the level between those of two blocks, None where neither is known."""
        known = [
            level for row in (2 * line, 2 * line + 1)
            if (level := self.levels.get((row, col), OUTSIDE)) >= 0
        ]
        return round(sum(known) / len(known)) if known else None

    def _sign(self, line: int, col: int) -> tuple[str, Style]:
        """Give + or - for two blocks, the stronger the bolder, a point where they are near 0."""
        level = self._both(line, col)
        if level is None:
            return " ", self.ink.raised
        sign = "+" if level > MIDDLE else "-" if level < MIDDLE else "."
        return sign, self.ink.heats[level]

    def _marked_rect(self, part: Rect) -> Rect:
        """Give the rectangle of the pane that draws a part and the brackets beside it."""
        rect = self._pane_rect(self.place.blocks_of(part))
        return Rect(rect.row0, rect.col0 - 1, rect.row1, rect.col1 + 1)

    def _mark(self, row: Row, line: int) -> None:
        """Draw the brackets around the part that is marked, beside it."""
        if self.place.marked is None:
            return
        blocks = self.place.blocks_of(self.place.marked)
        lines = Rect(blocks.row0 // 2, blocks.col0, (blocks.row1 - 1) // 2 + 1, blocks.col1)
        if lines.row0 <= line < lines.row1:
            ends = SIDE + lines.col0 - 1, SIDE + lines.col1
            brackets(row, self.ink, lines, line, ends, (0, SIDE + self.place.cols))


def _line_of(block: tuple[int, int] | None) -> int | None:
    return None if block is None else block[0] // 2


def now_width(now: str) -> int:
    """Count the columns that the words beside the block being made take."""
    return 1 + cell_width(f"← {now}") + 1 if now else 0
