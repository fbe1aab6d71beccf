"""What the padding lesson says is true of the numbers it shows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Note
from convtutor.steps import Step, parse_place
from convtutor.steps.conditions import parse_condition
from convtutor.words import LANGUAGES

LESSON = read_lesson(Path(__file__).parents[2] / "lessons" / "padding.toml")
RUNS = {example.number: run_example(example) for example in LESSON.examples}
SUM = re.compile(r"(?<![\d×])(-?\d+(?: ?[×+-] ?\d+)+) = (-?\d+)")


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


def worth(written: str) -> int:
    """Give what a sum of products such as 0×2 + 1×3 comes to."""
    terms = re.findall(r"([+-]?) ?(\d+(?:×\d+)*)", written)
    return sum(
        (-1 if sign == "-" else 1) * int(np.prod([int(factor) for factor in product.split("×")]))
        for sign, product in terms
    )


def with_weight(example: Example, weight: list[list[float]]) -> Example:
    """Give an example of one layer another kernel."""
    (layer,) = example.layers
    kernel = np.asarray(weight, dtype=np.float64)[None, None]
    return replace(example, layers=(replace(layer, operands={"weight": kernel}),))


def said() -> Iterator[tuple[str, Run, Note]]:
    for run in RUNS.values():
        for note in run.example.notes:
            for language in LANGUAGES:
                yield note.text.said(language), run, note


def test_the_sums_in_the_words_are_right() -> None:
    texts = [text for text, _, _ in said()]
    sums = [found for text in texts for found in SUM.findall(text)]
    assert len(sums) == 20
    assert [(written, total) for written, total in sums if worth(written) != int(total)] == []


def test_the_sums_in_the_words_are_those_of_their_step() -> None:
    checked = 0
    for text, run, note in said():
        place = note.place_text and parse_place(note.place_text, run.timeline)
        if not place or place.index is None:
            continue
        value = run.timeline[run.timeline.step_at(place)].value
        for _, total in SUM.findall(text):
            assert int(total) == value, (text, value)
            checked += 1
    assert checked == 16


def test_every_text_is_there_in_every_language() -> None:
    texts = [LESSON.title, LESSON.summary]
    for example in LESSON.examples:
        texts += [example.title, example.intro, *(note.text for note in example.notes)]
    assert all(set(text.by_language) == set(LANGUAGES) for text in texts)


def test_there_are_at_least_five_examples_with_titles_of_their_own() -> None:
    titles = [example.title.said("en") for example in LESSON.examples]
    assert len(titles) >= 5
    assert titles[1:3] == ["one ring of zeros", "a tall kernel"]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("number", RUNS)
def test_every_example_says_something_at_its_first_element_and_in_every_pass(number: int) -> None:
    run = RUNS[number]
    assert run.notes.note_at(0, None) is not None
    for trace, offset in zip(run.timeline.traces, run.timeline.offsets, strict=False):
        if trace.rule.target in ("output", "grad_input"):
            steps = range(offset, offset + len(trace))
            assert any(run.notes.note_at(at, None) for at in steps), trace.rule.target


# ---------------------------------------------------------------- example by example

def test_without_padding_the_edge_is_read_less() -> None:
    assert plane(1, "conv1.output") == [[19, 25], [37, 43]]
    assert counts(1, "conv1.grad_input") == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    assert counts(1, "conv1.grad_weight") == [[4, 4], [4, 4]]


def test_one_ring_of_zeros_evens_it_out() -> None:
    assert plane(2, "conv1.output") == [
        [0, 3, 8, 4], [9, 19, 25, 10], [21, 37, 43, 16], [6, 7, 8, 0],
    ]
    assert counts(2, "conv1.grad_input") == [[4] * 3] * 3
    assert plane(2, "conv1.grad_input") == [[6] * 3] * 3
    assert plane(2, "conv1.grad_weight") == [[36] * 2] * 2
    places = [f"conv1.output[{place}]" for place in ("0,0", "0,1", "2,0", "3,3")]
    assert [step(2, place).outside for place in places] == [3, 2, 2, 3]
    assert np.array_equal(
        RUNS[2].arrays["conv1.output"][..., 1:3, 1:3], RUNS[1].arrays["conv1.output"]
    )


def test_the_window_over_the_left_edge_says_why_two_products_are_zero() -> None:
    note = RUNS[2].notes.note_at(8, None)
    assert note is not None
    assert note.text.said("en") == (
        "The window hangs over the left edge. Its left column is padding: those two products are 0 "
        "whatever the kernel holds, so only 3 and 6 will count."
    )
    over = step(2, "conv1.output[2,0]")
    assert over.number == 8
    assert [tap.reads[0].value for tap in over.taps if tap.product] == [3, 6]


def test_only_the_padding_is_new_in_the_second_example() -> None:
    (first,), (second,) = LESSON.examples[0].layers, LESSON.examples[1].layers
    assert np.array_equal(LESSON.examples[0].tensors["input"], LESSON.examples[1].tensors["input"])
    assert np.array_equal(first.operands["weight"], second.operands["weight"])
    assert (first.keywords, second.keywords) == ({}, {"padding": 1})


def test_a_tall_kernel_needs_more_rows_than_columns_of_padding() -> None:
    assert RUNS[3].arrays["conv1.weight"].shape[2:] == (5, 3)
    assert RUNS[3].arrays["conv1.output"].shape == RUNS[3].arrays["conv1.input"].shape
    assert plane(3, "conv1.output")[0] == [15, 23, 8, 23, 8, 23, 8, 8]
    assert step(3, "conv1.output[1,7]").partials[8] == 18
    assert (step(3, "conv1.output[0,0]").outside, step(3, "conv1.output[0,0]").value) == (9, 15)
    inside = parse_condition("outside == 0")
    first = next(step for step in RUNS[3].timeline if inside.holds(step))
    assert first.index == (0, 0, 2, 1)
    assert counts(3, "conv1.grad_input")[0][0] == 6
    assert step(3, "conv1.grad_input[0,0]").value == 5
    assert counts(3, "conv1.grad_input")[2][1] == 15
    assert step(3, "conv1.grad_input[2,1]").value == RUNS[3].arrays["conv1.weight"].sum() == 8
    whole = [
        tap.index[2:]
        for tap in RUNS[3].timeline
        if tap.target == "grad_weight" and tap.outside == 0
    ]
    assert whole == [(2, 1)]
    assert step(3, "conv1.grad_weight[2,1]").value == RUNS[3].arrays["conv1.input"].sum() == 272


def test_k_minus_1_on_each_side_enlarges() -> None:
    (layer,) = LESSON.examples[3].layers
    assert layer.keywords == {"padding": (4, 2)}
    assert RUNS[4].arrays["conv1.output"].shape == (1, 1, 12, 10)
    assert step(4, "conv1.output[0,0]").outside == 14
    assert np.array_equal(
        RUNS[4].arrays["conv1.output"][..., 2:10, 1:9], RUNS[3].arrays["conv1.output"]
    )
    assert counts(4, "conv1.grad_input") == [[15] * 8] * 8
    assert plane(4, "conv1.grad_input") == [[8] * 8] * 8
    assert plane(4, "conv1.grad_weight") == [[272] * 3] * 5


def test_a_bias_is_added_everywhere_and_changes_no_gradient_of_the_input() -> None:
    assert np.array_equal(
        RUNS[5].arrays["conv1.output"], RUNS[2].arrays["conv1.output"] - 10
    )
    assert np.array_equal(RUNS[5].arrays["conv1.grad_input"], RUNS[2].arrays["conv1.grad_input"])
    assert RUNS[5].arrays["conv1.grad_bias"].tolist() == [16]
    positive = next(step for step in RUNS[5].timeline if step.value > 0)
    assert (positive.index, positive.value) == ((0, 0, 1, 1), 9)


def test_the_ring_of_a_pool_never_wins() -> None:
    assert plane(6, "conv1.output") == plane(5, "conv1.output")
    assert plane(6, "pool1.output") == [[-10, -2, -6], [11, 33, 6], [-4, -2, -10]]
    first = step(6, "pool1.output[0,0]")
    assert [tap.reads[0].value for tap in first.taps] == [-np.inf, -np.inf, -np.inf, -10]
    middle = step(6, "pool1.output[1,1]")
    assert [tap.reads[0].value for tap in middle.taps] == [9, 15, 27, 33]
    assert [s.outside for s in RUNS[6].timeline if s.trace.layer == "pool1"][:9].count(0) == 1


def test_only_winners_of_the_pool_hand_gradients_back() -> None:
    handed = RUNS[6].arrays["pool1.grad_input"]
    assert (np.count_nonzero(handed == 1), np.count_nonzero(handed == 0)) == (9, 7)
    assert plane(6, "conv1.grad_input") == [[3, 2, 5], [1, 0, 1], [4, 2, 6]]
    middle = step(6, "conv1.grad_input[1,1]").taps
    assert [[read.value for read in tap.reads] for tap in middle if tap.reads[0].value] == [[1, 0]]
    assert RUNS[6].arrays["conv1.grad_bias"].tolist() == [9]


def test_padding_on_all_sides_lets_a_flat_kernel_stand_on_the_ring() -> None:
    assert RUNS[7].arrays["conv1.output"].shape == (1, 1, 6, 4)
    assert step(7, "conv1.output[0,0]").outside == 3
    condition = parse_condition("outside == 1 and row == 1")
    assert next(step for step in RUNS[7].timeline if condition.holds(step)).index == (0, 0, 1, 0)
    assert plane(7, "conv1.grad_input") == [[3, 4, 4, 3]] * 4
    assert plane(7, "conv1.grad_weight") == [[84, 120, 96]]
    assert RUNS[7].arrays["conv1.input"].sum() == 120


def test_a_kernel_of_zeros_gets_gradients_and_hands_none_back() -> None:
    assert (RUNS[8].arrays["conv1.grad_weight"] > 0).all()
    assert (RUNS[8].arrays["conv1.grad_input"] == 0).all()
    moved = run_example(with_weight(LESSON.examples[7], [[0, 1, 0], [0, 0, 0], [0, 0, 0]]))
    assert moved.arrays["conv1.output"][0, 0].tolist() == [[0, 0, 0], [1, 2, 3], [4, 5, 6]]
    assert moved.arrays["conv1.grad_input"][0, 0].tolist() == [[1, 1, 1], [1, 1, 1], [0, 0, 0]]
