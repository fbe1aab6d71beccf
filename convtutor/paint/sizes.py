"""How large the cells of a row of grids can be, and which part of a grid is in view.

CellSize     a cell's pitch (rows) and width (columns)
Writing      how numbers are written where there is less room
Arrangement  the grids in one row, the products under the kernel, or the output under both
Block        the grids placed relative to their corner, with the room they take
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum

from convtutor.data import dataclass
from convtutor.paint.grid import GridPlace
from convtutor.scene.grid import Border, Grid, Rect
from convtutor.scene.numbers import Extent, Numbers, numbers_for, short_numbers_for
from convtutor.steps.numbers import number
from convtutor.words.wrapping import cell_width, shortened


@dataclass(frozen=True, slots=True)
class CellSize:
    """Rows from one cell to the next, and columns, the separator included."""

    pitch: int
    width: int


@dataclass(frozen=True, slots=True)
class Writing:
    """How numbers are written, whether the caption of a cut grid must find room, and whether the
    constant around a tensor must (else its sign alone may stand there: that of minus infinity).
    `heading` is how many columns of its name a grid must have room for, None for its whole name
    and, where nothing is cut, its caption."""

    numbers: Callable[[Extent, int], Numbers | None]
    captions: bool = True
    ring: bool = False
    heading: int | None = None


RINGED = Writing(numbers_for, ring=True)
EXACT, SHORT = Writing(numbers_for), Writing(short_numbers_for)
FEWER_COLUMNS = (20, 12, 8)  # for long names side by side
WRITINGS = (
    EXACT, SHORT, Writing(numbers_for, False), Writing(short_numbers_for, False),
    *(Writing(short_numbers_for, False, heading=columns) for columns in FEWER_COLUMNS),
)
CELL_SIZES = tuple(CellSize(*size) for size in ((4, 8), (2, 6), (2, 5), (1, 5), (1, 4), (1, 3)))
SMALLEST = CellSize(1, 3)  # the last resort: stacking is better
WIDER = (CellSize(1, 6), CellSize(1, 8), CellSize(1, 10))


class Arrangement(Enum):
    """Where products and output stand; only four grids can be stacked.

    Tried in this order: stacking once costs as much as one size of cells.
    """

    ROW = "row"
    PRODUCTS_UNDER = "products under the kernel"
    OUTPUT_UNDER = "output under both"


def choices(sizes: Sequence[CellSize]) -> list[tuple[CellSize, Arrangement]]:
    """Order sizes and arrangements, the best first: large cells in one row."""
    costs = {
        (size, how): at + steps + (size == SMALLEST)
        for at, size in enumerate(sizes)
        for steps, how in enumerate(Arrangement)
    }
    return sorted(costs, key=lambda pair: (costs[pair], list(Arrangement).index(pair[1])))


@dataclass(frozen=True, slots=True)
class Block:
    """Grids placed from (0, 0): `width` and `height` taken, and for each grid its place.

    `height` counts to the last row that shows anything; `left_height` that of the first grid.
    """

    places: tuple[GridPlace, ...]
    width: int
    height: int
    left_height: int
    arrangement: Arrangement


def block(
    grids: Sequence[Grid], size: CellSize, gap: int, arrangement: Arrangement, ruler: bool,
    limits: Sequence[tuple[int, int]] | None = None, writing: Writing = EXACT,
) -> Block | None:
    """Place grids with cells of a size; None when a number does not fit into such a cell.

    `limits` gives the most rows and columns of each grid in view, None for all.
    """
    places = []
    for at, grid in enumerate(grids):
        rows, cols = limits[at] if limits else (grid.frame.rows, grid.frame.cols)
        place = _place(grid, size, gap if at else 0, ruler, (rows, cols), writing)
        if place is None:
            return None
        places.append(place)
    moved = _arranged(places, gap, arrangement)
    if moved is None:
        return None
    pairs = list(zip(grids, moved, strict=True))
    return Block(
        tuple(moved),
        max(place.x + place.width for place in moved),
        max(place.y + shown_height(grid, place) for grid, place in pairs),
        shown_height(*pairs[0]),
        arrangement,
    )


def shown_height(grid: Grid, place: GridPlace) -> int:
    """Count a place's rows down to the last one that shows anything: below the padding ring no
    edge is drawn."""
    blank = place.pitch > 1 and place.view.row1 > grid.interior.row1
    return place.height - (1 + (place.pitch - 2) // 2 if blank else 0)


def format_for(grid: Grid, room: int, writing: Writing) -> tuple[Numbers, int] | None:
    """Choose a grid's number format, and the columns its widest text takes."""
    spare = 1 if grid.border is Border.COPIES or grid.lost else 0
    numbers = writing.numbers(grid.extent, room - spare)
    ring = 1 + len(number(grid.constant)) if grid.border is Border.CONSTANT else 1
    if numbers is None or (writing.ring and ring > room):
        return None
    return numbers, max(numbers.widest + spare, ring if ring <= room else 1)


