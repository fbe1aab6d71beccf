"""A mistaken operator runs in a lesson, steps there and is drawn, as the right one is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from convtutor.lesson.run import Run
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level
from tests.engine.cases import Case
from tests.misconceptions.layers import SHOWING
from tests.misconceptions.mistaken import mistaken
from tests.misconceptions.test_table import layers
from tests.scene.drawn import run_of

every_misconception = pytest.mark.parametrize("key", MISCONCEPTIONS)


def seen_layer(key: str) -> Case:
    """Give a layer in which the mistake shows, with numbers that come out."""
    misconception = MISCONCEPTIONS[key]
    for case in layers(misconception.of, SHOWING):
        wrong = mistaken(misconception, case)
        if wrong is not None and misconception.shows(case.shapes, case.keywords):
            return Case(case.name, case.keywords, case.arrays, wrong.grad_output)
    raise AssertionError(f"{key} refuses every layer")


def cursors(run: Run) -> Iterator[Cursor]:
    """Give the first, the middle and the last element of every pass, each with its first taps."""
    timeline = run.timeline
    for trace, offset in zip(timeline.traces, timeline.offsets, strict=False):
        for number in sorted({0, len(trace) // 2, len(trace) - 1}):
            yield Cursor(timeline, Level.ELEMENT, offset + number, None)
            for tap in range(min(3, len(trace[number].taps))):
                yield Cursor(timeline, Level.TAP, offset + number, tap)


@every_misconception
def test_a_mistaken_layer_steps_to_the_numbers_it_computes(key: str) -> None:
    run = run_of(seen_layer(key), MISCONCEPTIONS[key].operator)
    for trace in run.timeline.traces:
        whole = run.arrays[f"layer1.{trace.rule.target}"]
        for step in (trace[0], trace[len(trace) // 2], trace[-1]):
            assert np.isclose(step.value, whole[step.index], rtol=1e-12)


@every_misconception
def test_a_mistaken_layer_is_drawn_at_every_kind_of_step(key: str) -> None:
    run = run_of(seen_layer(key), MISCONCEPTIONS[key].operator)
    builder = SceneBuilder(run, "mistaken", "en")
    for cursor in cursors(run):
        scene = builder.scene(cursor)
        assert scene.words
        assert scene.grids
        for grid in scene.grids:
            assert grid.cell_at(0, 0)


def test_a_kernel_thought_to_be_longer_is_counted_so_in_the_size() -> None:
    """7 columns, kernel 3, dilation 2: 3 windows fit, and with 2*3 cells a kernel only 2."""
    operator = MISCONCEPTIONS["conv1d.dilation-times-kernel"].operator
    arrays = {"input": np.ones((1, 1, 7)), "weight": np.ones((1, 1, 3))}
    run = run_of(Case("conv1d", {"dilation": 2}, arrays, np.ones((1, 1, 2))), operator)
    (formula,) = SceneBuilder(run, "mistaken", "en").scene(next(cursors(run))).sizes
    assert (formula.body, formula.result) == ("floor((7 + 2*0 - 2*3) / 1) + 1", 2)
