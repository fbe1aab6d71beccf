"""The numbers of an explored layer are uneven, small, and written as people write them."""

import numpy as np
import pytest

from convtutor.lesson.explored_values import draw, is_uneven, written


@pytest.mark.parametrize("shape", [(1, 1, 2, 2), (1, 1, 1, 3), (4,), (1,), (2, 3, 1, 1)])
@pytest.mark.parametrize("name", ["input", "weight", "bias"])
def test_drawn_whole_numbers_are_never_0_nor_even_when_turned(
    shape: tuple[int, ...], name: str
) -> None:
    for seed in range(40):
        drawn = draw("ints", shape, (seed, 0), name)
        assert drawn.shape == shape
        assert is_uneven(drawn)
        assert drawn.all()
        assert (drawn == np.round(drawn)).all()
        assert np.abs(drawn).max() <= 9


def test_counted_numbers_run_row_by_row() -> None:
    counted = draw("range", (1, 2, 2, 3), (0, 0), "input")
    np.testing.assert_array_equal(counted.ravel(), np.arange(12))


def test_random_numbers_have_two_decimals_and_no_negative_0() -> None:
    drawn = draw("random", (1, 1, 40, 40), (0, 0), "input")
    np.testing.assert_array_equal(drawn, np.round(drawn, 2))
    assert not np.signbit(drawn[drawn == 0]).any()
    assert len(np.unique(drawn)) > 100


@pytest.mark.parametrize(
    ("array", "uneven"),
    [
        ([[1, 2], [3, 4]], True),
        ([[1, 2], [2, 1]], False),  # the same across, and turned by half
        ([[1, 1], [3, 4]], True),
        ([[1, 2], [1, 2]], False),  # rows upside down
        ([[1, 1], [2, 2]], False),  # columns mirrored
        ([[1, 3], [3, 4]], False),  # rows and columns exchanged
        ([5], True),
        ([0], False),
    ],
)
def test_uneven_is_what_no_turn_leaves_alone(array: list[object], uneven: bool) -> None:
    assert is_uneven(np.array(array, dtype=float)) is uneven


def test_whole_numbers_are_written_without_a_point_and_others_as_they_are() -> None:
    assert repr(written(np.array([[1.0, -2.0]]))) == "[[1, -2]]"
    assert repr(written(np.array([1.0, 0.5]))) == "[1.0, 0.5]"
    assert repr(written(np.array([1.0, np.nan]))) == "[1.0, nan]"
    assert written(np.array([2.0**60, 1.0])) == [2.0**60, 1.0]
