"""Places the right run and that of a mistake: beside each other, one below the other, or one alone.

Runs  one run or two in a region of the screen
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.paint.fitting import placed
from convtutor.paint.grid import GridPlace
from convtutor.paint.quiz_flow import TRIED, Placed, row_of, sizes_for
from convtutor.paint.quiz_sheet import Block, Frame
from convtutor.paint.regions import Region
from convtutor.paint.sizes import CellSize, Writing
from convtutor.scene.quiz_runs import Side
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import cell_width

MIDDLE = 5  # columns between two runs, with the rule
LEAST_GRIDS = 5  # rows of grids, for which arithmetic gives way
LABEL = 14  # columns of the longest heading of a run, before its arithmetic


class Runs:
    """One run or two in a region of the screen."""

    def __init__(self, frame: Frame, room: Region, sides: Sequence[Side], shown: int) -> None:
        self.frame, self.room, self.sides, self.shown = frame, room, sides, shown

    def placed(self) -> tuple[list[Block], Placed, bool]:
        """Place them in the first way that has room."""
        if len(self.sides) == 1:
            return self._alone(self.sides[0])
        return self._beside() or self._stacked() or self._one()

    # ---------------------------------------------------------------- both

    def _beside(self) -> tuple[list[Block], Placed, bool] | None:
        """Place both side by side, with cells of one size; None where they are not whole so."""
        half = (self.room.width - MIDDLE) // 2
        sums = [self.frame.spaced(lines) for lines in self._sums(half)]
        head = 1 + self.frame.blank
        below = self.frame.blank + max(map(len, sums))
        height = self.room.height - head - below
        found = self._same_cells(half, height)
        if found is None:
            return None
        x = (self.room.x, self.room.x + half + MIDDLE)
        blocks: list[Block] = []
        grids: Placed = ()
        most = max(made_height for _, made_height in found)
        for at, (side, (places, _)) in enumerate(zip(self.sides, found, strict=True)):
            blocks.append(Block(
                f"heading{at}", Region(x[at], self.room.y, half, 1), (heading_of(side),)
            ))
            top = self.room.y + head
            grids += _moved(side, places, x[at], top)
            under = top + most + self.frame.blank
            blocks.append(Block(
                f"sums{at}", Region(x[at], under, half, len(sums[at])), tuple(sums[at])
            ))
        rows = head + most + below
        middle = Region(self.room.x + half + 1, self.room.y, 1, rows)
        blocks.append(Block("rule", middle, (line(("│", Tone.RULE)),) * rows))
        return blocks, grids, False

    def _same_cells(
        self, width: int, height: int
    ) -> list[tuple[tuple[GridPlace, ...], int]] | None:
        for among, writing in TRIED:
            for size in (size for size in sizes_for(self.frame.form) if size in among):
                for gap in dict.fromkeys((self.frame.gap, 4)):
                    found = self._whole(size, writing, gap, width, height)
                    if found is not None:
                        return found
        return None

    def _whole(
        self, size: CellSize, writing: Writing, gap: int, width: int, height: int
    ) -> list[tuple[tuple[GridPlace, ...], int]] | None:
        found = []
        for side in self.sides:
            made = row_of(side.grids, size, writing, gap)
            if made is None or made.width > width:
                return None
            found.append((made.places, max(place.y + place.height for place in made.places)))
        if max(taken for _, taken in found) > height:
            return None
        return found

    def _stacked(self) -> tuple[list[Block], Placed, bool] | None:
        """Place the run of the mistake below the right one; None where they are not whole so."""
        sums = self._sums(self.room.width)
        below = sum(1 + len(lines) for lines in sums) + 1
        found = self._same_cells(self.room.width, (self.room.height - below) // 2)
        if found is None:
            return None
        blocks: list[Block] = []
        grids: Placed = ()
        y = self.room.y
        for at, (side, (places, height)) in enumerate(zip(self.sides, found, strict=True)):
            blocks.append(self._wide(f"heading{at}", y, [heading_of(side)]))
            grids += _moved(side, places, self.room.x, y + 1)
            blocks.append(self._wide(f"sums{at}", y + 1 + height, sums[at]))
            y += 2 + height + len(sums[at])
        return blocks, grids, False

    def _one(self) -> tuple[list[Block], Placed, bool]:
        """Place one run, and under it the arithmetic of both."""
        sums = self._sums(self.room.width - LABEL)
        while max(map(len, sums)) > 1 and self.room.height - 1 - sum(map(len, sums)) < LEAST_GRIDS:
            longest = max(sums, key=len)
            longest.pop(0)
        rows = sum(map(len, sums))
        side, other = self.sides[self.shown], self.sides[1 - self.shown]
        hint = say("quizzing.other_run", side.language, other=other.heading)
        head = (*heading_of(side), Span(f"   {hint}", Tone.FAINT))
        fits = sum(cell_width(span.text) for span in head) <= self.room.width
        blocks = [self._wide("heading0", self.room.y, [head if fits else heading_of(side)])]
        places, height = self._cut(side, self.room.height - 1 - rows)
        y = self.room.y + 1 + height
        for at, lines in enumerate(sums):
            label = self.sides[at].heading
            pad = max(cell_width(one.heading) for one in self.sides) + 2
            tone = Tone.WRONG if self.sides[at].mine else Tone.STRONG
            said = [
                (Span(_padded(label if number == 0 else "", pad), tone), *text)
                for number, text in enumerate(lines)
            ]
            blocks.append(self._wide(f"sums{at}", y, said))
            y += len(said)
        return blocks, _moved(side, places, self.room.x, self.room.y + 1), True

    # ---------------------------------------------------------------- one

    def _alone(self, side: Side) -> tuple[list[Block], Placed, bool]:
        """Place the right run alone."""
        sums = self.frame.spaced(self._sums(self.room.width)[0])
        head = 1 + self.frame.blank
        while len(sums) > 1 and self.room.height - head - len(sums) < LEAST_GRIDS:
            sums.pop(0)
        places, height = self._cut(side, self.room.height - head - len(sums) - self.frame.blank)
        y = self.room.y + head
        blocks = [
            self._wide("heading0", self.room.y, [heading_of(side)]),
            self._wide("sums0", y + height + self.frame.blank, sums),
        ]
        return blocks, _moved(side, places, self.room.x, y), False

    def _cut(self, side: Side, height: int) -> tuple[tuple[GridPlace, ...], int]:
        """Place one run with the largest cells that fit, cut to pages where none do."""
        made = placed(
            side.grids, self.frame.gap, self.room.width, max(height, LEAST_GRIDS - 1),
            sizes=sizes_for(self.frame.form),
        )
        return made.places, max(place.y + place.height for place in made.places)

    # ---------------------------------------------------------------- texts

    def _sums(self, width: int) -> list[list[Line]]:
        return [
            [text for whole in side.lines for text in broken(whole, width)] for side in self.sides
        ]

    def _wide(self, name: str, y: int, lines: Sequence[Line]) -> Block:
        region = Region(self.room.x, y, self.room.width, len(lines))
        return Block(name, region, tuple(lines))


def heading_of(side: Side) -> Line:
    """Write whose run it is, and what is other in it."""
    tone = Tone.WRONG if side.mine else Tone.STRONG
    return (Span(side.heading, tone), Span(f"  {side.label}", Tone.DIM))


def broken(text: Line, width: int) -> list[Line]:
    """Break a line of arithmetic between its terms, the rest indented under the first one."""
    if sum(cell_width(span.text) for span in text) <= width:
        return [text]
    indent = min(cell_width(text[0].text), width // 3) if text else 0
    lines: list[list[Span]] = [[]]
    used = 0
    for span in text:
        for piece in _pieces(span):
            size = cell_width(piece.text)
            if used + size > width and used > indent:
                lines.append([Span(" " * indent)])
                used = indent
            lines[-1].append(piece)
            used += size
    return [tuple(spans) for spans in lines]


def _pieces(span: Span) -> list[Span]:
    """Split a text behind its blanks; what is filled stays whole."""
    if span.tone in (Tone.TAP, Tone.MISMATCH):
        return [span]
    words = span.text.split(" ")
    found = [Span(f"{word} ", span.tone) for word in words[:-1]]
    return [*found, Span(words[-1], span.tone)] if words[-1] else found


def _moved(side: Side, places: Sequence[GridPlace], x: int, y: int) -> Placed:
    return tuple(
        (grid, replace(place, x=place.x + x, y=place.y + y))
        for grid, place in zip(side.grids, places, strict=True)
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))
