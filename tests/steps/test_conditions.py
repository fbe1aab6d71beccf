"""Conditions say of a step what its numbers say, and no text is ever run."""

import numpy as np
import pytest

from convtutor.engine.arrays import shapes_of
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError
from convtutor.steps import Trace
from convtutor.steps.conditions import FACTS, Condition, parse_condition

INPUT = np.array([[[[0.0, -1, 2], [3, 4, -5]]]])  # (1, 1, 2, 3)
WEIGHT = np.array([[[[1.0, 2]]], [[[-1, 3]]]])  # (2, 1, 1, 2)
BIAS = np.array([1.0, -2])


def trace(op: str, target: str, arrays: dict[str, np.ndarray], **keywords: object) -> Trace:
    operator = OPERATORS[op]
    params = operator.params(**keywords)
    operands = {name: arrays[name] for name in operator.operands if name in arrays}
    rules = operator.passes(shapes_of(operands), params)
    return Trace("layer", next(rule for rule in rules if rule.target == target), arrays)


def conv() -> Trace:
    arrays = {"input": INPUT, "weight": WEIGHT, "bias": BIAS}
    return trace("conv2d", "output", arrays, padding=(0, 1))


def pool(values: list[list[float]]) -> Trace:
    return trace("max_pool2d", "output", {"input": np.array([[values]])}, kernel_size=2, stride=1)


def places(steps: Trace, text: str) -> list[tuple[int, ...]]:
    condition = parse_condition(text)
    return [step.index for step in steps if condition.holds(step)]


def test_row_col_and_channel_are_those_of_the_element_made() -> None:
    assert places(conv(), "row == 1 and col == 3 and channel == 1") == [(0, 1, 1, 3)]


def test_outside_counts_the_reads_beyond_the_array() -> None:
    edges = [(0, c, row, col) for c in range(2) for row in range(2) for col in (0, 3)]
    assert places(conv(), "outside > 0") == edges
    first = conv()[0]
    at_a_tap = parse_condition("outside == 1")
    assert [at_a_tap.holds(first, tap) for tap in range(3)] == [True, False, False]


def test_value_is_the_finished_element_and_partial_the_sum_so_far() -> None:
    step = conv()[1]  # 0*1 + -1*2, bias 1
    assert step.partials[1:] == (0.0, -2.0, -1.0)
    assert parse_condition("value == -1").holds(step, 0)
    assert [parse_condition("partial == -2").holds(step, tap) for tap in range(3)] == [
        False, True, False,
    ]
    assert parse_condition("partial == -1").holds(step)


def test_last_column_is_the_last_one_of_the_array_made() -> None:
    assert {index[-1] for index in places(conv(), "last_column")} == {3}


def test_changed_sign_is_a_running_sum_passing_zero() -> None:
    arrays = {"input": np.array([[[[1.0, 2, -5, 9]]]]), "weight": np.array([[[[1.0, 1, 1, 1]]]])}
    step = trace("conv2d", "output", arrays)[0]  # 1, 3, -2, 7
    condition = parse_condition("changed_sign")
    assert [condition.holds(step, tap) for tap in range(4)] == [False, False, True, True]
    assert condition.holds(step)


def test_touching_zero_is_no_change_of_sign() -> None:
    arrays = {"input": np.array([[[[1.0, -1, -2]]]]), "weight": np.array([[[[1.0, 1, 1]]]])}
    assert places(trace("conv2d", "output", arrays), "changed_sign") == []


def test_a_tie_is_a_largest_value_read_twice() -> None:
    steps = pool([[1, 7, 7], [7, 0, 2]])
    assert places(steps, "tie") == [(0, 0, 0, 0), (0, 0, 0, 1)]
    first = [parse_condition("tie").holds(steps[0], tap) for tap in range(4)]
    assert first == [False, False, True, False]  # 1, 7, 7 again, 0


def test_a_lesser_value_read_twice_is_no_tie() -> None:
    assert places(pool([[1, 1], [1, 7]]), "tie") == []


def test_equal_products_of_a_sum_are_no_tie() -> None:
    arrays = {"input": np.ones((1, 1, 1, 2)), "weight": np.ones((1, 1, 1, 2))}
    assert places(trace("conv2d", "output", arrays), "tie") == []


def test_nan_is_seen_from_the_tap_that_brings_it() -> None:
    arrays = {"input": np.array([[[[1.0, np.nan, 2]]]]), "weight": np.ones((1, 1, 1, 3))}
    step = trace("conv2d", "output", arrays)[0]
    condition = parse_condition("nan")
    assert [condition.holds(step, tap) for tap in range(3)] == [False, True, True]
    assert condition.holds(step)


