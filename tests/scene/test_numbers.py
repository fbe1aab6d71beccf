"""Numbers in cells: one format a grid, never a cut number, never a zero that is none."""

from math import inf, isfinite, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.scene.numbers import (
    Extent,
    Numbers,
    extent_of,
    numbers_for,
    short_numbers_for,
    shortened,
)
from tests.paint.claims import close

WHOLE = st.integers(-10**9, 10**9).map(float)
ANY = st.floats(allow_nan=True, allow_infinity=True)


def chosen(values: list[float], room: int) -> list[str] | None:
    """Write numbers in the format chosen for them, None where there is none."""
    numbers = numbers_for(extent_of(np.array(values)), room)
    return None if numbers is None else [numbers.text(value, room) for value in values]


@pytest.mark.parametrize(
    ("room", "least", "most"), [(2, -9, 99), (3, -99, 999), (4, -999, 9999), (5, -9999, 99999)]
)
def test_a_width_holds_whole_numbers_up_to_its_digits(room: int, least: int, most: int) -> None:
    assert chosen([least, most], room) == [str(least), str(most)]
    assert chosen([least - 1], room) is None
    assert chosen([most + 1], room) is None


@pytest.mark.parametrize(
    ("room", "written"), [(3, None), (4, "-0.7"), (5, "-0.73"), (7, "-0.7321"), (9, "-0.7321")]
)
def test_decimals_are_as_many_as_fit_up_to_four(room: int, written: str | None) -> None:
    assert chosen([-0.7321], room) == (None if written is None else [written])


def test_one_count_of_decimals_for_the_whole_grid() -> None:
    assert chosen([-10.5, 0.25, 3.0], 6) == ["-10.50", "0.25", "3.00"]


def test_exact_zero_is_0_and_a_small_number_is_not() -> None:
    assert chosen([0.0, 0.001, -0.001, 7.5], 5) == ["0", "0.00", "-0.00", "7.50"]


def test_numbers_that_are_all_small_are_not_shown_as_zeros() -> None:
    assert chosen([3e-9, 1e-9], 7) is None
    numbers = short_numbers_for(extent_of(np.array([3e-9, -1e-9])), 5)
    assert numbers is not None
    assert [numbers.text(value, 5) for value in (3e-9, -1e-9, 0.0)] == ["3e-9", "-1e-9", "0"]


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [
        (12345.0, 4, "12k"), (12345.0, 3, "12k"), (123456.0, 3, "1e5"), (3.1e5, 4, "310k"),
        (3.1e5, 3, "3e5"), (-5e6, 3, "-5M"), (2.5e9, 3, "2G"), (-2.5e12, 5, "-2e12"),
        (1e200, 5, "1e200"), (-2e-300, 7, "-2e-300"), (999999.0, 5, "1000k"), (0.3, 4, "3e-1"),
        (-0.31, 3, "###"), (1e200, 3, "###"),
    ],
)
def test_a_long_number_is_shortened_or_shown_as_not_written(
    value: float, room: int, text: str
) -> None:
    assert shortened(value, room) == text


def test_nan_and_infinities_are_words_and_need_their_room() -> None:
    assert chosen([nan, 1.0], 3) == ["nan", "1"]
    assert chosen([inf], 3) == ["inf"]
    assert chosen([-inf], 3) is None
    assert chosen([-inf, 2.0], 4) == ["-inf", "2"]


@given(values=st.lists(WHOLE, min_size=1, max_size=8), room=st.integers(2, 9))
def test_whole_numbers_stay_plain_or_get_no_format(values: list[float], room: int) -> None:
    written = chosen(values, room)
    plain = [str(int(value)) for value in values]
    if max(map(len, plain)) <= room:
        assert written == plain
    else:
        assert written is None


@given(values=st.lists(ANY, min_size=1, max_size=8), room=st.integers(2, 9))
def test_a_format_never_cuts_and_never_lies(values: list[float], room: int) -> None:
    for choose in (numbers_for, short_numbers_for):
        numbers = choose(extent_of(np.array(values)), room)
        if numbers is None:
            continue
        assert numbers.widest <= room
        for value in values:
            text = numbers.text(value, room)
            assert len(text) <= room
            assert "#" not in text
            assert close(text, value)
            assert (text == "0") == (value == 0)


@given(values=st.lists(ANY, min_size=1, max_size=8))
def test_eight_columns_hold_any_numbers_shortened(values: list[float]) -> None:
    assert short_numbers_for(extent_of(np.array(values)), 7) is not None


@given(values=st.lists(ANY, min_size=1, max_size=8))
def test_an_extent_covers_its_numbers(values: list[float]) -> None:
    extent = extent_of(np.array(values))
    finite = [value for value in values if isfinite(value)]
    assert all(extent.low <= value <= extent.high for value in finite)
    assert extent.whole == all(value == round(value) for value in finite)
    assert extent.word == max(
        (0 if isfinite(value) else 4 if value == -inf else 3 for value in values), default=0
    )


def test_extents_join() -> None:
    assert Extent(-1.0, 2.0, True, 0) | Extent(0.5, 9.0, False, 3) == Extent(-1.0, 9.0, False, 3)


def test_a_number_longer_than_its_grid_loses_decimals_first() -> None:
    numbers = Numbers(2, 5)
    assert [numbers.text(value, 5) for value in (1.5, 123.456, 1234.56, 123456.7)] == [
        "1.50", "123.5", "1235", "123k"
    ]
