"""The ways of painting a grid, by the kind of its place.

Place       numbers, colours or a map
Painter     paints the lines of a grid and says what a later moment changes
painter_of  the painter for a place
"""

from __future__ import annotations

from typing import Protocol, TypeAlias

from rich.segment import Segment

from convtutor.paint.grid import GridPainter, GridPlace
from convtutor.paint.heat import HeatPainter, HeatPlace
from convtutor.paint.map import MapPainter, MapPlace
from convtutor.paint.palette import Ink
from convtutor.scene.grid import Grid, Rect

Place: TypeAlias = GridPlace | HeatPlace | MapPlace


class Painter(Protocol):
    """Paints one grid at one place."""

    grid: Grid
    ink: Ink

    @property
    def place(self) -> Place:
        """Give where the grid is drawn."""

    def update(self, grid: Grid) -> list[Rect] | None:
        """Take a later grid of the same plane; give the rectangles of the pane to repaint, None
        where everything must be made anew."""

    def turn(self, place: Place) -> list[Rect] | None:
        """Go to another place; give the rectangles of the pane to repaint, None, with nothing
        changed, where everything must be made anew."""

    def line(self, y: int) -> list[Segment]:
        """Give line y of the pane."""


def painter_of(grid: Grid, place: Place, ink: Ink) -> Painter:
    """Make the painter that a place asks for."""
    if isinstance(place, HeatPlace):
        return HeatPainter(grid, place, ink)
    if isinstance(place, MapPlace):
        return MapPainter(grid, place, ink)
    return GridPainter(grid, place, ink)
