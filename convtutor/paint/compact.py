"""The compact form of the screen (80x24): cells one row high, and what is given up for them.

Compact  what a compact screen keeps
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.paint.fitting import placed, target_x
from convtutor.paint.formulas import side_by_side
from convtutor.paint.regions import Layout, Region
from convtutor.paint.sizes import (
    CELL_SIZES,
    EXACT,
    RINGED,
    WIDER,
    Arrangement,
    Block,
    CellSize,
    Writing,
    block,
    choices,
)
from convtutor.scene.grid import Grid
from convtutor.scene.size import SizeFormula

LOW = CELL_SIZES[3:]


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


def compact(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int
) -> Layout:
    """Place everything on a screen below 120x40."""
    margin, gap = 2, 4
    inner = width - 2 * margin
    for among, writing in ((LOW, RINGED), (WIDER[:1], RINGED), (LOW, EXACT)):
        for size, arrangement in choices(among):
            plan = _best_plan(grids, sizes, size, arrangement, writing, (width, height))
            if plan:
                return plan
    lines = max(1, len(sizes))
    rest = height - 1 - (2 + TIGHTEST.words) - (1 + lines)
    made = placed(grids, gap, inner, rest, sizes=LOW)
    plans = (_compact_plan(made, choice, sizes, width, height) for choice in COMPACT_CHOICES)
    plan = next((plan for plan in plans if plan), None)
    if plan is None:
        raise ConvtutorError(f"layout: the grids leave no room for the rest at {width}x{height}")
    return plan


def _best_plan(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], size: CellSize, arrangement: Arrangement,
    writing: Writing, screen: tuple[int, int],
) -> Layout | None:
    """Give the layout that keeps most with cells of a size, None when they are too large."""
    for choice in COMPACT_CHOICES:
        made = block(grids, size, 4, arrangement, choice.ruler, None, writing)
        if made is None or made.width > screen[0] - 3:  # the closing column may lie in the margin
            return None
        plan = _compact_plan(made, choice, sizes, *screen)
        if plan:
            return plan
    return None


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
        None if stacked else target_x(places) - margin, Region(margin, size, inner, lines),
        second_x if beside else 0,
        Region(margin, loops, inner, max(choice.loops, footer - loops - 1)) if choice.loops else
        None,
        None, Region(0, torch_top, width, footer - torch_top),
        Region(0, footer, width, 1), not choice.loops,
    )
