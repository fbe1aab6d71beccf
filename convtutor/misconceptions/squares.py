"""The gradient of a square misunderstood: its 2, and its sign."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes
from convtutor.engine.listing import LineKind
from convtutor.engine.operator import AnyOperator, Pass, Term
from convtutor.misconceptions.gradients import with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import with_terms, with_text_of


def two_forgotten(right: AnyOperator) -> Misconception:
    """Leave the 2 of the square's derivative out, as if half the square were the loss."""
    return Misconception("two-forgotten", right.name, _with_coefficient(right, 1, ""))


def gradient_of_the_target(right: AnyOperator) -> Misconception:
    """Take target - input on the way back: the sign is that of the target's gradient."""
    wrong = _with_coefficient(right, -2, "-2 * ")
    return Misconception("gradient-of-the-target", right.name, wrong)


def _with_coefficient(right: AnyOperator, coefficient: int, written: str) -> AnyOperator:
    """Give the operator with another coefficient where 2 belongs in the gradient."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        made: Array = right.vjp(grad_output, arrays, saved, params)["input"]
        return np.asarray(made * made.dtype.type(coefficient / 2))

    def terms(_: Index, right_ones: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(replace(term, coefficient=float(coefficient)) for term in right_ones)

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        listing = with_text_of(
            rule.listing, LineKind.TAP, lambda text: text.replace("= 2 * ", f"= {written}")
        )
        return with_terms(rule, terms, listing)

    return with_gradient(right, "input", gradient, rewrite)
