"""The verdict on one array: our numbers, torch's, and what is allowed between them.

Ruling  the bounds under one rule: proven, or measured and named by the lane
Facts   what else is known of the elements
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

import numpy as np

from convtutor.crosscheck.bounds import PROVEN, TF32, WINOGRAD, Bounds, Precision
from convtutor.crosscheck.gathered import Truths
from convtutor.crosscheck.match import Difference, Match, Verdict
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index

MEASURED_VERDICTS = {TF32: Verdict.TF32, WINOGRAD: Verdict.WINOGRAD}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The bounds of every element under one rule."""

    rule: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Facts:
    """What else is known of the elements of an array.

    `undefined` marks those where no order of computation is prescribed for 0 x inf, so that they
    are left out when they differ. `ties` counts winners of equal value chosen otherwise. What is
    `trained` may have errors of earlier repeats in it.
    """

    undefined: Truths
    ties: int = 0
    trained: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ruling applied: which elements differ too much, and which were left out and why."""

    disagreeing: Truths
    excluded: Mapping[str, Truths] = field(default_factory=dict)

    @property
    def compared(self) -> Truths:
        """Say which elements were compared."""
        compared = np.ones(self.disagreeing.shape, bool)
        for mask in self.excluded.values():
            compared &= ~mask
        return compared


def differences(ours: Array, torch: Array) -> Array:
    """Give |ours - torch|; 0 for two NaN or the same infinity, inf where only one is a number."""
    with np.errstate(invalid="ignore", over="ignore"):
        sizes = np.abs(ours - torch)
    same = (ours == torch) | (np.isnan(ours) & np.isnan(torch))
    return np.where(same, 0.0, np.where(np.isfinite(sizes), sizes, np.inf))


def apply_ruling(
    ours: Array, torch: Array, bounds: Bounds, facts: Facts, precision: Precision
) -> Outcome:
    """Hold every element against its bound.

    Left out by name: elements behind a decision that the errors of earlier layers may turn
    ("kink"), sums that may overflow the dtype and do ("overflow"), and 0 x inf ("undefined"); of a
    training run, what differs where the errors of earlier repeats may by now be larger than
    anything in the array ("drift").
    """
    sizes = differences(ours, torch)
    with np.errstate(invalid="ignore"):
        differs = (sizes > 0) & ~(np.isfinite(sizes) & (sizes <= bounds.bound))
    kinks = ~np.isfinite(bounds.bound) & np.isfinite(ours) & np.isfinite(bounds.magnitude)
    too_large = np.isfinite(ours) & ~(bounds.magnitude <= precision.greatest)
    overflow = differs & too_large & ~kinks
    undefined = differs & facts.undefined & ~kinks & ~overflow
    drifted = np.zeros(ours.shape, bool)
    if facts.trained:
        most = bounds.magnitude.max(initial=0)
        drifted = (sizes > 0) & np.isfinite(bounds.bound) & (bounds.bound > most) & ~overflow
    masks = {"kink": kinks, "overflow": overflow, "undefined": undefined & ~drifted}
    excluded = {name: mask for name, mask in {**masks, "drift": drifted}.items() if mask.any()}
    return Outcome(differs & ~kinks & ~overflow & ~undefined & ~drifted, excluded)


def judge(
    array: str,
    scope: str,
    ours: Array,
    torch: Array,
    rulings: Iterable[Ruling],
    facts: Facts,
    precision: Precision,
) -> Match:
    """Give the verdict on one array: the first that holds, by the rulings in their order.

    The first ruling is the proven one. A mismatch is reported under the last, the widest.
    """
    if ours.shape != torch.shape:
        return Match(
            array, scope, ours.shape, Verdict.MISMATCH, ours.size, torch_shape=torch.shape
        )
    values = torch.astype(np.float64)
    verdict, outcome, bounds = Verdict.MISMATCH, None, None
    for ruling in rulings:
        bounds = ruling.bounds
        outcome = apply_ruling(ours, values, bounds, facts, precision)
        if not outcome.disagreeing.any():
            verdict = _agreement(ours, values, ruling, outcome)
            break
    if outcome is None or bounds is None:
        raise ValueError("judge needs at least one ruling")
    return Match(
        array, scope, ours.shape, verdict, int(outcome.disagreeing.sum()),
        {reason: int(mask.sum()) for reason, mask in outcome.excluded.items()},
        facts.ties, zero_signs(ours, values), greatest(ours, values, bounds, outcome),
    )


def _agreement(ours: Array, torch: Array, ruling: Ruling, outcome: Outcome) -> Verdict:
    """Name how the compared elements agree, once none of them differs too much."""
    compared = outcome.compared
    if not compared.any():
        return Verdict.EXACT if not ours.size else Verdict.NOT_CHECKED
    sizes = differences(ours, torch)[compared]
    if not sizes.any():
        return Verdict.EXACT
    if ruling.rule != PROVEN:
        return MEASURED_VERDICTS[ruling.rule]
    typical = (sizes <= ruling.bounds.typical[compared]).all()
    return Verdict.TYPICAL if typical else Verdict.WITHIN_BOUND


def zero_signs(ours: Array, torch: Array) -> int:
    """Count the zeros whose sign differs."""
    zeros = (ours == 0) & (torch == 0)
    return int((zeros & (np.signbit(ours) != np.signbit(torch))).sum())


def greatest(ours: Array, torch: Array, bounds: Bounds, outcome: Outcome) -> Difference | None:
    """Give the element of the greatest difference, among the disagreeing where there are any.

    Without any difference it is the element with the greatest bound.
    """
    pool = outcome.disagreeing if outcome.disagreeing.any() else outcome.compared
    if not pool.any():
        return None
    sizes = differences(ours, torch)
    measure = sizes if sizes[pool].any() else np.nan_to_num(bounds.bound, nan=0.0)
    at = index_of_greatest(np.where(pool, measure, -1.0))
    return Difference(at, float(ours[at]), float(torch[at]), float(bounds.bound[at]))


def index_of_greatest(measure: Array) -> Index:
    """Give the index of the greatest value, the first in row-major order."""
    flat: Any = np.argmax(measure)
    return tuple(int(at) for at in np.unravel_index(flat, measure.shape))
