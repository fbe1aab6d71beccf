"""Batch norm, dropout, linear, and layers that join, misunderstood, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from convtutor.engine.arrays import Array
from convtutor.errors import ConvtutorError
from tests.misconceptions.figures import computed

# mean 4, variance 5, 20/3 over m - 1
COLUMN = np.array([[1.0], [3.0], [5.0], [7.0]])


@pytest.mark.parametrize(
    ("mistake", "divisor"),
    [("root-forgotten", 9.0), ("unbiased-variance", (20 / 3 + 4) ** 0.5),
     ("eps-forgotten", 5**0.5)],
)
def test_a_channel_of_1_3_5_7_is_divided_by_another_number_than_3(
    mistake: str, divisor: float
) -> None:
    """With an eps of 4 the root of 9 is right."""
    found = computed(f"batch_norm.{mistake}", {"input": COLUMN}, training=True, eps=4)
    np.testing.assert_allclose(found["output"], (COLUMN - 4) / divisor, rtol=1e-15)


@pytest.mark.parametrize(
    ("mistake", "mean", "variance"),
    [
        ("momentum-reversed", 0.25 * 8 + 0.75 * 4, 0.25 * 2 + 0.75 * 20 / 3),
        ("running-variance-biased", 0.75 * 8 + 0.25 * 4, 0.75 * 2 + 0.25 * 5),
        ("unbiased-variance", 0.75 * 8 + 0.25 * 4, 0.75 * 2 + 0.25 * 20 / 3),
    ],
)
def test_running_statistics_that_move_by_a_quarter(
    mistake: str, mean: float, variance: float
) -> None:
    """From 8 and 2 to 7 and 3.1667 is right."""
    arrays = {"input": COLUMN, "running_mean": np.array([8.0]), "running_var": np.array([2.0])}
    found = computed(f"batch_norm.{mistake}", arrays, training=True, momentum=0.25)
    np.testing.assert_allclose(found["new_running_mean"], [mean], rtol=1e-15)
    np.testing.assert_allclose(found["new_running_var"], [variance], rtol=1e-15)


def test_batch_statistics_in_evaluation_move_the_channel_to_mean_0() -> None:
    arrays = {"input": COLUMN, "running_mean": np.array([0.0]), "running_var": np.array([1.0])}
    found = computed("batch_norm.batch-statistics-in-evaluation", arrays, eps=4)
    np.testing.assert_array_equal(found["output"][:, 0], [-1, -1 / 3, 1 / 3, 1])


def test_statistics_held_fast_hand_back_what_the_channel_has_in_common() -> None:
    """0 everywhere is right: all values moved together change nothing."""
    found = computed("batch_norm.statistics-held-fast", {"input": COLUMN}, training=True, eps=4)
    np.testing.assert_array_equal(found["grad_input"], np.full((4, 1), 1 / 3))


@pytest.mark.parametrize(
    ("mistake", "training", "made", "back"),
    [
        ("not-rescaled", True, [8, 0], [1, 0]),
        ("p-taken-as-kept", True, [32, 0], [4, 0]),
        ("mask-forgotten-on-the-way-back", True, [8 / 0.75, 0], [1, 1]),
        ("dropped-in-evaluation", False, [8 / 0.75, 0], [1 / 0.75, 0]),
    ],
)
def test_dropout_of_8_and_5_of_which_5_is_dropped(
    mistake: str, training: bool, made: list[float], back: list[float]
) -> None:
    """With a p of 1/4, 32/3 and 0 with 4/3 and 0 handed back are right; in evaluation 8 and 5."""
    arrays = {"input": np.array([8.0, 5]), "mask": np.array([1.0, 0])}
    found = computed(f"dropout.{mistake}", arrays, p=0.25, training=training)
    np.testing.assert_array_equal(found["output"], made)
    np.testing.assert_array_equal(found["grad_input"], back)


def test_a_weight_read_as_in_by_out_adds_up_the_columns() -> None:
    arrays = {"input": np.array([[1.0, 10]]), "weight": np.array([[1.0, 2], [3, 4]])}
    found = computed("linear.weight-transposed", arrays, np.array([[1.0, 0]]))
    np.testing.assert_array_equal(found["output"], [[31, 42]])  # 21 and 43 are right
    np.testing.assert_array_equal(found["grad_input"], [[1, 3]])
    np.testing.assert_array_equal(found["grad_weight"], [[1, 0], [10, 0]])
    wide = {"input": np.ones((1, 2)), "weight": np.ones((3, 2))}
    with pytest.raises(ConvtutorError, match="features"):
        computed("linear.weight-transposed", wide)


def test_a_linear_layer_without_its_bias() -> None:
    arrays = {"input": np.array([[2.0]]), "weight": np.array([[3.0]]), "bias": np.array([5.0])}
    found = computed("linear.bias-forgotten", arrays)
    assert (found["output"].item(), found["grad_bias"].item()) == (6, 0)


def test_samples_run_into_each_other_or_stand_below_each_other() -> None:
    two = np.arange(4.0).reshape(2, 2)
    assert computed("flatten.samples-flattened", {"input": two})["output"].shape == (4,)
    joined = computed("cat.joined-along-the-samples", {"tensors0": two, "tensors1": two}, dim=1)
    assert joined["output"].shape == (4, 2)  # 2 by 4


@pytest.mark.parametrize(
    ("mistake", "whole", "stretched"),
    [("gradient-halved", [[1, 2], [3, 4]], [4, 6]),
     ("stretched-gradient-averaged", [[2, 4], [6, 8]], [4, 6]),
     ("upstream-ignored", [[1, 1], [1, 1]], [2, 2])],
)
def test_a_row_added_to_two_rows(
    mistake: str, whole: list[list[float]], stretched: list[float]
) -> None:
    """The upstream gradient itself and its sums 8 and 12 are right."""
    arrays: dict[str, Array] = {"input": np.zeros((2, 2)), "other": np.zeros(2)}
    found = computed(f"add.{mistake}", arrays, np.array([[2.0, 4], [6, 8]]))
    np.testing.assert_array_equal(found["grad_input"], whole)
    np.testing.assert_array_equal(found["grad_other"], stretched)


def test_what_is_taken_away_gets_the_gradient_with_its_sign_kept() -> None:
    """-1 and -2 are right."""
    arrays = {"input": np.array([5.0, 7]), "other": np.array([1.0, 2])}
    found = computed("sub.sign-kept", arrays, np.array([1.0, 2]))
    np.testing.assert_array_equal(found["output"], [4, 5])
    np.testing.assert_array_equal(found["grad_input"], [1, 2])
    np.testing.assert_array_equal(found["grad_other"], [1, 2])


def test_factors_get_what_comes_back_alone() -> None:
    """2 x 5 and 2 x 6 are right."""
    arrays = {"input": np.array(6.0), "other": np.array(5.0)}
    found = computed("mul.other-forgotten", arrays, np.array(2.0))
    assert (found["output"], found["grad_input"], found["grad_other"]) == (30, 2, 2)


@pytest.mark.parametrize(
    ("op", "right"), [("sub", -(1 + 2 + 3)), ("mul", 1 * 10 + 2 * 20 + 3 * 30)]
)
def test_a_stretched_operand_gets_the_mean_of_its_three_places(op: str, right: float) -> None:
    arrays = {"input": np.array([10.0, 20, 30]), "other": np.array([4.0])}
    found = computed(f"{op}.stretched-gradient-averaged", arrays, np.array([1.0, 2, 3]))
    np.testing.assert_allclose(found["grad_other"], [right / 3])


def test_a_sum_of_everything_whatever_dim_says() -> None:
    """[3, 7] is right."""
    found = computed("sum.everything-summed", {"input": np.array([[1.0, 2], [3, 4]])}, dim=1)
    assert found["output"].tolist() == 10


def test_a_sum_whose_two_elements_share_its_gradient() -> None:
    """[[1, 1], [5, 5]] is right."""
    image = np.array([[1.0, 2], [3, 4]])
    found = computed("sum.gradient-shared", {"input": image}, np.array([1.0, 5]), dim=1)
    np.testing.assert_array_equal(found["grad_input"], [[0.5, 0.5], [2.5, 2.5]])


def test_a_product_in_the_other_order_reads_the_columns_of_the_first() -> None:
    """[[2, 1], [4, 3]] is right: the columns change places, not the rows."""
    arrays = {"input": np.array([[1.0, 2], [3, 4]]), "other": np.array([[0.0, 1], [1, 0]])}
    upstream = np.array([[1.0, 0], [0, 0]])
    found = computed("matmul.operands-swapped", arrays, upstream)
    np.testing.assert_array_equal(found["output"], [[3, 4], [1, 2]])
    np.testing.assert_array_equal(found["grad_input"], [[0, 0], [1, 0]])
    np.testing.assert_array_equal(found["grad_other"], [[1, 3], [0, 0]])


def test_a_product_whose_gradients_are_added_up_alone() -> None:
    """[[1, 0]] and [[1], [2]] are right."""
    arrays = {"input": np.array([[1.0, 2]]), "other": np.array([[1.0], [0]])}
    found = computed("matmul.other-operand-forgotten", arrays)
    np.testing.assert_array_equal(found["grad_input"], [[1, 1]])
    np.testing.assert_array_equal(found["grad_other"], [[1], [1]])