def _place(
    grid: Grid, size: CellSize, gap: int, ruler: bool, limit: tuple[int, int], writing: Writing
) -> GridPlace | None:
    chosen = format_for(grid, size.width - 1, writing)
    if chosen is None:
        return None
    numbers, widest = chosen
    view = page(grid, min(limit[0], grid.frame.rows), min(limit[1], grid.frame.cols))
    labels = max(2, len(str(max(grid.interior.row1 - 1, 0)))) + 1 if grid.ruled else 0
    head = 2 if ruler else 1
    height = head + view.rows * size.pitch + (1 if size.pitch > 1 else 0)
    width = gap + max(labels + view.cols * size.width + 1, cell_width(_title(grid, view, writing)))
    return GridPlace(
        0, 0, width, height, gap, labels, size.width, size.pitch, ruler, numbers, widest, view,
        sign=head + view.rows * size.pitch // 2, sign_x=gap // 2,
    )


def _title(grid: Grid, view: Rect, writing: Writing) -> str:
    """Give the longest heading that must find room: with the caption, or with the shortest words
    on what is in view; the products are cut as the grid beside them and need not say so."""
    if writing.heading is not None:
        return shortened(grid.heading, writing.heading)
    if (view.rows, view.cols) == (grid.frame.rows, grid.frame.cols):
        return f"{grid.heading}  {grid.caption}".rstrip()
    whole = grid.interior
    last = Rect(whole.row1 - 1, whole.col1 - 1, whole.row1, whole.col1)
    says = grid.ruled and writing.captions
    return f"{grid.heading}  {seen_text(last)}" if says else grid.heading


def seen_text(seen: Rect) -> str:
    """Write which rows and columns are in view: 0-5,2-7."""
    return f"{seen.row0}-{seen.row1 - 1},{seen.col0}-{seen.col1 - 1}"


def _arranged(places: list[GridPlace], gap: int, how: Arrangement) -> list[GridPlace] | None:
    """Move grids to their corners; None where this arrangement does not apply."""
    if how is Arrangement.ROW:
        x, moved = 0, []
        sign = min((place.sign for place in places[1:]), default=0)
        for place in places:
            moved.append(replace(place, x=x, sign=sign))
            x += place.width
        return moved
    if len(places) != 4:
        return None
    first, second, third, last = places
    second = replace(second, x=first.width)
    if how is Arrangement.PRODUCTS_UNDER:
        third = _under(second, third)
        x = first.width + max(second.width, third.width)
        lowest = last.head + (last.view.rows - 1) * last.pitch + last.pitch // 2
        return [first, second, third, replace(last, x=x, sign=min(third.y + third.sign, lowest))]
    third = replace(third, x=second.x + second.width)
    below = max(second.height, third.height)
    return [first, second, third, replace(last, x=first.width, y=below, sign=last.head)]


def _under(second: GridPlace, third: GridPlace) -> GridPlace:
    """Put the products under the kernel: a blank row, then the heading right above the cells."""
    indent, blank = second.labels, third.head - 1
    return replace(
        third, x=second.x, y=second.height + blank, gap=third.gap + indent, ruler=False,
        width=third.width + indent, height=third.height - blank, sign=third.sign - blank,
    )


def page(grid: Grid, rows: int, cols: int) -> Rect:
    """Give the part of a grid in view: the page that holds the window or the current cell, or, of
    a window larger than a page, the cell that is read.

    Pages overlap by a window less one cell, so that every window lies wholly within one page; the
    page follows from the position alone.
    """
    frame, window = grid.frame, grid.window or grid.focus or grid.interior
    down = grid.focus if grid.focus and window.rows > rows else window
    across = grid.focus if grid.focus and window.cols > cols else window
    row0 = _page_start(frame.row0, frame.row1, rows, down.row0, down.row1)
    col0 = _page_start(frame.col0, frame.col1, cols, across.col0, across.col1)
    return Rect(row0, col0, row0 + rows, col0 + cols)


def _page_start(start: int, stop: int, shown: int, first: int, last: int) -> int:
    if shown >= stop - start:
        return start
    step = max(1, shown - (last - first) + 1)
    page_number = (first - start) // step
    return max(start, min(start + page_number * step, stop - shown))
