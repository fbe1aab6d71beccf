"""cross_entropy is nll_loss of log_softmax; its targets are class numbers or probabilities."""

from math import log, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from tests.engine.cases import Case, moderate
from tests.engine.families.losses import class_loss_cases
from tests.engine.witnesses import by_rule, by_vectors, traces

SCORES = np.array([[0, log(2), log(5)], [log(3), 0, log(4)]])  # shares 1 2 5 and 3 1 4 of 8
SHARES = np.array([[1, 2, 5], [3, 1, 4]]) / 8
TARGET = np.array([2, 0])
WEIGHT = np.array([1.0, 2, 0.5])
NATS = np.array([log(8 / 5), log(8 / 3)])


def test_the_loss_is_minus_the_logarithm_of_the_share_of_the_class() -> None:
    made = functional.cross_entropy(SCORES, TARGET, reduction="none")
    np.testing.assert_allclose(made, NATS, rtol=1e-14)
    np.testing.assert_allclose(functional.cross_entropy(SCORES, TARGET), NATS.mean(), rtol=1e-14)
    weighted = functional.cross_entropy(SCORES, TARGET, WEIGHT)
    np.testing.assert_allclose(weighted, (0.5 * NATS[0] + NATS[1]) / 1.5, rtol=1e-14)


def test_the_gradient_is_the_shares_less_1_at_the_class() -> None:
    gradient = functional.cross_entropy_backward(np.array([1.0, 10]), SCORES, TARGET,
                                                 reduction="none")
    wanted = SHARES - np.eye(3)[TARGET]
    np.testing.assert_allclose(gradient, wanted * [[1], [10]], rtol=1e-14)
    mean = functional.cross_entropy_backward(np.array(3.0), SCORES, TARGET, WEIGHT)
    np.testing.assert_allclose(mean, wanted * [[0.5], [1]] * 3 / 1.5, rtol=1e-14)


def test_smoothing_spreads_a_share_of_the_target_over_all_classes() -> None:
    """With 0.3 of it, 0.8 0.1 0.1 stand against the logarithms."""
    mixed = np.array([[0.1, 0.1, 0.8], [0.8, 0.1, 0.1]])
    made = functional.cross_entropy(SCORES, TARGET, reduction="none", label_smoothing=0.3)
    np.testing.assert_allclose(made, -(mixed * np.log(SHARES)).sum(1), rtol=1e-14)
    weighted = functional.cross_entropy(SCORES, TARGET, WEIGHT, label_smoothing=0.3)
    total = -(mixed * np.log(SHARES) * WEIGHT).sum() / 1.5
    np.testing.assert_allclose(weighted, total, rtol=1e-14)
    gradient = functional.cross_entropy_backward(
        np.array(1.0), SCORES, TARGET, reduction="sum", label_smoothing=0.3
    )
    np.testing.assert_allclose(gradient, SHARES - mixed, rtol=1e-13, atol=1e-15)


def test_probabilities_stand_in_for_the_class() -> None:
    target = np.array([[0.5, 0.25, 0.25], [0, 0, 1]])
    nats = -(target * np.log(SHARES)).sum(1)
    made = functional.cross_entropy(SCORES, target, reduction="none")
    np.testing.assert_allclose(made, nats, rtol=1e-14)
    np.testing.assert_allclose(functional.cross_entropy(SCORES, target), nats.mean(), rtol=1e-14)
    gradient = functional.cross_entropy_backward(np.array(2.0), SCORES, target)
    np.testing.assert_allclose(gradient, SHARES - target, rtol=1e-14, atol=1e-16)


def test_the_mean_over_probabilities_takes_no_heed_of_weights() -> None:
    target = np.eye(3)[TARGET]
    made = functional.cross_entropy(SCORES, target, WEIGHT)
    np.testing.assert_allclose(made, (0.5 * NATS[0] + NATS[1]) / 2, rtol=1e-14)


@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 4, 3)])
@pytest.mark.parametrize("reduction", ["none", "sum"])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_a_one_at_the_class_is_the_class(
    shape: tuple[int, ...], reduction: str, smoothing: float
) -> None:
    """But for the mean over weights, which with probabilities is over the samples."""
    generator = np.random.default_rng(4)
    image, axis = generator.normal(size=shape), min(len(shape) - 1, 1)
    weight = generator.random(shape[axis])
    target = np.asarray(generator.integers(0, shape[axis], shape[:axis] + shape[axis + 1 :]))
    ones = np.moveaxis(np.eye(shape[axis])[target], -1, axis)
    made = [
        functional.cross_entropy(
            image, held, weight, reduction=reduction, label_smoothing=smoothing
        )
        for held in (target, ones)
    ]
    np.testing.assert_allclose(made[0], made[1], rtol=1e-13)


@settings(max_examples=60)
@given(case=class_loss_cases(moderate, "cross_entropy"))
def test_it_is_nll_loss_of_log_softmax(case: Case) -> None:
    image, keywords = case.arrays["input"], dict(case.keywords)
    if keywords.pop("label_smoothing"):
        return
    axis = 0 if image.ndim == 1 else 1
    scores = functional.log_softmax(image, axis)
    others: dict[str, Any] = {name: array for name, array in case.arrays.items() if name != "input"}
    loss = functional.nll_loss(scores, **others, **keywords)
    np.testing.assert_array_equal(by_vectors(case)["output"], loss)
    gradient = functional.nll_loss_backward(case.grad_output, scores, **others, **keywords)
    np.testing.assert_allclose(
        by_vectors(case)["grad_input"], functional.log_softmax_backward(gradient, image, axis),
        rtol=1e-13, atol=1e-300,
    )


SCORE_STAGES = ["maximum", "exponentials", "total", "log_total", "log_probabilities"]
BACKWARD = ["grad_log_probabilities", "probabilities", "total_gradient", "grad_input"]


