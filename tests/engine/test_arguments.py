"""Integers, one or several, and flags as torch takes them."""

from functools import partial

import numpy as np
import pytest

from convtutor.engine.arguments import flag, integer, several
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
