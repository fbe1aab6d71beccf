"""The sizes that a rounding error is measured by, for every element of a summing pass.

Sums          for every element: the sum of absolute products, their count, what the reads' own
              errors add
LayerNumbers  what one pass of one layer computes with
rule_sums     from the reading rule, term by term
absolute_sums from the same layer on absolute values; the same numbers, for passes of many terms
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from convtutor.crosscheck.gathered import OUTSIDE, Floats, Gathered, Terms, Truths, first_terms
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.finish import Finish
from convtutor.engine.operator import AnyOperator, Pass

Form: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayerNumbers:
    """One pass of one layer in float64.

    It `is_simple` when the layer has no stages, so that a pass is linear in what it reads.

    `gathered` lists the terms of the rule. `values` holds what is read, by local name. `errors`
    bounds how far each value may be from the one that torch read, by the same names; an absent
    name means that torch read the very same value. `contested` (shape of the output) marks the
    decisions that those errors may turn.
    """

    operator: AnyOperator
    params: Any
    rule: Pass
    gathered: Callable[[], Gathered]
    values: Arrays
    errors: Arrays = field(default_factory=dict)
    contested: Truths | None = None
    is_simple: bool = True

    @property
    def has_contested(self) -> bool:
        """Say whether some decision may have turned."""
        return self.contested is not None and bool(self.contested.any())

    @property
    def exact_reads(self) -> bool:
        """Say whether torch read the very same values."""
        return not any(error.any() for error in self.errors.values())

    def error(self, name: str) -> Array:
        """Give the error of a value, zeros where it has none."""
        found = self.errors.get(name)
        return np.zeros(self.values[name].shape) if found is None else found


@dataclass(frozen=True, slots=True)
class Sums:
    """For every element, row-major (E).

    magnitude  the sum of absolute products, reads at their greatest, without those of infinities
    spread     how much the errors of the reads can move the sum, and the terms that their gate may
               let in or keep out; of a gradient behind such a gate nothing is claimed: inf
    products   how many products are added up
    copied     the element is one value copied, so nothing is rounded
    forms      which arrays are multiplied with one another
    widest     greatest |first factor| times the greatest sum of |second factors|: Winograd's scale
    more       roundings of one product beyond the first, at most
    finest     a power of two that every coefficient is a multiple of; 0 where there is a division
    """

    magnitude: Floats
    spread: Floats
    products: Floats
    copied: Truths
    forms: tuple[Form, ...]
    widest: float
    more: float = 0.0
    finest: float = 1.0


def times(left: Array, right: Array) -> Array:
    """Multiply with 0 x inf = 0: a factor that is certainly 0 makes a product of 0."""
    return np.where((left == 0) | (right == 0), 0.0, left * right)


def product_range(terms: Terms, numbers: LayerNumbers) -> tuple[Floats, Floats]:
    """Give the absolute value of every product (T), and how far the reads' errors can move it.

    The second is built up factor by factor, so that it does not cancel.
    """
    outside = numbers.rule.outside
    errors = {name: numbers.error(name) for name in terms.arrays}
    reads = terms.reads(numbers.values, outside)
    size: Floats = np.abs(terms.coefficients / terms.divisors)
    spread: Floats = np.zeros(len(terms.elements))
    held = zip(reads, terms.reads(errors, 0.0), terms.divides, strict=True)
    for read, error, divides in held:
        factor, moved = (_inverse if divides else _direct)(np.abs(read), error)
        spread = times(spread, factor + moved) + times(size, moved)
        size = times(size, factor)
    return size, spread


def _direct(size: Floats, error: Floats) -> tuple[Floats, Floats]:
    return size, error


def _inverse(size: Floats, error: Floats) -> tuple[Floats, Floats]:
    """Give 1 / size and how far an error moves it: without end where it may reach 0."""
    sure = size - error
    moved = np.where(error == 0, 0.0, np.where(sure > 0, error / (size * sure), np.inf))
    inverse: Floats = 1 / size
    return inverse, moved


def roundings_of(terms: Terms) -> Floats:
    """Count the roundings of each product (T) beyond the first: gamma(n + 1) has room for one.

    A coefficient other than 1 and -1 is a factor of its own, and may itself be rounded; a divisor
    is one more.
    """
    plain = np.abs(terms.coefficients) == 1
    own = 2.0 * ~plain + (terms.divisors != 1)
    more: Floats = np.maximum(len(terms.arrays) - 2 + own, 0.0)
    return more


def quantum(values: Array) -> float:
    """Give the greatest power of two that every value is a multiple of.

    1 for zeros alone; 0 when a value is not finite.
    """
    used = np.abs(values[values != 0].astype(float))
    if not np.isfinite(used).all():
        return 0.0
    if not used.size:
        return 1.0
    fractions, exponents = np.frexp(used)
    digits = (fractions * 2.0**53).astype(np.int64)
    lowest = (digits & -digits).astype(float)
    return float(np.ldexp(lowest, exponents - 53).min())


def finite_or(greatest: Floats, smallest: Floats) -> Floats:
    """Give the greatest size, the smallest where an unbounded error would make it infinite."""
    return np.where(np.isfinite(greatest), greatest, smallest)


def read_no_number(terms: Terms, numbers: LayerNumbers) -> Truths:
    """Say which products (T) read an infinity or NaN: in any order their sum is one too, and
    nothing of it is rounded."""
    reads = terms.reads(numbers.values, numbers.rule.outside)
    found = np.zeros(len(terms.elements), bool)
    for read in reads:
        found |= ~np.isfinite(read)
    return found


def uncertain_terms(terms: Terms, numbers: LayerNumbers) -> Truths:
    """Say which terms stand behind a contested gate (T)."""
    if terms.gate is None or numbers.contested is None:
        return np.zeros(len(terms.elements), bool)
    uncertain: Truths = numbers.contested.reshape(-1)[terms.gate_places]
    return uncertain


def rule_sums(numbers: LayerNumbers) -> Sums:
    """Give the sums from the reading rule. Its products are counted as it lists them."""
    gathered = numbers.gathered()
    magnitudes, spreads, counts, rounded, most = [], [], [], [], 0.0
    for terms in gathered.groups:
        size, moved = product_range(terms, numbers)
        size = np.where(read_no_number(terms, numbers), 0.0, size)
        uncertain = uncertain_terms(terms, numbers)
        counted = terms.are_open(numbers.values) | uncertain
        bare = len(terms.arrays) == 1 and terms.divides != (True,)
        plain = bare & (np.abs(terms.coefficients) == 1) & (terms.divisors == 1)
        magnitudes.append(np.where(counted, finite_or(size + moved, size), 0))
        turned = np.inf if numbers.rule.direction == "backward" else size + moved
        spreads.append(np.where(uncertain, turned, np.where(counted, moved, 0)))
        counts.append(counted)
        rounded.append(counted & ~plain)
        most = max(most, float((roundings_of(terms) * counted).max(initial=0)))
    products = gathered.summed(counts)
    return Sums(
        gathered.summed(magnitudes),
        gathered.summed(spreads),
        products,
        (products <= 1) & (gathered.summed(rounded) == 0),
        tuple(terms.arrays for terms in gathered.groups),
        _widest(gathered, numbers),
        most,
        _finest(gathered),
    )


def _finest(gathered: Gathered) -> float:
    """Give the power of two that every coefficient is a multiple of, 0 where something divides."""
    if any(any(terms.divides) or (terms.divisors != 1).any() for terms in gathered.groups):
        return 0.0
    return min((quantum(terms.coefficients) for terms in gathered.groups), default=1.0)


def rule_totals(numbers: LayerNumbers) -> Floats:
    """Give the sums themselves, from the reading rule, before anything is done to them (E)."""
    gathered, products = numbers.gathered(), []
    for terms in gathered.groups:
        value = terms.coefficients / terms.divisors
        reads = terms.reads(numbers.values, numbers.rule.outside)
        for read, divides in zip(reads, terms.divides, strict=True):
            value = value / read if divides else value * read
        products.append(np.where(terms.are_open(numbers.values), value, 0.0))
    return gathered.summed(products)


def finishes_of(rule: Pass) -> tuple[tuple[Finish, list[int]], ...]:
    """Give what is done last, each with the elements it is done to, row-major."""
    if rule.finish is None:
        return ()
    found: dict[Finish, list[int]] = {}
    for number, index in enumerate(product(*map(range, rule.shape))):
        found.setdefault(rule.finish(index), []).append(number)
    return tuple(found.items())


def _widest(gathered: Gathered, numbers: LayerNumbers) -> float:
    widest = 0.0
    for terms in gathered.groups:
        if len(terms.arrays) != 2 or not len(terms.elements):
            continue
        first, second = terms.reads(numbers.values, numbers.rule.outside)
        inside = np.where(terms.places[0] == OUTSIDE, 0, np.abs(second))
        sums = np.bincount(terms.elements, inside, gathered.size)
        widest = max(widest, float(np.abs(first).max() * sums.max()))
    return widest


def absolute_sums(numbers: LayerNumbers) -> Sums:
    """Give the sums from the layer itself on absolute values: every product is then positive.

    Not where a contested gate may open or close. Products with the constant 0 of the padding are
    not counted: nothing is rounded when 0 is added.
    """
    low = {name: np.abs(values) for name, values in numbers.values.items()}
    high = {name: values + numbers.error(name) for name, values in low.items()}
    magnitude = _layer_pass(numbers, high).reshape(-1)
    smallest = _layer_pass(numbers, low).reshape(-1)
    ones = {name: np.ones_like(values) for name, values in low.items()}
    products = _layer_pass(numbers, ones).reshape(-1)
    plain = all(
        len(term.factors) == 1 and abs(term.coefficient) == 1 for term in first_terms(numbers.rule)
    )
    return Sums(
        finite_or(magnitude, smallest),
        np.where(magnitude == smallest, 0.0, magnitude - smallest),
        products,
        (products <= 1) & plain,
        forms(numbers.rule),
        _widest_of_layer(numbers, low),
    )


def _widest_of_layer(numbers: LayerNumbers, low: Arrays) -> float:
    """Give Winograd's scale from the layer: the second factors alone, added up."""
    pair = next((names for names in forms(numbers.rule) if len(names) == 2), None)
    if pair is None:
        return 0.0
    first, second = pair
    alone = {name: values * (name == second) for name, values in low.items()}
    sums = _layer_pass(numbers, {**alone, first: np.ones_like(low[first])})
    return float(low[first].max(initial=0) * sums.max(initial=0))


def forms(rule: Pass) -> tuple[Form, ...]:
    """Give which arrays are multiplied with one another, from the first element with terms."""
    terms = first_terms(rule)
    return tuple(dict.fromkeys(tuple(f.array for f in term.factors) for term in terms))


def _layer_pass(numbers: LayerNumbers, values: Mapping[str, Array]) -> Array:
    """Compute the pass's array from other values; what was saved decides as it did."""
    operator, params, target = numbers.operator, numbers.params, numbers.rule.target
    operands = operator.operands_in(values)
    if target == "output":
        return operator.forward(operands, params)
    gradients = operator.vjp(values["grad_output"], operands, numbers.values, params)
    return gradients[target.removeprefix("grad_")]
