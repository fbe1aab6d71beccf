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
