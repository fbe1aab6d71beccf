"""Marks on the grids for what a cell reaches or an element depends on: `#` moves now, `o` does not.

Reach    the cells that are reached and those that move, by the names layers have for an array
Reaching the cells of a grid with these marks
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.lesson.run import Run
from convtutor.scene.frames import plane_of
from convtutor.scene.grid import MOVES, REACHED, Cell, Grid
from convtutor.steps import Place

if TYPE_CHECKING:
    from convtutor.debugger.influence import Reached

Reach: TypeAlias = "Mapping[str, Reached]"


@dataclass(frozen=True, slots=True)
class Reaching:
    """The cells of a grid; those of the planes that are reached with their marks."""

    cells: Callable[[int, int], Cell]
    reached: Array
    moving: Array

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column."""
        cell = self.cells(row, col)
        rows, cols = self.reached.shape
        if not (0 <= row < rows and 0 <= col < cols and self.reached[row, col]):
            return cell
        return replace(cell, mark=MOVES if self.moving[row, col] else REACHED)


def reach_marks(run: Run, place: Place, met: Sequence[Reached]) -> dict[str, Reached]:
    """Give what is reached by every full name that an array has, the cell itself included."""
    from convtutor.debugger.influence import Reached

    found = {reached.name: reached for reached in met}
    own = f"{place.layer}.{place.array}"
    if place.index is not None and own in run.arrays:
        cell = _single(run.arrays[own], place.index)
        found.setdefault(own, Reached(own, cell, cell))
    for bound in run.layers:
        for operand, source in bound.sources.items():
            made, read = f"{source}.output", f"{bound.name}.{operand}"
            for name, other in ((made, read), (read, made)):
                if name in found and other in run.arrays:
                    found.setdefault(other, found[name])
    return found


def _single(array: Array, index: Index) -> Array:
    """Mark one cell of an array."""
    mask = np.zeros(array.shape, dtype=bool)
    mask[index] = True
    return mask


def with_reach(grid: Grid, reach: Reach | None, name: str, leading: Index) -> Grid:
    """Give the grid of a plane of an array with the marks on it, the same where it has none."""
    if reach is None or name not in reach:
        return grid
    reached, moving = (plane_of(mask, leading) for mask in (reach[name].reached,
                                                            reach[name].moving))
    return replace(grid, cell_at=Reaching(grid.cell_at, reached, moving))
