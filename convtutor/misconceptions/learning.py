"""The step of gradient descent, misunderstood."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes
from convtutor.engine.listing import LineKind
from convtutor.engine.operator import AnyOperator, Pass, Term
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import with_terms, with_text_of


def gradient_added(right: AnyOperator) -> Misconception:
    """Walk along the gradient, uphill."""

    def forward(arrays: Arrays, params: Any) -> Array:
        turned = {**arrays, "grad": np.negative(arrays["grad"])}
        return right.forward(turned, params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, arrays, saved, params)
        return {**gradients, "grad": np.negative(gradients["grad"])}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        made, grad_input, grad_grad = right.passes(shapes, params)
        return _turned(made), grad_input, _turned(grad_grad)

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("gradient-added", right.name, wrong)


def _turned(rule: Pass) -> Pass:
    """Turn the sign of what the gradient is multiplied by."""
    gradient = "grad" if rule.direction == "forward" else "grad_output"

    def terms(_: Index, given: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(
            replace(term, coefficient=-term.coefficient)
            if term.factors[0].array == gradient else term
            for term in given
        )

    def written(text: str) -> str:
        if f"{gradient}[" not in text:
            return text
        return text.replace("value -=", "value +=").replace("value = -", "value = ")

    return with_terms(rule, terms, with_text_of(rule.listing, LineKind.TAP, written))


def weight_replaced(right: AnyOperator) -> Misconception:
    """Put the step in the place of the weight; it is taken from where the weight stands."""

    def forward(arrays: Arrays, params: Any) -> Array:
        weight, gradient = arrays["input"], arrays["grad"]
        if params.weight_decay:
            gradient = gradient + weight.dtype.type(params.weight_decay) * weight
        return np.asarray(0 * weight - weight.dtype.type(params.lr) * gradient)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        decay = grad_output.dtype.type(-params.lr * params.weight_decay)
        gradients = right.vjp(grad_output, arrays, saved, params)
        return {**gradients, "input": np.asarray(decay * grad_output)}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        made, grad_input, grad_grad = right.passes(shapes, params)
        return _without_start(made), _without_start(grad_input), grad_grad

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("weight-replaced", right.name, wrong)


def _without_start(rule: Pass) -> Pass:
    """Count the first term, that of the weight itself, for nothing."""

    def terms(_: Index, given: tuple[Term, ...]) -> tuple[Term, ...]:
        return replace(given[0], coefficient=0.0), *given[1:]

    return with_terms(rule, terms, with_text_of(
        rule.listing, LineKind.TAP, lambda text: text.replace("value = ", "value = 0 * ")
    ))
