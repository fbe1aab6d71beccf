import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.steps.numbers import column, number, product


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (21.0, "21"),
        (-3.0, "-3"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (-1 / 3, "-0.333333"),
        (1234567.0, "1234567"),
        (1.5e-7, "1.5e-7"),
        (2e20, "2e20"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
    ],
)
def test_a_number_is_written_whole_or_with_six_digits(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_reads_back_within_its_digits(value: float) -> None:
    assert math.isclose(float(number(value)), value, rel_tol=5.1e-6, abs_tol=0)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_read_back_exactly(value: int) -> None:
    assert number(float(value)) == str(value)


def test_a_column_of_whole_numbers_has_no_decimals() -> None:
    assert column([3.0, -12.0, math.inf]) == ["3", "-12", "inf"]


def test_a_column_has_one_count_of_decimals_and_a_plain_zero() -> None:
    assert column([0.5, -12.25, 0.0, math.nan]) == ["0.50", "-12.25", "0", "nan"]
    assert column([1 / 3, 2.0]) == ["0.3333", "2.0000"]
    assert column([1 / 3, 1234.25]) == ["0.33", "1234.25"]


def test_a_column_never_shows_a_small_number_as_zero() -> None:
    assert column([0.5, 2e-6]) == ["0.5", "2e-6"]


def test_a_column_too_long_for_decimals_is_written_number_by_number() -> None:
    assert column([1234567.5, 0.5]) == ["1.23457e6", "0.5"]


def test_an_empty_column_is_empty() -> None:
    assert column([]) == []


def test_a_negative_factor_keeps_its_minus_behind_the_sign() -> None:
    assert product((4.0, -1.0)) == "4×-1"
