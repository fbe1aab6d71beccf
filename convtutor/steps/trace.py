"""The steps of one pass of one layer, made on demand.

Trace  a sequence of Step: one pass of one layer; nothing is computed until a step is asked for
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import isnan, prod
from typing import overload

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index, Shape
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Factor, Pass, Reduce, Term
from convtutor.steps.step import Read, Step, Tap

STEPS_KEPT = 8  # of all traces together


@dataclass(frozen=True, eq=False)
class Trace(Sequence[Step]):
    """One pass of one layer as a sequence of steps, in row-major order of the target.

    `arrays` holds what the rule reads, by the names the rule uses (input, weight, grad_output,
    indices, ...); the target itself is not needed.
    """

    layer: str
    rule: Pass
    arrays: Mapping[str, Array]

    def __len__(self) -> int:
        return prod(self.rule.shape)

    @property
    def repeat(self) -> str | None:
        """Give what tells the repeats of a layer apart, behind its name: 7 of conv1@7."""
        return self.layer.partition("@")[2] or None

    @overload
    def __getitem__(self, number: int) -> Step: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Step]: ...
    def __getitem__(self, number: int | slice) -> Step | Sequence[Step]:
        """Give one step, or the list of a slice of them; raises IndexError past the ends."""
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        at = number + len(self) if number < 0 else number
        if not 0 <= at < len(self):
            raise IndexError(f"step {number} of a pass of {len(self)} steps")
        return _step(self, at)

    def __iter__(self) -> Iterator[Step]:
        return (self[number] for number in range(len(self)))

    def index_of(self, number: int) -> Index:
        """Give the index of the number-th element."""
        index = []
        for extent in reversed(self.rule.shape):
            number, this = divmod(number, extent)
            index.append(this)
        return tuple(reversed(index))

    def number_of(self, index: Index) -> int:
        """Give the number of the step that makes the element at `index`.

        Raises IndexError where the target has no such element.
        """
        shape = self.rule.shape
        if len(index) != len(shape) or not all(
            0 <= at < extent for at, extent in zip(index, shape, strict=True)
        ):
            raise IndexError(
                f"{self.layer}.{self.rule.target} of shape {shape_text(shape)} has no element "
                f"[{','.join(map(str, index))}]"
            )
        number = 0
        for extent, at in zip(shape, index, strict=True):
            number = number * extent + at
        return number

    def taps(self, index: Index) -> tuple[Tap, ...]:
        """Make the taps of one element."""
        taps = []
        running = self.start
        for number, term in enumerate(self.rule.terms(index)):
            reads = tuple(self._read(factor) for factor in term.factors)
            product, fate = self._product(term, reads, running)
            taps.append(Tap(number, reads, term.coefficient, product, fate, term.divisor))
            running = self._after(running, product, fate)
        return tuple(taps)

    def partials(self, taps: Sequence[Tap]) -> tuple[float, ...]:
        """Give the running value before each tap and after the last."""
        partials = [self.start]
        for tap in taps:
            partials.append(self._after(partials[-1], tap.product, tap.fate))
        return tuple(partials)

    @property
    def start(self) -> float:
        """Give the running value before the first tap: 0 for a sum, -inf for a maximum."""
        return 0.0 if self.rule.reduce is Reduce.SUM else -np.inf

    def _read(self, factor: Factor) -> Read:
        value = (
            self.rule.outside
            if factor.source is None
            else float(self.arrays[factor.array][factor.source])
        )
        return Read(
            factor.array, factor.index, factor.source, factor.where, value, factor.divides
        )

    def _product(self, term: Term, reads: tuple[Read, ...], running: float) -> tuple[float, Fate]:
        gate = term.gate
        if gate is not None and self.arrays[gate.array][gate.index] != gate.wanted:
            return 0.0, Fate.BLOCKED
        product = _product_of(term, reads)
        if any(read.source is None for read in reads):
            return product, Fate.SKIPPED
        if self.rule.reduce is Reduce.SUM or product > running or isnan(product):
            return product, Fate.TAKEN
        return product, Fate.KEPT_OUT

    def _after(self, running: float, product: float, fate: Fate) -> float:
        if self.rule.reduce is Reduce.SUM:
            return running + product
        return product if fate is Fate.TAKEN else running


@lru_cache(maxsize=STEPS_KEPT)
def _step(trace: Trace, number: int) -> Step:
    """Make a step, or give the one made a moment ago, whose taps may be known by now."""
    return Step(trace, number, trace.index_of(number))


def _product_of(term: Term, reads: tuple[Read, ...]) -> float:
    """Multiply the coefficient with what is read, then divide; by 0 as torch does."""
    product = term.coefficient
    for read in reads:
        product = divided(product, read.value) if read.divides else product * read.value
    return product if term.divisor == 1 else divided(product, term.divisor)


def divided(above: float, below: float) -> float:
    """Divide as torch does: by 0 it gives an infinity or NaN."""
    if below:
        return above / below
    with np.errstate(all="ignore"):
        return float(np.divide(above, below))


def shape_text(shape: Shape) -> str:
    """Write a shape as people read it: 1x2x5x3, () without axes."""
    return "x".join(map(str, shape)) or "()"
