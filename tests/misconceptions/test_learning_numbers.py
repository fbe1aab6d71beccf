"""The step of gradient descent, misunderstood, by hand: from 3 and 4, gradients 2 and -6."""

from __future__ import annotations

import numpy as np
import pytest

from tests.misconceptions.figures import computed

WEIGHT, SLOPE = np.array([3.0, 4.0]), np.array([2.0, -6.0])


@pytest.mark.parametrize(
    ("mistake", "wrong"), [("gradient-added", [4, 1]), ("weight-replaced", [-1, 3])]
)
def test_half_the_gradient_is_taken_away(mistake: str, wrong: list[float]) -> None:
    """2 and 7 are right."""
    made = computed(f"sgd.{mistake}", {"input": WEIGHT, "grad": SLOPE}, lr=0.5)
    np.testing.assert_array_equal(made["output"], wrong)


@pytest.mark.parametrize(
    ("mistake", "wrong"), [("gradient-added", [3.625, 0.5]), ("weight-replaced", [-1.375, 2.5])]
)
def test_with_a_decay_of_a_quarter(mistake: str, wrong: list[float]) -> None:
    """1.625 and 6.5 are right: 0.125 of the weight is taken away too."""
    made = computed(
        f"sgd.{mistake}", {"input": WEIGHT, "grad": SLOPE}, lr=0.5, weight_decay=0.25
    )
    np.testing.assert_array_equal(made["output"], wrong)
