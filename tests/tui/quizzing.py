"""A round of questions on a recorded terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from convtutor.progress.record import Record
from convtutor.quiz.question import Question
from convtutor.scene.quiz_state import Quizzing
from convtutor.tui.quiz_app import QuizApp
from convtutor.tui.screens.quiz import QuizScreen
from tests.quiz.questions import round_of
from tests.tui.showing import Showing
from tools.screens import RecordingDriver, Terminal


class Asking(Showing):
    """A running round."""

    @property
    def quiz(self) -> QuizScreen:
        """Give the quiz screen, whatever lies upon it."""
        return next(s for s in self.app.screen_stack if isinstance(s, QuizScreen))

    @property
    def state(self) -> Quizzing:
        """Give the present moment."""
        return self.quiz.state


@asynccontextmanager
async def asking(
    record: Record, questions: Sequence[Question], size: tuple[int, int] = (120, 40),
    language: str = "en",
) -> AsyncIterator[Asking]:
    """Run a round at a size; what went wrong inside is raised here."""
    app = QuizApp(
        round_of(*questions), "auto", language, record, driver_class=RecordingDriver
    )
    app.animation_level = "full"
    try:
        async with app.run_test(headless=False, size=size) as pilot:
            shown = Asking(app, pilot, Terminal(*size))  # type: ignore[arg-type]
            await shown.settle()
            yield shown
    finally:
        if app.failure is not None:
            raise app.failure
