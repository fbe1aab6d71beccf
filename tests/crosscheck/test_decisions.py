"""A tie decided otherwise is accepted and counted; another value is not."""

from __future__ import annotations

import numpy as np

from convtutor.crosscheck.match import Verdict
from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run
from tests.crosscheck.examples import compared, layer, run_of

PLANE = np.array([[[[7.0, 7, 1, 2], [0, 7, 5, np.nan], [4, 3, np.nan, 1]]]])


def pooled() -> Run:
    pool = layer("pool1", "max_pool2d", "input", kernel_size=2, stride=(1, 2))
    return run_of(PLANE, pool, grad_output=np.array([[[[1.0, 10], [100, 1000]]]]))


def chosen(winners: list[int]) -> dict[str, Array]:
    """Give what torch returns when these flat indices win."""
    grad = np.zeros(12)
    np.add.at(grad, winners, [1.0, 10, 100, 1000])
    return {
        "alone/pool1.indices": np.array(winners, np.int64).reshape(1, 1, 2, 2),
        "alone/pool1.grad_input": grad.reshape(PLANE.shape).astype(np.float32),
    }


def test_the_first_maximum_and_the_last_nan_win() -> None:
    matches = compared(pooled(), changes=chosen([0, 7, 5, 10]))
    assert {match.verdict for match in matches.values()} == {Verdict.EXACT}
    assert matches["pool1.indices"].ties == 0


def test_another_of_equal_values_is_a_tie() -> None:
    matches = compared(pooled(), changes=chosen([1, 7, 5, 10]))
    assert matches["pool1.indices"].ties == 1
    assert matches["pool1.grad_input"].ties == 1
    assert {match.verdict for match in matches.values()} == {Verdict.EXACT}


def test_another_nan_is_a_tie() -> None:
    matches = compared(pooled(), changes=chosen([0, 7, 5, 7]))
    assert matches["pool1.indices"].ties == 1
    assert matches["pool1.grad_input"].verdict is Verdict.EXACT


def test_a_winner_of_another_value_is_a_mismatch() -> None:
    matches = compared(pooled(), changes=chosen([4, 7, 5, 10]))
    assert matches["pool1.indices"].verdict is Verdict.MISMATCH
    assert matches["pool1.indices"].place == "pool1.indices[0,0,0,0]"
    assert matches["pool1.grad_input"].verdict is Verdict.MISMATCH


def test_an_index_outside_the_plane_is_a_mismatch() -> None:
    changes = chosen([0, 7, 5, 10])
    changes["alone/pool1.indices"] = np.array([[[[0, 7], [5, 99]]]], np.int64)
    assert compared(pooled(), changes=changes)["pool1.indices"].verdict is Verdict.MISMATCH


def test_a_tie_that_the_gradient_does_not_follow_is_a_mismatch() -> None:
    changes = chosen([1, 7, 5, 10])
    changes["alone/pool1.grad_input"] = chosen([0, 7, 5, 10])["alone/pool1.grad_input"]
    assert compared(pooled(), changes=changes)["pool1.grad_input"].verdict is Verdict.MISMATCH
