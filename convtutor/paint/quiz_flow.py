"""Places grids that stand together from left to right, in as many rows as they need.

whole    the largest cells with which all of them find room, None where none do
paged    as much of them as finds room, cut to pages
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.paint.cutting import cut, cut_captions
from convtutor.paint.grid import GridPlace
from convtutor.paint.regions import Region
from convtutor.paint.sizes import (
    EXACT,
    RINGED,
    SHORT,
    WIDER,
    Arrangement,
    Block,
    CellSize,
    Writing,
    block,
)
from convtutor.scene.grid import Grid
from convtutor.scene.quiz_grids import Unit

SIZES = tuple(CellSize(*size) for size in (
    (4, 8), (2, 6), (2, 5), (2, 4), (1, 6), (1, 5), (1, 4), (1, 3)
))
FACTORS = ("×", "÷")
BEHIND = ("→", "+")  # signs of what belongs to every channel
Placed = tuple[tuple[Grid, GridPlace], ...]
TRIED = ((SIZES, RINGED), (SIZES, EXACT), (WIDER, EXACT), (SIZES, SHORT))


def sizes_for(form: str) -> tuple[CellSize, ...]:
    """Give the cells to try on a screen of a form: high ones where there is much room."""
    first = {"wide": 0, "full": 1, "compact": 4}[form]
    return SIZES[first:]


def whole(units: Sequence[Unit], gap: int, region: Region, form: str) -> Placed | None:
    """Place all grids whole, with the largest cells that fit into a region; in one row where that
    is possible at all."""
    made = _largest(units, gap, region, form)
    return made or (_largest(apart(units), gap, region, form) if len(units) == 1 else None)


def apart(units: Sequence[Unit]) -> list[Unit]:
    """Give what is multiplied together as a unit, and every other grid by itself."""
    found: list[Unit] = []
    for unit in units:
        for grid in unit:
            factor = grid.sign in FACTORS and found
            found = [*found[:-1], (*found[-1], grid)] if factor else [*found, (grid,)]
    return found


def _largest(units: Sequence[Unit], gap: int, region: Region, form: str) -> Placed | None:
    for among, writing in TRIED:
        sizes = [size for size in sizes_for(form) if size in among] or list(among)
        for size in sizes:
            made = _flowed(units, size, writing, gap, region)
            if made is not None:
                return made
    return None


def _flowed(
    units: Sequence[Unit], size: CellSize, writing: Writing, gap: int, region: Region
) -> Placed | None:
    """Place units one beside the other, and in a new row where the last one is full."""
    x = y = low = 0
    placed: list[tuple[Grid, GridPlace]] = []
    for unit in units:
        made = row_of(unit, size, writing, gap)
        if made is None or made.width > region.width:
            return None
        x += 0 if unit[0].sign or not x else gap
        if x and x + made.width > region.width:
            x, y = 0, low + (size.pitch > 1)
        corner = replace(region, x=region.x + x, y=region.y + y)
        placed += [
            (grid, _at(place, corner)) for grid, place in zip(unit, made.places, strict=True)
        ]
        x, low = x + made.width, max(low, y + made.height)
        if low > region.height:
            return None
    return tuple(placed)


def row_of(unit: Unit, size: CellSize, writing: Writing, gap: int) -> Block | None:
    """Place the grids of a unit in a row; the sign of the first one stands before it."""
    made = block(unit, size, gap, Arrangement.ROW, True, None, writing)
    if made is None or not unit[0].sign:
        return made
    first, *others = made.places
    moved = [replace(place, x=place.x + gap) for place in others]
    sign = first.head + first.view.rows * first.pitch // 2
    start = replace(first, gap=gap, width=first.width + gap, sign=sign, sign_x=gap // 2)
    return replace(made, places=(start, *moved), width=made.width + gap)


def paged(
    units: Sequence[Unit], gap: int, region: Region, language: str, page: int
) -> tuple[Placed, int]:
    """Place one page of what finds no room as a whole: one channel with what is made, its planes
    cut to where the asked cells are; give it with the number of pages."""
    lanes = [unit for unit in units if unit[0].sign not in BEHIND] or list(units[:1])
    others = [unit for unit in units if unit not in lanes]
    lane = lanes[min(page, len(lanes) - 1)]
    grids = [*lane, *(grid for unit in others for grid in unit)]
    made = cut(grids, gap, region.width, region.height, True)
    pairs = zip(grids, made.places, strict=True)
    placed = [(grid, cut_captions(_at(place, region), grid, language)) for grid, place in pairs]
    shown = tuple((grid, place) for grid, place in placed if isinstance(place, GridPlace))
    return shown, len(lanes)


def _at(place: GridPlace, region: Region) -> GridPlace:
    return replace(place, x=place.x + region.x, y=place.y + region.y)
