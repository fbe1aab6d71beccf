"""What becomes of a maximum's gradient, misunderstood: several windows, and those that lost."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import Any, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes, shapes_of, without_warnings
from convtutor.engine.finish import Finish, divided_by
from convtutor.engine.geometry import Axis, Where
from convtutor.engine.listing import Line, LineKind, Listing
from convtutor.engine.operator import AnyOperator, Gate, Pass, Term
from convtutor.engine.sliding_listing import count_readers, letters
from convtutor.engine.windows import add_windows, unpad
from convtutor.misconceptions.gradients import ungated, with_gradient
from convtutor.misconceptions.misconception import Differs, Misconception
from convtutor.misconceptions.rewriting import arranged, subscripts, with_terms, with_text_of

Axes: TypeAlias = Sequence[Axis]
LAST = "last"


def gradient_to_every_element(right: AnyOperator) -> Misconception:
    """Hand a window's gradient to all its elements, not to the winner alone."""

    @without_warnings
    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        axes = right.axes(shapes_of(arrays), params)
        taps = tuple(axis.k for axis in axes)
        spread = grad_output.reshape(
            *grad_output.shape[:2], *(1 for _ in axes), *grad_output.shape[2:]
        )
        shape = (*grad_output.shape[:2], *taps, *grad_output.shape[2:])
        return unpad(add_windows(np.broadcast_to(spread, shape), axes), axes)

    wrong = with_gradient(right, "input", gradient, ungated)
    several = several_in_a_window(right)
    return Misconception("gradient-to-every-element", right.name, wrong, several)


def several_in_a_window(right: AnyOperator) -> Differs:
    """Give what says of a layer whether some window holds more than one element."""

    def several(shapes: Shapes, params: Any) -> bool:
        most = (
            max(sum(spot.where is Where.INSIDE for spot in axis.reads(out))
                for out in range(axis.o))
            for axis in right.axes(shapes, params)
        )
        return prod(most) > 1

    return several


def gradient_averaged_over_windows(right: AnyOperator) -> Misconception:
    """Divide what an element gets by the number of windows that looked at it."""

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        axes = right.axes(shapes_of(arrays), params)
        made: Array = right.vjp(grad_output, arrays, saved, params)["input"]
        ones = np.ones(grad_output.shape[2:], made.dtype)
        shape = (*(axis.k for axis in axes), *ones.shape)
        counts = unpad(add_windows(np.broadcast_to(ones, shape), axes), axes)
        return made / np.maximum(counts, 1)

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        axes = right.axes(shapes, params)

        def finish(index: Index) -> Finish:
            return divided_by(max(count_readers(axes, index[2:]), 1))

        return replace(rule, finish=finish, listing=_counting(rule.listing))

    wrong = with_gradient(right, "input", gradient, rewrite)
    return Misconception("gradient-averaged-over-windows", right.name, wrong)


def _counting(listing: Listing) -> Listing:
    """Count the windows in the loops, and divide by their number at the end."""
    lines: list[tuple[int | None, Line]] = []
    for number, line in enumerate(listing.lines):
        if line.kind is LineKind.GATE:
            lines.append((None, Line("windows += 1", line.depth, LineKind.START)))
        if line.kind is LineKind.STORE:
            line = replace(line, text=f"{line.text} / max(windows, 1)")
        lines.append((number, line))
        if line.kind is LineKind.START:
            lines.append((None, Line("windows = 0", line.depth, LineKind.START)))
    return arranged(listing, lines)


def last_window_overwrites(right: AnyOperator) -> Misconception:
    """Write a gradient over what an element already has: only the last window it won counts."""

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        saved = right.save(arrays, output, params)
        return {**saved, LAST: _last_won(saved["indices"], arrays["input"].shape)}

    def gradient(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        last = saved[LAST].reshape(prod(saved[LAST].shape[:2]), prod(saved[LAST].shape[2:]))
        upstream = grad_output.reshape(len(last), prod(grad_output.shape[2:]))
        taken = np.take_along_axis(upstream, np.maximum(last, 0), axis=1)
        made = np.where(last >= 0, taken, upstream.dtype.type(0))
        return made.reshape(saved[LAST].shape)

    def rewrite(rule: Pass, shapes: Shapes, params: Any) -> Pass:
        axes = right.axes(shapes, params)

        def terms(index: Index, seen: tuple[Term, ...]) -> tuple[Term, ...]:
            return tuple(
                replace(term, gate=Gate(LAST, index, _number(term.factors[0].index, axes)))
                for term in seen
            )

        return with_terms(rule, terms, _of_last(rule.listing, axes))

    def two_windows(shapes: Shapes, params: Any) -> bool:
        axes = right.axes(shapes, params)
        most = (max(len(axis.readers(at)) for at in range(axis.i)) for axis in axes)
        return prod(most) > 1

    wrong = replace(with_gradient(right, "input", gradient, rewrite), save=save)
    return Misconception("last-window-overwrites", right.name, wrong, two_windows)


def _last_won(indices: Array, image: tuple[int, ...]) -> Array:
    """Give, for every element, the number of the last window of its plane that it won, or -1."""
    planes = prod(image[:2])
    last = np.full((planes, prod(image[2:])), -1, np.int64)
    plane, window = np.nonzero(indices.reshape(planes, prod(indices.shape[2:])) >= 0)
    winner = indices.reshape(planes, prod(indices.shape[2:]))[plane, window]
    np.maximum.at(last, (plane, winner), window)
    return last.reshape(image)


def _number(window: Index, axes: Axes) -> int:
    """Give the number of a window in its plane, row by row."""
    number = 0
    for place, axis in zip(window[2:], axes, strict=True):
        number = number * axis.o + place
    return number


def _of_last(listing: Listing, axes: Axes) -> Listing:
    outs = [out for out, _, _ in letters(len(axes))]
    ats = [at for _, _, at in letters(len(axes))]
    number = outs[0] if len(axes) == 1 else f"{outs[0]}*{axes[1].o} + {outs[1]}"

    def rewritten(text: str) -> str:
        leading = subscripts(text, "indices")[: -len(axes)]
        return f"if {LAST}[{', '.join([*leading, *ats])}] == {number}:"

    named = {name: left_out for name, left_out in listing.squeezed.items() if name != "indices"}
    made = with_text_of(listing, LineKind.GATE, rewritten)
    return replace(made, squeezed={**named, LAST: named["grad_input"]})
