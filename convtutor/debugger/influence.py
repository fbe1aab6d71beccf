"""What a cell reaches on the way forward, and what a cell depends on: whole patterns at once.

Reached          the cells of one array that are reached, and those of them that move now
influence_of     the arrays that a cell of the way forward reaches, in their order
field_of         the arrays that it depends on, its receptive field, the nearest first
reach_of, moves_of, receptive_field, moving_field   the patterns alone, by full name

What is reached is told by the reading rules alone: derivatives of layers that hold other numbers,
all different and above 0, so that nothing cancels, no gate is closed, and a maximum hands on all it
reads. What moves now has a derivative other than 0 at the numbers of the run, as torch takes it:
behind a detach nothing moves.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.debugger.open_layers import counts, marked, opened, positive
from convtutor.debugger.sources import layer_of, part_of
from convtutor.debugger.stages import Partials, derivatives, every_read, pulled, pushed, stages_of
from convtutor.engine.arrays import Array, Arrays, Index
from convtutor.errors import UsageError
from convtutor.lesson.run import BoundLayer, Repeat, Run
from convtutor.steps import Place
from convtutor.words import say

Patterns: TypeAlias = dict[str, Array]  # where True stands, by an array's full name
Pushed: TypeAlias = Callable[[BoundLayer, Arrays], Array]
Pulled: TypeAlias = Callable[[BoundLayer, Array], Mapping[str, Array]]


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The cells of an array that are reached, and those that move now; both are of its shape."""

    name: str
    reached: Array
    moving: Array


def influence_of(run: Run, place: Place, language: str = "en") -> tuple[Reached, ...]:
    """Give every array that a cell of the way forward can reach, in the order they are made.

    Raises UsageError for a cell of the way back, and for one that is kept for it.
    """
    moving = moves_of(run, place, language)
    return tuple(
        Reached(name, cells, moving[name] & cells)
        for name, cells in reach_of(run, place, language).items()
    )


def field_of(run: Run, place: Place, language: str = "en") -> tuple[Reached, ...]:
    """Give every array of which a cell can depend on a part, the nearest first, tensors last.

    Raises UsageError as `influence_of` does.
    """
    moving = moving_field(run, place, language)
    return tuple(
        Reached(name, cells, moving[name] & cells)
        for name, cells in receptive_field(run, place, language).items()
    )


def reach_of(run: Run, place: Place, language: str = "en") -> Patterns:
    """Say which cells of later outputs a cell can reach, by any path of reads."""

    def push(bound: BoundLayer, tangents: Arrays) -> Array:
        arrays = positive(run, bound)  # operand by operand, so that none cancels another
        outputs = [
            opened(bound).push({name: marked(moved)}, arrays, bound.params)
            for name, moved in tangents.items()
        ]
        return np.asarray(np.any([counts(output) for output in outputs], axis=0), float)

    return _spread(run, _start(run, place, language), push, every_read)


def moves_of(run: Run, place: Place, language: str = "en") -> Patterns:
    """Say which cells of later outputs have a derivative other than 0 by a cell, at the numbers
    of the run."""

    def push(bound: BoundLayer, tangents: Arrays) -> Array:
        return bound.operator.push(tangents, _arrays(run, bound), bound.params)

    return _spread(run, _start(run, place, language), push, derivatives)


def receptive_field(run: Run, place: Place, language: str = "en") -> Patterns:
    """Say which cells of earlier arrays a cell can depend on, by any path of reads."""

    def pull(bound: BoundLayer, upstream: Array) -> Mapping[str, Array]:
        arrays = {**positive(run, bound), "grad_output": marked(upstream)}
        made = _streamed(bound, opened(bound).run_backward(arrays, bound.params))
        return {name: np.asarray(counts(gradient), float) for name, gradient in made.items()}

    return _trace_back(run, _start(run, place, language), pull, every_read)


