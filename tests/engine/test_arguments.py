"""Integers, one or several, flags and numbers as torch takes them."""

from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import isnan

import numpy as np
import pytest

from convtutor.engine.arguments import flag, integer, number, real, several
from convtutor.errors import ArgumentError


@pytest.mark.parametrize("value", [3, np.int64(3), np.uint8(3), np.array(3)])
def test_every_kind_of_integer_becomes_pythons(value: object) -> None:
    assert type(integer("op", "stride", value, 1)) is int
    assert several("op", "stride", value, 2, 1) == (3, 3)


@pytest.mark.parametrize("value", [[2, 5], (2, 5), [np.int8(2), 5]])
def test_two_are_rows_then_columns(value: object) -> None:
    assert several("op", "stride", value, 2, 1) == (2, 5)


def test_one_number_in_a_list_counts_for_both() -> None:
    assert several("op", "stride", [4], 2, 1) == several("op", "stride", (4,), 2, 1) == (4, 4)
    assert several("op", "stride", (4,), 1, 1) == (4,)


@pytest.mark.parametrize(
    "value", [True, np.True_, 2.0, np.float64(2), "2", None, b"2", {2}, np.array([2]), 2 + 0j]
)
def test_what_is_no_integer_is_refused_with_what_it_is(value: object) -> None:
    for make in (integer, partial(several, count=2)):
        with pytest.raises(ArgumentError) as refusal:
            make("op", "stride", value, least=1)
        assert str(refusal.value) == f"op: stride must be an integer, got {value!r}"


@pytest.mark.parametrize("value", [(), [], (1, 2, 3), [1, 1, 1, 1]])
def test_other_lengths_are_refused(value: object) -> None:
    for count, wanted in ((2, "one integer or 2, one an axis"), (5, "one integer or 5")):
        with pytest.raises(ArgumentError, match=wanted) as refusal:
            several("op", "stride", value, count, 1)
        assert str(refusal.value).endswith(f"got {value!r}")


def test_the_least_and_the_most_are_still_taken() -> None:
    assert [integer("op", "groups", value, 1, 4) for value in (1, 4)] == [1, 4]
    with pytest.raises(ArgumentError, match="groups must be 1 or more, got 0"):
        integer("op", "groups", 0, 1, 4)
    with pytest.raises(ArgumentError, match="groups must be at most 4, got 5"):
        integer("op", "groups", 5, 1, 4)
    with pytest.raises(ArgumentError, match="stride must be at most 4, got 5"):
        several("op", "stride", (1, 5), 2, 1, 4)


@pytest.mark.parametrize("value", [0, 1, None, "yes", np.True_])
def test_only_true_and_false_are_flags(value: object) -> None:
    assert flag("op", "ceil_mode", True) is True
    assert flag("op", "ceil_mode", False) is False
    with pytest.raises(ArgumentError, match="ceil_mode must be true or false, got"):
        flag("op", "ceil_mode", value)


@pytest.mark.parametrize("value", [0.5, np.float32(0.5), np.float64(0.5)])
def test_every_kind_of_number_becomes_pythons(value: object) -> None:
    assert number("op", "eps", value) == 0.5
    assert type(number("op", "eps", np.int64(3))) is float
    assert number("op", "eps", -2) == -2


@pytest.mark.parametrize("value", [True, np.True_, "1", None, 1j, np.array(0.5), [0.5]])
def test_what_is_no_number_is_refused_with_what_it_is(value: object) -> None:
    with pytest.raises(ArgumentError) as refusal:
        number("op", "eps", value)
    assert str(refusal.value) == f"op: eps must be a number, got {value!r}"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -np.inf, 10**400])
def test_a_number_is_finite(value: object) -> None:
    with pytest.raises(ArgumentError) as refusal:
        number("op", "eps", value)
    assert str(refusal.value) == f"op: eps must be a finite number, got {value!r}"
@pytest.mark.parametrize(("value", "number"), [
    (0.25, 0.25), (-3, -3.0), (True, 1.0), (np.True_, 1.0), (np.float16(0.5), 0.5),
    (np.longdouble(2), 2.0), (np.int8(-1), -1.0), (float("inf"), float("inf")),
    (2**64 - 1, 2.0**64),
])
def test_every_kind_of_real_number_becomes_pythons_float(value: object, number: float) -> None:
    made = real("op", "slope", value)
    assert type(made) is float
    assert made == number


def test_a_real_number_may_be_nan() -> None:
    assert isnan(real("op", "slope", float("nan")))


@pytest.mark.parametrize(
    "value", [None, "1", 1j, np.array(0.5), np.complex64(1), Fraction(1, 2), Decimal("0.5"), (1.0,)]
)
def test_what_is_no_real_number_is_refused_with_what_it_is(value: object) -> None:
    with pytest.raises(ArgumentError) as refusal:
        real("op", "slope", value)
    assert str(refusal.value) == f"op: slope must be a number, got {value!r}"


@pytest.mark.parametrize("bits", [65, 1024, 20_000])
def test_an_integer_that_64_bits_do_not_hold_is_refused_with_its_size(bits: int) -> None:
    """Python writes no integer of more than 4300 digits, and float holds none of 1025 bits."""
    with pytest.raises(ArgumentError, match=f"got an integer of {bits} bits"):
        real("op", "slope", 2 ** (bits - 1))
    with pytest.raises(ArgumentError, match="got an integer of 64 bits"):
        real("op", "slope", -(2**63) - 1)
