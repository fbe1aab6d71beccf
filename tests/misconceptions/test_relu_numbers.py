"""relu misunderstood, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.misconceptions.figures import computed


@pytest.mark.parametrize(
    ("mistake", "made", "slopes"),
    [
        ("negatives-kept", [-2, 0, 0], [1, 0, 0]),
        ("absolute-value", [2, 0, 3], [-1, 0, 1]),
        ("gradient-through-negatives", [0, 0, 3], [1, 1, 1]),
        ("open-at-zero", [0, 0, 3], [0, 1, 1]),
        ("half-at-zero", [0, 0, 3], [0, 0.5, 1]),
    ],
)
def test_relu_of_minus_2_0_and_3(mistake: str, made: list[float], slopes: list[float]) -> None:
    """0, 0, 3 with slopes 0, 0, 1 is right."""
    found = computed(f"relu.{mistake}", {"input": np.array([-2.0, 0, 3])})
    np.testing.assert_array_equal(found["output"], made)
    np.testing.assert_array_equal(found["grad_input"], slopes)


def test_relu_with_upstream_taken_for_1() -> None:
    arrays = {"input": np.array([-2.0, 3])}
    found = computed("relu.upstream-ignored", arrays, np.array([5.0, 7]))
    np.testing.assert_array_equal(found["grad_input"], [0, 1])
