"""Smooth functions of one element whose derivative follows from their output: sigmoid, tanh.

Curve   such a function: its name, itself on whole arrays, and what is done to an element
sloped  the operator of a curve; on the way back the derivative is a stage of its own, `slope`
"""

from collections.abc import Callable

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.elementwise import (
    Addend,
    NoParams,
    elementwise_listing,
    input_shape,
    no_axes,
)
from convtutor.engine.finish import Finish
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.engine.tangents import as_backward


@dataclass(frozen=True, slots=True)
class Curve:
    """A function of one element.

    name          torch's name for it
    values        the function of a whole array, in the array's dtype
    finish        the function of one element, as the loops write it
    slopes        its derivative from its output, on whole arrays
    slope_finish  the derivative from one element of the output
    """

    name: str
    values: Callable[[Array], Array]
    finish: Finish
    slopes: Callable[[Array], Array]
    slope_finish: Finish


def sloped(curve: Curve) -> Operator[NoParams]:
    """Give the operator of a curve, of any shape."""

    def forward(arrays: Arrays, params: NoParams) -> Array:
        return curve.values(arrays["input"])

    def save(arrays: Arrays, output: Array, params: NoParams) -> dict[str, Array]:
        return {}  # the way back needs the output alone

    def stages(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: NoParams
    ) -> dict[str, Array]:
        return {"slope": curve.slopes(saved["output"])}

    @without_warnings
    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: NoParams
    ) -> dict[str, Array]:
        return {"input": np.asarray(grad_output * saved["slope"])}

    def passes(shapes: Shapes, params: NoParams) -> tuple[Pass, ...]:
        return curve_passes(curve, shapes["input"])

    return Operator(
        name=curve.name,
        operands=("input",),
        optional=frozenset(),
        keywords=(),
        required=(),
        params=NoParams,
        output_shape=input_shape,
        axes=no_axes,
        forward=forward,
        save=save,
        vjp=vjp,
        passes=passes,
        stages=stages,
        jvp=as_backward(vjp, stages),
    )


def curve_passes(curve: Curve, shape: Shape) -> tuple[Pass, ...]:
    """Give the passes of output, slope and grad_input."""

    def read_grad_input(index: Index) -> tuple[Term, ...]:
        """Multiply the upstream gradient with the slope."""
        return (Term((element("grad_output", *index), element("slope", *index))),)

    product = elementwise_listing(
        shape, "grad_input", ("grad_output", "slope"), [Addend("grad_output@ * slope@")]
    )
    return (
        _finished("forward", "output", "input", shape, curve.finish),
        _finished("backward", "slope", "output", shape, curve.slope_finish),
        Pass("backward", "grad_input", shape, read_grad_input, product),
    )


def _finished(direction: str, target: str, source: str, shape: Shape, finish: Finish) -> Pass:
    """Give the pass that does something to each element of one array."""

    def terms(index: Index) -> tuple[Term, ...]:
        """Read the element."""
        return (Term((element(source, *index),)),)

    listing = elementwise_listing(
        shape, target, (source,), [Addend(f"{source}@")], finish.written("total")
    )
    return Pass(direction, target, shape, terms, listing, finish=lambda index: finish)
