"""Known mistakes of a layer, each computed on our side to see whether it gives torch's numbers.

Every misconception about the operator is one; the others are of numbers and not of people.

Mistake  one known mistake, and all that it computes with
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.crosscheck.match import Cause
from convtutor.crosscheck.plan import LayerPlan
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions import MISCONCEPTIONS

TF32_DROPPED_BITS = 13
LEAST = {"stride": 1, "padding": 0, "output_padding": 0, "dilation": 1, "kernel_size": 1}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One known mistake. `operator`, `operands` and `params` are what it computes with; `restored`
    turns the gradient of each operand back to how the layer holds it."""

    cause: Cause
    operator: AnyOperator
    operands: Arrays
    params: Any
    grad_output: Array
    restored: Mapping[str, Callable[[Array], Array]]


def mistakes(layer: LayerPlan, arrays: Arrays) -> Iterator[Mistake]:
    """Give every known mistake that this layer could show."""
    operands = {name: arrays[name] for name in layer.shapes}
    upstream = arrays.get("grad_output", np.zeros_like(arrays["output"]))
    right = Mistake(Cause(""), layer.operator, operands, layer.params, upstream, {})
    for misconception in MISCONCEPTIONS.values():
        if misconception.of == layer.operator.name:
            cause = Cause(misconception.name)
            yield replace(right, cause=cause, operator=misconception.operator)
    yield from _parameter_mistakes(right)
    if "input" in layer.passes[0].borders:
        yield from _shifted(right)
    coarse = {
        name: tf32_rounded(values) for name, values in operands.items()
        if name != "bias" and values.dtype.kind == "f"  # a class number is never multiplied
    }
    yield replace(
        right, cause=Cause("tf32"), operands={**operands, **coarse},
        grad_output=tf32_rounded(right.grad_output),
    )


def _parameter_mistakes(right: Mistake) -> Iterator[Mistake]:
    for name, least in LEAST.items():
        numbers = getattr(right.params, name, None)
        if not isinstance(numbers, tuple):
            continue
        if numbers != numbers[::-1]:
            swapped = replace(right.params, **{name: numbers[::-1]})
            yield replace(right, cause=Cause("axes-swapped", {"name": name}), params=swapped)
        for change in (-1, 1):
            moved = tuple(number + change for number in numbers)
            if min(moved) >= least:
                other = replace(right.params, **{name: moved})
                yield replace(right, cause=Cause("off-by-one", {"name": name}), params=other)


def _shifted(right: Mistake) -> Iterator[Mistake]:
    """Give the layers whose window begins one cell too early or too late: padding on one side."""
    image = right.operands["input"]
    for axis in range(2, image.ndim):
        for change in (-1, 1):
            operands = {**right.operands, "input": shift(image, change, axis)}

            def back(values: Array, axis: int = axis, change: int = change) -> Array:
                return shift(values, -change, axis)

            yield replace(
                right, cause=Cause("window-shifted"), operands=operands, restored={"input": back}
            )


def shift(values: Array, change: int, axis: int) -> Array:
    """Move the values along an axis by one cell, zeros coming in."""
    moved = np.roll(values, change, axis)
    edge: list[Any] = [slice(None)] * values.ndim
    edge[axis] = 0 if change > 0 else -1
    moved[tuple(edge)] = 0
    return moved


def tf32_rounded(values: Array) -> Array:
    """Round to TF32: float32 with 10 fraction bits, to nearest, ties to even."""
    bits = np.asarray(values, np.float32).view(np.uint32)
    lowest = (bits >> TF32_DROPPED_BITS) & 1
    nearest = bits + ((1 << (TF32_DROPPED_BITS - 1)) - 1) + lowest
    kept = nearest & np.uint32(0xFFFFFFFF << TF32_DROPPED_BITS & 0xFFFFFFFF)
    coarse = np.where(np.isfinite(values), kept.astype(np.uint32).view(np.float32), values)
    return coarse.astype(np.float64)
