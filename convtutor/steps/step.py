"""One element being made, and everything that was read for it.

Read   one array element read: its place in the padded frame, the element it really comes from
       (none for a constant), where it lies, its value, and whether it divides
Tap    one product: its number, reads, coefficient, product and what became of it
Step   one element of one array: its taps, the running values, the finished value
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.engine.finish import Finish
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate, Mark
from convtutor.steps.place import Place

if TYPE_CHECKING:
    from convtutor.steps.trace import Trace


@dataclass(frozen=True, slots=True)
class Read:
    """One array element read; `source` is None where a constant stands instead."""

    array: str
    index: Index
    source: Index | None
    where: Where
    value: float
    divides: bool = False


@dataclass(frozen=True, slots=True)
class Tap:
    """One product, divided by `divisor`; exactly 0 behind a closed gate.

    Taps are numbered from 0.
    """

    number: int
    reads: tuple[Read, ...]
    coefficient: float
    product: float
    fate: Fate
    divisor: float = 1.0

    @property
    def is_plain(self) -> bool:
        """Say whether the tap is one read, as it stands."""
        return len(self.reads) == 1 and self.coefficient == self.divisor == 1


@dataclass(frozen=True)
class Step:
    """One element of one array, made on demand from its index.

    `number` counts the elements of its trace from 0.
    """

    trace: Trace
    number: int
    index: Index

    @property
    def target(self) -> str:
        """Name the array being made."""
        return self.trace.rule.target

    @cached_property
    def taps(self) -> tuple[Tap, ...]:
        """Give the products in the order of the listing."""
        return self.trace.taps(self.index)

    @cached_property
    def partials(self) -> tuple[float, ...]:
        """Give the running value before each tap and after the last: len(taps) + 1 numbers."""
        return self.trace.partials(self.taps)

    @property
    def total(self) -> float:
        """Give the running value after the last tap."""
        return self.partials[-1]

    @property
    def finish(self) -> Finish | None:
        """Give what is done to the total last, None for nothing."""
        finish = self.trace.rule.finish
        return None if finish is None else finish(self.index)

    @cached_property
    def value(self) -> float:
        """Give the finished element."""
        return self.total if self.finish is None else self.finish.applied(self.total)

    @property
    def outside(self) -> int:
        """Count the reads that do not lie inside their array."""
        return sum(read.where is not Where.INSIDE for tap in self.taps for read in tap.reads)

    def place(self, tap: int | None = None) -> Place:
        """Give the address of this element, or of one of its taps."""
        return Place(self.trace.layer, self.target, self.index, tap)

    def mark(self, tap: int | None = None) -> Mark:
        """Give the line of the listing and its variables at a tap, or at the finished element."""
        fate = Fate.TAKEN if tap is None else self.taps[tap].fate
        return self.trace.rule.listing.locate(self.index, tap, fate)
