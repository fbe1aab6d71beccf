"""A pane of fixed size that repaints only the lines that differ.

Pane  rows of segments at a fixed corner of the screen
"""

from __future__ import annotations

from os.path import commonprefix

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Rows = list[list[Segment]]


class Pane(Widget):
    """Shows rows of segments; `show` compares them with the last ones and repaints the rest."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pane { position: absolute; width: 1; height: 1; display: none; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.place: tuple[int, int, int, int] | None = None
        self.rows: Rows = []

    def move(self, x: int, y: int, width: int, height: int) -> None:
        """Stand at a corner of the screen with a size; nothing is laid out when that is so."""
        if self.place == (x, y, width, height):
            return
        self.place = (x, y, width, height)
        self.styles.offset = (x, y)
        self.styles.width = width
        self.styles.height = height
        self.display = width > 0 and height > 0

    def hide(self) -> None:
        """Stand nowhere."""
        if self.place is not None:
            self.place = None
            self.display = False

    def show(self, rows: Rows) -> None:
        """Show rows; a row that is equal to the one before is not painted again."""
        before, self.rows = self.rows, rows
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

    def render_line(self, y: int) -> Strip:
        """Give one line."""
        if y >= len(self.rows):
            return Strip.blank(self.size.width, self._ground)
        return Strip(self.rows[y]).adjust_cell_length(self.size.width, self._ground)

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
