"""What is done to a reduced value last: its formula, its value, its derivative."""

from math import inf, isnan

import numpy as np
import pytest

from convtutor.engine.finish import FUNCTIONS, Finish, divided_by

EXP = Finish("exp({})", np.exp, np.exp, 4)


def test_a_division_is_written_behind_the_sum_in_brackets() -> None:
    assert divided_by(12).written("3 + 4") == "(3 + 4) / 12"
    assert divided_by(12).written("total") == "total / 12"
    assert divided_by(2.5).written("-3") == "(-3) / 2.5"


def test_a_function_takes_a_sum_without_further_brackets() -> None:
    assert EXP.written("3 + -4") == "exp(3 + -4)"
    assert EXP.written("7") == "exp(7)"


def test_a_value_that_stands_twice_is_put_in_twice() -> None:
    finish = Finish("{} * (1 - {})", lambda t: t * (1 - t), lambda t: 1 - 2 * t, 2)
    assert finish.written("0.5") == "0.5 * (1 - 0.5)"


def test_nothing_warns_where_a_result_is_infinite_or_no_number() -> None:
    assert EXP.applied(1e6) == inf
    assert divided_by(0).applied(1.0) == inf
    assert isnan(divided_by(0).applied(0.0))


@pytest.mark.parametrize("count", [3, 12, -5, 2.5, 8, 0.25])
def test_the_formula_of_a_division_says_what_is_computed(count: float) -> None:
    finish = divided_by(count)
    total = np.array([1.0, -7.25, 3e10])
    said = eval(finish.formula.format("total"), {"total": total, **FUNCTIONS})  # noqa: S307  ours
    np.testing.assert_array_equal(finish.value(total), said)
    np.testing.assert_array_equal(finish.slope(total), np.full(3, 1 / count))


@pytest.mark.parametrize(("count", "units"), [(8, 0), (0.25, 0), (-2, 0), (12, 1), (3, 1)])
def test_a_division_by_a_power_of_two_rounds_nothing(count: float, units: float) -> None:
    assert divided_by(count).units == units


@pytest.mark.parametrize(
    ("counts", "units", "formula"),
    [((3, 5), 2, "{} / 15"), ((3, 4), 1, "{} / 12"), ((2, 4), 0, "{} / 8"), ((1, 7), 1, "{} / 7"),
     ((2**24 + 1,), 2, "{} / 16777217"), ((2**40,), 0, "{} / 1099511627776")],
)
def test_a_division_by_several_rounds_once_for_each_and_once_for_what_float32_cannot_hold(
    counts: tuple[int, ...], units: float, formula: str
) -> None:
    finish = divided_by(*counts)
    assert (finish.units, finish.formula) == (units, formula)
