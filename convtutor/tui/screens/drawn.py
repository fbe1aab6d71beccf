"""The part of the lesson screen that draws: the moment, the panels over it, the ways of drawing it.

DrawnScreen  what is open, what is marked, and the keys t, d, l, c, v, m, z, k
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.geometry import Size

from convtutor.engine.arrays import Array
from convtutor.paint.regions import LEAST
from convtutor.progress.record import SavedPlace
from convtutor.scene.footer import Situation
from convtutor.scene.marks import tapped_cell
from convtutor.scene.moment import Marking, Moment
from convtutor.scene.plot import curve_panel
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.scene.torch_check import TorchCheck
from convtutor.scene.watched import has_watched
from convtutor.steps import Cursor
from convtutor.tui.screens.commanding import CommandScreen, Panel
from convtutor.tui.stage import Shown
from convtutor.tui.torch_checks import TorchChecks
from convtutor.words import say


class DrawnScreen(CommandScreen):
    """A screen that draws its session."""

    builder: SceneBuilder
    checks: TorchChecks
    resume: SavedPlace | None

    def __init__(self) -> None:
        super().__init__()
        self.previous: Cursor | None = None
        self.torch_open = self.loops_open = False
        self.before: Mapping[str, Array] | None = None  # the arrays before the last change
        self.picture: str | None = None  # the way of drawing that was asked for
        self.chosen: tuple[int, int] | None = None  # the kernel cell that is followed
        self.drawn_at: Size | None = None
        self.lane = self.curve = 0  # 0 stands for all lanes, and for no curve

    @property
    def language(self) -> str:
        """Give the language of the session."""
        return self.session.language

    @property
    def check(self) -> TorchCheck:
        """Give the torch check of the present example."""
        return self.checks.of(self.session.run)

    def draw(self) -> None:
        """Draw the present moment; panes repaint only what differs."""
        size = self.drawn_at = self.app.size
        if size.width < LEAST[0] or size.height < LEAST[1]:
            text = say("screen.too_small", self.language, width=size.width, height=size.height,
                       lesson=self.session.lesson.id)
            self.stage.show_notice(text, size)
            return
        hidden = self.stage.layout.loops_hidden if self.stage.layout else False
        drawn = self.stage.picture
        scene = self._scene(hidden)
        panel = self._panel()
        opened = self.torch_open or panel is not None
        chosen = self.stage.arrange(scene, size, opened, self.loops_open, self.picture)
        if (chosen.loops_hidden, self.stage.picture) != (hidden, drawn):
            scene = self._scene(chosen.loops_hidden)
        words = scene.words if self.message is None else self.message
        loops_open = self.loops_open and chosen.loops_hidden and not opened
        self.stage.show(
            Shown(
                scene, words, self._state(), self.check, self.lane, self.torch_open, loops_open,
                panel, self.console.desk if has_watched(self.console.desk) else None,
            ),
            chosen, size.width,
        )

    def _scene(self, loops_hidden: bool) -> Scene:
        situation = self._situation(loops_hidden)
        marking = Marking(self.before, self.chosen, self.reach)
        return self.builder.scene(self.session.cursor, self.previous, situation, marking)

    def _panel(self) -> Panel | None:
        """Give what writes the open panel that is neither torch's nor the loops', None for none."""
        if self.torch_open:
            return None
        if not self.curve:
            return self.panel
        view = self.builder.curves.view(self.curve - 1, self.session.cursor)
        return partial(curve_panel, view, self.language)

    def _situation(self, loops_hidden: bool) -> Situation:
        return Situation(
            playing=self.timer is not None,
            torch_open=self.torch_open,
            mismatch=self.check.mismatch is not None,
            several_lanes=self.check.lanes > 1,
            loops_hidden=loops_hidden,
            picture=self.stage.picture,
            resume=self.resume is not None,
            task=self.session.example.task is not None,
            changed=self.session.number in self.session.changes,
            reason=self.session.example.why is not None,
            goal_reached=self.session.goal_reached,
            next_example=self.session.number < len(self.session.lesson.examples),
            curves=len(self.builder.curves) > 0,
            panel_open=self.panel is not None and not self.curve,
        )

    def _state(self) -> str:
        if self.timer is None:
            return say("screen.paused", self.language)
        return say("screen.playing", self.language, speed=self.speed)

    # ---------------------------------------------------------------- a kernel cell

    @property
    def moment(self) -> Moment:
        """Give the present moment."""
        return self._scene(loops_hidden=False).moment

    def follow(self, cell: tuple[int, int] | None) -> None:
        """Mark what a kernel cell has met, or nothing any more where it is the one already."""
        self.chosen = None if cell == self.chosen else cell
        self.message = None
        if self.chosen is not None:
            row, col = self.chosen
            self.message = say("marks.followed", self.language, row=row, col=col)
        self.draw()

    def action_kernel_cell(self) -> None:
        """Follow the kernel cell of the current tap, or none any more."""
        cell = tapped_cell(self.moment)
        if cell is None and self.chosen is None:
            self.message = say("marks.none", self.language)
            self.draw()
        else:
            self.follow(self.chosen or cell)

    # ---------------------------------------------------------------- panels

    def action_torch(self) -> None:
        """Open or close the torch panel; the first opening runs the example on torch."""
        self.torch_open, self.curve = not self.torch_open, 0
        if self.torch_open:
            self.checks.start(self.session.run)
        self.draw()

    def action_lane(self) -> None:
        """Show the next lane of the torch check, or all of them together again."""
        if self.torch_open and self.check.lanes > 1:
            self.lane = (self.lane + 1) % (self.check.lanes + 1)
            self.draw()

    def action_loops(self) -> None:
        """Show the loops in place of the panes below, where there is no room for both."""
        self.loops_open = not self.loops_open
        self.draw()

    def action_curve(self) -> None:
        """Show the next curve in place of the panes below, behind the last one none."""
        count = len(self.builder.curves)
        self.curve = (self.curve + 1) % (count + 1)
        self.torch_open = self.torch_open and not self.curve
        if not count:
            self.message = say("screen.no_curves", self.language)
        self.draw()

    def action_picture(self, name: str) -> None:
        """Draw in the way of a name, or in the best one again where it is that already; `next`
        is the way after the present one."""
        scene, now = self.builder.scene(self.session.cursor), self.stage.picture
        offered = scene.offered
        if name == "next":
            name = self.stage.after(now, scene, self.app.size, self.torch_open)
        self.picture = None if name == now == self.picture else name
        if name not in offered:
            self.message = say("pictures.no_picture", self.language)
        elif len(offered) == 1:
            self.message = say("pictures.one_picture", self.language)
        self.draw()
        if name in offered and self.stage.picture != name and self.picture is not None:
            self.message = say("pictures.no_room", self.language)
            self.draw()

    def action_heat(self) -> None:
        """Draw large planes as colours, or as numbers where they are colours already."""
        self.action_picture("row" if self.stage.picture == "heat" else "heat")
