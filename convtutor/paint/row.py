"""One row of characters with a style each, and its way to rich's segments.

Row  characters and styles by column; later writing covers earlier
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from convtutor.paint.glyphs import Glyphs
from convtutor.paint.palette import Ink
from convtutor.scene.text import Line, Span, Tone
from convtutor.words.wrapping import cell_width, character_width, is_even


class Row:
    """A row of a given width in cells; a wide character takes two, the second one empty."""

    def __init__(self, width: int, style: Style) -> None:
        self.width = width
        self.characters = [" "] * width
        self.styles = [style] * width

    def put(self, x: int, text: str, style: Style) -> int:
        """Write text from column x on, cut at the row's end; give the column behind it."""
        if 0 <= x <= self.width and (text.isascii() or is_even(text)):
            end = min(x + len(text), self.width)
            self.characters[x:end] = text[: end - x]
            self.styles[x:end] = [style] * (end - x)
            return end
        for character in text:
            cells = character_width(character)
            if x + cells > self.width:
                return x
            if x >= 0 and cells:
                self.characters[x] = character
                self.styles[x] = style
                for extra in range(x + 1, x + cells):
                    self.characters[extra] = ""
                    self.styles[extra] = style
            elif x > 0:
                self.characters[x - 1] += character
            x += cells
        return x

    def fill(self, x0: int, x1: int, style: Style) -> None:
        """Give columns x0..x1-1 a style and no character."""
        for x in range(max(x0, 0), min(x1, self.width)):
            self.characters[x] = " "
            self.styles[x] = style

    def segments(self) -> list[Segment]:
        """Give the row with neighbours of one style joined."""
        changes = [
            x for x, (style, after) in enumerate(pairwise(self.styles), start=1)
            if style is not after
        ]
        return [
            Segment("".join(self.characters[start:end]), self.styles[start])
            for start, end in pairwise([0, *changes, self.width])
            if start < end
        ]


def line_width(line: Iterable[Span]) -> int:
    """Count the cells of a line."""
    return sum(cell_width(span.text) for span in line)


def put_line(
    row: Row, x: int, line: Line, ink: Ink, styles: dict[Tone, Style] | None = None
) -> int:
    """Write a line's spans from column x on; give the column behind them."""
    for span in line:
        style = (styles or ink.tones)[span.tone]
        x = row.put(x, ink.glyphs.translate(span.text), style)
    return x


def translated_width(line: Iterable[Span], glyphs: Glyphs) -> int:
    """Count the cells of a line as a set of glyphs writes it."""
    return sum(cell_width(glyphs.translate(span.text)) for span in line)
