"""A mistaken operator is whole: its rules, its vectorised passes and its loops say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.misconceptions.telling import formula
from tests.engine.cases import Case, distinct, floats, integers, with_gaps
from tests.engine.families import CASES, DECIDES
from tests.engine.ops.test_agreement import (
    assert_equal,
    assert_within,
    central_difference,
)
from tests.engine.witnesses import by_listing, by_rule, by_vectors, rounding_bounds, traces
from tests.misconceptions.mistaken import Mistaken, mistaken
from tests.steps.test_marks import alive, assert_loops_and_steps_agree, stops

EXAMPLES = settings(max_examples=12)
DATA = st.data()
every_misconception = pytest.mark.parametrize("key", MISCONCEPTIONS)


def drawn(data: st.DataObject, key: str, fill: object) -> Mistaken | None:
    misconception = MISCONCEPTIONS[key]
    case: Case = data.draw(CASES[misconception.of](fill))  # type: ignore[arg-type]
    return mistaken(misconception, case)


@every_misconception
@EXAMPLES
@given(data=DATA)
def test_rule_and_vectorised_passes_agree_bit_for_bit_on_integers(
    key: str, data: st.DataObject
) -> None:
    case = drawn(data, key, integers)
    if case is not None:
        bounds = rounding_bounds(case, np.float64, bit_exact=True, staged=False)
        assert_within(case, by_vectors(case), by_rule(case), bounds)


@every_misconception
@EXAMPLES
@given(data=DATA)
def test_rule_and_vectorised_passes_differ_by_rounding_alone(
    key: str, data: st.DataObject
) -> None:
    case = drawn(data, key, floats)
    if case is not None:
        bounds = rounding_bounds(case, np.float64, staged=False)
        assert_within(case, by_vectors(case), by_rule(case), bounds)


@every_misconception
@EXAMPLES
@given(data=DATA)
def test_the_loops_shown_add_up_as_the_rule_does(key: str, data: st.DataObject) -> None:
    case = drawn(data, key, floats)
    if case is not None:
        assert_equal(case, by_listing(case), by_rule(case))


@every_misconception
@EXAMPLES
@given(data=DATA)
def test_the_loops_stand_where_each_step_says(key: str, data: st.DataObject) -> None:
    case = drawn(data, key, floats)
    if case is not None:
        for trace in traces(case):
            assert_loops_and_steps_agree(case, trace)
            lines = trace.rule.listing.lines
            for stop in stops(trace):
                assert set(stop.mark.variables) == alive(lines, stop.mark.line), (case, stop)
