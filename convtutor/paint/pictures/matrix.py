"""Places a layer drawn as a product of matrices: the planes at the left, the rows beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from convtutor.data import dataclass
from convtutor.paint.cutting import cut_captions
from convtutor.paint.grid import GridPlace
from convtutor.paint.layout import layout
from convtutor.paint.pictures.around import Labels, Room, begins_at, below, room_of
from convtutor.paint.regions import Layout, Region
from convtutor.paint.sizes import EXACT, SHORT, Arrangement, CellSize, Writing, block
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula

SIGN_GAP = 4
MOST_WINDOWS, MOST_FILTERS = 12, 4
LEAST_COLUMNS, CUT_SIDES = 6, (8, 6, 4)
WRITINGS = (EXACT, replace(EXACT, heading=9), replace(SHORT, heading=9))
Limit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown: the most rows and columns of the planes, the most windows and filters, and
    how few columns of the rows are enough."""

    planes: Limit
    windows: int
    filters: int
    columns: int


def place_matrix(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout | None:
    """Place whole matrices in a row, as any grids, or the rows of a window and a filter one under
    the other, with the largest cells that fit; what is too long is cut to the part around the tap.
    """
    if picture.shape == ("product",):
        return layout(picture.grids, sizes, width, height, language, panel)
    labels: Labels = {label.name: label for label in picture.labels}
    room = room_of(width, height, labels)
    for long, writing, size in product(("whole", "cut"), WRITINGS, room.sizes):
        for cut in _cuts(picture, long):
            made = _placed(picture.grids, room, size, writing, cut)
            around = made and _around(made, labels, room, sizes, panel)
            if made and around:
                pairs = zip(made, picture.grids, strict=True)
                places = tuple(cut_captions(place, grid, language) for place, grid in pairs)
                return replace(around, grids=places)
    return None


def _cuts(picture: Picture, long: str) -> Iterator[Cut]:
    """Give what could be shown, most first: all columns of the rows, or a part of them beside
    planes that are cut as well; then fewer and fewer windows."""
    source, patches, filters, _, target = picture.grids
    frames = source.frame, target.frame
    rows, cols = max(f.rows for f in frames), max(f.cols for f in frames)
    whole = patches.frame.cols
    enough = whole if long == "whole" else min(whole, LEAST_COLUMNS)
    sides = (max(rows, cols),) if long == "whole" else CUT_SIDES
    for side, windows in product(sides, range(min(patches.frame.rows, MOST_WINDOWS), 0, -1)):
        several = min(filters.frame.rows, MOST_FILTERS, windows)
        yield Cut((min(rows, side), min(cols, side)), windows, several, enough)


def _placed(
    grids: Sequence[Grid], room: Room, size: CellSize, writing: Writing, cut: Cut
) -> tuple[GridPlace, ...] | None:
    """Place the planes under one another, and beside them the rows with as many columns as there
    is room for; None where that is not enough."""
    source, patches, filters, products, target = grids
    planes = [_alone(grid, size, cut.planes, writing) for grid in (source, target)]
    if planes[0] is None or planes[1] is None:
        return None
    left = room.margin + max(place.width for place in planes if place) + room.gap
    labels = max(_labels(patches), _labels(filters))
    columns = (room.right - left - SIGN_GAP - labels - 1) // size.width
    if columns < cut.columns:
        return None
    heights = cut.windows, cut.filters, 1
    rows = [
        _alone(grid, size, (height, columns), writing)
        for grid, height in zip((patches, filters, products), heights, strict=True)
    ]
    stacked, y = [], room.top
    for number, place in enumerate(rows):
        if place is None or left + SIGN_GAP + place.width > room.right:
            return None
        stacked.append(_row(place, left + labels - place.labels, y, number))
        y += stacked[-1].height
    below_source = room.top + planes[0].height + (size.pitch == 1)
    return (
        replace(planes[0], x=room.margin, y=room.top), *stacked,
        replace(planes[1], x=room.margin, y=below_source),
    )


def _alone(grid: Grid, size: CellSize, limit: Limit, writing: Writing) -> GridPlace | None:
    """Place a grid by itself, in the corner."""
    made = block([grid], size, 0, Arrangement.ROW, True, [limit], writing)
    return None if made is None else made.places[0]


def _labels(grid: Grid) -> int:
    """Count the columns of the labels of a grid's rows, as a place of it has them."""
    return max(2, len(str(grid.interior.row1 - 1))) + 1


def _row(place: GridPlace, x: int, y: int, number: int) -> GridPlace:
    """Give the place of rows under others: only the first ones have a ruler, and the sign stands
    before the others."""
    if number == 0:
        return replace(place, x=x, y=y, gap=SIGN_GAP, width=place.width + SIGN_GAP)
    return replace(
        place, x=x, y=y, gap=SIGN_GAP, width=place.width + SIGN_GAP, ruler=False,
        height=place.height - 1, sign=1 + place.pitch // 2, sign_x=0,
    )


def _around(
    places: Sequence[GridPlace], labels: Labels, room: Room, sizes: Sequence[SizeFormula],
    panel: int,
) -> Layout | None:
    """Give the layout around the grids: the arithmetic right below them, what the products come
    to behind these."""
    bottom = max(place.y + place.height for place in places)
    y = bottom + (room.form != "compact")
    products = places[3]
    total = begins_at(labels["sum"], products.x + products.width + 1, products.y + products.sign)
    regions = {"sum": total} if total.x + total.width <= room.right else {}
    made = below(room, y + 1, regions, labels, sizes, panel)
    if made is None:
        return None
    width = room.right - room.margin
    return replace(made, arithmetic=Region(room.margin, y, width, 1), sum_x=width * 3 // 4)
