"""An example computed: every array of its layers, forward and backward, and the timeline.

BoundLayer  a layer with its operator and the shapes of its operands
Repeat      once through the graph: its layers, where gradients meet, what is updated behind them
Run         an example, its arrays by name (conv1.output), its timeline and its layers
Computed    the arrays and the layers alone, without the steps
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Shape, shapes_of
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError
from convtutor.lesson.accumulation import Accumulation, accumulations
from convtutor.lesson.notes import NoteIndex, Notes
from convtutor.lesson.repeats import (
    in_repeat,
    layers_in,
    numbers_of,
    updates_of,
    written_name,
)
from convtutor.lesson.schema import Example, Layer, streams
from convtutor.lesson.text import Text
from convtutor.steps import Cursor, Timeline, Trace

Made = dict[str, dict[str, Array]]


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
        """Say where each operand that streams in comes from: a tensor or an earlier layer; of a
        layer that updates, by full name the array and its gradient."""
        inputs = self.layer.inputs
        return dict(zip(streams(self.operator, len(inputs)), inputs, strict=True))

    @property
    def directions(self) -> tuple[str, ...]:
        """Say which ways lead through it: no gradient flows through an update."""
        return ("forward", "backward") if self.layer.updates is None else ("forward",)


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """Once through the graph, forward, backward, and the updates behind; `number` counts from 1,
    and is None where nothing is repeated."""

    number: int | None
    layers: tuple[BoundLayer, ...]
    sums: tuple[Accumulation, ...]
    updates: tuple[BoundLayer, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """An example run forward and backward; its arrays are float64 (indices int64), read-only.

    `layers` are those of all repeats, `accumulations` the places where several gradients add up.
    """

    example: Example
    arrays: Mapping[str, Array]
    timeline: Timeline
    notes: Notes
    repeats: tuple[Repeat, ...]

    @property
    def layers(self) -> tuple[BoundLayer, ...]:
        """Give the layers of all repeats in the order they run."""
        return tuple(b for part in self.repeats for b in (*part.layers, *part.updates))

    @property
    def accumulations(self) -> tuple[Accumulation, ...]:
        """Give the places where several gradients add up."""
        return tuple(found for part in self.repeats for found in part.sums)

    def note_at(self, cursor: Cursor) -> Text | None:
        """Give what the example says at a position: its intro at the start, else its note, at the
        end without one the reason why."""
        if cursor.at_start:
            return self.example.intro
        note = self.notes.note_at(cursor.step, cursor.tap)
        if note is not None:
            return note.text
        return self.example.why if cursor.at_end else None


@dataclass(slots=True)
class _State:
    """What goes from one repeat to the next, by names as written: the arrays that layers hold, and
    the full names of gradients that stay because nothing sets them to zero."""

    operators: Mapping[str, AnyOperator]
    own: Made
    staying: dict[str, str]
    arrays: dict[str, Array]


def notes_of(run: Run) -> NoteIndex:
    """Give the notes that the example's file has, to look for what they speak of."""
    return NoteIndex(run.example.notes, run.timeline)


@dataclass(frozen=True, slots=True, eq=False)
class Computed:
    """The arrays of an example by name and the layers that made them, without the steps."""

    arrays: Mapping[str, Array]
    layers: tuple[BoundLayer, ...]


def run_example(example: Example, operators: Mapping[str, AnyOperator] = OPERATORS) -> Run:
    """Compute every array of an example, vectorised, in float64.

    `operators` are those that its layers name; one that makes a mistake may stand among them.
    Raises ShapeError or ArgumentError where such a one refuses its layer, and UsageError where it
    makes an output that the example's grad_output does not fit.
    """
    state, repeats = _compute(example, operators)
    for array in state.arrays.values():
        array.setflags(write=False)
    timeline = Timeline(tuple(
        trace for repeat, made in repeats for trace in _traces(repeat, made, state.arrays)
    ))
    return Run(
        example, state.arrays, timeline, NoteIndex(example.notes, timeline),
        tuple(repeat for repeat, _ in repeats),
    )


