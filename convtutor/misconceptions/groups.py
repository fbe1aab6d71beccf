"""Groups misunderstood: channels dealt out in turn, or every filter sees every channel."""

import re
from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.listing import Fate, Line, LineKind, Listing, Mark
from convtutor.engine.operator import AnyOperator, Factor, Pass, Term
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import (
    arranged,
    in_subscripts,
    with_factors,
    with_terms,
    with_text_of,
    with_texts,
)


def groups_interleaved(right: AnyOperator) -> Misconception:
    """Deal the input channels out in turn: with two groups, the first reads 0, 2, 4, ..."""

    def order(weight: Shape, groups: int) -> Array:
        """Give the channel that is read in the place of each: (C,)."""
        return np.arange(weight[1] * groups).reshape(weight[1], groups).T.reshape(-1)

    def dealt(arrays: Arrays, params: Any) -> dict[str, Array]:
        places = order(arrays["weight"].shape, params.groups)
        return {**arrays, "input": arrays["input"][:, places]}

    def forward(arrays: Arrays, params: Any) -> Array:
        return right.forward(dealt(arrays, params), params)

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, dealt(arrays, params), saved, params)
        places = np.argsort(order(arrays["weight"].shape, params.groups))
        return {**gradients, "input": gradients["input"][:, places]}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        rules, weight = right.passes(shapes, params), shapes["weight"]
        if params.groups == 1 or weight[1] == 1:
            return rules
        return tuple(_dealt(rule, weight, params.groups) for rule in rules)

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("groups-interleaved", right.name, wrong)


def _dealt(rule: Pass, weight: Shape, groups: int) -> Pass:
    """Rewrite a pass for channels dealt out in turn; those of a group are (C/g, groups) apart."""
    group_in, group_out = weight[1], weight[0] // groups
    if rule.target == "grad_bias":
        return rule
    if rule.target == "grad_input":
        terms = rule.terms

        def written(text: str) -> str:
            other = {"//": "%", "%": "//"}
            return re.sub(
                r"\bc (//|%) \d+", lambda found: f"c {other[found[1]]} {groups}", text
            )

        return replace(
            rule,
            terms=lambda index: terms(
                (index[0], index[1] % groups * group_in + index[1] // groups, *index[2:])
            ),
            listing=with_text_of(rule.listing, LineKind.TAP, written),
        )

    def read(factor: Factor) -> Factor:
        if factor.array != "input":
            return factor
        group, number = divmod(factor.index[1], group_in)
        channel = number * groups + group
        source = factor.source and (factor.source[0], channel, *factor.source[2:])
        index = (factor.index[0], channel, *factor.index[2:])
        return replace(factor, index=index, source=source)

    group = "o" if group_out == 1 else f"o // {group_out}"

    def channel_written(names: list[str]) -> list[str]:
        at = len(names) - len(weight[2:]) - 1
        return [*names[:at], f"c * {groups} + {group}", *names[at + 1 :]]

    listing = with_texts(
        rule.listing, lambda line: in_subscripts(line.text, "input", channel_written)
    )
    return with_terms(rule, lambda _, terms: with_factors(terms, read), listing)


def groups_ignored(right: AnyOperator) -> Misconception:
    """Let every filter see every channel, its weights repeated for each group."""

    def whole(arrays: Arrays, groups: int) -> dict[str, Array]:
        return {**arrays, "weight": np.concatenate([arrays["weight"]] * groups, axis=1)}

    def forward(arrays: Arrays, params: Any) -> Array:
        return right.forward(whole(arrays, params.groups), replace(params, groups=1))

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(
            grad_output, whole(arrays, params.groups), saved, replace(params, groups=1)
        )
        filters, group_in, *kernel = arrays["weight"].shape
        parts = gradients["weight"].reshape(filters, params.groups, group_in, *kernel)
        return {**gradients, "weight": parts.sum(axis=1)}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        groups, (filters, group_in, *kernel) = params.groups, shapes["weight"]
        if groups == 1:
            return right.passes(shapes, params)
        seen = {**shapes, "weight": (filters, group_in * groups, *kernel)}
        return tuple(
            _summed(rule, group_in, groups) if rule.target == "grad_weight"
            else _repeated(rule, group_in)
            for rule in right.passes(seen, replace(params, groups=1))
        )

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("groups-ignored", right.name, wrong)


def _repeated(rule: Pass, group_in: int) -> Pass:
    """Read the weight again for every group."""

    def read(factor: Factor) -> Factor:
        if factor.array != "weight":
            return factor
        at = (factor.index[0], factor.index[1] % group_in, *factor.index[2:])
        return replace(factor, index=at, source=at)

    def written(names: list[str]) -> list[str]:
        return [names[0], "0" if group_in == 1 else f"{names[1]} % {group_in}", *names[2:]]

    listing = with_texts(rule.listing, lambda line: in_subscripts(line.text, "weight", written))
    return with_terms(rule, lambda _, terms: with_factors(terms, read), listing)


def _summed(rule: Pass, group_in: int, groups: int) -> Pass:
    """Add up what a weight gets from the channels of every group."""
    terms = rule.terms

    def of_group(index: Index, group: int) -> Index:
        return index[0], group * group_in + index[1], *index[2:]

    def all_terms(index: Index) -> tuple[Term, ...]:
        return tuple(term for group in range(groups) for term in terms(of_group(index, group)))

    listing = _with_groups(rule.listing, group_in, groups)
    per_group = len(terms((0,) * len(rule.shape)))
    locate = listing.locate

    def located(index: Index, tap: int | None, fate: Fate) -> Mark:
        if tap is None:
            return locate(index, None, fate)
        group, number = divmod(tap, per_group)
        mark = locate(index, number, fate)
        return replace(mark, variables={**mark.variables, "g": group})

    shape = (rule.shape[0], group_in, *rule.shape[2:])
    return replace(
        rule, shape=shape, terms=all_terms, listing=replace(listing, locate=located)
    )


def _with_groups(listing: Listing, group_in: int, groups: int) -> Listing:
    """Loop over the channels of a group, and put a loop over the groups around the taps."""
    lines: list[tuple[int | None, Line]] = []
    channel = "g" if group_in == 1 else f"g * {group_in} + c"
    deeper = 0
    for number, line in enumerate(listing.lines):
        text = in_subscripts(line.text, "input", lambda names: [
            channel if name == "c" else name for name in names
        ])
        if line.names == ("c",):
            text = f"for c in range({group_in}):"
        if line.kind is LineKind.STORE:
            deeper = 0
        lines.append((number, replace(line, text=text, depth=line.depth + deeper)))
        if line.kind is LineKind.START:
            loop = Line(f"for g in range({groups}):", line.depth, LineKind.LOOP, ("g",))
            lines.append((None, loop))
            deeper = 1
    return arranged(listing, lines)
