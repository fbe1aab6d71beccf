"""Small pictures of the lessons' inputs, made beside the keys once a lesson stays chosen.

Pictures  `want` begins one, `of` gives what draws it when it is made

NumPy and the engine are imported here when the first picture is made, not before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from convtutor.errors import ConvtutorError
from convtutor.paint.home import Picture
from convtutor.paint.palette import Ink
from convtutor.scene.road import Stop

if TYPE_CHECKING:
    from convtutor.scene.grid import Grid

AFTER_S = 0.12  # a lesson that is only passed by is not read


class Pictures:
    """`made` is called when a picture is there, `failed` with a fault of ours in making one."""

    def __init__(
        self, language: str, made: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        self.language = language
        self.grids: dict[tuple[object, ...], Grid | None] = {}
        self._made, self._failed = made, failed
        self._task: asyncio.Task[None] | None = None

    def of(self, stop: Stop | None, ink: Ink) -> Picture | None:
        """Give what draws the picture of a lesson, None before it is made."""
        grid = self.grids.get(key_of(stop))
        if grid is None:
            return None
        from convtutor.paint.picture import picture_rows

        return lambda width, height: picture_rows(grid, width, height, ink)

    def want(self, stop: Stop | None) -> None:
        """Begin the picture of a lesson, unless it is made; the one before is no longer wanted."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if stop is not None and stop.header is not None and key_of(stop) not in self.grids:
            self._task = asyncio.create_task(self._make(stop))

    async def _make(self, stop: Stop) -> None:
        await asyncio.sleep(AFTER_S)
        try:
            grid = await asyncio.to_thread(picture_of, stop, self.language)
        except Exception as error:  # nobody awaits a task: what goes wrong is handed on
            self._failed(error)
            return
        self.grids[key_of(stop)] = grid
        self._made()

    async def end(self) -> None:
        """End what is under way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


def key_of(stop: Stop | None) -> tuple[object, ...]:
    """Give what a picture depends on."""
    return () if stop is None else (stop.listed.path, stop.place)


def picture_of(stop: Stop, language: str) -> Grid | None:
    """Give the first grid of a lesson where it was left, else at its start; None for a file with
    problems, which are told when it is opened."""
    from convtutor.debugger.session import start_session
    from convtutor.lesson.read import read_lesson
    from convtutor.scene.scene import SceneBuilder
    from convtutor.tui.resuming import resumed

    try:
        lesson = read_lesson(stop.listed.path)
    except ConvtutorError:
        return None
    session = resumed(lesson, stop.place, language) or start_session(lesson, language)
    return SceneBuilder(session.run, lesson.id, language).scene(session.cursor).grids[0]
