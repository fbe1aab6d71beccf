"""Input channels misused: averaged instead of added up, or all but the first left out."""

from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.listing import Line, LineKind
from convtutor.engine.operator import AnyOperator, Pass, Term
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import (
    guarded,
    once,
    renumbered,
    with_terms,
    with_texts,
)


def channels_averaged(right: AnyOperator) -> Misconception:
    """Take the mean over the planes a filter reads, not their sum."""

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        channels, rules = shapes["weight"][1], right.passes(shapes, params)
        return rules if channels == 1 else tuple(_divided(rule, channels) for rule in rules)

    def forward(arrays: Arrays, params: Any) -> Array:
        return right.forward(_shared_out(arrays), params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, _shared_out(arrays), saved, params)
        return _shared_out(gradients)

    wrong = replace(right, passes=passes, forward=forward, vjp=vjp)
    return Misconception("channels-averaged", right.name, wrong)


def _shared_out(arrays: Arrays) -> dict[str, Array]:
    """Divide the weight, or its gradient, by the number of planes a filter reads."""
    weight = arrays["weight"]
    return {**arrays, "weight": weight / weight.shape[1]}


def _divided(rule: Pass, channels: int) -> Pass:
    """Divide every product, but not a bias or what goes into its gradient."""

    def divide(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(
            replace(term, divisor=channels) if len(term.factors) > 1 else term for term in terms
        )

    def written(line: Line) -> str:
        is_product = line.kind is LineKind.TAP and "] * " in line.text
        return f"{line.text} / {channels}" if is_product else line.text

    return with_terms(rule, divide, with_texts(rule.listing, written))


def first_channel_only(right: AnyOperator) -> Misconception:
    """Read the first plane of those that a filter has weights for."""

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        rules = right.passes(shapes, params)
        if shapes["weight"][1] == 1:
            return rules
        return tuple(_of_first_channel(rule, shapes["weight"]) for rule in rules)

    def forward(arrays: Arrays, params: Any) -> Array:
        return right.forward(_what_is_read(arrays), params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = dict(right.vjp(grad_output, _what_is_read(arrays), saved, params))
        channels = arrays["weight"].shape[1]
        for name in ("input", "weight"):
            whole = np.zeros_like(arrays[name], dtype=gradients[name].dtype)
            whole[:, ::channels] = gradients[name]
            gradients[name] = whole
        return gradients

    wrong = replace(right, passes=passes, forward=forward, vjp=vjp)
    return Misconception("first-channel-only", right.name, wrong)


def _what_is_read(arrays: Arrays) -> dict[str, Array]:
    """Give the layer without the planes that are not read: the first of every group stays."""
    channels = arrays["weight"].shape[1]
    planes, weight = arrays["input"][:, ::channels], arrays["weight"][:, :1]
    return {**arrays, "input": planes, "weight": weight}


def _of_first_channel(rule: Pass, weight: Shape) -> Pass:
    channels, taps, listing = weight[1], prod(weight[2:]), rule.listing
    if rule.target == "output":

        def of_first(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
            return terms[:taps] + terms[channels * taps :]  # the bias stands last

        def number(_: Index, tap: int) -> int:
            return tap if tap < taps else tap + (channels - 1) * taps

        return with_terms(rule, of_first, renumbered(once(listing, ("c",)), number))
    if rule.target == "grad_input":
        seen = "c" if rule.shape[1] == channels else f"c % {channels}"
        listing = guarded(listing, f"{seen} == 0")
        return with_terms(rule, lambda at, terms: () if at[1] % channels else terms, listing)
    if rule.target == "grad_weight":
        listing = guarded(listing, "c == 0")
        return with_terms(rule, lambda at, terms: () if at[1] else terms, listing)
    return rule
