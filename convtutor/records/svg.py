"""One step as a drawing, or a strip of steps: rectangles, lines and text of our own writing.

Light as the page it stands on, dark where the reader's system is. Nothing but the name of the
format is an address, nothing is fetched, and text holds what XML allows alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from convtutor.data import dataclass
from convtutor.records.form import Format, Progress
from convtutor.records.moments import moments_of
from convtutor.records.selection import Selection
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.paint.sheet import Cell, Cells, Look

    Pairs: TypeAlias = list[tuple[Cell, Cell]]
Stroke: TypeAlias = tuple[tuple[str, bool], float, float]

COLUMNS, ROWS = 120, 40  # of the screen that is drawn; what is blank is cut off
WIDTH, HEIGHT, SIZE = 9, 18, 15  # of a cell, and of its type
MARGIN, BETWEEN = 18, 12
PANES = ("crumbs", "words", "arithmetic")
MOST_STEPS = 60
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FAMILY = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace"
HEAVY, THIN = 2.5, 1.0
BASE, MIDDLE = 13, 9.5  # from the top of a cell: the line that text stands on, and its middle
HALVES = {"▀": (0, HEIGHT // 2), "▄": (HEIGHT // 2, HEIGHT // 2), "█": (0, HEIGHT)}
WORDS = re.compile("x+(?: x+)*")


@dataclass(slots=True)
class Colours:
    """Names a class for each pair of a light and a dark colour."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, light: str, dark: str) -> str:
        """Give the class of a pair."""
        return self.names.setdefault((light, dark), f"c{len(self.names)}")

    def rules(self) -> str:
        """Write the style sheet: the light colours, and the dark ones where they are asked for."""
        found = [
            "".join(f".{name}{{--c:{pair[theme]}}}" for pair, name in self.names.items())
            for theme in (0, 1)
        ]
        return (
            f"text{{font:{SIZE}px {FAMILY};white-space:pre;fill:var(--c)}}rect{{fill:var(--c)}}"
            "path{stroke:var(--c);fill:none;stroke-linecap:square}.b{font-weight:bold}.i{font-style:italic}"
            f".u{{text-decoration:underline}}.s{{text-decoration:line-through}}{found[0]}"
            f"@media(prefers-color-scheme:dark){{{found[1]}}}"
        )


@dataclass(frozen=True, slots=True)
class Panel:
    """The drawing of a step, and its size in cells."""

    elements: tuple[str, ...]
    columns: int
    rows: int


