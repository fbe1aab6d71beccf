"""The lesson screen on a recorded terminal: keys go in, what a person would see comes out.

Showing  a running app, with the terminal that its bytes have drawn
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record
from convtutor.tui.app import ConvtutorApp
from convtutor.tui.screens.lesson import LessonScreen
from tests.tui.lessons import padding
from tools.screens import RecordingDriver, Terminal

Arguments = ParamSpec("Arguments")
ROUNDS = 6
FRAME_S = 1 / 60


def in_loop(
    test: Callable[Arguments, Awaitable[None]],
) -> Callable[Arguments, None]:
    """Make a test of a coroutine."""

    @wraps(test)
    def run(*arguments: Arguments.args, **keywords: Arguments.kwargs) -> None:
        asyncio.run(test(*arguments, **keywords))  # type: ignore[arg-type]

    return run


@dataclass(slots=True)
class Showing:
    """A running app at a size. `press` waits until the keys are done and drawn."""

    app: ConvtutorApp
    pilot: Pilot[Any]
    terminal: Terminal

    @property
    def driver(self) -> RecordingDriver:
        """Give the driver that records."""
        driver = self.app._driver
        assert isinstance(driver, RecordingDriver)
        return driver

    @property
    def screen(self) -> LessonScreen:
        """Give the lesson screen, whatever lies upon it."""
        return next(s for s in self.app.screen_stack if isinstance(s, LessonScreen))

    @property
    def place(self) -> str:
        """Give where the learner stands, "start" before the first step."""
        place = self.screen.session.cursor.place
        return "start" if place is None else str(place)

    @property
    def level(self) -> str:
        """Give the level's word."""
        return self.screen.session.cursor.level.value

    def playing(self) -> bool:
        """Say whether the lesson plays."""
        return self.screen.timer is not None

    @property
    def lines(self) -> list[str]:
        """Give the rows that the terminal shows by now."""
        self.terminal.feed(self.driver.taken())
        return self.terminal.lines

    @property
    def text(self) -> str:
        """Give all that the terminal shows, its lines joined by blanks."""
        return " ".join(line.strip() for line in self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys, all in one burst, and wait until their result is drawn."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = events.Key(name, key if len(key) == 1 else None)
            event.set_sender(self.app)
            self.app.post_message(event)
        await self.settle()

    async def settle(self) -> None:
        """Wait until what is under way has been handled and drawn; playing does not hold it up.

        A key goes from the app to the focused widget, to the screen, and back to the app, whose
        action sends messages on: each round empties every queue once.
        """
        for _ in range(ROUNDS):
            await self.pilot.pause(0)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; a test that waits for ever is ended by its time limit."""
        while not holds():
            await self.settle()
            await asyncio.sleep(FRAME_S)

    async def rest(self) -> None:
        """Wait until three frames in a row have painted nothing, and forget what was sent."""
        idle = 0
        while idle < 3:
            await self.settle()
            await asyncio.sleep(FRAME_S)
            idle = 0 if self.driver.taken() else idle + 1

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size: it is empty until the app has drawn on it."""
        self.driver.taken()
        self.terminal = Terminal(width, height)
        await self.pilot.resize_terminal(width, height)
        await self.settle()


@asynccontextmanager
async def showing(
    record: Record, size: tuple[int, int] = (80, 24), lesson: Lesson | None = None,
    example: int = 1, place: str | None = None, language: str = "en", device: str = "auto",
) -> AsyncIterator[Showing]:
    """Run the app at a size; what went wrong inside is raised here."""
    app = ConvtutorApp(
        lesson or padding(), example, place, device, language, record,
        driver_class=RecordingDriver,
    )
    app.animation_level = "full"
    try:
        async with app.run_test(headless=False, size=size) as pilot:
            shown = Showing(app, pilot, Terminal(*size))
            await shown.settle()
            yield shown
    finally:
        if app.failure is not None:
            raise app.failure
