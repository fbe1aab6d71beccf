"""A lesson as a moving picture: the screen at every step, drawn dot by dot.

Pillow's own type is not even and has neither box characters nor arrows; so frames, blocks and
arrows are drawn as lines and rectangles, and every character stands in the middle of its cell. It
has no Chinese either: a GIF speaks English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias
from unicodedata import normalize

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.records.form import Format, Progress
from convtutor.records.moments import moments_of
from convtutor.records.selection import Selection
from convtutor.records.svg import arms
from convtutor.words import say
from convtutor.words.wrapping import character_width

if TYPE_CHECKING:
    from convtutor.paint.sheet import Cell, Cells

Colour: TypeAlias = tuple[int, int, int]
COLUMNS, ROWS = 80, 24
WIDTH, HEIGHT, SIZE = 10, 20, 14  # of a cell in dots, and of its type
LEVELS = 4  # of the edge of a character, from its ground to its colour
STEP_MS, READING_MS = 1000, 4000
BASE = 15  # the line that characters stand on, from the top of the cell
MOST_FRAMES, MOST_COLOURS = 400, 256
DASHES = str.maketrans("–—−", "---")
PARTS = {"▀": (0, HEIGHT // 2), "▄": (HEIGHT // 2, HEIGHT), "█": (0, HEIGHT)}
STEM, TIP = ((2, 10), (7, 10)), ((5, 7), (8, 10), (5, 13))
BACK = ((4, 7), (1, 10), (4, 13))
STROKES: dict[str, tuple[tuple[tuple[int, int], ...], ...]] = {
    "→": (STEM, TIP), "←": (STEM, BACK),
    "▸": (((3, 6), (7, 10), (3, 14)),), "›": (((4, 7), (6, 10), (4, 13)),),
    "≠": (((2, 8), (7, 8)), ((2, 12), (7, 12)), ((3, 14), (6, 6))),
    "●": (((3, 9), (6, 9)), ((3, 10), (6, 10)), ((3, 11), (6, 11))),
    "○": (((3, 8), (6, 8), (6, 12), (3, 12), (3, 8)),),
    "×": (((3, 7), (7, 13)), ((7, 7), (3, 13))), "·": (((4, 10), (5, 10)),),
}


def write_gif(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write the steps as one GIF that plays again and again.

    Raises UsageError for more than MOST_FRAMES of them, which are held all at once.
    """
    selection = replace(selection, language="en")
    count = len(selection.recorded) + sum(
        1 for part in selection.recorded for _ in selection.numbers(part)
    )
    if count > MOST_FRAMES:
        raise UsageError(say("records.too_many_frames", count=f"{count:,}", most=MOST_FRAMES))
    brush, images, lasting = Brush(), [], []
    for cells, milliseconds in _frames(selection):
        images.append(brush.drawn(cells))
        lasting.append(milliseconds)
        progress(len(images), count)
    whole = BytesIO()
    for image in images:
        image.putpalette([part for colour in brush.colours for part in colour])
    first, *others = images
    first.save(
        whole, format="GIF", save_all=True, append_images=others, duration=lasting, loop=0,
        optimize=False, disposal=1,
    )
    file.write(whole.getvalue())


def _frames(selection: Selection) -> Iterator[tuple[Cells, int]]:
    """Give the screens, and how long each stays."""
    from convtutor.paint.sheet import Sheet

    for part in selection.recorded:
        moments, sheet = moments_of(selection, part), Sheet(COLUMNS, ROWS, ("dark",))
        (cells,) = sheet.draw(moments.beginning())
        yield cells, READING_MS
        for scene in moments.scenes():
            (cells,) = sheet.draw(scene)
            yield cells, STEP_MS