def write_svg(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write the step at the first place, or the steps from there to the last one; without places
    the first MOST_STEPS of the lesson."""
    if selection.first is not None and selection.last is None:
        selection = replace(selection, last=selection.first.partition(".tap")[0])
    colours = Colours()
    panels, left = _panels(selection, colours, progress)
    width = max(panel.columns for panel in panels) * WIDTH + 2 * MARGIN
    height = sum(panel.rows * HEIGHT + BETWEEN for panel in panels) + 2 * MARGIN - BETWEEN
    more = say("records.more_elements", selection.language, count=f"{left:,}") if left else ""
    height += HEIGHT * bool(more)
    title = xml_text(selection.lesson.title.said(selection.language))
    ground = colours.name(*_grounds())
    file.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" lang="{selection.language}">\n<title>{title}</title>\n'
        f'<rect class="{ground}" width="{width}" height="{height}"/>\n'.encode()
    )
    y = MARGIN
    for panel in panels:
        lines = "\n".join(panel.elements)
        file.write(f'<g transform="translate({MARGIN} {y})">\n{lines}\n</g>\n'.encode())
        y += panel.rows * HEIGHT + BETWEEN
    if more:
        dim = colours.name("#646a75", "#8b92a0")
        file.write(f'<text class="{dim}" x="{MARGIN}" y="{y}">{xml_text(more)}</text>\n'.encode())
    file.write(f"<style>{colours.rules()}</style>\n</svg>\n".encode())


def _grounds() -> tuple[str, str]:
    from convtutor.paint.palette import DARK, LIGHT

    return LIGHT.ground, DARK.ground


def _panels(
    selection: Selection, colours: Colours, progress: Progress
) -> tuple[list[Panel], int]:
    """Draw the steps, and count those for which there are too many."""
    from convtutor.paint.sheet import Sheet

    every = [moments_of(selection, part) for part in selection.recorded]
    count = sum(map(len, every))
    panels: list[Panel] = []
    for moments in every:
        sheet = Sheet(COLUMNS, ROWS, ("light", "dark"), PANES)
        for scene in moments.scenes():
            if len(panels) == MOST_STEPS:
                return panels, count - MOST_STEPS
            light, dark = sheet.draw(scene)
            panels.append(panel_of(light, dark, colours))
            progress(len(panels), min(count, MOST_STEPS))
    return panels, 0


def panel_of(light: Cells, dark: Cells, colours: Colours) -> Panel:
    """Draw cells of both palettes, without the blank ones around them; of blank rows between
    others one stays."""
    ground = light[0][0]
    used = [any(cell != ground for cell in row) for row in light]
    first, last = used.index(True), len(used) - used[::-1].index(True)
    rows = [y for y in range(first, last) if used[y] or used[y - 1]]
    inset = min(_blank(light[y], ground) for y in rows if used[y])
    columns = COLUMNS - min(_blank(light[y][::-1], ground) for y in rows if used[y])
    elements: list[str] = []
    marks: dict[tuple[str, bool], list[str]] = {}
    for line, y in enumerate(rows):
        pairs = list(zip(light[y], dark[y], strict=True))[inset:columns]
        elements += _grounds_of(pairs, line, ground[1], colours)
        elements += _texts(pairs, line, colours)
        for key, path in _lines(pairs, line, colours):
            marks.setdefault(key, []).append(path)
    for (name, heavy), paths in marks.items():
        weight = HEAVY if heavy else THIN
        elements.append(f'<path class="{name}" stroke-width="{weight}" d="{"".join(paths)}"/>')
    return Panel(tuple(elements), columns - inset, len(rows))


def _blank(row: Sequence[Cell], ground: Cell) -> int:
    """Count the blank cells that a row begins with."""
    return next((x for x, cell in enumerate(row) if cell != ground), len(row))


def _by_look(pairs: Pairs) -> Iterator[tuple[int, Look, Look, list[str]]]:
    """Give neighbours of one look: where they begin, their looks and their characters."""
    x = 0
    for (light, dark), cells in groupby(pairs, key=lambda pair: (pair[0][1], pair[1][1])):
        found = [cell[0] for cell, _ in cells]
        yield x, light, dark, found
        x += len(found)


def _grounds_of(pairs: Pairs, line: int, page: Look, colours: Colours) -> Iterator[str]:
    """Draw the grounds of cells that are not the page's, and blocks that fill half a cell."""
    x, y = 0, line * HEIGHT
    for (light, dark), cells in groupby(pairs, key=lambda pair: (pair[0][1].back, pair[1][1].back)):
        count = len(list(cells))
        if light != page.back:
            yield _rect(colours.name(light, dark), x, y, count, HEIGHT)
        x += count
    for x, one, other, characters in _by_look(pairs):
        for at, character in enumerate(characters, x):
            if character in HALVES:
                name, (shift, height) = colours.name(one.front, other.front), HALVES[character]
                yield _rect(name, at, y + shift, 1, height)


def _rect(name: str, x: int, y: int, cells: int, height: int) -> str:
    return (
        f'<rect class="{name}" x="{x * WIDTH}" y="{y}" width="{cells * WIDTH}" '
        f'height="{height}" shape-rendering="crispEdges"/>'
    )


def _texts(pairs: Pairs, line: int, colours: Colours) -> Iterator[str]:
    """Write the text, each run of words at its own column, so that any type stays in line."""
    from convtutor.paint.glyphs import BOX

    for begin, light, dark, characters in _by_look(pairs):
        written = "".join(" " if c in HALVES or c and c in BOX else "x" for c in characters)
        names = [colours.name(light.front, dark.front), *_styles(light)]
        for found in WORDS.finditer(written):
            text = "".join(
                " " if written[at] == " " else characters[at] for at in range(*found.span())
            )
            x, length = begin + found.start(), found.end() - found.start()
            yield (
                f'<text class="{" ".join(names)}" x="{x * WIDTH}" y="{line * HEIGHT + BASE}" '
                f'textLength="{length * WIDTH}" lengthAdjust="spacingAndGlyphs">'
                f"{xml_text(text)}</text>"
            )


def _styles(look: Look) -> Iterator[str]:
    """Name the classes of how text is written."""
    for name, on in zip(
        "bius", (look.bold, look.italic, look.underline, look.strike), strict=True
    ):
        if on:
            yield name


def _lines(pairs: Pairs, line: int, colours: Colours) -> Iterator[tuple[tuple[str, bool], str]]:
    """Draw box characters as lines, those of a row joined; each with its colour and weight. Where
    a thin edge meets the window's heavy one it keeps its own colour."""
    from convtutor.paint.glyphs import BOX
    from convtutor.paint.palette import DARK, LIGHT

    y = line * HEIGHT
    drawn: list[Stroke] = []
    for begin, light, dark, characters in _by_look(pairs):
        heavy = colours.name(light.front, dark.front)
        for x, character in enumerate(characters, begin):
            if not character.strip() or character not in BOX:
                continue
            weights = arms(BOX.index(character))
            thin = colours.name(LIGHT.frame, DARK.frame) if 2 in weights else heavy
            left, middle = x * WIDTH, x * WIDTH + WIDTH / 2
            ends = ((y, y + MIDDLE), (middle, left + WIDTH), (y + MIDDLE, y + HEIGHT),
                    (left, middle))
            for at in (3, 1, 0, 2):
                weight, (start, end) = weights[at], ends[at]
                key = (heavy if weight == 2 else thin, weight == 2)
                if weight and at % 2:
                    _join(drawn, (key, start, end))
                elif weight:
                    yield key, f"M{middle:g} {start:g}V{end:g}"
    for key, start, end in drawn:
        yield key, f"M{start:g} {y + MIDDLE:g}H{end:g}"


def arms(number: int) -> tuple[int, int, int, int]:
    """Give the weights of a box character's arms: up, right, down, left."""
    return number // 27, number // 9 % 3, number // 3 % 3, number % 3


def _join(drawn: list[Stroke], fresh: Stroke) -> None:
    """Add a piece of a line, to the one before where it goes on."""
    if drawn and drawn[-1][0] == fresh[0] and drawn[-1][2] == fresh[1]:
        drawn[-1] = (fresh[0], drawn[-1][1], fresh[2])
    else:
        drawn.append(fresh)


def xml_text(text: str) -> str:
    """Give a text as XML holds it; what XML 1.0 does not allow becomes a sign.

    Source: Extensible Markup Language (XML) 1.0 (Fifth Edition), 2.2 "Char".
    """
    return escape(NO_XML.sub("\ufffd", text))


SVG = Format("svg", ".svg", write_svg, "rich")
