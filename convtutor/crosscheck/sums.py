"""The sizes that a rounding error is measured by, for every element of a summing pass.

Sums          for every element: the sum of absolute products, their count, what the reads' own
              errors add
LayerNumbers  what one pass of one layer computes with
rule_sums     from the reading rule, term by term
absolute_sums from the same layer on absolute values; the same numbers, for passes of many terms
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from convtutor.crosscheck.gathered import OUTSIDE, Floats, Gathered, Terms, Truths, first_terms
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.operator import AnyOperator, Pass

Form: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayerNumbers:
    """One pass of one layer in float64.

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

    magnitude  the sum of absolute products, reads at their greatest
    spread     how much the errors of the reads can move the sum; inf behind a contested gate
    products   how many products are added up
    copied     the element is one value copied, so nothing is rounded
    forms      which arrays are multiplied with one another
    widest     greatest |first factor| times the greatest sum of |second factors|: Winograd's scale
    """

    magnitude: Floats
    spread: Floats
    products: Floats
    copied: Truths
    forms: tuple[Form, ...]
    widest: float


def times(left: Array, right: Array) -> Array:
    """Multiply with 0 x inf = 0: a factor that is certainly 0 makes a product of 0."""
    return np.where((left == 0) | (right == 0), 0.0, left * right)


def product_range(terms: Terms, numbers: LayerNumbers) -> tuple[Floats, Floats]:
    """Give the absolute value of every product (T), and the greatest it can be."""
    outside = numbers.rule.outside
    errors = {name: numbers.error(name) for name in terms.arrays}
    reads = terms.reads(numbers.values, outside)
    low, high = np.abs(terms.coefficients), np.abs(terms.coefficients)
    for read, error in zip(reads, terms.reads(errors, 0.0), strict=True):
        low, high = times(low, np.abs(read)), times(high, np.abs(read) + error)
    return low, high


def finite_or(greatest: Floats, smallest: Floats) -> Floats:
    """Give the greatest size, the smallest where an unbounded error would make it infinite."""
    return np.where(np.isfinite(greatest), greatest, smallest)


def uncertain_terms(terms: Terms, numbers: LayerNumbers) -> Truths:
    """Say which terms stand behind a contested gate (T)."""
    if terms.gate is None or numbers.contested is None:
        return np.zeros(len(terms.elements), bool)
    uncertain: Truths = numbers.contested.reshape(-1)[terms.gate_places]
    return uncertain


def rule_sums(numbers: LayerNumbers) -> Sums:
    """Give the sums from the reading rule. Its products are counted as it lists them."""
    gathered = numbers.gathered()
    magnitudes, spreads, counts, rounded = [], [], [], []
    for terms in gathered.groups:
        low, high = product_range(terms, numbers)
        uncertain = uncertain_terms(terms, numbers)
        counted = terms.are_open(numbers.values) | uncertain
        plain = len(terms.arrays) == 1 and bool(np.all(np.abs(terms.coefficients) == 1))
        magnitudes.append(np.where(counted, finite_or(high, low), 0))
        spread = np.where(high == low, 0, high - low)
        spreads.append(np.where(uncertain, np.inf, np.where(counted, spread, 0)))
        counts.append(counted)
        rounded.append(counted & (not plain))
    products = gathered.summed(counts)
    return Sums(
        gathered.summed(magnitudes),
        gathered.summed(spreads),
        products,
        (products <= 1) & (gathered.summed(rounded) == 0),
        tuple(terms.arrays for terms in gathered.groups),
        _widest(gathered, numbers),
    )


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
    operands = {name: values[name] for name in operator.operands if name in values}
    if target == "output":
        return operator.forward(operands, params)
    gradients = operator.vjp(values["grad_output"], operands, numbers.values, params)
    return gradients[target.removeprefix("grad_")]
