"""A mistaken operator is whole: its rules, its vectorised passes and its loops say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.misconceptions import MISCONCEPTIONS
from tests.engine.cases import (
    Case,
    Fill,
    converted,
    distinct,
    floats,
    integers,
    moderate,
    with_gaps,
)
from tests.engine.families import CASES, DECIDES, SMOOTH
from tests.engine.ops.test_agreement import (
    assert_equal,
    assert_within,
    central_difference,
)
from tests.engine.witnesses import by_listing, by_rule, by_vectors, rounding_bounds, traces
from tests.misconceptions.mistaken import Mistaken, mistaken
from tests.steps.test_marks import alive, assert_loops_and_steps_agree, stops

EXAMPLES = settings(max_examples=8)
DATA = st.data()
every_misconception = pytest.mark.parametrize("key", MISCONCEPTIONS)


def drawn(data: st.DataObject, key: str, fill: Fill) -> Mistaken | None:
    misconception = MISCONCEPTIONS[key]
    case: Case = data.draw(CASES[misconception.of](fill))
    return mistaken(misconception, case)


@every_misconception
@EXAMPLES
@given(data=DATA)
def test_rule_vectorised_passes_and_loops_agree(key: str, data: st.DataObject) -> None:
    """Bit for bit on integers where nothing is divided, and for the loops always."""
    for fill, bit_exact in ((integers, True), (floats, False)):
        case = drawn(data, key, fill)
        if case is not None:
            rule = by_rule(case)
            bounds = rounding_bounds(case, np.float64, bit_exact=bit_exact, staged=False)
            assert_within(case, by_vectors(case), rule, bounds)
            assert_equal(case, by_listing(case), rule)


@every_misconception
@settings(max_examples=4)
@given(data=DATA)
def test_the_loops_stand_where_each_step_says(key: str, data: st.DataObject) -> None:
    case = drawn(data, key, floats)
    if case is not None:
        for trace in traces(case):
            assert_loops_and_steps_agree(case, trace)
            lines = trace.rule.listing.lines
            for stop in stops(trace):
                assert set(stop.mark.variables) == alive(lines, stop.mark.line), (case, stop)


@pytest.mark.parametrize("key", [key for key, row in MISCONCEPTIONS.items() if row.of in DECIDES])
@EXAMPLES
@given(data=DATA)
def test_ties_nan_and_infinities_are_decided_alike(key: str, data: st.DataObject) -> None:
    case = drawn(data, key, with_gaps)
    if case is not None:
        rule = by_rule(case)
        assert_equal(case, by_listing(case), rule)
        for target, array in by_vectors(case).items():  # a share of a tie may be rounded
            np.testing.assert_allclose(array, rule[target], 1e-12, 1e-12, err_msg=str(case))


@every_misconception
@settings(max_examples=5)
@given(data=DATA)
def test_what_is_wrong_in_the_output_is_handed_back_as_that_output_wants(
    key: str, data: st.DataObject
) -> None:
    """One mistake each: the output is right, or the gradients are those of the mistaken output."""
    smooth = MISCONCEPTIONS[key].of in SMOOTH
    case = drawn(data, key, moderate if smooth else distinct)
    if case is None:
        return
    right = Case(case.name, case.keywords, case.arrays, case.grad_output)
    made, wanted = by_vectors(case), right.operator.forward(right.arrays, right.params)
    if np.array_equal(made["output"], wanted, equal_nan=True):
        return
    for operand in case.differentiated:
        found, expected = made[f"grad_{operand}"], differences(case, operand, smooth)
        greatest = np.abs(case.grad_output).max(initial=1) * case.grad_output.size
        relative, absolute = (1e-5, 1e-6 * float(greatest)) if smooth else (1e-12, 1e-9)
        np.testing.assert_allclose(
            found, expected, relative, absolute, err_msg=f"{operand} of {case}"
        )


def differences(case: Case, operand: str, smooth: bool) -> Array:
    """Give the gradient from the outputs around: exact between kinks, else of two short steps."""
    if not smooth:
        return central_difference(case, operand, 2.0**-3)
    near, nearer = (central_difference(case, operand, step) for step in (2.0**-8, 2.0**-9))
    return np.asarray((4 * nearer - near) / 3)


@every_misconception
@settings(max_examples=5)
@given(data=DATA)
def test_float32_stays_float32(key: str, data: st.DataObject) -> None:
    case = drawn(data, key, integers)
    if case is not None:
        arrays = {name: converted(array, np.float32) for name, array in case.arrays.items()}
        upstream = case.grad_output.astype(np.float32)
        narrow = Mistaken(case.name, case.keywords, arrays, upstream, case.wrong)
        assert {array.dtype for array in by_vectors(narrow).values()} == {np.dtype(np.float32)}
