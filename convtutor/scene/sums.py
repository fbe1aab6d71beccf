"""What the cells of a pass of stamps hold after some of them, and how many are laid at a moment.

Sums   the running sums of the cells asked for last
Laid   how many stamps are laid, and which one the current cell just took
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field
from itertools import product

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.scene.extents import MOST_TAPS
from convtutor.scene.grid import Rect
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Extent, extent_of
from convtutor.scene.stamps import Stamping
from convtutor.steps import Level, Trace

MOST_KEPT = 100_000  # products; beyond, what is kept is forgotten


@dataclass(slots=True)
class Sums:
    """Keeps for each cell asked for the numbers of its stamps and its running sums; for the cells
    of one pass at a time. `rings` are the extents of what the cells around hold, by pass."""

    trace: Trace | None = None
    kept: int = 0
    cells: dict[Index, tuple[list[int], tuple[float, ...]]] = field(default_factory=dict)
    rings: dict[Trace, Extent] = field(default_factory=dict)

    def after(self, stamping: Stamping, index: Index, laid: int) -> float:
        """Give what a cell holds when the stamps 0..laid-1 are laid.

        The cell may lie in the padding: there the rule of a pass with zeros around says what would
        be handed on to it, which the edge cuts off.
        """
        numbers, sums = self._of(stamping, index)
        return sums[bisect_left(numbers, laid)]

    def ring(self, stamping: Stamping) -> Extent:
        """Give the extent of what the cells around come to hold, measured once a pass."""
        trace = stamping.trace
        known = self.rings.get(trace)
        if known is None:
            sums = (trace.partials(trace.taps(index)) for index in _ring(stamping))
            values = [value for partials in sums for value in partials]
            known = self.rings[trace] = extent_of(np.array(values or [0.0]))
        return known

    def _of(self, stamping: Stamping, index: Index) -> tuple[list[int], tuple[float, ...]]:
        if stamping.trace is not self.trace or self.kept > MOST_KEPT:
            self.trace, self.kept, self.cells = stamping.trace, 0, {}
        found = self.cells.get(index)
        if found is None:
            taps = sorted(stamping.trace.taps(index), key=stamping.order)
            found = [stamping.order(tap) for tap in taps], stamping.trace.partials(taps)
            self.cells[index] = found
            self.kept += len(taps)
        return found


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the stamps stand: `count` are laid, and the last of them, `stamp`, is the one that the
    current cell just took; None where the moment is no single stamp."""

    count: int
    stamp: int | None = None


def laid_at(moment: Moment, stamping: Stamping) -> Laid:
    """Say how many stamps are laid, in step with the cell that gathers.

    At a tap it is the tap's stamp, at a finished cell the last one that lies on it, and where more
    than a cell was finished at once they are all laid.
    """
    if not moment.started:
        return Laid(0)
    if moment.cursor.level not in (Level.TAP, Level.ELEMENT):
        return Laid(stamping.count + 1)
    taps = moment.step.taps
    if not taps:
        return Laid(0)
    last = stamping.order(taps[-1 if moment.tap is None else moment.tap])
    return Laid(last + 1, last if last < stamping.count else None)


def _ring(stamping: Stamping) -> Iterator[Index]:
    """Give the places around what is made, spread over all planes where they are many."""
    rows, cols = stamping.axes
    inside, frame = Rect(0, 0, rows.i, cols.i), stamping.frame
    places = product(range(frame.row0, frame.row1), range(frame.col0, frame.col1))
    ring = [at for at in places if at not in inside]
    leadings = list(np.ndindex(stamping.leading(stamping.trace.rule.shape)))
    step = max(1, len(ring) * len(leadings) * rows.k * cols.k // MOST_TAPS)
    every = list(product(leadings, ring))[::step]
    return (stamping.index(leading, at) for leading, at in every)
