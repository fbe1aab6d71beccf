"""A round of questions on a recorded terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record
from convtutor.quiz.drawing import draw
from convtutor.quiz.question import Question
from convtutor.quiz.round import Round
from convtutor.quiz.templates import templates_of
from convtutor.scene.quiz_state import Quizzing
from convtutor.tui.quiz_app import QuizApp
from convtutor.tui.screens.quiz import QuizScreen
from tests.tui.showing import Showing
from tools.screens import RecordingDriver, Terminal

SEED = 7
VALUE, SIZE, CHOICE = "1 value conv1.output[0,0]", "2 size conv1", "keep-8x8"
READS, LINE = "1 reads conv1.output", "1 line conv1.output"


@cache
def lesson(name: str = "padding") -> Lesson:
    """Give a shipped lesson."""
    return read_lesson(find_lesson(name))


@cache
def question(id_: str, of: str = "padding", level: int = 1) -> Question:
    """Draw a question of a shipped lesson."""
    found = next(one for one in templates_of(lesson(of)) if one.id == id_)
    return draw(found, SEED, level)


def answer_of(asked: Question, mistake: str) -> str:
    """Give the answer that a mistake leads to."""
    return str(next(one.answer for one in asked.mistakes if one.name == mistake))


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
        Round(tuple(questions), SEED), "auto", language, record, driver_class=RecordingDriver
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
