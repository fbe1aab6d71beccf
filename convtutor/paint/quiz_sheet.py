"""A screen of the quiz with every place: blocks of text, and grids.

Block   lines of text in a region, under the name of its pane
Sheet   all that is on the screen at a moment
Frame   the form of a screen: its margins, and the rows of its head and foot
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from math import ceil

from rich.segment import Segment

from convtutor.data import dataclass
from convtutor.paint.grid import GridPlace
from convtutor.paint.palette import Ink
from convtutor.paint.panes import head_rows
from convtutor.paint.regions import FULL, WIDE, Region
from convtutor.paint.text_panes import footer_rows, text_rows
from convtutor.scene.grid import Grid
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.quiz_state import Quizzing
from convtutor.scene.quiz_texts import head_of_quiz
from convtutor.scene.text import Line
from convtutor.words.wrapping import cell_width

Rows = list[list[Segment]]
BLOCKS = (
    "question", "answer", "said", "options", "sums0", "sums1", "heading0", "heading1", "note",
    "list", "rule",
)
FEWEST_KEYS = 2
HIGH = 22


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in a region."""

    name: str
    region: Region
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on a screen but its head and foot. `rows` gives the row of the screen where each
    numbered option or entry begins, `one_side` says that one of two runs is shown, `pages` counts
    those of channels or of lines."""

    frame: Frame
    blocks: tuple[Block, ...]
    grids: tuple[tuple[Grid, GridPlace], ...] = ()
    rows: Mapping[int, int] = field(default_factory=dict)
    one_side: bool = False
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen of a size: `top` is the row of the question, `blank` the rows between blocks."""

    width: int
    height: int
    form: str

    @property
    def margin(self) -> int:
        """Give the columns left free at both sides."""
        return 4 if self.form == "wide" else 2

    @property
    def head(self) -> int:
        """Give the row of the breadcrumb."""
        return 0 if self.form == "compact" else 1

    @property
    def top(self) -> int:
        """Give the row of the question."""
        return 2 if self.form == "compact" else 4

    @property
    def blank(self) -> int:
        """Count the rows between blocks."""
        return 0 if self.form == "compact" else 1

    @property
    def high(self) -> bool:
        """Say whether there are rows for more than what is never given up."""
        return self.height >= HIGH

    @property
    def inner(self) -> int:
        """Count the columns between the margins."""
        return self.width - 2 * self.margin

    @property
    def foot(self) -> int:
        """Give the row of the footer."""
        return self.height - 1

    @property
    def gap(self) -> int:
        """Count the columns between grids."""
        return 4 if self.form == "compact" else 6

    @property
    def text_width(self) -> int:
        """Count the columns of a text that is read line by line."""
        return min(self.inner, 100)

    def spaced(self, lines: Sequence[Line]) -> list[Line]:
        """Put a blank row between lines, where there are rows to spare."""
        spaced = [row for text in lines for row in (text, ())][:-1] if self.blank else lines
        return list(spaced)

    def block(self, name: str, y: int, lines: Sequence[Line], rows: int | None = None) -> Block:
        """Give a block over the whole width, of so many rows."""
        region = Region(self.margin, y, self.inner, len(lines) if rows is None else rows)
        return Block(name, region, tuple(lines))


def page_of(lines: Sequence[Line], rows: int, page: int) -> Sequence[Line]:
    """Give the lines of a page; the last one of a page is the first one of the next."""
    first = min(page * max(rows - 1, 1), max(len(lines) - rows, 0))
    return lines[first : first + max(rows, 0)]


def pages_of(count: int, rows: int) -> int:
    """Count the pages of so many lines."""
    return 1 if count <= rows else 1 + ceil((count - rows) / max(rows - 1, 1))


def frame_of(width: int, height: int) -> Frame:
    """Give the form of a screen of at least 60x18."""
    if width >= WIDE[0] and height >= WIDE[1]:
        return Frame(width, height, "wide")
    if width >= FULL[0] and height >= FULL[1]:
        return Frame(width, height, "full")
    return Frame(width, height, "compact")


def quiz_head_rows(state: Quizzing, frame: Frame, ink: Ink) -> Rows:
    """Write the breadcrumb with the seed, and under it the bar with the counts."""
    head, seed = head_of_quiz(state)
    return head_rows(head, seed, frame.margin, frame.width, ink)


def quiz_footer_rows(
    hints: Sequence[KeyHint], last: Sequence[KeyHint], frame: Frame, ink: Ink
) -> Rows:
    """Write the keys; the last ones give way to those of help and of leaving."""
    kept = list(hints)
    while len(kept) > FEWEST_KEYS and _width([*kept, *last], ink) > frame.inner:
        kept.pop()
    return footer_rows(kept, last, frame.margin, frame.width, ink)


def _width(hints: Sequence[KeyHint], ink: Ink) -> int:
    """Count the columns of keys that stand as close as they may."""
    texts = (f"{ink.glyphs.translate(hint.key)} {hint.label}" for hint in hints)
    return sum(cell_width(text) + 2 for text in texts) - 2


def block_rows(block: Block, ink: Ink) -> Rows:
    """Write a block."""
    return text_rows(block.lines, block.region.width, block.region.height, ink)
