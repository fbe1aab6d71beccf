"""Whether two operators can be told apart: their reading rules compared as what they are, formulas.

A sum of products is a polynomial in what is read. Two polynomials agree for all values only where
they have the same products with the same coefficients; two maxima only where they look at the same
reads.
"""

from collections.abc import Sequence
from itertools import product
from typing import TypeAlias

from convtutor.engine.arrays import Index
from convtutor.engine.operator import Pass, Reduce, Term

Product: TypeAlias = tuple[object, ...]
Formula: TypeAlias = tuple[Reduce, frozenset[tuple[Product, float]], str]

NOTHING_DONE = ("{}", "{} / 1")


def rules_differ(right: Sequence[Pass], mistaken: Sequence[Pass]) -> bool:
    """Say whether some array of the right passes is made otherwise by the mistaken ones."""
    others = {rule.target: rule for rule in mistaken}
    return any(_differ(rule, others.get(rule.target)) for rule in right)


def _differ(right: Pass, mistaken: Pass | None) -> bool:
    if mistaken is None or mistaken.shape != right.shape:
        return True
    indices = product(*map(range, right.shape))
    return any(formula(right, index) != formula(mistaken, index) for index in indices)


def formula(rule: Pass, index: Index) -> Formula:
    """Give what an element is as a formula: its products in any order, and what is done last.

    What stands around an array is left out: 0 adds nothing, and minus infinity never wins.
    """
    found: dict[Product, float] = {}
    for term in rule.terms(index):
        if any(factor.source is None for factor in term.factors):
            continue
        key, share = _key(term), term.coefficient / term.divisor
        held = found.get(key, 0.0) if rule.reduce is Reduce.SUM else 0.0
        found[key] = held + share
    if rule.reduce is Reduce.SUM:
        found = {key: share for key, share in found.items() if share}
    finish = "{}" if rule.finish is None else rule.finish(index).formula
    return rule.reduce, frozenset(found.items()), "{}" if finish in NOTHING_DONE else finish


def _key(term: Term) -> Product:
    """Name a product by what it reads, in any order, and by its gate."""
    reads = sorted((factor.array, factor.source, factor.divides) for factor in term.factors)
    return (*reads, term.gate)
