"""Equal elements in a pool's window: whether they share its gradient, or each get all of it."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shapes, shapes_of
from convtutor.engine.listing import LineKind, Listing
from convtutor.engine.operator import AnyOperator, Gate, Pass, Term, element
from convtutor.engine.sliding_listing import letters
from convtutor.engine.windows import add_windows, pad, unpad, windows
from convtutor.misconceptions.gradients import UPSTREAM
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.pool_gradients import several_in_a_window
from convtutor.misconceptions.rewriting import subscripts, with_text_of

WON, TIES = "won", "ties"


def ties_shared(right: AnyOperator) -> Misconception:
    """Share a window's gradient out among all its largest elements."""
    wrong = _among_ties(right, (TIES,))
    return Misconception("ties-shared", right.name, wrong, several_in_a_window(right))


def every_tie(right: AnyOperator) -> Misconception:
    """Hand a window's whole gradient to each of its largest elements."""
    wrong = _among_ties(right, ())
    return Misconception("every-tie", right.name, wrong, several_in_a_window(right))


def _among_ties(right: AnyOperator, dividing: tuple[str, ...]) -> AnyOperator:
    """Give the pool that hands its gradients to every largest element, divided by the arrays
    named: `won` says of each window which taps are largest, `ties` how many they are."""

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        won = _largest(right, arrays["input"], output, params)
        taps = tuple(range(output.ndim, won.ndim))
        ties = won.sum(axis=taps, dtype=output.dtype)
        return {**right.save(arrays, output, params), WON: won, TIES: ties}

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        axes = right.axes(shapes_of(arrays), params)
        upstream = grad_output
        with np.errstate(all="ignore"):  # a window without an element has no largest one
            for name in dividing:
                upstream = upstream / saved[name]
            spread = upstream.reshape(*upstream.shape, *(1 for _ in axes))
            handed = np.where(saved[WON] == 1, spread, spread.dtype.type(0))
            taps = tuple(range(handed.ndim - len(axes), handed.ndim))
            view = np.moveaxis(handed, taps, range(2, 2 + len(axes)))  # (N, C, k.., o..)
            return {"input": unpad(add_windows(view, axes), axes)}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        output, back = right.passes(shapes, params)
        axes = right.axes(shapes, params)

        def terms(index: Index) -> tuple[Term, ...]:
            readers = (axis.readers(at) for axis, at in zip(axes, index[2:], strict=True))
            made = []
            for pairs in product(*readers):
                window = (*index[:2], *(out for out, _ in pairs))
                below = (replace(element(name, *window), divides=True) for name in dividing)
                gate = Gate(WON, (*window, *(tap for _, tap in pairs)), 1)
                made.append(Term((element(UPSTREAM, *window), *below), gate=gate))
            return tuple(made)

        return output, replace(back, terms=terms, listing=_listing(back.listing, dividing))

    return replace(right, save=save, vjp=vjp, passes=passes)


def _largest(right: AnyOperator, image: Array, output: Array, params: Any) -> Array:
    """Say of every window which taps hold its largest element: (N, C, o.., k..), 1 or 0."""
    axes = right.axes({"input": image.shape}, params)
    inside = windows(pad(np.ones_like(image), axes, 0), axes)
    values = windows(pad(image, axes, 0), axes)  # (N, C, k.., o..)
    winner = output.reshape(*output.shape[:2], *(1 for _ in axes), *output.shape[2:])
    same = (values == winner) | (np.isnan(values) & np.isnan(winner))
    taps = tuple(range(2, 2 + len(axes)))
    won = np.moveaxis((inside == 1) & same, taps, range(-len(axes), 0))
    return np.ascontiguousarray(won, np.int8)


def _listing(listing: Listing, dividing: tuple[str, ...]) -> Listing:
    squeezed = listing.squeezed[UPSTREAM]
    dimensions = len(letters(2)) if "row" in listing.source() else 1
    taps = [tap for _, tap, _ in letters(dimensions)]

    def won(text: str) -> str:
        window = subscripts(text, "indices")
        return f"if {WON}[{', '.join([*window, *taps])}]:"

    def divided(text: str) -> str:
        window = subscripts(text, UPSTREAM)
        return text + "".join(f" / {name}[{', '.join(window)}]" for name in dividing)

    made = with_text_of(with_text_of(listing, LineKind.GATE, won), LineKind.TAP, divided)
    named = {name: axes for name, axes in listing.squeezed.items() if name != "indices"}
    return replace(made, squeezed={**named, WON: squeezed, **dict.fromkeys(dividing, squeezed)})
