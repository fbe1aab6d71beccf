"""The application that asks a round of questions.

run_quiz  open the quiz screen and give the exit code
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from convtutor.progress.record import Record
from convtutor.quiz.round import Round
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.screens.quiz import QuizScreen
from convtutor.tui.terminal_app import TerminalApp, run_app


class QuizApp(TerminalApp):
    """Asks one round."""

    def __init__(
        self, round_: Round, device: str, language: str, record: Record, driver_class: Any = None
    ) -> None:
        super().__init__(record, device, driver_class)
        self.round, self.language = round_, language

    def first_screen(self) -> Screen[Any]:
        """Give the quiz screen."""
        return QuizScreen(self.round, self.record, self.device, self.language)

    def keep_places(self) -> None:
        """Keep the answers given so far."""
        for screen in self.screen_stack:
            if isinstance(screen, QuizScreen):
                screen.keep_all()
            elif isinstance(screen, LessonScreen):
                screen.keep_place()


def run_quiz(make: Callable[[Record], Round], device: str, language: str) -> int:
    """Open the quiz screen on the round that is made from the learner's record, and give the exit
    code: 0, or 128 + n when a signal ended it.

    Raises what making the round raises, before the terminal is taken, and what went wrong inside,
    after it is restored.
    """
    return run_app(lambda record: QuizApp(make(record), device, language, record), language)
