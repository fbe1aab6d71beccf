"""A grid of cells that repaints only what a step touches.

GridPane  one grid; posts Clicked when a cell is clicked
"""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from convtutor.paint.painters import Painter, Place, painter_of
from convtutor.paint.palette import Ink
from convtutor.scene.grid import Grid, Rect
from convtutor.tui.widgets.pane import Pane


class GridPane(Pane):
    """Draws a grid through a painter that keeps the cells in view."""

    class Clicked(Message):
        """A cell was clicked: the pane, and the cell's row and column."""

        def __init__(self, pane: GridPane, row: int, col: int) -> None:
            super().__init__()
            self.pane, self.row, self.col = pane, row, col

    painter: Painter | None = None

    def show_grid(self, grid: Grid, place: Place, ink: Ink) -> None:
        """Show a grid at a place, nowhere where that is empty; a later moment of the same plane
        repaints its window alone."""
        if not (place.width and place.height):
            self.painter = None
            self.hide()
            return
        self.move(place.x, place.y, place.width, place.height)
        changes = self._changes(grid, place, ink)
        if changes is None:
            self.painter = painter_of(grid, place, ink)
            self.refresh()
            return
        regions = regions_of(changes)
        if regions:
            self.refresh(*regions)

    def _changes(self, grid: Grid, place: Place, ink: Ink) -> list[Rect] | None:
        """Let the painter go on to a grid and a place; None where a new one is needed."""
        painter = self.painter
        if painter is None or painter.ink is not ink:
            return None
        turned = [] if painter.place == place else painter.turn(place)
        changes = None if turned is None else painter.update(grid)
        return None if turned is None or changes is None else turned + changes

    def render_line(self, y: int) -> Strip:
        """Give one line of the grid."""
        if self.painter is None or y >= self.painter.place.height:
            return Strip.blank(self.columns)
        return Strip(self.painter.line(y)).adjust_cell_length(self.columns)

    def on_click(self, event: events.Click) -> None:
        """Post Clicked for the cell under the pointer."""
        cell = self.painter.place.cell_under(event.x, event.y) if self.painter else None
        if cell is not None:
            self.post_message(self.Clicked(self, *cell))


def regions_of(rects: list[Rect]) -> list[Region]:
    """Join rectangles so that no line holds two spans, which would be sent twice."""
    spans: dict[int, tuple[int, int]] = {}
    for rect in rects:
        for y in range(rect.row0, rect.row1):
            x0, x1 = spans.get(y, (rect.col0, rect.col1))
            spans[y] = min(x0, rect.col0), max(x1, rect.col1)
    return [Region(x0, y, x1 - x0, 1) for y, (x0, x1) in sorted(spans.items())]
