"""What a pool's window looks at, misunderstood: zeros around the plane, or the whole plane."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes, shapes_of
from convtutor.engine.geometry import Axis, Where
from convtutor.engine.listing import Fate, Line, LineKind, Listing, Mark
from convtutor.engine.operator import AnyOperator, Pass, Term
from convtutor.engine.sliding_listing import letters, unravel
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread
from convtutor.misconceptions.rewriting import arranged, place_of, with_terms

Axes: TypeAlias = Sequence[Axis]


def whole_plane(right: AnyOperator) -> Misconception:
    """Take the largest element of the whole plane."""

    def global_window(params: Any, shapes: Shapes) -> Any:
        plane = shapes["input"][2:]
        none, one = (0,) * len(plane), (1,) * len(plane)
        return replace(params, kernel_size=plane, stride=plane, padding=none, dilation=one)

    return Misconception("whole-plane", right.name, misread(right, global_window))


def padded_with_zeros(right: AnyOperator) -> Misconception:
    """Put zeros around the plane, as a convolution does, and let them win."""

    def forward(arrays: Arrays, params: Any) -> Array:
        output = right.forward(arrays, params)
        touching = _touching(right.axes(shapes_of(arrays), params))
        return np.where(touching, np.maximum(output, output.dtype.type(0)), output)

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        saved = right.save(arrays, output, params)
        zero_won = right.forward(arrays, params) < output
        return {**saved, "indices": np.where(zero_won, -1, saved["indices"])}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        output, *others = right.passes(shapes, params)
        axes = right.axes(shapes, params)

        def zeros(_: Index, terms: tuple[Term, ...]) -> tuple[Term, ...]:
            return tuple(
                Term((), 0.0) if term.factors[0].where is Where.PADDING else term for term in terms
            )

        if not any(axis.before or axis.after for axis in axes):
            return output, *others
        return with_terms(output, zeros, _with_zeros(output.listing, axes)), *others

    wrong = replace(right, forward=forward, save=save, passes=passes)
    return Misconception("padded-with-zeros", right.name, wrong)


def _touching(axes: Axes) -> Array:
    """Say which windows of a plane read the padding: (o..)."""
    touching = np.zeros(tuple(axis.o for axis in axes), bool)
    for window in np.ndindex(touching.shape):
        touching[window] = any(
            _in_padding(spots)
            for spots in product(*(a.reads(out) for a, out in zip(axes, window, strict=True)))
        )
    return touching


def _in_padding(spots: Sequence[Any]) -> bool:
    wheres = {spot.where for spot in spots}
    return Where.PADDING in wheres and Where.BEYOND not in wheres


def _with_zeros(listing: Listing, axes: Axes) -> Listing:
    """Write what happens in the padding behind what happens inside."""
    test, tap = place_of(listing, LineKind.TEST), place_of(listing, LineKind.TAP)
    depth = listing.lines[test].depth
    lines: list[tuple[int | None, Line]] = list(enumerate(listing.lines))
    limits = [
        f"{at} < {axis.i + axis.after}"
        for axis, (_, _, at) in zip(axes, letters(len(axes)), strict=True)
        if axis.overhang
    ]
    compare = " and ".join([*limits, "0 > largest"])
    lines[tap + 1 : tap + 1] = [
        (None, Line(f"elif {compare}:", depth, LineKind.COMPARE)),
        (None, Line("largest = 0", depth + 1, LineKind.TAP)),
    ]
    made = arranged(listing, lines)

    def locate(index: Index, number: int | None, fate: Fate) -> Mark:
        mark = made.locate(index, number, fate)
        if number is None or fate is Fate.SKIPPED:
            return mark
        taps = unravel(number, [axis.k for axis in axes])
        spots = [
            axis.reads(out)[at] for axis, out, at in zip(axes, index[2:], taps, strict=True)
        ]
        if not _in_padding(spots):
            return mark
        return replace(mark, line=tap + 2 if fate is Fate.TAKEN else tap + 1)

    return replace(made, locate=locate)
