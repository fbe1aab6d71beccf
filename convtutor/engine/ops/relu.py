"""relu: max(input, 0) for every element, of any shape.

Source: torch.nn.ReLU. A NaN passes both ways, as in torch: the gate is `not input <= 0`.
"""

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.elementwise import (
    Addend,
    NoParams,
    axes_left_out,
    elementwise_listing,
    input_shape,
    no_axes,
    place_loops,
)
from convtutor.engine.listing import (
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    fate_lines,
    subscript,
)
from convtutor.engine.operator import Gate, Operator, Pass, Reduce, Term, element
from convtutor.engine.tangents import as_backward


def forward(arrays: Arrays, params: NoParams) -> Array:
    """Give max(input, 0); NaN stays NaN."""
    image = arrays["input"]
    return np.asarray(np.maximum(image, image.dtype.type(0)))  # an array even without axes


def save(arrays: Arrays, output: Array, params: NoParams) -> dict[str, Array]:
    """Give the gate: 1 where the gradient passes, 0 where it is blocked."""
    return {"gate": np.asarray(~(arrays["input"] <= 0), np.int8)}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: NoParams
) -> dict[str, Array]:
    """Give grad_output where the gate is open and exactly 0 elsewhere, whatever stands there."""
    return {"input": np.where(saved["gate"] == 1, grad_output, grad_output.dtype.type(0))}


def passes(shapes: Shapes, params: NoParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape = shapes["input"]
    backward = elementwise_listing(
        shape, "grad_input", ("gate", "grad_output"), [Addend("grad_output@", "gate@")]
    )
    return (
        Pass("forward", "output", shape, read_output, _listing(shape), Reduce.MAX,
             outside=-np.inf),
        Pass("backward", "grad_input", shape, read_grad_input, backward),
    )


def read_output(index: Index) -> tuple[Term, ...]:
    """Read the element and compare it with 0."""
    return Term((element("input", *index),)), Term((), coefficient=0.0)


def read_grad_input(index: Index) -> tuple[Term, ...]:
    """Read the upstream gradient through the gate."""
    return (Term((element("grad_output", *index),), gate=Gate("gate", index, 1)),)


def _listing(shape: Shape) -> Listing:
    writer, left_out = ListingWriter(), axes_left_out(shape)
    names, unlooped = place_loops(writer, shape)
    at = subscript(names, left_out)
    first = writer.add(f"largest = input{at}", LineKind.TAP)
    second = writer.add("largest = max(largest, 0)", LineKind.TAP)
    store = writer.add(f"output{at} = largest", LineKind.STORE)
    locate = Locator(
        names, unlooped, fate_lines(first), store, lambda index, tap: None if tap else {}, second
    )
    return Listing(
        tuple(writer.lines), dict.fromkeys(("input", "output"), left_out), locate, "largest"
    )


RELU = Operator(
    name="relu",
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
    jvp=as_backward(vjp),
)
