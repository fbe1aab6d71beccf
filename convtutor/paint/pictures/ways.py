"""Places scatter and gather side by side, a rule between them.

Halves  the columns of both sides
Texts   the widths of what is written
Sides   the grids of both sides, placed as if each had its own corner
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.paint.grid import GridPlace
from convtutor.paint.regions import FULL, WIDE, Layout, Region
from convtutor.paint.sizes import (
    CELL_SIZES,
    EXACT,
    RINGED,
    SHORT,
    WIDER,
    Arrangement,
    CellSize,
    Writing,
    block,
    shown_height,
)
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula
from convtutor.words import say
from convtutor.words.wrapping import cell_width

TOP = 7  # the first row below the words
BETWEEN = 3  # columns on either side of the rule
PARTS = ("name", "sum", "rest")
Row: TypeAlias = Callable[[Sequence[GridPlace], range], tuple[GridPlace, ...] | None]
GAPS = (6, 5, 4, 3)


@dataclass(frozen=True, slots=True)
class Halves:
    """The first column of either side and the one behind it, and the rule's between them."""

    left: range
    rule: int
    right: range


@dataclass(frozen=True, slots=True)
class Texts:
    """What the places depend on besides the grids: the sign between the parts of a caption, the
    columns that the widest text beside a grid comes to take at either side, and their lines."""

    comma: str
    widths: tuple[int, int]
    lines: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Grid places, the upper row and the lower row of each side; the columns of the texts beside
    the lower grids, None where they stand below; and the rows that each row of grids takes."""

    upper_left: tuple[GridPlace, ...]
    upper_right: tuple[GridPlace, ...]
    lower: tuple[GridPlace, GridPlace]
    texts: tuple[int, int] | None
    rows: tuple[int, int]


def place_ways(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout | None:
    """Place both sides with the largest cells that fit; None on a small screen, or where no cells
    are small enough."""
    rows = height - panel
    if width < FULL[0] or rows < FULL[1] - 8 or height < FULL[1]:
        return None
    margin = 4 if width >= WIDE[0] else 2
    middle = (width - 1) // 2
    halves = Halves(
        range(margin, middle + 1 - BETWEEN), middle, range(middle + 1 + BETWEEN, width - margin)
    )
    widths = dict(picture.widths)
    texts = Texts(say("screen.between", language), (widths["left"], widths["right"]),
                  _text_rows(picture))
    for writing in (RINGED, EXACT, SHORT):
        for size, row in _choices():
            sides = _sides(picture.grids, size, writing, halves, row, texts)
            if sides is not None and _height(picture, sides) <= rows - 1 - TOP:
                return _layout(picture, sides, halves, margin, (width, height), panel)
    return None


def _choices() -> list[tuple[CellSize, Row]]:
    """Order cells and rows, the best first: products under the kernel cost one size of cells."""
    costs = [
        (at + steps, at, size, row)
        for at, size in enumerate((*CELL_SIZES, *WIDER))
        for steps, row in enumerate((_in_row, _stacked, _below))
    ]
    return [(size, row) for _, _, size, row in sorted(costs, key=lambda cost: (cost[0], -cost[1]))]


def _height(picture: Picture, sides: Sides) -> int:
    """Count the rows from the titles to the last line at their tightest."""
    texts = 0 if sides.texts else 1 + _text_rows(picture)
    return 1 + sides.rows[0] + 1 + sides.rows[1] + texts + 1 + 1


def _text_rows(picture: Picture) -> int:
    """Count the lines of the texts of one side."""
    parts = {f"left {part}" for part in PARTS}
    return sum(len(label.lines) for label in picture.labels if label.name in parts)


def _sides(
    grids: Sequence[Grid], size: CellSize, writing: Writing, halves: Halves, row: Row, texts: Texts
) -> Sides | None:
    """Place the grids of both sides with cells of a size, the upper ones at the right as `row`
    does; None where they do not fit."""
    placed = [_place(grid, size, writing, texts.comma) for grid in grids]
    places = [place for place in placed if place is not None]
    if len(places) < len(grids):
        return None
    stamps, stamp, laid, spread, turned, products, target = places
    left = _in_row([stamps, stamp], halves.left) or _below([stamps, stamp], halves.left)
    right = row([spread, turned, products], halves.right)
    if left is None or right is None:
        return None
    if _cells(laid) > len(halves.left) or _cells(target) > len(halves.right):
        return None
    beside = _beside(grids[2], (left[1], right[1]), (laid, target), halves, texts.widths)
    ends = (beside[0] - 1, beside[1] - 1) if beside else (halves.left.stop, halves.right.stop)
    lower = (
        replace(laid, x=halves.left[0], width=ends[0] - halves.left[0]),
        replace(target, x=halves.right[0], width=ends[1] - halves.right[0]),
    )
    upper = max(place.y + place.height for place in (*left, *right))
    under = max(*(place.height for place in lower), 2 + texts.lines if beside else 0)
    return Sides(left, right, lower, beside, (upper, under))


def _beside(
    grid: Grid, above: tuple[GridPlace, GridPlace], lower: tuple[GridPlace, GridPlace],
    halves: Halves, widths: tuple[int, int],
) -> tuple[int, int] | None:
    """Give the columns of texts of these widths at the right of the lower grids, level with the
    cells above where those leave room; None where the texts must stand below.

    The whole caption of `grid`, the lower one at the left, comes before that level.
    """
    left, right = (
        max(place.x + place.left, columns.start + _cells(under) + 3)
        for place, under, columns in zip(above, lower, (halves.left, halves.right), strict=True)
    )
    titled = halves.left.start + cell_width(f"{grid.heading}  {grid.caption}") + 2
    if left < titled <= halves.left.stop - widths[0]:
        left = titled
    fit = left + widths[0] <= halves.left.stop and right + widths[1] <= halves.right.stop
    return (left, right) if fit else None


def _place(grid: Grid, size: CellSize, writing: Writing, comma: str) -> GridPlace | None:
    """Place one grid, with room for its name and, where it is labelled, for what stands before the
    comma of its caption; the rest takes what room there is."""
    first = grid.caption.split(comma)[0]
    titled = replace(grid, caption=first if grid.ruled else "")
    made = block([titled], size, 0, Arrangement.ROW, True, None, writing)
    if made is None:
        return None
    place = made.places[0]
    return replace(
        place, cut=(grid.caption, first) if first != grid.caption else (),
        height=shown_height(grid, place), sign=place.head + place.view.rows * place.pitch // 2,
    )


def _cells(place: GridPlace) -> int:
    """Count the columns of the labels and cells alone."""
    return place.left + place.view.cols * place.cell + 1


def _in_row(places: Sequence[GridPlace], columns: range) -> tuple[GridPlace, ...] | None:
    """Put grids beside one another with the widest gap that fits, the sign in its middle."""
    for gap in GAPS:
        x, row = columns.start, []
        sign = min(place.sign for place in places)
        for at, place in enumerate(places):
            wide = place.width + (gap if at else 0)
            row.append(replace(
                place, x=x, gap=gap if at else 0, width=wide, sign=sign, sign_x=gap // 2
            ))
            x += wide
        if x <= columns.stop:
            last = row[-1]
            return (*row[:-1], replace(last, width=columns.stop - last.x))
    return None


def _stacked(places: Sequence[GridPlace], columns: range) -> tuple[GridPlace, ...] | None:
    """Put the products under the kernel; None where even that is too wide."""
    first = _in_row(places[:2], columns)
    if first is None:
        return None
    spread, turned = first
    products = places[2]
    below = replace(
        products, x=turned.x, y=turned.height, gap=turned.gap, sign_x=turned.sign_x, ruler=False,
        width=turned.width, height=products.height - 1, sign=products.sign - 1,
    )
    return spread, turned, below


def _below(places: Sequence[GridPlace], columns: range) -> tuple[GridPlace, ...] | None:
    """Put the others in a row under the first grid."""
    first = places[0]
    second = _in_row(places[1:], range(columns.start + first.left, columns.stop))
    if second is None or first.width > len(columns):
        return None
    next_, *rest = (
        replace(place, y=first.height + 1, ruler=False, height=place.height - 1,
                sign=place.sign - 1)
        for place in second
    )
    next_ = replace(next_, x=columns.start, gap=first.left, sign_x=first.left // 2,
                    width=next_.width + first.left)
    return replace(first, x=columns.start, width=len(columns)), next_, *rest


def _layout(
    picture: Picture, sides: Sides, halves: Halves, margin: int, screen: tuple[int, int],
    panel: int,
) -> Layout:
    """Give the places on the screen; rows that are left over become blank lines between them."""
    width, height = screen
    bottom = height - 1 - panel
    spare = bottom - TOP - _height(picture, sides)
    lines = [1 if spare > number else 0 for number in range(5)]  # in the order of their worth
    title = TOP + lines[1]
    upper = title + 1 + lines[0]
    lower = upper + sides.rows[0] + 1 + lines[2]
    last = lower + sides.rows[1] + 1 + (0 if sides.texts else 1 + _text_rows(picture))
    top_places = [
        replace(place, y=place.y + upper) for place in (*sides.upper_left, *sides.upper_right)
    ]
    low_places = [replace(place, y=lower) for place in sides.lower]
    grids = (*top_places[:2], low_places[0], *top_places[2:], low_places[1])
    return Layout(
        "full", margin, Region(0, 1, width, 2), Region(margin, 4, width - 2 * margin, 2), grids,
        None, None, None, 0, None, None, Region(0, bottom, width, max(panel, 1)),
        Region(0, height - 1, width, 1), True, _labels(picture, sides, halves, title, lower, last),
    )


def _labels(
    picture: Picture, sides: Sides, halves: Halves, title: int, lower: int, last: int
) -> Mapping[str, Region]:
    """Give the places of the texts."""
    regions = {"rule": Region(halves.rule, title, 1, last - 1 - title)}
    lines = {label.name: len(label.lines) for label in picture.labels}
    beside = sides.texts is not None
    apart = 2 if beside and sides.rows[1] >= 8 + lines["left sum"] else 1
    first = lower + (4 if apart == 2 else 2) if beside else lower + sides.rows[1] + 1
    left, right = sides.texts or (halves.left.start, halves.right.start)
    for side, columns, x in (("left", halves.left, left), ("right", halves.right, right)):
        regions[f"{side} title"] = Region(columns.start, title, len(columns), 1)
        y = first
        for part in PARTS:
            count = lines[f"{side} {part}"]
            regions[f"{side} {part}"] = Region(x, y, columns.stop - x, count)
            y += count - 1 + apart
    regions["compare"] = Region(halves.left.start, last, halves.right.stop - halves.left.start, 1)
    return regions
