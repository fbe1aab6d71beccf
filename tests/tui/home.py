"""The home screen on a recorded terminal, over a course of small lessons."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from convtutor.lesson.shelf import read_shelf
from convtutor.progress.record import Record
from convtutor.tui.home_app import HomeApp
from convtutor.tui.screens.home import HomeScreen
from tests.lesson.written import CONV, EXAMPLE, HEAD
from tests.tui.showing import FRAME_S, Showing
from tools.screens import RecordingDriver, Terminal

BACKWARD = EXAMPLE.replace('"one"', '"two"') + CONV
MOST_FRAMES = 600


def write_course(folder: Path, *names: str) -> Path:
    """Write lessons of two examples in an order, and a broken one."""
    folder.mkdir()
    for at, name in enumerate(names, start=1):
        head = HEAD.replace('"small"', f'"{name}"').replace('"Small"', f'"{name.upper()}"')
        needs = f'needs = ["{names[at - 2]}"]\n' if at > 1 else ""
        section = f'order = {at}\nsection = {{ en = "part {(at + 1) // 2}", zh = "部分" }}\n'
        text = head + needs + section + EXAMPLE + CONV + BACKWARD
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "wrong.toml").write_text("schema = ", encoding="utf-8")
    return folder


class AtHome(Showing):
    """A running home screen."""

    @property
    def home(self) -> HomeScreen:
        """Give the home screen, whatever lies upon it."""
        return next(s for s in self.app.screen_stack if isinstance(s, HomeScreen))

    @property
    def chosen(self) -> str:
        """Name the chosen lesson."""
        stop = self.home.home.stop
        return "" if stop is None else stop.name

    def row(self, name: str) -> str:
        """Give the line of a lesson."""
        return next(line for line in self.lines if f"  {name} " in line)

    async def until(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        for _ in range(MOST_FRAMES):
            if text in self.text:
                return
            await asyncio.sleep(FRAME_S)
            await self.settle()
        raise AssertionError(f"waited for {text!r}, seen: {self.lines}")


@asynccontextmanager
async def at_home(
    folder: Path, record: Record, size: tuple[int, int] = (120, 40), language: str = "en"
) -> AsyncIterator[AtHome]:
    """Run the app over a course; what went wrong inside is raised here."""
    app = HomeApp(read_shelf(folder), "auto", language, record, driver_class=RecordingDriver)
    app.animation_level = "full"
    try:
        async with app.run_test(headless=False, size=size) as pilot:
            shown = AtHome(app, pilot, Terminal(*size))  # type: ignore[arg-type]
            await shown.settle()
            yield shown
    finally:
        if app.failure is not None:
            raise app.failure
