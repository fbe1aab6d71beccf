"""relu: max(input, 0) for every element, of any shape.

Source: torch.nn.ReLU. A NaN passes both ways, as in torch: the gate is `not input <= 0`.
"""

from dataclasses import dataclass

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    fate_lines,
    left_out_axes,
    single,
    subscript,
)
from convtutor.engine.operator import Gate, Operator, Pass, Reduce, Term, element

NAMES = ("n", "c", "y", "x")


@dataclass(frozen=True, slots=True)
class ReluParams:
    """relu takes no parameters."""


def output_shape(shapes: Shapes, params: ReluParams) -> Shape:
    """Give the input's shape."""
    return shapes["input"]


def axes(shapes: Shapes, params: ReluParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: ReluParams) -> Array:
    """Give max(input, 0); NaN stays NaN."""
    image = arrays["input"]
    return np.asarray(np.maximum(image, image.dtype.type(0)))  # an array even without axes


def save(arrays: Arrays, output: Array, params: ReluParams) -> dict[str, Array]:
    """Give the gate: 1 where the gradient passes, 0 where it is blocked."""
    return {"gate": np.asarray(~(arrays["input"] <= 0), np.int8)}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: ReluParams
) -> dict[str, Array]:
    """Give grad_output where the gate is open and exactly 0 elsewhere, whatever stands there."""
    return {"input": np.where(saved["gate"] == 1, grad_output, grad_output.dtype.type(0))}


def passes(shapes: Shapes, params: ReluParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape = shapes["input"]
    return (
        Pass("forward", "output", shape, read_output, _listing(shape, "output"), Reduce.MAX,
             outside=-np.inf),
        Pass("backward", "grad_input", shape, read_grad_input, _listing(shape, "grad_input")),
    )


def read_output(index: Index) -> tuple[Term, ...]:
    """Read the element and compare it with 0."""
    return Term((element("input", *index),)), Term((), coefficient=0.0)


def read_grad_input(index: Index) -> tuple[Term, ...]:
    """Read the upstream gradient through the gate."""
    return (Term((element("grad_output", *index),), gate=Gate("gate", index, 1)),)


def names_of(dimensions: int) -> tuple[str, ...]:
    """Name the axes: n, c, y, x as far as there are that many, a0, a1, ... before them."""
    extra = tuple(f"a{number}" for number in range(max(0, dimensions - len(NAMES))))
    return extra + NAMES[max(0, len(NAMES) - dimensions) :]


def _listing(shape: Shape, target: str) -> Listing:
    names = names_of(len(shape))
    left_out = left_out_axes(shape, min(2, len(shape)))
    writer = ListingWriter()
    extents = dict(zip(names, shape, strict=True))
    unlooped = single({names[axis]: 1 for axis in left_out})
    writer.loops(extents, unlooped)
    at = subscript(names, left_out)
    squeezed = dict.fromkeys((target, "input", "gate", "grad_output"), left_out)
    if target == "output":
        taps = (
            writer.add(f"largest = input{at}", LineKind.TAP),
            writer.add("largest = max(largest, 0)", LineKind.TAP),
        )
        store = writer.add(f"output{at} = largest", LineKind.STORE)
        inner, behind, accumulator = taps[0], taps[1], "largest"
        lines = fate_lines(inner)
    else:
        writer.add("total = 0", LineKind.START)
        depth = writer.depth
        gate = writer.test(f"gate{at}", LineKind.GATE)
        lines = fate_lines(writer.add(f"total += grad_output{at}", LineKind.TAP), gate=gate)
        writer.depth = depth
        store = writer.add(f"grad_input{at} = total", LineKind.STORE)
        behind, accumulator = -1, "total"
    locate = Locator(names, unlooped, lines, store, lambda index, tap: None if tap else {}, behind)
    used = {"output": ("input", "output"), "grad_input": ("gate", "grad_output", "grad_input")}
    return Listing(
        tuple(writer.lines), {name: squeezed[name] for name in used[target]}, locate, accumulator
    )


RELU = Operator(
    name="relu",
    operands=("input",),
    optional=frozenset(),
    keywords=(),
    required=(),
    params=ReluParams,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
)
