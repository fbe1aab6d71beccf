"""The part of the lesson screen that moves within an example, by a key a step or by playing.

MovingScreen  the keys of moving and of playing
"""

from __future__ import annotations

from abc import abstractmethod

from textual.timer import Timer

from convtutor.console.console import Work
from convtutor.debugger.commands import BY_NAME, Order
from convtutor.debugger.desk import MOVES
from convtutor.steps import Cursor, beside
from convtutor.tui.memory import Memory
from convtutor.tui.screens.task import TaskScreen
from convtutor.words import say

SPEEDS = (1, 2, 4, 8, 15, 30, 60, 120, 240, 480)
MOST_TICKS = 60


class MovingScreen(TaskScreen):
    """A screen with a session that is stepped."""

    memory: Memory
    speed: int
    work: Work | None = None

    def __init__(self) -> None:
        super().__init__()
        self.timer: Timer | None = None

    @abstractmethod
    def move(self, cursor: Cursor) -> None:
        """Move within the example."""

    def go(self, name: str) -> None:
        """Make a move of the debugger; where breakpoints are set, no further than the first."""
        if self.console.desk.stopping or self.console.predicting.on:
            self.begin_work(self.console.obey(Order(BY_NAME[name])))
        else:
            self.move(MOVES[name](self.session).cursor)

    @abstractmethod
    def begin_work(self, work: Work) -> None:
        """Do work that may take long."""

    def action_next(self) -> None:
        """Finish the next thing at this level."""
        self.go("next")

    def action_back(self) -> None:
        """Take the last thing at this level back."""
        self.go("reverse-next")

    def action_into(self) -> None:
        """Look inside."""
        self.move(self.session.cursor.into())

    def action_reverse_into(self) -> None:
        """Look inside, from the end."""
        self.move(self.session.cursor.reverse_into())

    def action_out(self) -> None:
        """Finish what lies around."""
        self.go("finish")

    def action_reverse_out(self) -> None:
        """Go before what lies around."""
        self.go("reverse-finish")

    def action_start(self) -> None:
        """Go before the first step."""
        self.move(self.session.cursor.start())

    def action_end(self) -> None:
        """Go to the last step."""
        self.move(self.session.cursor.end())

    def action_plane(self, by: int) -> None:
        """Go to the same cell of the plane before or the next one; say so where there is none."""
        to = beside(self.session.cursor, by)
        if to != self.session.cursor:
            self.move(to)
            return
        self.message = say("lanes.no_plane", self.session.language)
        self.draw()

    def action_play(self) -> None:
        """Start or stop playing; with reduced motion take a single step."""
        if self.app.animation_level == "none":
            self.action_next()
        elif self.timer is not None:
            self.pause()
            self.draw()
        else:
            self._play()
            self.draw()

    def pause(self) -> None:
        """Stop playing."""
        if self.timer is not None:
            self.timer.stop()
            self.timer = None

    def _play(self) -> None:
        self.pause()
        self.timer = self.set_interval(1 / min(self.speed, MOST_TICKS), self._tick)

    def _tick(self) -> None:
        """Advance by as many steps as the speed asks of one frame; drawn once."""
        if self.console.desk.stopping or self.console.predicting.on:
            self._tick_to_a_stop()
            return
        cursor = self.session.cursor
        for _ in range(max(1, self.speed // MOST_TICKS)):
            cursor = cursor.next()
        self.move(cursor)

    def _tick_to_a_stop(self) -> None:
        """Advance as a tick does, where the tick before has ended; what is met ends the playing."""
        if self.work is None:
            count = max(1, self.speed // MOST_TICKS)
            self.begin_work(self.console.obey(Order(BY_NAME["next"], count)))

    def action_faster(self) -> None:
        """Play faster."""
        self._set_speed(1)

    def action_slower(self) -> None:
        """Play slower."""
        self._set_speed(-1)

    def _set_speed(self, by: int) -> None:
        at = SPEEDS.index(self.speed) + by
        self.speed = SPEEDS[min(max(at, 0), len(SPEEDS) - 1)]
        self.memory.keep_speed(self.speed)
        if self.timer is not None:
            self._play()
        else:
            self.message = say("screen.speed", self.session.language, speed=self.speed)
        self.draw()