@dataclass(slots=True)
class Brush:
    """Draws screens with one set of colours; every cell that occurs is drawn once.

    `colours` are those used so far; where there are too many the nearest one is taken.
    """

    colours: list[Colour] = field(default_factory=list)
    tiles: dict[Cell, Any] = field(default_factory=dict)
    before: tuple[Cells, Any] | None = None
    font: Any = None

    def drawn(self, cells: Cells) -> Any:
        """Give the image of a screen, from the one before and the cells that differ."""
        from PIL import Image

        height, width = len(cells) * HEIGHT, len(cells[0]) * WIDTH
        old, image = None, Image.new("P", (width, height))
        if self.before is not None:
            old, image = self.before[0], self.before[1].copy()
        for y, row in enumerate(cells):
            for x, cell in enumerate(row):
                changed = old is None or old[y][x] != cell
                if changed and cell[0]:
                    image.paste(self._tile(cell), (x * WIDTH, y * HEIGHT))
        self.before = (cells, image)
        return image

    def number(self, colour: Colour) -> int:
        """Give the number of a colour."""
        if colour in self.colours:
            return self.colours.index(colour)
        if len(self.colours) < MOST_COLOURS:
            self.colours.append(colour)
            return len(self.colours) - 1
        return min(range(MOST_COLOURS), key=partial(self._distance, colour))

    def _distance(self, colour: Colour, number: int) -> int:
        pairs = zip(colour, self.colours[number], strict=True)
        return sum((one - other) ** 2 for one, other in pairs)

    def _tile(self, cell: Cell) -> Any:
        """Give the image of a cell, in numbers of colours."""
        from PIL import Image

        if cell not in self.tiles:
            mask, front, back = self._mask(cell), _rgb(cell[1].front), _rgb(cell[1].back)
            shades = [
                self.number(_mixed(back, front, level / LEVELS)) for level in range(LEVELS + 1)
            ]
            numbers = bytes(shades[round(value * LEVELS / 255)] for value in mask.tobytes())
            self.tiles[cell] = Image.frombytes("P", mask.size, numbers)
        return self.tiles[cell]

    def _mask(self, cell: Cell) -> Any:
        """Draw what stands in a cell, white on black."""
        from PIL import Image, ImageDraw

        from convtutor.paint.glyphs import BOX

        character, look = cell
        width = WIDTH * max(character_width(character[0]), 1)
        mask = Image.new("L", (width, HEIGHT))
        pen = ImageDraw.Draw(mask)
        if character.strip() and character in BOX:
            _draw_box(pen, BOX.index(character))
        elif character in PARTS:
            top, bottom = PARTS[character]
            pen.rectangle((0, top, width - 1, bottom - 1), fill=255)
        elif character in STROKES:
            for stroke in STROKES[character]:
                pen.line(stroke, fill=255, width=1 + look.bold)
        else:
            self._write(pen, character, width, look.bold)
        for on, y in ((look.underline, HEIGHT - 2), (look.strike, HEIGHT // 2)):
            if on:
                pen.line((0, y, width - 1, y), fill=255)
        return mask

    def _write(self, pen: Any, character: str, width: int, bold: bool) -> None:
        """Write a character in the middle of its cell; a bold one twice, a dot further."""
        from PIL import ImageFont

        if self.font is None:
            self.font = ImageFont.load_default(SIZE)
        plain = normalize("NFKD", character.translate(DASHES))[0]  # é has no type of its own: e
        for shift in range(1 + bold):
            at = (width / 2 + shift * 0.6, BASE)
            pen.text(at, plain, fill=255, font=self.font, anchor="ms")


def _draw_box(pen: Any, number: int) -> None:
    """Draw the arms of a box character, a heavy one three dots wide."""
    up, right, down, left = arms(number)
    x, y = WIDTH // 2, HEIGHT // 2
    ends = ((up, (x, 0, x, y)), (right, (x, y, WIDTH, y)), (down, (x, y, x, HEIGHT)),
            (left, (0, y, x, y)))
    for weight, line in ends:
        if weight:
            pen.line(line, fill=255, width=3 if weight == 2 else 1)


def _rgb(name: str) -> Colour:
    red, green, blue = bytes.fromhex(name[1:])
    return red, green, blue


def _mixed(back: Colour, front: Colour, share: float) -> Colour:
    red, green, blue = (
        round(one + (other - one) * share) for one, other in zip(back, front, strict=True)
    )
    return red, green, blue


GIF = Format("gif", ".gif", write_gif, "PIL")
