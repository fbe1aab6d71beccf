"""An example computed once: every array of its layers, forward and backward, and the timeline.

BoundLayer  a layer with its operator and the shapes of its operands
Run         an example, its arrays by name (conv1.output), its timeline and its layers
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Shape, shapes_of
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.notes import NoteIndex
from convtutor.lesson.schema import Example, Layer, streams
from convtutor.lesson.text import Text
from convtutor.steps import Cursor, Timeline, Trace


@dataclass(frozen=True, slots=True, eq=False)
class BoundLayer:
    """A layer as it was run; `shapes` are those of the operands it has."""

    name: str
    operator: AnyOperator
    params: Any
    shapes: Mapping[str, Shape]
    layer: Layer


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """An example run forward and backward; its arrays are float64 (indices int64), read-only."""

    example: Example
    arrays: Mapping[str, Array]
    timeline: Timeline
    layers: tuple[BoundLayer, ...]
    notes: NoteIndex

    def note_at(self, cursor: Cursor) -> Text | None:
        """Give what the example says at a position: its intro at the start, else its note."""
        if cursor.at_start:
            return self.example.intro
        note = self.notes.note_at(cursor.step, cursor.tap)
        return None if note is None else note.text


def run_example(example: Example) -> Run:
    """Compute every array of an example, vectorised, in float64."""
    layers = []
    made: dict[str, dict[str, Array]] = {}
    values = dict(example.tensors)
    with np.errstate(all="ignore"):  # inf and NaN are numbers a lesson may show
        for layer in example.layers:
            bound, made[layer.name] = _forward(layer, values)
            values[layer.name] = made[layer.name]["output"]
            layers.append(bound)
        _backward(example, layers, made)
    for arrays in made.values():
        for array in arrays.values():
            array.setflags(write=False)
    timeline = _timeline(layers, made)
    named = {
        f"{layer}.{name}": array for layer, arrays in made.items() for name, array in arrays.items()
    }
    return Run(example, named, timeline, tuple(layers), NoteIndex(example.notes, timeline))


def _forward(layer: Layer, values: Mapping[str, Array]) -> tuple[BoundLayer, dict[str, Array]]:
    """Run one layer; give it with the arrays it read, made and saved, by local names."""
    operator = OPERATORS[layer.op]
    named = streams(operator, len(layer.inputs))
    read = zip(named, (values[name] for name in layer.inputs), strict=True)
    given = {**dict(read), **layer.operands}
    operands = {name: given[name] for name in (*operator.operands, *named) if name in given}
    arrays = operator.run_forward(operands, layer.params)
    bound = BoundLayer(layer.name, operator, layer.params, shapes_of(operands), layer)
    return bound, arrays


def _backward(
    example: Example, layers: list[BoundLayer], made: Mapping[str, dict[str, Array]]
) -> None:
    """Add every gradient to the arrays made, from the last layer to the first.

    A value that several layers read gets the sum of what they hand back.
    """
    last = made[layers[-1].name]["output"]
    gradient = np.ones_like(last) if example.grad_output is None else example.grad_output
    upstream = {layers[-1].name: gradient}
    for bound in reversed(layers):
        arrays = made[bound.name]
        unread = np.zeros_like(arrays["output"])  # nothing behind it hands a gradient back
        arrays["grad_output"] = upstream.get(bound.name, unread)
        arrays |= bound.operator.run_backward(arrays, bound.params)
        named = streams(bound.operator, len(bound.layer.inputs))
        for operand, source in zip(named, bound.layer.inputs, strict=True):
            handed = arrays.get(f"grad_{operand}")
            if handed is not None:
                upstream[source] = upstream[source] + handed if source in upstream else handed


def _timeline(layers: list[BoundLayer], made: Mapping[str, Mapping[str, Array]]) -> Timeline:
    """Line up the passes: forward in the order of the layers, backward in the reverse one."""
    traces = [
        Trace(bound.name, rule, made[bound.name])
        for direction, ordered in (("forward", layers), ("backward", layers[::-1]))
        for bound in ordered
        for rule in bound.operator.passes(bound.shapes, bound.params)
        if rule.direction == direction
    ]
    return Timeline(tuple(traces))
