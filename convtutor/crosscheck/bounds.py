"""How far a correctly rounded computation may be from the exact one, for every element.

For an element made of n products, in any order of summation, with or without fused multiply-add:

    |computed - exact| <= gamma(n + 1) M + n eta,    gamma(k) = k u / (1 - k u)

M is the sum of the absolute products, u the unit roundoff, eta the smallest normal number (it
covers underflow and flush-to-zero). To it comes what the errors of the reads themselves add. A
maximum rounds nothing. What is done to a sum last (a division, exp) scales the error by its slope
and adds a few roundings of its own. One function computes the bound of every operator from its
reading rule.

Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), chapters 3 and 2.

Precision  a dtype's unit roundoff, smallest normal number, digits, greatest number
Bounds     one pass: the bound of every element and the sizes it comes from
"""

import numpy as np

from convtutor.crosscheck.gathered import Floats, Truths, first_terms, is_listable
from convtutor.crosscheck.sums import (
    LayerNumbers,
    Sums,
    absolute_sums,
    finishes_of,
    quantum,
    rule_sums,
    rule_totals,
    times,
)
from convtutor.data import dataclass
from convtutor.engine.finish import Finish
from convtutor.engine.operator import Reduce

FLOAT64_UNIT = 2.0**-53
TF32_UNIT = 2.0**-10
WINOGRAD_UNITS = 64
EXACT_VALUES = 2.0**11

PROVEN, TF32, WINOGRAD = "proven", "tf32", "winograd"


@dataclass(frozen=True, slots=True)
class Precision:
    """A dtype: unit roundoff u, smallest normal number eta, binary digits, greatest number.

    `widest_value` is the greatest operand, in units of its array's last digit, for which a sum is
    called exact.
    """

    unit: float
    tiny: float
    digits: int
    greatest: float
    widest_value: float


