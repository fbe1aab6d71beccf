"""Known mistakes are caught, named and placed; what is right passes in every lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.mistakes import tf32_rounded
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run
from tests.crosscheck.examples import (
    all_compared,
    compared,
    conv,
    counted,
    drawn,
    layer,
    padding_run,
    run_of,
)

CONV = OPERATORS["conv2d"]


def asymmetric(kernel: tuple[int, int] = (3, 3), **keywords: Any) -> Run:
    """A convolution in which every mistake shows: no two settings or axes are alike."""
    keywords = {"stride": (1, 2), "padding": (2, 1)} | keywords
    made = conv("conv1", "input", drawn(2, 2, 2, *kernel), drawn(3, 2), **keywords)
    plain = run_of(drawn(1, 1, 2, 5, 7), made)
    upstream = drawn(4, *plain.arrays["conv1.output"].shape)
    return run_of(drawn(1, 1, 2, 5, 7), made, grad_output=upstream)


def mistaken(run: Run, **operands: Array) -> dict[str, Array]:
    """Give what torch would return if the layer held other operands."""
    bound = run.layers[0]
    local = {name: run.arrays[f"conv1.{name}"] for name in bound.shapes}
    return computed_with({**local, **operands}, run, bound.params)


def computed_with(operands: Mapping[str, Array], run: Run, params: Any) -> dict[str, Array]:
    output = CONV.forward(operands, params)
    made = {"output": output}
    if output.shape == run.arrays["conv1.output"].shape:
        gradients = CONV.vjp(run.arrays["conv1.grad_output"], operands, {}, params)
        made |= {f"grad_{name}": gradient for name, gradient in gradients.items()}
    return {f"alone/conv1.{name}": values.astype(np.float32) for name, values in made.items()}


def cause(run: Run, changes: Mapping[str, Array], array: str = "conv1.output") -> str:
    match = compared(run, changes=changes)[array]
    assert match.verdict is Verdict.MISMATCH
    assert match.cause is not None
    return match.cause.kind


@pytest.mark.parametrize("lane", LANES, ids=lambda lane: lane.name)
def test_what_is_right_agrees_in_every_lane(lane: Any) -> None:
    verdicts = {match.verdict for match in all_compared(asymmetric(), lane)}
    assert verdicts <= {Verdict.EXACT, Verdict.TYPICAL}


def test_one_wrong_element_is_found_at_its_place() -> None:
    run = padding_run()
    wrong = run.arrays["conv1.grad_input"].astype(np.float32)
    wrong[0, 0, 2, 1] += 0.5
    matches = compared(run, changes={"alone/conv1.grad_input": wrong})
    match = matches["conv1.grad_input"]
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 1)
    assert match.place == "conv1.grad_input[0,0,2,1]"
    assert match.greatest is not None
    assert (match.greatest.ours, match.greatest.torch, match.greatest.bound) == (6, 6.5, 0)
    assert match.arithmetic == "1×3 + 1×2 + 1×1 + 1×0 = 6"
    assert match.cause is not None
    assert match.cause.kind == "single-element"
    others = [m.verdict for name, m in matches.items() if name != "conv1.grad_input"]
    assert set(others) == {Verdict.EXACT}


def test_a_flipped_kernel_is_caught() -> None:
    run = asymmetric()
    weight = np.ascontiguousarray(run.arrays["conv1.weight"][..., ::-1, ::-1])
    changes = mistaken(run, weight=weight)
    assert cause(run, changes) == "kernel-flipped"


def test_a_transposed_kernel_is_caught() -> None:
    run = asymmetric()
    weight = np.ascontiguousarray(run.arrays["conv1.weight"].swapaxes(2, 3))
    assert cause(run, mistaken(run, weight=weight)) == "kernel-transposed"


def test_a_weight_with_its_channels_transposed_is_caught() -> None:
    run = asymmetric()
    weight = np.ascontiguousarray(run.arrays["conv1.weight"].swapaxes(0, 1))
    assert cause(run, mistaken(run, weight=weight)) == "channels-transposed"


def test_a_dropped_bias_is_caught() -> None:
    run = asymmetric()
    changes = mistaken(run, bias=np.zeros(2))
    assert cause(run, {"alone/conv1.output": changes["alone/conv1.output"]}) == "bias-forgotten"


def test_swapped_stride_axes_are_caught_by_the_shape() -> None:
    run = asymmetric()
    params = replace(run.layers[0].params, stride=(2, 1))
    operands = {name: run.arrays[f"conv1.{name}"] for name in ("input", "weight", "bias")}
    match = compared(run, changes=computed_with(operands, run, params))["conv1.output"]
    assert match.verdict is Verdict.MISMATCH
    assert match.torch_shape == (1, 2, 4, 7)
    assert match.cause is not None
    assert match.cause.kind == "stride-swapped"


@pytest.mark.parametrize(
    ("moved", "kind"), [((4, 3), "padding-one-too-many"), ((2, 1), "off-by-one")]
)
def test_padding_off_by_one_is_caught(moved: tuple[int, int], kind: str) -> None:
    run = asymmetric(padding=(3, 2))
    params = replace(run.layers[0].params, padding=moved)
    operands = {name: run.arrays[f"conv1.{name}"] for name in ("input", "weight", "bias")}
    assert cause(run, computed_with(operands, run, params)) == kind


@pytest.mark.parametrize("axis", [2, 3])
def test_padding_that_slipped_to_one_side_is_caught(axis: int) -> None:
    run = asymmetric()
    image = np.roll(run.arrays["conv1.input"], 1, axis)
    image[(slice(None),) * axis + (0,)] = 0
    changes = mistaken(run, input=image)
    assert cause(run, {"alone/conv1.output": changes["alone/conv1.output"]}) == "window-shifted"


def test_a_wrong_divisor_is_caught() -> None:
    run = asymmetric()
    wrong = run.arrays["conv1.grad_weight"].astype(np.float32) / 4
    changes = {"alone/conv1.grad_weight": wrong}
    match = compared(run, changes=changes)["conv1.grad_weight"]
    assert match.verdict is Verdict.MISMATCH
    assert match.cause is not None
    assert (match.cause.kind, match.cause.values) == ("scaled", {"factor": "0.25"})


def test_an_upstream_gradient_taken_as_one_is_caught() -> None:
    run = asymmetric()
    operands = {name: run.arrays[f"conv1.{name}"] for name in ("input", "weight", "bias")}
    ones = np.ones_like(run.arrays["conv1.grad_output"])
    gradients = CONV.vjp(ones, operands, {}, run.layers[0].params)
    changes = {
        f"alone/conv1.grad_{name}": values.astype(np.float32) for name, values in gradients.items()
    }
    assert cause(run, changes, "conv1.grad_input") == "upstream-ignored"


def test_one_wrong_bit_under_a_symmetric_kernel_is_blamed_on_no_mistake() -> None:
    run = run_of(counted(1, 1, 3, 4), conv("conv1", "input", np.ones((1, 1, 2, 2))))
    wrong = run.arrays["conv1.output"].astype(np.float32)
    wrong[0, 0, 1, 1] = np.nextafter(wrong[0, 0, 1, 1], np.float32(99))
    match = compared(run, changes={"alone/conv1.output": wrong})["conv1.output"]
    assert (match.verdict, match.cause) == (Verdict.MISMATCH, None)


def coarse(run: Run) -> dict[str, Array]:
    """Give what tensor cores in TF32 return, up to the order of their sums."""
    operands = {name: tf32_rounded(run.arrays[f"conv1.{name}"]) for name in ("input", "weight")}
    operands["bias"] = run.arrays["conv1.bias"]
    params = run.layers[0].params
    upstream = tf32_rounded(run.arrays["conv1.grad_output"])
    gradients = CONV.vjp(upstream, operands, {}, params)
    made = {"output": CONV.forward(operands, params)}
    made |= {f"grad_{name}": gradients[name] for name in ("input", "weight")}
    return {f"alone/conv1.{name}": values.astype(np.float32) for name, values in made.items()}


@pytest.mark.parametrize("lane", ["cpu-float32", "cuda-float32", "cuda-cudnn"])
def test_tf32_rounding_is_caught_in_a_lane_that_does_not_name_it(lane: str) -> None:
    run = asymmetric()
    match = compared(run, lane, coarse(run))["conv1.output"]
    assert match.verdict is Verdict.MISMATCH
    assert match.cause is not None
    assert match.cause.kind == "tf32"


def test_tf32_rounding_is_a_verdict_of_its_own_in_the_default_lane() -> None:
    run = asymmetric()
    matches = compared(run, "cuda-default", coarse(run))
    for array in ("conv1.output", "conv1.grad_input", "conv1.grad_weight"):
        assert matches[array].verdict is Verdict.TF32
    assert matches["conv1.grad_bias"].verdict in (Verdict.EXACT, Verdict.TYPICAL)


def test_integers_stay_exact_in_tf32() -> None:
    values = counted(1, 1, 5, 7) * 3 - 40
    np.testing.assert_array_equal(tf32_rounded(values), values)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1 + 2.0**-10, 1 + 2.0**-10), (1 + 2.0**-11, 1), (1 + 3 * 2.0**-11, 1 + 2.0**-9),
     (1 + 2.0**-11 + 2.0**-20, 1 + 2.0**-10), (-1 - 2.0**-12, -1), (0.0, 0.0)],
)
def test_tf32_keeps_ten_fraction_bits_and_rounds_ties_to_even(
    value: float, expected: float
) -> None:
    assert tf32_rounded(np.array([value]))[0] == expected


def test_an_all_zero_answer_is_caught_however_small_the_values() -> None:
    run = run_of(
        drawn(1, 1, 1, 4, 5) * 1e-12, conv("conv1", "input", drawn(2, 1, 1, 2, 3))
    )
    zeros = np.zeros(run.arrays["conv1.output"].shape, np.float32)
    match = compared(run, changes={"alone/conv1.output": zeros})["conv1.output"]
    assert match.verdict is Verdict.MISMATCH


def test_a_cancelling_sum_is_allowed_its_error() -> None:
    image = np.array([[[[1e6, 1.0, -1e6, 1 / 3]]]])
    run = run_of(image, conv("conv1", "input", np.ones((1, 1, 1, 4))))
    torch = np.float32(1e6) + np.float32(1 / 3) + np.float32(1) - np.float32(1e6)
    changes = {"alone/conv1.output": np.full((1, 1, 1, 1), torch, np.float32)}
    match = compared(run, changes=changes)["conv1.output"]
    assert match.verdict in (Verdict.TYPICAL, Verdict.WITHIN_BOUND)
    assert match.greatest is not None
    assert match.greatest.size > 0


def test_a_mistake_in_one_layer_of_a_chain_is_named_there_and_end_to_end() -> None:
    chain = (
        conv("conv1", "input", drawn(2, 2, 1, 2, 3)), layer("relu1", "relu", "conv1"),
        conv("conv2", "relu1", drawn(3, 1, 2, 2, 2)),
    )
    run = run_of(drawn(1, 1, 1, 5, 7), *chain)
    wrong = -run.arrays["conv2.output"].astype(np.float32)
    changes = {"alone/conv2.output": wrong, "network/conv2.output": wrong}
    verdicts = {(m.array, m.scope): m for m in all_compared(run, changes=changes)}
    assert verdicts["conv2.output", "layer"].verdict is Verdict.MISMATCH
    assert verdicts["conv2.output", "network"].verdict is Verdict.MISMATCH
    assert verdicts["conv2.output", "network"].cause is None
    assert verdicts["conv1.output", "layer"].verdict is not Verdict.MISMATCH


def test_what_only_differs_end_to_end_is_said_so() -> None:
    run = run_of(
        drawn(1, 1, 1, 4, 5), conv("conv1", "input", drawn(2, 1, 1, 2, 2)),
        layer("relu1", "relu", "conv1"),
    )
    wrong = run.arrays["conv1.grad_weight"].astype(np.float32) * 2
    found = all_compared(run, changes={"network/conv1.grad_weight": wrong})
    matches = [match for match in found if match.verdict is Verdict.MISMATCH]
    assert [(m.array, m.scope, m.cause and m.cause.kind) for m in matches] == [
        ("conv1.grad_weight", "network", "chain")
    ]


def test_a_layer_whose_window_holds_nothing_is_not_checked() -> None:
    pool = layer(
        "pool1", "max_pool2d", "input", kernel_size=2, padding=1, dilation=(2, 3), stride=2
    )
    run = run_of(counted(1, 1, 1, 9), pool)
    matches = all_compared(run)
    assert {match.verdict for match in matches} == {Verdict.NOT_CHECKED}


def test_padding_beside_infinite_weights_is_left_out_where_it_differs() -> None:
    weight = np.array([[[[np.inf, 1.0], [2, 3]]]])
    run = run_of(counted(1, 1, 3, 3) + 1, conv("conv1", "input", weight, padding=1))
    torch = run.arrays["conv1.output"].astype(np.float32)
    # A kernel that leaves the padding out makes no NaN of 0 x inf at the upper and left edge.
    skipped = np.where(np.isnan(torch), np.float32(1), torch)
    match = compared(run, changes={"alone/conv1.output": skipped})["conv1.output"]
    assert match.verdict is Verdict.EXACT
    assert match.excluded == {"undefined": int(np.isnan(torch).sum())}


def test_a_nan_spreads_over_its_own_windows_alone() -> None:
    image = counted(1, 1, 4, 4)
    image[0, 0, 0, 0] = np.nan
    run = run_of(image, conv("conv1", "input", counted(1, 1, 2, 2)))
    smeared = np.full(run.arrays["conv1.output"].shape, np.nan, np.float32)
    match = compared(run, changes={"alone/conv1.output": smeared})["conv1.output"]
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 8)


def test_infinities_of_the_wrong_sign_are_a_mismatch_and_no_warning() -> None:
    image = counted(1, 1, 3, 4)
    image[0, 0, 1, 1] = np.inf
    run = run_of(image, conv("conv1", "input", counted(1, 1, 2, 2) + 1))
    wrong = -run.arrays["conv1.output"].astype(np.float32)
    match = compared(run, changes={"alone/conv1.output": wrong})["conv1.output"]
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 6)
