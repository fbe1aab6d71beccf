"""Expressions say of arrays what NumPy says, and no text is ever run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.errors import UsageError
from convtutor.steps.expressions import parse_expression, parse_truth

ARRAYS: dict[str, Array] = {
    "input": np.arange(6.0).reshape(1, 1, 2, 3),
    "x.grad": np.array([3.0, -4]),
    "conv1.output": np.array([[[[19.0, 25], [37, 43]]]]),
    "conv1.padding": np.array([2.0, 1]),
    "conv1.weight": np.arange(24.0).reshape(2, 3, 2, 2),
    "conv1@7.output": np.array([[[[7.0, 8]]]]),
    "loss1.output": np.array(0.1 + 0.2),
    "relu1.output": np.array([[np.nan, 0, np.inf]]),
    "large1.output": np.arange(20.0).reshape(1, 1, 4, 5),
    "pool1.indices": np.array([[3, 1]]),
}


def look(name: str) -> Array:
    if name not in ARRAYS:
        raise UsageError(f"no {name}")
    return ARRAYS[name]


def value(text: str) -> object:
    return parse_expression(text).value(look).tolist()


def holds(text: str) -> bool:
    return parse_truth(text).holds(look)


def account(text: str) -> list[tuple[str, str]]:
    return parse_truth(text).account(look)


@pytest.mark.parametrize(("text", "expected"), [
    ("conv1.output[0,0,1,0]", 37),
    ("conv1.output[1,0]", 37),
    ("conv1.output[-1, -2]", 37),
    ("input[0, 1:3]", [1, 2]),
    ("input[:, 2]", [2, 5]),
    ("conv1.weight[1,2,0,1]", 21),
    ("conv1@7.output[0,1]", 8),
    ("x.grad", [3, -4]),
    ("shape(conv1.weight)", [2, 3, 2, 2]),
    ("shape(input)[2]", 2),
    ("shape(loss1.output)", []),
    ("size(conv1.weight)", 24),
    ("sum(input) / 5 - 1", 2),
    ("min(input) + max(input) * 2", 10),
    ("mean(conv1.output)", 31),
    ("abs(x.grad)", [3, 4]),
    ("abs(x.grad - 1)", [2, 5]),
    ("-x.grad", [-3, 4]),
    ("round(loss1.output, 2)", 0.3),
    ("count(conv1.output > 20)", 3),
    ("count(input > 1 and not input == 4)", 3),
    ("count(1 < input <= 4)", 3),
    ("pool1.indices", [[3, 1]]),
    ("(1 + 2) * 3", 9),
])
def test_an_expression_has_the_value_that_can_be_checked_on_paper(
    text: str, expected: object
) -> None:
    assert value(text) == expected


def test_division_by_zero_is_no_fault() -> None:
    assert value("x.grad / 0") == [float("inf"), float("-inf")]
    assert np.isnan(value("mean(relu1.output) - inf"))  # type: ignore[call-overload]


@pytest.mark.parametrize("text", [
    "conv1.output == [[19, 25], [37, 43]]",
    "[[19, 25], [37, 43]] == conv1.output",
    "conv1.output == [[[[19, 25], [37, 43]]]]",
    "conv1.output != [[19, 25], [37, 44]]",
    "conv1.output != [19, 25]",
    "conv1.padding == [2, 1]",
    "conv1.output > 18",
    "18 < conv1.output < 44",
    "not conv1.output > 20",
    "conv1.output > 100 or input >= 0",
    "conv1.output > 0 and input >= 0 and x.grad < 4",
    "all(conv1.output > 18) and any(conv1.output > 42)",
    "shape(loss1.output) == []",
    "shape(conv1.output) != [1, 1, 3, 3]",
    "relu1.output == [nan, 0, inf]",
    "relu1.output[0] == nan",
    "1 == 1",
])
def test_what_is_true_holds(text: str) -> None:
    assert holds(text)
    assert account(text) == []


@pytest.mark.parametrize("text", [
    "conv1.output == [[19, 25], [37, 44]]",
    "conv1.output == [[19, 37], [25, 43]]",
    "conv1.output == [19, 25, 37, 43]",
    "conv1.output == [19]",
    "conv1.output == 19",
    "conv1.output != 19",
    "conv1.output > 19",
    "18 < conv1.output < 43",
    "not conv1.output > 18",
    "conv1.output > 100 or input > 0",
    "all(conv1.output > 19)",
    "any(conv1.output > 43)",
    "shape(conv1.output) == [2, 2]",
    "shape(loss1.output) == 5",
    "relu1.output[0] == 0",
    "loss1.output == 0.3",
])
def test_what_is_false_does_not_hold(text: str) -> None:
    assert not holds(text)


@pytest.mark.parametrize(("text", "said"), [
    ("shape(conv1.output) == [1, 1, 6, 6]", [("shape(conv1.output)", "[1, 1, 2, 2]")]),
    ("input >= 0 and conv1.output[0,1] == 26", [("conv1.output[0,1]", "25")]),
    ("count(conv1.output > 20) == 4", [("count(conv1.output > 20)", "3")]),
    ("sum(input) == size(input)", [("sum(input)", "15"), ("size(input)", "6")]),
    ("loss1.output == 0.3", [("loss1.output", "0.30000000000000004")]),
    ("loss1.output == 0.25", [("loss1.output", "0.3")]),
    ("large1.output < 12", [("large1.output[2,2]", "12")]),
    ("large1.output * 2 < 12", [("(large1.output * 2)[1,1]", "12")]),
    ("large1.output == [1, 2]", [("large1.output", "4x5, 0 .. 19")]),
    ("all(conv1.padding == 1)", [("conv1.padding", "[2, 1]")]),
    ("x.grad > 0 or input > 0",
     [("x.grad", "[3, -4]"), ("input", "[[0, 1, 2], [3, 4, 5]]")]),
])
def test_what_is_false_is_accounted_for(text: str, said: list[tuple[str, str]]) -> None:
    assert account(text) == said


def test_the_names_are_those_of_arrays() -> None:
    truth = parse_truth("shape(conv1@7.output) == [1] and sum(input) < inf and x.grad[0] == nan")
    assert set(truth.names) == {"input", "conv1@7.output", "x.grad"}


@pytest.mark.parametrize(("text", "said"), [
    ("other", "no other"),
    ("input[2]", "shape 1x1x2x3 takes 2 to 4 indices, got 1"),
    ("x.grad[0,0]", "shape 2 takes 1 indices, got 2"),
    ("input[0,3]", "an index lies outside the shape 1x1x2x3"),
    ("input[0,5:9]", "a range picks nothing of the shape 1x1x2x3"),
    ("input + conv1.output", "shapes 2x3 and 2x2 cannot be computed with"),
    ("min(shape(loss1.output))", "min: the array has no elements"),
    ("input[0,0:3:-1]", "the step of a range is 1 or more"),
])
def test_what_the_arrays_do_not_have_is_told_when_it_is_asked(text: str, said: str) -> None:
    expression = parse_expression(text)
    with pytest.raises(UsageError, match=said):
        expression.value(look)


def test_arrays_of_other_shapes_have_no_order() -> None:
    with pytest.raises(UsageError, match="shapes 2x2 and 2x3 cannot be compared"):
        holds("conv1.output < input")


HOSTILE: dict[str, str] = {
    "__import__('os').system('true')": "there is no function",
    "input.__class__ == 1": "no name of an array",
    "conv1.output.sum == 1": "only arrays",
    "10**10**10 == 1": "only arrays",
    "1 << 999 == 1": "only arrays",
    "[x for x in input] == 1": "only arrays",
    "(lambda: 1)() == 1": "there is no function",
    "'a' == 'a'": "a number or a list of numbers",
    "f'{input}' == 1": "only arrays",
    "b'a' == 1": "a number or a list of numbers",
    "... == 1": "a number or a list of numbers",
    "1j == 1": "a number or a list of numbers",
    "True == 1": "a number or a list of numbers",
    "None == 1": "a number or a list of numbers",
    "{1: 2} == 1": "only arrays",
    "(1, 2) == 1": "only arrays",
    "input if 1 else 2": "only arrays",
    "input = 1": "a comparison is written ==",
    "(x := 1) == 1": "only arrays",
    "input is 1": "compare with",
    "1 in input": "compare with",
    "await input": "only arrays",
    "*input == 1": "cannot be read",
    "input[True] == 1": "an index is",
    "input[[0]] == 1": "an index is",
    "input['a'] == 1": "an index is",
    "input[99999999999] == 1": "an index is",
    "input @ input == 1": "cannot be read|only arrays",
    "round(input) == 1": "write round",
    "round(input, 99) == 1": "write round",
    "max(1, 2) == 1": "takes one thing",
    "sum(input, axis=0) == 1": "takes one thing",
    "shpe(input) == [1]": "did you mean 'shape'",
    "count(input) == 1": "neither true nor false",
    "input + 1": "neither true nor false",
    "(input > 1) + 1 == 2": "not something true or false",
    "all(input > 1) == 1": "leave the rest away",
    "Input == 1": "no name of an array",
    "[[1, 2], [3]] == input": "different lengths",
    "[[]] == input": "a number or a list of numbers",
    "1" + "0" * 400 + " == 1": "larger than a float64",
    "1or 2 == 2": "cannot be read",
    "": "it is empty",
    "input == é": "has no meaning here",
    "input == \x1b[31m": "has no meaning here",
    "input\n== 1": "has no meaning here",
    "(" * 250 + "1" + ")" * 250 + " == 1": "cannot be read|beyond what is read|deep",
    "-" * 900 + "1 == 1": "deep|beyond",
    "not " * 200 + "1 == 1": "deep|beyond",
    "[" * 90 + "1" + "]" * 90 + " == 1": "deep|beyond|at most|dimensions|lists",
    "1" + " + 1" * 240 + " == 1": "deep",
    "1 == 1" + " " * 992 + "== 1": "at most 1000 characters, got 1002",
}


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text)[:40] for text in HOSTILE])
def test_what_is_not_in_the_grammar_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=HOSTILE[text]):
        parse_truth(text)


def test_carets_stand_under_the_fault_also_behind_a_repeat() -> None:
    with pytest.raises(UsageError) as refused:
        parse_truth("conv1@7.output[0] == 1 and conv1.output == True")
    sentence, text, carets = str(refused.value).split("\n")
    assert text[carets.index("^") :].startswith("True")
    assert carets.count("^") == 4


@given(st.text(st.sampled_from("input.conv1@7[],:()+-*/<>=!andornt 0123 '\"_"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        truth = parse_truth(text)
    except UsageError:
        return
    try:
        true = truth.holds(look)
    except UsageError:
        return
    assert not (true and truth.account(look))
