"""The gradient of the bias misread: a mean in place of a sum, or one place in place of all."""

from dataclasses import replace
from math import prod
from typing import Any

from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.finish import divided_by
from convtutor.engine.listing import LineKind
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.misconceptions.gradients import with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import once, with_terms, with_text_of

PLACES = ("n", "y", "x", "row", "col")


def bias_gradient_averaged(right: AnyOperator) -> Misconception:
    """Take the mean of the upstream gradients for the bias, not their sum."""

    def count(output: Shape) -> int:
        return max(1, prod((output[0], *output[2:])))

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        total: Array = right.vjp(grad_output, arrays, saved, params)["bias"]
        return total / count(grad_output.shape)

    def averaged(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        finish = divided_by(count(right.output_shape(shapes, params)))
        written = finish.written("total")
        listing = with_text_of(
            rule.listing, LineKind.STORE, lambda text: text.replace("total", written)
        )
        return replace(rule, finish=lambda _: finish, listing=listing)

    wrong = with_gradient(right, "bias", gradient, averaged)
    return Misconception("bias-gradient-averaged", right.name, wrong)


def bias_gradient_once(right: AnyOperator) -> Misconception:
    """Take the upstream gradient of the first place for the bias, as if it were used once."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        first = grad_output[(slice(1), slice(None), *(slice(1) for _ in grad_output.shape[2:]))]
        made: Array = first.sum(axis=(0, *range(2, first.ndim)))
        return made

    def first_place(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return with_terms(rule, lambda _, terms: terms[:1], once(rule.listing, PLACES))

    wrong = with_gradient(right, "bias", gradient, first_place)
    return Misconception("bias-gradient-once", right.name, wrong)
