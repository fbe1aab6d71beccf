"""detach hands its numbers on and no gradient back, as torch does."""

import numpy as np

from convtutor.engine import functional
from convtutor.steps import Trace
from tests.conftest import require
from tests.crosscheck.examples import layer, run_of
from tests.engine.cases import integers, made
from tests.engine.ops.test_agreement import central_difference
from tests.engine.witnesses import traces

IMAGE = np.array([[1.0, -2], [np.inf, np.nan]])


def test_the_numbers_are_copied() -> None:
    output = functional.detach(IMAGE)
    np.testing.assert_array_equal(output, IMAGE)
    assert not np.shares_memory(output, IMAGE)


def test_no_gradient_goes_back_whatever_comes_from_above() -> None:
    back = functional.detach_backward(IMAGE, IMAGE)
    assert back.tolist() == [[0, 0], [0, 0]]


def test_the_gradient_is_0_although_the_output_moves_with_the_input() -> None:
    """This is what cutting means: the number depends on x, and counts as if it did not."""
    case = made("detach", {}, {"input": (2, 3)}, integers, 1)
    moved = central_difference(case, "input", 0.5)
    np.testing.assert_array_equal(moved, case.grad_output)
    assert moved.any()


def backward() -> Trace:
    return traces(made("detach", {}, {"input": (2, 3)}, integers, 1))[1]


def test_the_upstream_gradient_is_read_and_stopped() -> None:
    loops = backward().rule.listing.source()
    assert "if requires_grad[()]:\n" in loops
    step = backward()[4]
    assert [read.index for tap in step.taps for read in tap.reads] == [(1, 1)]
    assert (step.taps[0].fate.value, step.taps[0].product, step.value) == ("blocked", 0, 0)


def test_what_lies_before_the_cut_gets_0_and_what_lies_beside_it_all() -> None:
    """detach(relu(x)) + x: each x gets 1, by the second way alone."""
    run = run_of(
        {"x": np.array([0.0, 1, 2, 3])}, layer("relu1", "relu", "x"),
        layer("detach1", "detach", "relu1"), layer("add1", "add", ("detach1", "x")),
    )
    assert run.arrays["detach1.grad_input"].tolist() == [0, 0, 0, 0]
    assert run.arrays["relu1.grad_input"].tolist() == [0, 0, 0, 0]
    assert run.arrays["add1.grad_other"].tolist() == [1, 1, 1, 1]


def test_torch_leaves_no_gradient_and_says_that_none_is_required() -> None:
    require("torch")
    import torch

    x = torch.arange(4.0, requires_grad=True)
    squared = (x * x).detach()
    assert not squared.requires_grad
    (squared * x).sum().backward()
    assert x.grad is not None
    assert x.grad.tolist() == [0, 1, 4, 9]
