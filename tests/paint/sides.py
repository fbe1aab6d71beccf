"""A screen with a moment drawn in one of several ways, as rows of text, without a terminal.

    drawn_as(scene, "ways", 120, 40)   its panes, the texts of the drawing among them
"""

from __future__ import annotations

from convtutor.paint.grid import GridPainter
from convtutor.paint.palette import Ink
from convtutor.paint.panes import arithmetic_rows, head_rows, loops_rows, side_rows, size_rows
from convtutor.paint.pictures import PLACERS
from convtutor.paint.regions import Region
from convtutor.paint.text_panes import footer_rows, text_rows, words_rows
from convtutor.scene.key_hints import last_keys
from convtutor.scene.scene import Scene
from convtutor.scene.torch_check import TorchCheck, short_lines
from tests.paint.screens import INK, Rows, Screen


def drawn_as(
    scene: Scene, name: str, width: int, height: int, ink: Ink = INK, panel: int = 0
) -> Screen | None:
    """Lay a scene out in one way of drawing and paint every pane shown; None for no room."""
    picture = scene.picture(name)
    chosen = PLACERS[name](picture, scene.sizes, width, height, scene.language, panel)
    if chosen is None:
        return None
    panes: dict[str, tuple[Region, Rows]] = {}
    margin, wide = chosen.margin, chosen.form == "wide"
    panes["head"] = chosen.head, head_rows(scene.head, "", margin, width, ink)
    if not wide:
        words = chosen.words
        panes["words"] = words, words_rows(scene.words, words.width, words.height, ink)
    for number, (grid, place) in enumerate(zip(picture.grids, chosen.grids, strict=True)):
        painter = GridPainter(grid, place, ink)
        region = Region(place.x, place.y, place.width, place.height)
        panes[f"grid{number}"] = region, [painter.line(y) for y in range(place.height)]
    for text in picture.labels:
        if (at := chosen.labels.get(text.name)) is not None:
            panes[text.name] = at, text_rows(text.lines, at.width, at.height, ink)
    if (line := chosen.arithmetic) is not None:
        panes["arithmetic"] = line, arithmetic_rows(scene, line.width, chosen.sum_x, ink)
    if (size := chosen.size) is not None and not panel:
        panes["size"] = size, size_rows(scene, size.width, size.height, chosen.second_size_x, ink)
    if (loops := chosen.loops) is not None and not panel:
        rows = loops_rows(scene, loops.width, loops.height, chosen.form, ink)
        panes["loops"] = loops, rows
    if (side := chosen.side) is not None and (wide or not panel):
        check = short_lines(TorchCheck(), scene.language, side.width)
        told = scene.words if wide else None
        panes["side"] = side, side_rows(scene, told, check, side.width, side.height, ink)
    if panel:
        panes["torch"] = chosen.torch, text_rows([], chosen.torch.width, chosen.torch.height, ink)
    keys = footer_rows(scene.footer, last_keys(scene.language), margin, width, ink)
    panes["footer"] = chosen.footer, keys
    return Screen(width, height, chosen, panes, picture)
