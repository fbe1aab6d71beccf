"""sgd takes the gradient away, times the learning rate, as torch.optim.SGD does."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ArgumentError, ShapeError
from tests.conftest import require
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

WEIGHT, SLOPE = np.array([[3.0, 4.0]]), np.array([[2.0, -6.0]])


def test_a_step_goes_down() -> None:
    np.testing.assert_array_equal(functional.sgd(WEIGHT, SLOPE, 0.5), [[2, 7]])


def test_a_decay_adds_a_share_of_the_weight_to_the_gradient() -> None:
    np.testing.assert_array_equal(functional.sgd(WEIGHT, SLOPE, 0.5, 0.25), [[1.625, 6.5]])


def test_neither_array_is_written_to() -> None:
    weight, slope = WEIGHT.copy(), SLOPE.copy()
    functional.sgd(weight, slope, 0.5, 0.25)
    np.testing.assert_array_equal(weight, WEIGHT)
    np.testing.assert_array_equal(slope, SLOPE)


@pytest.mark.parametrize(
    ("keywords", "said"),
    [
        ({"lr": -0.5}, "lr must be 0 or more, got -0.5"),
        ({"lr": float("nan")}, "lr must be a finite number"),
        ({"lr": 0.5, "weight_decay": -1}, "weight_decay must be 0 or more, got -1"),
        ({"lr": "fast"}, "lr must be a number"),
    ],
)
def test_a_rate_below_0_or_without_end_is_refused(
    keywords: dict[str, object], said: str
) -> None:
    with pytest.raises(ArgumentError, match=said):
        OPERATORS["sgd"].params(**keywords)


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ShapeError, match=r"\(1, 2\), got \(2,\)"):
        functional.sgd(WEIGHT, SLOPE[0], 0.5)


def test_the_taps_are_the_weight_and_what_is_taken_away() -> None:
    keywords = {"lr": 0.5, "weight_decay": 0.25}
    case = made("sgd", keywords, {"input": (3,), "grad": (3,)}, integers, 2)
    taps = traces(case)[0][1].taps
    assert [(tap.coefficient, tap.reads[0].array) for tap in taps] == [
        (1, "input"), (-0.5, "grad"), (-0.125, "input"),
    ]


@pytest.mark.parametrize("decay", [0.0, 0.25])
def test_torchs_optimizer_moves_a_parameter_to_the_same_place(decay: float) -> None:
    require("torch")
    import torch

    parameter = torch.nn.Parameter(torch.from_numpy(WEIGHT.copy()))
    parameter.grad = torch.from_numpy(SLOPE.copy())
    torch.optim.SGD([parameter], lr=0.5, weight_decay=decay).step()
    ours = functional.sgd(WEIGHT, SLOPE, 0.5, decay)
    np.testing.assert_array_equal(ours, parameter.detach().numpy())