def compute_example(
    example: Example, operators: Mapping[str, AnyOperator] = OPERATORS
) -> Computed:
    """Compute what `run_example` does, without the steps, which cost more than the arrays."""
    state, repeats = _compute(example, operators)
    layers = (bound for part, _ in repeats for bound in (*part.layers, *part.updates))
    return Computed(state.arrays, tuple(layers))


def compute_forward(
    example: Example, operators: Mapping[str, AnyOperator] = OPERATORS, last: str | None = None
) -> Computed:
    """Compute the way forward of the first repeat, up to the layer named `last`."""
    state = _State(operators, {}, {}, {})
    with np.errstate(all="ignore"):
        layers, made = _forward(example, numbers_of(example)[0], state, last)
    return Computed(_by_full_name(made), tuple(layers))


def compute_shapes(
    example: Example, operators: Mapping[str, AnyOperator] = OPERATORS, last: str | None = None
) -> Computed:
    """Follow the shapes alone, likewise: the outputs are zeros that take no memory."""
    layers: list[BoundLayer] = []
    arrays: dict[str, Array] = {}
    values = dict(example.tensors)
    held = {layer.name: layer.operands for layer in example.layers}
    for layer in layers_in(example, numbers_of(example)[0]):
        own = held[written_name(layer.shares or layer.name)]
        bound, operands = _bind(layer, values, own, operators)
        shape = bound.operator.output_shape(bound.shapes, bound.params)
        values[layer.name] = np.broadcast_to(0.0, shape)
        arrays |= _by_full_name({layer.name: {**operands, "output": values[layer.name]}})
        layers.append(bound)
        if layer.name == last:
            break
    return Computed(arrays, tuple(layers))


def _compute(
    example: Example, operators: Mapping[str, AnyOperator]
) -> tuple[_State, list[tuple[Repeat, Made]]]:
    """Compute all repeats; the arrays stand in the state."""
    state = _State(operators, {}, {}, {})
    with np.errstate(all="ignore"):  # inf and NaN are numbers a lesson may show
        repeats = [_run_repeat(example, number, state) for number in numbers_of(example)]
    return state, repeats


def _run_repeat(
    example: Example, number: int | None, state: _State
) -> tuple[Repeat, Made]:
    """Run the graph once, forward and backward, then update what learns."""
    layers, made = _forward(example, number, state)
    _backward(example, layers, made)
    state.arrays |= _by_full_name(made)
    staying = {in_place(name, number): earlier for name, earlier in state.staying.items()}
    sums = accumulations(layers, number, staying)
    for found in sums:
        if found.name not in state.arrays:
            state.arrays[found.name] = _sum_of(found.read(state.arrays))
    updates = [_update(layer, number, state, made) for layer in updates_of(example.layers)]
    return Repeat(number, tuple(layers), sums, tuple(updates)), made


def in_place(array: str, number: int | None) -> str:
    """Give the full name of an array in a repeat: conv1@7.weight for conv1.weight."""
    layer, _, local = array.partition(".")
    return f"{in_repeat(layer, number)}.{local}"


def _by_full_name(made: Made) -> dict[str, Array]:
    return {
        f"{layer}.{name}": array
        for layer, arrays in made.items()
        for name, array in arrays.items()
    }


def _forward(
    example: Example, number: int | None, state: _State, last: str | None = None
) -> tuple[list[BoundLayer], Made]:
    """Run every layer, or those up to the `last`; give them with the arrays each read, made and
    saved, by local names.

    A layer used again reads the arrays of the one it shares, and what that one has made of them:
    new_running_mean is the running_mean of the next use.
    """
    layers: list[BoundLayer] = []
    made: Made = {}
    values = dict(example.tensors)
    for layer in layers_in(example, number):
        held = state.own.setdefault(written_name(layer.shares or layer.name), dict(layer.operands))
        bound, arrays = _run_layer(layer, values, held, state.operators)
        held |= {name: arrays[f"new_{name}"] for name in held if f"new_{name}" in arrays}
        made[layer.name], values[layer.name] = arrays, arrays["output"]
        layers.append(bound)
        if layer.name == last:
            break
    return layers, made


