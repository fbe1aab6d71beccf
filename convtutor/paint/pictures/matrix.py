"""Places a layer drawn as a product of matrices: the planes at the left, the rows beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

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
LEAST_COLUMNS, LEAST_CUT, MOST_FILTERS = 3, 6, 4
Limit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown: the most rows and columns of the planes, windows and filters, and columns
    of the rows."""

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
    for long, writing, size in product(("whole", "cut"), (EXACT, SHORT), room.sizes):
        for cut in _cuts(picture, room, size, long):
            made = _placed(picture.grids, room, size, writing, cut)
            around = made and _around(made, labels, room, sizes, panel)
            if made and around:
                pairs = zip(made, picture.grids, strict=True)
                places = tuple(cut_captions(place, grid, language) for place, grid in pairs)
                return replace(around, grids=places)
    return None


def _cuts(picture: Picture, room: Room, size: CellSize, long: str) -> Iterator[Cut]:
    """Give what could be shown with cells of a size, most first: all columns of the rows, or,
    where they are cut, as many as there is room for beside the planes; then fewer windows."""
    source, patches, filters, _, target = picture.grids
    frames = source.frame, target.frame
    rows, cols = max(f.rows for f in frames), max(f.cols for f in frames)
    most = patches.frame.cols
    if long == "cut":
        rows, cols = min(rows, 8), min(cols, 8)
        taken = 3 + min(cols, max(f.cols for f in frames)) * size.width + 16
        most = max(min(most, (room.width - taken) // size.width), LEAST_COLUMNS)
    for windows in range(min(patches.frame.rows, 12), 0, -1):
        yield Cut((rows, cols), windows, min(filters.frame.rows, MOST_FILTERS, windows), most)


def _placed(
    grids: Sequence[Grid], room: Room, size: CellSize, writing: Writing, cut: Cut
) -> tuple[GridPlace, ...] | None:
    """Place the planes under one another, and beside them the rows; None where they are too
    wide."""
    source, patches, filters, products, target = grids
    limits = (
        cut.planes, (cut.windows, cut.columns), (cut.filters, cut.columns), (1, cut.columns),
        cut.planes,
    )
    made = []
    for grid, limit in zip((source, patches, filters, products, target), limits, strict=True):
        alone = block([grid], size, 0, Arrangement.ROW, True, [limit], writing)
        if alone is None:
            return None
        made.append(alone.places[0])
    read, *rows, plane = made
    x = room.margin + max(read.width, plane.width) + room.gap
    labels = max(place.labels for place in rows)
    width = max(labels - p.labels + p.width for p in rows)
    if x + SIGN_GAP + width > room.right:
        return None
    y, stacked = room.top, []
    for number, place in enumerate(rows):
        stacked.append(_row(place, x + labels - place.labels, y, number))
        y += stacked[-1].height + (size.pitch == 1 and number == 2)
    below_source = room.top + read.height + (size.pitch == 1)
    return (
        replace(read, x=room.margin, y=room.top), *stacked,
        replace(plane, x=room.margin, y=below_source),
    )


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
