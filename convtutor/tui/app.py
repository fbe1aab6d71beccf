"""The application that shows one lesson.

run_lesson   open a lesson's screen and give the exit code
run_watched  the same, and read the lesson again whenever its file is saved
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from convtutor.debugger.session import start_session
from convtutor.lesson.run import Run
from convtutor.lesson.schema import Example, Lesson
from convtutor.progress.record import Record
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.terminal_app import TerminalApp, run_app


class ConvtutorApp(TerminalApp):
    """Shows one lesson."""

    def __init__(
        self, lesson: Lesson, example: int, place: str | None, device: str, language: str,
        record: Record, driver_class: Any = None, runs: Mapping[Example, Run] | None = None,
    ) -> None:
        super().__init__(record, device, driver_class)
        self.session = start_session(lesson, language, example, place, runs)
        self.offers_resume = place is None and example == 1

    def first_screen(self) -> Screen[Any]:
        """Give the lesson's screen."""
        return LessonScreen(self.session, self.record, self.device, self.offers_resume)

    def keep_places(self) -> None:
        """Remember where the lesson is left."""
        for screen in self.screen_stack:
            if isinstance(screen, LessonScreen):
                screen.keep_place()


class WatchedApp(ConvtutorApp):
    """Shows one lesson that is being written."""

    def first_screen(self) -> Screen[Any]:
        """Give the screen that reads the lesson again."""
        from convtutor.tui.screens.watched import WatchedLessonScreen

        return WatchedLessonScreen(self.session, self.record, self.device, self.offers_resume)


def run_lesson(
    lesson: Lesson, example: int, place: str | None, device: str, language: str,
    runs: Mapping[Example, Run] | None = None,
) -> int:
    """Open the lesson screen and give the exit code: 0, or 128 + n when a signal ended it.

    `place` is a text as conv1.output[0,1], None for the start; `runs` are those of examples that
    are known already. Raises what went wrong inside, after the terminal is restored.
    """
    return run_app(
        lambda record: ConvtutorApp(
            lesson, example, place, device, language, record, runs=runs
        ), language,
    )


def run_watched(
    lesson: Lesson, example: int, place: str | None, device: str, language: str
) -> int:
    """Open the screen of a lesson that is being written; see run_lesson."""
    return run_app(
        lambda record: WatchedApp(lesson, example, place, device, language, record), language
    )
