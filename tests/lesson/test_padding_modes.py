"""What the lesson on padding modes says is true of the numbers it shows."""

from pathlib import Path

import numpy as np
import pytest

from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import run_example
from convtutor.steps import Step, parse_place

LESSONS = Path(__file__).parents[2] / "lessons"
LESSON = read_lesson(LESSONS / "padding-modes.toml")
PADDING = read_lesson(LESSONS / "padding.toml")
RUNS = {example.number: run_example(example) for example in LESSON.examples}


def plane(number: int, name: str) -> list[list[float]]:
    return RUNS[number].arrays[name][0, 0].tolist()


def step(number: int, place: str) -> Step:
    timeline = RUNS[number].timeline
    return timeline[timeline.step_at(parse_place(place, timeline))]


def counts(number: int, name: str) -> list[list[int]]:
    """Count the products of every element of a 2-D plane."""
    (trace,) = (
        trace
        for trace in RUNS[number].timeline.traces
        if f"{trace.layer}.{trace.rule.target}" == name
    )
    rows, columns = trace.rule.shape[-2:]
    return [[len(trace[row * columns + c].taps) for c in range(columns)] for row in range(rows)]


@pytest.mark.parametrize(("number", "mode"), [(1, "reflect"), (2, "replicate"), (3, "circular")])
def test_one_word_is_new_in_each_of_the_modes(number: int, mode: str) -> None:
    base, example = PADDING.examples[1], LESSON.examples[number - 1]
    assert example.layers[0].keywords == {"padding": 1, "padding_mode": mode}
    assert np.array_equal(base.tensors["input"], example.tensors["input"])
    weights = [e.layers[0].operands["weight"] for e in (base, example)]
    assert np.array_equal(*weights)


def test_reflect_copies_the_middle_eight_times_and_no_corner() -> None:
    assert [tap.reads[0].value for tap in step(1, "conv1.output[0,0]").taps] == [4, 3, 1, 0]
    assert plane(1, "conv1.grad_input") == [[6, 12, 6], [12, 24, 12], [6, 12, 6]]
    assert counts(1, "conv1.grad_input") == [[4, 8, 4], [8, 16, 8], [4, 8, 4]]


def test_replicate_gives_the_edge_more_weight() -> None:
    places = [f"conv1.output[{place}]" for place in ("0,0", "0,1", "3,3")]
    assert [step(2, place).value for place in places] == [0, 4, 48]
    assert [tap.reads[0].value for tap in step(2, "conv1.output[3,3]").taps] == [8] * 4
    gradient = RUNS[2].arrays["conv1.grad_input"][0, 0]
    assert gradient[1, 1] == 6
    assert (np.delete(gradient.ravel(), 4) > 6).all()
    assert (counts(2, "conv1.grad_input")[2][2], gradient[2, 2]) == (9, 18)


def test_circular_reads_the_far_side() -> None:
    assert [tap.reads[0].value for tap in step(3, "conv1.output[0,0]").taps] == [8, 6, 2, 0]
    output = RUNS[3].arrays["conv1.output"][0, 0]
    assert np.array_equal(output[:, 0], output[:, 3])
    assert (counts(3, "conv1.grad_input")[0][0], plane(3, "conv1.grad_input")[0][0]) == (9, 18)
    assert (counts(3, "conv1.grad_input")[1][1], plane(3, "conv1.grad_input")[1][1]) == (4, 6)


@pytest.mark.parametrize(("number", "total"), [(1, 96), (2, 96), (3, 96), (6, 49)])
def test_copies_lose_no_gradient_and_zeros_do(number: int, total: int) -> None:
    arrays = RUNS[number].arrays
    assert arrays["conv1.grad_input"].sum() == total
    handed_out = arrays["conv1.output"].size * arrays["conv1.weight"].sum()
    assert (handed_out == total) == (number != 6)


def test_same_puts_the_odd_cell_behind() -> None:
    places = [f"conv1.output[{place}]" for place in ("0,0", "0,2", "2,0", "2,2")]
    assert [step(4, place).outside for place in places] == [0, 2, 2, 3]
    assert [step(4, place).value for place in places] == [19, 10, 7, 0]
    assert plane(4, "conv1.grad_input") == [[0, 1, 1], [2, 6, 6], [2, 6, 6]]


def test_zeros_make_an_edge_in_an_even_picture() -> None:
    assert plane(5, "conv1.output") == [[4, 6, 4], [6, 9, 6], [4, 6, 4]]
    assert step(5, "conv1.output[0,0]").outside == 5
