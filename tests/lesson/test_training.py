"""A graph that learns: forward, backward, update, as often as the example says."""

from pathlib import Path

import numpy as np
import pytest

from convtutor.errors import UsageError
from convtutor.lesson.change import changed
from convtutor.lesson.facts import lookup_in
from convtutor.lesson.run import run_example
from convtutor.steps import Cursor, Level, parse_place
from tests.lesson.training import SHARED, WEIGHT, edges, run_of
from tests.lesson.written import lesson


@pytest.mark.parametrize(
    ("start", "losses", "end"),
    [
        ("0.0606, 0.2861", [7.240, 1.494, 0.365, 0.108, 0.037], [1.0058, -0.9686]),
        ("0.6872, -0.1983", [3.821, 1.196, 0.428, 0.165, 0.066], [1.0198, -0.9673]),
    ],
)
def test_two_published_runs_come_out_digit_for_digit(
    tmp_path: Path, start: str, losses: list[float], end: list[float]
) -> None:
    """Zhang et al., Dive into Deep Learning, 7.2.4, in two of its versions."""
    arrays = run_of(tmp_path, edges(start)).arrays
    found = [round(float(arrays[f"loss1@{number}.output"]), 3) for number in (2, 4, 6, 8, 10)]
    assert found == losses
    np.testing.assert_array_equal(np.round(arrays["sgd1@10.output"].reshape(-1), 4), end)


def test_half_of_what_is_missing_is_taken_away_in_every_repeat(tmp_path: Path) -> None:
    arrays = run_of(tmp_path, WEIGHT).arrays
    weights = [float(arrays[f"linear1@{number}.weight"].item()) for number in (1, 2, 3)]
    assert weights == [0, 1, 1.5]
    assert [float(arrays[f"loss1@{number}.output"]) for number in (1, 2, 3)] == [4, 1, 0.25]
    assert [float(arrays[f"sgd1@{number}.output"].item()) for number in (1, 2, 3)] == [1, 1.5, 1.75]


def test_what_an_update_makes_is_the_array_of_the_next_repeat(tmp_path: Path) -> None:
    arrays = run_of(tmp_path, SHARED).arrays
    for update, array in (("sgd1", "weight"), ("sgd2", "bias")):
        for number in (1, 2):
            made = arrays[f"{update}@{number}.output"]
            assert arrays[f"linear1@{number + 1}.{array}"] is made
            assert arrays[f"again1@{number + 1}.{array}"] is made
            assert not made.flags.writeable


def test_an_update_reads_the_sum_of_what_all_uses_hand_back(tmp_path: Path) -> None:
    arrays = run_of(tmp_path, SHARED).arrays
    for number in (1, 2, 3):
        used = arrays[f"sgd1@{number}.grad"]
        np.testing.assert_array_equal(
            used,
            arrays[f"again1@{number}.grad_weight"] + arrays[f"linear1@{number}.grad_weight"],
        )
        weight = arrays[f"linear1@{number}.weight"]
        np.testing.assert_allclose(
            arrays[f"sgd1@{number}.output"], weight - 0.015625 * (used + 0.5 * weight), rtol=1e-14
        )


def test_gradients_that_nobody_sets_to_zero_pile_up(tmp_path: Path) -> None:
    text = WEIGHT + "zero_grad = false\n"
    run = run_of(tmp_path, text)
    arrays = run.arrays
    gradients = [float(arrays[f"linear1@{n}.grad_weight"].item()) for n in (1, 2, 3)]
    assert gradients == [-4, -2, 1]  # weights 0, 1, 2.5
    assert "linear1@1.total_grad_weight" not in arrays
    assert float(arrays["linear1@2.total_grad_weight"].item()) == -6
    assert float(arrays["linear1@3.total_grad_weight"].item()) == -5
    assert float(arrays["sgd1@3.output"].item()) == 2.5 + 0.25 * 5
    found = next(f for f in run.accumulations if f.name == "linear1@3.total_grad_weight")
    assert found.gradients == ("linear1@2.total_grad_weight", "linear1@3.grad_weight")


def test_every_number_of_every_repeat_is_a_step(tmp_path: Path) -> None:
    for text in (WEIGHT, WEIGHT + "zero_grad = false\n", SHARED, edges("0.0606, 0.2861")):
        run = run_of(tmp_path, text)
        for step in run.timeline:
            made = run.arrays[f"{step.trace.layer}.{step.target}"]
            assert abs(step.value - made[step.index]) <= 1e-14 * max(abs(step.value), 1)


def test_the_passes_are_those_of_a_training_loop(tmp_path: Path) -> None:
    traces = run_of(tmp_path, WEIGHT).timeline.traces
    names = [f"{trace.layer}.{trace.rule.target}" for trace in traces]
    once = ["linear1.output", "loss1.difference", "loss1.output", "loss1.grad_input",
            "linear1.grad_input", "linear1.grad_weight", "sgd1.output"]
    assert names == [name.replace(".", f"@{n}.") for n in (1, 2, 3) for name in once]


