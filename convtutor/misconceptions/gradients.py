"""Mistakes on the way back: one gradient made otherwise, or the upstream gradient left out.

with_gradient     the right operator but for one gradient
upstream_ignored  the misconception that what comes from above is 1 everywhere
read_as_one       a pass whose products leave an array out
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes
from convtutor.engine.listing import LineKind
from convtutor.engine.operator import AnyOperator, Factor, Pass, Term
from convtutor.misconceptions.misconception import Differs, Misconception
from convtutor.misconceptions.rewriting import with_terms, with_text_of, without

Gradient: TypeAlias = Callable[[Array, Arrays, Arrays, Any], Array]
Rewrite: TypeAlias = Callable[[Pass, Shapes, Any], Pass]

UPSTREAM = "grad_output"


def with_gradient(
    right: AnyOperator, operand: str, gradient: Gradient, rewrite: Rewrite
) -> AnyOperator:
    """Give the operator that makes the gradient of one operand otherwise.

    `gradient` takes what vjp takes; `rewrite` makes the pass anew from the right one, the shapes
    and the parameters. Both are asked only where the operand is present.
    """

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, arrays, saved, params)
        if operand in arrays:
            wrong = gradient(grad_output, arrays, saved, params)
            gradients = {**gradients, operand: wrong}
        return gradients

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        return tuple(
            rewrite(rule, shapes, params) if rule.target == f"grad_{operand}" else rule
            for rule in right.passes(shapes, params)
        )

    return replace(right, vjp=vjp, passes=passes)


def upstream_ignored(right: AnyOperator, differs: Differs | None = None) -> Misconception:
    """Take the upstream gradient to be 1 everywhere."""

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        return right.vjp(np.ones_like(grad_output), arrays, saved, params)

    def stages(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        return right.stages(np.ones_like(grad_output), arrays, saved, params)

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        return tuple(
            rule if rule.direction == "forward" else read_as_one(rule, UPSTREAM)
            for rule in right.passes(shapes, params)
        )

    wrong = replace(right, vjp=vjp, stages=stages, passes=passes)
    return Misconception("upstream-ignored", right.name, wrong, differs)


def read_as_one(rule: Pass, array: str) -> Pass:
    """Give the pass whose products have 1 in the place of an array's elements."""

    def is_one(factor: Factor) -> bool:
        return factor.array == array and factor.source is not None  # around it there is 0

    def alone(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(
            replace(term, factors=tuple(f for f in term.factors if not is_one(f)))
            for term in terms
        )

    def written(text: str) -> str:
        read = rf"\b{array}\[[^\]]*\]"
        text = re.sub(rf"{read} \* | \* {read}", "", text)
        return re.sub(read, "1", text)

    return with_terms(rule, alone, with_text_of(rule.listing, LineKind.TAP, written))


def ungated(rule: Pass, shapes: Shapes, params: Any) -> Pass:
    """Give the pass in which every term counts, whatever was decided on the way forward."""

    def opened(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(replace(term, gate=None) for term in terms)

    return with_terms(rule, opened, without(rule.listing, LineKind.GATE))
