"""matmul multiplies rows by columns; each side gets the gradient times the other, transposed."""

import numpy as np

from convtutor.engine import functional
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

LEFT = np.array([[1.0, 2, -3], [4, 5, 6]])
RIGHT = np.array([[1.0, 0], [2, 1], [0, -1]])
VECTOR = np.array([1.0, 10, 100])


def test_an_element_is_a_row_times_a_column() -> None:
    np.testing.assert_array_equal(
        functional.matmul(LEFT, RIGHT), [[1 + 4, 2 + 3], [4 + 10, 5 - 6]]
    )
    assert functional.matmul(RIGHT, LEFT).shape == (3, 3)


def test_gradients_go_back_through_the_transposed_other() -> None:
    upstream = np.array([[1.0, 2], [3, 4]])
    grad_input, grad_other = functional.matmul_backward(upstream, LEFT, RIGHT)
    np.testing.assert_array_equal(grad_input, [[1, 2 + 2, -2], [3, 6 + 4, -4]])
    np.testing.assert_array_equal(
        grad_other, [[1 + 12, 2 + 16], [2 + 15, 4 + 20], [-3 + 18, -6 + 24]]
    )


def test_a_vector_has_one_axis_and_the_output_lacks_the_other() -> None:
    np.testing.assert_array_equal(functional.matmul(LEFT, VECTOR), [-279, 654])
    np.testing.assert_array_equal(functional.matmul(VECTOR, RIGHT), [21, -90])
    dot = functional.matmul(VECTOR, VECTOR)
    assert (dot.shape, dot.tolist()) == ((), 10101)


def test_a_vector_gets_a_gradient_of_one_axis() -> None:
    grad_left, grad_vector = functional.matmul_backward(np.array([1.0, 2]), LEFT, VECTOR)
    np.testing.assert_array_equal(grad_left, [VECTOR, 2 * VECTOR])
    np.testing.assert_array_equal(grad_vector, [1 + 8, 2 + 10, -3 + 12])
    one, other = functional.matmul_backward(np.array(2.0), VECTOR, LEFT[0])
    np.testing.assert_array_equal(one, 2 * LEFT[0])
    np.testing.assert_array_equal(other, 2 * VECTOR)


def test_a_matrix_shared_by_a_batch_gets_the_sum_over_it() -> None:
    batch = np.stack([LEFT, -2 * LEFT, LEFT + 1])
    upstream = np.arange(12.0).reshape(3, 2, 2)
    grad_batch, grad_shared = functional.matmul_backward(upstream, batch, RIGHT)
    alone = [functional.matmul_backward(upstream[n], batch[n], RIGHT) for n in range(3)]
    np.testing.assert_array_equal(grad_batch, [one for one, _ in alone])
    np.testing.assert_array_equal(grad_shared, sum(other for _, other in alone))


def test_no_products_add_up_to_zero() -> None:
    made_product = functional.matmul(np.zeros((2, 0)), np.zeros((0, 3)))
    np.testing.assert_array_equal(made_product, np.zeros((2, 3)), strict=True)


def test_the_loops_run_along_the_row_and_the_column() -> None:
    case = made("matmul", {}, {"input": (2, 3), "other": (3, 4)}, integers, 1)
    forward, back, over = (trace.rule.listing.source().splitlines() for trace in traces(case))
    assert forward == [
        "for i in range(2):",
        "    for j in range(4):",
        "        value = 0",
        "        for k in range(3):",
        "            value += input[i, k] * other[k, j]",
        "        output[i, j] = value",
    ]
    assert back[-2].strip() == "value += grad_output[i, j] * other[k, j]"
    assert over[-2].strip() == "value += input[i, k] * grad_output[i, j]"