def test_no_gradient_flows_through_an_update(tmp_path: Path) -> None:
    arrays = run_of(tmp_path, SHARED).arrays
    local = {name.split(".")[1] for name in arrays if name.startswith("sgd")}
    assert local == {"input", "grad", "output"}


def test_places_of_a_repeat_are_found_and_the_present_one_needs_no_number(tmp_path: Path) -> None:
    timeline = run_of(tmp_path, edges("0, 0")).timeline
    for text in ("conv1@7.grad_weight[0,1]", "sgd1@10.output[0,1]", "conv1@7.output[5,6].tap[1]"):
        place = parse_place(text, timeline)
        assert place.layer == text.partition(".")[0]
    assert parse_place("sgd1.output[0,1]", timeline, "4").layer == "sgd1@4"
    with pytest.raises(UsageError, match="sgd1.output; did you mean 'sgd1@1.output'"):
        parse_place("sgd1.output[0,1]", timeline)
    with pytest.raises(UsageError, match="no pass makes sgd1@11.output"):
        parse_place("sgd1@11.output[0,1]", timeline)


def test_a_repeat_is_a_level_of_its_own(tmp_path: Path) -> None:
    timeline = run_of(tmp_path, WEIGHT).timeline
    ends = []
    cursor = Cursor(timeline, Level.REPEAT, -1)
    while not cursor.at_end:
        cursor = cursor.next()
        ends.append(timeline[cursor.step].trace.layer)
    assert ends == ["sgd1@1", "sgd1@2", "sgd1@3"]
    assert cursor.level_above() is Level.NETWORK


def test_a_graph_that_updates_once_without_repeat_keeps_its_names(tmp_path: Path) -> None:
    run = run_of(tmp_path, WEIGHT.replace("repeat = 3\n", ""))
    assert float(run.arrays["sgd1.output"].item()) == 1
    assert run.timeline.traces[-1].layer == "sgd1"
    run = run_of(tmp_path, WEIGHT.replace("repeat = 3", "repeat = 1"))
    assert run.layers[0].name == "linear1@1"


def test_the_gradient_that_enters_is_the_same_in_every_repeat(tmp_path: Path) -> None:
    text = WEIGHT.replace("repeat = 3", "repeat = 3\ngrad_output = 0.5")
    arrays = run_of(tmp_path, text).arrays
    assert [float(arrays[f"linear1@{n}.grad_weight"].item()) for n in (1, 2)] == [-2, -1.5]


def test_running_statistics_go_on_from_repeat_to_repeat(tmp_path: Path) -> None:
    norm = """\
[[examples.layers]]
name = "norm1"
op = "batch_norm"
running_mean = [0]
running_var = [1]
training = true
momentum = 0.5
"""
    text = WEIGHT.replace("[[1]]", "[[1], [3]]").replace("[[2]]", "[[2], [6]]")
    text = text.replace("[[examples.layers]]", f"{norm}[[examples.layers]]", 1)
    arrays = run_of(tmp_path, text).arrays
    assert [float(arrays[f"norm1@{n}.running_mean"].item()) for n in (1, 2, 3)] == [0, 1, 1.5]


def test_a_tensor_read_twice_has_a_gradient_in_every_repeat(tmp_path: Path) -> None:
    run = run_of(tmp_path, SHARED)
    for number in (1, 2, 3):
        np.testing.assert_array_equal(
            run.arrays[f"input@{number}.grad"],
            run.arrays[f"add1@{number}.grad_other"] + run.arrays[f"linear1@{number}.grad_input"],
        )
    look = lookup_in(run)
    assert look("input@2.grad") is run.arrays["input@2.grad"]
    assert lookup_in(run, 3)("input.grad") is run.arrays["input@3.grad"]
    weight = run_of(tmp_path, WEIGHT)
    assert lookup_in(weight)("input@2.grad") is weight.arrays["linear1@2.grad_input"]
    with pytest.raises(UsageError, match="runs 3 times; name one of input@1 to input@3"):
        lookup_in(weight)("input.grad")


def test_keywords_are_named_without_a_repeat(tmp_path: Path) -> None:
    look = lookup_in(run_of(tmp_path, WEIGHT))
    assert float(look("sgd1.lr")) == 0.25
    with pytest.raises(UsageError, match="did you mean 'sgd1@1.output'"):
        look("sgd1.output")


@pytest.mark.parametrize(
    ("change", "value", "end"),
    [
        ("sgd1.lr", 0.5, 2.0), ("loss1.target", [[4]], 3.5), ("input", [[2]], 2.0),
        ("linear1.weight", [[2]], 2.0), ("sgd1.zero_grad", False, 3.75),
    ],
)
def test_a_changed_example_is_trained_anew(
    tmp_path: Path, change: str, value: object, end: float
) -> None:
    example = lesson(tmp_path, WEIGHT).examples[0]
    arrays = run_example(changed(example, {change: value})).arrays
    assert float(arrays["sgd1@3.output"].item()) == end
