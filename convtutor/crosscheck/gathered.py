"""A reading rule as index arrays, so that all its elements are evaluated at once.

Terms     terms of one form (the same arrays, the same gate): whose element, what they read
Gathered  all terms of one pass
"""

from array import array
from collections.abc import Iterable
from dataclasses import field
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.operator import Pass, Term

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]

OUTSIDE = -1
MOST_GATHERED_TERMS = 50_000


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of one form.

    `elements` (T) says which element each belongs to, row-major. `places` (F, T) is the flat index
    that each factor reads in the array of `arrays`, OUTSIDE where the pass's constant stands;
    `divides` (F) says which factors divide. `coefficients` and `divisors` (T) are numbers.
    `gate_places` and `wanted` (T) are the flat index into the array `gate` and the value that
    opens it; both empty without a gate.
    """

    arrays: tuple[str, ...]
    gate: str | None
    elements: Numbers
    places: Numbers
    coefficients: Floats
    gate_places: Numbers
    wanted: Numbers
    divides: tuple[bool, ...] = ()
    divisors: Floats = field(default_factory=lambda: np.ones(0))

    def reads(self, values: Arrays, outside: float) -> list[Floats]:
        """Give what each factor reads, `outside` where no element is: F arrays (T)."""
        return [
            take(values[name], places, outside)
            for name, places in zip(self.arrays, self.places, strict=True)
        ]

    def are_open(self, values: Arrays) -> Truths:
        """Say which terms count: those without a gate and those whose gate is open (T)."""
        if self.gate is None:
            return np.ones(len(self.elements), bool)
        opened: Truths = values[self.gate].reshape(-1)[self.gate_places] == self.wanted
        return opened


@dataclass(frozen=True, slots=True)
class Gathered:
    """All terms of one pass; `groups` holds them by form."""

    rule: Pass
    groups: tuple[Terms, ...]

    @property
    def size(self) -> int:
        """Count the elements of the pass."""
        return prod(self.rule.shape)

    def summed(self, values: Iterable[Any]) -> Floats:
        """Add up one value a term (T), given group by group, for every element."""
        total = np.zeros(self.size)
        for terms, value in zip(self.groups, values, strict=True):
            total += np.bincount(terms.elements, np.asarray(value, float), self.size)
        return total

    def greatest(self, values: Iterable[Any], start: float) -> Floats:
        """Give the greatest of `start` and one value a term (T), for every element."""
        greatest = np.full(self.size, start)
        for terms, value in zip(self.groups, values, strict=True):
            np.maximum.at(greatest, terms.elements, value)
        return greatest


def gather(rule: Pass, shapes: Shapes) -> Gathered:
    """Ask the rule once for the terms of every element; `shapes` are those of what it reads."""
    collectors: dict[_Form, _Collector] = {}
    for number, index in enumerate(product(*map(range, rule.shape))):
        for term in rule.terms(index):
            arrays = tuple(factor.array for factor in term.factors)
            divides = tuple(factor.divides for factor in term.factors)
            form = arrays, divides, None if term.gate is None else term.gate.array
            if form not in collectors:
                collectors[form] = _Collector(*form)
            collectors[form].add(number, term, shapes)
    return Gathered(rule, tuple(collector.terms() for collector in collectors.values()))


def first_terms(rule: Pass) -> tuple[Term, ...]:
    """Give the terms of the first element that has any."""
    indices = product(*map(range, rule.shape))
    return next((terms for index in indices if (terms := rule.terms(index))), ())


def term_count(rule: Pass) -> int:
    """Estimate the terms of a whole pass from an element in its middle.

    Behind a stride neighbours differ, so the largest of a few neighbours counts.
    """
    near = product(*({extent // 2, max(extent // 2 - 1, 0)} for extent in rule.shape))
    if not all(rule.shape):
        return 0
    return prod(rule.shape) * max(len(rule.terms(index)) for index in near)


def is_listable(rule: Pass) -> bool:
    """Say whether the terms of a pass are few enough to be listed one by one."""
    return term_count(rule) <= MOST_GATHERED_TERMS


def take(values: Array, places: Numbers, outside: float) -> Floats:
    """Read an array at flat places; OUTSIDE gives the constant."""
    if not values.size:
        return np.full(len(places), outside)
    read = values.reshape(-1)[places]
    return np.where(places == OUTSIDE, outside, read)


def flat(index: Index, shape: Shape) -> int:
    """Give the row-major number of an index."""
    number = 0
    for at, extent in zip(index, shape, strict=True):
        number = number * extent + at
    return number


def _whole_numbers() -> "array[int]":
    return array("q")


_Form: TypeAlias = tuple[tuple[str, ...], tuple[bool, ...], str | None]


@dataclass(slots=True)
class _Collector:
    arrays: tuple[str, ...]
    divides: tuple[bool, ...]
    gate: str | None
    elements: "array[int]" = field(default_factory=_whole_numbers)
    places: "array[int]" = field(default_factory=_whole_numbers)
    coefficients: "array[float]" = field(default_factory=lambda: array("d"))
    gate_places: "array[int]" = field(default_factory=_whole_numbers)
    wanted: "array[int]" = field(default_factory=_whole_numbers)
    divisors: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, number: int, term: Term, shapes: Shapes) -> None:
        self.elements.append(number)
        self.coefficients.append(term.coefficient)
        self.divisors.append(term.divisor)
        for factor in term.factors:
            source = factor.source
            place = OUTSIDE if source is None else flat(source, shapes[factor.array])
            self.places.append(place)
        if term.gate is not None:
            self.gate_places.append(flat(term.gate.index, shapes[term.gate.array]))
            self.wanted.append(term.gate.wanted)

    def terms(self) -> Terms:
        factors, count = len(self.arrays), len(self.elements)
        return Terms(
            self.arrays,
            self.gate,
            np.array(self.elements, np.int64),
            np.array(self.places, np.int64).reshape(count, factors).T,
            np.array(self.coefficients, float),
            np.array(self.gate_places, np.int64),
            np.array(self.wanted, np.int64),
            self.divides,
            np.array(self.divisors, float),
        )
