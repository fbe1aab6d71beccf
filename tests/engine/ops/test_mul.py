"""mul multiplies element by element; each factor gets what comes back times the other one."""

import numpy as np

from convtutor.engine import functional
from tests.crosscheck.examples import layer, run_of
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(6.0).reshape(2, 3)
ROW = np.array([10.0, 20, -30])


def test_each_factor_gets_the_upstream_gradient_times_the_other() -> None:
    six, five, two = np.array(6.0), np.array(5.0), np.array(2.0)
    assert functional.mul(six, five).tolist() == 30
    grad_input, grad_other = functional.mul_backward(two, six, five)
    assert (grad_input.tolist(), grad_other.tolist()) == (2 * 5, 2 * 6)
    assert grad_input.shape == grad_other.shape == ()


def test_a_stretched_factor_gets_the_sum_of_its_products() -> None:
    np.testing.assert_array_equal(functional.mul(IMAGE, ROW), [[0, 20, -60], [30, 80, -150]])
    upstream = np.array([[1.0, 2, 3], [4, 5, 6]])
    grad_input, grad_other = functional.mul_backward(upstream, IMAGE, ROW)
    np.testing.assert_array_equal(grad_input, [[10, 40, -90], [40, 100, -180]])
    np.testing.assert_array_equal(
        grad_other, [1 * 0 + 4 * 3, 2 * 1 + 5 * 4, 3 * 2 + 6 * 5]
    )


def test_both_may_be_stretched_at_once() -> None:
    column = np.array([[2.0], [3]])
    np.testing.assert_array_equal(functional.mul(column, ROW), [[20, 40, -60], [30, 60, -90]])
    grad_column, grad_row = functional.mul_backward(IMAGE, column, ROW)
    np.testing.assert_array_equal(grad_column, [[20 - 60], [30 + 80 - 150]])
    np.testing.assert_array_equal(grad_row, [3 * 3, 2 * 1 + 3 * 4, 2 * 2 + 3 * 5])


def test_a_square_gets_twice_its_root_from_its_two_uses() -> None:
    run = run_of({"x": np.array([3.0, -4])}, layer("mul1", "mul", ("x", "x")))
    np.testing.assert_array_equal(run.arrays["mul1.output"], [9, 16])
    handed = run.arrays["mul1.grad_input"] + run.arrays["mul1.grad_other"]
    np.testing.assert_array_equal(handed, [6, -8])


def test_nothing_times_infinity_is_nan_without_a_warning() -> None:
    zero, infinity = np.array([0.0]), np.array([np.inf])
    assert np.isnan(functional.mul(zero, infinity)).all()
    grad_input, grad_other = functional.mul_backward(zero, zero, infinity)
    assert np.isnan(grad_input).all()
    assert grad_other.tolist() == [0]


def test_the_loops_of_a_gradient_read_the_other_factor_where_it_stood() -> None:
    case = made("mul", {}, {"input": (2, 3), "other": (2, 1)}, integers, 1)
    _, straight, stretched = (
        trace.rule.listing.source().splitlines() for trace in traces(case)
    )
    assert straight[-2].strip() == "total += grad_output[y, x] * other[y, 0]"
    assert stretched == [
        "for y in range(2):",
        "    total = 0",
        "    for x in range(3):",
        "        total += grad_output[y, x] * input[y, x]",
        "    grad_other[y, 0] = total",
    ]
