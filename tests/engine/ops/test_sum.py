"""sum adds up along some axes; every element gets the gradient of the sum it took part in."""

from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(12.0).reshape(2, 2, 3)


@pytest.mark.parametrize(
    ("dim", "keepdim", "sums"),
    [
        (None, False, 66),
        (None, True, [[[66]]]),
        ((), False, 66),
        (0, False, [[6, 8, 10], [12, 14, 16]]),
        (-1, False, [[3, 12], [21, 30]]),
        (-1, True, [[[3], [12]], [[21], [30]]]),
        ([2, 0], False, [3 + 21, 12 + 30]),
        ((0, 1), True, [[[18, 22, 26]]]),
    ],
)
def test_the_named_axes_are_added_up_and_gone_unless_kept(
    dim: Any, keepdim: bool, sums: object
) -> None:
    np.testing.assert_array_equal(functional.sum(IMAGE, dim, keepdim), sums)
    assert functional.sum(IMAGE, dim, keepdim).shape == np.shape(sums)


@pytest.mark.parametrize("keepdim", [False, True])
def test_an_element_gets_the_gradient_of_its_sum_whole(keepdim: bool) -> None:
    upstream = np.array([[1.0, 2, 3], [4, 5, 6]])
    given = upstream[:, None] if keepdim else upstream
    grad_input = functional.sum_backward(given, IMAGE, 1, keepdim)
    np.testing.assert_array_equal(grad_input, [[[1, 2, 3]] * 2, [[4, 5, 6]] * 2])
    grad_input[0, 0, 0] = 77
    assert upstream[0, 0] == 1


def test_a_number_is_its_own_sum() -> None:
    assert functional.sum(np.array(3.0), 0, True).shape == ()
    assert functional.sum_backward(np.array(2.0), np.array(3.0), -1).tolist() == 2


def test_nothing_added_up_is_zero() -> None:
    np.testing.assert_array_equal(functional.sum(np.zeros((2, 0)), 1), [0, 0])
    assert functional.sum_backward(np.ones(2), np.zeros((2, 0)), 1).shape == (2, 0)


def test_the_loops_run_over_the_axes_that_are_gone() -> None:
    case = made("sum", {"dim": [0], "keepdim": True}, {"input": (2, 3)}, integers, 1)
    forward, backward = (trace.rule.listing.source().splitlines() for trace in traces(case))
    assert forward == [
        "for c in range(3):",
        "    value = 0",
        "    for n in range(2):",
        "        value += input[n, c]",
        "    output[c] = value",
    ]
    assert backward[-2:] == [
        "        value = grad_output[c]", "        grad_input[n, c] = value",
    ]
