"""The screen at the end of a round: every question with what was seen, and what follows."""

from __future__ import annotations

from convtutor.paint.quiz_sheet import Frame, Sheet
from convtutor.quiz.score import Summary
from convtutor.scene.quiz_end import entries, summary_lines, tells_end
from convtutor.scene.quiz_state import Quizzing
from convtutor.scene.text import Line, Tone, line
from convtutor.words import say

LEAST_LIST = 3


def ended_sheet(state: Quizzing, frame: Frame, made: Summary) -> Sheet:
    """Lay the end out: the list gives rows up to what is said below it, and shows the part around
    the chosen question."""
    language, width = state.language, frame.inner
    y = frame.top
    head = tells_end(made, language)
    blocks = [frame.block("question", y, [head])] if head else []
    y += (1 if head else 0) + frame.blank
    listed = entries(made.results, language)
    below = summary_lines(made, state.round, language, min(width, 100))
    room = frame.foot - frame.blank - y
    rows = min(len(listed), max(room - len(below), LEAST_LIST))
    first = min(max(state.row - rows // 2, 0), max(len(listed) - rows, 0))
    shown = [
        entry.line(first + at == state.row, min(width, 110))
        for at, entry in enumerate(listed[first : first + rows])
    ]
    if len(listed) > rows and shown:
        shown[-1] = _more(len(listed), language) if state.row < first + rows - 1 else shown[-1]
    blocks.append(frame.block("list", y, shown))
    blocks.append(frame.block("said", y + rows, below[: room - rows]))
    places = {first + at: y + at for at in range(len(shown))}
    return Sheet(frame, tuple(blocks), rows=places)


def _more(count: int, language: str) -> Line:
    return line((f"... {count} {say('quizzing.questions', language)}", Tone.DIM))
