"""nll_loss picks the score of every sample's class, and what is ignored counts for nothing."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.listing import Fate
from tests.conftest import require
from tests.engine.cases import Case
from tests.engine.witnesses import by_rule, by_vectors, environment, traces

SCORES = np.array([[-1.0, -2, -3], [-5, -4, -7], [-6, -8, -9]])
TARGET = np.array([2, 0, 1])
WEIGHT = np.array([1.0, 2, 0.5])


def losses(target: Any, reduction: str = "none", **keywords: Any) -> Array:
    return functional.nll_loss(SCORES, np.array(target), reduction=reduction, **keywords)


def test_the_loss_of_a_sample_is_minus_the_score_of_its_class() -> None:
    np.testing.assert_array_equal(losses([2, 0, 1]), [3, 5, 8])
    assert losses([2, 0, 1], "sum") == 16
    assert losses([0, 1, 0], "mean") == 11 / 3


def test_the_mean_is_over_the_weights_of_the_classes() -> None:
    np.testing.assert_array_equal(losses([2, 0, 1], weight=WEIGHT), [1.5, 5, 16])
    assert losses([2, 0, 1], "mean", weight=WEIGHT) == 22.5 / 3.5


@pytest.mark.parametrize("ignored", [-100, 7, 0, 2])
def test_an_ignored_sample_counts_for_nothing(ignored: int) -> None:
    """Be it a number that is no class, or one that is."""
    target = [1, ignored, 1]
    np.testing.assert_array_equal(losses(target, ignore_index=ignored), [2, 0, 8])
    assert losses(target, "mean", ignore_index=ignored) == 5
    assert losses(target, "mean", ignore_index=ignored, weight=WEIGHT) == 20 / 4
    gradient = functional.nll_loss_backward(
        np.array([nan, inf, 3]), SCORES, np.array([ignored, ignored, 1]),
        ignore_index=ignored, reduction="none",
    )
    np.testing.assert_array_equal(gradient, [[0, 0, 0], [0, 0, 0], [0, -3, 0]])


def test_a_class_that_is_ignored_is_no_class_in_the_steps_either() -> None:
    arrays = {"input": SCORES, "target": np.array([1, 2, 0]), "weight": WEIGHT}
    case = Case("nll_loss", {"ignore_index": 1}, arrays, np.array(1.0))
    np.testing.assert_array_equal(environment(case)["counted_target"], [-1, 2, 0])
    picked = traces(case)[0]
    assert picked.rule.listing.lines[3].text == "if counted_target[n] == c:"
    assert [tap.fate for tap in picked[0].taps] == [Fate.BLOCKED] * 3
    for target, array in by_rule(case).items():
        np.testing.assert_array_equal(array, by_vectors(case)[target])


@pytest.mark.parametrize(("reduction", "weight", "gradient"), [
    ("none", None, [[0, 0, -2], [-4, 0, 0], [0, -8, 0]]),
    ("none", WEIGHT, [[0, 0, -1], [-4, 0, 0], [0, -16, 0]]),
    ("sum", WEIGHT, [[0, 0, -1], [-2, 0, 0], [0, -4, 0]]),
    ("mean", None, [[0, 0, -2 / 3], [-2 / 3, 0, 0], [0, -2 / 3, 0]]),
    ("mean", WEIGHT, [[0, 0, -1 / 3.5], [-2 / 3.5, 0, 0], [0, -4 / 3.5, 0]]),
])
def test_the_gradients_by_hand(reduction: str, weight: Any, gradient: Any) -> None:
    upstream = np.array([2.0, 4, 8]) if reduction == "none" else np.array(2.0)
    made = functional.nll_loss_backward(upstream, SCORES, TARGET, weight, reduction=reduction)
    np.testing.assert_allclose(made, gradient, rtol=1e-15)


def test_the_stages_of_a_weighted_mean() -> None:
    arrays = {"input": SCORES, "target": TARGET, "weight": WEIGHT}
    made = by_vectors(Case("nll_loss", {}, arrays, np.array(1.0)))
    assert {name: array.tolist() for name, array in made.items() if name != "grad_input"} == {
        "picked": [1.5, 5, 16], "total_picked": 22.5, "target_weight": [0.5, 1, 2],
        "total_weight": 3.5, "output": 22.5 / 3.5,
    }


def test_the_loops_look_for_the_class_of_every_sample() -> None:
    arrays = {"input": SCORES, "target": TARGET, "weight": WEIGHT}
    made = traces(Case("nll_loss", {}, arrays, np.array(1.0)))
    loops = {trace.rule.target: trace.rule.listing.source() for trace in made}
    assert loops["picked"] == (
        "for n in range(3):\n"
        "    value = 0\n"
        "    for c in range(3):\n"
        "        if target[n] == c:\n"
        "            value += input[n, c] * weight[c]\n"
        "    picked[n] = -value\n"
    )
    assert loops["output"] == (
        "value = total_picked[()] / total_weight[()]\noutput[()] = value\n"
    )
    assert loops["grad_input"] == (
        "for n in range(3):\n"
        "    for c in range(3):\n"
        "        value = 0\n"
        "        if target[n] == c:\n"
        "            value += grad_output[()] * weight[c] / total_weight[()]\n"
        "        grad_input[n, c] = -value\n"
    )


def test_without_weights_the_samples_that_count_are_counted() -> None:
    arrays = {"input": SCORES, "target": np.array([1, -100, 0])}
    case = Case("nll_loss", {}, arrays, np.array(1.0))
    np.testing.assert_array_equal(environment(case)["counted"], [1, 0, 1])
    total_weight = traces(case)[2]
    assert total_weight.rule.target == "total_weight"
    assert [tap.product for tap in total_weight[0].taps] == [1, 0, 1]
    assert total_weight[0].value == 2


def test_a_class_for_every_place() -> None:
    scores = np.arange(12.0).reshape(1, 3, 2, 2)
    target = np.array([[[0, 2], [1, -100]]])
    np.testing.assert_array_equal(
        functional.nll_loss(scores, target, reduction="none"), [[[0, -9], [-6, 0]]]
    )
    assert functional.nll_loss(scores, target) == -5


@pytest.mark.parametrize("target", [np.array(1), np.array([1])])
def test_one_sample_without_an_axis_takes_a_number_or_a_target_of_one(target: Array) -> None:
    for reduction in ("none", "sum", "mean"):
        made = functional.nll_loss(SCORES[0], target, reduction=reduction)
        assert (made.shape, made.item()) == ((), 2)
        gradient = functional.nll_loss_backward(
            np.array(3.0), SCORES[0], target, reduction=reduction
        )
        assert gradient.tolist() == [0, -3, 0]
        arrays = {"input": SCORES[0], "target": target}
        case = Case("nll_loss", {"reduction": reduction}, arrays, np.array(3.0))
        assert by_rule(case)["output"].item() == 2


@pytest.mark.parametrize(("target", "weight", "gradient"), [
    ([-100, -100, -100], None, np.zeros((3, 3))),
    ([0, 0, 0], [0.0, 1, 1], [[nan, 0, 0]] * 3),
])
def test_nothing_that_counts_has_the_mean_nan(target: Any, weight: Any, gradient: Any) -> None:
    weight = None if weight is None else np.array(weight)
    made = functional.nll_loss(SCORES, np.array(target), weight)
    assert np.isnan(made)
    back = functional.nll_loss_backward(np.array(1.0), SCORES, np.array(target), weight)
    np.testing.assert_array_equal(back, gradient)


@pytest.mark.parametrize("shape", [(0, 3), (0, 3, 2), (2, 3, 0)])
def test_no_sample_has_the_mean_nan_and_the_sum_0(shape: tuple[int, ...]) -> None:
    scores = np.zeros(shape, np.float32)
    target = np.zeros((shape[0], *shape[2:]), np.int64)
    for reduction, loss in (("mean", nan), ("sum", 0)):
        made = functional.nll_loss(scores, target, reduction=reduction)
        np.testing.assert_array_equal(made, np.float32(loss), strict=True)
        gradient = functional.nll_loss_backward(made, scores, target, reduction=reduction)
        assert (gradient.shape, gradient.dtype) == (shape, np.dtype(np.float32))
    assert functional.nll_loss(scores, target, reduction="none").shape == target.shape


def test_what_the_other_classes_hold_changes_nothing() -> None:
    scores = np.array([[nan, -2, inf], [-inf, -4, nan]])
    assert functional.nll_loss(scores, np.array([1, 1]), reduction="sum") == 6
    assert functional.nll_loss(scores, np.array([2, 0]), reduction="none").tolist() == [-inf, inf]


def test_a_target_of_any_layout_is_read_and_never_written() -> None:
    wide = np.array([2, 9, 0, 9, 1, 9])
    wide.setflags(write=False)
    for target in (wide[::2], TARGET[::-1][::-1], np.asfortranarray(TARGET)):
        np.testing.assert_array_equal(losses(target), [3, 5, 8])
    same = functional.nll_loss(SCORES, np.broadcast_to(np.array(1), 3), reduction="none")
    np.testing.assert_array_equal(same, [2, 4, 8])


@pytest.mark.parametrize("ignored", [-100, 0, 1])
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_torch_hands_back_the_same_at_infinities_and_nan(ignored: int, reduction: str) -> None:
    require("torch")
    import torch

    for upstream in (inf, nan, -inf):
        given = np.full(3, upstream) if reduction == "none" else np.array(upstream)
        target = np.array([1, ignored, 2])
        leaf = torch.from_numpy(SCORES.copy()).requires_grad_()
        theirs = torch.nn.functional.nll_loss(
            leaf, torch.from_numpy(target), torch.from_numpy(WEIGHT), ignore_index=ignored,
            reduction=reduction,
        )
        theirs.backward(torch.from_numpy(np.array(given)))
        ours = functional.nll_loss_backward(given, SCORES, target, WEIGHT, ignored, reduction)
        np.testing.assert_array_equal(ours, leaf.grad.numpy())
