"""A change makes another example, by the checks and in the words of a lesson file."""

from pathlib import Path

import numpy as np
import pytest

from convtutor.errors import UsageError
from convtutor.lesson.change import changed, parse_value, present_value, written_value
from convtutor.lesson.run import run_example
from convtutor.lesson.schema import Example
from tests.lesson.test_tasks import WHOLE
from tests.lesson.written import GOOD, lesson

TWO = GOOD + """\
bias = [1]
padding = [0, 1]
[[examples.layers]]
name = "pool1"
op = "max_pool2d"
kernel_size = 1
"""


@pytest.fixture
def example(tmp_path: Path) -> Example:
    return lesson(tmp_path, TWO).examples[0]


def output(example: Example, **values: object) -> list[object]:
    named = {name.replace("__", "."): value for name, value in values.items()}
    found: list[object] = run_example(changed(example, named)).arrays["conv1.output"].tolist()
    return found


def test_a_keyword_an_array_and_a_tensor_can_be_changed(example: Example) -> None:
    assert output(example, conv1__padding=0) == [[[[3, 6], [12, 15]]]]
    assert output(example, conv1__padding=0, conv1__weight=[[0, -1]]) == [[[[0, -1], [-3, -4]]]]
    assert output(example, conv1__bias=[-5], input=[[1]]) == [[[[-3, -4]]]]


def test_the_example_itself_stays_as_it_was(example: Example) -> None:
    before = run_example(example).arrays["conv1.output"].copy()
    changed(example, {"conv1.weight[0,1]": 9, "input": [[5, 5]], "conv1.padding": 3})
    assert np.array_equal(run_example(example).arrays["conv1.output"], before)
    assert example.written["layers"][0]["padding"] == [0, 1]


def test_one_element_is_changed_leading_axes_left_out_or_not(example: Example) -> None:
    for place in ("conv1.weight[0,1]", "conv1.weight[0, 0, 0, 1]"):
        weight = changed(example, {place: -3}).layers[0].operands["weight"]
        assert weight.tolist() == [[[[1, -3]]]]
    assert changed(example, {"input[1,2]": 0.5}).tensors["input"].tolist() == [
        [[[0, 1, 2], [3, 4, 0.5]]]
    ]


def test_an_element_is_that_of_the_array_as_it_was_changed(example: Example) -> None:
    smaller = changed(example, {"input": [[1, 2]]})
    assert changed(smaller, {"input[0,1]": 7}).tensors["input"].tolist() == [[[[1, 7]]]]
    with pytest.raises(UsageError, match="index 1 is 1, the last one is 0"):
        changed(smaller, {"input[1,0]": 7})


def test_the_task_stays_the_same(tmp_path: Path) -> None:
    example = lesson(tmp_path, WHOLE).examples[0]
    made = changed(example, {"conv1.padding": 1})
    assert made.task is example.task
    assert changed(made, {"conv1.padding": 2}).written["layers"][0]["padding"] == 2
    with pytest.raises(UsageError, match=r"conv1.weight: this task is solved by changing conv1"):
        changed(example, {"conv1.weight": [[1, 2]]})


@pytest.mark.parametrize(("name", "value", "said"), [
    ("conv1.pading", 1, "'conv1.pading' is nothing that can be changed here; did you mean 'conv"),
    ("conv1.output", 1, "is nothing that can be changed"),
    ("grad_output", 1, "is nothing that can be changed"),
    ("pool1.weight", 1, "is nothing that can be changed"),
    ("conv1.padding", -1, "conv1.padding: conv2d: padding must be 0 or more, got -1"),
    ("conv1.padding", {"a": 1}, "conv1.padding: expected a number, two numbers"),
    ("conv1.padding", 10**20, "conv1.padding: expected numbers of at most"),
    ("conv1.padding", 10**6, "a lesson file may have 1,000,000"),
    ("conv1.padding[0]", 1, "is no array whose elements can be changed"),
    ("conv1.weight", [[1, 2], [3]], r"conv1.weight\[1\]: expected 2 as in the lists before it"),
    ("conv1.weight", [[1, "a"]], r"conv1.weight\[0\]\[1\]: expected a number, got the text 'a'"),
    ("conv1.weight", 3, "conv1.weight: expected nested lists"),
    ("conv1.weight", [[1, 2, 3, 4, 5, 6]], "the effective kernel is 6 columns"),
    ("conv1.weight[0,2]", 1, "index 2 is 2, the last one is 1"),
    ("input[1]", 1, "takes 2 to 4 indices, got 1"),
    ("conv1.weight[0,0:1]", 1, "must be a number from 0 to 1"),
    ("conv1.weight[0,0]", "x", "expected a number that a float64 holds, got the text 'x'"),
    ("conv1.weight[0,0]", 10**400, "expected a number that a float64 holds"),
    ("conv1.weight[0,0]", True, "expected a number that a float64 holds, got true"),
    ("input", {"fill": 1}, "the key 'shape' is missing"),
    ("input", [], "expected at least one number"),
])
def test_what_a_file_may_not_hold_is_refused_with_its_name(
    example: Example, name: str, value: object, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        changed(example, {name: value})


@pytest.mark.parametrize(("text", "value"), [
    ("1", 1), ("-0.5", -0.5), ("[2, 1]", [2, 1]), ("[[1,0],[0,-1]]", [[1, 0], [0, -1]]),
    ("true", True), ("same", "same"), ('"same"', "same"),
    ("{ fill = 1, shape = [2, 2] }", {"fill": 1, "shape": [2, 2]}),
])
def test_a_value_is_read_as_in_a_file(text: str, value: object) -> None:
    assert parse_value(text, 0) == value


@pytest.mark.parametrize("text", [
    "1 2", "[1", "__import__('os')", "1\nx = 2", "\x1b[31m", "[" * 4000, "9" * 5000, "1 ] [",
])
def test_what_is_no_value_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no value|one value|nested too deeply|at most"):
        parse_value(text, 0)


def test_a_value_is_written_as_it_is_typed(example: Example) -> None:
    made = changed(example, {"conv1.weight[0,1]": float("nan"), "conv1.bias[0]": 0.5})
    assert written_value(present_value(made, "conv1.weight")) == "[[[[1, nan]]]]"
    assert written_value(present_value(made, "conv1.bias")) == "[0.5]"
    assert written_value(present_value(made, "conv1.padding")) == "[0, 1]"
    for value in ([[1, float("inf")]], True, "same", -2):
        assert parse_value(written_value(value), 0) == value
    assert written_value({"fill": 1}) == ""
