"""A layer used again, as a file writes it: what it takes over, what it costs, what is refused."""

from pathlib import Path

import pytest

from convtutor.lesson import caps
from convtutor.lesson.run import run_example
from tests.lesson.test_accumulation import TWICE
from tests.lesson.test_read import only, problems
from tests.lesson.written import HEAD, lesson

AGAIN = 'name = "again1"\nshares = "conv1"\n'


def told(folder: Path, again: str) -> str:
    """Give the one problem of TWICE with other lines for its second layer, without its line."""
    sentence = only(folder, TWICE.replace(AGAIN, f"{again}\n")).partition(": ")[2]
    return sentence.removeprefix("examples[0].layers[1]").removeprefix(": ")


def test_it_takes_over_operator_keywords_and_parameters_and_holds_nothing(tmp_path: Path) -> None:
    first, again, _ = lesson(tmp_path, TWICE).examples[0].layers
    assert (again.name, again.inputs, again.shares) == ("again1", ("conv1",), "conv1")
    assert (again.op, again.keywords, again.params) == (first.op, first.keywords, first.params)
    assert not again.operands
    assert first.shares is None


def test_a_use_of_a_use_shares_the_layer_that_holds_the_arrays(tmp_path: Path) -> None:
    text = TWICE.replace('name = "add1"', 'name = "third1"\nshares = "again1"\n'
                         '[[examples.layers]]\nname = "add1"').replace('["again1"', '["third1"')
    third = lesson(tmp_path, text).examples[0].layers[2]
    assert (third.shares, third.inputs) == ("conv1", ("again1",))


@pytest.mark.parametrize(
    ("again", "sentence"),
    [
        (AGAIN + "padding = 2",
         ".padding: a layer that shares another's arrays has no 'padding'; its keys are name, "
         "shares, inputs"),
        (AGAIN + 'op = "conv2d"',
         ".op: a layer that shares another's arrays has no 'op'; its keys are name, shares, "
         "inputs"),
        ('name = "again1"\nshares = "conv2"',
         ".shares: no earlier layer is named 'conv2'; did you mean 'conv1'?"),
        ('name = "again1"\nshares = "again1"',
         ".shares: no earlier layer is named 'again1'; there are conv1"),
        ('name = "again1"\nshares = "input"',
         ".shares: no earlier layer is named 'input'; there are conv1"),
        ('name = "again1"\nshares = ["conv1"]',
         ".shares: expected the name of an earlier layer, got a list of 1"),
        (AGAIN + 'inputs = ["conv1", "conv1"]', ".inputs: conv2d reads 1 (input), got 2"),
    ],
)
def test_a_wrong_use_is_told_with_the_remedy(tmp_path: Path, again: str, sentence: str) -> None:
    assert told(tmp_path, again) == sentence


def test_an_input_that_does_not_fit_the_shared_arrays_is_told(tmp_path: Path) -> None:
    text = TWICE.replace("weight = [[[[2, -1, 3]], [[1, 0, -2]]], [[[0, 1, 1]], [[-1, 2, 0]]]]",
                         "weight = [[[[2, -1, 3]], [[1, 0, -2]]]]").replace("[1, -1]", "[1]")
    assert problems(tmp_path, text)[0].endswith(
        "conv2d: weight (1, 2, 1, 3) with groups=1 needs 2 input channels, the input has 1"
    )


def test_a_fault_of_the_shared_layer_is_told_once(tmp_path: Path) -> None:
    assert only(tmp_path, TWICE.replace("padding = [0, 1]", "padding = -1")).endswith(
        "padding must be 0 or more, got -1"
    )


def test_a_tensor_read_by_a_use_has_the_axes_its_operator_takes(tmp_path: Path) -> None:
    text = HEAD + """\
[[examples]]
title = "rows"
intro = "One kernel, two rows."
[examples.tensors]
input = [1, 2, 3]
other = [4, 5, 6, 7]
[[examples.layers]]
name = "conv1"
op = "conv1d"
weight = [1, 2]
[[examples.layers]]
name = "again1"
shares = "conv1"
inputs = ["other"]
[[examples.layers]]
name = "cat1"
op = "cat"
dim = 2
inputs = ["conv1", "again1"]
"""
    tensors = lesson(tmp_path, text).examples[0].tensors
    assert {name: array.shape for name, array in tensors.items()} == {
        "input": (1, 1, 3), "other": (1, 1, 4),
    }


def test_the_sums_of_gradients_count_among_the_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = 3 * 12 + 4 * 12 + 2 * (12 + 2)  # outputs, what is handed back, weights and biases
    steps = passes + 12 + 12 + 2  # conv1's grad_output, and the gradients of its arrays
    monkeypatch.setitem(caps.LIMITS, "steps", steps)
    assert lesson(tmp_path, TWICE)
    monkeypatch.setitem(caps.LIMITS, "steps", steps - 1)
    assert f"up to here the lesson has {steps} steps" in only(tmp_path, TWICE)


@pytest.mark.parametrize(
    ("layer", "shapes"),
    [
        ('op = "linear"\nweight = [[1, 2], [3, 4], [5, 6]]\nbias = [7, 8, 9]', (1, 3)),
        ('op = "flatten"', (1, 2)),
        ('op = "add"\ninputs = ["input", "input"]', (1, 2)),
        ('op = "mul"\ninputs = ["input", "input"]', (1, 2)),
        ('op = "sum"', ()),
        ('op = "sum"\ndim = [1]\nkeepdim = true', (1, 1)),
        ('op = "cat"\ninputs = ["input", "input"]\ndim = -1', (1, 1, 1, 4)),
    ],
)
def test_layers_that_join_others_are_written_in_a_file(
    tmp_path: Path, layer: str, shapes: tuple[int, ...]
) -> None:
    text = HEAD + f"""\
[[examples]]
title = "joined"
intro = "Watch."
[examples.tensors]
input = [[1, 2]]
[[examples.layers]]
name = "layer1"
{layer}
"""
    made = run_example(lesson(tmp_path, text).examples[0])
    assert made.arrays["layer1.output"].shape == shapes


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        ('op = "add"', ".inputs: add reads 2 (input, other), got 1"),
        ('op = "add"\nother = [[1]]', ".other: add reads 'other' from what 'inputs' names"),
        ('op = "cat"\ntensors = [[1]]', ".tensors: cat reads 'tensors' from what 'inputs' names"),
        ('op = "cat"\ninputs = []', ".inputs: cat reads 1 or more, got 0"),
        ('op = "flatten"\nstart_dim = 4',
         "flatten: start_dim must be from -4 to 3 for an input of shape (1, 1, 2, 3), got 4"),
        ('op = "linear"\nweight = [[1, 2]]',
         "linear: weight (1, 2) takes 2 features, the last axis of the input (2, 3) has 3"),
    ],
)
def test_a_wrong_join_is_told_with_the_remedy(tmp_path: Path, layer: str, sentence: str) -> None:
    text = HEAD + f"""\
[[examples]]
title = "joined"
intro = "Watch."
[examples.tensors]
input = [[0, 1, 2], [3, 4, 5]]
[[examples.layers]]
name = "layer1"
{layer}
"""
    found = [problem.partition("examples[0].layers[0]")[2].removeprefix(": ")
             for problem in problems(tmp_path, text)]
    assert sentence in found
