"""Chooses the largest cells that fit for a row of grids; what does not fit at all is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.paint.cutting import cut
from convtutor.paint.grid import GridPlace
from convtutor.paint.sizes import (
    CELL_SIZES,
    EXACT,
    RINGED,
    SHORT,
    WIDER,
    Block,
    CellSize,
    Writing,
    block,
    choices,
)
from convtutor.scene.grid import Grid


def _fitting(
    grids: Sequence[Grid], gap: int, width: int, height: int, ruler: bool,
    sizes: Sequence[CellSize], writing: Writing,
) -> Block | None:
    for size, arrangement in choices(sizes):
        if any(_exceeds(grid, size, width, height) for grid in grids):
            continue
        made = block(grids, size, gap, arrangement, ruler, None, writing)
        if made and made.width <= width and made.height <= height:
            return made
    return None


def _exceeds(grid: Grid, size: CellSize, width: int, height: int) -> bool:
    """Say whether the cells of one grid alone take more room than there is for all."""
    return grid.frame.cols * size.width > width or grid.frame.rows * size.pitch > height


def moved(made: Block, x: int, y: int) -> tuple[GridPlace, ...]:
    """Give the places of a block whose corner is (x, y)."""
    return tuple(replace(place, x=place.x + x, y=place.y + y) for place in made.places)


def placed(
    grids: Sequence[Grid], gap: int, width: int, height: int, ruler: bool = True,
    sizes: Sequence[CellSize] = CELL_SIZES,
) -> Block:
    """Place grids with the largest cells of these sizes that hold their numbers, then with wider
    ones, then with shortened numbers, then cut to pages."""
    tried = (sizes, RINGED), (sizes, EXACT), (WIDER, EXACT), (sizes, SHORT)
    for among, writing in tried:
        made = _fitting(grids, gap, width, height, ruler, among, writing)
        if made is not None:
            return made
    return cut(grids, gap, width, height, ruler)


def target_x(places: Sequence[GridPlace]) -> int:
    """Give the column where the cells of the last grid begin."""
    return places[-1].x + places[-1].left
