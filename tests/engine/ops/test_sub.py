"""sub takes the second array away; what is taken away gets the negative of what comes back."""

import numpy as np

from convtutor.engine import functional
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(6.0).reshape(2, 3)


def test_the_second_is_taken_away_from_the_first_and_not_the_other_way_round() -> None:
    row = np.array([10.0, 20, 30])
    np.testing.assert_array_equal(
        functional.sub(IMAGE, row), [[-10, -19, -28], [-7, -16, -25]]
    )
    np.testing.assert_array_equal(functional.sub(row, IMAGE), [[10, 19, 28], [7, 16, 25]])


def test_what_is_taken_away_gets_the_negative_sum_of_its_places() -> None:
    grad_input, grad_other = functional.sub_backward(IMAGE, IMAGE, np.ones(3))
    np.testing.assert_array_equal(grad_input, IMAGE)
    np.testing.assert_array_equal(grad_other, [-(0 + 3), -(1 + 4), -(2 + 5)])
    grad_input, grad_other = functional.sub_backward(IMAGE, np.ones(()), IMAGE)
    assert grad_input.tolist() == 15
    np.testing.assert_array_equal(grad_other, -IMAGE)


def test_a_stretch_to_nothing_hands_back_zero() -> None:
    one, other = functional.sub_backward(np.zeros((2, 0)), np.zeros((2, 0)), np.ones((1, 1)))
    assert (one.shape, other.tolist()) == ((2, 0), [[0]])


def test_equal_infinities_leave_nan_without_a_warning() -> None:
    made_difference = functional.sub(np.array([np.inf, np.inf, 1]), np.array([np.inf, 5, np.inf]))
    np.testing.assert_array_equal(made_difference, [np.nan, np.inf, -np.inf])


def test_the_loops_take_away() -> None:
    case = made("sub", {}, {"input": (2, 3), "other": (3,)}, integers, 1)
    forward, _, backward = (trace.rule.listing.source().splitlines() for trace in traces(case))
    assert [line.strip() for line in forward[-3:]] == [
        "total += input[y, x]", "total -= other[x]", "output[y, x] = total",
    ]
    assert backward == [
        "for x in range(3):",
        "    total = 0",
        "    for y in range(2):",
        "        total -= grad_output[y, x]",
        "    grad_other[x] = total",
    ]
