"""flip turns axes around, and the gradient with them."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.errors import ArgumentError
from tests.engine.cases import integers, made
from tests.engine.witnesses import traces

IMAGE = np.arange(6.0).reshape(2, 3)


def test_the_last_element_of_a_turned_axis_comes_first() -> None:
    assert functional.flip(IMAGE, [0]).tolist() == [[3, 4, 5], [0, 1, 2]]
    assert functional.flip(IMAGE, (-1,)).tolist() == [[2, 1, 0], [5, 4, 3]]
    assert functional.flip(IMAGE, [0, 1]).tolist() == [[5, 4, 3], [2, 1, 0]]


def test_turning_twice_changes_nothing_and_the_gradient_is_turned_back() -> None:
    back = functional.flip_backward(functional.flip(IMAGE, [1]), IMAGE, [1])
    np.testing.assert_array_equal(back, IMAGE)


def test_one_axis_may_stand_without_a_list_and_no_axis_is_a_copy() -> None:
    np.testing.assert_array_equal(functional.flip(IMAGE, 1), functional.flip(IMAGE, [1]))
    same = functional.flip(IMAGE, [])
    np.testing.assert_array_equal(same, IMAGE)
    assert not np.shares_memory(same, IMAGE)


@pytest.mark.parametrize(
    ("dims", "said"),
    [([2], "from -2 to 1 .*, got 2"), ([0, -2], "names axis 0 more often"),
     ([True], "dims must be an integer, got True"), ("01", "dims must be an integer, got '01'")],
)
def test_axes_that_are_not_there_are_refused(dims: list[int], said: str) -> None:
    with pytest.raises(ArgumentError, match=f"^flip: .*{said}"):
        functional.flip(IMAGE, dims)


def test_the_loops_count_the_turned_axis_from_its_end() -> None:
    case = made("flip", {"dims": [-1]}, {"input": (4, 5)}, integers, 1)
    ahead, back = (trace.rule.listing.source() for trace in traces(case))
    assert "total += input[y, 4 - x]\n" in ahead
    assert "total += grad_output[y, 4 - x]\n" in back