def _run_layer(
    layer: Layer, values: Mapping[str, Array], own: Mapping[str, Array],
    operators: Mapping[str, AnyOperator],
) -> tuple[BoundLayer, dict[str, Array]]:
    bound, operands = _bind(layer, values, own, operators)
    bound.operator.output_shape(bound.shapes, bound.params)
    return bound, bound.operator.run_forward(operands, bound.params)


def _bind(
    layer: Layer, values: Mapping[str, Array], own: Mapping[str, Array],
    operators: Mapping[str, AnyOperator],
) -> tuple[BoundLayer, dict[str, Array]]:
    """Give a layer with its operator, and the operands that it reads and holds."""
    operator = operators[layer.op]
    named = streams(operator, len(layer.inputs))
    read = zip(named, (values[name] for name in layer.inputs), strict=True)
    operands = operator.operands_in({**dict(read), **own})
    shapes = shapes_of(operands)
    return BoundLayer(layer.name, operator, layer.params, shapes, layer), operands


def _backward(example: Example, layers: list[BoundLayer], made: Made) -> None:
    """Add every gradient to the arrays made, from the last layer to the first.

    A value that several layers read gets the sum of what they hand back. Raises UsageError where
    the gradient given does not fit the last output.
    """
    last = made[layers[-1].name]["output"]
    gradient = np.ones_like(last) if example.grad_output is None else example.grad_output
    if gradient.shape != last.shape:  # only a mistaken layer makes another shape than was checked
        raise UsageError(f"grad_output has the shape {gradient.shape}, the output {last.shape}")
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


def _update(layer: Layer, number: int | None, state: _State, made: Made) -> BoundLayer:
    """Run a layer that updates: what it makes is the array of the next repeat."""
    target, _, local = (layer.updates or "").partition(".")
    array = in_place(f"{target}.{local}", number)
    gradient = in_place(f"{target}.total_grad_{local}", number)
    if gradient not in state.arrays:
        gradient = in_place(f"{target}.grad_{local}", number)
    read = {name: state.arrays[name] for name in (array, gradient)}
    placed = replace(
        layer, name=in_repeat(layer.name, number), inputs=(array, gradient), updates=array
    )
    bound, arrays = _run_layer(placed, read, {}, state.operators)
    made[bound.name] = arrays
    state.arrays |= _by_full_name({bound.name: arrays})
    state.own[target][local] = arrays["output"]
    if not layer.zero_grad:
        state.staying[f"{target}.{local}"] = gradient
    return bound


def _sum_of(gradients: Mapping[str, Array]) -> Array:
    """Add up gradients in their order."""
    first, *others = gradients.values()
    return sum(others, first)


def _traces(repeat: Repeat, made: Made, named: Mapping[str, Array]) -> list[Trace]:
    """Line up the passes: forward in the order of the layers, backward in the reverse one.

    A layer's grad_output is added up before its own passes, the gradients of shared arrays behind,
    those of tensors last; then come the updates.
    """

    def of_layers(layers: Iterable[BoundLayer], direction: str) -> list[Trace]:
        return [
            Trace(bound.name, rule, made[bound.name])
            for bound in layers
            for rule in bound.operator.passes(bound.shapes, bound.params)
            if rule.direction == direction
        ]

    traces = of_layers(repeat.layers, "forward")
    for bound in reversed(repeat.layers):
        met = [found for found in repeat.sums if found.layer == bound.name]
        before = [found for found in met if found.rule.target == "grad_output"]
        behind = [found for found in met if found not in before]
        traces += [_trace_of(found, named) for found in before]
        traces += of_layers([bound], "backward")
        traces += [_trace_of(found, named) for found in behind]
    traces += [_trace_of(found, named) for found in repeat.sums if found.rule.target == "grad"]
    return traces + of_layers(repeat.updates, "forward")


def _trace_of(found: Accumulation, named: Mapping[str, Array]) -> Trace:
    return Trace(found.layer, found.rule, found.read(named))
