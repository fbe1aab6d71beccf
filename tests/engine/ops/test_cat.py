"""cat sets tensors one behind the other, and each gets back the gradient of its own part."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from tests.engine.cases import Case, integers, made
from tests.engine.witnesses import traces

ONE = np.array([[1.0, 2], [3, 4]])
OTHER = np.array([[5.0, 6], [7, 8]])


def test_tensors_stand_one_behind_the_other_along_the_axis() -> None:
    np.testing.assert_array_equal(
        functional.cat([ONE, OTHER]), [[1, 2], [3, 4], [5, 6], [7, 8]]
    )
    np.testing.assert_array_equal(
        functional.cat((ONE, OTHER, ONE[:, :1]), -1), [[1, 2, 5, 6, 1], [3, 4, 7, 8, 3]]
    )


def test_each_tensor_gets_back_its_own_part() -> None:
    upstream = np.arange(10.0).reshape(2, 5)
    parts = functional.cat_backward(upstream, [ONE, OTHER, ONE[:, :1]], 1)
    wanted = [[[0, 1], [5, 6]], [[2, 3], [7, 8]], [[4], [9]]]
    for part, expected in zip(parts, wanted, strict=True):
        np.testing.assert_array_equal(part, expected)


def test_one_tensor_is_copied() -> None:
    alone = functional.cat([ONE], 1)
    np.testing.assert_array_equal(alone, ONE)
    assert not np.shares_memory(alone, ONE)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_tensor_of_shape_0_adds_nothing_and_gets_nothing_back(dtype: type) -> None:
    nothing: Array = np.zeros(0, dtype)
    tensors = [nothing, ONE.astype(dtype), nothing, OTHER.astype(dtype)]
    np.testing.assert_array_equal(functional.cat(tensors, 1), functional.cat([ONE, OTHER], 1))
    parts = functional.cat_backward(np.ones((2, 4), dtype), tensors, 1)
    assert [part.shape for part in parts] == [(0,), (2, 2), (0,), (2, 2)]
    assert {part.dtype for part in parts} == {np.dtype(dtype)}


def test_operands_are_named_in_their_order_beyond_ten_too() -> None:
    operator: AnyOperator = OPERATORS["cat"]
    arrays: dict[str, Array] = {
        f"tensors{number}": np.full(number % 3, float(number)) for number in reversed(range(12))
    }
    assert list(operator.operands_in({**arrays, "output": ONE})) == [
        f"tensors{number}" for number in range(12)
    ]
    made_whole = operator.forward(arrays, operator.params())
    assert made_whole.tolist() == [1, 2, 2, 4, 5, 5, 7, 8, 8, 10, 11, 11]


def case() -> Case:
    shapes = {"tensors0": (1, 2, 3, 4), "tensors1": (1, 1, 3, 4), "tensors2": (1, 3, 3, 4)}
    return made("cat", {"dim": 1}, shapes, integers, 1)


def test_the_loops_branch_to_the_tensor_that_stands_there() -> None:
    forward, _, second, _ = (trace.rule.listing.source() for trace in traces(case()))
    assert [line.strip() for line in forward.splitlines()[4:]] == [
        "if c < 2:", "total += tensors0[c, y, x]",
        "elif c < 3:", "total += tensors1[c - 2, y, x]",
        "else:", "total += tensors2[c - 3, y, x]",
        "output[c, y, x] = total",
    ]
    assert second.splitlines()[3].strip() == "total += grad_output[2, y, x]"


def test_a_step_stands_on_the_line_of_its_tensor() -> None:
    forward = traces(case())[0]
    for channel, name in enumerate(["tensors0"] * 2 + ["tensors1"] + ["tensors2"] * 3):
        step = forward[forward.number_of((0, channel, 2, 1))]
        assert step.taps[0].reads[0].array == name
        line = forward.rule.listing.lines[step.mark(0).line]
        assert f"{name}[" in line.text
