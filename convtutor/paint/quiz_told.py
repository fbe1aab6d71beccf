"""The screen of an answer: what it was, what it is told by, and the runs that lead to both.

Right run and mistaken run stand beside each other where there is room for both as a whole, else
one below the other, else one of them alone with the arithmetic of both.
"""

from __future__ import annotations

from convtutor.paint.quiz_asked import hint_lines
from convtutor.paint.quiz_beside import Runs, broken
from convtutor.paint.quiz_sheet import Frame, Sheet, page_of, pages_of
from convtutor.paint.regions import Region
from convtutor.scene.quiz_runs import Compared
from convtutor.scene.quiz_state import Quizzing
from convtutor.scene.quiz_texts import (
    answer_line,
    listed_lines,
    option_lines,
    question_lines,
    told_after,
    working_texts,
)
from convtutor.scene.text import Line, Tone, line
from convtutor.words.wrapping import cell_width, wrap

SAID_ROWS = 4


def told_sheet(state: Quizzing, frame: Frame, compared: Compared, back: str) -> Sheet:
    """Lay out what is told of a question that is over; `back` says when it comes back."""
    result, language = state.result, state.language
    if result is None:
        return Sheet(frame, ())
    asked = question_lines(result.question, language, frame.inner)[: None if frame.high else 1]
    y = frame.top + len(asked) + frame.blank
    sides = compared.sides(state.tap)
    told = told_after(result, language, len(sides) if compared.taps else 0, compared.refusal)
    said = told.lines(frame.text_width, SAID_ROWS if frame.high else SAID_ROWS - 1)
    answer = broken(answer_line(result, language), frame.inner)[:2]
    blocks = [frame.block("question", frame.top, asked), frame.block("answer", y, answer)]
    y += len(answer) + frame.blank
    blocks.append(frame.block("said", y, said))
    y += len(said) + (1 if said or frame.blank else 0) + (frame.blank if said else 0)
    note = _note(state, frame, back)
    foot = frame.foot - frame.blank - len(note)
    if note:
        blocks.append(frame.block("note", foot, note))
    room = Region(frame.margin, y, frame.width - frame.margin - 1, foot - frame.blank - y)
    if sides:
        more, grids, one_side = Runs(frame, room, sides, state.side).placed()
        return Sheet(frame, (*blocks, *more), grids, one_side=one_side)
    lines = _text(state, frame)
    shown = page_of(lines, room.height, state.page)
    blocks.append(frame.block("options", room.y, shown))
    return Sheet(frame, tuple(blocks), pages=pages_of(len(lines), room.height))


def _note(state: Quizzing, frame: Frame, back: str) -> list[Line]:
    """Give the last rows: the hints where they are asked for, else when the question comes back."""
    if state.hinted:
        return hint_lines(state, frame)
    return [line((back, Tone.DIM))] if back and frame.high else []


def _text(state: Quizzing, frame: Frame) -> list[Line]:
    """Write what the question is about where no run shows it, and what leads to its answer."""
    options = [text for _, text in option_lines(state, frame.text_width)]
    lines = options or listed_lines(state, frame.text_width)
    working = [] if state.result is None else working_texts(state.result, state.language)
    lines += [()] if lines and working else []
    for text in working:
        fits = cell_width(text) <= frame.text_width
        parts = [text] if fits else wrap(text, frame.text_width)
        lines += [line(part) for part in parts]
    return lines
