"""What is other in the run of a mistake, cell by cell.

differing     the cells of a grid that hold another number than in the right run
moved_window  the cells that it does not read
marked        the grid with some cells marked
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan
from typing import TypeAlias

from convtutor.scene.grid import Cell, Grid, Role
from convtutor.scene.quiz_grids import Overlaid

Cells2D: TypeAlias = frozenset[tuple[int, int]]
MOST_LOOKED_AT = 4096


def differing(right: Grid, mine: Grid) -> Cells2D:
    """Give the cells that hold another number than in the right run, or that it does not have;
    none in a plane too large to be looked through."""
    return frozenset(at for at, a, b in _pairs(right, mine) if b is None or _other(a, b))


def moved_window(right: Grid, mine: Grid) -> Cells2D:
    """Give the cells that are read though the right run does not read them."""
    return frozenset(
        at for at, a, b in _pairs(right, mine) if a.window and (b is None or not b.window)
    )


def _pairs(right: Grid, mine: Grid) -> Iterator[tuple[tuple[int, int], Cell, Cell | None]]:
    """Give the known cells, each with that of the right run at the same place."""
    frame = mine.frame
    if frame.rows * frame.cols > MOST_LOOKED_AT:
        return
    for row in range(frame.row0, frame.row1):
        for col in range(frame.col0, frame.col1):
            cell = mine.cell_at(row, col)
            if cell.value is not None:
                inside = (row, col) in right.frame
                yield (row, col), cell, right.cell_at(row, col) if inside else None


def _other(cell: Cell, right: Cell) -> bool:
    a, b = cell.value, right.value
    if a is None or b is None:
        return False
    return a != b and not (isnan(a) and isnan(b))


def marked(grid: Grid, cells: Cells2D) -> Grid:
    """Give a grid with some of its cells marked as other than in the right run."""
    if not cells:
        return grid

    def over(row: int, col: int, cell: Cell) -> Cell:
        return replace(cell, role=Role.MISMATCH, mark="") if (row, col) in cells else cell

    key = (*grid.key, "marked", cells)
    # a sign before numbers takes a column, as that of cells that no window reads does
    return replace(grid, key=key, cell_at=Overlaid(grid.cell_at, over), lost=True)
