"""The gradients of a convolution's input and weight misread."""

from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shapes, shapes_of
from convtutor.engine.correlation import columns
from convtutor.engine.operator import AnyOperator, Factor, Pass
from convtutor.misconceptions.gradients import UPSTREAM, with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import (
    in_subscripts,
    once,
    with_factors,
    with_terms,
    with_texts,
)
from convtutor.misconceptions.turning import Turn, weight_turned


def gradient_not_flipped(right: AnyOperator) -> Misconception:
    """Slide the kernel over the upstream gradient as it is, without the half turn."""
    turn = Turn(flipped=tuple(range(2, right.ranks["weight"])))

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        flipped = {**arrays, "weight": turn.turned(arrays["weight"])}
        made: Array = right.vjp(grad_output, flipped, saved, params)["input"]
        return made

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return weight_turned(rule, turn, shapes["weight"])

    wrong = with_gradient(right, "input", gradient, rewrite)
    return Misconception("gradient-not-flipped", right.name, wrong)


def upstream_flipped(right: AnyOperator) -> Misconception:
    """Turn the upstream gradient by 180 degrees before it slides over the input."""
    axes = tuple(range(2, right.ranks["input"]))

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        flipped = np.ascontiguousarray(np.flip(grad_output, axes))
        made: Array = right.vjp(flipped, arrays, saved, params)["weight"]
        return made

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        last = [extent - 1 for extent in right.output_shape(shapes, params)[2:]]

        def read(factor: Factor) -> Factor:
            if factor.array != UPSTREAM:
                return factor
            places = zip(factor.index[2:], last, strict=True)
            at = (*factor.index[:2], *(end - place for place, end in places))
            return replace(factor, index=at, source=at)

        def backwards(names: list[str]) -> list[str]:
            places = zip(names[-len(last) :], last, strict=True)
            return [*names[: -len(last)], *(f"{end} - {name}" for name, end in places)]

        listing = with_texts(
            rule.listing, lambda line: in_subscripts(line.text, UPSTREAM, backwards)
        )
        return with_terms(rule, lambda _, terms: with_factors(terms, read), listing)

    wrong = with_gradient(right, "weight", gradient, rewrite)
    return Misconception("upstream-flipped", right.name, wrong)


def first_window_only(right: AnyOperator) -> Misconception:
    """Count the first window alone for the gradient of the weight."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        weight, groups = arrays["weight"], params.groups
        axes = right.axes(shapes_of(arrays), params)
        first = columns(arrays["input"][:1], axes, groups)[..., :1]  # (1, g, C/g * taps, 1)
        upstream = grad_output[:1].reshape(
            len(first), groups, len(weight) // groups, prod(grad_output.shape[2:])
        )[..., :1]
        products = upstream * first.swapaxes(2, 3)  # (1, g, C_out/g, C/g * taps)
        made: Array = products.sum(axis=0).reshape(weight.shape)
        return made

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return with_terms(rule, lambda _, terms: terms[:1], once(rule.listing, ("n", "y", "x")))

    wrong = with_gradient(right, "weight", gradient, rewrite)
    return Misconception("first-window-only", right.name, wrong)
