"""An infinity that is read rounds nothing: the bound of what is made from it stays a bound."""

from __future__ import annotations

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.crosscheck.bounds import PRECISIONS, Bounds, gamma
from convtutor.crosscheck.mistakes import tf32_rounded
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.stages import LayerErrors
from convtutor.engine import functional
from convtutor.engine.arrays import Array
from tests.crosscheck.examples import layer, run_of

FLOAT32 = PRECISIONS["float32"]


def bounds_of(image: Array, op: str) -> dict[str, Bounds]:
    """Bound every array of a layer along the rows of an image, in float32."""
    run = run_of(image, layer("soft1", op, "input", dim=1))
    plan = plan_of(run).layers[0]
    known = LayerErrors(plan, plan.local(run.arrays), FLOAT32, bit_exact=False)
    return known.forward() | known.backward()


def test_a_score_of_minus_infinity_has_an_exponential_of_exactly_0() -> None:
    bounds = bounds_of(np.array([[-inf, 0.0, 1]]), "softmax")["exponentials"].bound
    assert bounds[0, 0] <= FLOAT32.tiny
    difference = gamma(3, FLOAT32.unit) * np.array([1, 2])  # of 0 - 1 and of 1 - 1
    assert (bounds[0, 1:] <= np.exp([-1, 0]) * (1.01 * difference + 5 * FLOAT32.unit)).all()


@settings(max_examples=60)
@given(
    seed=st.integers(0, 999), holes=st.lists(st.booleans(), min_size=6, max_size=6),
    op=st.sampled_from(["softmax", "log_softmax"]),
)
def test_rows_with_holes_have_bounds_of_a_few_roundings_and_numpy_keeps_to_them(
    seed: int, holes: list[bool], op: str
) -> None:
    image = np.random.default_rng(seed).normal(size=(1, 7)).astype(np.float32)
    image[0, :6][holes] = -inf
    bound = bounds_of(image.astype(float), op)["output"].bound
    assert (bound <= 1e-5).all()
    function = getattr(functional, op)
    narrow, wide = function(image, 1), function(image.astype(float), 1)
    held = np.isfinite(wide)
    assert (np.abs(narrow[held] - wide[held]) <= bound[held]).all()
    np.testing.assert_array_equal(narrow[~held], wide[~held])


@pytest.mark.parametrize("value", [inf, nan])
def test_of_a_row_without_an_answer_nothing_is_claimed(value: float) -> None:
    """It is NaN all over, and torch's has to be so too."""
    bounds = bounds_of(np.array([[value, 0.0, 1], [0, 1, 2]]), "softmax")["output"].bound
    assert not np.isfinite(bounds[0]).any()
    assert np.isfinite(bounds[1]).all()


def test_tf32_rounding_keeps_the_shape_of_a_number_without_axes() -> None:
    rounded = tf32_rounded(np.array(1 + 2.0**-12))
    assert (rounded.shape, rounded.item()) == ((), 1)
