"""Places the lanes of a layer's channels: columns aligned over all, sums in a column of their own.

Block  the grids placed, and which of the texts beside them there is room for
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from convtutor.paint.cutting import cut_captions
from convtutor.paint.grid import GridPlace
from convtutor.paint.pictures.around import (
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
    for writing, (size, texts) in product((RINGED, EXACT, SHORT), _choices(picture, room)):
        for limit in _limits(picture, labels, room, size, writing, texts):
            made = _block(picture, labels, room, size, writing, texts, limit)
            if made is None:
                continue
            regions, y = _added_up(labels, room, made)
            around = below(room, y, regions, labels, sizes, panel)
            if around is not None:
                return _filled(picture, labels, room, made, around, language)
    return None


def _choices(picture: Picture, room: Room) -> list[tuple[CellSize, Texts]]:
    """Order cells and texts, the best first: high cells, then long texts, then wide cells; of
    planes that are cut, low and narrow cells, which show most."""
    if picture.shape[1] == "cut":
        low = [size for size in room.sizes if size.pitch == 1]
        return [] if room.form == "compact" else list(product(low[::-1], TEXTS))
    pairs = product(room.sizes, TEXTS)
    return sorted(pairs, key=lambda pair: (-pair[0].pitch, TEXTS.index(pair[1])))


def _filled(
    picture: Picture, labels: Labels, room: Room, made: Block, around: Layout, language: str
) -> Layout:
    """Put grids and labels into the layout of the screen around them."""
    regions = {**around.labels, **_beside(labels, room, made)}
    total = regions["total"]
    name = arithmetic_name(labels, total.x - 2 - room.margin)
    if name is not None:
        regions[name] = Region(room.margin, total.y, total.x - 2 - room.margin, 1)
    pairs = zip(made.places, picture.grids, strict=True)
    places = tuple(cut_captions(place, grid, language) for place, grid in pairs)
    return replace(around, grids=places, labels=regions)


def _limits(
    picture: Picture, labels: Labels, room: Room, size: CellSize, writing: Writing, texts: Texts
) -> Iterator[Limit | None]:
    """Give the most rows and columns of planes that are cut, the most rows first, with as many
    columns as there is room for; None for whole planes. A page holds the window and one more."""
    if picture.shape[1] == "whole":
        yield None
    else:
        frames = picture.grids[0].frame, picture.grids[-1].frame
        rows, cols = max(f.rows for f in frames), max(f.cols for f in frames)
        wide = (
            col for col in range(cols, picture.span[1], -1)
            if _block(picture, labels, room, size, writing, texts, (1, col))
        )
        most = next(wide, None)
        if most is not None:
            yield from ((row, most) for row in range(rows, picture.span[0], -1))


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


def _added_up(labels: Labels, room: Room, made: Block) -> tuple[dict[str, Region], int]:
    """Place the lines that are added up like on paper; give the row behind them."""
    regions: dict[str, Region] = {}
    y, sums = made.bottom, made.sums
    if "after" in labels:
        regions["after"] = ends_at(labels["after"], sums, y)
        y += 1
    if "bias" in labels:
        regions["bias"] = begins_at(labels["bias"], room.margin, y)
        regions["bias_sum"] = ends_at(labels["bias_sum"], sums, y)
        y += 1
    regions["rule"] = ends_at(labels["rule"], sums, y)
    regions["total"] = ends_at(labels["total"], sums, y + 1)
    so_far = begins_at(labels["so_far"], sums + 2, y + 1)
    if so_far.x + so_far.width <= room.right:
        regions["so_far"] = so_far
    return regions, y + 2
