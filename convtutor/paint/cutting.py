"""Cuts grids that do not fit to pages; a small grid beside a large one stays whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.errors import ConvtutorError
from convtutor.paint.painters import Place
from convtutor.paint.sizes import (
    CELL_SIZES,
    WIDER,
    WRITINGS,
    Arrangement,
    Block,
    CellSize,
    Writing,
    block,
    format_for,
    seen_text,
)
from convtutor.scene.grid import Grid
from convtutor.words import say

LOW_SIZES = (*(size for size in CELL_SIZES[::-1] if size.pitch == 1), *WIDER)
Limits = list[tuple[int, int]]


def cut(grids: Sequence[Grid], gap: int, width: int, height: int, ruler: bool) -> Block:
    """Place grids that do not fit, each cut to a page that says which part it is."""
    for writing in WRITINGS:
        size = next(
            (size for size in LOW_SIZES
             if all(format_for(grid, size.width - 1, writing) for grid in grids)), None
        )
        if size is None:
            continue
        best = _best_pages(grids, size, gap, width, height, ruler, writing)
        if best is not None:
            return best
    raise ConvtutorError(f"layout: no page of these grids fits into {width}x{height}")


def _best_pages(
    grids: Sequence[Grid], size: CellSize, gap: int, width: int, height: int, ruler: bool,
    writing: Writing,
) -> Block | None:
    """Give the arrangement whose smallest page shows most, None where none fits."""
    best: Block | None = None
    for arrangement in Arrangement:
        limits = _limits(grids, size, gap, width, height, arrangement, ruler)
        made = block(grids, size, gap, arrangement, ruler, limits, writing)
        while made and (made.width > width or made.height > height):
            shrunk = _shrunk(limits, 1 if made.width > width else 0)
            made = block(grids, size, gap, arrangement, ruler, shrunk, writing) if shrunk else None
            limits = shrunk or limits
        if made and (best is None or _seen(made) > _seen(best)):
            best = made
    return best


def _shrunk(limits: Limits, axis: int) -> Limits | None:
    """Take one row (axis 0) or column (axis 1) from the largest pages; kernel and products stay
    alike. None when every page is down to one."""
    most = max(limit[axis] for limit in limits)
    if most == 1:
        return None
    less = (most - 1, limits[0][1]) if axis == 0 else (limits[0][0], most - 1)
    return [
        (min(rows, less[0]), cols) if axis == 0 else (rows, min(cols, less[1]))
        for rows, cols in limits
    ]


def _seen(made: Block) -> int:
    return min(place.view.rows * place.view.cols for place in (made.places[0], made.places[-1]))


def _limits(
    grids: Sequence[Grid], size: CellSize, gap: int, width: int, height: int,
    arrangement: Arrangement, ruler: bool,
) -> Limits:
    """Share the room out: small grids stay whole, the large ones get equal parts of the rest."""
    four = len(grids) == 4
    across = list(range(len(grids)))
    if four and arrangement is not Arrangement.ROW:
        across = [0, 1, 3] if arrangement is Arrangement.PRODUCTS_UNDER else [0, 3]
    fixed = sum((gap if at else 0) + (5 if grids[at].ruled else 0) + 1 for at in across)
    room = max(len(across), (width - fixed) // size.width)
    columns = _shared([grids[at].frame.cols for at in across], room)
    cols = dict(zip(across, columns, strict=True))
    rows = _rows(grids, height, 2 if ruler else 1, arrangement if four else Arrangement.ROW)
    if four and arrangement is Arrangement.OUTPUT_UNDER:
        cols[1] = max(1, (cols[3] - 2) // 2)
    limits = [
        (min(grid.frame.rows, rows[at]), min(grid.frame.cols, cols.get(at, grid.frame.cols)))
        for at, grid in enumerate(grids)
    ]
    if four:
        limits[1] = limits[2] = min(limits[1][0], limits[2][0]), min(limits[1][1], limits[2][1])
    return limits


def _rows(grids: Sequence[Grid], height: int, head: int, arrangement: Arrangement) -> list[int]:
    """Give the most rows of each grid; grids that stand under one another share the height."""
    alone = max(1, height - head)
    if arrangement is Arrangement.ROW:
        return [alone] * len(grids)
    lower = 2 if arrangement is Arrangement.PRODUCTS_UNDER else 3
    wanted = [grids[1].frame.rows, grids[lower].frame.rows]
    upper, under = _shared(wanted, max(2, height - 2 * head))
    rows = [alone, upper, upper, alone]
    rows[lower] = under
    return rows


def _shared(wanted: list[int], room: int) -> list[int]:
    """Share `room` columns out: who wants less than an equal part gets what it wants."""
    given = [0] * len(wanted)
    left, waiting = room, sorted(range(len(wanted)), key=lambda at: wanted[at])
    while waiting:
        at = waiting.pop(0)
        given[at] = max(1, min(wanted[at], left // (len(waiting) + 1)))
        left -= given[at]
    return given


def cut_captions(place: Place, grid: Grid, language: str) -> Place:
    """Say in a place's caption which rows and columns of the tensor are in view, where not all
    are, in longer and shorter forms, of which the painter takes the first that fits."""
    seen, whole = place.view & grid.interior, grid.interior
    if not grid.heading or (
        (place.view.rows, place.view.cols) == (grid.frame.rows, grid.frame.cols)
    ):
        return replace(place, cut=())
    if seen is None:
        return replace(place, cut=(f"{grid.caption} ...", "..."))
    rows = say("screen.cut_rows", language, first=seen.row0, last=seen.row1 - 1, count=whole.rows)
    cols = say("screen.cut_columns", language, first=seen.col0, last=seen.col1 - 1,
               count=whole.cols)
    shortest = seen_text(seen)
    short = f"{shortest} / {whole.rows}x{whole.cols}"
    if seen.rows < whole.rows and seen.cols < whole.cols:
        return replace(place, cut=(f"{rows}, {cols}", short, shortest))
    if seen.rows == whole.rows and seen.cols == whole.cols:
        return replace(place, cut=(say("screen.cut_border", language), "..."))
    return replace(place, cut=(rows if seen.rows < whole.rows else cols, short, shortest))
