"""reshape counts the elements row by row in both shapes."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.errors import ArgumentError
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(24.0).reshape(2, 3, 4)


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [([4, 6], (4, 6)), ((-1, 8), (3, 8)), ([-1], (24,)), ([2, -1, 2, 3], (2, 2, 2, 3))],
)
def test_elements_keep_their_number(shape: list[int], wanted: tuple[int, ...]) -> None:
    output = functional.reshape(IMAGE, shape)
    assert output.shape == wanted
    assert output.ravel().tolist() == list(range(24))
    np.testing.assert_array_equal(functional.reshape_backward(output, IMAGE, shape), IMAGE)


def test_rows_of_any_strides_are_read_in_row_major_order() -> None:
    turned = IMAGE.transpose(2, 0, 1)
    output = functional.reshape(turned, [6, 4])
    np.testing.assert_array_equal(output, turned.ravel().reshape(6, 4))


def test_a_single_element_needs_no_axis() -> None:
    assert functional.reshape(np.array([[5.0]]), []).shape == ()
    assert functional.reshape(np.array(5.0), [1, 1]).tolist() == [[5]]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ([5, 5], r"\(2, 3, 4\) has 24 elements, shape \[5, 5\] has 25"),
        ([-1, 7], "which 7, .* does not divide"), ([-1, -1], r"-1 once, got \[-1, -1\]"),
        ([-2, 12], "-1 or more, got -2"), ([4.0, 6], "an integer, got 4.0"),
        (24, "a list of lengths, got 24"), ("24", "a list of lengths, got '24'"),
    ],
)
def test_a_shape_that_does_not_fit_is_refused_with_the_numbers(
    shape: list[int], said: str
) -> None:
    with pytest.raises(ArgumentError, match=f"^reshape: .*{said}"):
        functional.reshape(IMAGE, shape)


def test_an_open_length_beside_0_could_be_anything() -> None:
    with pytest.raises(ArgumentError, match="fits any -1"):
        functional.reshape(np.zeros((0, 3)), [0, -1])
    assert functional.reshape(np.zeros((0, 3)), [5, 0]).shape == (5, 0)


def test_the_loops_write_the_number_out() -> None:
    case = made("reshape", {"shape": [3, 4]}, {"input": (2, 6)}, integers, 1)
    ahead, back = (trace.rule.listing.source() for trace in traces(case))
    assert "number = y*4 + x\n" in ahead
    assert "total += input[number // 6, number % 6]\n" in ahead
    assert "number = y*6 + x\n" in back
    assert "total += grad_output[number // 4, number % 4]\n" in back
