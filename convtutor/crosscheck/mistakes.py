"""Known mistakes of a layer, each computed on our side to see whether it gives torch's numbers.

Every misconception about the operator is one; the others are of numbers and not of people.

Mistake  one known mistake, and all that it computes with
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import numpy as np

from convtutor.crosscheck.match import Cause
from convtutor.crosscheck.plan import LayerPlan
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.operator import AnyOperator, Reduce
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
    right = Mistake(
        Cause(""), layer.operator, operands, layer.params, arrays["grad_output"], {}
    )
    known = [m for m in MISCONCEPTIONS.values() if m.of == layer.operator.name]
    for misconception in known:
        cause = Cause(misconception.name)
        yield replace(right, cause=cause, operator=misconception.operator)
    if not known:
        yield from _without_misconceptions(layer, right)
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


def _without_misconceptions(layer: LayerPlan, right: Mistake) -> Iterator[Mistake]:
    """Give the plainest mistakes of an operator that has no misconceptions of its own."""
    if "bias" in right.operands:
        without = {name: values for name, values in right.operands.items() if name != "bias"}
        yield replace(right, cause=Cause("bias-forgotten"), operands=without)
    ones = np.ones_like(right.grad_output)
    yield replace(right, cause=Cause("upstream-ignored"), grad_output=ones)
    yield from _divisor_mistakes(right)
    if layer.passes[0].reduce is Reduce.MAX:
        yield from _padded_with_zeros(right)


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


def _divisor_mistakes(right: Mistake) -> Iterator[Mistake]:
    """Give the averages that count the padding otherwise, or always the whole kernel."""
    params = right.params
    if not hasattr(params, "count_include_pad"):
        return
    counts = params.count_include_pad
    kind = "padding-not-counted" if counts else "padding-counted"
    yield replace(
        right, cause=Cause(kind), params=replace(params, count_include_pad=not counts)
    )
    whole = replace(params, divisor_override=prod(params.kernel_size))
    yield replace(right, cause=Cause("kernel-counted"), params=whole)


def _padded_with_zeros(right: Mistake) -> Iterator[Mistake]:
    """Give the maximum over an input that was padded with zeros beforehand."""
    borders = getattr(right.params, "padding", ())
    if not any(borders):
        return
    image = right.operands["input"]
    padded = np.pad(image, [(0, 0), (0, 0), *((border, border) for border in borders)])
    bare = replace(right.params, padding=(0,) * len(borders))
    inside: tuple[Any, ...] = (..., *(
        slice(border, border + extent)
        for border, extent in zip(borders, image.shape[2:], strict=True)
    ))
    yield replace(
        right, cause=Cause("padded-with-zeros"), operands={**right.operands, "input": padded},
        params=bare, restored={"input": lambda values: values[inside]},
    )


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
