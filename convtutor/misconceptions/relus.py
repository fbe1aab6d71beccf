"""relu misunderstood: another function, or its gate set otherwise."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes
from convtutor.engine.listing import Fate, Line, LineKind, Listing, Mark, renamed
from convtutor.engine.operator import AnyOperator, Gate, Pass, Term, element
from convtutor.misconceptions.gradients import UPSTREAM, ungated, with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import arranged, place_of, with_terms, with_text_of

OPEN, SHUT, OTHER = 1, 0, -1


def gradient_through_negatives(right: AnyOperator) -> Misconception:
    """Hand every gradient back, those of negative elements too."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        return grad_output.copy()

    wrong = with_gradient(right, "input", gradient, ungated)
    return Misconception("gradient-through-negatives", right.name, wrong)


def open_at_zero(right: AnyOperator) -> Misconception:
    """Let the gradient through at 0 too: a slope of 1 there."""

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        return {"gate": np.asarray(~(arrays["input"] < 0), np.int8)}

    wrong = replace(right, save=save)
    return Misconception("open-at-zero", right.name, wrong, lambda shapes, params: True)


def half_at_zero(right: AnyOperator) -> Misconception:
    """Take the mean of the two slopes at 0."""

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        at_zero = np.where(arrays["input"] == 0, OTHER, SHUT)
        return {"gate": np.where(~(arrays["input"] <= 0), OPEN, at_zero).astype(np.int8)}

    wrong = replace(_with_other_slope(right, 0.5, "total += 0.5 * "), save=save)
    return Misconception("half-at-zero", right.name, wrong)


def negatives_kept(right: AnyOperator) -> Misconception:
    """Let the negative elements through and put 0 for the others: min(input, 0)."""

    def forward(arrays: Arrays, params: Any) -> Array:
        image = arrays["input"]
        return np.asarray(np.minimum(image, image.dtype.type(0)))

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        return {"gate": np.asarray(~(arrays["input"] >= 0), np.int8)}

    def terms(index: Index) -> tuple[Term, ...]:
        return (Term((element("input", *index),), gate=Gate("gate", index, OPEN)),)

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        _, back = right.passes(shapes, params)
        listing = renamed(back.listing, {UPSTREAM: "input", "grad_input": "output"})
        return Pass("forward", "output", back.shape, terms, listing), back

    wrong = replace(right, forward=forward, save=save, passes=passes)
    return Misconception("negatives-kept", right.name, wrong)


def absolute_value(right: AnyOperator) -> Misconception:
    """Take the size of every element: the sign is dropped, not the negative element."""

    def forward(arrays: Arrays, params: Any) -> Array:
        return np.asarray(np.abs(arrays["input"]))

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        below = np.where(arrays["input"] < 0, OTHER, SHUT)
        return {"gate": np.where(~(arrays["input"] <= 0), OPEN, below).astype(np.int8)}

    def larger(index: Index, _: tuple[Term, ...]) -> tuple[Term, ...]:
        read = element("input", *index)
        return Term((read,)), Term((read,), coefficient=-1.0)

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        output, back = slopes.passes(shapes, params)
        at = output.listing.lines[-1].text.removeprefix("output").removesuffix(" = largest")
        listing = with_text_of(
            output.listing, LineKind.TAP, lambda text: text.replace(", 0)", f", -input{at})")
        )
        return with_terms(output, larger, listing), back

    slopes = _with_other_slope(right, -1.0, "total -= ")
    wrong = replace(slopes, forward=forward, save=save, passes=passes)
    return Misconception("absolute-value", right.name, wrong)


def _with_other_slope(right: AnyOperator, slope: float, written: str) -> AnyOperator:
    """Give the operator whose gradient has another slope where its gate is -1; `written` is how
    its line begins."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        none = grad_output.dtype.type(0)
        other = np.where(saved["gate"] == OTHER, grad_output * grad_output.dtype.type(slope), none)
        return np.where(saved["gate"] == OPEN, grad_output, other)

    def terms(index: Index, open_ones: tuple[Term, ...]) -> tuple[Term, ...]:
        other = (
            replace(term, coefficient=slope, gate=Gate("gate", index, OTHER)) for term in open_ones
        )
        return (*open_ones, *other)

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        return with_terms(rule, terms, _with_other_gate(rule.listing, written))

    return with_gradient(right, "input", gradient, rewrite)


def _with_other_gate(listing: Listing, written: str) -> Listing:
    """Write a second gate and its tap behind the first."""
    gate, tap = place_of(listing, LineKind.GATE), place_of(listing, LineKind.TAP)
    lines: list[tuple[int | None, Line]] = list(enumerate(listing.lines))
    first, taken = listing.lines[gate], listing.lines[tap]
    held = first.text.removeprefix("if ").removesuffix(":")
    lines[gate] = gate, replace(first, text=f"if {held} == {OPEN}:")
    lines[tap + 1 : tap + 1] = [
        (None, replace(first, text=f"if {held} == {OTHER}:")),
        (None, replace(taken, text=taken.text.replace("total += ", written))),
    ]
    made = arranged(listing, lines)

    def locate(index: Index, number: int | None, fate: Fate) -> Mark:
        mark = made.locate(index, None if number is None else 0, fate)
        return replace(mark, line=mark.line + 2) if number == 1 else mark

    return replace(made, locate=locate)
