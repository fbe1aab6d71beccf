"""detach: the same numbers, cut off from where they came from: no gradient goes back.

Source: torch.Tensor.detach. The output does not require a gradient, so torch hands none to the
input; that counts as 0 wherever gradients add up. The gate `requires_grad` says so: it is one
number, 0, and every upstream gradient stops at it.
"""

from dataclasses import replace

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.elementwise import (
    Addend,
    NoParams,
    elementwise_listing,
    input_shape,
    no_axes,
)
from convtutor.engine.operator import AS_WRITTEN, Gate, Operator, Pass, Term, element
from convtutor.engine.tangents import as_backward

GATE = "requires_grad"


def forward(arrays: Arrays, params: NoParams) -> Array:
    """Give a copy of the input."""
    return np.array(arrays["input"], order="C")


def save(arrays: Arrays, output: Array, params: NoParams) -> dict[str, Array]:
    """Give the gate, one number that is 0: the output requires no gradient."""
    return {GATE: np.zeros((), np.int8)}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: NoParams
) -> dict[str, Array]:
    """Give 0 everywhere: y counts as a constant, whatever x it was made from."""
    return {"input": np.zeros(grad_output.shape, grad_output.dtype)}


def passes(shapes: Shapes, params: NoParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape: Shape = shapes["input"]
    ahead = elementwise_listing(shape, "output", ("input",), [Addend("input@")])
    back = elementwise_listing(
        shape, "grad_input", ("grad_output",), [Addend("grad_output@", f"{GATE}[()]")]
    )
    return (
        Pass("forward", "output", shape, read_output, ahead),
        Pass("backward", "grad_input", shape, read_grad_input, back),
    )


def read_output(index: Index) -> tuple[Term, ...]:
    """Read the element."""
    return (Term((element("input", *index),)),)


def read_grad_input(index: Index) -> tuple[Term, ...]:
    """Read the upstream gradient, which stops at the gate."""
    return (Term((element("grad_output", *index),), gate=Gate(GATE, (), 1)),)


def copied(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: NoParams
) -> dict[str, Array]:
    """Give grad_output: what the copy would hand back if it were not cut off."""
    return {"input": grad_output}


CUT_OFF = Operator(
    name="detach",
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
    ranks={"input": AS_WRITTEN},
    jvp=as_backward(vjp),
)
DETACH = replace(CUT_OFF, opened=replace(CUT_OFF, vjp=copied, jvp=None))