def moving_field(run: Run, place: Place, language: str = "en") -> Patterns:
    """Say by which cells of earlier arrays a cell has a derivative other than 0, at the numbers
    of the run."""

    def pull(bound: BoundLayer, upstream: Array) -> Mapping[str, Array]:
        arrays = {**_arrays(run, bound), "grad_output": upstream}
        return _streamed(bound, bound.operator.run_backward(arrays, bound.params))

    return _trace_back(run, _start(run, place, language), pull, derivatives)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where one begins: `source` is the name by which readers call the array, a layer's or a
    tensor's, None for an array of `holder`'s own. A step within a layer is followed to its output,
    so that `source` is the layer."""

    holder: str
    array: str
    index: Index
    source: str | None
    within: bool = False


def _start(run: Run, place: Place, language: str) -> _Start:
    """Say where a cell is made or given; refuse what is none of the way forward."""
    bound, index = layer_of(run, place.layer), place.index or ()
    if bound is not None and bound.layer.updates is None:
        if place.array == "output":
            return _Start(bound.name, place.array, index, bound.name)
        if place.array in bound.sources:
            return _Start(bound.name, place.array, index, bound.sources[place.array])
        if place.array in bound.shapes:
            return _Start(bound.layer.shares or bound.name, place.array, index, None)
        if place.array in [trace.rule.target for trace in stages_of(run, bound.name)]:
            return _Start(bound.name, place.array, index, bound.name, within=True)
    raise UsageError(say("origin.not_forward", language, place=str(place)))


def _spread(run: Run, start: _Start, push: Pushed, partials: Partials) -> Patterns:
    """Go from layer to layer with how the arrays move."""
    source, seed = start.source, _one_hot(run, start)
    moved = {} if source is None else {source: seed}
    made: Patterns = {}
    with np.errstate(all="ignore"):
        if start.within:
            output = pushed(run, start.holder, {start.array: seed}, partials)
            moved, made = {start.holder: output}, {f"{start.holder}.output": output != 0}
        for bound in part_of(run, start.holder).layers:
            tangents = {name: moved[s] for name, s in bound.sources.items() if s in moved}
            if source is None and (bound.layer.shares or bound.name) == start.holder:
                tangents[start.array] = seed
            tangents = {n: t for n, t in tangents.items() if n not in bound.operator.constants}
            if tangents and bound.name != source:
                moved[bound.name] = push(bound, tangents)
                made[f"{bound.name}.output"] = moved[bound.name] != 0
    return made


def _trace_back(run: Run, start: _Start, pull: Pulled, partials: Partials) -> Patterns:
    """Go from layer to layer backward with what is handed back."""
    part, source = part_of(run, start.holder), start.source
    handed: dict[str, Array] = {}
    made: Patterns = {}
    with np.errstate(all="ignore"):
        if start.within:
            found = pulled(run, start.holder, {start.array: _one_hot(run, start)}, partials)
            _hand_back(_bound(part, start.holder), found, handed)
        elif source is not None:
            handed[source] = _one_hot(run, start)
        for bound in reversed(part.layers):
            if bound.name not in handed:
                continue
            if bound.name != source:
                made[f"{bound.name}.output"] = handed[bound.name] != 0
            _hand_back(bound, pull(bound, handed[bound.name]), handed)
    tensors = {name: array for name, array in handed.items() if name not in _names(part)}
    return made | {
        _first_reader(part, name): array != 0 for name, array in tensors.items() if name != source
    }


def _hand_back(bound: BoundLayer, gradients: Arrays, handed: dict[str, Array]) -> None:
    """Add what the operands of a layer get to what their sources have."""
    for operand, source in bound.sources.items():
        if operand in gradients:
            gradient = gradients[operand]
            handed[source] = handed[source] + gradient if source in handed else gradient


def _bound(part: Repeat, name: str) -> BoundLayer:
    return next(bound for bound in part.layers if bound.name == name)


def _one_hot(run: Run, start: _Start) -> Array:
    seed = np.zeros(run.arrays[f"{start.holder}.{start.array}"].shape)
    seed[start.index] = 1
    return seed


def _streamed(bound: BoundLayer, made: Arrays) -> dict[str, Array]:
    """Give the gradients of what streams into a layer, by operand."""
    return {name: made[f"grad_{name}"] for name in bound.sources if f"grad_{name}" in made}


def _names(part: Repeat) -> set[str]:
    return {bound.name for bound in part.layers}


def _first_reader(part: Repeat, tensor: str) -> str:
    """Give the full name of a tensor: as what the first layer that reads it calls it."""
    return next(
        f"{bound.name}.{operand}"
        for bound in part.layers
        for operand, source in bound.sources.items()
        if source == tensor
    )


def _arrays(run: Run, bound: BoundLayer) -> dict[str, Array]:
    """Give the arrays of a layer in a run, by local names."""
    before = f"{bound.name}."
    return {
        name.removeprefix(before): array
        for name, array in run.arrays.items() if name.startswith(before)
    }
