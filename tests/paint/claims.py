"""What a lesson screen must show, whatever its size: read back from its rows as text.

    missing(scene, screen)   what is promised and cannot be read
"""

from __future__ import annotations

import re

from convtutor.paint.glyphs import UNICODE, Glyphs
from convtutor.paint.grid import GridPlace
from convtutor.scene.grid import Cell, Grid, Role
from convtutor.scene.scene import Scene
from convtutor.scene.text import Line
from convtutor.steps.numbers import number
from tests.paint.screens import Screen, row_text

SHORT = re.compile(r"-?\d+(\.\d+)?([kMG]|e-?\d+)?|nan|-?inf")
SIGNS = {Role.PADDING: "·", Role.LOST: "~", Role.MISMATCH: "!"}


def plain(line: Line) -> str:
    """Give the text of a line."""
    return "".join(span.text for span in line)


def rows_of(screen: Screen, *names: str) -> str:
    """Give the rows of panes as one text, blanks squeezed."""
    rows = [row_text(row) for name in names if name in screen.panes
            for row in screen.panes[name][1]]
    return squeezed("\n".join(rows))


def squeezed(text: str) -> str:
    """Leave one blank of several."""
    return re.sub(r"\s+", " ", text)


def missing(scene: Scene, screen: Screen, glyphs: Glyphs = UNICODE) -> list[str]:
    """Name what the screen promises and does not show."""
    wanted = {
        "the last crumb": (scene.head.crumbs[-1], rows_of(screen, "head")),
        "the count": (scene.head.count, rows_of(screen, "head")),
        "the running value": (running_text(scene), rows_of(screen, "arithmetic")),
        "the first key": (
            f"{scene.footer[0].key} {scene.footer[0].label}", rows_of(screen, "footer")
        ),
    }
    for grid, name in zip(scene.grids, ("grid0", "grid1", "grid2", "grid3"), strict=False):
        wanted[f"the heading of {name}"] = (grid.heading, rows_of(screen, name))
    for size in scene.sizes:
        wanted[f"the size {size.name}"] = (f"= {size.result}", formula_row(screen, size.name))
        wanted[f"the formula {size.name}"] = (size.tight.split(" = ")[0],
                                              formula_row(screen, size.name).replace(" ", ""))
    if not scene.sizes:
        wanted["the size"] = (scene.same_size, rows_of(screen, "size", "side"))
    for entry in scene.loops.lines:
        if entry.marked and "loops" in screen.panes:
            wanted["the marked line"] = (entry.short,
                                         rows_of(screen, "loops"))
    found = [
        f"{what}: {text!r} not in {rows!r}" for what, (text, rows) in wanted.items()
        if squeezed(glyphs.translate(text)) not in rows
    ]
    return found + unread_cells(scene, screen)


def running_text(scene: Scene) -> str:
    """Give the running value as the arithmetic must end with it."""
    running = scene.moment.running
    return "·" if running is None else f"{number(running)}"


def formula_row(screen: Screen, name: str) -> str:
    """Give the text from an axis's name on, up to the next one."""
    text = rows_of(screen, "size", "side")
    names = name.split(" = ")
    start = min((text.find(f"{part} =") for part in names), default=-1)
    rest = text[start:] if start >= 0 else ""
    others = [at for other in ("H_out =", "W_out =") if (at := rest.find(other, 8)) > 0]
    return rest[: min(others)] if others and len(names) == 1 else rest


def unread_cells(scene: Scene, screen: Screen) -> list[str]:
    """Name the cells in view that are not written as what they are."""
    found = []
    for number_, (grid, place) in enumerate(zip(scene.grids, screen.layout.grids, strict=True)):
        rows = [row_text(row) for row in screen.panes[f"grid{number_}"][1]]
        for row in range(place.view.row0, place.view.row1):
            for col in range(place.view.col0, place.view.col1):
                text = cell_text(rows, place, row, col)
                cell = grid.cell_at(row, col)
                if not reads_as(text, cell, place):
                    found.append(f"{grid.heading}[{row},{col}] is {cell}, shown as {text!r}")
    return found


def cell_text(rows: list[str], place: GridPlace, row: int, col: int) -> str:
    """Give what stands in a cell, its separators left out."""
    line = place.head + (row - place.view.row0) * place.pitch
    line += place.pitch // 2 if place.pitch > 1 else 0
    start = place.left + (col - place.view.col0) * place.cell + 1
    return rows[line][start : start + place.room]


def reads_as(text: str, cell: Cell, place: GridPlace) -> bool:
    """Tell whether a cell's text says what the cell is, as exactly as its room allows."""
    shown = text.strip().removesuffix(cell.mark or "'")
    if cell.role is Role.EMPTY:
        return shown == ""
    if cell.value is None:
        return shown == "·"
    sign = SIGNS.get(cell.role, "")
    if not shown.startswith(sign):
        return False
    written = shown.removeprefix(sign)
    if written == "" and cell.role is Role.PADDING:
        return place.room < 5  # -inf needs five columns with its dot
    return SHORT.fullmatch(written) is not None and close(written, cell.value)


def close(written: str, value: float) -> bool:
    """Tell whether a shortened number is the value rounded to the digits that stand there."""
    if written in ("nan", "inf", "-inf"):
        return written == number(value)
    scale = {"k": 1e3, "M": 1e6, "G": 1e9}.get(written[-1], 1.0)
    digits = written.rstrip("kMG")
    mantissa, _, exponent = digits.partition("e")
    decimals = len(mantissa.partition(".")[2])
    unit = scale * 10.0 ** (int(exponent or 0) - decimals)
    return abs(float(digits) * scale - value) <= unit * 0.5000001


def grids_of(scene: Scene) -> dict[str, Grid]:
    """Give the grids by their headings."""
    return {grid.heading: grid for grid in scene.grids}
