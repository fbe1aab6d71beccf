"""How large the numbers of a grid can become, measured once for an array or a pass.

Extents  the extents of a run's arrays, of the values on the way to them, and of products
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from itertools import product

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.scene.numbers import Extent, extent_of
from convtutor.steps import Step, Tap, Trace

MOST_TAPS = 1200  # looked at in one pass
SAMPLED_TAPS = 540  # of a larger one; what it makes is known whole, these are on the way there
LONGEST_WORD = 4  # -inf


@dataclass(slots=True)
class Extents:
    """Measures each array and each pass when it is first asked for."""

    arrays: dict[int, Extent] = field(default_factory=dict)
    passes: dict[tuple[str, str], tuple[Extent, Extent]] = field(default_factory=dict)

    def array(self, array: Array) -> Extent:
        """Give the extent of an array."""
        known = self.arrays.get(id(array))
        if known is None:
            known = self.arrays[id(array)] = extent_of(array)
        return known

    def target(self, trace: Trace, array: Array) -> Extent:
        """Give the extent of the array a pass makes, the running values on the way included."""
        return self.array(array) | self._measured(trace)[0]

    def products(self, trace: Trace, first: Array, second: Array) -> Extent:
        """Give the extent of the products of two arrays, and of their sums where one element of
        the second is read several times."""
        if not _multiplies(trace):
            return self._measured(trace)[1]
        one, other = self.array(first), self.array(second)
        with np.errstate(over="ignore"):
            corners = [a * b for a, b in product((one.low, one.high), (other.low, other.high))]
        word = LONGEST_WORD if one.word or other.word else 0
        single = Extent(min(corners), max(corners), one.whole and other.whole, word)
        return single | self._measured(trace)[1]

    def _measured(self, trace: Trace) -> tuple[Extent, Extent]:
        """Give the extents of a pass's running values and of its sums by element."""
        key = trace.layer, trace.rule.target
        known = self.passes.get(key)
        if known is None:
            running: list[float] = []
            sums: list[float] = []
            for step in sampled(trace):
                running += [*step.partials[1:], step.value]
                sums += [*sums_by_place(step.taps).values(), *(tap.product for tap in step.taps)]
            known = self.passes[key] = _extent(running), _extent(sums)
        return known


@lru_cache(maxsize=64)
def _multiplies(trace: Trace) -> bool:
    """Say whether the products of a pass are two factors and nothing else."""
    return all(
        len(term.factors) < 3 and term.coefficient == term.divisor == 1
        and not any(factor.divides for factor in term.factors)
        for term in trace.rule.terms(trace.index_of(len(trace) // 2))
    )


def sums_by_place(taps: Sequence[Tap]) -> dict[Index, float]:
    """Add up the products of taps that read the same element of their second array."""
    sums: dict[Index, float] = defaultdict(float)
    for tap in taps:
        if len(tap.reads) > 1:
            sums[tap.reads[1].index] += tap.product
    return sums


def _extent(values: list[float]) -> Extent:
    return extent_of(np.array(values)) if values else Extent(0.0, 0.0, True, 0)


def sampled(trace: Trace) -> Iterator[Step]:
    """Give steps spread over a pass, all of them where they have few taps."""
    total = len(trace)
    taps = max(len(trace.rule.terms(trace.index_of(total // 2))), 1)
    count = total if total * taps <= MOST_TAPS else min(total, SAMPLED_TAPS // taps)
    return (trace[at * (total - 1) // max(count - 1, 1)] for at in range(count))
