"""A lesson screen put together from its panes, as rows of text, without a terminal.

    screen_of(scene, 80, 24)   every pane of a moment at its place
    drawn_in(scene, "lanes", 80, 24)   the same in another way of drawing, where it finds room
    Screen.lines               the rows as text, Screen.problems() what is wrong with them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment

from convtutor.paint.layout import layout
from convtutor.paint.painters import painter_of
from convtutor.paint.palette import DARK, Ink
from convtutor.paint.panes import arithmetic_rows, head_rows, loops_rows, side_rows, size_rows
from convtutor.paint.pictures import place
from convtutor.paint.regions import Layout, Region
from convtutor.paint.text_panes import footer_rows, text_rows, words_rows
from convtutor.scene.key_hints import last_keys
from convtutor.scene.pictures import Picture
from convtutor.scene.scene import Scene
from convtutor.scene.torch_check import TorchCheck, short_lines
from convtutor.words.wrapping import cell_width, character_width

Rows = list[list[Segment]]
INK = Ink(DARK)


@dataclass(frozen=True)
class Screen:
    """A screen: its layout, the rows of every pane shown, and the picture in its middle."""

    width: int
    height: int
    layout: Layout
    panes: dict[str, tuple[Region, Rows]]
    picture: Picture

    @property
    def lines(self) -> list[str]:
        """Give the rows as text; a wide character is followed by an empty cell."""
        cells = [[" "] * self.width for _ in range(self.height)]
        for region, rows in self.panes.values():
            for y, row in enumerate(rows[: region.height], region.y):
                for x, character in columns_of(row, region.x):
                    if y < self.height and x < self.width:
                        cells[y][x] = character
        return ["".join(row) for row in cells]

    @property
    def text(self) -> str:
        """Give the rows as one text."""
        return "\n".join(self.lines)

    def problems(self) -> list[str]:
        """Tell what lies outside, overlaps, or is not as wide as its pane."""
        found = []
        regions = [(name, region) for name, (region, _) in self.panes.items()]
        for at, (name, region) in enumerate(regions):
            if not inside(region, self.width, self.height):
                found.append(f"{name} at {region} leaves the terminal")
            found += [
                f"{name} at {region} overlaps {other} at {taken}"
                for other, taken in regions[:at] if overlap(region, taken)
            ]
        for name, (region, rows) in self.panes.items():
            if len(rows) != region.height:
                found.append(f"{name} has {len(rows)} rows, its pane {region.height}")
            found += [
                f"row {y} of {name} has {row_width(row)} cells, its pane {region.width}"
                for y, row in enumerate(rows) if row_width(row) != region.width
            ]
        return found


def columns_of(row: Sequence[Segment], x: int) -> Iterator[tuple[int, str]]:
    """Give the column and the character of every cell, an empty one behind a wide character."""
    for segment in row:
        for character in segment.text:
            yield x, character
            width = character_width(character)
            if width == 2:
                yield x + 1, ""
            x += width


def row_width(row: Sequence[Segment]) -> int:
    """Count the cells of a row."""
    return sum(cell_width(segment.text) for segment in row)


def row_text(row: Sequence[Segment]) -> str:
    """Give the text of a row."""
    return "".join(segment.text for segment in row)


def inside(region: Region, width: int, height: int) -> bool:
    """Tell whether a region lies on the terminal."""
    return (
        region.x >= 0 and region.y >= 0 and region.width > 0 and region.height > 0
        and region.x + region.width <= width and region.y + region.height <= height
    )


def overlap(one: Region, other: Region) -> bool:
    """Tell whether two regions share a cell."""
    return (
        one.x < other.x + other.width and other.x < one.x + one.width
        and one.y < other.y + other.height and other.y < one.y + one.height
    )


def screen_of(scene: Scene, width: int, height: int, ink: Ink = INK) -> Screen:
    """Lay a scene out and paint every pane that its form shows."""
    chosen = layout(scene.grids, scene.sizes, width, height, scene.language)
    return painted(scene, scene.picture("row"), chosen, width, height, ink)


def drawn_in(
    scene: Scene, name: str, width: int, height: int, ink: Ink = INK, panel: int = 0
) -> Screen | None:
    """Lay a way of drawing out and paint it, None where it finds no room."""
    picture = scene.picture(name)
    made = place(picture, scene.sizes, width, height, scene.language, panel)
    if made is None:
        return None
    return painted(scene, picture.form(made[1]), made[0], width, height, ink)


def painted(
    scene: Scene, picture: Picture, chosen: Layout, width: int, height: int, ink: Ink
) -> Screen:
    """Paint every pane that a layout shows, a picture in the middle."""
    panes: dict[str, tuple[Region, Rows]] = {}

    def add(name: str, region: Region | None, rows: Rows) -> None:
        if region is not None:
            panes[name] = (region, rows)

    margin, language, wide = chosen.margin, scene.language, chosen.form == "wide"
    add("head", chosen.head, head_rows(scene.head, "", margin, width, ink))
    if not wide:
        words = chosen.words
        add("words", words, words_rows(scene.words, words.width, words.height, ink))
    for number, (grid, spot) in enumerate(zip(picture.grids, chosen.grids, strict=True)):
        if not spot.width or not spot.height:
            continue  # a map for which there is no room
        painter = painter_of(grid, spot, ink)
        rows = [painter.line(y) for y in range(spot.height)]
        add(f"grid{number}", Region(spot.x, spot.y, spot.width, spot.height), rows)
    texts = {label.name: label.lines for label in picture.labels}
    for name, region in chosen.labels.items():
        add(f"label {name}", region, text_rows(texts[name], region.width, region.height, ink))
    if (line := chosen.arithmetic) is not None:
        add("arithmetic", line, arithmetic_rows(scene, line.width, chosen.sum_x, ink))
    if (size := chosen.size) is not None:
        add("size", size, size_rows(scene, size.width, size.height, chosen.second_size_x, ink))
    if (loops := chosen.loops) is not None:
        add("loops", loops, loops_rows(scene, loops.width, loops.height, chosen.form, ink))
    if (side := chosen.side) is not None:
        check = short_lines(TorchCheck(), language, side.width)
        told = scene.words if wide else None
        add("side", side, side_rows(scene, told, check, side.width, side.height, ink))
    keys = footer_rows(scene.footer, last_keys(language), margin, width, ink)
    add("footer", chosen.footer, keys)
    return Screen(width, height, chosen, panes, picture)
