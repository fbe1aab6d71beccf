"""Places large planes drawn as colours: cells at the left, numbers at the right, maps below these.

Screen  the rows and columns that are free for them
Plan    where the cells, the numbers, the sum and the maps stand
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from convtutor.data import dataclass
from convtutor.paint.enlarged import Numbers, candidates, sizes_for
from convtutor.paint.formulas import side_by_side
from convtutor.paint.grid import GridPlace
from convtutor.paint.heat import HeatPlace
from convtutor.paint.layout import faced, layout, pages
from convtutor.paint.mapping import GAP, NOTHING, NOWHERE, Below, below_of, labels_of, legend_of
from convtutor.paint.outline import Outlined, outlined
from convtutor.paint.painters import Place
from convtutor.paint.regions import FULL, WIDE, Layout, Region
from convtutor.paint.sizes import page
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula

HEAD = 2  # heading and ruler of the cells
LEAST_COLUMNS = 4
USUAL, MANY = 24, 32  # columns that are enough of a plane of more than MANY
FEW = 16
LEAST_GAP, MOST_GAP = 2, 5
LEAST_SUM = 40  # columns for the sum beside the cells, else it stands below them
MARGIN, WIDE_MARGIN = 2, 4
PLACES = 8  # pictures whose places are kept
LISTING, LOOPS_ROWS, SIDE_COLUMNS = 74, 10, 43


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of a form with what is free for the picture: rows `top` to `end`, and the row of
    the size formulas, None where a panel takes it."""

    form: str
    margin: int
    width: int
    height: int
    words: Region
    top: int
    end: int
    size: int | None
    formulas: int
    language: str

    @property
    def right(self) -> int:
        """Give the column behind the last free one."""
        return self.width - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the cells, the numbers, the sum and what is below them stand; a greater `value` shows
    more."""

    cells: HeatPlace
    numbers: tuple[GridPlace, ...]
    arithmetic: Region
    below: Below
    value: tuple[int, ...]


def needed(
    grids: Sequence[Grid], sizes: Sequence[SizeFormula], width: int, height: int, language: str
) -> bool:
    """Say whether a row of these grids shows a part of a plane alone."""
    row = outlined(Picture("row", tuple(grids)))
    return _is_cut(row, tuple(sizes), width, height, language)


@lru_cache(maxsize=PLACES)
def _is_cut(
    row: Outlined, sizes: tuple[SizeFormula, ...], width: int, height: int, language: str
) -> bool:
    grids = row.picture.grids
    made = layout(grids, sizes, width, height, language)
    return any(
        (place.view.rows, place.view.cols) != (grid.frame.rows, grid.frame.cols)
        for place, grid in zip(made.grids, grids, strict=True)
    )


def place_heat(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout | None:
    """Place the cells as many as there are, or a page of them; None where the numbers beside them
    find no room."""
    if len(picture.grids) < 2:
        return None
    made = _placed(outlined(picture), tuple(sizes), width, height, language, panel)
    return made and faced(made, picture.grids, pages(made, picture.grids), language)


@lru_cache(maxsize=PLACES)
def _placed(
    asked: Outlined, sizes: tuple[SizeFormula, ...], width: int, height: int, language: str,
    panel: int,
) -> Layout | None:
    """Place all planes that look alike: going to another one must not cost a search."""
    picture = asked.picture
    screen = _screen(picture, sizes, width, height, language, min(panel, height // 3))
    plan = _best(picture, screen)
    if plan is None:
        return None
    plan = _with_legend(picture, plan, screen)
    made = _with_listing(_laid_out(plan, screen, sizes), plan, screen)
    return replace(made, grids=_in_order(picture, plan))


def _screen(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Screen:
    """Share the rows out: the size formula stands below the cells, higher where they leave room."""
    full = width >= FULL[0] and height >= FULL[1]
    margin = WIDE_MARGIN if width >= WIDE[0] and height >= WIDE[1] else MARGIN
    inner = width - 2 * margin
    words = Region(margin, 4 if full else 2, inner, 2)
    top = words.y + 2 + full
    if panel:
        return Screen("full" if full else "compact", margin, width, height, words, top,
                      height - 1 - panel - full, None, 0, language)
    formulas = 1 if len(sizes) < 2 or side_by_side(sizes, inner // 2, inner // 2) else len(sizes)
    end = size = height - 1 - formulas
    if full:  # blank rows before the plane and around the formulas, unless all its rows need them
        choices = ((top, size - 2, size - 1), (top - 1, size - 2, size - 1),
                   (top - 1, size - 1, size - 1), (top - 1, size, size))
        wanted = HEAD + picture.grids[0].frame.rows
        fitting = (choice for choice in choices if wanted <= choice[1] - choice[0])
        top, end, size = next(fitting, choices[0])
    return Screen("full" if full else "compact", margin, width, height, words, top, end, size,
                  formulas, language)


# ---------------------------------------------------------------- the cells and the numbers


def _best(picture: Picture, screen: Screen) -> Plan | None:
    """Give the plan that shows most: the whole plane first, then the maps, then large numbers."""
    numbers = picture.grids[1 : -3 if picture.shape[0] else -2]
    fallback: Plan | None = None
    for group in candidates(numbers, sizes_for(screen.height)):
        plans = [plan for made in group if (plan := _plan(picture, screen, made)) is not None]
        best = max(plans, key=lambda plan: plan.value, default=None)
        if best is not None and best.value[0] and best.value[1]:
            return best
        if best is not None and (fallback is None or best.value > fallback.value):
            fallback = best
    return fallback


def _plan(picture: Picture, screen: Screen, numbers: Numbers) -> Plan | None:
    grid = picture.grids[0]
    labels = labels_of(grid)
    room = screen.right - screen.margin - labels - 1 - LEAST_GAP - numbers.width
    cols = min(grid.frame.cols, room // 2)
    if cols < min(grid.frame.cols, LEAST_COLUMNS):
        return None
    left = labels + 2 * cols + 1
    most = max(MOST_GAP, LISTING - left if screen.margin == WIDE_MARGIN else 0)
    x = screen.margin + left + min(screen.right - screen.margin - left - numbers.width, most)
    lower = screen.top + numbers.height
    beside = screen.right - x >= LEAST_SUM and lower + 1 < screen.end
    bottom = screen.end - (not beside)
    rows = min(grid.frame.rows, bottom - screen.top - HEAD)
    if lower > bottom or rows < min(grid.frame.rows, LEAST_COLUMNS):
        return None
    line = Region(x, lower + 1, screen.right - x, 1)
    if not beside:
        line = Region(screen.margin, bottom, screen.width - 2 * screen.margin, 1)
    cells = HeatPlace(
        screen.margin, screen.top, left, HEAD + rows, labels, 2, HEAD, page(grid, rows, cols)
    )
    places = tuple(
        replace(place, x=place.x + x, y=place.y + screen.top) for place in numbers.places
    )
    across = x + numbers.width + numbers.places[0].gap + 1
    under = line.y + 2 if beside else lower + 1
    areas = (
        Region(x, under, screen.right - x, bottom - under),
        Region(across, screen.top, screen.right - across,
               (line.y - 1 if beside else bottom) - screen.top),
    )
    found = (below_of(picture, cells, area, screen.language) for area in areas)
    below = next((made for made in found if made is not None), NOTHING)
    return Plan(cells, places, line, below, _value(grid, cols, rows, below))


def _value(grid: Grid, cols: int, rows: int, below: Below) -> tuple[int, ...]:
    """Rate a plan: a whole plane, or enough of a large one; then maps and a legend."""
    large = grid.frame.cols > MANY and cols >= USUAL and below.seen
    if large or cols == grid.frame.cols:
        return 2, below.seen, 0
    return int(cols >= FEW), below.seen, cols * rows


# ---------------------------------------------------------------- all together


def _in_order(picture: Picture, plan: Plan) -> tuple[Place, ...]:
    """Give the places in the order of the grids."""
    maps = plan.below.maps if picture.shape[0] else plan.below.maps[1:]
    return (plan.cells, *plan.numbers, *maps, plan.below.legend or NOWHERE)


def _with_legend(picture: Picture, plan: Plan, screen: Screen) -> Plan:
    """Put a legend that found no room elsewhere at the right of a sum that stands below all."""
    line = plan.arithmetic
    legend = legend_of(picture, "legend_first", line)
    below = screen.margin == line.x and plan.below.legend is None
    if legend is None or not below:
        return plan
    by = line.x + line.width - legend.words.x - legend.words.width
    room = legend.bar.x + by - line.x - GAP
    if room < LEAST_SUM - GAP:
        return plan
    labels = {**plan.below.labels, legend.name: replace(legend.words, x=legend.words.x + by)}
    bar = replace(legend.bar, x=legend.bar.x + by)
    return replace(
        plan, below=replace(plan.below, legend=bar, labels=labels),
        arithmetic=replace(line, width=room),
    )


def _laid_out(plan: Plan, screen: Screen, sizes: Sequence[SizeFormula]) -> Layout:
    inner = screen.width - 2 * screen.margin
    footer = Region(0, screen.height - 1, screen.width, 1)
    size, second = None, 0
    if screen.size is not None:
        size = Region(screen.margin, screen.size, inner, screen.formulas)
        second = inner // 2 if len(sizes) == 2 and screen.formulas == 1 else 0
    torch = screen.end + (screen.form == "full") if screen.size is None else screen.size
    return Layout(
        screen.form, screen.margin, Region(0, int(screen.form == "full"), screen.width, 2),
        screen.words, (), plan.arithmetic, None, size, second, None, None,
        Region(0, torch, screen.width, footer.y - torch), footer, True, plan.below.labels,
    )


def _with_listing(made: Layout, plan: Plan, screen: Screen) -> Layout:
    """Put the listing under the cells and the size beside the maps where there is room."""
    cells = plan.cells
    top = cells.y + cells.height + 1
    x = plan.numbers[0].x
    under = plan.arithmetic.x == screen.margin
    end = plan.arithmetic.y if under else screen.end
    loops = Region(screen.margin, top, x - screen.margin - 2, end - top)
    if screen.margin != WIDE_MARGIN or loops.height < LOOPS_ROWS or loops.width < LISTING - 2:
        return made
    if screen.size is None:
        return replace(made, loops_hidden=False)
    right = plan.below.right + 4
    lower = max(place.y + place.height for place in plan.numbers) + 3
    side = Region(right, lower, screen.right - right, end - lower)
    if side.width < SIDE_COLUMNS or side.height < LOOPS_ROWS:
        return replace(made, loops=loops, loops_hidden=False)
    return replace(made, loops=loops, side=side, size=None, loops_hidden=False)
