"""A lesson writes scores and targets as they are: class numbers, shares, one number."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convtutor.lesson.ranks import rank_of
from convtutor.lesson.run import Run, run_example
from convtutor.steps import parse_place, short_place
from tests.lesson.test_ranks import layer
from tests.lesson.test_read import only
from tests.lesson.written import HEAD, lesson


def written(scores: str, op: str, *lines: str, grad_output: str = "") -> str:
    above = f"grad_output = {grad_output}\n" if grad_output else ""
    return HEAD + (
        f'[[examples]]\ntitle = "a loss"\nintro = "One number."\n{above}'
        f'[examples.tensors]\ninput = {scores}\n'
        f'[[examples.layers]]\nname = "loss1"\nop = "{op}"\n' + "\n".join(lines) + "\n"
    )


def run_of(folder: Path, *text: str, **keywords: str) -> Run:
    return run_example(lesson(folder, written(*text, **keywords)).examples[0])


SCORES = "[[1, 2, 3], [0, 1, -2]]"


def test_scores_keep_the_axes_that_are_written(tmp_path: Path) -> None:
    run = run_of(tmp_path, SCORES, "softmax", "dim = 1")
    assert run.arrays["loss1.input"].shape == (2, 3)
    np.testing.assert_allclose(run.arrays["loss1.output"].sum(axis=1), 1)


@pytest.mark.parametrize(("layers", "rank"), [
    ([layer("a", "softmax")], 0),
    ([layer("a", "relu"), layer("b", "cross_entropy")], 0),
    ([layer("a", "conv2d"), layer("b", "softmax")], 4),
    ([layer("a", "relu"), layer("b", "conv1d"), layer("c", "nll_loss")], 3),
])
def test_what_reads_first_says_how_many_axes_there_are(
    layers: list[dict[str, Any]], rank: int
) -> None:
    assert rank_of("input", layers) == rank


@pytest.mark.parametrize(("target", "dtype"), [
    ("[2, 0]", np.int64), ("[2.0, -100]", np.int64),
    ("[[0, 0, 1], [1, 0, 0]]", np.float64), ("[[0.5, 0.5, 0], [1, 0, 0]]", np.float64),
])
def test_whole_numbers_are_classes_unless_there_is_one_for_every_class(
    tmp_path: Path, target: str, dtype: type[np.generic]
) -> None:
    run = run_of(tmp_path, SCORES, "cross_entropy", f"target = {target}")
    assert run.arrays["loss1.target"].dtype == dtype
    assert run.arrays["loss1.output"].shape == ()


def test_the_same_target_as_a_class_and_as_shares_costs_the_same(tmp_path: Path) -> None:
    classes = run_of(tmp_path, SCORES, "cross_entropy", "target = [2, 0]")
    ones = run_of(tmp_path, SCORES, "cross_entropy", "target = [[0, 0, 1], [1, 0, 0]]")
    np.testing.assert_allclose(
        classes.arrays["loss1.output"], ones.arrays["loss1.output"], rtol=1e-15
    )


def test_numbers_without_axes_are_written_as_numbers(tmp_path: Path) -> None:
    run = run_of(tmp_path, "[1, 2, 3]", "cross_entropy", "target = 2", grad_output="-2")
    assert run.arrays["loss1.target"].shape == run.arrays["loss1.grad_output"].shape == ()
    assert run.arrays["loss1.grad_input"][2] > 0
    number = run_of(tmp_path, "3", "mse_loss", "target = 1")
    assert number.arrays["loss1.output"] == 4


def test_the_place_of_a_loss_is_its_one_element(tmp_path: Path) -> None:
    run = run_of(tmp_path, SCORES, "nll_loss", "target = [2, 0]")
    place = parse_place("loss1.output[]", run.timeline)
    step = run.timeline[run.timeline.step_at(place)]
    assert (step.index, step.value) == ((), -1.5)
    assert [tap.product for tap in step.taps] == [-1.5]
    assert short_place(place, run.timeline).startswith("output")
    assert run.timeline.step_at(parse_place("loss1.output", run.timeline)) == (
        run.timeline.step_at(place)
    )


@pytest.mark.parametrize(("op", "lines", "sentence"), [
    ("nll_loss", ["target = [3, 0]"],
     "nll_loss: target must be from 0 to 2 for 3 classes, or -100 where it is ignored, got 3 at "
     "[0]"),
    ("nll_loss", ["target = [0.5, 0]"],
     "nll_loss: target must be class numbers, whole ones, got 0.5 at [0]"),
    ("nll_loss", ["target = [1e300, 0]"], "class numbers, in int64, got float64"),
    ("nll_loss", ["target = [0, 1, 2]"], "target must have shape (2,), the input's (2, 3) without"),
    ("cross_entropy", ["target = [[1, 0, 0], [0, 1, 0]]", "ignore_index = 1"],
     "ignore_index can name no class; leave it below 0, got 1"),
    ("cross_entropy", ["target = [0, 1]", "label_smoothing = 1.5"], "from 0 to 1, got 1.5"),
    ("cross_entropy", ["target = [0, 1]", "weight = [1, 2]"], "weight must have shape (3,)"),
    ("cross_entropy", ["target = [0, 1]", 'reduction = "avg"'],
     "reduction must be one of none, mean, sum, got 'avg'"),
    ("mse_loss", [], "the key 'target' is missing"),
    ("mse_loss", ["target = [[1, 2]]"], "got (1, 2)"),
    ("softmax", ["dim = 2"], "dim must be from -2 to 1 for an input of 2 axes, got 2"),
])
def test_what_does_not_fit_is_told_with_its_numbers(
    tmp_path: Path, op: str, lines: list[str], sentence: str
) -> None:
    assert sentence in only(tmp_path, written(SCORES, op, *lines))


@pytest.mark.parametrize("gradient", ["true", "[1]", '"1"'])
def test_the_gradient_of_one_number_is_one_number(tmp_path: Path, gradient: str) -> None:
    text = written(SCORES, "nll_loss", "target = [0, 1]", grad_output=gradient)
    assert "grad_output" in only(tmp_path, text)