@pytest.mark.parametrize(("target", "weight", "keywords", "stages"), [
    (TARGET, None, {"reduction": "none"}, ["output"]),
    (TARGET, WEIGHT, {"reduction": "sum"}, ["picked", "output"]),
    (TARGET, None, {}, ["picked", "total_picked", "total_weight", "output"]),
    (TARGET, WEIGHT, {},
     ["picked", "total_picked", "target_weight", "total_weight", "output"]),
    (TARGET, None, {"reduction": "none", "label_smoothing": 0.1}, ["picked", "uniform", "output"]),
    (TARGET, None, {"label_smoothing": 0.1},
     ["picked", "uniform", "total_picked", "total_uniform", "total_weight", "output"]),
    (TARGET, None, {"label_smoothing": 0.1, "reduction": "sum"},
     ["picked", "uniform", "total_picked", "total_uniform", "output"]),
    (SHARES, WEIGHT, {"reduction": "none"}, ["output"]),
    (SHARES, None, {"label_smoothing": 0.1}, ["smoothed_target", "expected", "output"]),
])
def test_the_stages_are_those_that_the_layer_needs(
    target: Array, weight: Any, keywords: dict[str, Any], stages: list[str]
) -> None:
    arrays = {"input": SCORES, "target": target}
    if weight is not None:
        arrays["weight"] = weight
    upstream = np.ones(2) if keywords.get("reduction") == "none" else np.array(1.0)
    case = Case("cross_entropy", keywords, arrays, upstream)
    assert list(by_vectors(case)) == [*SCORE_STAGES, *stages, *BACKWARD]
    for name, array in by_rule(case).items():
        np.testing.assert_allclose(array, by_vectors(case)[name], rtol=1e-14, atol=1e-16)


def test_the_loops_of_smoothing() -> None:
    keywords = {"label_smoothing": 0.1, "reduction": "sum"}
    case = Case("cross_entropy", keywords, {"input": SCORES, "target": TARGET}, np.array(1.0))
    loops = {trace.rule.target: trace.rule.listing.source() for trace in traces(case)}
    assert loops["uniform"] == (
        "for n in range(2):\n"
        "    value = 0\n"
        "    for c in range(3):\n"
        "        if counted[n]:\n"
        "            value += log_probabilities[n, c]\n"
        "    uniform[n] = -value\n"
    )
    assert loops["output"] == (
        "value = (1 - 0.1) * total_picked[()]\n"
        "value += 0.1 * total_uniform[()] / 3\n"
        "output[()] = value\n"
    )
    assert loops["grad_log_probabilities"] == (
        "for n in range(2):\n"
        "    for c in range(3):\n"
        "        value = 0\n"
        "        if target[n] == c:\n"
        "            value += (1 - 0.1) * grad_output[()]\n"
        "        if counted[n]:\n"
        "            value += 0.1 * grad_output[()] / 3\n"
        "        grad_log_probabilities[n, c] = -value\n"
    )


def test_the_loops_of_smoothed_probabilities() -> None:
    arrays = {"input": SCORES, "target": SHARES, "weight": WEIGHT}
    case = Case("cross_entropy", {"label_smoothing": 0.25}, arrays, np.array(1.0))
    loops = {trace.rule.target: trace.rule.listing.source() for trace in traces(case)}
    assert "value = (1 - 0.25) * target[n, c]\n        value += 0.25 / 3\n" in (
        loops["smoothed_target"]
    )
    assert "value += log_probabilities[n, c] * smoothed_target[n, c] * weight[c]" in (
        loops["expected"]
    )
    assert loops["output"].endswith("output[()] = value / 2\n")
    assert "value = grad_output[()] * smoothed_target[n, c] * weight[c] / 2" in (
        loops["grad_log_probabilities"]
    )


@pytest.mark.parametrize("shape", [(0, 3), (0, 3, 2), (2, 3, 0), (0, 0)])
@pytest.mark.parametrize("smoothing", [0.0, 0.25])
def test_no_sample_has_the_mean_nan_and_the_sum_0(
    shape: tuple[int, ...], smoothing: float
) -> None:
    scores = np.zeros(shape, np.float32)
    for target in (np.zeros((shape[0], *shape[2:]), np.int64), scores):
        for reduction, loss in (("mean", nan), ("sum", 0)):
            keywords: dict[str, Any] = {"reduction": reduction, "label_smoothing": smoothing}
            made = functional.cross_entropy(scores, target, **keywords)
            np.testing.assert_array_equal(made, np.float32(loss), strict=True)
            gradient = functional.cross_entropy_backward(made, scores, target, **keywords)
            assert (gradient.shape, gradient.dtype) == (shape, np.dtype(np.float32))


def test_one_sample_without_an_axis() -> None:
    for target in (np.array(2), np.array([2])):
        made = functional.cross_entropy(SCORES[0], target, reduction="none")
        assert made.shape == ()
        np.testing.assert_allclose(made, NATS[0], rtol=1e-14)
    probabilities = functional.cross_entropy(SCORES[0], np.array([0.0, 0, 1]))
    np.testing.assert_allclose(probabilities, NATS[0], rtol=1e-14)


def test_float32_stays_float32_and_close() -> None:
    generator = np.random.default_rng(3)
    image = generator.normal(size=(2, 20, 3)).astype(np.float32)
    target = generator.integers(0, 20, (2, 3))
    for smoothing in (0.0, 0.1):
        made = functional.cross_entropy(image, target, label_smoothing=smoothing)
        wide = functional.cross_entropy(image.astype(float), target, label_smoothing=smoothing)
        assert made.dtype == np.float32
        np.testing.assert_allclose(made, wide, rtol=2e-6)
