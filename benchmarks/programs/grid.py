"""One grid alone on a terminal, beside a line that never changes.

Usage: python -m benchmarks.programs.grid IN OUT FILE PLACE
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from benchmarks.child import SIZE
from benchmarks.programs.orders import CountingDriver, Obedient, Order, run
from convtutor.debugger.session import start_session
from convtutor.lesson.read import read_lesson
from convtutor.paint.glyphs import UNICODE
from convtutor.paint.layout import layout
from convtutor.paint.palette import DARK, Ink
from convtutor.scene.scene import SceneBuilder
from convtutor.tui.widgets.grid_pane import GridPane
from convtutor.tui.widgets.pane import Pane

PAGE = 4
TEXT = "a line that is painted as it stands"


class ConstantLine(Pane):
    """Paints one line that was made beforehand: the least that a repaint can cost."""

    strip = Strip([Segment(TEXT)])

    def render_line(self, y: int) -> Strip:
        """Give the line."""
        return self.strip


class GridApp(Obedient):
    """The input's grid of a lesson at some places, each made beforehand."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, path: str, place: str) -> None:
        super().__init__(driver_class=CountingDriver)
        session = start_session(read_lesson(Path(path)), "en", 1, place)
        builder = SceneBuilder(session.run, session.lesson.id, "en")
        cursors = [session.cursor]
        for _ in range(PAGE):
            cursors.append(cursors[-1].next())
        scenes = [builder.scene(cursor) for cursor in cursors]
        self.grids = [scene.grids[0] for scene in scenes]
        made = layout(scenes[0].grids, scenes[0].sizes, *SIZE, "en")
        self.place, self.ink, self.at = made.grids[0], Ink(DARK, UNICODE), 0
        self.pane, self.line = GridPane("grid"), ConstantLine("line")

    def compose(self) -> ComposeResult:
        """Make the grid and the line."""
        yield self.pane
        yield self.line

    def on_mount(self) -> None:
        """Show both."""
        self.line.move(0, 0, len(TEXT), 1)
        self.show(0)

    def show(self, by: int) -> None:
        """Show the grid that is so many steps on."""
        self.at += by
        self.pane.show_grid(self.grids[self.at], self.place, self.ink)

    def orders(self) -> Mapping[str, Order]:
        """Give the orders of the grid too."""
        return {**super().orders(), "sway": self.sway, "whole": self.whole, "floor": self.floor}

    async def sway(self, times: int) -> dict[str, float]:
        """Step to the last grid and back, so many times; give one step."""
        steps = [*[1] * PAGE, *[-1] * PAGE] * times
        return await self.frames(len(steps), lambda: self.show(steps.pop(0)))

    async def whole(self, times: int) -> dict[str, float]:
        """Repaint the whole grid so many times; give one."""
        return await self.frames(times, self.pane.refresh)

    async def floor(self, times: int) -> dict[str, float]:
        """Repaint the line that never changes so many times; give one."""
        region = Region(0, 0, len(TEXT), 1)
        return await self.frames(times, lambda: self.line.refresh(region))


if __name__ == "__main__":
    run(lambda: GridApp(*sys.argv[1:]))
