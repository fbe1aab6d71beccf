"""Pools misunderstood, by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.misconceptions.figures import IMAGE, LARGE, UPSTREAM, computed, output


@pytest.mark.parametrize(
    ("mistake", "wrong"),
    [("stride-one-by-default", [[4, 5], [7, 8]]), ("whole-plane", [[8]])],
)
def test_the_largest_of_the_figure_where_4_is_right(mistake: str, wrong: Any) -> None:
    made = output(f"max_pool2d.{mistake}", IMAGE, kernel_size=2)
    np.testing.assert_array_equal(made[0, 0], wrong)


def test_a_stride_that_was_given_is_kept() -> None:
    made = output("max_pool2d.stride-one-by-default", IMAGE, kernel_size=2, stride=2)
    np.testing.assert_array_equal(made[0, 0], [[4]])


@pytest.mark.parametrize(
    ("mistake", "wrong"), [("padded-with-zeros", [[0, 0], [0, 0]]), ("padding-forgotten", [[-1]])]
)
def test_negative_elements_in_a_padded_pool(mistake: str, wrong: Any) -> None:
    """[[-1, -2], [-3, -4]] is right."""
    image = np.array([[[[-1.0, -2], [-3, -4]]]])
    made = computed(f"max_pool2d.{mistake}", {"input": image}, kernel_size=2, padding=1)
    np.testing.assert_array_equal(made["output"][0, 0], wrong)
    if mistake == "padded-with-zeros":
        assert not made["grad_input"].any()


def test_pairs_and_rounding_of_a_pool() -> None:
    plane = np.zeros((1, 1, 4, 4))
    settings = {"kernel_size": 3, "padding": 1, "stride": (2, 1)}
    assert output("max_pool2d.stride-swapped", plane, **settings).shape[2:] == (4, 2)  # 2 by 4
    wide = np.zeros((1, 1, 4, 6))
    settings = {"kernel_size": (1, 2)}
    assert output("max_pool2d.pairs-swapped", wide, **settings).shape[2:] == (2, 6)  # 4 by 3
    row = np.zeros((1, 1, 1, 5))
    settings = {"kernel_size": (1, 2), "ceil_mode": True}
    assert output("max_pool2d.ceil-mode-ignored", row, **settings).shape[3] == 2  # 3
    settings = {"kernel_size": (1, 2)}
    assert output("max_pool2d.always-ceil-mode", row, **settings).shape[3] == 3  # 2


def test_two_planes_joined_leave_the_larger_of_each_pair() -> None:
    image = np.array([[[[1.0, 5]], [[4, 2]]]])
    made = computed("max_pool2d.planes-joined", {"input": image}, kernel_size=1)
    np.testing.assert_array_equal(made["output"], [[[[4, 5]]]])
    np.testing.assert_array_equal(made["grad_input"], [[[[0, 1]], [[1, 0]]]])


@pytest.mark.parametrize(
    ("mistake", "centre"),
    [
        ("last-window-overwrites", 4), ("gradient-averaged-over-windows", 2.5),
        ("upstream-ignored", 4), ("gradient-to-every-element", 10),
    ],
)
def test_a_peak_that_wins_four_windows_where_10_is_right(mistake: str, centre: float) -> None:
    peak = np.array([[[[0.0, 1, 0], [1, 9, 1], [0, 1, 0]]]])
    made = computed(f"max_pool2d.{mistake}", {"input": peak}, UPSTREAM, kernel_size=2, stride=1)
    assert made["grad_input"][0, 0, 1, 1] == centre
    corner = 1 if mistake == "gradient-to-every-element" else 0
    assert made["grad_input"][0, 0, 0, 0] == corner


@pytest.mark.parametrize(("mistake", "share"), [("ties-shared", 0.25), ("every-tie", 1)])
def test_four_equal_elements_where_the_first_gets_all(mistake: str, share: float) -> None:
    made = computed(f"max_pool2d.{mistake}", {"input": np.full((1, 1, 2, 2), 5.0)}, kernel_size=2)
    np.testing.assert_array_equal(made["grad_input"][0, 0], [[share, share], [share, share]])


@pytest.mark.parametrize(
    ("mistake", "counts", "wrong"),
    [
        ("padding-counted", False, [6, 18, 12]), ("padding-not-counted", True, [8, 18, 24]),
        ("kernel-counted", False, [6, 18, 6]), ("kernel-counted", True, [6, 18, 6]),
    ],
)
def test_means_of_a_row_whose_last_window_hangs_over(
    mistake: str, counts: bool, wrong: list[float]
) -> None:
    """6, 18, 12 are right where the padding counts, 8, 18, 24 where it does not."""
    row = np.array([[[6.0, 6, 12, 12, 24, 24]]])
    found = output(
        f"avg_pool1d.{mistake}", row, kernel_size=4, stride=3, padding=1, ceil_mode=True,
        count_include_pad=counts,
    )
    np.testing.assert_array_equal(found[0, 0], wrong)


def test_a_gradient_that_is_not_divided_is_that_of_a_sum() -> None:
    found = computed("avg_pool2d.gradient-not-divided", {"input": LARGE}, UPSTREAM, kernel_size=2)
    np.testing.assert_array_equal(found["grad_input"][0, 0, ::2, ::2], UPSTREAM[0, 0])


def test_a_divisor_that_was_given_is_ignored() -> None:
    found = output("avg_pool2d.divisor-ignored", LARGE, kernel_size=4, divisor_override=5)
    assert found.item() == 7.5  # 24 is right
