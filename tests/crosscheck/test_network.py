"""End to end, each layer hands its error on; what an error may decide is left out by name."""

from __future__ import annotations

import numpy as np
import pytest

from convtutor.crosscheck.bounds import PRECISIONS
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.network import NetworkBounds
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.reference import rounded_example
from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run, run_example
from tests.crosscheck.examples import (
    all_compared,
    conv,
    counted,
    drawn,
    layer,
    near_zero,
    other_side,
    run_of,
    used_again,
)

FLOAT32 = PRECISIONS["float32"]
TENTH = np.full((1, 1, 1, 1), 0.1)


def bounds_of(run: Run, rule: str = "proven") -> NetworkBounds:
    return NetworkBounds(plan_of(run), run.arrays, FLOAT32, rule, True, {})


def chain(image: Array) -> Run:
    return run_of(
        image, conv("conv1", "input", TENTH), layer("relu1", "relu", "conv1"),
        conv("conv2", "relu1", TENTH),
    )


def test_the_second_layer_inherits_the_error_of_the_first() -> None:
    bounds = bounds_of(chain(np.full((1, 1, 1, 1), 0.3))).bounds
    first, second = bounds["conv1.output"].bound.item(), bounds["conv2.output"].bound.item()
    assert bounds["relu1.output"].bound.item() == first
    own = second - 0.1 * first
    assert own == pytest.approx(2 * 2.0**-24 * 0.003, rel=1e-3)


def test_backward_the_error_goes_the_other_way() -> None:
    bounds = bounds_of(chain(np.full((1, 1, 1, 1), 0.3))).bounds
    last = bounds["conv2.grad_input"].bound.item()
    assert bounds["conv1.grad_input"].bound.item() > 0.1 * last > 0


def test_integers_stay_exact_through_all_layers() -> None:
    run = run_of(
        counted(1, 1, 4, 5), conv("conv1", "input", counted(2, 1, 2, 2) - 3),
        layer("relu1", "relu", "conv1"), layer("pool1", "max_pool2d", "relu1", kernel_size=2),
        conv("conv2", "pool1", counted(1, 2, 1, 2)),
    )
    bounds = bounds_of(run).bounds
    assert all(not found.bound.any() for found in bounds.values())
    assert {match.verdict for match in all_compared(run)} == {Verdict.EXACT}


def test_a_gradient_behind_a_relu_that_torch_decides_otherwise_is_left_out() -> None:
    run = near_zero()
    assert 0 < abs(run.arrays["conv1.output"][0, 0, 0, 0]) < 1e-8
    found = {(m.array, m.scope): m for m in all_compared(run, changes=other_side(run))}
    assert all(match.verdict is not Verdict.MISMATCH for match in found.values())
    assert found["relu1.grad_input", "network"].excluded == {"kink": 1}
    assert found["conv1.grad_weight", "network"].excluded == {"kink": 2}
    assert found["conv1.grad_input", "network"].excluded == {"kink": 2}
    assert not found["relu1.grad_input", "layer"].excluded


def test_where_torchs_own_numbers_decide_as_ours_nothing_is_left_out() -> None:
    run = near_zero()
    assert bounds_of(run).bounds["relu1.grad_input"].bound.tolist() == [[[[np.inf, 0]]]]
    assert not any(match.excluded for match in all_compared(run))
    wrong = 1 - run.arrays["relu1.grad_input"].astype(np.float32)
    matches = all_compared(run, changes={"network/relu1.grad_input": wrong})
    match = next(m for m in matches if (m.array, m.scope) == ("relu1.grad_input", "network"))
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 2)


def test_the_other_decision_is_accepted_there_and_nowhere_else() -> None:
    run = near_zero()
    changes = other_side(run)
    changes["network/relu1.grad_input"] = 1 - run.arrays["relu1.grad_input"].astype(np.float32)
    matches = all_compared(run, changes=changes)
    match = next(m for m in matches if (m.array, m.scope) == ("relu1.grad_input", "network"))
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 1)


def test_an_undecided_leaky_relu_leaves_out_its_gradient_and_not_its_output() -> None:
    """Forward, the two sides of 0 meet there, so that the bound stays small all the way."""
    exact = run_of(
        np.array([[[[1.0, -1 / 7, 5.0]]]]), conv("conv1", "input", np.array([[[[0.1, 0.7]]]])),
        layer("leaky1", "leaky_relu", "conv1", negative_slope=0.25),
        conv("conv2", "leaky1", TENTH),
    )
    run = run_example(rounded_example(exact.example, "float32"))
    output = run.arrays["conv1.output"].astype(np.float32)
    assert 0 < abs(output[0, 0, 0, 0]) < 1e-8
    output[0, 0, 0, 0] *= -1  # had torch rounded to the other side of 0
    slope = np.where(output > 0, np.float32(1), np.float32(0.25))
    upstream = run.arrays["conv2.grad_input"].astype(np.float32)
    changes = {
        "network/conv1.output": output, "network/leaky1.output": slope * output,
        "network/leaky1.grad_input": slope * upstream,
    }
    found = {(match.array, match.scope): match for match in all_compared(run, changes=changes)}
    for array in ("leaky1.output", "conv2.output"):
        assert found[array, "network"].verdict is not Verdict.MISMATCH
        assert not found[array, "network"].excluded
    assert found["leaky1.grad_input", "network"].excluded == {"kink": 1}
    assert bounds_of(run).bounds["conv2.output"].bound.max() < 1e-6


