"""A lesson screen drawn without a terminal: characters in cells, each with its look, as plain data.

Look   the colours of a cell and how its character is written
Cell   a character with its look; an empty one stands behind a wide character
Sheet  draws scenes of one example at one size, in one palette or in several at once
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style

from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.paint.layout import turned
from convtutor.paint.painters import painter_of
from convtutor.paint.palette import PALETTES, Ink
from convtutor.paint.panes import arithmetic_rows, head_rows, loops_rows, side_rows, size_rows
from convtutor.paint.pictures import NEEDED, place
from convtutor.paint.regions import Layout, Region
from convtutor.paint.text_panes import footer_rows, text_rows, words_rows
from convtutor.scene.key_hints import last_keys
from convtutor.scene.pictures import Picture
from convtutor.scene.scene import Scene
from convtutor.scene.torch_check import TorchCheck, short_lines
from convtutor.words.visible import is_hidden
from convtutor.words.wrapping import character_width

UNKNOWN = "\ufffd"
PANES = ("crumbs", "bar", "words", "arithmetic", "size", "loops", "side", "footer")
Rows: TypeAlias = list[list[Segment]]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as #rrggbb, and how the character is written."""

    front: str
    back: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


Cell: TypeAlias = tuple[str, Look]
Cells: TypeAlias = list[list[Cell]]


class Sheet:
    """Draws scenes of an example; grids stay where they are while their planes do.

    `panes` names what is drawn besides the picture in the middle.
    """

    def __init__(
        self, width: int, height: int, palettes: Sequence[str], panes: Sequence[str] = PANES
    ) -> None:
        self.width, self.height, self.panes = width, height, panes
        self.inks = [Ink(PALETTES[name]) for name in palettes]
        self.layout: Layout | None = None
        self.name, self.form = "row", 0
        self.key: tuple[object, ...] = ()

    def draw(self, scene: Scene) -> list[Cells]:
        """Give the cells of a scene, row by row, in every palette."""
        chosen = self._arranged(scene)
        picture = scene.picture(self.name).form(self.form)
        return [self._painted(scene, picture, chosen, ink) for ink in self.inks]

    def _arranged(self, scene: Scene) -> Layout:
        """Give the layout, made anew only where planes, sizes or ways of drawing differ."""
        fixed = (scene.sizes, scene.offered)
        if self.layout is not None and self.key[:1] == (fixed,):
            picture = scene.picture(self.name).form(self.form)
            if self.key[1] == picture.key:
                self.layout = turned(self.layout, picture.grids, scene.language)
                return self.layout
        self.layout, self.name, self.form = self._placed(scene)
        self.key = (fixed, scene.picture(self.name).form(self.form).key)
        return self.layout

    def _placed(self, scene: Scene) -> tuple[Layout, str, int]:
        """Give the layout of the first way of drawing that has a reason and finds room."""
        size = (self.width, self.height)
        for name in scene.offered:
            needed = NEEDED.get(name)
            if needed is not None and not needed(scene.grids, scene.sizes, *size, scene.language):
                continue
            made = place(scene.picture(name), scene.sizes, *size, scene.language, 0)
            if made is not None:
                return made[0], name, made[1]
        raise ConvtutorError(f"layout: no picture finds room at {self.width}x{self.height}")

    def _painted(self, scene: Scene, picture: Picture, chosen: Layout, ink: Ink) -> Cells:
        ground = look_of(ink.ground)
        cells: Cells = [[(" ", ground)] * self.width for _ in range(self.height)]
        for region, rows in self._parts(scene, picture, chosen, ink):
            for y, row in enumerate(rows[: region.height], region.y):
                if 0 <= y < self.height:
                    _put(cells[y], region.x, row)
        return cells

    def _parts(
        self, scene: Scene, picture: Picture, chosen: Layout, ink: Ink
    ) -> Iterator[tuple[Region, Rows]]:
        """Give the rows of every pane that is drawn, and its place."""
        for grid, spot in zip(picture.grids, chosen.grids, strict=True):
            if spot.width and spot.height:
                painter = painter_of(grid, spot, ink)
                rows = [painter.line(y) for y in range(spot.height)]
                yield Region(spot.x, spot.y, spot.width, spot.height), rows
        texts = {label.name: label.lines for label in picture.labels}
        for name, region in chosen.labels.items():
            yield region, text_rows(texts[name], region.width, region.height, ink)
        for name in self.panes:
            region_of = self._region(name, chosen)
            if region_of is not None:
                yield region_of, self._rows(name, scene, chosen, region_of, ink)

    def _region(self, name: str, chosen: Layout) -> Region | None:
        head = chosen.head
        if name in ("crumbs", "bar"):
            return Region(head.x, head.y + (name == "bar"), head.width, 1)
        if name == "words" and chosen.form == "wide":
            return None
        found: Region | None = getattr(chosen, name)
        return found

    def _rows(
        self, name: str, scene: Scene, chosen: Layout, region: Region, ink: Ink
    ) -> Rows:
        width, height = region.width, region.height
        if name in ("crumbs", "bar"):
            head = head_rows(scene.head, "", chosen.margin, self.width, ink)
            return head[:1] if name == "crumbs" else head[1:]
        if name == "words":
            return words_rows(scene.words, width, height, ink)
        if name == "arithmetic":
            return arithmetic_rows(scene, width, chosen.sum_x, ink)
        if name == "size":
            return size_rows(scene, width, height, chosen.second_size_x, ink)
        if name == "loops":
            return loops_rows(scene, width, height, chosen.form, ink)
        if name == "side":
            check = short_lines(TorchCheck(), scene.language, width)
            told = scene.words if chosen.form == "wide" else None
            return side_rows(scene, told, check, width, height, ink)
        keys = last_keys(scene.language)
        return footer_rows(scene.footer, keys, chosen.margin, self.width, ink)


def _put(cells: list[Cell], x: int, row: Sequence[Segment]) -> None:
    """Write segments into a row of cells, cut at its end; what is not seen becomes a sign."""
    for segment in row:
        look = look_of(segment.style)
        for character in segment.text:
            width = character_width(character)
            if is_hidden(character):
                character, width = UNKNOWN, 1
            if not width:
                if 0 < x <= len(cells) and cells[x - 1][0]:
                    cells[x - 1] = (cells[x - 1][0] + character, cells[x - 1][1])
                continue
            if 0 <= x <= len(cells) - width:
                cells[x] = (character, look)
                cells[x + 1 : x + width] = [("", look)] * (width - 1)
            x += width


@lru_cache(maxsize=512)
def look_of(style: Style | None) -> Look:
    """Give a style of a palette as plain data."""
    if style is None or style.bgcolor is None:
        raise ConvtutorError(f"sheet: a style without a ground: {style}")
    back = style.bgcolor.get_truecolor().hex
    front = back if style.color is None else style.color.get_truecolor().hex
    return Look(
        front, back, bool(style.bold), bool(style.italic), bool(style.underline),
        bool(style.strike),
    )
