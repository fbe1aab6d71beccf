"""Places the lanes of a layer's channels: columns aligned over all, sums in a column of their own.

Lanes  tries what fits, the best first
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import product

from convtutor.data import dataclass
from convtutor.paint.cutting import cut_captions
from convtutor.paint.grid import GridPlace
from convtutor.paint.pictures.around import Labels, Room, arithmetic_name, below, room_of
from convtutor.paint.pictures.lane_texts import (
    TEXTS,
    Block,
    Texts,
    added_up,
    beside_lanes,
    strip_width,
    sums_width,
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
    format_for,
)
from convtutor.scene.grid import Grid
from convtutor.scene.pictures import Picture
from convtutor.scene.size import SizeFormula

Limit = tuple[int, int]
Row = tuple[tuple[GridPlace, ...], int]


def place_lanes(
    picture: Picture, sizes: Sequence[SizeFormula], width: int, height: int, language: str,
    panel: int,
) -> Layout | None:
    """Place lanes whose cells are the largest that fit, whole or, where the picture says so, cut
    to the part around the window; None where there is no room for all of them."""
    labels: Labels = {label.name: label for label in picture.labels}
    lanes = Lanes(picture, labels, room_of(width, height, labels))
    for made in lanes.blocks():
        regions, y = added_up(labels, lanes.room, made)
        around = below(lanes.room, y, regions, labels, sizes, panel)
        if around is not None:
            return _filled(picture, labels, lanes.room, made, around, language)
    return None


@dataclass(slots=True)
class Lanes:
    """The ways to place lanes on a screen; each choice of cells is laid out once."""

    picture: Picture
    labels: Labels
    room: Room
    rows: dict[object, Row | None] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Count the lanes."""
        return len(self.picture.grids) // 3

    @property
    def grids(self) -> list[Grid]:
        """Give the grids of the first lane, and what is made."""
        return [*self.picture.grids[:3], self.picture.grids[-1]]

    def blocks(self) -> Iterator[Block]:
        """Give every block that is not too wide, the best first. A size of cells that holds the
        numbers is not tried again with shorter ones."""
        tried: list[CellSize] = []
        for writing in (RINGED, EXACT, SHORT):
            new = [size for size in self.room.sizes if size not in tried and self._holds(
                size, writing)]
            tried += new
            for size, texts in self._choices(new):
                for limit in self._limits(size, writing, texts):
                    made = self._block(size, writing, texts, limit)
                    if made is not None:
                        yield made

    def _holds(self, size: CellSize, writing: Writing) -> bool:
        return all(format_for(grid, size.width - 1, writing) for grid in self.grids)

    def _choices(self, sizes: Sequence[CellSize]) -> list[tuple[CellSize, Texts]]:
        """Order cells and texts, the best first: high cells, then long texts, then wide cells; of
        planes that are cut, low and narrow cells, which show most."""
        if self.picture.shape[1] == "cut":
            low = [size for size in sizes if size.pitch == 1 and self.room.form != "compact"]
            return list(product(sorted(low, key=lambda size: size.width), TEXTS))
        pairs = product(sizes, TEXTS)
        return sorted(pairs, key=lambda pair: (-pair[0].pitch, TEXTS.index(pair[1])))

    def _limits(
        self, size: CellSize, writing: Writing, texts: Texts
    ) -> Iterator[Limit | None]:
        """Give the most rows and columns of planes that are cut, the most rows first, with as many
        columns as there is room for; None for whole planes. A page holds the window and one more.
        """
        if self.picture.shape[1] == "whole":
            yield None
            return
        frames = self.grids[0].frame, self.grids[-1].frame
        rows, cols = (max(ends) for ends in zip(*((f.rows, f.cols) for f in frames), strict=True))
        rows = min(rows, (self.room.footer - self.room.top) // self.count)
        cols = min(cols, self.room.width // size.width)
        wide = (
            col for col in range(cols, self.picture.span[1], -1)
            if self._block(size, writing, texts, (1, col))
        )
        most = next(wide, None)
        if most is not None:
            yield from ((row, most) for row in range(rows, self.picture.span[0], -1))

    def _row(
        self, size: CellSize, writing: Writing, narrower: int, limit: Limit | None
    ) -> Row | None:
        """Give the places of the first lane and of what is made, and the columns they take."""
        key = size, writing, narrower, limit
        if key not in self.rows:
            limits, gap = None if limit is None else [limit] * 4, self.room.gap - narrower
            made = block(self.grids, size, gap, Arrangement.ROW, True, limits, writing)
            self.rows[key] = None if made is None else (made.places, made.width)
        return self.rows[key]

    def _block(
        self, size: CellSize, writing: Writing, texts: Texts, limit: Limit | None
    ) -> Block | None:
        """Place the grids with cells of a size; None where they are too wide."""
        row = self._row(size, writing, texts.narrower, limit)
        names = (f"{texts.channel}{at}" for at in range(self.count))
        left = max(line_width(self.labels[name].lines[0]) for name in names) + 3 - texts.narrower
        wide = sums_width(self.labels, texts)
        if row is None or left + row[1] + wide > self.room.width:
            return None
        (*first, target), x, top = row[0], self.room.margin + left, self.room.top
        height = max(place.height for place in first)
        places = [replace(place, x=place.x + x, y=top) for place in first]
        for at in range(1, self.count):
            y = top + height + (at - 1) * (height - 1)
            places += [_lower(place, x, y) for place in first]
        sums = x + target.x + wide
        if sums + target.gap + strip_width(self.labels) > self.room.right:
            return None
        places.append(replace(target, x=sums, y=top, width=self.room.right - sums))
        strip = top + target.height + ("planes" in self.labels)
        bottom = max(strip, *(place.y + place.height for place in places))
        return Block(tuple(places), texts, wide, sums, bottom)


def _filled(
    picture: Picture, labels: Labels, room: Room, made: Block, around: Layout, language: str
) -> Layout:
    """Put grids and labels into the layout of the screen around them."""
    regions = {**around.labels, **beside_lanes(labels, room, made)}
    total = regions["total"]
    name = arithmetic_name(labels, total.x - 2 - room.margin)
    if name is not None:
        regions[name] = Region(room.margin, total.y, total.x - 2 - room.margin, 1)
    pairs = zip(made.places, picture.grids, strict=True)
    places = tuple(cut_captions(place, grid, language) for place, grid in pairs)
    return replace(around, grids=places, labels=regions)


def _lower(place: GridPlace, x: int, y: int) -> GridPlace:
    """Give the place of a lower lane: a blank row stands for heading and ruler."""
    return replace(
        place, x=place.x + x, y=y, height=place.height - 1, ruler=False, sign=place.sign - 1
    )
