"""The moment to be drawn: where the learner stands in a run, and what was there a moment ago.

Marking what the learner has had marked on the grids
Moment  a cursor seen as one element of one pass, with the arrays it is made from
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.steps import Cursor, Step, Trace

if TYPE_CHECKING:
    from convtutor.debugger.influence import Reached


@dataclass(frozen=True, slots=True, eq=False)
class Marking:
    """What is marked on the grids: what a change made another number than in `before`, the arrays
    by full name, what the `chosen` kernel cell (its row and column) has met, and the `reach` of a
    cell."""

    before: Mapping[str, Array] | None = None
    chosen: tuple[int, int] | None = None
    reach: Mapping[str, Reached] | None = None


NOTHING_MARKED = Marking()


@dataclass(frozen=True)
class Moment:
    """A cursor of a run, the cursor before the last move, and the run's arrays by full name;
    `marking` is what the learner has had marked."""

    cursor: Cursor
    previous: Cursor | None
    arrays: Mapping[str, Array]
    marking: Marking = NOTHING_MARKED

    @property
    def started(self) -> bool:
        """Say whether any element has been made."""
        return not self.cursor.at_start

    @cached_property
    def step(self) -> Step:
        """Give the current element; at the start, the one to be made first."""
        return self.cursor.timeline[max(self.cursor.step, 0)]

    @property
    def trace(self) -> Trace:
        """Give the pass of the current element."""
        return self.step.trace

    @property
    def tap(self) -> int | None:
        """Give the current tap, None between taps."""
        return self.cursor.tap

    @property
    def taps_done(self) -> int:
        """Count the taps of the current element that have been added."""
        if not self.started:
            return 0
        return len(self.step.taps) if self.tap is None else self.tap + 1

    @property
    def running(self) -> float | None:
        """Give the running value of the current element, the finished one when no tap is current;
        None before the start."""
        if not self.started:
            return None
        return self.step.value if self.tap is None else self.step.partials[self.taps_done]

    @property
    def made(self) -> int:
        """Count the elements of this pass that are finished before the current one."""
        return self.step.number if self.started else 0

    @property
    def changed(self) -> range:
        """Give the numbers of the elements of this pass, the current one excepted, that the last
        move has made."""
        if self.previous is None or not self.started:
            return range(0)
        offset = self.cursor.step - self.step.number
        return range(max(self.previous.step + 1 - offset, 0), self.step.number)

    def old(self, name: str) -> Array | None:
        """Give an array as it was before a change that was just made, None where nothing is known
        of it or its shape was another."""
        before = self.marking.before
        if before is None:
            return None
        found = before.get(name, before.get(f"{self.trace.layer}.{name}"))
        return found if found is not None and found.shape == self.array(name).shape else None

    def array(self, name: str) -> Array:
        """Give an array by the name the rule uses, the target included."""
        found = self.trace.arrays.get(name)
        return self.arrays[f"{self.trace.layer}.{name}"] if found is None else found
