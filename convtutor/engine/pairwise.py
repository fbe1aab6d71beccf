"""Operators on two arrays, element by element, the smaller one broadcast: sum, difference, product.

An operator is given as the terms of one output element: a coefficient times one operand, or times
both. Its gradients follow: what a term hands an operand is the upstream gradient times the
coefficient times the other operand of the term, summed over the axes along which it is stretched.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.broadcasting import (
    broadcast_shape,
    places_of,
    source_of,
    summed_axes,
)
from convtutor.engine.elementwise import no_axes
from convtutor.engine.operator import AS_WRITTEN_ALONE, Operator, Pass, Term, element
from convtutor.engine.pairwise_listings import gradient_listing, output_listing
from convtutor.engine.tangents import product_rule

OPERANDS = ("input", "other")
PairTerm: TypeAlias = tuple[int, tuple[str, ...]]  # a coefficient, the operands it multiplies


@dataclass(frozen=True, slots=True)
class PairParams:
    """An operator on two arrays takes no parameters."""


def pairwise(
    name: str, computed: Callable[[Array, Array], Array], terms: tuple[PairTerm, ...]
) -> Operator[PairParams]:
    """Make the operator of that name; `computed` is NumPy's function, `terms` say the same."""

    def output_shape(shapes: Shapes, params: PairParams) -> Shape:
        """Give the shape that both are broadcast to; raises ShapeError where they do not fit."""
        return broadcast_shape(name, in_order(shapes))

    @without_warnings
    def forward(arrays: Arrays, params: PairParams) -> Array:
        """Give the output, of the shape that both are broadcast to."""
        return np.asarray(computed(arrays["input"], arrays["other"]))

    def save(arrays: Arrays, output: Array, params: PairParams) -> dict[str, Array]:
        """Give nothing: the backward pass needs only the operands."""
        return {}

    @without_warnings
    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: PairParams
    ) -> dict[str, Array]:
        """Give each operand's gradient.

        y = sum of c x z, so grad_x is the sum of c grad_y z over the places where x was read.
        """
        return {operand: _gradient(operand, terms, grad_output, arrays) for operand in OPERANDS}

    def passes(shapes: Shapes, params: PairParams) -> tuple[Pass, ...]:
        """Give the passes of output, grad_input and grad_other."""
        both, output = in_order(shapes), broadcast_shape(name, in_order(shapes))
        return (
            Pass("forward", "output", output, partial(_read, terms, both, output),
                 output_listing(terms, both, output)),
            *(
                Pass("backward", f"grad_{operand}", shapes[operand],
                     partial(_read_back, operand, terms, both, output),
                     gradient_listing(operand, behind(terms, operand), both, output))
                for operand in OPERANDS
            ),
        )

    return Operator(
        name=name,
        operands=OPERANDS,
        optional=frozenset(),
        keywords=(),
        required=(),
        params=PairParams,
        output_shape=output_shape,
        axes=no_axes,
        forward=forward,
        save=save,
        vjp=vjp,
        passes=passes,
        ranks=dict.fromkeys(OPERANDS, AS_WRITTEN_ALONE),
        jvp=product_rule(forward, OPERANDS, OPERANDS) if (1, OPERANDS) in terms else None,
    )


def in_order(shapes: Shapes) -> dict[str, Shape]:
    """Give the shapes of the two operands, the input's first."""
    return {name: shapes[name] for name in OPERANDS}


def behind(terms: tuple[PairTerm, ...], operand: str) -> PairTerm:
    """Give what the upstream gradient is multiplied by for an operand: a coefficient, and the
    other operand where a term multiplies the two."""
    coefficient, factors = next(term for term in terms if operand in term[1])
    return coefficient, tuple(name for name in factors if name != operand)


def _gradient(
    operand: str, terms: tuple[PairTerm, ...], grad_output: Array, arrays: Arrays
) -> Array:
    coefficient, others = behind(terms, operand)
    handed = grad_output if coefficient == 1 else -grad_output
    for name in others:
        handed = handed * arrays[name]
    shape = arrays[operand].shape
    return np.array(handed.sum(axis=summed_axes(shape, grad_output.shape))).reshape(shape)


def _read(
    terms: tuple[PairTerm, ...], shapes: Shapes, output: Shape, index: Index
) -> tuple[Term, ...]:
    """Read the element of each operand that stands here."""
    return tuple(
        Term(
            tuple(element(name, *source_of(index, shapes[name], output)) for name in factors),
            coefficient=coefficient,
        )
        for coefficient, factors in terms
    )


def _read_back(
    operand: str, terms: tuple[PairTerm, ...], shapes: Shapes, output: Shape, index: Index
) -> tuple[Term, ...]:
    """Read the upstream gradient of every place where an element of an operand stands."""
    coefficient, others = behind(terms, operand)
    return tuple(
        Term(
            (
                element("grad_output", *at),
                *(element(name, *source_of(at, shapes[name], output)) for name in others),
            ),
            coefficient=coefficient,
        )
        for at in places_of(index, shapes[operand], output)
    )
