"""Smooth functions of one element misunderstood: their slope taken elsewhere, or left out."""

from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Array, Arrays, Shapes
from convtutor.engine.listing import renamed
from convtutor.engine.operator import AnyOperator, Factor, Pass
from convtutor.misconceptions.gradients import read_as_one, with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import with_factors, with_terms

SLOPE = "slope"


def slope_of_the_input(right: AnyOperator) -> Misconception:
    """Put the input where the slope is made from the output: x (1 - x) for y (1 - y)."""

    def stages(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        return right.stages(grad_output, arrays, {**saved, "output": arrays["input"]}, params)

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        return tuple(
            _from_the_input(rule) if rule.target == SLOPE else rule
            for rule in right.passes(shapes, params)
        )

    wrong = replace(right, stages=stages, passes=passes)
    return Misconception("slope-of-the-input", right.name, wrong)


def _from_the_input(rule: Pass) -> Pass:
    def read(factor: Factor) -> Factor:
        return replace(factor, array="input")

    listing = renamed(rule.listing, {"output": "input"})
    return with_terms(rule, lambda _, terms: with_factors(terms, read), listing)


def slope_forgotten(right: AnyOperator) -> Misconception:
    """Hand the upstream gradient back as it is."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        return grad_output.copy()

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return read_as_one(rule, SLOPE)

    wrong = with_gradient(right, "input", gradient, rewrite)
    return Misconception("slope-forgotten", right.name, wrong)
