"""The bias misused: forgotten, added too often, or one for all filters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    Mark,
    fate_lines,
    left_out_axes,
    single,
    subscript,
)
from convtutor.engine.operator import AnyOperator, Pass, Term, element
from convtutor.engine.sliding_listing import letters, unravel
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import (
    place_of,
    with_factors,
    with_terms,
    with_text_of,
)

BIAS, GRADIENT = "bias", "grad_bias"


def bias_forgotten(right: AnyOperator) -> Misconception:
    """Leave the bias out; what is not added has a gradient of 0."""

    def without(named: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in named.items() if name != BIAS}

    def forward(arrays: Arrays, params: Any) -> Array:
        return right.forward(without(arrays), params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, without(arrays), saved, params)
        if BIAS in arrays:
            gradients = {**gradients, BIAS: np.zeros_like(arrays[BIAS])}
        return gradients

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        rules = right.passes(without(shapes), params)
        if BIAS not in shapes:
            return rules
        shape = shapes[BIAS]
        return (*rules, Pass("backward", GRADIENT, shape, lambda _: (), _zeros_listing(shape)))

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("bias-forgotten", right.name, wrong)


def _zeros_listing(shape: Shape) -> Listing:
    writer, left_out = ListingWriter(), single({"o": shape[0]})
    writer.loops({"o": shape[0]}, left_out)
    writer.add("total = 0", LineKind.START)
    o = "0" if left_out else "o"
    store = writer.add(f"{GRADIENT}[{o}] = total", LineKind.STORE)
    locate = Locator(("o",), left_out, fate_lines(store), store, lambda index, tap: {})
    return Listing(tuple(writer.lines), {}, locate)


def bias_with_every_tap(right: AnyOperator) -> Misconception:
    """Add the bias with every product."""
    return _repeated(right, "bias-with-every-tap", lambda kernel: 1)


def bias_with_every_channel(right: AnyOperator) -> Misconception:
    """Add the bias with every plane that a filter reads."""
    return _repeated(right, "bias-with-every-channel", prod)


def _repeated(right: AnyOperator, name: str, every: Callable[[Shape], int]) -> Misconception:
    """Add the bias whenever `every(kernel)` products have been added."""

    def times(weight: Shape) -> int:
        return prod(weight[1:]) // every(weight[2:])

    def forward(arrays: Arrays, params: Any) -> Array:
        if BIAS in arrays:
            arrays = {**arrays, BIAS: arrays[BIAS] * times(arrays["weight"].shape)}
        return right.forward(arrays, params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, arrays, saved, params)
        if BIAS in gradients:
            often = gradients[BIAS] * times(arrays["weight"].shape)
            gradients = {**gradients, BIAS: often}
        return gradients

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        rules, weight = right.passes(shapes, params), shapes["weight"]
        if BIAS not in shapes or times(weight) == 1:
            return rules
        return tuple(
            _added_often(rule, every(weight[2:])) if rule.target == "output"
            else _multiplied(rule, times(weight)) if rule.target == GRADIENT
            else rule
            for rule in rules
        )

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception(name, right.name, wrong)


def _added_often(rule: Pass, every: int) -> Pass:
    """Put the bias behind every so many products."""

    def often(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        *products, bias = terms
        groups = (products[at : at + every] for at in range(0, len(products), every))
        return tuple(term for group in groups for term in (*group, bias))

    return with_terms(rule, often, _bias_inside(rule.listing, every))


def _bias_inside(listing: Listing, every: int) -> Listing:
    """Move the line of the bias into the loops, behind those whose products it follows."""
    line = place_of(listing, LineKind.TAP)
    place = listing.lines[place_of(listing, LineKind.ASSIGN)]
    inner = {name for tap in letters(len(place.names)) for name in tap[1:]}
    loops = [at for at in listing.lines if at.kind is LineKind.LOOP and at.names[0] in inner]
    depth = place.depth if every == 1 else loops[0].depth
    lines = list(listing.lines)
    lines[line] = replace(lines[line], depth=depth)
    locate = listing.locate

    def moved(index: Index, tap: int | None, fate: Fate) -> Mark:
        if tap is None:
            return locate(index, None, fate)
        group, rest = divmod(tap, every + 1)
        if rest < every:
            return locate(index, group * every + rest, fate)
        variables = locate(index, group * every, Fate.TAKEN).variables
        kept = {name: v for name, v in variables.items() if every == 1 or name not in inner}
        return Mark(line, kept)

    return replace(listing, lines=tuple(lines), locate=moved)


def _multiplied(rule: Pass, times: int) -> Pass:
    """Count every upstream gradient as often as the bias was added."""
    listing = with_text_of(
        rule.listing, LineKind.TAP, lambda text: text.replace("+= ", f"+= {times} * ")
    )
    return with_terms(
        rule, lambda _, terms: tuple(replace(term, coefficient=times) for term in terms), listing
    )


def bias_shared(right: AnyOperator) -> Misconception:
    """Add the first filter's bias to every output channel."""

    def shared(arrays: Arrays) -> dict[str, Array]:
        return {**arrays, BIAS: np.full_like(arrays[BIAS], arrays[BIAS][0])}

    def forward(arrays: Arrays, params: Any) -> Array:
        return right.forward(shared(arrays) if BIAS in arrays else arrays, params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, arrays, saved, params)
        if BIAS in gradients:
            first = np.zeros_like(gradients[BIAS])
            first[0] = gradients[BIAS].sum()
            gradients = {**gradients, BIAS: first}
        return gradients

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        rules = right.passes(shapes, params)
        if BIAS not in shapes or shapes[BIAS] == (1,):
            return rules
        output = right.output_shape(shapes, params)
        return tuple(
            _with_first_bias(rule) if rule.target == "output"
            else _first_gradient(rule, output) if rule.target == GRADIENT
            else rule
            for rule in rules
        )

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("bias-shared", right.name, wrong)


