"""Layers that hand elements on as they are, misunderstood."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.engine.renumbering import Renumbering
from convtutor.engine.slicing import (
    Part,
    Span,
    parse_index,
    taken_of,
    whole_parts,
    write_index,
)
from convtutor.misconceptions.gradients import ungated, with_gradient
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread


def end_included(right: AnyOperator) -> Misconception:
    """Take the element at the end of a span too; a span ends before its stop."""

    def one_more(params: Any, shapes: Shapes) -> Any:
        shape = shapes["input"]
        whole = whole_parts(parse_index(params.index), shape)
        parts: list[Part] = []
        for part, axis, extent in zip(whole, taken_of(shape, whole), shape, strict=True):
            if isinstance(part, Span):
                start, stop, step = slice(part.start, part.stop, part.step).indices(extent)
                part = Span(start, min(stop + 1, extent), step)
            parts.append(part if isinstance(part, Span) else axis.start)
        return _indexed(params, parts)

    return Misconception("end-included", right.name, misread(right, one_more))


def rows_and_columns_swapped(right: AnyOperator) -> Misconception:
    """Take the part for the last axis from the one before it, and the other way round."""

    def swapped(params: Any, shapes: Shapes) -> Any:
        parts = whole_parts(parse_index(params.index), shapes["input"])
        return _indexed(params, (*parts[:-2], *reversed(parts[-2:])))

    return Misconception("rows-and-columns-swapped", right.name, misread(right, swapped))


def one_axis_flipped(right: AnyOperator) -> Misconception:
    """Turn only the first of the axes around."""

    def first(params: Any, shapes: Shapes) -> Any:
        right.output_shape(shapes, params)
        return replace(params, dims=params.dims[:1])

    return Misconception("one-axis-flipped", right.name, misread(right, first))


def column_major(right: AnyOperator) -> Misconception:
    """Count the elements column by column, the first axis changing first."""

    def forward(arrays: Arrays, params: Any) -> Array:
        image = arrays["input"]
        shape = right.output_shape({"input": image.shape}, params)
        return np.array(image.reshape(shape, order="F"), order="C")

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        turned = grad_output.reshape(arrays["input"].shape, order="F")
        return {"input": np.array(turned, order="C")}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        image, output = shapes["input"], right.output_shape(shapes, params)
        return (
            Renumbering(output, image, _first_axis_first).copied("forward", "output", "input"),
            Renumbering(image, output, _first_axis_first).copied(
                "backward", "grad_input", "grad_output"
            ),
        )

    wrong = replace(right, forward=forward, vjp=vjp, passes=passes)
    return Misconception("column-major", right.name, wrong)


def _first_axis_first(shape: Shape) -> tuple[int, ...]:
    return tuple(prod(shape[:axis]) for axis in range(len(shape)))


def detach_ignored(right: AnyOperator) -> Misconception:
    """Hand the upstream gradient back as if nothing were cut."""

    def whole(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> Array:
        return np.array(grad_output, order="C")

    return Misconception(
        "detach-ignored", right.name, with_gradient(right, "input", whole, ungated)
    )


def _indexed(params: Any, parts: Sequence[Part]) -> Any:
    return replace(params, index=write_index(parts)) if parts else params
