"""The bounds along the stages of a layer: what is inside it may be computed in another way."""

from __future__ import annotations

import numpy as np

from convtutor.crosscheck.bounds import PRECISIONS, Bounds
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.plan import LayerPlan
from convtutor.crosscheck.stages import LayerErrors
from convtutor.engine.arrays import Array
from convtutor.engine.ops.batch_norm import BATCH_NORM
from convtutor.lesson.run import Run
from tests.crosscheck.examples import compared, counted, layer, run_of

OPERANDS = {
    "input": np.array([[3.0, -4.0], [-3.0, 3.0], [709.0, 3.0]]),
    "running_mean": np.array([709.0, 3.0]),
    "running_var": np.array([2.0, 7.0]),
    "bias": np.array([-1000.0, 0.0]),
}


def values_and_bounds() -> tuple[dict[str, Array], dict[str, Bounds]]:
    """Evaluate integers, of which some are the mean itself, and bound every array in float32."""
    params = BATCH_NORM.params()
    known = {**BATCH_NORM.run_forward(OPERANDS, params), "grad_output": np.ones((3, 2))}
    values = {**known, **BATCH_NORM.run_backward(known, params)}
    shapes = {name: array.shape for name, array in OPERANDS.items()}
    plan = LayerPlan("norm1", BATCH_NORM, params, shapes, {}, tuple(OPERANDS))
    errors = LayerErrors(plan, values, PRECISIONS["float32"])
    return values, errors.forward() | errors.backward()


def test_a_stage_is_allowed_its_rounding_where_ours_rounds_nothing() -> None:
    """The input less the mean is exact in integers, but torch need not take that way."""
    values, bounds = values_and_bounds()
    scale = (1 / np.sqrt(OPERANDS["running_var"] + 1e-5)).astype(np.float32)
    mean, bias, image = (OPERANDS[name].astype(np.float32)
                         for name in ("running_mean", "bias", "input"))
    other_way = image * scale + (bias - mean * scale)
    gaps = np.abs(other_way - values["output"])
    assert gaps[2, 0] > 0  # where the input is the mean, ours is the bias itself
    assert (gaps <= bounds["output"].bound).all()
    assert (bounds["centered"].bound > 0).all()


def test_what_torch_hands_out_is_exact_where_nothing_can_round() -> None:
    _, bounds = values_and_bounds()
    assert (bounds["grad_bias"].bound == 0).all()


def evaluated(image: Array, var: float) -> Run:
    """Evaluate a channel with a running mean of 1, without eps."""
    statistics = {"running_mean": np.ones(1), "running_var": np.array([var])}
    return run_of(image, layer("norm1", "batch_norm", "input", statistics, eps=0))


def test_what_reads_an_infinite_stage_may_be_nan_in_torch() -> None:
    """A variance of 0 makes x inf - mean inf of (x - mean) inf in torch on a CPU."""
    run = evaluated(np.array([[1.0], [2.0]]), 0.0)
    output = np.array([[np.nan], [np.nan]], np.float32)
    match = compared(run, changes={"alone/norm1.output": output})["norm1.output"]
    assert run.arrays["norm1.output"][1] == np.inf
    assert (match.verdict, match.excluded) == (Verdict.EXACT, {"undefined": 1})


def test_beside_a_finite_stage_a_nan_of_torch_is_a_mismatch() -> None:
    run = evaluated(np.array([[1.0], [2.0]]), 4.0)
    output = np.array([[0.0], [np.nan]], np.float32)
    match = compared(run, changes={"alone/norm1.output": output})["norm1.output"]
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 1)


def test_what_reads_a_stage_too_large_for_the_dtype_is_left_out() -> None:
    """The variance of numbers near 1e20 is infinite in float32, and the output then 0."""
    image = 1e20 * counted(4, 1)
    run = run_of(image, layer("norm1", "batch_norm", "input", training=True))
    zeros = {"alone/norm1.output": np.zeros((4, 1), np.float32)}
    match = compared(run, changes=zeros)["norm1.output"]
    assert (match.verdict, match.excluded) == (Verdict.NOT_CHECKED, {"overflow": 4})
    wide = compared(run, "cpu-float64", {"alone/norm1.output": np.zeros((4, 1))})["norm1.output"]
    assert (wide.verdict, wide.disagreeing) == (Verdict.MISMATCH, 4)
    smaller = run_of(image / 1e5, layer("norm1", "batch_norm", "input", training=True))
    assert compared(smaller, changes=zeros)["norm1.output"].verdict is Verdict.MISMATCH


def test_what_a_stage_makes_of_one_channel_says_nothing_of_the_next() -> None:
    image = np.array([[0.0, 1.0], [3e20, 2.0]])
    run = run_of(image, layer("norm1", "batch_norm", "input", training=True))
    zeros = {"alone/norm1.output": np.zeros((2, 2), np.float32)}
    match = compared(run, changes=zeros)["norm1.output"]
    assert (match.disagreeing, match.excluded) == (2, {"overflow": 2})
