"""Who wrote a number: the products it was added up from, each followed back to what is given.

Kind          made by a pass, given, ...
Origin        one element of an array, with its value and what it was made of
Contribution  one tap of its step: what it adds, its share, and where each of its reads comes from

Nothing is computed before it is asked for, so an origin reaches as far back as one cares to look.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from math import inf, isfinite, isnan

from convtutor.data import dataclass
from convtutor.debugger.sources import layer_of, made_at
from convtutor.engine.finish import Finish
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.steps import Place, Step, Tap
from convtutor.words import say


class Kind(Enum):
    """How an element came to be."""

    MADE = "made"
    GIVEN = "given"  # a tensor, a weight, a target
    UPSTREAM = "upstream"  # where the way back begins, or where nobody hands a gradient back
    KEPT = "kept"  # decided on the way forward together with the output: winners, gates


@dataclass(frozen=True)
class Contribution:
    """What one tap adds to an element: its product, 0 where it is blocked or not the largest.

    `share` is its part of the sum, None where that says nothing: of a sum that is 0, infinite or
    NaN.
    """

    run: Run
    tap: Tap
    layer: str
    amount: float
    share: float | None

    @cached_property
    def sources(self) -> tuple[Origin | None, ...]:
        """Say of every read where it comes from, None for one outside its array."""
        return tuple(
            None if read.source is None
            else Origin(self.run, made_at(self.run, self.layer, read.array, read.source))
            for read in self.tap.reads
        )

    @property
    def number(self) -> int:
        """Give the place in the rule's order, from 0."""
        return self.tap.number


@dataclass(frozen=True)
class Origin:
    """One element. `place` is where it is made, or where it stands when nobody makes it.

    `value` is what stands in the array.
    """

    run: Run
    place: Place

    @property
    def value(self) -> float:
        """Give the element."""
        array = self.run.arrays[f"{self.place.layer}.{self.place.array}"]
        return float(array[self.place.index or ()])

    @cached_property
    def step(self) -> Step | None:
        """Give the step that makes it, None for one that is given."""
        timeline = self.run.timeline
        if timeline.trace_named(self.place.layer, self.place.array) is None:
            return None
        return timeline[timeline.step_at(self.place)]

    @property
    def kind(self) -> Kind:
        """Say how it came to be: by a pass, or how else."""
        if self.step is not None:
            return Kind.MADE
        if self.place.array == "grad_output":
            return Kind.UPSTREAM
        bound = layer_of(self.run, self.place.layer)
        given = bound is not None and self.place.array in bound.shapes
        return Kind.GIVEN if given else Kind.KEPT

    @property
    def followed(self) -> Origin | None:
        """Give what to look at next: where the largest contribution made by a pass comes from.

        Of its reads that is the one made on the same way, forward or back, None where none is.
        """
        for made in self.contributions:
            known = [source for source in made.sources if source is not None and source.step]
            if known and made.amount:  # a NaN is followed as well
                return min(known, key=self._is_other_way)
        return None

    def _is_other_way(self, source: Origin) -> bool:
        directions = {
            found.step.trace.rule.direction for found in (self, source) if found.step is not None
        }
        return len(directions) > 1

    @property
    def is_largest(self) -> bool:
        """Say whether it is the largest of what was read rather than the sum."""
        return self.step is not None and self.step.trace.rule.reduce is Reduce.MAX

    @property
    def total(self) -> float:
        """Give the sum, or the largest, before anything else is done to it."""
        return self.value if self.step is None else self.step.total

    @property
    def finish(self) -> Finish | None:
        """Give what is done to the total last, None for nothing."""
        return None if self.step is None else self.step.finish

    @cached_property
    def in_order(self) -> tuple[Contribution, ...]:
        """Give the contributions in the rule's order; their amounts add up to the total."""
        if self.step is None:
            return ()
        largest = winner(self.step.taps) if self.is_largest else None
        return tuple(self._contribution(tap, largest) for tap in self.step.taps)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Give the contributions by size, NaN and the infinite first, equal ones in the rule's
        order; of a maximum the winner stands first."""
        return tuple(sorted(self.in_order, key=self._rank))

    def _contribution(self, tap: Tap, largest: int | None) -> Contribution:
        counts = tap.number == largest if self.is_largest else tap.fate is not Fate.BLOCKED
        amount = tap.product if counts else 0.0
        if self.is_largest:
            share: float | None = float(counts)
        else:
            share = amount / self.total if self.total and isfinite(self.total) else None
        return Contribution(self.run, tap, self.place.layer, amount, share)

    def _rank(self, made: Contribution) -> float:
        if self.is_largest:
            return -(made.share or 0)
        return -inf if isnan(made.amount) else -abs(made.amount)


def origin_of(run: Run, place: Place, language: str = "en") -> Origin:
    """Give the origin of an element of any array of a run.

    Raises UsageError where the run has no such element.
    """
    array = run.arrays.get(f"{place.layer}.{place.array}")
    index = place.index or ()
    fits = array is not None and len(index) == array.ndim and all(
        0 <= at < extent for at, extent in zip(index, array.shape, strict=True)
    )
    if not fits:
        raise UsageError(say("origin.no_element", language, place=str(place)))
    return Origin(run, made_at(run, place.layer, place.array, index))


def winner(taps: tuple[Tap, ...]) -> int | None:
    """Give the number of the tap that is the largest: the last one that was taken."""
    return next((tap.number for tap in reversed(taps) if tap.fate is Fate.TAKEN), None)
