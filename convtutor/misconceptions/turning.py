"""The weight read the wrong way round: flipped along axes, or with two axes in each other's place.

Turn    one way to misread a weight; done twice it changes nothing
turned  the operator that reads its weight turned, in every pass
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.listing import Fate, Line, LineKind, Listing, Mark
from convtutor.engine.operator import AnyOperator, Factor, Pass
from convtutor.misconceptions.rewriting import (
    in_subscripts,
    subscripts,
    substituted,
    with_factors,
    with_terms,
    with_texts,
)

WEIGHT, GRADIENT = "weight", "grad_weight"


@dataclass(frozen=True, slots=True)
class Turn:
    """A way to misread the weight: which axes are read backwards, which two change places."""

    flipped: tuple[int, ...] = ()
    swapped: tuple[int, int] | None = None

    def source(self, axis: int) -> int:
        """Give the axis of the weight that is taken for this one."""
        if self.swapped is None or axis not in self.swapped:
            return axis
        return self.swapped[1 - self.swapped.index(axis)]

    def turned(self, values: Array) -> Array:
        """Give the array as it is seen, and back."""
        seen = np.flip(values, self.flipped)
        return np.ascontiguousarray(seen if self.swapped is None else seen.swapaxes(*self.swapped))

    def shape(self, shape: Shape) -> Shape:
        """Give the shape of what is seen."""
        return tuple(shape[self.source(axis)] for axis in range(len(shape)))

    def at(self, index: Index, shape: Shape) -> Index:
        """Give where an element of what is seen stands in the weight of a shape, and back."""
        moved = [index[self.source(axis)] for axis in range(len(index))]
        return tuple(
            shape[axis] - 1 - place if axis in self.flipped else place
            for axis, place in enumerate(moved)
        )

    def written(self, names: Mapping[int, str], shape: Shape) -> dict[int, str]:
        """Write where an element stands, from its subscripts by axis; axes left out stay so."""
        moved = {self.source(axis): name for axis, name in names.items()}
        return {
            axis: f"{shape[axis] - 1} - {name}" if axis in self.flipped and shape[axis] > 1
            else name
            for axis, name in sorted(moved.items())
        }


def turned(right: AnyOperator, turn: Turn) -> AnyOperator:
    """Give the operator that reads its weight turned."""

    def seen(shapes: Shapes) -> dict[str, Shape]:
        return {**shapes, WEIGHT: turn.shape(shapes[WEIGHT])}

    def looked_at(arrays: Arrays) -> dict[str, Array]:
        return {**arrays, WEIGHT: turn.turned(arrays[WEIGHT])}

    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: Any
    ) -> dict[str, Array]:
        gradients = right.vjp(grad_output, looked_at(arrays), saved, params)
        return {**gradients, WEIGHT: turn.turned(gradients[WEIGHT])}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        shape = shapes[WEIGHT]
        return tuple(
            gradient_turned(rule, turn, shape) if rule.target == GRADIENT
            else weight_turned(rule, turn, shape)
            for rule in right.passes(seen(shapes), params)
        )

    return replace(
        right,
        output_shape=lambda shapes, params: right.output_shape(seen(shapes), params),
        axes=lambda shapes, params: right.axes(seen(shapes), params),
        forward=lambda arrays, params: right.forward(looked_at(arrays), params),
        vjp=vjp,
        passes=passes,
    )


def weight_turned(rule: Pass, turn: Turn, shape: Shape) -> Pass:
    """Give the pass that reads a weight of this shape turned."""

    def read(factor: Factor) -> Factor:
        if factor.array != WEIGHT:
            return factor
        at = turn.at(factor.index, shape)
        return replace(factor, index=at, source=at)

    listing = rule.listing
    left_out = listing.squeezed.get(WEIGHT, ())
    kept = [axis for axis in range(len(shape)) if axis not in left_out]

    def rewrite(names: list[str]) -> list[str]:
        return list(turn.written(dict(zip(kept, names, strict=True)), shape).values())

    rewritten = with_texts(listing, lambda line: in_subscripts(line.text, WEIGHT, rewrite))
    if WEIGHT in listing.squeezed:
        rewritten = replace(rewritten, squeezed={
            **listing.squeezed, WEIGHT: tuple(sorted(map(turn.source, left_out)))
        })
    return with_terms(rule, lambda _, terms: with_factors(terms, read), rewritten)


def gradient_turned(rule: Pass, turn: Turn, shape: Shape) -> Pass:
    """Give the pass of the gradient of a weight of this shape that the layer reads turned."""
    seen, terms = turn.shape(shape), rule.terms
    return replace(
        rule,
        shape=shape,
        terms=lambda index: terms(turn.at(index, seen)),
        listing=_gradient_listing(rule.listing, turn, shape),
    )


def _gradient_listing(listing: Listing, turn: Turn, shape: Shape) -> Listing:
    """Loop over the weight as it lies, and use every element where it is seen."""
    left_out = listing.squeezed.get(GRADIENT, ())
    kept = [axis for axis in range(len(shape)) if axis not in left_out]
    seen = dict(zip(kept, subscripts(listing.lines[-1].text, GRADIENT), strict=True))
    # Each axis keeps its letter; where it had none, the one that is taken for it lends its own.
    moved = {turn.source(axis): letter for axis, letter in seen.items()}
    names = {axis: seen.get(axis, letter) for axis, letter in sorted(moved.items())}
    values = {seen[axis]: text for axis, text in turn.written(names, shape).items()}
    values = {name: f"({text})" if " " in text else text for name, text in values.items()}
    loops = iter(names.items())

    def rewritten(line: Line) -> Line:
        if line.kind is LineKind.LOOP and line.names[0] in values:
            axis, name = next(loops)
            return replace(line, text=f"for {name} in range({shape[axis]}):", names=(name,))
        if line.kind is LineKind.STORE:
            text = in_subscripts(line.text, GRADIENT, lambda _: list(names.values()))
            return replace(line, text=text)
        return replace(line, text=substituted(line.text, values))

    def locate(index: Index, tap: int | None, fate: Fate) -> Mark:
        mark = listing.locate(turn.at(index, turn.shape(shape)), tap, fate)
        own = {name: index[axis] for axis, name in names.items()}
        others = {name: v for name, v in mark.variables.items() if name not in values}
        return Mark(mark.line, {**own, **others})

    squeezed = {**listing.squeezed, GRADIENT: tuple(sorted(map(turn.source, left_out)))}
    return replace(
        listing, lines=tuple(map(rewritten, listing.lines)), locate=locate, squeezed=squeezed
    )
