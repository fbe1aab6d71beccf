"""The input's gradient of a convolution, stamped by one window after another, each over all."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes, shapes_of, without_warnings
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import LineKind, Listing
from convtutor.engine.operator import AnyOperator, Gate, Pass, Term
from convtutor.engine.sliding_listing import letters
from convtutor.misconceptions.gradients import with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rewriting import guarded, with_terms

Axes: TypeAlias = Sequence[Axis]
LAST = "last"


def stamps_overwrite(right: AnyOperator) -> Misconception:
    """Write every window's share over what an element already has: only the last one stays."""

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        axes = right.axes(shapes_of(arrays), params)
        filters = len(arrays["weight"]) // params.groups
        return {**right.save(arrays, output, params), LAST: _last_stamps(axes, filters)}

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        axes = right.axes(shapes_of(arrays), params)
        return _last_alone(grad_output, arrays, axes, params.groups)

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        axes, filters = right.axes(shapes, params), shapes["weight"][0] // params.groups

        def gated(index: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
            made = []
            for term in terms:
                _, o, *window = term.factors[0].index
                number = _number((o % filters, *window), axes)
                made.append(replace(term, gate=Gate(LAST, index[2:], number)))
            return tuple(made)

        return with_terms(rule, gated, _asking(rule.listing, axes, filters))

    def several_stamps(shapes: Shapes, params: Any) -> bool:
        most = (
            max(len({out for out, _ in axis.readers(at)}) for at in range(axis.i))
            for axis in right.axes(shapes, params)
        )
        filters = shapes["weight"][0] // int(params.groups)
        return prod(most) * filters > 1

    wrong = replace(with_gradient(right, "input", gradient, rewrite), save=save)
    return Misconception("stamps-overwrite", right.name, wrong, several_stamps)


def _number(stamp: Sequence[int], axes: Axes) -> int:
    """Give the number of a stamp: filter by filter, in each of them row by row."""
    number, *window = stamp
    for place, axis in zip(window, axes, strict=True):
        number = number * axis.o + place
    return number


def _last_windows(axis: Axis) -> Array:
    """Give the last window of an axis that reads each element, -1 where none does: (i,)."""
    return np.array([max((out for out, _ in axis.readers(at)), default=-1) for at in range(axis.i)])


def _last_stamps(axes: Axes, filters: int) -> Array:
    """Give the number of the last stamp on each element of a plane, -1 where there is none."""
    last = np.full(tuple(axis.i for axis in axes), -1, np.int64)
    windows = [_last_windows(axis) for axis in axes]
    for place in np.ndindex(last.shape):
        window = [int(found[at]) for found, at in zip(windows, place, strict=True)]
        if min(window) >= 0:
            last[place] = _number((filters - 1, *window), axes)
    return last


@without_warnings
def _last_alone(grad_output: Array, arrays: Arrays, axes: Axes, groups: int) -> Array:
    """Give the input's gradient from the last stamp on each element."""
    image, weight = arrays["input"], arrays["weight"]
    filters, group_in = len(weight) // groups, weight.shape[1]
    channel = np.arange(image.shape[1])
    last_filter = channel // group_in * filters + filters - 1
    upstream = grad_output[:, last_filter]  # (N, C, o..)
    hit = []
    for number, axis in enumerate(axes):
        windows = _last_windows(axis)
        upstream = upstream.take(np.maximum(windows, 0), axis=2 + number)  # (.., i, ..)
        hit.append([
            np.array([(windows[at], tap) in axis.readers(at) for at in range(axis.i)])
            for tap in range(axis.k)
        ])
    grad = np.zeros_like(image, dtype=grad_output.dtype)
    for taps in product(*(range(axis.k) for axis in axes)):
        weights = weight[(last_filter, channel % group_in, *taps)]  # (C,)
        share = upstream * weights.reshape(-1, *(1 for _ in axes))
        where = np.ones((), bool)
        for places, tap in zip(hit, taps, strict=True):
            where = where[..., None] & places[tap]
        grad += np.where(where, share, grad.dtype.type(0))
    return grad


def _asking(listing: Listing, axes: Axes, filters: int) -> Listing:
    """Ask before every tap whether its stamp is the last one."""
    outs = [out for out, _, _ in letters(len(axes))]
    ats = [at for _, _, at in letters(len(axes))]
    number = "o" if filters > 1 else ""
    for name, axis in zip(outs, axes, strict=True):
        above = f"({number})" if " " in number else number
        number = f"{above}*{axis.o} + {name}" if number else name
    return guarded(listing, f"{LAST}[{', '.join(ats)}] == {number}", LineKind.GATE)
