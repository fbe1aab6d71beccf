"""Where a learner is in a round, as data: every key gives another such moment.

Phase     what the screen waits for
Quizzing  the round, and what is typed, picked, chosen or looked at
"""

from __future__ import annotations

from dataclasses import field, replace
from enum import Enum

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape
from convtutor.errors import UsageError
from convtutor.quiz.answers import Cells
from convtutor.quiz.question import Question
from convtutor.quiz.round import HINTS, Confidence, Result, Round
from convtutor.scene.quiz_line import Typing
from convtutor.scene.quiz_picking import moved, plane_at, short_of, turned
from convtutor.words import say
from convtutor.words.visible import visible


class Phase(Enum):
    """What the screen waits for: an answer, how sure it is, to go on, or to be left."""

    ASKED = "asked"
    SURE = "sure"
    TOLD = "told"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, eq=False)
class Quizzing:
    """One moment of a round on the screen.

    picks   the cells that are picked, by their whole index; `cell` is the one the cursor is at
    option  the number of the chosen option, None for none yet
    tap     the product that both runs are at, None for the finished element
    side    which run is shown where there is room for one: 1 is that of the mistake
    hinted  whether the hints are shown with the answer
    row     the chosen question of the end
    again   the number of a result that is looked at again from there
    page    how far down channels or lines are turned
    """

    round: Round
    language: str
    phase: Phase = Phase.ASKED
    typing: Typing = field(default_factory=Typing)
    picks: frozenset[Index] = frozenset()
    cell: Index = ()
    option: int | None = None
    message: str = ""
    tap: int | None = None
    side: int = 1
    hinted: bool = False
    row: int = 0
    again: int | None = None
    page: int = 0

    # ---------------------------------------------------------------- what is there

    @property
    def result(self) -> Result | None:
        """Give what is told: a question that is over, the present one or an earlier one."""
        done = self.round
        if self.again is not None:
            return done.results[self.again]
        if done.question is None or done.ended is None:
            return None
        return Result(done.question, done.ended, done.tries, done.hints)

    @property
    def over(self) -> tuple[Result, ...]:
        """Give the questions that are over, the one just told among them."""
        present = replace(self, again=None).result
        return self.round.results if present is None else (*self.round.results, present)

    @property
    def question(self) -> Question | None:
        """Give the question that is shown, None at the end."""
        if self.again is not None:
            return self.round.results[self.again].question
        return self.round.question

    @property
    def number(self) -> int:
        """Give the number of the question that is shown, from 1."""
        return self.round.number if self.again is None else self.again + 1

    @property
    def given(self) -> str:
        """Give the answer as it stands: typed, picked or chosen."""
        question = self.question
        if question is None:
            return ""
        if question.asked.picked is not None:
            return str(Cells(frozenset(short_of(question.asked, at) for at in self.picks)))
        if question.asked.choices:
            return "" if self.option is None else "abcdefghijklmnopqrstuvwxyz"[self.option]
        return self.typing.text

    @property
    def at_page(self) -> int:
        """Give the page that is shown: where cells are picked, that of the cursor's plane."""
        return plane_at(self.cell, self.picked_shape) if self.cell else self.page

    @property
    def takes_text(self) -> bool:
        """Say whether an answer is being typed."""
        question = self.question
        return self.phase is Phase.ASKED and question is not None and (
            question.asked.picked is None and not question.asked.choices
        )

    @property
    def hints(self) -> tuple[str, ...]:
        """Give the hints that were taken."""
        question, result = self.question, self.result
        if question is None:
            return ()
        taken = HINTS if result is not None else self.round.hints
        return tuple(hint.said(self.language) for hint in question.asked.hints[:taken])

    # ---------------------------------------------------------------- an answer

    def entered(self) -> Quizzing:
        """Take the answer as it stands, if it is one: the first one waits to be told how sure."""
        question = self.question
        if question is None:
            return self
        if not self.given.strip():
            key = "no_option_yet" if question.asked.choices else "no_answer_yet"
            return self._told(say(f"quizzing.{key}", self.language))
        try:
            question.asked.form.answer(self.given, self.language)
        except UsageError as error:
            return self._told(visible(str(error)))
        if self.round.tries:
            return self.answered(None)
        return replace(self, phase=Phase.SURE, message="")

    def answered(self, confidence: Confidence | None) -> Quizzing:
        """Answer; of a first wrong answer the slip is told, and the line is free again."""
        done = self.round.answered(self.given, self.language, confidence)
        phase = Phase.ASKED if done.ended is None else Phase.TOLD
        return replace(
            self, round=done, phase=phase, typing=Typing(), message="", tap=None, side=1,
            option=None, page=0,
        )

    def unsure(self) -> Quizzing:
        """Take the answer back, as it was typed."""
        return replace(self, phase=Phase.ASKED)

    def hint(self) -> Quizzing:
        """Take the next hint; say so where there is none left."""
        if self.phase is Phase.TOLD:
            return replace(self, hinted=not self.hinted)
        if self.round.hints == HINTS:
            return self._told(say("quizzing.last_hint", self.language))
        return replace(self, round=self.round.hint(self.language)[0], message="")

    def shown(self) -> Quizzing:
        """Have the answer shown."""
        return replace(
            self, round=self.round.shown(), phase=Phase.TOLD, typing=Typing(), message="", page=0,
        )

    def skipped(self) -> Quizzing:
        """Leave the question out and go to the next one."""
        return replace(self, round=self.round.skipped()).on()

    def on(self) -> Quizzing:
        """Go to the next question, behind the last one to the end; from a question that is looked
        at again, back to the end."""
        if self.again is not None:
            return replace(self, phase=Phase.ENDED, again=None, tap=None, hinted=False)
        done = self.round.on()
        phase = Phase.ENDED if done.question is None else Phase.ASKED
        return asking(Quizzing(done, self.language, phase))

    def left(self) -> Quizzing:
        """Go to the end of the round; a question that is open stays so."""
        if self.again is not None or self.round.ended is not None:
            done = self if self.again is not None else replace(self, round=self.round.on())
            return replace(done, phase=Phase.ENDED, again=None, tap=None, message="")
        return replace(self, phase=Phase.ENDED, message="")

    def back(self) -> Quizzing:
        """Go back from the end to the question that is open; stay where none is."""
        if self.phase is not Phase.ENDED or self.round.question is None:
            return self
        fresh = self if self.cell or self.round.tries else asking(self)
        return replace(fresh, phase=Phase.ASKED, again=None)

    # ---------------------------------------------------------------- picking and looking

    def typed(self, typing: Typing) -> Quizzing:
        """Take what is typed."""
        return replace(self, typing=typing, message="")

    def moved(self, rows: int, cols: int) -> Quizzing:
        """Move the cursor on the grid that is picked on."""
        if not self.cell:
            return self
        return replace(self, cell=moved(self.cell, self.picked_shape, rows, cols), message="")

    def turned(self, by: int, pages: int) -> Quizzing:
        """Turn to other channels, or further down a listing, of so many `pages`; on a grid that is
        picked on, the cursor goes to the next plane."""
        if self.cell:
            return replace(self, cell=turned(self.cell, self.picked_shape, by))
        return replace(self, page=min(max(self.page + by, 0), max(pages - 1, 0)))

    def picked(self, index: Index | None = None) -> Quizzing:
        """Pick a cell, or take its pick away; without one that at the cursor."""
        at = self.cell if index is None else index
        return replace(self, picks=self.picks ^ {at}, cell=at, message="")

    def chosen(self, option: int) -> Quizzing:
        """Choose an option, the nearest there is."""
        question = self.question
        last = len(question.asked.choices) - 1 if question is not None else 0
        return replace(self, option=min(max(option, 0), last), message="")

    def stepped(self, by: int, count: int) -> Quizzing:
        """Step the runs of `count` products: behind the last one and before the first they are
        finished."""
        at = count if self.tap is None else self.tap
        to = (at + by) % (count + 1)
        return replace(self, tap=None if to == count else to)

    def at_row(self, by: int) -> Quizzing:
        """Choose another question of the end."""
        last = max(len(self.round.results) - 1, 0)
        return replace(self, row=min(max(self.row + by, 0), last))

    def seen_again(self) -> Quizzing:
        """Look at the chosen question again."""
        if not self.round.results:
            return self
        return replace(self, phase=Phase.TOLD, again=self.row, tap=None, side=1, hinted=False)

    @property
    def picked_shape(self) -> Shape:
        """Give the shape of the array whose cells are picked, () where none are."""
        question = self.question
        if question is None or question.asked.picked is None:
            return ()
        return question.case.run.arrays[question.asked.picked].shape

    def _told(self, message: str) -> Quizzing:
        return replace(self, message=message)


def begun(round_: Round, language: str) -> Quizzing:
    """Give the first moment of a round; one without questions is at its end."""
    phase = Phase.ENDED if round_.question is None else Phase.ASKED
    return asking(Quizzing(round_, language, phase))


def asking(state: Quizzing) -> Quizzing:
    """Put the cursor on the first cell of the array that is picked on."""
    shape = state.picked_shape
    return replace(state, cell=(0,) * len(shape), picks=frozenset())
