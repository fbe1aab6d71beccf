"""leaky_relu: the input where it is above 0, the input times a small slope elsewhere.

Source: torch.nn.LeakyReLU. Of any shape. The gate is `input > 0`, as in torch: at 0 and at a NaN
the derivative is the slope, and the input itself is multiplied by it (a slope of inf makes NaN
of 0).
"""

from math import isnan

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import real
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.elementwise import Addend, elementwise_listing, input_shape, no_axes
from convtutor.engine.operator import Gate, Operator, Pass, Term, element
from convtutor.engine.tangents import as_backward


@dataclass(frozen=True, slots=True)
class LeakyReluParams:
    """The keyword of torch.nn.functional.leaky_relu."""

    negative_slope: float = 0.01


def leaky_relu_params(negative_slope: float = 0.01) -> LeakyReluParams:
    """Make the parameters; any number is a slope. Raises ArgumentError for what is none."""
    return LeakyReluParams(real("leaky_relu", "negative_slope", negative_slope))


@without_warnings
def _leaked(values: Array, gate: Array, params: LeakyReluParams) -> Array:
    """Give the values where the gate is open, the slope times the values elsewhere."""
    slope = values.dtype.type(params.negative_slope)
    return np.where(gate == 1, values, slope * values)


def _gate(image: Array) -> Array:
    return np.asarray(image > 0, np.int8)


def forward(arrays: Arrays, params: LeakyReluParams) -> Array:
    """Give the input where it is above 0, the slope times it elsewhere."""
    image = arrays["input"]
    return _leaked(image, _gate(image), params)


def save(arrays: Arrays, output: Array, params: LeakyReluParams) -> dict[str, Array]:
    """Give the gate: 1 where the input is above 0."""
    return {"gate": _gate(arrays["input"])}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: LeakyReluParams
) -> dict[str, Array]:
    """Give grad_output where the gate is open, the slope times it elsewhere."""
    return {"input": _leaked(grad_output, saved["gate"], params)}


def unsure(arrays: Arrays, errors: Arrays, params: LeakyReluParams) -> Array | None:
    """Say where the input's error reaches over 0, so that the gate may turn."""
    error = errors.get("input")
    if error is None:
        return None
    return np.asarray((np.abs(arrays["input"]) <= error) & (error > 0))


def passes(shapes: Shapes, params: LeakyReluParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape, slope = shapes["input"], params.negative_slope
    return (
        _gated("forward", "output", "input", shape, slope),
        _gated("backward", "grad_input", "grad_output", shape, slope),
    )


def _gated(direction: str, target: str, source: str, shape: Shape, slope: float) -> Pass:
    """Give a pass that reads one array, as it is or times the slope."""

    def terms(index: Index) -> tuple[Term, ...]:
        """Read the element through the open gate, and times the slope through the closed one."""
        read = (element(source, *index),)
        return (
            Term(read, gate=Gate("gate", index, 1)),
            Term(read, coefficient=slope, gate=Gate("gate", index, 0)),
        )

    written = "(inf - inf)" if isnan(slope) else repr(slope)  # the loops have no name for NaN
    addends = Addend(f"{source}@", "gate@"), Addend(f"{written} * {source}@", "not gate@")
    listing = elementwise_listing(shape, target, ("gate", source), addends)
    return Pass(direction, target, shape, terms, listing)


LEAKY_RELU = Operator(
    name="leaky_relu",
    operands=("input",),
    optional=frozenset(),
    keywords=("negative_slope",),
    required=(),
    params=leaky_relu_params,
    output_shape=input_shape,
    axes=no_axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    jvp=as_backward(vjp),
    unsure=unsure,
)
