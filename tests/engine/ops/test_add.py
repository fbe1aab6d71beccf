"""add broadcasts as torch does; an element that stands for several gets the sum of gradients."""

from math import inf, nan

import numpy as np
import pytest

from convtutor.engine import functional
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(12.0).reshape(2, 2, 3)


def test_equal_shapes_add_element_by_element_and_share_the_gradient() -> None:
    np.testing.assert_array_equal(functional.add(IMAGE, IMAGE[::-1]), IMAGE + IMAGE[::-1])
    one, other = functional.add_backward(IMAGE, IMAGE, IMAGE)
    np.testing.assert_array_equal(one, IMAGE)
    np.testing.assert_array_equal(other, IMAGE)
    assert not np.shares_memory(one, other)


@pytest.mark.parametrize(
    ("shape", "gradient"),
    [
        ((), 66),
        ((3,), [0 + 3 + 6 + 9, 1 + 4 + 7 + 10, 2 + 5 + 8 + 11]),
        ((2, 1), [[0 + 1 + 2 + 6 + 7 + 8], [3 + 4 + 5 + 9 + 10 + 11]]),
        ((2, 1, 1), [[[15]], [[51]]]),
        ((1, 2, 3), [[[6, 8, 10], [12, 14, 16]]]),
    ],
)
def test_a_stretched_operand_is_added_everywhere_and_gets_the_sum(
    shape: tuple[int, ...], gradient: object
) -> None:
    other = np.full(shape, 100.0)
    np.testing.assert_array_equal(functional.add(IMAGE, other), IMAGE + 100)
    np.testing.assert_array_equal(functional.add(other, IMAGE), IMAGE + 100)
    grad_input, grad_other = functional.add_backward(IMAGE, IMAGE, other)
    np.testing.assert_array_equal(grad_input, IMAGE)
    np.testing.assert_array_equal(grad_other, gradient)
    assert grad_other.shape == shape
    np.testing.assert_array_equal(functional.add_backward(IMAGE, other, IMAGE)[0], gradient)


def test_both_may_be_stretched_at_once() -> None:
    column, row = np.array([[1.0], [2]]), np.array([10.0, 20, 30])
    np.testing.assert_array_equal(functional.add(column, row), [[11, 21, 31], [12, 22, 32]])
    grad_column, grad_row = functional.add_backward(IMAGE[0], column, row)
    np.testing.assert_array_equal(grad_column, [[3], [12]])
    np.testing.assert_array_equal(grad_row, [3, 5, 7])


def test_a_stretch_to_nothing_hands_back_zero() -> None:
    one, other = functional.add_backward(np.zeros((2, 0)), np.zeros((2, 0)), np.ones((1, 1)))
    assert (one.shape, other.tolist()) == ((2, 0), [[0]])


def test_infinities_cancel_to_nan_without_a_warning() -> None:
    made_sum = functional.add(np.array([inf, -inf, nan, 1e308]), np.array([-inf, -inf, 1, 1e308]))
    np.testing.assert_array_equal(made_sum, [nan, -inf, nan, inf])


def test_the_loops_of_a_stretched_operand_add_up_the_places_it_stood_in() -> None:
    case = made("add", {}, {"input": (2, 3, 4, 5), "other": (3, 1, 1)}, integers, 1)
    forward, _, backward = (trace.rule.listing.source().splitlines() for trace in traces(case))
    assert [line.strip() for line in forward[-3:]] == [
        "total += input[n, c, y, x]", "total += other[c, 0, 0]", "output[n, c, y, x] = total",
    ]
    assert backward == [
        "for c in range(3):",
        "    total = 0",
        "    for n in range(2):",
        "        for y in range(4):",
        "            for x in range(5):",
        "                total += grad_output[n, c, y, x]",
        "    grad_other[c, 0, 0] = total",
    ]
