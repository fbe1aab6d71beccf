"""What torch must give: our arrays on the very numbers that torch reads.

A lane in float32 hands torch rounded numbers, so ours are computed in float64 from the rounded
ones. Where rounding changes nothing, they are the run's own arrays, those the learner sees.

Reference  one dtype: each layer alone, and the whole graph
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from convtutor.crosscheck.plan import LayerPlan, Plan
from convtutor.crosscheck.protocol import Blob, Message
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example


@dataclass(frozen=True, slots=True)
class Reference:
    """One dtype. `alone` holds each layer's arrays by local names, all float64 but the decisions;
    `network` the run on rounded tensors, where there is more than one layer."""

    dtype: str
    alone: Mapping[str, Arrays]
    network: Run | None


def reference_of(plan: Plan, dtype: str) -> Reference:
    """Compute the reference for a dtype."""
    arrays = plan.run.arrays
    alone = {layer.name: _alone(layer, layer.local(arrays), dtype) for layer in plan.sent}
    return Reference(dtype, alone, _network(plan, dtype) if plan.has_network else None)


def rounded(values: Array, dtype: str) -> Array:
    """Round to a dtype and give the result in float64; too large becomes infinite, as in torch.

    Class numbers stay as they are.
    """
    if values.dtype.kind == "i":
        return values
    with np.errstate(over="ignore", under="ignore"):
        return values.astype(dtype).astype(np.float64)


def computed(
    layer: LayerPlan, operands: Arrays, grad_output: Array | None
) -> dict[str, Array]:
    """Compute every array of one layer from its operands and the upstream gradient, without one
    those of the way forward."""
    with np.errstate(all="ignore"):
        made = layer.operator.run_forward(operands, layer.params)
        if grad_output is None:
            return made
        made["grad_output"] = grad_output
        return {**made, **layer.operator.run_backward(made, layer.params)}


def _alone(layer: LayerPlan, arrays: Arrays, dtype: str) -> Arrays:
    read = {name: arrays[name] for name in layer.handed}
    handed = {name: rounded(values, dtype) for name, values in read.items()}
    if all(np.array_equal(handed[name], read[name], equal_nan=True) for name in read):
        return arrays
    operands = {name: handed[name] for name in layer.shapes}
    return computed(layer, operands, handed.get("grad_output"))


def _network(plan: Plan, dtype: str) -> Run:
    example = rounded_example(plan.run.example, dtype)
    return plan.run if example is plan.run.example else run_example(example)


def rounded_example(example: Example, dtype: str) -> Example:
    """Round every array an example holds; give the very same example where nothing changes."""
    held = [*example.tensors.values()]
    held += [values for layer in example.layers for values in layer.operands.values()]
    held += [] if example.grad_output is None else [example.grad_output]
    if all(np.array_equal(rounded(values, dtype), values, equal_nan=True) for values in held):
        return example
    gradient = example.grad_output
    return replace(
        example,
        tensors={name: rounded(values, dtype) for name, values in example.tensors.items()},
        layers=tuple(
            replace(layer, operands={n: rounded(v, dtype) for n, v in layer.operands.items()})
            for layer in example.layers
        ),
        grad_output=None if gradient is None else rounded(gradient, dtype),
    )


def request_arrays(plan: Plan, reference: Reference) -> dict[str, Blob]:
    """Give what torch must be handed in the reference's dtype, under the names the child knows."""
    handed: dict[str, Array] = {}
    for layer in plan.sent:
        arrays = reference.alone[layer.name]
        for name in layer.handed:
            handed[f"alone/{layer.name}.{name}"] = arrays[name]
    if reference.network is not None:
        run = reference.network
        for name, values in run.example.tensors.items():
            handed[f"network/tensor/{name}"] = values
        layers = plan.repeats[0].layers
        for layer in layers:
            for name in () if layer.shares else layer.own:
                handed[f"network/own/{layer.name}.{name}"] = run.arrays[f"{layer.name}.{name}"]
        handed["network/grad_output"] = run.arrays[f"{layers[-1].name}.grad_output"]
    return {name: blob_of(values, reference.dtype) for name, values in handed.items()}


def blob_of(values: Array, dtype: str) -> Blob:
    """Give an array as bytes of a dtype, class numbers as they are."""
    if values.dtype.kind == "i":
        dtype = str(values.dtype)
    with np.errstate(over="ignore", under="ignore"):
        data = np.ascontiguousarray(values, dtype)
    return Blob(dtype, values.shape, data.tobytes())


def arrays_of(message: Message) -> dict[str, Array]:
    """Give the arrays of an answer by name, read-only."""
    return {
        name: np.frombuffer(blob.data, blob.dtype).reshape(blob.shape)
        for name, blob in message.arrays.items()
    }
