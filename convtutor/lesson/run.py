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
from convtutor.lesson.accumulation import Accumulation, accumulations
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

    @property
    def sources(self) -> Mapping[str, str]:
        """Say where each operand that streams in comes from: a tensor or an earlier layer."""
        inputs = self.layer.inputs
        return dict(zip(streams(self.operator, len(inputs)), inputs, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """An example run forward and backward; its arrays are float64 (indices int64), read-only.

    `accumulations` are the places where several gradients add up.
    """

    example: Example
    arrays: Mapping[str, Array]
    timeline: Timeline
    layers: tuple[BoundLayer, ...]
    notes: NoteIndex
    accumulations: tuple[Accumulation, ...]

    def note_at(self, cursor: Cursor) -> Text | None:
        """Give what the example says at a position: its intro at the start, else its note, at the
        end without one the reason why."""
        if cursor.at_start:
            return self.example.intro
        note = self.notes.note_at(cursor.step, cursor.tap)
        if note is not None:
            return note.text
        return self.example.why if cursor.at_end else None


def run_example(example: Example) -> Run:
    """Compute every array of an example, vectorised, in float64."""
    with np.errstate(all="ignore"):  # inf and NaN are numbers a lesson may show
        layers, made = _forward(example)
        _backward(example, layers, made)
        named = {
            f"{layer}.{name}": array
            for layer, arrays in made.items()
            for name, array in arrays.items()
        }
        sums = accumulations(layers)
        named |= {found.name: _sum_of(found.read(named)) for found in sums
                  if found.name not in named}
    for array in named.values():
        array.setflags(write=False)
    timeline = _timeline(layers, sums, made, named)
    return Run(
        example, named, timeline, tuple(layers), NoteIndex(example.notes, timeline), sums
    )


def _forward(example: Example) -> tuple[list[BoundLayer], dict[str, dict[str, Array]]]:
    """Run every layer; give them with the arrays each read, made and saved, by local names.

    A layer used again reads the arrays of the one it shares, and what that one has made of them:
    new_running_mean is the running_mean of the next use.
    """
    layers, made = [], {}
    values = dict(example.tensors)
    held: dict[str, dict[str, Array]] = {}
    for layer in example.layers:
        own = held.setdefault(layer.shares or layer.name, dict(layer.operands))
        bound, arrays = _run_layer(layer, values, own)
        own |= {name: arrays[f"new_{name}"] for name in own if f"new_{name}" in arrays}
        made[layer.name], values[layer.name] = arrays, arrays["output"]
        layers.append(bound)
    return layers, made


def _run_layer(
    layer: Layer, values: Mapping[str, Array], own: Mapping[str, Array]
) -> tuple[BoundLayer, dict[str, Array]]:
    operator = OPERATORS[layer.op]
    named = streams(operator, len(layer.inputs))
    read = zip(named, (values[name] for name in layer.inputs), strict=True)
    operands = operator.operands_in({**dict(read), **own})
    arrays = operator.run_forward(operands, layer.params)
    return BoundLayer(layer.name, operator, layer.params, shapes_of(operands), layer), arrays


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
        for operand, source in bound.sources.items():
            handed = arrays.get(f"grad_{operand}")
            if handed is not None:
                upstream[source] = upstream[source] + handed if source in upstream else handed


def _sum_of(gradients: Mapping[str, Array]) -> Array:
    """Add up gradients in their order."""
    first, *others = gradients.values()
    return sum(others, first)


def _timeline(
    layers: list[BoundLayer],
    sums: tuple[Accumulation, ...],
    made: Mapping[str, Mapping[str, Array]],
    named: Mapping[str, Array],
) -> Timeline:
    """Line up the passes: forward in the order of the layers, backward in the reverse one.

    A layer's grad_output is added up before its own passes, the gradients of shared arrays behind,
    those of tensors last.
    """

    def of_layer(bound: BoundLayer, direction: str) -> list[Trace]:
        rules = bound.operator.passes(bound.shapes, bound.params)
        return [Trace(bound.name, rule, made[bound.name]) for rule in rules
                if rule.direction == direction]

    traces = [trace for bound in layers for trace in of_layer(bound, "forward")]
    for bound in reversed(layers):
        met = [found for found in sums if found.layer == bound.name]
        before = [found for found in met if found.rule.target == "grad_output"]
        behind = [found for found in met if found not in before]
        traces += [_trace_of(found, named) for found in before]
        traces += of_layer(bound, "backward")
        traces += [_trace_of(found, named) for found in behind]
    traces += [_trace_of(found, named) for found in sums if found.rule.target == "grad"]
    return Timeline(tuple(traces))


def _trace_of(found: Accumulation, named: Mapping[str, Array]) -> Trace:
    return Trace(found.layer, found.rule, found.read(named))