def _with_first_bias(rule: Pass) -> Pass:
    listing = with_text_of(
        rule.listing, LineKind.TAP, lambda text: text.replace(f"{BIAS}[o]", f"{BIAS}[0]")
    )
    return with_terms(
        rule,
        lambda _, terms: with_factors(
            terms, lambda factor: element(BIAS, 0) if factor.array == BIAS else factor
        ),
        listing,
    )


def _first_gradient(rule: Pass, output: Shape) -> Pass:
    """Hand every upstream gradient to the first bias, and nothing to the others."""

    def terms(index: Index) -> tuple[Term, ...]:
        places = np.ndindex(*output) if index == (0,) else ()
        return tuple(Term((element("grad_output", *place),)) for place in places)

    return replace(rule, terms=terms, listing=_first_listing(output))


def _first_listing(output: Shape) -> Listing:
    outs = tuple(out for out, _, _ in letters(len(output) - 2))
    extents = dict(zip(("n", "f", *outs), output, strict=True))
    left_out = single({"n": output[0]})
    squeezed = left_out_axes(output, len(outs))
    writer = ListingWriter()
    writer.loops({"o": output[1]}, frozenset())
    writer.add("total = 0", LineKind.START)
    inner = writer.depth
    writer.test("o == 0")
    writer.loops(extents, left_out)
    upstream = f"grad_output{subscript(tuple(extents), squeezed)}"
    tap = writer.add(f"total += {upstream}", LineKind.TAP)
    writer.depth = inner
    store = writer.add(f"{GRADIENT}[o] = total", LineKind.STORE)

    def place(index: Index, number: int) -> Mapping[str, int]:
        return dict(zip(extents, unravel(number, output), strict=True))

    locate = Locator(("o",), left_out, fate_lines(tap), store, place)
    return Listing(tuple(writer.lines), {"grad_output": squeezed}, locate)
