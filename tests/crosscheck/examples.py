"""Examples made in a line, and what torch would return for them, computed on our side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.crosscheck.compare import compare_lane
from convtutor.crosscheck.lanes import LANES, Lane
from convtutor.crosscheck.match import Match
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.reference import Reference, reference_of, rounded_example
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import OWN_OPERANDS, Example, Layer
from convtutor.lesson.text import Text
from tests.engine.cases import Case

LANE = {lane.name: lane for lane in LANES}
NOTHING_SAID = Text({"en": "an example"})


def layer(
    name: str, op: str, reads: str | tuple[str, ...],
    operands: Mapping[str, Array] | None = None, **keywords: Any,
) -> Layer:
    params = OPERATORS[op].params(**keywords)
    inputs = (reads,) if isinstance(reads, str) else reads
    return Layer(name, op, inputs, operands or {}, keywords, params)


def used_again(name: str, shared: Layer, reads: str) -> Layer:
    return replace(shared, name=name, inputs=(reads,), operands={}, shares=shared.name)


def conv(
    name: str, reads: str, weight: Array, bias: Array | None = None, **keywords: Any
) -> Layer:
    operands = {"weight": weight} if bias is None else {"weight": weight, "bias": bias}
    return layer(name, "conv2d", reads, operands, **keywords)


def run_of(
    image: Array | Mapping[str, Array], *layers: Layer, grad_output: Array | None = None
) -> Run:
    """Run layers on the tensor "input", or on tensors by name."""
    given = image if isinstance(image, Mapping) else {"input": image}
    tensors = {name: np.asarray(values, float) for name, values in given.items()}
    return run_example(
        Example(1, NOTHING_SAID, NOTHING_SAID, None, tensors, layers, grad_output, ())
    )


def run_of_case(case: Case) -> Run:
    """Run a drawn layer, named conv1, on its own arrays."""
    own = {name: array for name, array in case.arrays.items() if name in OWN_OPERANDS}
    read = {name: array for name, array in case.arrays.items() if name not in own}
    made = layer("conv1", case.name, tuple(read), own, **case.keywords)
    return run_of(read, made, grad_output=case.grad_output)


def counted(*shape: int) -> Array:
    """Give 0, 1, 2, ... in a shape."""
    return np.arange(float(np.prod(shape))).reshape(shape)


def drawn(seed: int, *shape: int) -> Array:
    """Give random numbers, the same for the same seed."""
    return np.random.default_rng(seed).normal(size=shape)


def padding_run() -> Run:
    """The 3x3 input under the 2x2 kernel with one ring of zeros."""
    return run_of(counted(1, 1, 3, 3), conv("conv1", "input", counted(1, 1, 2, 2), padding=1))


def near_zero() -> Run:
    """0.1 x 1 + 0.7 x -1/7 is 0 but for rounding, so the ReLU behind may open or not.

    All numbers are ones that float32 holds.
    """
    image = np.array([[[[1.0, -1 / 7, 5.0]]]])
    exact = run_of(
        image, conv("conv1", "input", np.array([[[[0.1, 0.7]]]])), layer("relu1", "relu", "conv1"),
    )
    return run_example(rounded_example(exact.example, "float32"))


def other_side(run: Run) -> dict[str, Array]:
    """Give what torch would return of near_zero had it rounded to the other side of 0."""
    output = run.arrays["conv1.output"].astype(np.float32)
    output[0, 0, 0, 0] *= -1
    opened = (output > 0).astype(np.float32)
    return {
        "network/conv1.output": output, "network/relu1.output": np.maximum(output, 0),
        "network/relu1.grad_input": opened,
    }


def answer_of(reference: Reference, dtype: str) -> dict[str, Array]:
    """Give what a faultless torch would return for each layer alone, rounded to a dtype."""
    returned = {}
    for name, arrays in reference.alone.items():
        for array, values in arrays.items():
            if array in ("output", "indices") or array.startswith(("grad_", "new_")):
                kept = values if array == "indices" else values.astype(dtype)
                returned[f"alone/{name}.{array}"] = kept
    if reference.network is not None:
        for name, values in reference.network.arrays.items():
            returned[f"network/{name}"] = values.astype(dtype)
    return returned


def compared(
    run: Run, lane: Lane | str = "cpu-float32", changes: Mapping[str, Array] | None = None
) -> dict[str, Match]:
    """Compare a run with a faultless answer in which some arrays are changed; by array, alone."""
    matches = all_compared(run, lane, changes)
    return {match.array: match for match in matches if match.scope == "layer"}


def all_compared(
    run: Run, lane: Lane | str = "cpu-float32", changes: Mapping[str, Array] | None = None
) -> tuple[Match, ...]:
    lane = LANE[lane] if isinstance(lane, str) else lane
    plan = plan_of(run)
    reference = reference_of(plan, lane.dtype)
    answer = {**answer_of(reference, lane.dtype), **(changes or {})}
    return compare_lane(plan, reference, lane, answer)
