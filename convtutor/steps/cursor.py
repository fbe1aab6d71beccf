"""Where the learner stands on a timeline, and the moves from there.

Level   what one move steps over: tap < element < channel < pass < layer < network
Cursor  a position; every move returns a new one

A position is always *after* what it names: at tap i that tap is added, at an element the element is
finished, at a pass all of it. Step -1 is the start, before the first element. *into* looks inside
what was just finished, from its first part; *out* finishes what lies around.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from convtutor.errors import UsageError
from convtutor.steps.place import Place
from convtutor.steps.step import Step
from convtutor.steps.timeline import Timeline


class Level(Enum):
    """What one move steps over; LEVELS holds them from the smallest to the largest."""

    TAP = "tap"
    ELEMENT = "element"
    CHANNEL = "channel"
    PASS = "pass"  # noqa: S105  a pass over the layer, no password
    LAYER = "layer"
    NETWORK = "network"


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A level, a step of the timeline (-1: the start) and, at level TAP, a tap."""

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
        """Say whether everything has been made."""
        last = self.step == len(self.timeline) - 1
        return last and (self.tap is None or self.tap == self._taps(self.step) - 1)

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
        if self.at_end or not len(self.timeline):
            return self
        if self.level is Level.TAP:
            return self._tap_after()
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
        """Go one level down, to the first part of what was just finished."""
        return self._into(first=True)

    def reverse_into(self) -> Cursor:
        """Go one level down, to the last part of what was just finished."""
        return self._into(first=False)

    def out(self) -> Cursor:
        """Go one level up and finish the thing around this position."""
        level = self._level_above()
        if level is None or not len(self.timeline):
            return self
        return Cursor(self.timeline, level, unit_around(self.timeline, level, max(self.step, 0))[1])

    def reverse_out(self) -> Cursor:
        """Go one level up, to just before the thing around this position began."""
        level = self._level_above()
        if level is None or self.at_start:
            return self
        return Cursor(self.timeline, level, unit_around(self.timeline, level, self.step)[0] - 1)

    def goto(self, place: Place) -> Cursor:
        """Go to a place: a tap, an element, or a whole pass at its end.

        Raises UsageError when the run does not hold the place.
        """
        step = self.timeline.step_at(place)
        if place.tap is not None:
            count = self._taps(step)
            if not 0 <= place.tap < count:
                raise UsageError(f"{place}: the last tap is {count - 1}")
            return Cursor(self.timeline, Level.TAP, step, place.tap)
        level = Level.PASS if place.index is None else Level.ELEMENT
        return Cursor(self.timeline, level, step)

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
        return self._level_below()

    def level_above(self) -> Level | None:
        """Give the level that *out* leads to, None at the top."""
        return self._level_above()

    def _taps(self, step: int) -> int:
        return len(self.timeline[step].taps)

    def _tap_after(self) -> Cursor:
        if self.step >= 0 and self.tap is not None and self.tap + 1 < self._taps(self.step):
            return replace(self, tap=self.tap + 1)
        for step in range(self.step + 1, len(self.timeline)):
            if self._taps(step):
                return replace(self, step=step, tap=0)
        return self

    def _tap_before(self) -> Cursor:
        if self.tap:
            return replace(self, tap=self.tap - 1)
        for step in range(self.step - 1, -1, -1):
            if count := self._taps(step):
                return replace(self, step=step, tap=count - 1)
        return replace(self, step=-1, tap=None)

    def _into(self, first: bool) -> Cursor:
        level = self._level_below()
        if level is None:
            return self
        begin, end = self.unit()
        if level is Level.TAP:
            step = max(self.step, 0)
            return Cursor(self.timeline, level, step, 0 if first else self._taps(step) - 1)
        step = unit_around(self.timeline, level, begin)[1] if first else end
        return Cursor(self.timeline, level, step)

    def _level_below(self) -> Level | None:
        if not len(self.timeline):
            return None
        below = LEVELS[: LEVELS.index(self.level)]
        for level in reversed(below):
            if level is Level.TAP:
                return level if self._taps(max(self.step, 0)) else None
            if unit_around(self.timeline, level, self.unit()[0]) != self.unit():
                return level
        return None

    def _level_above(self) -> Level | None:
        if not len(self.timeline):
            return None
        step = max(self.step, 0)
        here = unit_around(self.timeline, self.level, step)
        whole = unit_around(self.timeline, Level.PASS, step)
        for level in LEVELS[LEVELS.index(self.level) + 1 :]:
            unit = unit_around(self.timeline, level, step)
            if level is Level.CHANNEL and unit == whole:
                continue  # a single channel is the pass
            if level is Level.ELEMENT or unit != here:
                return level
        return None


def cursor_at_start(timeline: Timeline) -> Cursor:
    """Give the position a session starts at: before the first element, at level element."""
    return Cursor(timeline, Level.ELEMENT, -1)


def unit_around(timeline: Timeline, level: Level, step: int) -> tuple[int, int]:
    """Give the first and last step of the unit of a level that holds a step.

    A channel is what the first two axes of a 4-D target address, a layer the passes of one layer
    in one direction, the network everything.
    """
    if level in (Level.TAP, Level.ELEMENT):
        return step, step
    if level is Level.NETWORK:
        return 0, len(timeline) - 1
    number, within = timeline.locate(step)
    first, last = timeline.offsets[number], timeline.offsets[number + 1] - 1
    if level is Level.CHANNEL:
        shape = timeline.traces[number].rule.shape
        size = shape[-1] * shape[-2] if len(shape) > 2 else last - first + 1
        begin = first + within // size * size
        return begin, begin + size - 1
    if level is Level.LAYER:
        return _layer_around(timeline, number)
    return first, last


def _layer_around(timeline: Timeline, number: int) -> tuple[int, int]:
    traces = timeline.traces
    key = traces[number].layer, traces[number].rule.direction
    first = last = number
    while first > 0 and (traces[first - 1].layer, traces[first - 1].rule.direction) == key:
        first -= 1
    while last + 1 < len(traces) and (
        traces[last + 1].layer, traces[last + 1].rule.direction
    ) == key:
        last += 1
    return timeline.offsets[first], timeline.offsets[last + 1] - 1
