"""A pane of fixed size that makes only what its cause changes and repaints only lines that differ.

Pane  rows of segments at a fixed corner of the screen
"""

from __future__ import annotations

from collections.abc import Callable
from os.path import commonprefix
from typing import Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Rows = list[list[Segment]]


class Pane(Widget):
    """Shows rows of segments; `show` compares them with the last ones and repaints the rest.

    A pane has neither border nor padding nor opacity, so it keeps its painted lines itself: Textual
    looks at all those, and at the theme, for every line of every pane within the repainted box.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pane { position: absolute; width: 1; height: 1; display: none; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.place: tuple[int, int, int, int] | None = None
        self.rows: Rows = []
        self.cause: object = None
        self.painted: dict[int, Strip] = {}

    def move(self, x: int, y: int, width: int, height: int) -> None:
        """Stand at a corner of the screen with a size; nothing is laid out when that is so."""
        if self.place == (x, y, width, height):
            return
        self.place = (x, y, width, height)
        self.painted.clear()
        self.styles.offset = (x, y)
        self.styles.width = width
        self.styles.height = height
        self.display = width > 0 and height > 0

    def hide(self) -> None:
        """Stand nowhere."""
        if self.place is not None:
            self.place = None
            self.display = False

    def show_for(self, cause: object, make: Callable[[], Rows]) -> None:
        """Show the rows that follow from a cause; while that stays equal none are made."""
        if cause != self.cause:
            self.show(make())
            self.cause = cause

    def show(self, rows: Rows) -> None:
        """Show rows; a row that is equal to the one before is not painted again."""
        before, self.rows, self.cause = self.rows, rows, None
        dirty = [
            Region(0, y, self._end(y, before), 1)
            for y in range(max(len(rows), len(before)))
            if y >= len(rows) or y >= len(before) or rows[y] != before[y]
        ]
        if dirty:
            self.refresh(*dirty)

    def _end(self, y: int, before: Rows) -> int:
        """Give the column behind the last difference of a row: what comes after stays as it is."""
        old = before[y] if y < len(before) else []
        new = self.rows[y] if y < len(self.rows) else []
        width, old_width = (sum(s.cell_length for s in row) for row in (new, old))
        if width != old_width:
            return max(width, old_width, 1)
        return max(width - common_tail(old, new), 1)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint the lines of these regions again, all of them where there are none."""
        if repaint and regions:
            for y in {y for region in regions for y in region.line_range}:
                self.painted.pop(y, None)
        elif repaint:
            self.painted.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines of a part of the pane; those that stay are the strips painted before."""
        painted = self.painted
        if missing := [y for y in crop.line_range if y not in painted]:
            filters, ground = self.get_line_filters(), self.background_colors[1]
            for y in missing:
                strip = self.render_line(y)
                for each in filters:
                    strip = Strip(each.apply(list(strip), ground), strip.cell_length)
                painted[y] = strip
        strips = [painted[y] for y in crop.line_range]
        if crop.column_span == (0, self.columns):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    @property
    def columns(self) -> int:
        """Count the columns of the pane."""
        return self.place[2] if self.place else 0

    def render_line(self, y: int) -> Strip:
        """Give one line."""
        if y >= len(self.rows):
            return Strip.blank(self.columns, self._ground)
        return Strip(self.rows[y]).adjust_cell_length(self.columns, self._ground)

    @property
    def _ground(self) -> Style:
        return self.rows[-1][-1].style or Style() if self.rows and self.rows[-1] else Style()


def common_tail(old: list[Segment], new: list[Segment]) -> int:
    """Count the cells at the end of two rows that look the same."""
    tail = 0
    for a, b in zip(reversed(old), reversed(new), strict=False):
        if a != b:
            if a.style == b.style:
                shared = commonprefix((a.text[::-1], b.text[::-1]))
                tail += cell_len(shared)
            break
        tail += a.cell_length
    return tail
