"""log_softmax keeps apart what softmax rounds to 0."""

from math import inf, log, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from tests.engine.cases import Case, moderate
from tests.engine.families.softmax import softmax_cases
from tests.engine.ops.test_softmax import EIGHTHS, assert_as_torch
from tests.engine.witnesses import by_vectors, traces


def test_the_output_is_the_logarithm_of_the_shares() -> None:
    output = functional.log_softmax(EIGHTHS, 1)
    np.testing.assert_allclose(output, np.log(np.array([[1, 2, 5], [3, 1, 4]]) / 8), rtol=1e-14)


def test_a_share_too_small_for_any_number_still_has_its_logarithm() -> None:
    image = np.array([0.0, -2000.0])
    assert functional.softmax(image, 0).tolist() == [1, 0]
    assert functional.log_softmax(image, 0).tolist() == [0, -2000]


def test_the_stages_lead_from_the_input_to_the_logarithms_and_back() -> None:
    image = np.array([[1.0, 3, 1]])
    case = Case("log_softmax", {"dim": 1}, {"input": image}, np.array([[1.0, 0, -3]]))
    made = by_vectors(case)
    assert list(made) == [
        "maximum", "exponentials", "total", "log_total", "output", "probabilities",
        "total_gradient", "grad_input",
    ]
    total = 1 + 2 * np.exp(-2.0)
    np.testing.assert_allclose(made["log_total"], [log(total)], rtol=1e-15)
    np.testing.assert_allclose(made["output"], [[-2, 0, -2]] - made["log_total"][0], rtol=1e-15)
    np.testing.assert_array_equal(made["total_gradient"], [-2])
    np.testing.assert_allclose(
        made["grad_input"], case.grad_output + 2 * made["probabilities"], rtol=1e-15
    )


def test_the_gradient_by_hand() -> None:
    """Shares 1/2 1/4 1/4 and an upstream of total 4."""
    gradient = functional.log_softmax_backward(np.array([4.0, 0, 0]), np.log([2.0, 1, 1]), 0)
    np.testing.assert_allclose(gradient, [2, -1, -1], rtol=1e-15)


def test_the_loops_take_away_the_largest_and_then_the_logarithm_of_the_total() -> None:
    case = Case("log_softmax", {"dim": 0}, {"input": EIGHTHS}, EIGHTHS)
    loops = {trace.rule.target: trace.rule.listing.source() for trace in traces(case)}
    assert loops["log_total"] == (
        "for c in range(3):\n    value = total[c]\n    log_total[c] = log(value)\n"
    )
    assert loops["output"] == (
        "for n in range(2):\n"
        "    for c in range(3):\n"
        "        value = input[n, c]\n"
        "        value -= maximum[c]\n"
        "        value -= log_total[c]\n"
        "        output[n, c] = value\n"
    )


@pytest.mark.parametrize(("row", "logarithms"), [
    ([1000, -1000, -inf], [0, -2000, -inf]),
    ([-inf, -inf, -inf], [nan, nan, nan]),
    ([inf, 0, 0], [nan, nan, nan]),
    ([0, nan, 0], [nan, nan, nan]),
])
def test_what_is_far_out_becomes_what_torch_makes_of_it(row: Any, logarithms: Any) -> None:
    image = np.array([row, [0, 0, 0]], np.float64)
    np.testing.assert_array_equal(functional.log_softmax(image, 1)[0], logarithms)
    assert_as_torch(image, "log_softmax")


@settings(max_examples=60)
@given(case=softmax_cases(moderate, "log_softmax"))
def test_its_exponentials_are_the_shares(case: Case) -> None:
    shares = functional.softmax(case.arrays["input"], case.keywords["dim"])
    np.testing.assert_allclose(np.exp(by_vectors(case)["output"]), shares, rtol=1e-13)
