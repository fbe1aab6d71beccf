"""Places a window enlarged, its kernel and the products: in a row, stacked, or a part of them.

Numbers     such grids placed relative to their corner
candidates  the ways to place them, the best first
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from convtutor.data import dataclass
from convtutor.paint.grid import GridPlace
from convtutor.paint.sizes import CELL_SIZES, WIDER, Arrangement, CellSize, Writing, block
from convtutor.scene.grid import Grid
from convtutor.scene.numbers import numbers_for, short_numbers_for

HEADING = 8  # columns for a name
GAP = 3
WHOLE, SHORTENED = (
    Writing(numbers, heading=HEADING) for numbers in (numbers_for, short_numbers_for)
)
LIMITS = (5, 3)


class How(Enum):
    """Where the products stand, each costing as much as one size of cells."""

    ROW = "all in a row"
    UNDER = "products under the kernel"
    STACK = "one below the other"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Grids placed from (0, 0), with the columns and rows that they take; `cut` says that a part
    of them alone is in view."""

    places: tuple[GridPlace, ...]
    width: int
    height: int
    cut: bool


def candidates(grids: Sequence[Grid], sizes: Sequence[CellSize]) -> Iterator[list[Numbers]]:
    """Give the ways to place grids, group by group: whole numbers, shortened ones, parts."""
    for limit in (None, *(most for most in LIMITS if _cuts(grids, most))):
        for writing in (WHOLE, SHORTENED):
            yield [
                made for size, how in _choices(sizes, len(grids))
                if (made := _numbers(grids, size, how, writing, limit)) is not None
            ]


def _cuts(grids: Sequence[Grid], most: int) -> bool:
    return any(max(grid.frame.rows, grid.frame.cols) > most for grid in grids)


def _choices(sizes: Sequence[CellSize], count: int) -> list[tuple[CellSize, How]]:
    """Order sizes and arrangements, large cells in a row first, wide cells last."""
    hows = list(How) if count > 1 else [How.ROW]
    costs = {
        (size, how): at + steps for at, size in enumerate((*sizes, *WIDER))
        for steps, how in enumerate(hows)
    }
    return sorted(costs, key=lambda pair: (costs[pair], hows.index(pair[1])))


def sizes_for(height: int) -> Sequence[CellSize]:
    """Give the sizes of cells for a screen of so many rows."""
    return CELL_SIZES if height >= 60 else CELL_SIZES[1:] if height >= 40 else CELL_SIZES[3:]


def alone(
    grid: Grid, size: CellSize, writing: Writing, limit: int | None = None, ruler: bool = False
) -> GridPlace | None:
    """Place one grid at (0, 0); None where a number does not fit into its cells."""
    limits = None
    if limit is not None:
        limits = [(min(grid.frame.rows, limit), min(grid.frame.cols, limit))]
    made = block([grid], size, 0, Arrangement.ROW, ruler, limits, writing)
    return None if made is None else made.places[0]


def _numbers(
    grids: Sequence[Grid], size: CellSize, how: How, writing: Writing, limit: int | None
) -> Numbers | None:
    places = []
    for grid in grids:
        place = alone(grid, size, writing, limit)
        if place is None:
            return None
        places.append(place)
    moved = _arranged(places, how)
    return Numbers(
        tuple(moved), max(place.x + place.width for place in moved),
        max(place.y + place.height for place in moved), limit is not None,
    )


def _arranged(places: Sequence[GridPlace], how: How) -> list[GridPlace]:
    """Move grids to their corners, with room for the sign before all but the first."""
    first, *others = (
        replace(place, sign=place.head + place.view.rows * place.pitch // 2) for place in places
    )
    if not others:
        return [first]
    others = [replace(place, gap=GAP, width=place.width + GAP, sign_x=GAP // 2) for place in others]
    if how is How.STACK:
        y, moved = 0, []
        for place in (replace(first, gap=GAP, width=first.width + GAP), *others):
            moved.append(replace(place, y=y))
            y += place.height
        return moved
    second, last = others
    second = replace(second, x=first.width, sign=min(first.sign, second.sign))
    if how is How.UNDER:
        return [first, second, replace(last, x=second.x, y=max(first.height, second.height))]
    last = replace(last, x=second.x + second.width, sign=second.sign)
    return [first, second, last]
