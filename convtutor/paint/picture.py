"""Paints a grid as small as it is readable, beside a text."""

from __future__ import annotations

from dataclasses import replace

from rich.segment import Segment

from convtutor.paint.fitting import placed
from convtutor.paint.grid import GridPainter
from convtutor.paint.palette import Ink
from convtutor.paint.sizes import CellSize
from convtutor.scene.grid import Grid

PICTURE_CELLS = (CellSize(1, 4), CellSize(1, 5), CellSize(1, 3))


def picture_rows(grid: Grid, width: int, height: int, ink: Ink) -> list[list[Segment]]:
    """Paint a grid without labels, cut where it is too large."""
    grid = replace(grid, ruled=False)
    made = placed([grid], 0, width, height, ruler=False, sizes=PICTURE_CELLS)
    place = made.places[0]
    painter = GridPainter(grid, place, ink)
    rows = []
    for y in range(min(place.height, height)):
        line_of_grid = painter.line(y)
        missing = width - sum(segment.cell_length for segment in line_of_grid)
        rows.append([*line_of_grid, Segment(" " * max(missing, 0), ink.ground)])
    return rows