def test_a_contested_winner_leaves_the_gradients_of_its_window_out() -> None:
    """The first two outputs are 0.06 but for rounding, the third is clearly less."""
    image = np.array([[[[0.3, 0.1, 1 / 6, 0.0]]]])
    run = run_of(
        image, conv("conv1", "input", np.array([[[[0.1, 0.3]]]])),
        layer("pool1", "max_pool2d", "conv1", kernel_size=(1, 2), stride=1),
    )
    np.testing.assert_allclose(run.arrays["conv1.output"][0, 0, 0], [0.06, 0.06, 1 / 60])
    bounds = bounds_of(run).bounds
    assert bounds["pool1.output"].contested.tolist() == [[[[True, False]]]]
    assert bounds["pool1.grad_input"].bound.tolist() == [[[[np.inf, np.inf, 0]]]]


def test_a_tie_decided_otherwise_makes_its_window_contested() -> None:
    pool = layer("pool1", "max_pool2d", "input", kernel_size=(1, 2))
    run = run_of(np.array([[[[4.0, 4, 1, 2]]]]), pool, layer("relu1", "relu", "pool1"))
    second = np.array([[[[0.0, 1, 0, 1]]]], np.float32)
    changes: dict[str, Array] = {
        "alone/pool1.indices": np.array([[[[1, 3]]]], np.int64),
        "alone/pool1.grad_input": second,
        "network/pool1.grad_input": second,
    }
    matches = all_compared(run, changes=changes)
    assert all(match.verdict is Verdict.EXACT for match in matches)
    network = next(m for m in matches if (m.array, m.scope) == ("pool1.grad_input", "network"))
    assert network.excluded == {"kink": 2}


def read_twice(weight: float) -> Run:
    """conv1 is read by conv2 and conv3, whose outputs are added; its upstream gradient is a sum."""
    kernel = np.full((1, 1, 1, 1), weight)
    both = layer("add1", "add", ("conv2", "conv3"))
    return run_of(
        np.full((1, 1, 1, 2), 0.3), conv("conv1", "input", kernel), conv("conv2", "conv1", kernel),
        conv("conv3", "conv1", 3 * kernel), both,
    )


def test_where_gradients_meet_their_errors_add_up_and_the_sum_rounds() -> None:
    bounds = bounds_of(read_twice(0.1)).bounds
    handed = bounds["conv2.grad_input"].bound + bounds["conv3.grad_input"].bound
    met = bounds["conv1.grad_output"].bound
    np.testing.assert_allclose(met - handed, 2 * 2.0**-24 * 0.4, rtol=1e-3)
    assert (bounds["conv1.grad_input"].bound > 0.1 * met).all()


def test_integers_that_meet_are_added_without_rounding() -> None:
    bounds = bounds_of(read_twice(3.0)).bounds
    assert not bounds["conv1.grad_output"].bound.any()


def test_a_gradient_lost_where_two_meet_is_a_mismatch_at_their_sum() -> None:
    run = read_twice(0.1)
    lost = run.arrays["conv2.grad_input"].astype(np.float32)
    matches = all_compared(run, changes={"network/conv1.grad_output": lost})
    (wrong,) = (match for match in matches if match.verdict is Verdict.MISMATCH)
    assert (wrong.array, wrong.scope) == ("conv1.grad_output", "network")
    assert wrong.arithmetic == "0.3 + 0.1 = 0.4"


def test_the_gradient_of_a_shared_array_is_held_against_the_sum_of_its_uses() -> None:
    first = conv("conv1", "input", np.full((1, 1, 1, 1), 0.1))
    run = run_of(np.full((1, 1, 1, 2), 0.3), first, used_again("again1", first, "conv1"))
    bounds = bounds_of(run).bounds
    handed = bounds["conv1.grad_weight"].bound + bounds["again1.grad_weight"].bound
    assert (bounds["conv1.total_grad_weight"].bound > handed).all()
    last = run.arrays["again1.grad_weight"].astype(np.float32)
    matches = all_compared(run, changes={"network/conv1.total_grad_weight": last})
    (wrong,) = (match for match in matches if match.verdict is Verdict.MISMATCH)
    assert (wrong.array, wrong.disagreeing) == ("conv1.total_grad_weight", 1)


def test_the_tf32_rule_reaches_through_the_layers() -> None:
    run = chain(drawn(1, 1, 1, 2, 2) ** 2 + 1)
    proven, measured = bounds_of(run).bounds, bounds_of(run, "tf32").bounds
    assert (measured["conv2.output"].bound > 1000 * proven["conv2.output"].bound).all()
