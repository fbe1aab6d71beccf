"""Where the learner stands on a timeline, and the moves from there.

Cursor  a position; every move returns a new one

A position is always *after* what it names: at tap i that tap is added, at an element the element is
finished, at a pass all of it. Where something is done to the sum last (a division, exp), that is a
position of its own behind the last tap. Step -1 is the start, before the first element. *into*
looks inside what was just finished, from its first part; *out* finishes what lies around.
"""

from __future__ import annotations

from dataclasses import replace

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.steps.level import LEVELS, Level, levels_around, unit_around
from convtutor.steps.place import Place
from convtutor.steps.step import Step
from convtutor.steps.timeline import Timeline, check_taps


@dataclass(frozen=True, slots=True)
class Cursor:
    """A level, a step of the timeline (-1: the start) and, at level TAP, a tap; None there is what
    is done last."""

    timeline: Timeline
    level: Level
    step: int
    tap: int | None = None

    @property
    def at_start(self) -> bool:
        """Say whether nothing has been made yet."""
        return self.step < 0

    @property
    def at_end(self) -> bool:
        """Say whether *next* leads nowhere: everything is made, or, at level TAP, every tap added
        (elements without taps may follow)."""
        if self.level is Level.TAP:
            return self._tap_after() is self
        return self.step == len(self.timeline) - 1

    @property
    def current(self) -> Step | None:
        """Give the element being made or just made, None at the start."""
        return None if self.at_start else self.timeline[self.step]

    @property
    def place(self) -> Place | None:
        """Give the address of the current element or tap, None at the start."""
        current = self.current
        return None if current is None else current.place(self.tap)

    def unit(self, level: Level | None = None) -> tuple[int, int]:
        """Give the first and the last step of the unit of a level around this position."""
        return unit_around(self.timeline, level or self.level, max(self.step, 0))

    def next(self) -> Cursor:
        """Finish the next thing at this level."""
        if self.level is Level.TAP:
            return self._tap_after()
        if self.at_end:
            return self
        if self.at_start:
            return replace(self, step=self.unit()[1])
        last = self.unit()[1]
        following = last if self.step < last else last + 1
        if following >= len(self.timeline):
            return replace(self, step=last)
        return replace(self, step=unit_around(self.timeline, self.level, following)[1])

    def back(self) -> Cursor:
        """Undo the last thing at this level; before the first one is the start."""
        if self.at_start:
            return self
        if self.level is Level.TAP:
            return self._tap_before()
        return replace(self, step=self.unit()[0] - 1)

    def into(self) -> Cursor:
        """Go one level down, to the first part of what was just finished; at the start, to the
        first part of what comes next."""
        if not len(self.timeline):
            return self
        begin, end = self.unit()
        level = self._level_below(begin)
        if level is None:
            return self
        if level is Level.TAP:
            return Cursor(self.timeline, level, end, 0)
        return Cursor(self.timeline, level, unit_around(self.timeline, level, begin)[1])

    def reverse_into(self) -> Cursor:
        """Go one level down, to the last part of what was just finished; at the start, stay."""
        if self.at_start:
            return self
        _, end = self.unit()
        level = self._level_below(end)
        if level is None:
            return self
        tap = self._taps(end) - 1 if level is Level.TAP else None
        return Cursor(self.timeline, level, end, tap)

    def out(self) -> Cursor:
        """Go one level up and finish the thing around this position."""
        level = self.level_above()
        if level is None:
            return self
        return Cursor(self.timeline, level, unit_around(self.timeline, level, max(self.step, 0))[1])

    def reverse_out(self) -> Cursor:
        """Go one level up, to just before the thing around this position began."""
        level = self.level_above()
        if level is None or self.at_start:
            return self
        return Cursor(self.timeline, level, unit_around(self.timeline, level, self.step)[0] - 1)

    def goto(self, place: Place) -> Cursor:
        """Go to a place: a tap, an element, or a whole pass at its end.

        Raises UsageError when the run does not hold the place.
        """
        step = self.timeline.step_at(place)
        if place.tap is None:
            level = Level.PASS if place.index is None else Level.ELEMENT
            return Cursor(self.timeline, level, step)
        if place.index is None:
            raise UsageError(f"{place}: a tap belongs to an element; name it, as in [0,1].tap[0]")
        check_taps(str(place), self.timeline[step])
        if not 0 <= place.tap < self._taps(step):
            raise UsageError(f"{place}: the last tap is {self._taps(step) - 1}")
        return Cursor(self.timeline, Level.TAP, step, place.tap)

    def start(self) -> Cursor:
        """Go before the first element, at this level but never at a tap."""
        level = Level.ELEMENT if self.level is Level.TAP else self.level
        return Cursor(self.timeline, level, -1)

    def end(self) -> Cursor:
        """Go behind the last element, at this level but never at a tap."""
        level = Level.ELEMENT if self.level is Level.TAP else self.level
        return Cursor(self.timeline, level, len(self.timeline) - 1)

    def level_below(self) -> Level | None:
        """Give the level that *into* leads to, None at a tap and where nothing was read."""
        return self._level_below(self.unit()[0]) if len(self.timeline) else None

    def level_above(self) -> Level | None:
        """Give the level that *out* leads to, None at the top."""
        if not len(self.timeline):
            return None
        step = max(self.step, 0)
        above = LEVELS[LEVELS.index(self.level) + 1 :]
        found = (level for level in levels_around(self.timeline, step) if level in above)
        return next((level for level in found if self._holds_other_steps(level, step)), None)

    def _taps(self, step: int) -> int:
        return len(self.timeline[step].taps)

    def _has_finish(self, step: int) -> bool:
        return self.timeline[step].finish is not None

    def _tap_after(self) -> Cursor:
        if self.step >= 0 and self.tap is not None:
            if self.tap + 1 < self._taps(self.step):
                return replace(self, tap=self.tap + 1)
            if self._has_finish(self.step):
                return replace(self, tap=None)
        for step in range(self.step + 1, len(self.timeline)):
            if self._taps(step):
                return replace(self, step=step, tap=0)
        return self

    def _tap_before(self) -> Cursor:
        if self.tap:
            return replace(self, tap=self.tap - 1)
        if self.tap is None:
            return replace(self, tap=self._taps(self.step) - 1)
        for step in range(self.step - 1, -1, -1):
            if count := self._taps(step):
                return replace(self, step=step, tap=None if self._has_finish(step) else count - 1)
        return replace(self, step=-1, tap=None)

    def _level_below(self, step: int) -> Level | None:
        """Give the largest level below that there is at a step of this unit."""
        below = LEVELS[: LEVELS.index(self.level)]
        for level in reversed(levels_around(self.timeline, step)):
            if level in below and self._holds_other_steps(level, step):
                return level if level is not Level.TAP or self._taps(step) else None
        return None

    def _holds_other_steps(self, level: Level, step: int) -> bool:
        """Say whether a level's unit differs from this one's; a tap differs from its element."""
        if Level.TAP in (level, self.level):
            return True
        return unit_around(self.timeline, level, step) != self.unit()


def cursor_at_start(timeline: Timeline) -> Cursor:
    """Give the position a session starts at: before the first element, at level element."""
    return Cursor(timeline, Level.ELEMENT, -1)
