"""The screen of a question: question, answer line, what is told, the grids, and the hints below."""

from __future__ import annotations

from collections.abc import Sequence

from convtutor.paint.quiz_flow import Placed, paged, whole
from convtutor.paint.quiz_sheet import Block, Frame, Sheet, page_of, pages_of
from convtutor.paint.regions import Region
from convtutor.scene.quiz_grids import Unit, asked_units
from convtutor.scene.quiz_picking import Picking
from convtutor.scene.quiz_state import Quizzing
from convtutor.scene.quiz_texts import (
    listed_lines,
    option_lines,
    question_lines,
    told_between,
)
from convtutor.scene.text import Line, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import cell_width, shortened, wrap

SAID_ROWS = 3
HINT_ROWS = {"compact": 3, "full": 6, "wide": 6}
LEAST_MIDDLE = 5


def asked_sheet(state: Quizzing, frame: Frame) -> Sheet:
    """Lay an open question out. What comes and goes has rows of its own, unless the grids are
    whole without them only."""
    question = state.question
    if question is None:
        return Sheet(frame, ())
    asked = question_lines(question, state.language, frame.inner)
    y = frame.top + len(asked) + frame.blank
    blocks = [
        frame.block("question", frame.top, asked),
        frame.block("answer", y, [answer_row(state, frame)]),
    ]
    said, hints = _said(state, frame), hint_lines(state, frame)
    units = asked_units(question, state.language, Picking(state.picks, state.cell))
    y += 1 + frame.blank
    middle = Middle(state, frame, units)
    fixed = max(len(said), SAID_ROWS), max(len(hints), HINT_ROWS[frame.form])
    made = middle.placed(y, *fixed, exact=True)
    if made is None:
        hints = hints[max(len(hints) - most_hints(frame, y + len(said)), 0):]
        fixed = len(said), len(hints)
        made = middle.placed(y, *fixed, exact=False)
    foot = frame.foot - frame.blank - fixed[1]
    blocks.append(frame.block("said", y, said[: fixed[0]], fixed[0]))
    if hints:
        blocks.append(frame.block("note", foot, hints, fixed[1]))
    if made is None:
        return Sheet(frame, tuple(blocks))
    more, grids, rows, pages = made
    return Sheet(frame, (*blocks, *more), grids, rows, pages=pages)


def answer_row(state: Quizzing, frame: Frame) -> Line:
    """Write the answer as it stands, the character at the cursor filled."""
    label = f"{say('quizzing.your_answer', state.language)}  "
    question = state.question
    if question is None or not state.takes_text:
        given = state.given
        if question is not None and question.asked.picked is not None and not state.picks:
            given = say("quizzing.none_picked", state.language)
        return line((label, Tone.DIM), (given or "-", Tone.STRONG))
    text, at = state.typing.text, state.typing.at
    room = frame.inner - cell_width(label) - 2
    before = text[:at]
    while cell_width(before) > room:
        before = before[1:]
    how = "" if text else say(f"quiz.form.{question.asked.form.name}", state.language)
    how = shortened(how, room - 2)
    return line(
        (label, Tone.DIM), (before, Tone.STRONG), (text[at : at + 1] or " ", Tone.TAP),
        (text[at + 1 :], Tone.STRONG), (f"  {how}", Tone.FAINT),
    )


def _said(state: Quizzing, frame: Frame) -> list[Line]:
    return told_between(state).lines(frame.text_width, SAID_ROWS)


def hint_lines(state: Quizzing, frame: Frame) -> list[Line]:
    """Write the hints that were taken, one under another."""
    found: list[Line] = []
    for number, text in enumerate(state.hints, start=1):
        label = f"{say('quizzing.hint', state.language, number=number)}  "
        width = cell_width(label)
        for at, part in enumerate(wrap(text, frame.text_width - width)):
            found.append(line((label if at == 0 else " " * width, Tone.DIM), part))
    return found


def most_hints(frame: Frame, y: int) -> int:
    """Count the rows for hints below a middle that begins at row `y`: on the lowest screens the
    first hints give way to the last one."""
    return max(frame.foot - frame.blank - 1 - y - LEAST_MIDDLE, 1)


class Middle:
    """What stands in the middle of a question: grids, options, or lines of text."""

    def __init__(self, state: Quizzing, frame: Frame, units: Sequence[Unit]) -> None:
        self.state, self.frame, self.units = state, frame, units

    def placed(
        self, y: int, said: int, hints: int, exact: bool
    ) -> tuple[tuple[Block, ...], Placed, dict[int, int], int] | None:
        """Place it between the rows of what is said and the hints; None where it has to be whole
        and finds no room."""
        frame, state = self.frame, self.state
        top = y + said + (frame.blank if said else 0)
        below = frame.foot - frame.blank - hints - (1 if hints else 0)
        room = max(below - top, LEAST_MIDDLE)
        if exact and below - top < LEAST_MIDDLE:
            return None
        options = option_lines(state, frame.text_width)
        if options:
            return self._options(options, top, room, exact)
        lines = listed_lines(state, frame.text_width)
        if lines:
            return self._lines(lines, top, room, exact)
        return self._grids(Region(frame.margin, top, frame.width - frame.margin - 1, room), exact)

    def _options(
        self, options: list[tuple[int, Line]], top: int, room: int, exact: bool
    ) -> tuple[tuple[Block, ...], Placed, dict[int, int], int] | None:
        """Place options one under another."""
        if exact and len(options) > room:
            return None
        rows: dict[int, int] = {}
        for row, (at, _) in enumerate(options):
            rows.setdefault(at, top + row)
        shown = min(len(options), room)
        block = self.frame.block("options", top, [text for _, text in options], shown)
        return (block,), (), rows, 1

    def _lines(
        self, lines: list[Line], top: int, room: int, exact: bool
    ) -> tuple[tuple[Block, ...], Placed, dict[int, int], int] | None:
        if exact and len(lines) > room:
            return None
        block = self.frame.block("options", top, page_of(lines, room, self.state.page), room)
        return (block,), (), {}, pages_of(len(lines), room)

    def _grids(
        self, region: Region, exact: bool
    ) -> tuple[tuple[Block, ...], Placed, dict[int, int], int] | None:
        if not self.units:
            return (), (), {}, 1
        made = whole(self.units, self.frame.gap, region, self.frame.form)
        if made is not None:
            return (), made, {}, 1
        if exact:
            return None
        state = self.state
        grids, pages = paged(self.units, self.frame.gap, region, state.language, state.at_page)
        return (), grids, {}, pages


