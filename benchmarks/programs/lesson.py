"""The lesson screen, whole, on a terminal, and orders to step it.

Usage: python -m benchmarks.programs.lesson IN OUT FILE PLACE [--whole]

With --whole every pane refreshes itself whole where it would repaint a part.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.programs.orders import CountingDriver, Obedient, Order, run
from benchmarks.programs.speed import SPEED
from convtutor.lesson import caps
from convtutor.lesson.read import read_lesson
from convtutor.progress.record import open_record
from convtutor.tui.app import ConvtutorApp
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.widgets.pane import Pane

PAGE = 4  # steps within a page of columns, so that none turns it


class MeasuredApp(ConvtutorApp, Obedient):
    """The application as it is, obeying orders besides."""

    def orders(self) -> Mapping[str, Order]:
        """Give the orders of the lesson screen too."""
        return {
            **super().orders(), "sway": self.sway, "walk": self.walk, "whole": self.whole,
            "seek": self.seek, "checked": self.checked,
        }

    @property
    def lesson_screen(self) -> LessonScreen:
        """Give the screen that is stepped."""
        return next(screen for screen in self.screen_stack if isinstance(screen, LessonScreen))

    async def sway(self, times: int) -> dict[str, dict[str, float]]:
        """Go PAGE steps forward and back again, so many times; give one step of each direction."""
        forward, back = [], []
        for _ in range(times):
            forward.append(await self.frames(PAGE, self.lesson_screen.action_next))
            back.append(await self.frames(PAGE, self.lesson_screen.action_back))
        return {"forward": mean_of(forward), "back": mean_of(back)}

    async def walk(self, place: str, steps: int) -> dict[str, float]:
        """Go to a place and so many steps on from it; give one step."""
        await self.seek([place])
        return await self.frames(steps, self.lesson_screen.action_next)

    async def whole(self, times: int) -> dict[str, float]:
        """Repaint the whole screen so many times; give one."""
        return await self.frames(times, self.lesson_screen.refresh)

    async def seek(self, places: Sequence[str]) -> dict[str, float]:
        """Go to places that are typed, one after the other; give one jump."""
        left = list(places)

        def jump() -> None:
            screen = self.lesson_screen
            screen.stand(screen.session.goto(left.pop(0)))

        return await self.frames(len(places), jump)

    async def checked(self) -> str:
        """Say how far the torch check is."""
        return self.lesson_screen.check.state.value


def mean_of(blocks: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Give the means of equal blocks."""
    return {name: sum(block[name] for block in blocks) / len(blocks) for name in blocks[0]}


def refresh_whole() -> None:
    """Let every pane refresh all of itself, as a widget does that knows no regions."""
    true_refresh = Pane.refresh

    def refresh(self: Pane, *regions: object, **options: bool) -> Pane:
        return true_refresh(self, **options)

    Pane.refresh = refresh  # type: ignore[method-assign, assignment]


def main() -> None:
    """Open the lesson of the command line; its file may be larger than one that is shared."""
    if "--whole" in sys.argv:
        sys.argv.remove("--whole")
        refresh_whole()
    for kind in caps.LIMITS:
        caps.LIMITS[kind] *= 100
    gc.disable()
    with open_record("en") as record:
        record.set_setting("speed", str(SPEED))

        def make() -> MeasuredApp:
            file, place = sys.argv[1:]
            lesson = read_lesson(Path(file))
            app = MeasuredApp(lesson, 1, place, "auto", "en", record, CountingDriver)
            gc.enable()
            return app

        run(make)


if __name__ == "__main__":
    main()