def test_a_fact_that_a_step_does_not_have_makes_no_condition_true() -> None:
    arrays = {
        "input": INPUT, "weight": WEIGHT, "bias": BIAS, "grad_output": np.ones((1, 2, 2, 4)),
    }
    bias = trace("conv2d", "grad_bias", arrays, padding=(0, 1))
    assert places(bias, "row == 0") == []
    assert places(bias, "not row == 0") == []
    assert places(bias, "not last_column") == []
    assert places(bias, "channel == 1") == [(1,)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("0 < row", [1, 2]),
        ("0 <= row < 2", [0, 1]),
        ("row == 0 or row >= 2", [0, 2]),
        ("not (row == 0 or row == 1)", [2]),
        ("not row == 0 and row != 1", [2]),
        ("abs(-row) > 1", [2]),
        ("-row < -1.5", [2]),
        ("row <= 1e0", [0, 1]),
        ("  row==col  ", [0]),
    ],
)
def test_the_grammar_means_what_it_says(text: str, rows: list[int]) -> None:
    arrays = {"input": np.ones((1, 1, 3, 1)), "weight": np.ones((1, 1, 1, 1))}
    assert [index[2] for index in places(trace("conv2d", "output", arrays), text)] == rows


def test_a_condition_keeps_its_text_and_the_names_it_uses() -> None:
    condition = parse_condition(" outside > 0 and not tie ")
    assert condition.text == "outside > 0 and not tie"
    assert condition.names == {"outside", "tie"}
    assert condition == parse_condition("outside > 0 and not tie")
    assert isinstance(condition, Condition)


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_can_be_asked_of_every_step_and_tap(name: str) -> None:
    condition = parse_condition(name if name in ("tie", "nan", "changed_sign", "last_column")
                                else f"{name} == {name}")
    for steps in (conv(), pool([[1, 2], [3, 4]])):
        for step in steps:
            for tap in (None, *range(len(step.taps))):
                assert condition.holds(step, tap) in (True, False)


def test_the_nearest_name_is_given_with_a_caret_under_the_fault() -> None:
    with pytest.raises(UsageError) as caught:
        parse_condition("row == 0 and outsid > 0")
    assert str(caught.value) == (
        "condition: there is no 'outsid'; did you mean 'outside'?\n"
        "    row == 0 and outsid > 0\n"
        "                 ^^^^^^"
    )


def test_a_name_near_none_gets_the_list() -> None:
    with pytest.raises(UsageError, match="Names: value, partial, row, col, channel, outside, tie"):
        parse_condition("zzz > 0")


@pytest.mark.parametrize(
    ("text", "why", "under"),
    [
        ("row = 0", "a comparison is written '=='", "="),
        ("outside", "a number alone is neither true nor false", "outside"),
        ("tie == 1", "'tie' is true or false by itself", "tie"),
        ("(row == 0) == 1", "a number is expected here", "row == 0"),
        ("row in col", "compare with ==", "col"),
        ("row + 1 > 2", "are allowed", "row + 1"),
        ("row > 0 >", "cannot be read here", ""),
        ("1or 2", "cannot be read here", "1"),
        ("'a' > 'b'", "are allowed", "'a'"),
        ("abs(row, col) > 1", "are allowed", "abs(row, col)"),
        ("max(row) > 1", "are allowed", "max(row)"),
        ("row > True", "are allowed", "True"),
        ("row > 1j", "are allowed", "1j"),
    ],
)
def test_what_the_grammar_does_not_have_is_refused_where_it_stands(
    text: str, why: str, under: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse_condition(text)
    sentence, shown, carets = str(caught.value).split("\n")
    assert why in sentence
    assert shown == f"    {text}"
    begin, end = carets.index("^"), carets.rindex("^") + 1
    if under:
        assert shown[begin:end] == under


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('touch /tmp/x') == 0", "().__class__", "lambda: 1", "[1][0] > 0",
        "open('/etc/passwd')", "(row := 3) > 1", "f'{row}'", "row if tie else col", "*row",
        "(yield)", "row; row", "row\nrow", "eval('1') > 0", "row.real > 0", "{}", "...",
        "await row", "#",
    ],
)
def test_code_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="condition: "):
        parse_condition(text)


@pytest.mark.parametrize("text", ["tie\x1b[31m", "tie \u202e", "填 > 0", "tie\x00", "ﬁ > 0"])
def test_what_is_no_ascii_is_shown_escaped(text: str) -> None:
    with pytest.raises(UsageError, match="has no meaning here") as caught:
        parse_condition(text)
    assert str(caught.value).replace("\n", "").isascii()
    assert str(caught.value).replace("\n", "").isprintable()


@pytest.mark.parametrize("text", ["(" * 99 + "tie" + ")" * 90, "not " * 60, "-" * 199, "(" * 5000])
def test_hostile_lengths_and_depths_end_in_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="condition: "):
        parse_condition(text)


def test_an_empty_condition_is_refused_with_an_example() -> None:
    with pytest.raises(UsageError, match="it is empty; write one like 'outside > 0'"):
        parse_condition("  ")
