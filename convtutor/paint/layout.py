"""Where every pane stands, from the size of the terminal and of the grids.

Region  a pane's corner and size
Layout  all of them; equal layouts need no move

Three forms: compact (80x24), full (120x40) and wide (200x60). The largest cells that fit are
chosen; height is given up in a fixed order, and what does not fit at all is cut and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from convtutor.errors import ConvtutorError
from convtutor.paint.cutting import cut, cut_captions
from convtutor.paint.formulas import formula_block, side_by_side
from convtutor.paint.grid import GridPlace
from convtutor.paint.sizes import (
    CELL_SIZES,
    EXACT,
    SHORT,
    WIDER,
    Arrangement,
    Block,
    CellSize,
    Writing,
    block,
    choices,
    page,
)
from convtutor.scene.grid import Grid
from convtutor.scene.size import SizeFormula

LEAST = (60, 18)
WIDE = (200, 60)
FULL = (120, 40)


@dataclass(frozen=True, slots=True)
class Region:
    """A pane's left column, top row, width and height on the screen."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The regions of a screen; None for a pane that is not shown.

    `sum_x` is the column of the running value within the arithmetic, None where terms and running
    value are one; `form` is "compact", "full" or "wide".
    """

    form: str
    margin: int
    head: Region
    words: Region
    grids: tuple[GridPlace, ...]
    arithmetic: Region
    sum_x: int | None
    size: Region | None
    second_size_x: int
    loops: Region | None
    side: Region | None
    torch: Region
    footer: Region
    loops_hidden: bool


@dataclass(frozen=True, slots=True)
class Compact:
    """What a compact screen keeps: lines of words, blank rows, the listing, the ruler."""

    words: int
    blanks: bool
    loops: int
    ruler: bool = True


COMPACT_CHOICES = (
    Compact(2, True, 5), Compact(2, False, 5), Compact(2, True, 0), Compact(2, False, 0),
    Compact(1, False, 0), Compact(1, False, 0, ruler=False),
)
TIGHTEST = COMPACT_CHOICES[-1]


def layout(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int, language: str
) -> Layout:
    """Place everything on a screen of at least 60x18."""
    if width >= WIDE[0] and height >= WIDE[1]:
        made = _wide(grids, width, height)
    elif width >= FULL[0] and height >= FULL[1]:
        made = _full(grids, sizes, width, height)
    else:
        made = _compact(grids, sizes, width, height)
    *before, last = made.grids
    right = made.side.x - 2 if made.form == "wide" and made.side else width - made.margin
    last = replace(last, width=max(last.width, right - last.x))  # its caption has room to the right
    pairs = zip((*before, last), grids, strict=True)
    return replace(made, grids=tuple(cut_captions(place, grid, language) for place, grid in pairs))


def turned(made: Layout, grids: Sequence[Grid], language: str) -> Layout:
    """Turn the pages of cut grids to where the window is; the same layout where none turns."""
    views = [
        page(grid, place.view.rows, place.view.cols)
        for place, grid in zip(made.grids, grids, strict=True)
    ]
    if all(place.view == view for place, view in zip(made.grids, views, strict=True)):
        return made
    places = (
        cut_captions(replace(place, view=view), grid, language)
        for place, view, grid in zip(made.grids, views, grids, strict=True)
    )
    return replace(made, grids=tuple(places))


def _fitting(
    grids: Sequence[Grid], gap: int, width: int, height: int, ruler: bool,
    sizes: Sequence[CellSize], writing: Writing,
) -> Block | None:
    for size, arrangement in choices(sizes):
        made = block(grids, size, gap, arrangement, ruler, None, writing)
        if made and made.width <= width and made.height <= height:
            return made
    return None


def _moved(made: Block, x: int, y: int) -> tuple[GridPlace, ...]:
    return tuple(
        replace(place, x=place.x + x, y=place.y + y) for place in made.places
    )


def _placed(
    grids: Sequence[Grid], gap: int, width: int, height: int, ruler: bool = True,
    sizes: Sequence[CellSize] = CELL_SIZES,
) -> Block:
    tried = (sizes, EXACT), (WIDER, EXACT), (sizes, SHORT)
    for among, writing in tried:
        made = _fitting(grids, gap, width, height, ruler, among, writing)
        if made is not None:
            return made
    return cut(grids, gap, width, height, ruler)


def _target_x(places: Sequence[GridPlace]) -> int:
    return places[-1].x + places[-1].left


def _wide(grids: Sequence[Grid], width: int, height: int) -> Layout:
    margin, side_width = 4, 49
    inner = width - side_width - 2 * margin - 4
    made = _placed(grids, 7, inner, height - 7 - 18)
    places = _moved(made, margin, 7)
    arithmetic = max(34, 7 + made.height + 2)
    loops = max(40, arithmetic + 4)
    side = Region(width - margin - side_width, 7, side_width, height - 9)
    lower = Region(margin, loops, min(inner, 104), height - loops - 2)
    return Layout(
        "wide", margin, Region(0, 1, width, 2), Region(side.x, 7, side.width, 1), places,
        Region(margin, arithmetic, inner, 1), _target_x(places) - margin, None, 0, lower, side,
        replace(lower, width=inner), Region(0, height - 1, width, 1), False,
    )


def _full(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int
) -> Layout:
    margin = 2
    inner = width - 2 * margin
    top = 8
    side_x = max(77, width - 43)
    formulas = 1 + len(formula_block(sizes, width - side_x - margin))
    made = _placed(grids, 6, inner, height - top - 7 - max(4, formulas), sizes=CELL_SIZES[1:])
    if top + made.height > 21:
        top = 7
    arithmetic = max(22, top + made.height + 2)
    loops = max(26, arithmetic + 3)
    places = _moved(made, margin, top)
    room = height - loops - 2
    torch = Region(0, arithmetic + 3, width, height - arithmetic - 5)
    return Layout(
        "full", margin, Region(0, 1, width, 2), Region(margin, 4, inner, 2), places,
        Region(margin, arithmetic, inner, 1), _target_x(places) - margin, None, 0,
        Region(margin, loops, side_x - margin - 3, room),
        Region(side_x, loops, width - side_x - margin, room), torch,
        Region(0, height - 1, width, 1), False,
    )


def _compact(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int
) -> Layout:
    margin, gap = 2, 4
    inner = width - 2 * margin
    for size, arrangement in choices(CELL_SIZES[3:]):
        for choice in COMPACT_CHOICES:
            made = block(grids, size, gap, arrangement, choice.ruler)
            if made is None or made.width > inner + 1:  # the closing column may lie in the margin
                break
            plan = _compact_plan(made, choice, sizes, width, height)
            if plan:
                return plan
    lines = max(1, len(sizes))
    rest = height - 1 - (2 + TIGHTEST.words) - (1 + lines)
    made = _placed(grids, gap, inner, rest, sizes=CELL_SIZES[3:])
    plans = (_compact_plan(made, choice, sizes, width, height) for choice in COMPACT_CHOICES)
    plan = next((plan for plan in plans if plan), None)
    if plan is None:
        raise ConvtutorError(f"layout: the grids leave no room for the rest at {width}x{height}")
    return plan


def _compact_plan(
    made: Block, choice: Compact, sizes: Sequence[SizeFormula], width: int, height: int
) -> Layout | None:
    """Give the layout for one choice of what to keep, None when it is too high."""
    margin = 2
    blank = 1 if choice.blanks else 0
    top = 2 + choice.words + blank
    footer, inner = height - 1, width - 2 * margin
    places = tuple(replace(p, x=p.x + margin, y=p.y + top) for p in made.places)
    stacked = made.arrangement is Arrangement.OUTPUT_UNDER
    bottom = top + made.height
    arithmetic = top + made.left_height + blank if stacked else bottom + blank
    size = max(bottom, arithmetic + 1 + blank) if stacked else arithmetic + 1 + blank
    second_x = places[-1].x + places[-1].gap - margin if stacked else 0
    beside = stacked and side_by_side(sizes, second_x - 1, inner - second_x)
    lines = 1 if beside else max(1, len(sizes))
    loops = size + lines + blank
    last = loops + choice.loops if choice.loops else size + lines
    if last > footer:
        return None
    torch_top = min(size, footer - 1)
    return Layout(
        "compact", margin, Region(0, 0, width, 2), Region(margin, 2, inner, choice.words), places,
        Region(margin, arithmetic, places[-1].x - margin if stacked else inner, 1),
        None if stacked else _target_x(places) - margin, Region(margin, size, inner, lines),
        second_x if beside else 0,
        Region(margin, loops, inner, max(choice.loops, footer - loops - 1)) if choice.loops else
        None,
        None, Region(0, torch_top, width, footer - torch_top),
        Region(0, footer, width, 1), not choice.loops,
    )
