"""Layers that put arrays together or in another shape, misunderstood."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes
from convtutor.engine.finish import divided_by
from convtutor.engine.listing import LineKind
from convtutor.engine.operator import AnyOperator, Pass, Term
from convtutor.engine.ops.add import ADD
from convtutor.misconceptions.gradients import read_as_one, with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread
from convtutor.misconceptions.rewriting import with_terms, with_text_of
from convtutor.misconceptions.turning import Turn, turned

OPERANDS = ("input", "other")


def weight_transposed(right: AnyOperator) -> Misconception:
    """Read the weight as (in, out): input times weight, without a transpose between them."""
    return Misconception("weight-transposed", right.name, turned(right, Turn(swapped=(0, 1))))


def samples_flattened(right: AnyOperator) -> Misconception:
    """Flatten from the first axis on, so that the samples run into each other."""

    def from_the_first(params: Any, shapes: Shapes) -> Any:
        return replace(params, start_dim=0)

    return Misconception("samples-flattened", right.name, misread(right, from_the_first))


def joined_along_the_samples(right: AnyOperator) -> Misconception:
    """Join along the first axis, whatever dim says."""

    def first(params: Any, shapes: Shapes) -> Any:
        right.output_shape(shapes, params)
        return replace(params, dim=0)

    return Misconception("joined-along-the-samples", right.name, misread(right, first))


def gradient_halved(right: AnyOperator) -> Misconception:
    """Let the two operands share the upstream gradient; each gets all of it."""

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        listing = with_text_of(
            rule.listing, LineKind.TAP, lambda text: text.replace("+= ", "+= 0.5 * ")
        )
        return with_terms(rule, _halved, listing)

    wrong = right
    for operand in OPERANDS:
        wrong = with_gradient(wrong, operand, _scaled(right, operand, 0.5), rewrite)
    return Misconception("gradient-halved", right.name, wrong)


def _halved(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(replace(term, coefficient=0.5) for term in terms)


def _scaled(right: AnyOperator, operand: str, share: float) -> Any:
    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        made: Array = right.vjp(grad_output, arrays, saved, params)[operand]
        return np.asarray(made * made.dtype.type(share))

    return gradient


def sign_kept(right: AnyOperator) -> Misconception:
    """Hand what is taken away the upstream gradient as it is; its sign turns."""

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        listing = with_text_of(rule.listing, LineKind.TAP, lambda text: text.replace("-=", "+="))
        return with_terms(rule, _added, listing)

    wrong = with_gradient(right, "other", _scaled(right, "other", -1.0), rewrite)
    return Misconception("sign-kept", right.name, wrong)


def _added(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(replace(term, coefficient=1) for term in terms)


def other_forgotten(right: AnyOperator) -> Misconception:
    """Hand each operand the upstream gradient as a sum does, without the other operand."""
    wrong = right
    for operand in OPERANDS:
        wrong = with_gradient(wrong, operand, _as_of_a_sum(operand), _without_the_other(operand))
    return Misconception("other-forgotten", right.name, wrong)


def _as_of_a_sum(operand: str) -> Any:
    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        made: Array = ADD.vjp(grad_output, arrays, saved, params)[operand]
        return made

    return gradient


def _without_the_other(operand: str) -> Any:
    (other,) = (name for name in OPERANDS if name != operand)

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return read_as_one(rule, other)

    return rewrite


def stretched_gradient_averaged(right: AnyOperator) -> Misconception:
    """Average the gradients of the places that a stretched element stands in; they add up."""
    wrong = right
    for operand in OPERANDS:
        wrong = _averaged(wrong, operand)
    return Misconception("stretched-gradient-averaged", right.name, wrong)


def _averaged(right: AnyOperator, operand: str) -> AnyOperator:
    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        made: Array = right.vjp(grad_output, arrays, saved, params)[operand]
        places = max(1, grad_output.size // max(1, made.size))
        return np.asarray(made / made.dtype.type(places))

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        places = len(rule.terms((0,) * len(rule.shape)))
        if places < 2:
            return rule
        finish = divided_by(places)
        listing = with_text_of(
            rule.listing, LineKind.STORE,
            lambda text: text.replace("= total", f"= {finish.written('total')}"),
        )
        return replace(rule, finish=lambda _: finish, listing=listing)

    return with_gradient(right, operand, gradient, rewrite)
