"""A trace opens without computing anything, and makes any step from its index alone."""

import tracemalloc
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.ops import OPERATORS
from convtutor.steps import Timeline, Trace
from tests.steps.runs import network

# One layer of VGG, of 3.2 million outputs.
SHAPES = {"input": (1, 64, 224, 224), "weight": (64, 64, 3, 3), "bias": (64,)}
OUTPUT = (1, 64, 224, 224)
STEPS = 64 * 224 * 224


class Counted:
    """An array that is not there: every read gives 1 and is counted."""

    def __init__(self) -> None:
        self.reads = 0

    def __getitem__(self, index: tuple[int, ...]) -> float:
        self.reads += 1
        return 1.0


def opened(arrays: Mapping[str, Any]) -> Timeline:
    operator = OPERATORS["conv2d"]
    rules = operator.passes(SHAPES, operator.params(padding=1))
    return Timeline(tuple(Trace("conv", rule, arrays) for rule in rules))


def counted() -> dict[str, Counted]:
    return {name: Counted() for name in ("input", "weight", "bias", "grad_output")}


def test_a_large_layer_opens_without_reading_anything() -> None:
    arrays = counted()
    timeline = opened(arrays)
    assert [len(trace) for trace in timeline.traces] == [STEPS, STEPS, 64 * 64 * 9, 64]
    assert len(timeline) == 2 * STEPS + 64 * 64 * 9 + 64
    step = timeline[3_000_000]
    assert (step.number, step.index) == (3_000_000, (0, 59, 176, 192))
    assert timeline.locate(STEPS + 5) == (1, 5)
    assert [array.reads for array in arrays.values()] == [0, 0, 0, 0]


def test_a_step_reads_its_own_window_and_nothing_else() -> None:
    arrays = counted()
    step = opened(arrays).traces[0][3_000_000]
    assert len(step.taps) == 64 * 9 + 1
    assert step.value == 64 * 9 + 1
    assert [array.reads for array in arrays.values()] == [64 * 9, 64 * 9, 1, 0]


def test_a_step_in_the_corner_does_not_read_the_padding() -> None:
    arrays = counted()
    step = opened(arrays).traces[0][0]
    assert step.value == 64 * 4 + 1
    assert step.outside == 64 * 5
    assert arrays["input"].reads == 64 * 4


def test_reading_a_step_again_reads_no_array_again() -> None:
    arrays = counted()
    step = opened(arrays).traces[1][12345]
    assert (step.value, step.partials[-1], len(step.taps)) == (64 * 9, 64 * 9, 64 * 9)
    assert (arrays["grad_output"].reads, arrays["weight"].reads) == (64 * 9, 64 * 9)


def test_opening_and_seeking_take_no_memory_of_the_layers_size() -> None:
    opened(counted()).traces[0][0].taps  # noqa: B018  what is cached once is cached now
    tracemalloc.start()
    try:
        timeline = opened(counted())
        assert len(timeline) > STEPS
        _, peak_open = tracemalloc.get_traced_memory()
        assert timeline[3_000_000].value == 64 * 9 + 1
        _, peak_step = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_open < 100_000  # bytes; the output has 25 million
    assert peak_step < 2_000_000


@pytest.mark.parametrize("trace", network().traces, ids=lambda t: f"{t.layer}.{t.rule.target}")
def test_index_and_number_name_the_same_step(trace: Trace) -> None:
    indices = [trace.index_of(number) for number in range(len(trace))]
    assert indices == list(np.ndindex(trace.rule.shape))
    assert [trace.number_of(index) for index in indices] == list(range(len(trace)))
    assert [step.index for step in trace] == indices
    assert [step.number for step in trace] == list(range(len(trace)))


def test_a_trace_is_a_sequence() -> None:
    trace = network().traces[0]
    assert trace[-1] == trace[len(trace) - 1]
    assert [step.number for step in trace[3:9:2]] == [3, 5, 7]
    assert [step.number for step in trace[-2:]] == [28, 29]
    assert [step.number for step in reversed(trace)] == list(range(29, -1, -1))
    assert trace[4] in trace
    for number in (30, -31):
        with pytest.raises(IndexError, match=f"step {number} of a pass of 30 steps"):
            trace[number]


@pytest.mark.parametrize(
    "index", [(0, 2, 0, 0), (0, 0, 0, -1), (1, 0, 0, 0), (0, 0, 0), (0, 0, 0, 0, 0), ()]
)
def test_an_index_outside_the_array_has_no_number(index: tuple[int, ...]) -> None:
    trace = network().traces[0]
    with pytest.raises(IndexError, match="^conv1.output of shape 1x2x5x3 has no element"):
        trace.number_of(index)


def test_an_empty_pass_has_no_steps() -> None:
    trace = network(batch=0).traces[0]
    assert len(trace) == 0
    assert list(trace) == []
    with pytest.raises(IndexError):
        trace[0]


def test_taps_come_in_the_order_of_the_listing_with_the_values_they_read() -> None:
    trace = network().traces[0]
    image, weight, bias = (trace.arrays[name] for name in ("input", "weight", "bias"))
    step = trace[trace.number_of((0, 1, 0, 2))]
    assert [tap.number for tap in step.taps] == list(range(7))
    assert [tap.reads[1].index for tap in step.taps[:-1]] == [
        (1, 0, i, j) for i in range(2) for j in range(3)
    ]
    above, inside = step.taps[0].reads[0], step.taps[3].reads[0]
    assert (above.index, above.source, above.where) == ((0, 0, -1, 2), None, Where.PADDING)
    assert (above.value, step.taps[0].product, step.taps[0].fate) == (0.0, 0.0, Fate.SKIPPED)
    assert (inside.index, inside.source, inside.where) == ((0, 0, 0, 2), (0, 0, 0, 2), Where.INSIDE)
    assert inside.value == image[0, 0, 0, 2]
    assert step.taps[3].product == image[0, 0, 0, 2] * weight[1, 0, 1, 0]
    assert step.taps[-1].product == bias[1]
    assert type(step.value) is float


def test_partials_are_the_sum_before_each_tap_and_after_the_last() -> None:
    for trace in network().traces[:1]:
        for step in trace:
            assert len(step.partials) == len(step.taps) + 1
            assert step.partials[0] == 0
            for tap in step.taps:
                assert step.partials[tap.number + 1] == step.partials[tap.number] + tap.product


def test_a_maximum_starts_at_minus_infinity_and_keeps_the_first_largest() -> None:
    pool = network().traces[2]
    for step in pool:
        assert step.partials[0] == -np.inf
        for tap in step.taps:
            before, after = step.partials[tap.number : tap.number + 2]
            taken = tap.product > before
            assert tap.fate is (Fate.TAKEN if taken else Fate.KEPT_OUT)
            assert after == (tap.product if taken else before)