PRECISIONS = {
    "float32": Precision(
        2.0**-24, 2.0**-126, 24, float(np.finfo(np.float32).max), EXACT_VALUES
    ),
    "float64": Precision(
        FLOAT64_UNIT, 2.0**-1022, 53, float(np.finfo(np.float64).max), 2.0**53
    ),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """One pass, in the target's shape.

    bound      the greatest permitted error; inf where a contested decision lies behind
    typical    the error that is usual: 4 sqrt(n) u M, at most the bound
    magnitude  M, the sum of absolute products
    products   n, how many there are
    contested  of a maximum: another read may have won within the errors
    """

    bound: Floats
    typical: Floats
    magnitude: Floats
    products: Floats
    contested: Truths


def gamma(count: Floats | float, unit: float) -> Floats | float:
    """Give gamma(k) = k u / (1 - k u), the relative error that k roundings can add up to."""
    return count * unit / (1 - count * unit)


def element_bounds(
    numbers: LayerNumbers, precision: Precision, allowance: str = PROVEN, bit_exact: bool = True
) -> Bounds:
    """Give the bound of every element of a pass, under the proven rule or a measured one.

    The float64 computation that stands for the exact one is allowed its own error too. Where
    rounding is impossible, `bit_exact` makes the bound 0.
    """
    with np.errstate(all="ignore"):  # NaN and inf among the values are numbers like others here
        if numbers.rule.reduce is Reduce.MAX:
            return _of_sure_maximum(numbers) if numbers.exact_reads else _of_maximum(numbers)
        sums = rule_sums(numbers) if _is_listed(numbers) else absolute_sums(numbers)
        bounds = _of_sum(sums, numbers, precision, allowance, bit_exact)
        return bounds if numbers.rule.finish is None else _finished(bounds, numbers, precision)


def _is_listed(numbers: LayerNumbers) -> bool:
    """Say whether the terms are listed: few, or such as do not add up in the layer itself on
    absolute values, because some are taken away."""
    return (
        numbers.has_contested
        or not numbers.is_simple
        or is_listable(numbers.rule)
        or any(term.coefficient < 0 for term in first_terms(numbers.rule))
    )


def _of_sum(
    sums: Sums, numbers: LayerNumbers, precision: Precision, allowance: str, bit_exact: bool
) -> Bounds:
    n, magnitude = sums.products, sums.magnitude
    most = n + 1 + sums.more
    roundings = gamma(most, precision.unit) + gamma(most, FLOAT64_UNIT)
    rounding = roundings * magnitude + n * precision.tiny
    rounding += measured_error(allowance, sums, precision)
    typical = 4 * np.sqrt(n) * precision.unit * magnitude
    exact = sums.copied
    if bit_exact:
        exact = exact | cannot_round(sums, numbers, precision)
    rounding = np.where(exact, 0.0, rounding)
    shape = numbers.rule.shape
    return Bounds(
        (rounding + sums.spread).reshape(shape),
        (np.minimum(typical, rounding) + sums.spread).reshape(shape),
        magnitude.reshape(shape),
        n.reshape(shape),
        np.zeros(shape, bool),
    )


def _finished(bounds: Bounds, numbers: LayerNumbers, precision: Precision) -> Bounds:
    """Give the bounds behind what is done to the sums last.

    How far an error of the sum can move the function is `moved_by`; the function rounds by itself
    a few units of its size.
    """
    totals = rule_totals(numbers)
    errors, usual = bounds.bound.reshape(-1), bounds.typical.reshape(-1)
    value, own, moved, usually = (np.empty(totals.shape) for _ in range(4))
    for finish, at in finishes_of(numbers.rule):
        total = totals[at]
        value[at] = finish.value(total)
        size = np.abs(value[at] if finish.size is None else finish.size(total))
        own[at] = finish.units * (precision.unit + FLOAT64_UNIT) * size
        own[at] += precision.tiny if finish.units > 0 else 0.0
        moved[at] = moved_by(finish, total, errors[at])
        usually[at] = moved_by(finish, total, usual[at])
    shape = bounds.bound.shape
    return Bounds(
        (moved + own).reshape(shape),
        (usually + own).reshape(shape),
        np.maximum(bounds.magnitude, np.abs(value).reshape(shape)),
        bounds.products,
        bounds.contested,
    )


def moved_by(finish: Finish, total: Floats, error: Floats) -> Floats:
    """Give how far an error of the sum can move the function of it.

    Of a function that only rises, or only falls, the ends of the error say it all: between two
    flat ends sigmoid may be steep. Of a parabola the slopes at the ends are the steepest.
    """
    ends = [total - error, total, total + error]
    steepest = np.max([np.abs(finish.slope(end)) for end in ends], axis=0)
    here = finish.value(total)
    reached = np.max([np.abs(finish.value(end) - here) for end in ends[::2]], axis=0)
    reached = np.where(error == 0, 0.0, reached)
    unbounded = np.isnan(steepest) | np.isnan(reached)
    moved: Floats = np.maximum(times(np.where(unbounded, np.inf, steepest), error), reached)
    return np.where(unbounded & (error > 0), np.inf, moved)


def measured_error(allowance: str, sums: Sums, precision: Precision) -> Floats | float:
    """Give what a measured rule adds to the proven one: nothing, TF32's or Winograd's error.

    TF32 rounds each factor to 10 fraction bits. Winograd's error goes with the whole array, not
    with the element. Both are empirical, and neither touches sums without products.
    """
    if all(len(names) < 2 for names in sums.forms):
        return 0.0
    if allowance == TF32:
        return (2 * TF32_UNIT + TF32_UNIT**2) * sums.magnitude
    if allowance == WINOGRAD:
        return WINOGRAD_UNITS * precision.unit * sums.widest
    return 0.0


def cannot_round(sums: Sums, numbers: LayerNumbers, precision: Precision) -> Truths:
    """Say which sums are exact in any order: every partial sum has few enough binary digits.

    All products are multiples of one power of two, and the sum of their absolute values is below
    2^digits of these. (Integers, or fractions with a power of two below.)
    """
    quanta = []
    for names in sums.forms:
        arrays = [numbers.values[name] for name in names]
        units = [quantum(values) for values in arrays]
        for values, unit in zip(arrays, units, strict=True):
            if not np.abs(values).max(initial=0) <= precision.widest_value * unit:
                return np.zeros(sums.magnitude.shape, bool)
        quanta.append(float(np.prod(units)))
    finest = min(quanta, default=1.0) * sums.finest
    if finest < precision.tiny:
        return np.zeros(sums.magnitude.shape, bool)
    limit = min(2.0**precision.digits * finest, precision.greatest)
    exact: Truths = (sums.spread == 0) & (sums.magnitude * (1 + 2.0**-20) < limit)
    return exact


def _of_sure_maximum(numbers: LayerNumbers) -> Bounds:
    """Give the bound of a maximum over the very values that torch read: 0."""
    shape = numbers.rule.shape
    none = np.zeros(shape)
    sizes = np.abs(numbers.values[numbers.rule.target])
    return Bounds(none, none, sizes, none, np.zeros(shape, bool))


def _of_maximum(numbers: LayerNumbers) -> Bounds:
    """Give the bound of a maximum: the greatest error of a read that may have won.

    A read may have won when, with its error, it reaches the best of what all reads surely are.
    """
    gathered, rule, shape = numbers.gathered(), numbers.rule, numbers.rule.shape
    values, errors = [], []
    for terms in gathered.groups:
        value = terms.coefficients
        for read in terms.reads(numbers.values, rule.outside):
            value = value * read
        held = {name: numbers.error(name) for name in terms.arrays}
        values.append(value)
        errors.append(sum(terms.reads(held, 0.0), np.zeros(len(value))))
    surely = gathered.greatest([v - e for v, e in zip(values, errors, strict=True)], -np.inf)
    able = [
        value + error >= surely[terms.elements]
        for terms, value, error in zip(gathered.groups, values, errors, strict=True)
    ]
    within = [np.where(a, error, 0) for a, error in zip(able, errors, strict=True)]
    bound = gathered.greatest(within, 0.0)
    contested = (gathered.summed(able) > 1) & (bound > 0)
    magnitude = gathered.greatest([np.abs(value) for value in values], 0.0)
    counts = gathered.summed([np.ones(len(value)) for value in values])
    return Bounds(
        bound.reshape(shape), bound.reshape(shape), magnitude.reshape(shape),
        counts.reshape(shape), contested.reshape(shape),
    )
