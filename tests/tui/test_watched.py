"""The screen of an author: each save is shown where one stands, a broken one beside the old one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from convtutor.lesson.read import read_lesson
from convtutor.progress.record import Record
from convtutor.tui.app import WatchedApp
from tests.lesson.written import CONV, EXAMPLE, HEAD
from tests.tui.showing import Showing, in_loop
from tools.screens import RecordingDriver, Terminal

GOOD = HEAD + EXAMPLE + CONV
LIMIT_S = 20.0


@asynccontextmanager
async def watching(record: Record, path: Path) -> AsyncIterator[Showing]:
    app = WatchedApp(
        read_lesson(path), 1, "conv1.output[0,1]", "cpu", "en", record,
        driver_class=RecordingDriver,
    )
    try:
        async with app.run_test(headless=False, size=(80, 24)) as pilot:
            shown = Showing(app, pilot, Terminal(80, 24))
            await shown.settle()
            yield shown
    finally:
        if app.failure is not None:
            raise app.failure


async def until(shown: Showing, text: str) -> None:
    """Wait until a text is on the screen."""
    async with asyncio.timeout(LIMIT_S):
        while text not in shown.text:
            await shown.settle()


@in_loop
async def test_a_save_is_shown_at_the_place_where_one_stands(
    record: Record, tmp_path: Path
) -> None:
    path = tmp_path / "small.toml"
    path.write_text(GOOD, encoding="utf-8")
    async with watching(record, path) as shown:
        path.write_text(GOOD.replace("[0, 1, 2]", "[0, 7, 2]"), encoding="utf-8")
        await until(shown, "was saved and is read again")
        assert shown.place == "conv1.output[0,0,0,1]"
        assert shown.screen.session.run.arrays["conv1.output"][0, 0, 0, 1] == 11
        assert "11" in shown.text
        await shown.press("left")
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_a_broken_save_is_told_with_its_line_while_the_last_version_stays(
    record: Record, tmp_path: Path
) -> None:
    path = tmp_path / "small.toml"
    path.write_text(GOOD, encoding="utf-8")
    async with watching(record, path) as shown:
        path.write_text(GOOD.replace("minutes = 5", "minutes = [red]"), encoding="utf-8")
        await until(shown, "The last good version stays.")
        assert "small.toml:5: not valid TOML" in shown.text
        await shown.press("left", "right")
        assert shown.place == "conv1.output[0,0,0,1]"
        path.write_text(GOOD.replace("[0, 1, 2]", "[0, 3, 2]"), encoding="utf-8")
        await until(shown, "was saved and is read again")
        assert shown.screen.session.run.arrays["conv1.output"][0, 0, 0, 1] == 7
