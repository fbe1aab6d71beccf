"""What is wrong with a training run is said with its line, its key and what to do."""

from pathlib import Path

import pytest

from convtutor.errors import LessonError
from convtutor.lesson import caps
from tests.lesson.training import SHARED, WEIGHT
from tests.lesson.written import lesson

SGD = """\
[[examples.layers]]
name = "sgd1"
op = "sgd"
updates = "linear1.weight"
lr = 0.25
"""
RELU = '[[examples.layers]]\nname = "relu1"\nop = "relu"\n'


def problems(folder: Path, text: str) -> str:
    with pytest.raises(LessonError) as found:
        lesson(folder, text)
    return "\n".join(found.value.problems)


@pytest.mark.parametrize(
    ("updates", "sentence"),
    [
        ('"linear1.wieght"', "linear1 has no array 'wieght' that learns; did you mean "
         "'linear1.weight'?"),
        ('"linaer1.weight"', "no earlier layer is named 'linaer1'; did you mean 'linear1'?"),
        ('"loss1.target"', "loss1 has no array 'target' that learns"),
        ('"linear1.bias"', "linear1 has no array 'bias' that learns; did you mean"),
        ('"weight"', 'expected an array of a layer, such as "conv1.weight", got'),
        ("3", 'expected an array of a layer, such as "conv1.weight", got'),
    ],
)
def test_what_is_updated_must_be_an_array_that_learns(
    tmp_path: Path, updates: str, sentence: str
) -> None:
    text = WEIGHT.replace('updates = "linear1.weight"', f"updates = {updates}")
    said = problems(tmp_path, text)
    line = text[: text.index("updates")].count("\n") + 1
    assert said.startswith(f"{tmp_path / 'small.toml'}:{line}: examples[0].layers[2].updates: ")
    assert sentence in said


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("repeat = 3", "repeat = 0", ".repeat: expected a whole number from 1 to 100, got"),
        ("repeat = 3", "repeat = 101", ".repeat: expected a whole number from 1 to 100, got"),
        ("repeat = 3", "repeat = true", ".repeat: expected a whole number from 1 to 100, got"),
        (SGD, "", ".repeat: no layer updates anything, so that all repeats would be alike"),
        (SGD, SGD + RELU, ".layers[3]: layers that update stand at the end"),
        (SGD, SGD + SGD.replace("sgd1", "sgd2"), ".updates: 'sgd1' updates linear1.weight already"),
        (SGD, SGD.replace("sgd1", "loss1"), ".name: a layer is named 'loss1' already"),
        (SGD, SGD.replace("sgd1", "input"), ".name: a tensor is named 'input' already"),
        ("lr = 0.25\n", "", ".layers[2]: the key 'lr' is missing"),
        ("lr = 0.25", "lr = -1", "lr must be 0 or more"),
        ("lr = 0.25", "lr = 0.25\nzero_grad = 1", ".zero_grad: expected true or false, got"),
        ("lr = 0.25", "lr = 0.25\ninputs = [\"input\"]", "sgd that updates has no 'inputs'"),
        ("lr = 0.25", "lr = 0.25\nmomentum = 0.9", "sgd that updates has no 'momentum'"),
        ('op = "sgd"', 'op = "relu"', ".op: what updates is one of sgd, got"),
        ('op = "sgd"\n', "", "the key 'op' is missing; what updates is one of sgd"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert old in WEIGHT
    assert sentence in problems(tmp_path, WEIGHT.replace(old, new))


def test_what_is_used_again_is_updated_where_it_is_held(tmp_path: Path) -> None:
    said = problems(tmp_path, SHARED.replace('"linear1.bias"', '"again1.bias"'))
    assert "'again1' uses the arrays of 'linear1'; name those, as in linear1.weight" in said


def test_no_layer_reads_an_update(tmp_path: Path) -> None:
    text = WEIGHT + RELU + 'inputs = ["sgd1"]\n'
    assert "layers that update stand at the end" in problems(tmp_path, text)


def test_zero_grad_belongs_to_what_updates(tmp_path: Path) -> None:
    text = WEIGHT.replace('op = "linear"', 'op = "linear"\nzero_grad = false')
    assert "linear has no 'zero_grad'" in problems(tmp_path, text)


def test_the_limits_count_every_repeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = 7  # linear1 makes 3 numbers, loss1 3, sgd1 1
    monkeypatch.setitem(caps.LIMITS, "steps", 3 * once)
    assert lesson(tmp_path, WEIGHT)
    monkeypatch.setitem(caps.LIMITS, "steps", 3 * once - 1)
    said = problems(tmp_path, WEIGHT)
    assert f"up to here the lesson has {3 * once} steps" in said
    assert "or repeat less often" in said


def test_gradients_that_stay_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(caps.LIMITS, "steps", 3 * 8)
    assert lesson(tmp_path, WEIGHT + "zero_grad = false\n")
    monkeypatch.setitem(caps.LIMITS, "steps", 3 * 8 - 1)
    problems(tmp_path, WEIGHT + "zero_grad = false\n")
