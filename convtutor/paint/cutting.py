"""Cuts grids that do not fit to pages; a small grid beside a large one stays whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.errors import ConvtutorError
from convtutor.paint.grid import GridPlace
from convtutor.paint.sizes import (
    CELL_SIZES,
    WIDER,
    Arrangement,
    Block,
    CellSize,
    block,
    format_for,
)
from convtutor.scene.grid import Grid
from convtutor.words import say


def cut(grids: Sequence[Grid], gap: int, width: int, height: int, ruler: bool) -> Block:
    """Place grids that do not fit, each cut to a page that says which part it is."""
    size = next(
        size for size in (*CELL_SIZES[:2:-1], *WIDER)
        if size.pitch == 1 and all(format_for(grid, size.width - 1) for grid in grids)
    )
    best: Block | None = None
    for arrangement in Arrangement:
        limits = _limits(grids, size, gap, width, height, arrangement, ruler)
        made = block(grids, size, gap, arrangement, ruler, limits)
        if made is None or made.width > width or made.height > height:
            continue
        if best is None or _seen(made) > _seen(best):
            best = made
    if best is None:
        tiny = [(min(g.frame.rows, 3), min(g.frame.cols, 3)) for g in grids]
        best = block(grids, WIDER[-1], gap, Arrangement.ROW, ruler, tiny)
    if best is None:
        raise ConvtutorError("layout: no cell holds these numbers, not even shortened ones")
    return best


def _seen(made: Block) -> int:
    return min(place.view.rows * place.view.cols for place in (made.places[0], made.places[-1]))


def _limits(
    grids: Sequence[Grid], size: CellSize, gap: int, width: int, height: int,
    arrangement: Arrangement, ruler: bool,
) -> list[tuple[int, int]]:
    """Share the room out: small grids stay whole, the large ones get equal parts of the rest."""
    head = 2 if ruler else 1
    stacked = arrangement is not Arrangement.ROW and len(grids) == 4
    rows = max(1, height - head)
    low_rows = max(1, (height - 2 * head) // 2) if stacked else rows
    across = {
        Arrangement.ROW: list(range(len(grids))),
        Arrangement.PRODUCTS_UNDER: [0, 1, 3] if len(grids) == 4 else list(range(len(grids))),
        Arrangement.OUTPUT_UNDER: [0, 3] if len(grids) == 4 else list(range(len(grids))),
    }[arrangement]
    fixed = sum((gap if at else 0) + (5 if grids[at].ruled else 0) + 1 for at in across)
    room = max(len(across), (width - fixed) // size.width)
    columns = _shared([grids[at].frame.cols for at in across], room)
    by_grid = dict(zip(across, columns, strict=True))
    limits = []
    for at, grid in enumerate(grids):
        most_rows = low_rows if stacked and _is_stacked(at, arrangement) else rows
        cols = by_grid.get(at, by_grid.get(1, 1))
        if arrangement is Arrangement.OUTPUT_UNDER and at not in by_grid:
            cols = max(1, (by_grid[3] - 2) // 2)
        limits.append((min(grid.frame.rows, most_rows), min(grid.frame.cols, cols)))
    return limits


def _is_stacked(at: int, arrangement: Arrangement) -> bool:
    return at in ((1, 2) if arrangement is Arrangement.PRODUCTS_UNDER else (1, 2, 3))


def _shared(wanted: list[int], room: int) -> list[int]:
    """Share `room` columns out: who wants less than an equal part gets what it wants."""
    given = [0] * len(wanted)
    left, waiting = room, sorted(range(len(wanted)), key=lambda at: wanted[at])
    while waiting:
        at = waiting.pop(0)
        given[at] = max(1, min(wanted[at], left // (len(waiting) + 1)))
        left -= given[at]
    return given


def cut_captions(place: GridPlace, grid: Grid, language: str) -> GridPlace:
    """Say in a place's caption which rows and columns of the tensor are in view, where not all
    are; a long and a short form, of which the painter takes the first that fits."""
    seen, whole = place.view & grid.interior, grid.interior
    if seen is None or (place.view.rows, place.view.cols) == (grid.frame.rows, grid.frame.cols):
        return replace(place, cut=())
    rows = say("screen.cut_rows", language, first=seen.row0, last=seen.row1 - 1, count=whole.rows)
    cols = say("screen.cut_columns", language, first=seen.col0, last=seen.col1 - 1,
               count=whole.cols)
    short = f"{seen.row0}-{seen.row1 - 1},{seen.col0}-{seen.col1 - 1} / {whole.rows}x{whole.cols}"
    if seen.rows < whole.rows and seen.cols < whole.cols:
        return replace(place, cut=(f"{rows}, {cols}", short))
    if seen.rows == whole.rows and seen.cols == whole.cols:
        return replace(place, cut=(say("screen.cut_border", language), "..."))
    return replace(place, cut=(rows if seen.rows < whole.rows else cols, short))
