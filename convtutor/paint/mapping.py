"""Places what stands below the numbers of a large plane: maps, the legend, a line about them.

Below  their places
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from convtutor.data import dataclass
from convtutor.paint.enlarged import WHOLE, alone
from convtutor.paint.grid import GridPlace
from convtutor.paint.heat import HeatPlace
from convtutor.paint.map import SIDE, TOP, MapPlace, now_width
from convtutor.paint.painters import Place
from convtutor.paint.regions import Region
from convtutor.paint.row import line_width
from convtutor.paint.sizes import CELL_SIZES, WIDER
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.pictures import Label, Picture
from convtutor.scene.pictures.heat import is_small
from convtutor.words import say
from convtutor.words.wrapping import cell_width

GAP = 2
LEGENDS = ("legend", "legend_short")
LEAST_BLOCKS = 4
HEAD = 2
NOWHERE = MapPlace(0, 0, 0, 0, Rect(0, 0, 1, 1), 1)


@dataclass(frozen=True, slots=True)
class Below:
    """The places of what is made, of the map of the large plane, and of the legend, and those of
    the labels; `seen` counts how much of it has a place."""

    maps: tuple[Place, Place] = (NOWHERE, NOWHERE)
    legend: HeatPlace | None = None
    labels: Mapping[str, Region] = field(default_factory=dict)
    seen: int = 0

    @property
    def right(self) -> int:
        """Give the column behind all of it."""
        places = [*self.maps, *self.labels.values()]
        return max(place.x + place.width for place in places)


NOTHING = Below()


@dataclass(frozen=True, slots=True)
class Legend:
    """The places of the row of colours and of a label beside it."""

    bar: HeatPlace
    name: str
    words: Region


def below_of(picture: Picture, cells: HeatPlace, area: Region, language: str) -> Below | None:
    """Place maps, a line about them and the legend in an area, one below the other; None where the
    maps do not fit."""
    legends = (legend_of(picture, name, area) for name in LEGENDS)
    legend = next((found for found in legends if found is not None), None)
    taken = legend.words.height + 1 if legend else 0
    made = _maps(picture, cells, replace(area, height=area.height - taken), language)
    if made is None and legend:
        legend, made = None, _maps(picture, cells, area, language)
    if made is None:
        return None
    bottom = max(area.y, *(place.y + place.height for place in made))
    labels = {}
    note = _note(picture, made, area.width)
    free = area.y + area.height - bottom - taken
    if note is not None and free > 0:
        labels[note.name] = Region(area.x, bottom, line_width(note.lines[0]), 1)
        bottom += 1
    seen = 1 + isinstance(made[0], GridPlace)
    if legend is None:
        return Below(made, None, labels, seen)
    y = bottom + (bottom > area.y)
    labels[legend.name] = replace(legend.words, y=y)
    return Below(made, replace(legend.bar, y=y), labels, seen + 1)


def legend_of(picture: Picture, name: str, area: Region) -> Legend | None:
    """Place the row of colours with the ends of planes beside it at the area's top; None where the
    words of that name find no room."""
    grid = picture.grids[-1]
    label = next(label for label in picture.labels if label.name == name)
    cols, rows = grid.frame.cols, len(label.lines)
    width = max(line_width(text) for text in label.lines)
    if cols + GAP + width > area.width or rows > area.height:
        return None
    bar = HeatPlace(area.x, area.y, cols, 1, 0, 1, 0, grid.frame)
    return Legend(bar, name, Region(area.x + cols + GAP, area.y, width, rows))


def _note(picture: Picture, maps: Sequence[Place], width: int) -> Label | None:
    """Choose what is said about the maps: what is marked on them, or what a character shows."""
    shown = [place for place in maps if isinstance(place, MapPlace) and place.width]
    marked = any(place.marked for place in shown)
    single = shown and all(place.block == 1 for place in shown)
    wanted = "part" if marked else "map" if single else ""
    labels = (label for label in picture.labels if label.name == wanted)
    return next((label for label in labels if line_width(label.lines[0]) <= width), None)


# ---------------------------------------------------------------- the maps


def _maps(
    picture: Picture, cells: HeatPlace, area: Region, language: str
) -> tuple[Place, Place] | None:
    """Place what is made, and a map of the large plane where a page of it is shown alone; None
    where there is no room."""
    large, target = picture.grids[0], picture.grids[-3] if picture.shape[0] else None
    cut = (cells.view.rows, cells.view.cols) != (large.frame.rows, large.frame.cols)
    whole = picture.grids[-2] if cut else None
    shown = [grid for grid in (whole, target) if grid is not None]
    slots = _slots(area, len(shown))
    alone_place: GridPlace | HeatPlace | None = None
    if target is not None:
        alone_place = _alone(target, slots[-1], whole is None)
        if alone_place is None and is_small(target):
            return None
    mapped = shown[: len(shown) - (alone_place is not None)]
    blocks = [_block(grid, slot) for grid, slot in zip(mapped, slots, strict=False)]
    if None in blocks:
        return None
    block = max((size for size in blocks if size), default=1)
    now = say("heat.now", language)
    of_whole = of_target = NOWHERE
    if whole is not None:
        of_whole = _map(whole, slots[0], block, "" if picture.shape[0] else now)
        of_whole = replace(of_whole, marked=cells.view & whole.frame, marks=0)
    if target is not None and alone_place is None:
        of_target = _map(target, slots[-1], block, now)
    return alone_place or of_target, of_whole


def _slots(area: Region, count: int) -> list[Region]:
    """Cut an area into parts side by side."""
    width = (area.width - GAP * (count - 1)) // max(count, 1)
    return [replace(area, x=area.x + at * (width + GAP), width=width) for at in range(count)]


def _alone(grid: Grid, slot: Region, single: bool) -> GridPlace | HeatPlace | None:
    """Place what is made as numbers where it is small, else as cells where nothing stands beside
    it; None where that has no room."""
    numbers = _as_numbers(grid, slot) if is_small(grid) else None
    return numbers or (_as_cells(grid, slot) if single or is_small(grid) else None)


def _as_numbers(grid: Grid, slot: Region) -> GridPlace | None:
    """Place a small plane as numbers, as large as they fit."""
    for size in (*CELL_SIZES[1:], *WIDER):
        place = alone(grid, size, WHOLE, ruler=True)
        if place is not None and place.width <= slot.width and place.height <= slot.height:
            return replace(place, x=slot.x, y=slot.y)
    return None


def _as_cells(grid: Grid, slot: Region) -> HeatPlace | None:
    """Place a large plane as cells where all of them fit."""
    labels = labels_of(grid)
    width, height = labels + 2 * grid.frame.cols + 1, HEAD + grid.frame.rows
    if width > slot.width or height > slot.height:
        return None
    return HeatPlace(slot.x, slot.y, width, height, labels, 2, HEAD, grid.frame)


def labels_of(grid: Grid) -> int:
    """Count the columns before the cells: of the longest label, a blank and a bracket."""
    return max(2, len(str(grid.interior.row1 - 1))) + 2


def _block(grid: Grid, slot: Region) -> int | None:
    """Give how many rows and columns make one block of a map that fits, None where it would be too
    coarse to show anything."""
    cols, rows = slot.width - 2 * SIDE, 2 * (slot.height - TOP - 1)
    if cols < LEAST_BLOCKS or rows < LEAST_BLOCKS:
        return None
    return max(-(-grid.frame.cols // cols), -(-grid.frame.rows // rows))


def _map(grid: Grid, slot: Region, block: int, now: str) -> MapPlace:
    """Place a map, with room for its caption and for the word beside the block being made."""
    made = MapPlace(slot.x, slot.y, 0, 0, grid.frame, block)
    width = made.cols + 2 * SIDE
    word = now if width + now_width(now) <= slot.width else ""
    title = cell_width(f"{grid.heading}  {grid.caption}")
    return replace(
        made, width=min(slot.width, max(width + now_width(word), title)),
        height=TOP + made.lines + 1, now=word,
    )
