"""Curves, shares and losses misunderstood, by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from tests.misconceptions.figures import computed

LOGARITHMS = np.log([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]])


@pytest.mark.parametrize(
    ("key", "slope"),
    [("sigmoid.slope-of-the-input", 0), ("sigmoid.slope-forgotten", 3),
     ("tanh.slope-of-the-input", 3), ("tanh.slope-forgotten", 3)],
)
def test_the_slope_at_0_times_3(key: str, slope: float) -> None:
    """3/4 is right for sigmoid; for tanh 3, which neither mistake changes at 0."""
    found = computed(key, {"input": np.zeros(1)}, np.array([3.0]))
    assert found["grad_input"].item() == slope


def test_the_slope_of_tanh_from_an_input_of_2_is_minus_3() -> None:
    found = computed("tanh.slope-of-the-input", {"input": np.array([2.0])})
    assert found["grad_input"].item() == -3


@pytest.mark.parametrize(
    ("mistake", "made", "back"),
    [("slope-left-out", [0, 4], [0, 1]), ("slope-on-the-other-side", [-2, 1], [1, 0.25]),
     ("gradient-blocked", [-0.5, 4], [0, 1])],
)
def test_leaky_relu_of_minus_2_and_4(mistake: str, made: list[float], back: list[float]) -> None:
    """-0.5 and 4 with slopes 0.25 and 1 are right."""
    arrays = {"input": np.array([-2.0, 4])}
    found = computed(f"leaky_relu.{mistake}", arrays, negative_slope=0.25)
    np.testing.assert_array_equal(found["output"], made)
    np.testing.assert_array_equal(found["grad_input"], back)


def test_shares_along_the_samples_add_up_to_1_there() -> None:
    image = np.log([[1.0, 1], [3, 1]])
    found = computed("softmax.along-the-samples", {"input": image}, dim=1)
    np.testing.assert_allclose(found["output"], [[0.25, 0.5], [0.75, 0.5]], rtol=1e-15)


@pytest.mark.parametrize(
    ("mistake", "shares", "back"),
    [("sigmoid-for-softmax", [0.75, 0.5], [0.1875, 0]),
     ("shares-apart", [0.75, 0.25], [0.1875, 0])],
)
def test_shares_of_3_to_1(mistake: str, shares: list[float], back: list[float]) -> None:
    """3/4 and 1/4 are right, with 0.1875 and -0.1875 handed back."""
    arrays = {"input": np.log([3.0, 1])}
    found = computed(f"softmax.{mistake}", arrays, np.array([1.0, 0]), dim=0)
    np.testing.assert_allclose(found["output"], shares, rtol=1e-15)
    np.testing.assert_allclose(found["grad_input"], back, rtol=1e-15)


@pytest.mark.parametrize(
    ("mistake", "loss", "back"),
    [("two-forgotten", 5, [1.5, -0.5]), ("gradient-of-the-target", 5, [-3, 1]),
     ("summed", 10, [6, -2]), ("gradient-not-averaged", 5, [6, -2])],
)
def test_a_mean_square_of_3_and_minus_1(mistake: str, loss: float, back: list[float]) -> None:
    """5 with 3 and -1 handed back is right."""
    arrays = {"input": np.array([4.0, 0]), "target": np.array([1.0, 1])}
    found = computed(f"mse_loss.{mistake}", arrays)
    assert found["output"].item() == loss
    np.testing.assert_array_equal(found["grad_input"], back)


@pytest.mark.parametrize(
    ("mistake", "loss", "back"),
    [("minus-forgotten", -1.25 * log(2), 0.75), ("averaged-over-all-samples", 2.5 * log(2), -1.5),
     ("class-weights-ignored", 1.5 * log(2), -0.5), ("summed", 5 * log(2), -3),
     ("gradient-not-averaged", 1.25 * log(2), -3), ("upstream-ignored", 1.25 * log(2), -0.75)],
)
def test_samples_of_class_0_and_1_that_weigh_3_and_1(
    mistake: str, loss: float, back: float
) -> None:
    """5/4 of log 2 with -3/4 handed back to the first score is right."""
    arrays = {"input": LOGARITHMS, "target": np.array([0, 1]), "weight": np.array([3.0, 1, 1])}
    found = computed(f"nll_loss.{mistake}", arrays)
    np.testing.assert_allclose(found["output"], loss, rtol=1e-15)
    np.testing.assert_allclose(found["grad_input"][0, 0], back, rtol=1e-15)


def test_an_ignored_sample_counts_in_a_mean_over_all_samples() -> None:
    arrays = {"input": LOGARITHMS, "target": np.array([0, -100])}
    found = computed("nll_loss.averaged-over-all-samples", arrays)
    np.testing.assert_allclose(found["output"], log(2) / 2, rtol=1e-15)  # log 2 is right


def test_raw_scores_taken_for_logarithms_make_a_loss_below_0() -> None:
    arrays = {"input": np.array([[2.0, 5]]), "target": np.array([1])}
    found = computed("cross_entropy.log-softmax-forgotten", arrays)
    assert found["output"].item() == -5
    np.testing.assert_array_equal(found["grad_input"], [[0, -1]])


def test_a_smoothed_share_over_the_other_classes_alone() -> None:
    """With 0.3 over 3 classes the right one keeps 0.8; over the other 2 alone it keeps 0.7."""
    arrays = {"input": np.zeros((1, 3)), "target": np.array([0])}
    found = computed("cross_entropy.smoothing-over-the-others", arrays, label_smoothing=0.3)
    wanted = [[1 / 3 - 0.7, 1 / 3 - 0.15, 1 / 3 - 0.15]]
    np.testing.assert_allclose(found["grad_input"], wanted, rtol=1e-14)
