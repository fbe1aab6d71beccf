"""The planes of a pool joined into one, as a convolution joins its input channels."""

from collections.abc import Iterable
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.listing import Fate, Line, LineKind, Listing, Mark
from convtutor.engine.operator import AnyOperator, Factor, Gate, Pass, Term
from convtutor.misconceptions.gradients import UPSTREAM
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import arranged, in_subscripts, with_texts

JOINED = ("output", UPSTREAM, "indices")


def planes_joined(right: AnyOperator) -> Misconception:
    """Take the largest element over all planes, so that one plane comes out."""

    def output_shape(shapes: Shapes, params: Any) -> Shape:
        batch, _, *plane = right.output_shape(shapes, params)
        return batch, 1, *plane

    def forward(arrays: Arrays, params: Any) -> Array:
        largest: Array = right.forward(arrays, params).max(axis=1, keepdims=True)
        return largest

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        each = right.forward(arrays, params)
        indices = right.save(arrays, each, params)["indices"]
        plane = each.argmax(axis=1)[:, None]  # (N, 1, o..)
        within = np.take_along_axis(indices, plane, axis=1)
        size = prod(arrays["input"].shape[2:])
        return {"indices": np.where(within >= 0, plane * size + within, -1)}

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        channels, *plane = arrays["input"].shape[1:]
        winner, within = np.divmod(saved["indices"], prod(plane))  # (N, 1, o..)
        own = np.arange(channels).reshape(-1, *(1 for _ in plane))
        indices = np.where((winner == own) & (saved["indices"] >= 0), within, -1)
        upstream = np.broadcast_to(grad_output, indices.shape)
        return right.vjp(upstream, arrays, {**saved, "indices": indices}, params)

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        output, back = right.passes(shapes, params)
        channels, *plane = shapes["input"][1:]
        if channels == 1:
            return output, back
        return _joined(output, channels), _from_one(back, prod(plane))

    wrong = replace(
        right, output_shape=output_shape, forward=forward, save=save, vjp=vjp, passes=passes
    )
    return Misconception("planes-joined", right.name, wrong)


def _joined(rule: Pass, channels: int) -> Pass:
    """Look at the windows of all planes, one plane after another."""
    terms, shape = rule.terms, (rule.shape[0], 1, *rule.shape[2:])

    def of_all_planes(index: Index) -> tuple[Term, ...]:
        planes = ((index[0], channel, *index[2:]) for channel in range(channels))
        return tuple(term for plane in planes for term in terms(plane))

    window = len(terms((0,) * len(shape)))
    listing = _without_channel(arranged(rule.listing, _moved(rule.listing.lines)))
    locate = listing.locate

    def located(index: Index, tap: int | None, fate: Fate) -> Mark:
        channel, within = divmod(tap or 0, window)
        at = (index[0], channel, *index[2:])
        mark = locate(at, None if tap is None else within, fate)
        kept = {name: v for name, v in mark.variables.items() if tap is not None or name != "c"}
        return replace(mark, variables=kept)

    return replace(
        rule, shape=shape, terms=of_all_planes, listing=replace(listing, locate=located)
    )


def _moved(lines: Iterable[Line]) -> list[tuple[int | None, Line]]:
    """Move the loop over the channels behind the start of a sum, into every window."""
    made: list[tuple[int | None, Line]] = []
    held: tuple[int, Line] | None = None
    started = False
    for number, line in enumerate(lines):
        if line.names == ("c",):
            held = number, line
            continue
        outside = held is not None and (not started or line.kind is LineKind.STORE)
        placed = replace(line, depth=line.depth - 1) if outside else line
        made.append((number, placed))
        if line.kind is LineKind.START and held is not None:
            made.append((held[0], replace(held[1], depth=placed.depth)))
            started = True
    return made


def _without_channel(listing: Listing) -> Listing:
    """Write what has one plane without the channel."""

    def written(line: Line) -> str:
        text = line.text
        for array in JOINED:
            text = in_subscripts(text, array, lambda names: [n for n in names if n != "c"])
        return text

    squeezed = {
        name: tuple(sorted({*axes, 1})) if name in JOINED else axes
        for name, axes in listing.squeezed.items()
    }
    return replace(with_texts(listing, written), squeezed=squeezed)


def _from_one(rule: Pass, size: int) -> Pass:
    """Read the one plane of upstream gradients; its winners are numbered through all planes."""
    terms = rule.terms

    def read(factor: Factor) -> Factor:
        at = (factor.index[0], 0, *factor.index[2:])
        return replace(factor, index=at, source=at)

    def of_one(index: Index) -> tuple[Term, ...]:
        made = []
        for term in terms(index):
            gate = term.gate
            if gate is not None:
                at = (gate.index[0], 0, *gate.index[2:])
                gate = Gate(gate.array, at, index[1] * size + gate.wanted)
            made.append(replace(term, factors=tuple(map(read, term.factors)), gate=gate))
        return tuple(made)

    def written(line: Line) -> str:
        is_gate = line.kind is LineKind.GATE
        return line.text.replace("== ", f"== c*{size} + ") if is_gate else line.text

    listing = _without_channel(with_texts(rule.listing, written))
    return replace(rule, terms=of_one, listing=listing)
