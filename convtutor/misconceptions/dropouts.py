"""dropout misunderstood: its scale, its p, and when there is any."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes, without_warnings
from convtutor.engine.listing import LineKind
from convtutor.engine.operator import AnyOperator, Pass, Term
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, misread_back
from convtutor.misconceptions.rewriting import with_terms, with_text_of


def not_rescaled(right: AnyOperator) -> Misconception:
    """Leave what is kept as large as it was, so that the whole shrinks."""

    @without_warnings
    def masked(values: Array, arrays: Arrays) -> Array:
        return np.asarray(values * arrays["mask"])

    def forward(arrays: Arrays, params: Any) -> Array:
        reads = params.reads_mask
        return masked(arrays["input"], arrays) if reads else right.forward(arrays, params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        if not params.reads_mask:
            return right.vjp(grad_output, arrays, saved, params)
        return {"input": masked(grad_output, arrays)}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        rules = right.passes(shapes, params)
        return tuple(map(_undivided, rules)) if params.reads_mask else rules

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("not-rescaled", right.name, wrong)


def _undivided(rule: Pass) -> Pass:
    def undivided(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(replace(term, divisor=1.0) for term in terms)

    listing = with_text_of(
        rule.listing, LineKind.TAP, lambda text: text.partition(" / (1 - ")[0]
    )
    return with_terms(rule, undivided, listing)


def p_taken_as_kept(right: AnyOperator) -> Misconception:
    """Take p for the share that is kept, as keep_prob was in TensorFlow 1: divide by p."""

    def kept(params: Any, shapes: Shapes) -> Any:
        return replace(params, p=1 - params.p) if params.reads_mask else params

    return Misconception("p-taken-as-kept", right.name, misread(right, kept))


def dropped_in_evaluation(right: AnyOperator) -> Misconception:
    """Drop elements in evaluation too."""

    def trains(params: Any, shapes: Shapes) -> Any:
        return replace(params, training=True)

    return Misconception("dropped-in-evaluation", right.name, misread(right, trains))


def mask_forgotten_on_the_way_back(right: AnyOperator) -> Misconception:
    """Hand the upstream gradient back as it is, to what was dropped too."""

    def passing(params: Any, shapes: Shapes) -> Any:
        return replace(params, training=False)

    wrong = misread_back(right, passing)
    return Misconception("mask-forgotten-on-the-way-back", right.name, wrong)
