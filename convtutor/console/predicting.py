"""Predict mode: before a step that carries news the learner says what will come.

Predicting  whether it is on, the question that is open, and those that were asked

The quiz is loaded once it is on.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.debugger.session import Session
from convtutor.errors import ConvtutorError
from convtutor.lesson.run import Run
from convtutor.steps import Cursor, Level

if TYPE_CHECKING:
    from convtutor.quiz.news import Stand
    from convtutor.quiz.question import Question
    from convtutor.quiz.round import Round


@dataclass(slots=True)
class Predicting:
    """Asks before steps. `round` holds the open question, `step` the step that answers it; `asked`
    are the steps of the present run that were asked about."""

    on: bool = False
    round: Round | None = None
    step: int = 0
    asked: set[int] = field(default_factory=set)
    run: Run | None = None
    stands: tuple[Stand, ...] = ()

    @property
    def question(self) -> Question | None:
        """Give the open question."""
        return None if self.round is None else self.round.question

    def next_before(self, before: Session, after: Session) -> tuple[Session, Stand] | None:
        """Open the first question on the way from one place to a later one; give where it is asked.

        None where nothing is to be asked on the way.
        """
        self.close()
        if not self.on or before.run is not after.run or after.cursor.level is Level.TAP:
            return None
        from convtutor.quiz.news import stands_of

        if self.run is not before.run:
            self.run, self.stands, self.asked = before.run, stands_of(before.run), set()
        for stand in self.stands:
            if before.cursor.step < stand.step <= after.cursor.step and (
                stand.step not in self.asked
            ):
                self.asked.add(stand.step)
                if self._open(stand, before):
                    return before.moved(_just_before(after.cursor, stand.step)), stand
        return None

    def _open(self, stand: Stand, session: Session) -> bool:
        """Open a question; one that cannot be asked of these numbers is left out."""
        from convtutor.quiz.news import question_at
        from convtutor.quiz.round import Round

        try:
            question = question_at(stand, session.lesson, session.run)
        except ConvtutorError:
            return False
        self.round, self.step = Round((question,), 0), stand.step
        return True

    def close(self) -> None:
        """Leave the open question."""
        self.round = None


def _just_before(cursor: Cursor, step: int) -> Cursor:
    """Stand before a step, at the level of a cursor."""
    return replace(cursor, step=step - 1, tap=None)
