"""Each kind of layer is stepped at every level, forward and back, and every number holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from convtutor.debugger.values import seen_at
from convtutor.lesson.run import Run
from convtutor.steps import LEVELS, Cursor, Level, cursor_at_start
from tests.scene.runs import chain, counting, floats, one_layer

LAYERS: dict[str, Callable[[], Run]] = {
    "conv": lambda: one_layer(
        "conv2d", counting(1, 2, 5, 4), counting(2, 2, 2, 3), [1.0, -2.0], stride=(2, 1),
        padding=1),
    "transposed conv": lambda: one_layer(
        "conv_transpose2d", counting(1, 2, 3, 2), counting(2, 2, 2, 3), stride=(2, 1),
        padding=(0, 1)),
    "max pooling": lambda: one_layer(
        "max_pool2d", counting(1, 2, 5, 4) % 5, kernel_size=(2, 3), stride=(1, 2),
        padding=(0, 1)),
    "average pooling": lambda: one_layer(
        "avg_pool2d", counting(1, 2, 5, 4), kernel_size=(3, 2), stride=(2, 1), padding=1),
    "relu": lambda: one_layer("relu", floats(3, 4)),
    "batch norm": lambda: one_layer("batch_norm", floats(2, 2, 2, 3), training=True),
    "three layers": lambda: chain(counting(1, 1, 6, 5), (
        ("conv1", "conv2d", {"weight": counting(2, 1, 2, 3)}, {"padding": (1, 0)}),
        ("relu1", "relu", {}, {}),
        ("conv2", "conv2d", {"weight": counting(1, 2, 3, 2)}, {"stride": (1, 2)}),
    )),
}


def walk(cursor: Cursor, move: Callable[[Cursor], Cursor]) -> list[Cursor]:
    """Give every position that a move leads to, to where it leads no further."""
    seen = [cursor]
    while (cursor := move(seen[-1])) != seen[-1]:
        seen.append(cursor)
    return seen


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", LAYERS)
def test_a_walk_there_and_back_shows_every_number_as_it_is(name: str, level: Level) -> None:
    run = LAYERS[name]()
    start = replace(cursor_at_start(run.timeline), level=level)
    if level is Level.TAP:
        start = start if run.timeline[0].taps else replace(start, step=0)
    there = walk(start, Cursor.next)
    assert there[-1].step == len(run.timeline) - 1
    back = walk(there[-1], Cursor.back)
    assert [(at.step, at.tap) for at in back] == [(at.step, at.tap) for at in reversed(there)]
    for cursor in there[1:]:
        step = cursor.current
        assert step is not None
        array = run.arrays[f"{step.trace.layer}.{step.target}"]
        seen = seen_at(run, cursor, f"{step.trace.layer}.{step.target}")
        if cursor.tap is None:
            assert seen.made == step.number + 1
            np.testing.assert_allclose(step.value, array[step.index], rtol=1e-9, atol=1e-9)
        else:
            assert (seen.made, seen.running) == (step.number, step.partials[cursor.tap + 1])
