"""Places the lanes of a layer's channels: columns aligned over all, sums in a column of their own.

Block  the grids placed, and which of the texts beside them there is room for
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from convtutor.paint.cutting import cut_captions
from convtutor.paint.grid import GridPlace
from convtutor.paint.pictures.lanes_below import (
    Labels,
    Room,
    arithmetic_name,
    begins_at,
    below,
    ends_at,
    room_of,
)
from convtutor.paint.regions import Layout, Region
from convtutor.paint.row import line_width
from convtutor.paint.sizes import (
    EXACT,
    RINGED,
    SHORT,
    Arrangement,
    CellSize,
    Writing,
    block,
)
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula

Limit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Texts:
    """Which of the texts that say the same are beside a lane and above its sum, and how much
    narrower than usual the gaps between grids are."""

    channel: str
    sum: str
    heading: str = "heading"
    narrower: int = 0


TEXTS = (
    Texts("channel", "working"), Texts("channel", "working", narrower=1),
    Texts("channel", "value"), Texts("short", "working"),
    Texts("channel", "value", "heading_short"),
    Texts("short", "value", "heading_short"), Texts("short", "value", "heading_short", 1),
)


@dataclass(frozen=True, slots=True)
class Block:
    """Grids placed on the screen, the texts beside each lane, the columns that the sums take and
    the one behind them, and the row behind the lowest grid."""

    places: tuple[GridPlace, ...]
    texts: Texts
    wide: int
    sums: int
    bottom: int


def place_lanes(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout | None:
    """Place lanes whose cells are the largest that fit, whole or, where the picture says so, cut
    to the part around the window; None where there is no room for all of them."""
    labels: Labels = {label.name: label for label in picture.labels}
    room = room_of(width, height, labels)
    for writing, size, texts in product((RINGED, EXACT, SHORT), room.sizes, TEXTS):
        for limit in _limits(picture, room):
            made = _block(picture, labels, room, size, writing, texts, limit)
            around = made and below(room, made.sums, made.bottom, labels, sizes, panel)
            if made and around:
                return _filled(picture, labels, room, made, around, language)
    return None


def _filled(
    picture: Picture, labels: Labels, room: Room, made: Block, around: Layout, language: str
) -> Layout:
    """Put grids and labels into the layout of the screen around them."""
    regions = {**around.labels, **_beside(labels, room, made)}
    total = regions["total"]
    bounds = picture.shape[3:5]
    name = arithmetic_name(bounds, total.x - 2 - room.margin)
    if name is not None:
        regions[name] = Region(room.margin, total.y, total.x - 2 - room.margin, 1)
    pairs = zip(made.places, picture.grids, strict=True)
    places = tuple(cut_captions(place, grid, language) for place, grid in pairs)
    return replace(around, grids=places, labels=regions)


def _limits(picture: Picture, room: Room) -> Iterator[Limit | None]:
    """Give the most rows and columns of planes that are cut, the largest first; None for whole
    planes. A page holds at least the window and one more."""
    if picture.shape[1] == "whole":
        yield None
        return
    first, target = picture.grids[0], picture.grids[-1]
    least = first.window or first.interior
    rows = max(first.frame.rows, target.frame.rows)
    cols = max(first.frame.cols, target.frame.cols)
    while room.form != "compact" and (rows > least.rows or cols > least.cols):
        rows, cols = max(least.rows + 1, rows - 1), max(least.cols + 1, cols - 1)
        yield rows, cols
        if rows == least.rows + 1 and cols == least.cols + 1:
            return


def _block(
    picture: Picture, labels: Labels, room: Room, size: CellSize, writing: Writing,
    texts: Texts, limit: Limit | None,
) -> Block | None:
    """Place the grids with cells of a size; None where they are too wide."""
    count = len(picture.grids) // 3
    grids: list[Grid] = [*picture.grids[:3], picture.grids[-1]]
    limits = None if limit is None else [limit] * 4
    made = block(grids, size, room.gap - texts.narrower, Arrangement.ROW, True, limits, writing)
    left = max(line_width(labels[f"{texts.channel}{at}"].lines[0]) for at in range(count))
    left += 3 - texts.narrower
    wide = _sums_width(labels, texts)
    if made is None or left + made.width + wide > room.width:
        return None
    *first, target = made.places
    x = room.margin + left
    height = max(place.height for place in first)
    places = [replace(place, x=place.x + x, y=room.top) for place in first]
    for at in range(1, count):
        y = room.top + height + (at - 1) * (height - 1)
        places += [_lower(place, x, y) for place in first]
    sums = x + target.x + wide
    places.append(replace(target, x=sums, y=room.top, width=room.right - sums))
    strip = room.top + target.height + ("planes" in labels)
    bottom = max(strip, *(place.y + place.height for place in places))
    return Block(tuple(places), texts, wide, sums, bottom)


def _lower(place: GridPlace, x: int, y: int) -> GridPlace:
    """Give the place of a lower lane: a blank row stands for heading and ruler."""
    return replace(
        place, x=place.x + x, y=y, height=place.height - 1, ruler=False, sign=place.sign - 1
    )


def _sums_width(labels: Labels, texts: Texts) -> int:
    """Count the columns of the sums, those before them included."""
    names = (f"{texts.sum}0", texts.heading, "before_short", "after_short", "rule")
    return 2 + max(line_width(labels[name].lines[0]) for name in names if name in labels)


def _beside(labels: Labels, room: Room, made: Block) -> dict[str, Region]:
    """Give the regions of the texts beside the lanes: whose they are, and what they come to."""
    regions = {made.texts.heading: ends_at(labels[made.texts.heading], made.sums, room.top)}
    for at, place in enumerate(made.places[1:-1:3]):
        y = place.y + place.sign
        channel, value = (f"{name}{at}" for name in (made.texts.channel, made.texts.sum))
        regions[channel] = begins_at(labels[channel], room.margin, y)
        regions[value] = ends_at(labels[value], made.sums, y)
    if "note" in labels:
        note = begins_at(labels["note"], room.margin, room.top - 1)
        regions["note"] = replace(note, width=min(note.width, room.width))
    if "before" in labels:
        name = "before" if line_width(labels["before"].lines[0]) < made.wide else "before_short"
        regions[name] = ends_at(labels[name], made.sums, room.top + 1)
    if "planes" in labels:
        regions["planes"] = _strip(labels, room, made)
    return regions


def _strip(labels: Labels, room: Room, made: Block) -> Region:
    """Give the region of the strip of planes, under the output."""
    target, lines = made.places[-1], labels["planes"].lines
    x, y = target.x + target.gap, target.y + target.height
    width = min(max(map(line_width, lines)), room.right - x)
    return Region(x, y, width, min(len(lines), made.bottom - y))
