"""Every mistake is caught by the comparison that judges torch, wherever it can be seen at all.

The mistaken operator stands in torch's place: its arrays are handed to the comparison of a lane as
those that torch returned.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.crosscheck.compare import compare_lane
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.reference import reference_of
from convtutor.engine.arrays import Array
from convtutor.misconceptions import MISCONCEPTIONS, Misconception
from tests.crosscheck.examples import LANE, run_of_case
from tests.engine.cases import Case, Fill, distinct, floats, integers
from tests.engine.families import CASES
from tests.engine.witnesses import environment, has_an_empty_window
from tests.misconceptions.mistaken import mistaken, refilled

every_misconception = pytest.mark.parametrize("key", MISCONCEPTIONS)


def zeros(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with 0: ties, and every element at the kink."""
    return np.zeros(shape)


def negatives(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with negative numbers: a 0 from elsewhere is the largest."""
    return -np.asarray(generator.integers(1, 9, shape), np.float64)


FILLS: tuple[Fill, ...] = (integers, zeros, negatives, distinct, floats)


def is_flagged(misconception: Misconception, case: Case) -> bool:
    """Say whether the comparison finds a mismatch when the mistaken operator answers for torch."""
    wrong = mistaken(misconception, case)
    if wrong is None:
        return True  # it refuses a layer that the right operator takes
    plan = plan_of(run_of_case(case))
    returned = {f"alone/conv1.{name}": array for name, array in environment(wrong).items()}
    matches = compare_lane(plan, reference_of(plan, "float64"), LANE["cpu-float64"], returned)
    verdicts = {match.verdict for match in matches}
    assert verdicts - {Verdict.NOT_CHECKED}  # a gradient of 0 / 0 alone is left out
    return Verdict.MISMATCH in verdicts


@every_misconception
@settings(max_examples=8)
@given(data=st.data())
def test_a_mistake_is_caught_where_it_can_be_seen_and_nowhere_else(
    key: str, data: st.DataObject
) -> None:
    misconception = MISCONCEPTIONS[key]
    case = data.draw(CASES[misconception.of](integers))
    if has_an_empty_window(case):
        return
    refills = [refilled(case, fill, seed) for seed in range(4) for fill in FILLS]
    if misconception.shows(case.shapes, case.keywords):
        assert any(is_flagged(misconception, layer) for layer in [case, *refills])
    else:
        assert not any(is_flagged(misconception, layer) for layer in [case, *refills[: len(FILLS)]])
