"""Layers that hand elements on as they are, misunderstood."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.operator import AnyOperator
from convtutor.engine.slicing import (
    Part,
    Span,
    parse_index,
    taken_of,
    whole_parts,
    write_index,
)
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


def _indexed(params: Any, parts: Sequence[Part]) -> Any:
    return replace(params, index=write_index(parts)) if parts else params
