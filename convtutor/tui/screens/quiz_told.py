"""The part of the quiz screen that tells: the runs, the debugger, the end, and what is kept.

ToldQuiz  what is told of an answer and of the round; its answers are kept as they are given
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace

from convtutor.paint.palette import Ink
from convtutor.progress.answers import today
from convtutor.progress.record import Record
from convtutor.progress.review import scheduled
from convtutor.quiz.keeping import keep
from convtutor.quiz.round import Outcome, Result, Round
from convtutor.quiz.score import Summary, summary
from convtutor.scene.quiz_runs import Compared
from convtutor.scene.quiz_state import Phase, Quizzing
from convtutor.scene.quiz_texts import likeliest
from convtutor.steps import short_place
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.screens.quiz_drawn import DrawnQuiz
from convtutor.words import say


class ToldQuiz(DrawnQuiz):
    """A quiz screen with a record."""

    def __init__(
        self, ink: Ink, state: Quizzing, record: Record, device: str,
        leave: Callable[[], None] | None,
    ) -> None:
        super().__init__(ink, state)
        self.record, self.device, self.leave = record, device, leave
        if leave is not None:
            self.leaving = "home.key_home"
        self.kept = 0
        self.runs: Compared | None = None
        self.summed: tuple[Round, Summary] | None = None

    @abstractmethod
    def go(self, state: Quizzing) -> None:
        """Take another moment, and draw it."""

    # ---------------------------------------------------------------- what is told

    @property
    def compared(self) -> Compared | None:
        """Give the runs of the answer that is told, made once."""
        result = self.state.result
        if result is None or self.state.phase is not Phase.TOLD:
            return None
        if self.runs is None:
            last = result.tries[-1] if result.tries else None
            told_by = None if result.outcome is Outcome.SHOWN else likeliest(last)
            given = None if last is None else last.answer
            self.runs = Compared(result.question, told_by, self.state.language, given)
        return self.runs

    @property
    def summary(self) -> Summary:
        """Give what the round came to so far."""
        done = self.state.round.left()
        if self.summed is None or self.summed[0] is not self.state.round:
            made = summary(done, self.record.answers(), today())
            self.summed = (self.state.round, made)
        return self.summed[1]

    @property
    def coming_back(self) -> str:
        """Say when the question that is told comes back, nothing where it does not."""
        result = self.state.result
        if result is None:
            return ""
        template = result.question.template
        item = scheduled(self.record.answers()).get((template.lesson.id, template.id))
        if item is None:
            return ""
        days, same = max(item.day - today(), 1), "same_" if template.fixed else ""
        name = "tomorrow" if days == 1 else "in_days"
        return say(f"quizzing.{same}{name}", self.state.language, days=days)

    def do_debug(self) -> None:
        """Open the debugger on the case, at the place of the question."""
        if self.state.phase is Phase.TOLD:
            self.debug("quizzing.debugger")

    def debug(self, words: str) -> None:
        question, compared = self.state.question, self.compared
        if question is None or compared is None or question.asked.place is None:
            return
        place = question.asked.place if compared.place is None else str(compared.place)
        session = question.case.session(self.state.language, None, place)
        screen = LessonScreen(session, self.record, self.device, False, self._come_back)
        screen.stage.leaving = "quizzing.key_quiz"
        here = session.cursor.place
        name = place if here is None else short_place(here, session.cursor.timeline)
        screen.message = say(words, self.state.language, name=name)
        self.app.push_screen(screen)

    def _come_back(self) -> None:
        self.app.pop_screen()

    # ---------------------------------------------------------------- leaving

    def do_close(self) -> None:
        """Clear the line, take the answer back, or leave."""
        state = self.state
        if state.takes_text and state.typing.text:
            self.go(state.typed(replace(state.typing, text="", at=0)))
        elif state.phase is Phase.SURE:
            self.go(state.unsure())
        else:
            self.do_leave()

    def do_leave(self) -> None:
        """Go to the end of the round, and from there away."""
        if self.state.phase is not Phase.ENDED:
            self.go(self.state.left())
            return
        self.keep_all()
        if self.leave is None:
            self.app.exit(0)
        else:
            self.leave()

    def do_back(self) -> None:
        """Go back to the question that is open."""
        self.go(self.state.back())

    def keep_answers(self) -> None:
        """Keep the questions that are over, each once."""
        self._keep(self.state.over)

    def keep_all(self) -> None:
        """Keep them, and a question that was answered wrongly once and left."""
        self._keep(self.state.round.left().results)

    def _keep(self, results: tuple[Result, ...]) -> None:
        for result in results[self.kept :]:
            keep(result, self.record, today())
        self.kept = max(self.kept, len(results))
