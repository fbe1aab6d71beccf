"""Layers that hand elements on as they are, misunderstood, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.misconceptions.figures import computed

IMAGE = np.arange(20.0).reshape(4, 5)


@pytest.mark.parametrize(
    ("mistake", "wrong"),
    [
        ("end-included", [[1, 2, 3], [6, 7, 8], [11, 12, 13]]),
        ("rows-and-columns-swapped", [[5, 6], [10, 11]]),
    ],
)
def test_rows_0_to_2_and_columns_1_to_3(mistake: str, wrong: list[list[float]]) -> None:
    """1, 2 and 6, 7 are right."""
    found = computed(f"slice.{mistake}", {"input": IMAGE}, index="0:2, 1:3")
    np.testing.assert_array_equal(found["output"], wrong)
    assert found["grad_input"].sum() == np.size(wrong)


def test_the_end_of_the_axis_cannot_be_overrun() -> None:
    found = computed("slice.end-included", {"input": IMAGE}, index="-1:, 1:9")
    np.testing.assert_array_equal(found["output"], [[16, 17, 18, 19]])


def test_two_axes_of_which_only_one_is_turned() -> None:
    """3, 2 over 1, 0 is right."""
    found = computed("flip.one-axis-flipped", {"input": np.arange(4.0).reshape(2, 2)}, dims=(0, 1))
    np.testing.assert_array_equal(found["output"], [[2, 3], [0, 1]])


def test_a_row_of_six_cut_into_columns() -> None:
    """0, 1 over 2, 3 over 4, 5 is right."""
    row = np.arange(6.0)
    found = computed("reshape.column-major", {"input": row}, shape=(3, 2))
    np.testing.assert_array_equal(found["output"], [[0, 3], [1, 4], [2, 5]])


def test_a_gradient_that_goes_back_through_detach() -> None:
    """0 and 0 are right."""
    found = computed("detach.detach-ignored", {"input": np.ones(2)}, np.array([5.0, 7]))
    np.testing.assert_array_equal(found["grad_input"], [5, 7])
