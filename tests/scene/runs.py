"""Runs to draw: the examples of the padding lesson, and small networks made here.

    example(2)              example 2 of lessons/padding.toml, run
    one_layer("conv2d", input, weight, stride=2)
    network()               conv1 (2 channels, bias) -> relu1 -> pool1
    positions(timeline)     the start, every element and every tap
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer, Lesson
from convtutor.lesson.text import Text
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level, Timeline, cursor_at_start, parse_place

Wanted = tuple[str, str, Mapping[str, Any], Mapping[str, Any]]


@cache
def padding() -> Lesson:
    """Give the padding lesson."""
    return read_lesson(find_lesson("padding"))


@cache
def example(number: int) -> Run:
    """Run an example of the padding lesson, counted from 1."""
    return run_example(padding().examples[number - 1])


def chain(image: Any, wanted: tuple[Wanted, ...], grad_output: Any = None) -> Run:
    """Run layers (name, operator, own arrays, keywords), each reading the one before it."""
    said = Text({"en": "small", "zh": "小"})
    source, layers = "input", []
    for name, op, own, keywords in wanted:
        arrays = {key: planes(value) for key, value in own.items()}
        params = OPERATORS[op].params(**keywords)
        layers.append(Layer(name, op, (source,), arrays, keywords, params))
        source = name
    upstream = None if grad_output is None else planes(grad_output)
    return run_example(
        Example(1, said, said, None, {"input": planes(image)}, tuple(layers), upstream, ())
    )


def planes(values: Any) -> Array:
    """Give an array as layers take it: a plane gets a batch and a channel of 1."""
    array = np.asarray(values, dtype=np.float64)
    return array[None, None] if array.ndim == 2 else array


def one_layer(
    op: str, image: Any, weight: Any = None, bias: Any = None, grad_output: Any = None,
    **keywords: Any,
) -> Run:
    """Run a single layer named layer1."""
    own = {"weight": weight, "bias": bias}
    given = {name: array for name, array in own.items() if array is not None}
    return chain(image, (("layer1", op, given, keywords),), grad_output)


def counting(*shape: int, step: float = 1.0) -> Array:
    """Give an array whose elements all differ, not in ascending order."""
    count = int(np.prod(shape))
    order = (np.arange(count) * 7 + 3) % max(count, 1) if count % 7 else np.arange(count)
    return (order.reshape(shape) - count // 3) * step


@cache
def network(batch: int = 1) -> Run:
    """Run a small network with every operator; its pool hangs over and has ties."""
    image = counting(batch, 1, 4, 5) % 5 - 2
    own = {"weight": counting(2, 1, 2, 3) % 4 - 1, "bias": [1.0, -2.0]}
    return chain(image, (
        ("conv1", "conv2d", own, {"padding": (1, 0)}),
        ("relu1", "relu", {}, {}),
        ("pool1", "max_pool2d", {}, {"kernel_size": 2, "stride": (2, 1), "ceil_mode": True}),
    ))


def scene_at(
    run: Run, place: str | None, language: str = "en", previous: Cursor | None = None
) -> Scene:
    """Give the scene of a place, None for the start."""
    start = cursor_at_start(run.timeline)
    cursor = start if place is None else start.goto(parse_place(place, run.timeline))
    return SceneBuilder(run, "padding", language).scene(cursor, previous)


def positions(timeline: Timeline) -> Iterator[Cursor]:
    """Give the start, then for every element its taps and itself."""
    yield cursor_at_start(timeline)
    for step in range(len(timeline)):
        for tap in range(len(timeline[step].taps)):
            yield Cursor(timeline, Level.TAP, step, tap)
        yield Cursor(timeline, Level.ELEMENT, step)


MOVES = ("next", "back", "into", "out", "reverse_into", "reverse_out", "start", "end")


def walks(most: int = 12) -> st.SearchStrategy[list[str | int]]:
    """Draw moves: the names of a cursor's own, or the number of a step to jump to."""
    move = st.one_of(
        st.sampled_from(["next", "next", "back", "into", *MOVES]), st.integers(0, 10**6)
    )
    return st.lists(move, min_size=1, max_size=most)


def moved(cursor: Cursor, move: str | int) -> Cursor:
    """Make one move of a walk."""
    if isinstance(move, str):
        made = getattr(cursor, move)()
        assert isinstance(made, Cursor)
        return made
    step = cursor.timeline[move % len(cursor.timeline)]
    tap = move % (len(step.taps) + 1) - 1
    return cursor.goto(step.place(tap if tap >= 0 else None))
