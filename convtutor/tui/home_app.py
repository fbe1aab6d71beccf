"""The application that begins at home: choose a lesson, do it, come back.

run_home  open the home screen and give the exit code
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen

from convtutor.lesson.shelf import Shelf, read_shelf
from convtutor.progress.record import Record
from convtutor.tui.screens.home import HomeScreen
from convtutor.tui.terminal_app import TerminalApp, run_app


class HomeApp(TerminalApp):
    """Shows the home screen; lessons are opened over it."""

    def __init__(
        self, shelf: Shelf, device: str, language: str, record: Record, driver_class: Any = None
    ) -> None:
        super().__init__(record, device, driver_class)
        self.shelf, self.language = shelf, language

    def first_screen(self) -> Screen[Any]:
        """Give the home screen."""
        return HomeScreen(self.shelf, self.record, self.device, self.language)

    def keep_places(self) -> None:
        """Remember where an open lesson is left."""
        for screen in self.screen_stack:
            if isinstance(screen, HomeScreen):
                screen.keep_place()


def run_home(folder: Path | None, device: str, language: str) -> int:
    """Open the home screen over all lessons, or those of a folder, and give the exit code.

    Raises AccessError for a folder that cannot be read, and what went wrong inside, after the
    terminal is restored.
    """
    shelf = read_shelf(folder)
    return run_app(lambda record: HomeApp(shelf, device, language, record), language)
