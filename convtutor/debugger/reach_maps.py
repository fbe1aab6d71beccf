"""Patterns of cells as a small map in signs: `#` moves now, `o` is reached, `.` is not.

Map  one plane or a part of it, and how many cells a sign stands for
"""

from __future__ import annotations

from itertools import product

import numpy as np

from convtutor.data import dataclass
from convtutor.debugger.influence import Reached
from convtutor.engine.arrays import Array, Index

MOVES, REACHED, NOT_REACHED = "#", "o", "."


@dataclass(frozen=True, slots=True)
class Map:
    """A plane, or the part of it where anything is reached, in signs.

    `leading` is the plane's index, `part` the rows and columns that are drawn, `cells` how many
    rows and columns of cells one sign stands for: `#` where any of them moves, `o` where any is
    reached.
    """

    leading: Index
    part: tuple[slice, slice]
    rows: tuple[str, ...]
    cells: tuple[int, int]
    is_whole: bool


def planes_met(met: Reached) -> list[Index]:
    """Give the indices of the planes on which anything is reached, those that move first."""
    def total(cells: Array, leading: Index) -> int:
        return int(np.asarray(cells[leading]).sum())

    leadings = list(product(*map(range, met.reached.shape[:-2])))
    found = [leading for leading in leadings if total(met.reached, leading)]
    return sorted(found, key=lambda leading: not total(met.moving, leading))


def map_of(met: Reached, leading: Index, rows: int, columns: int) -> Map:
    """Draw one plane in at most so many rows and columns of signs.

    Of a larger one the part is drawn where anything is reached, with a row and a column around it;
    where that does not fit either, a sign stands for several cells.
    """
    reached, moving = (_plane(cells, leading) for cells in (met.reached, met.moving))
    fits = reached.shape[0] <= rows and reached.shape[1] <= columns
    whole = (slice(0, reached.shape[0]), slice(0, reached.shape[1]))
    part = whole if fits else (_around(reached, 0), _around(reached, 1))
    reached, moving = reached[part], moving[part]
    high, wide = (max(1, -(-extent // room))
                  for extent, room in zip(reached.shape, (rows, columns), strict=True))
    signs = np.where(_blocks(moving, high, wide), MOVES,
                     np.where(_blocks(reached, high, wide), REACHED, NOT_REACHED))
    drawn = tuple("".join(row) for row in signs)
    return Map(leading, part, drawn, (high, wide), part == whole)


def _around(reached: Array, axis: int) -> slice:
    """Give the rows (axis 0) or columns in which anything is reached, and one on each side."""
    found = np.flatnonzero(reached.any(axis=1 - axis))
    return slice(max(int(found[0]) - 1, 0), min(int(found[-1]) + 2, reached.shape[axis]))


def _plane(cells: Array, leading: Index) -> Array:
    plane = np.asarray(cells[leading])
    return plane.reshape((1,) * (2 - plane.ndim) + plane.shape)


def _blocks(plane: Array, high: int, wide: int) -> Array:
    """Say for every block of cells whether any of them is True."""
    rows, cols = (range(0, extent, step) for extent, step in
                  zip(plane.shape, (high, wide), strict=True))
    found = np.logical_or.reduceat(plane, list(rows), axis=0)
    return np.asarray(np.logical_or.reduceat(found, list(cols), axis=1))


def spaced(row: str, width: int) -> str:
    """Put blanks between the signs of a row where there is room: a plane looks less narrow."""
    return " ".join(row) if 2 * len(row) - 1 <= width else row
