"""A step names its place, counts what it read outside, and marks its lines."""

import numpy as np

from convtutor.engine.listing import LineKind
from convtutor.steps import Place
from tests.steps.runs import network, one_layer


def test_a_step_and_its_taps_have_addresses() -> None:
    trace = network().traces[0]
    step = trace[trace.number_of((0, 1, 4, 2))]
    assert step.target == "output"
    assert step.place() == Place("conv1", "output", (0, 1, 4, 2))
    assert step.place(3) == Place("conv1", "output", (0, 1, 4, 2), 3)


def test_outside_counts_reads_in_the_padding_and_beyond() -> None:
    trace = network().traces[0]
    counts = {step.index: step.outside for step in trace}
    assert {index: count for index, count in counts.items() if count} == {
        (0, c, row, col): 3 for c in range(2) for row in (0, 4) for col in range(3)
    }
    image = {"input": np.ones((1, 1, 3, 3))}
    hanging = one_layer("pool", "max_pool2d", image, kernel_size=2, ceil_mode=True).traces[0]
    assert [step.outside for step in hanging] == [0, 2, 2, 3]


def test_a_copy_in_the_padding_is_outside_too() -> None:
    arrays = {"input": np.ones((1, 1, 3, 4)), "weight": np.ones((1, 1, 1, 2))}
    padded = one_layer("c", "conv2d", arrays, padding=(0, 1), padding_mode="circular").traces[0]
    assert [step.outside for step in padded][:5] == [1, 0, 0, 0, 1]


def test_the_mark_of_a_tap_and_that_of_the_element_are_different_lines() -> None:
    trace = network().traces[0]
    lines = trace.rule.listing.lines
    for step in trace:
        kinds = [lines[step.mark(tap.number).line].kind for tap in step.taps]
        assert set(kinds[:-1]) <= {LineKind.TEST, LineKind.TAP}
        assert kinds.count(LineKind.TEST) == step.outside
        assert lines[step.mark().line].kind is LineKind.STORE


def test_steps_of_one_element_are_equal_and_those_of_others_are_not() -> None:
    trace = network().traces[0]
    assert trace[4] == trace[4]
    assert trace[4] != trace[5]
    assert trace[0] != network().traces[0][0]  # of another run
