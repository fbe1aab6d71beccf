"""Functions that add up, misunderstood."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes
from convtutor.engine.listing import LineKind, renamed
from convtutor.engine.operator import AnyOperator, Factor, Pass, Term
from convtutor.misconceptions.gradients import read_as_one, with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread
from convtutor.misconceptions.rewriting import with_factors, with_terms, with_text_of

Named = TypeVar("Named")
SWAPPED = {"input": "other", "other": "input", "grad_input": "grad_other",
           "grad_other": "grad_input"}

def everything_summed(right: AnyOperator) -> Misconception:
    """Add up all elements, whatever dim says."""

    def all_of_them(params: Any, shapes: Shapes) -> Any:
        right.output_shape(shapes, params)
        return replace(params, dim=None)

    return Misconception("everything-summed", right.name, misread(right, all_of_them))


def gradient_shared(right: AnyOperator) -> Misconception:
    """Share the gradient of a sum among its elements, as a mean does."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        made: Array = right.vjp(grad_output, arrays, saved, params)["input"]
        return np.asarray(made / made.dtype.type(max(1, made.size // max(1, grad_output.size))))

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        whole, summed = shapes["input"], right.output_shape(shapes, params)
        share = max(1, int(np.prod(whole)) // max(1, int(np.prod(summed))))

        def divided(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
            return tuple(replace(term, divisor=share) for term in terms)

        listing = with_text_of(rule.listing, LineKind.TAP, lambda text: f"{text} / {share}")
        return with_terms(rule, divided, listing) if share > 1 else rule

    return Misconception("gradient-shared", right.name,
                         with_gradient(right, "input", gradient, rewrite))


def other_forgotten(right: AnyOperator) -> Misconception:
    """Add up the upstream gradients for an operand, without the other operand."""
    wrong = right
    for operand, other in (("input", "other"), ("other", "input")):
        wrong = with_gradient(wrong, operand, _with_ones(right, operand, other), _leaving(other))
    return Misconception("other-operand-forgotten", right.name, wrong)


def _with_ones(right: AnyOperator, operand: str, other: str) -> Any:
    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        ones = {**arrays, other: np.ones_like(arrays[other])}
        made: Array = right.vjp(grad_output, ones, saved, params)[operand]
        return made

    return gradient


def _leaving(other: str) -> Any:
    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return read_as_one(rule, other)

    return rewrite


def operands_swapped(right: AnyOperator) -> Misconception:
    """Multiply the second operand by the first; a product of matrices has an order."""

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        return _swapped(right.vjp(grad_output, _swapped(arrays), saved, params))

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        forward, *backward = map(_pass_swapped, right.passes(_swapped(shapes), params))
        return forward, *reversed(backward)

    wrong = replace(
        right,
        output_shape=lambda shapes, params: right.output_shape(_swapped(shapes), params),
        forward=lambda arrays, params: right.forward(_swapped(arrays), params),
        vjp=vjp,
        passes=passes,
    )
    return Misconception("operands-swapped", right.name, wrong)


def _swapped(named: Mapping[str, Named]) -> dict[str, Named]:
    """Give what the operands are called by, each for the other; what else there is stays."""
    swapped = {SWAPPED.get(name, name): held for name, held in named.items()}
    return {name: swapped[name] for name in named}


def _pass_swapped(rule: Pass) -> Pass:
    def read(factor: Factor) -> Factor:
        return replace(factor, array=SWAPPED.get(factor.array, factor.array))

    listing = renamed(rule.listing, SWAPPED)
    made = with_terms(rule, lambda _, terms: with_factors(terms, read), listing)
    return replace(made, target=SWAPPED.get(rule.target, rule.target))
