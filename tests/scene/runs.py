"""Runs to draw: the examples of the padding lesson, and small networks made here.

    example(2)              example 2 of lessons/padding.toml, run
    reflect()               the same layer with a mirror image in its ring
    one_layer("conv2d", input, weight, stride=2)
    network()               conv1 (2 channels, bias) -> relu1 -> pool1
    RUNS                    layers of every kind: strides that lose rows, copies, floats, NaN, ...
    positions(timeline)     the start, every element and every tap
    spread(run, 6)          six moments of every pass, its first and last among them
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


@cache
def reflect() -> Run:
    """Run example 2 of the padding lesson with padding_mode="reflect"."""
    layer = padding().examples[1].layers[0]
    image = padding().examples[1].tensors["input"]
    weight = layer.operands["weight"]
    return one_layer("conv2d", image, weight, padding=1, padding_mode="reflect")


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


def spread(run: Run, count: int) -> Iterator[Cursor]:
    """Give the start, and for every pass moments spread over it, at taps and between them."""
    timeline = run.timeline
    yield cursor_at_start(timeline)
    for number, trace in enumerate(timeline.traces):
        for at in range(count):
            step = timeline.offset(number) + at * (len(trace) - 1) // max(count - 1, 1)
            taps = len(timeline[step].taps)
            tap = at * 7 % (taps + 1) - 1
            level = Level.ELEMENT if tap < 0 else Level.TAP
            yield Cursor(timeline, level, step, None if tap < 0 else tap)


def floats(*shape: int, scale: float = 1.0) -> Array:
    """Give normal numbers times a scale, always the same."""
    return np.random.default_rng(0).standard_normal(shape) * scale


def with_words(*shape: int) -> Array:
    """Give numbers with NaN and both infinities among them."""
    array = floats(*shape)
    array[0, 0], array[1, 2], array[-1, -1] = np.nan, np.inf, -np.inf
    return array


RUNS: dict[str, Callable[[], Run]] = {
    "network": cache(lambda: network()),
    "batch": cache(lambda: network(2)),
    "floats": cache(lambda: one_layer(
        "conv2d", floats(5, 6), floats(2, 3), padding=1, stride=(1, 2))),
    "large": cache(lambda: one_layer(
        "conv2d", counting(5, 6) * 1_234_567, counting(2, 3) * 871, padding=1)),
    "nan": cache(lambda: one_layer("conv2d", with_words(4, 4), floats(2, 2), padding=1)),
    "nan pool": cache(lambda: one_layer(
        "max_pool2d", with_words(4, 4), kernel_size=2, stride=1, padding=1)),
    "tiny": cache(lambda: one_layer(
        "conv2d", floats(4, 4, scale=1e-9), floats(2, 2, scale=1e-9), padding=1)),
    "huge": cache(lambda: one_layer(
        "conv2d", floats(4, 4, scale=1e200), floats(2, 2, scale=1e200))),
    "channels": cache(lambda: one_layer(
        "conv2d", counting(2, 3, 4, 4), counting(2, 3, 2, 2), [1.0, -2.0], padding=1)),
    "groups": cache(lambda: one_layer(
        "conv2d", counting(1, 4, 5, 4), counting(4, 2, 2, 2), groups=2, dilation=(2, 1),
        stride=(1, 2))),
    "28x28": cache(lambda: one_layer(
        "conv2d", counting(28, 28) % 100, counting(5, 5) % 10, padding=2, stride=2)),
    "64x64": cache(lambda: one_layer("conv2d", counting(64, 64), counting(3, 3), padding=1)),
    "lost": cache(lambda: one_layer("conv2d", counting(8, 9), counting(3, 3), stride=(3, 4))),
    "lost padding": cache(lambda: one_layer(
        "conv2d", counting(5, 6), counting(2, 2), stride=3, padding=1)),
    "one row": cache(lambda: one_layer(
        "conv2d", counting(1, 7), counting(1, 3), padding=(0, 2), stride=2)),
    "one column": cache(lambda: one_layer(
        "conv2d", counting(17, 1), counting(3, 1), padding=(1, 0), stride=2)),
    "dilation": cache(lambda: one_layer(
        "conv2d", counting(9, 9), counting(3, 3), dilation=(2, 3), padding=(2, 3), stride=2)),
    "relu": cache(lambda: one_layer("relu", with_words(4, 4))),
    "overhang": cache(lambda: one_layer(
        "max_pool2d", counting(5, 7), kernel_size=(2, 3), stride=2, padding=(1, 1),
        ceil_mode=True)),
    "one element": cache(lambda: one_layer("conv2d", [[3.0]], [[2.0]])),
    "same": cache(lambda: one_layer("conv2d", counting(4, 5), counting(2, 4), padding="same")),
    "circular": cache(lambda: one_layer(
        "conv2d", counting(4, 5), counting(3, 4), padding=(2, 3), padding_mode="circular")),
    "large kernel": cache(lambda: one_layer(
        "conv2d", counting(12, 12), counting(11, 11), padding=2)),
    "slice": cache(lambda: one_layer("slice", counting(5, 6), index="..., 1:4, 1:6:2")),
    "cancelling": cache(lambda: one_layer(
        "conv2d", [[90.0, 80.5, 70.0], [5.0, 6.0, 7.0]], [[4.0, 2.0, -5.0]], padding=(0, 1))),
}
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
