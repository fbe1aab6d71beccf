"""mse_loss squares what every element is off, and gives the gradient of the input alone."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.errors import ShapeError
from tests.engine.cases import Case
from tests.engine.witnesses import by_vectors, traces

INPUT, TARGET = np.array([[1.0, 2, 5], [0, -1, 3]]), np.array([[1.0, 0, 2], [2, -1, 4]])
OFF = np.array([[0, 2, 3], [-2, 0, -1]])


@pytest.mark.parametrize(("reduction", "loss"), [
    ("none", OFF**2), ("sum", 18), ("mean", 3),
])
def test_the_reductions_by_hand(reduction: str, loss: Any) -> None:
    made = functional.mse_loss(INPUT, TARGET, reduction)
    np.testing.assert_array_equal(made, loss)
    assert made.shape == np.shape(loss)


@pytest.mark.parametrize(("reduction", "upstream", "gradient"), [
    ("none", INPUT, 2 * OFF * INPUT), ("sum", np.array(3.0), 6 * OFF),
    ("mean", np.array(3.0), OFF),
])
def test_the_gradients_by_hand(reduction: str, upstream: Any, gradient: Any) -> None:
    made = functional.mse_loss_backward(upstream, INPUT, TARGET, reduction)
    np.testing.assert_array_equal(made, gradient)


def test_the_stages_and_their_loops() -> None:
    case = Case("mse_loss", {}, {"input": INPUT, "target": TARGET}, np.array(1.0))
    assert list(by_vectors(case)) == ["difference", "output", "grad_input"]
    difference, output, gradient = (trace.rule.listing.source() for trace in traces(case))
    assert difference.splitlines()[2:] == [
        "        value = input[n, c]", "        value -= target[n, c]",
        "        difference[n, c] = value",
    ]
    assert output == (
        "value = 0\n"
        "for n in range(2):\n"
        "    for c in range(3):\n"
        "        value += difference[n, c] * difference[n, c]\n"
        "output[()] = value / 6\n"
    )
    assert "value = 2 * grad_output[()] * difference[n, c] / 6" in gradient


def test_a_target_that_is_broadcast_counts_for_every_element() -> None:
    made = functional.mse_loss(INPUT, np.array([1.0, 0, 2]), "none")
    np.testing.assert_array_equal(made, [[0, 4, 9], [1, 1, 1]])
    gradient = functional.mse_loss_backward(
        np.ones((2, 3)), np.array([[1.0], [2.0]]), TARGET, "none"
    )
    np.testing.assert_array_equal(gradient, [[2 * (0 + 1 - 1)], [2 * (0 + 3 - 2)]])
    assert functional.mse_loss(np.ones(3), np.ones((2, 3)), "none").shape == (2, 3)


@pytest.mark.parametrize("shape", [(0, 3), (2, 0), (0,)])
def test_no_element_has_the_mean_nan_and_the_sum_0(shape: tuple[int, ...]) -> None:
    nothing = np.zeros(shape, np.float32)
    for reduction, loss in (("mean", nan), ("sum", 0)):
        made = functional.mse_loss(nothing, nothing, reduction)
        np.testing.assert_array_equal(made, np.float32(loss), strict=True)
        gradient = functional.mse_loss_backward(made, nothing, nothing, reduction)
        assert (gradient.shape, gradient.dtype) == (shape, np.dtype(np.float32))


def test_infinities_and_nan_stay_where_they_are() -> None:
    image, target = np.array([inf, inf, 0, nan]), np.array([inf, 0, -inf, 0])
    np.testing.assert_array_equal(
        functional.mse_loss(image, target, "none"), [nan, inf, inf, nan]
    )
    gradient = functional.mse_loss_backward(np.ones(4), image, target, "none")
    np.testing.assert_array_equal(gradient, [nan, inf, inf, nan])


def test_a_number_against_a_number_is_a_number() -> None:
    made = functional.mse_loss(np.array(3.0), np.array(1.0), "none")
    assert (made.shape, made.item()) == ((), 4)
    case = Case("mse_loss", {}, {"input": np.array(3.0), "target": np.array(1.0)}, np.array(1.0))
    assert traces(case)[1].rule.listing.source() == (
        "value = difference[()] * difference[()]\noutput[()] = value\n"
    )


def test_shapes_that_cannot_be_broadcast_are_refused_with_both() -> None:
    with pytest.raises(ShapeError, match=r"mse_loss: .*\(2, 3\).*\(2, 2\)"):
        functional.mse_loss(INPUT, np.ones((2, 2)))
