"""Real torch in the child: what it returns is compared, and every claim follows from that."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from convtutor.crosscheck import torch_run
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.protocol import Message
from convtutor.crosscheck.reference import arrays_of
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.torch_run import TorchWorker, check_run, check_run_async
from convtutor.engine.arrays import Array
from convtutor.errors import ArgumentError
from convtutor.lesson.run import Run
from convtutor.lesson.schema import Layer
from tests.conftest import require
from tests.crosscheck.examples import (
    conv,
    counted,
    drawn,
    layer,
    padding_run,
    run_of,
    run_of_case,
)
from tests.engine.cases import floats, integers
from tests.engine.families import CASES

require("torch")

AGREEING = {Verdict.EXACT, Verdict.TYPICAL, Verdict.WITHIN_BOUND}


@pytest.fixture(scope="module")
def worker() -> Generator[TorchWorker, None, None]:
    """One child for the whole module."""
    with TorchWorker("cpu") as shared:
        yield shared


def verdicts(report: Report) -> set[Verdict]:
    ran = [lane for lane in report.lanes if lane.device == "cpu"]
    assert [lane.failure for lane in ran] == [None, None]
    return {match.verdict for lane in ran for match in lane.matches}


def test_a_lesson_in_integers_agrees_bit_for_bit_in_both_dtypes() -> None:
    report = check_run(padding_run())
    assert verdicts(report) == {Verdict.EXACT}
    assert [(la.lane, la.agreed, la.elements) for la in report.lanes if la.device == "cpu"] == [
        ("cpu-float32", 29, 29), ("cpu-float64", 29, 29)
    ]
    assert report.arrays() == ("conv1.output", "conv1.grad_input", "conv1.grad_weight")
    assert report.exit_code == 0


def test_the_report_names_torch_the_cpu_and_the_flags_as_they_read_back() -> None:
    import torch

    report = check_run(padding_run(), "cpu")
    assert report.versions["torch"] == torch.__version__
    assert report.devices["cpu"]
    assert report.lanes[0].flags["mkldnn.conv.fp32_precision"] == "ieee"
    assert report.seconds >= report.lanes[0].seconds > 0


def test_a_gpu_that_was_not_asked_for_is_not_checked() -> None:
    report = check_run(padding_run(), "cpu")
    kinds = {la.failure.kind for la in report.lanes if la.device == "cuda" and la.failure}
    assert kinds == {"not-asked"}
    assert report.exit_code == 0


def test_overrides_of_the_environment_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NVIDIA_TF32_OVERRIDE", "0")
    assert check_run(padding_run(), "cpu").overrides == {"NVIDIA_TF32_OVERRIDE": "0"}


def test_the_check_runs_inside_an_event_loop() -> None:
    assert asyncio.run(check_run_async(padding_run(), "cpu")).verdict is Verdict.EXACT


def test_one_replaced_element_is_a_mismatch_at_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def altered(message: Message) -> Mapping[str, Array]:
        arrays = arrays_of(message)
        wrong = arrays["alone/conv1.grad_input"].copy()
        wrong[0, 0, 2, 1] += 0.5
        return {**arrays, "alone/conv1.grad_input": wrong}

    monkeypatch.setattr(torch_run, "arrays_of", altered)
    report = check_run(padding_run(), "cpu")
    wrong = [match for match in report.lanes[0].matches if match.verdict is Verdict.MISMATCH]
    assert [match.place for match in wrong] == ["conv1.grad_input[0,0,2,1]"]
    assert wrong[0].greatest is not None
    assert (wrong[0].greatest.ours, wrong[0].greatest.torch) == (6, 6.5)
    assert report.exit_code == 1


SIZES = st.tuples(st.integers(1, 2), st.integers(3, 6), st.integers(3, 7))
KEYWORDS = st.fixed_dictionaries({
    "stride": st.tuples(st.integers(1, 3), st.integers(1, 3)),
    "padding": st.one_of(
        st.tuples(st.integers(0, 2), st.integers(0, 2)), st.just("same"), st.just("valid")
    ),
    "dilation": st.tuples(st.integers(1, 2), st.integers(1, 2)),
    "padding_mode": st.sampled_from(["zeros", "zeros", "reflect", "replicate", "circular"]),
})


def drawn_conv(
    size: tuple[int, int, int], kernel: tuple[int, int], groups: int, biased: bool, seed: int,
    keywords: Mapping[str, Any],
) -> Run:
    """Make a convolution from drawn settings; leaves out those that fit no input."""
    batch, height, width = size
    group_in, out_channels = 1 + seed % 2, groups * (1 + seed % 3)
    bias = drawn(seed + 2, out_channels) if biased else None
    weight = drawn(seed + 1, out_channels, group_in, *kernel)
    try:
        made = conv("conv1", "input", weight, bias, groups=groups, **keywords)
        plain = run_of(drawn(seed, batch, groups * group_in, height, width), made)
    except ArgumentError:
        assume(False)
    upstream = drawn(seed + 3, *plain.arrays["conv1.output"].shape)
    return run_of(plain.arrays["conv1.input"], made, grad_output=upstream)


@settings(max_examples=120)
@given(
    SIZES, st.tuples(st.integers(1, 3), st.integers(1, 4)), st.integers(1, 2), st.booleans(),
    st.integers(0, 99), KEYWORDS,
)
def test_drawn_convolutions_stay_within_the_bound_in_both_dtypes(
    worker: TorchWorker, size: tuple[int, int, int], kernel: tuple[int, int], groups: int,
    biased: bool, seed: int, keywords: dict[str, Any],
) -> None:
    run = drawn_conv(size, kernel, groups, biased, seed, keywords)
    assert verdicts(worker.check(run)) <= AGREEING


FAMILY = (
    "conv1d", "conv_transpose1d", "conv_transpose2d", "linear", "flatten", "add", "cat",
    "sub", "mul", "sum", "matmul", "slice", "flip", "reshape", "detach", "sgd",
)


@pytest.mark.parametrize("name", [*FAMILY, "batch_norm"])
@settings(max_examples=60)
@given(data=st.data())
def test_drawn_layers_stay_within_the_bound_in_both_dtypes(
    worker: TorchWorker, name: str, data: st.DataObject
) -> None:
    run = run_of_case(data.draw(CASES[name](floats)))
    assert verdicts(worker.check(run)) <= AGREEING


@pytest.mark.parametrize("name", FAMILY)
@settings(max_examples=30)
@given(data=st.data())
def test_drawn_layers_in_integers_agree_bit_for_bit(
    worker: TorchWorker, name: str, data: st.DataObject
) -> None:
    run = run_of_case(data.draw(CASES[name](integers)))
    assert verdicts(worker.check(run)) == {Verdict.EXACT}


@settings(max_examples=40)
@given(
    SIZES, st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.tuples(st.integers(1, 3), st.integers(1, 2)), st.tuples(st.integers(0, 1), st.just(0)),
    st.tuples(st.integers(1, 2), st.integers(1, 2)), st.booleans(), st.integers(0, 99),
)
def test_drawn_pools_agree_with_their_winners_ties_among_them(
    worker: TorchWorker, size: tuple[int, int, int], kernel: tuple[int, int],
    stride: tuple[int, int], padding: tuple[int, int], dilation: tuple[int, int],
    ceil_mode: bool, seed: int,
) -> None:
    batch, height, width = size
    # Few different values, so that most windows hold ties.
    image = np.rint(drawn(seed, batch, 2, height, width))
    try:
        pool = layer(
            "pool1", "max_pool2d", "input", kernel_size=kernel, stride=stride, padding=padding,
            dilation=dilation, ceil_mode=ceil_mode,
        )
        run = run_of(image, pool)
    except ArgumentError:
        assume(False)
    found = verdicts(worker.check(run))
    assert found <= {Verdict.EXACT, Verdict.NOT_CHECKED}


POOLS = [
    "max_pool1d", "avg_pool1d", "avg_pool2d", "adaptive_avg_pool2d", "adaptive_max_pool2d",
]


@pytest.mark.parametrize("name", POOLS)
@settings(max_examples=60)
@given(data=st.data())
def test_drawn_pools_stay_within_the_bound_in_both_dtypes(
    worker: TorchWorker, name: str, data: st.DataObject
) -> None:
    run = run_of_case(data.draw(CASES[name](floats)))
    assert verdicts(worker.check(run)) <= AGREEING | {Verdict.NOT_CHECKED}


@pytest.mark.parametrize("name", ["max_pool1d", "adaptive_max_pool2d"])
@settings(max_examples=30)
@given(data=st.data())
def test_drawn_maxima_name_the_same_winners(
    worker: TorchWorker, name: str, data: st.DataObject
) -> None:
    report = worker.check(run_of_case(data.draw(CASES[name](integers))))
    assert verdicts(report) <= {Verdict.EXACT, Verdict.NOT_CHECKED}
    for match in report.lanes[0].matches:
        if match.array == "conv1.indices" and match.verdict is Verdict.EXACT:
            assert match.ties == 0


def test_a_line_whose_window_holds_no_element_never_reaches_torch(worker: TorchWorker) -> None:
    danger = layer("pool1", "max_pool1d", "input", kernel_size=2, padding=1, dilation=2)
    report = worker.check(run_of(counted(1, 1, 1), danger))
    assert [(refusal.layer, refusal.kind) for refusal in report.refusals] == [
        ("pool1", "empty-window")
    ]


@pytest.mark.parametrize("name", ["adaptive_avg_pool2d", "adaptive_max_pool2d"])
def test_an_output_without_elements_never_reaches_torch(worker: TorchWorker, name: str) -> None:
    """torch takes such a layer, but refuses its backward pass."""
    run = run_of(counted(1, 1, 3, 4), layer("pool1", name, "input", output_size=(0, 2)))
    report = worker.check(run)
    assert [(refusal.layer, refusal.kind) for refusal in report.refusals] == [
        ("pool1", "no-output")
    ]
    assert verdicts(report) == {Verdict.NOT_CHECKED}
    assert not run.arrays["pool1.grad_input"].any()


def test_means_and_maxima_in_a_chain_are_compared_end_to_end(worker: TorchWorker) -> None:
    run = run_of(
        drawn(1, 2, 3, 12, 11),
        conv("conv1", "input", drawn(2, 4, 3, 3, 2), drawn(3, 4), padding=(2, 1)),
        layer("pool1", "avg_pool2d", "conv1", kernel_size=(3, 2), stride=2, padding=1,
              ceil_mode=True, count_include_pad=False),
        layer("pool2", "adaptive_avg_pool2d", "pool1", output_size=(5, 4)),
        layer("pool3", "adaptive_max_pool2d", "pool2", output_size=(3, 2)),
    )
    report = worker.check(run)
    assert verdicts(report) <= AGREEING
    scopes = {(match.array, match.scope) for match in report.lanes[0].matches}
    for number in (1, 2, 3):
        assert {(f"pool{number}.grad_input", "layer"), (f"pool{number}.grad_input", "network")} <= (
            scopes
        )


def test_a_chain_is_compared_layer_by_layer_and_end_to_end(worker: TorchWorker) -> None:
    run = run_of(
        drawn(1, 2, 3, 9, 8),
        conv("conv1", "input", drawn(2, 4, 3, 3, 2), drawn(3, 4), padding=(2, 1), stride=(1, 2)),
        layer("relu1", "relu", "conv1"),
        layer("pool1", "max_pool2d", "relu1", kernel_size=2, stride=1),
        conv("conv2", "pool1", drawn(4, 2, 2, 3, 2), groups=2, padding_mode="replicate",
             padding=1),
    )
    report = worker.check(run)
    assert verdicts(report) <= AGREEING
    scopes = {(match.array, match.scope) for match in report.lanes[0].matches}
    for array in ("conv1.output", "conv1.grad_weight", "relu1.grad_input", "conv2.output"):
        assert {(array, "layer"), (array, "network")} <= scopes


def test_a_chain_of_activations_agrees_layer_by_layer_and_end_to_end(worker: TorchWorker) -> None:
    generator = np.random.default_rng(6)
    mask = (generator.random((2, 4, 5, 7)) < 0.7).astype(float)
    run = run_of(
        drawn(1, 2, 3, 6, 8),
        conv("conv1", "input", drawn(2, 4, 3, 2, 2), drawn(3, 4)),
        layer("leaky1", "leaky_relu", "conv1", negative_slope=-0.3),
        layer("dropout1", "dropout", "leaky1", {"mask": mask}, p=0.3),
        layer("tanh1", "tanh", "dropout1"),
        conv("conv2", "tanh1", drawn(4, 2, 4, 3, 2)),
        layer("sigmoid1", "sigmoid", "conv2"),
        layer("dropout2", "dropout", "sigmoid1", p=0.6, training=False),
    )
    report = worker.check(run)
    assert verdicts(report) <= AGREEING
    scopes = {(match.array, match.scope) for match in report.lanes[0].matches}
    for array in ("dropout1.output", "dropout1.grad_input", "sigmoid1.grad_input"):
        assert {(array, "layer"), (array, "network")} <= scopes
    assert not any("mask" in array or "slope" in array for array, _ in scopes)


def test_curves_far_out_and_numbers_that_are_not_finite_agree(worker: TorchWorker) -> None:
    infinite = [np.inf, -np.inf, np.nan]
    image = np.array([[1000, -1000, *infinite, 0, -0.0, 1e-40, 88.7, -104, 17, 1 / 3]])
    mask = np.array([[1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0.0]])
    for op in ("sigmoid", "tanh", "leaky_relu", "dropout"):
        own = {"mask": mask} if op == "dropout" else {}
        report = worker.check(run_of(image, layer("layer1", op, "input", own)))
        assert verdicts(report) <= AGREEING, op


@pytest.mark.parametrize("special", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite_stays_in_its_windows(
    worker: TorchWorker, special: float
) -> None:
    image = counted(1, 1, 4, 5)
    image[0, 0, 1, 3] = special
    run = run_of(image, conv("conv1", "input", counted(1, 1, 2, 2) + 1, padding=1))
    found = {match.array: match for match in worker.check(run).lanes[0].matches}
    assert found["conv1.output"].verdict is Verdict.EXACT
    assert Verdict.MISMATCH not in {match.verdict for match in found.values()}


def test_the_last_nan_wins_in_torch_too(worker: TorchWorker) -> None:
    image = np.array([[[[1.0, np.nan, 3, 3], [np.nan, 0, 3, np.inf]]]])
    run = run_of(image, layer("pool1", "max_pool2d", "input", kernel_size=2))
    report = worker.check(run)
    assert verdicts(report) == {Verdict.EXACT}
    assert not any(match.ties for match in report.lanes[0].matches)


def test_denormals_are_covered_whether_or_not_torch_flushes_them(worker: TorchWorker) -> None:
    image = np.full((1, 1, 2, 2), 3e-39)
    run = run_of(image, conv("conv1", "input", np.full((1, 1, 2, 2), 1 / 3)))
    assert verdicts(worker.check(run)) <= AGREEING


def test_numbers_too_large_for_float32_are_no_mismatch(worker: TorchWorker) -> None:
    run = run_of(np.full((1, 1, 2, 2), 3e38), conv("conv1", "input", np.full((1, 1, 2, 2), 1.5)))
    found = worker.check(run)
    assert Verdict.MISMATCH not in verdicts(found)
    assert found.lanes[0].matches[0].excluded == {"overflow": 1}


def test_an_empty_batch_agrees(worker: TorchWorker) -> None:
    run = run_of(np.zeros((0, 1, 3, 4)), conv("conv1", "input", counted(2, 1, 2, 2)))
    assert verdicts(worker.check(run)) == {Verdict.EXACT}


def test_a_window_without_elements_never_reaches_torch(worker: TorchWorker) -> None:
    """torch answers it with an index outside the plane and writes there: the child would die."""
    danger = layer(
        "pool1", "max_pool2d", "input", kernel_size=2, padding=1, dilation=(2, 3), stride=2
    )
    run = run_of(counted(1, 1, 1, 9), danger)
    report = worker.check(run)
    assert [(refusal.layer, refusal.kind) for refusal in report.refusals] == [
        ("pool1", "empty-window")
    ]
    assert verdicts(report) == {Verdict.NOT_CHECKED}
    assert not report.checked


def test_layers_beside_a_refused_one_are_compared_by_themselves(worker: TorchWorker) -> None:
    danger = layer(
        "pool1", "max_pool2d", "conv1", kernel_size=2, padding=1, dilation=(2, 3), stride=2
    )
    run = run_of(counted(1, 1, 2, 9), conv("conv1", "input", counted(1, 1, 2, 1)), danger)
    report = worker.check(run)
    found = {match.array: match.verdict for match in report.lanes[0].matches}
    assert found["conv1.output"] is Verdict.EXACT
    assert found["pool1.output"] is Verdict.NOT_CHECKED
    assert {match.scope for match in report.lanes[0].matches} == {"layer"}


def test_an_encoder_and_its_decoder_are_compared_end_to_end(worker: TorchWorker) -> None:
    run = run_of(
        drawn(1, 2, 3, 9, 8),
        conv("conv1", "input", drawn(2, 4, 3, 3, 2), drawn(3, 4), stride=2),
        layer("relu1", "relu", "conv1"),
        layer("grow1", "conv_transpose2d", "relu1",
              {"weight": drawn(4, 4, 2, 3, 2), "bias": drawn(5, 2)}, stride=2,
              output_padding=(0, 1)),
    )
    report = worker.check(run)
    assert run.arrays["grow1.output"].shape == (2, 2, 9, 9)
    assert verdicts(report) <= AGREEING
    scopes = {(match.array, match.scope) for match in report.lanes[0].matches}
    assert {("grow1.grad_weight", "layer"), ("grow1.grad_weight", "network")} <= scopes


def test_many_terms_are_bounded_without_being_listed(worker: TorchWorker) -> None:
    run = run_of(
        drawn(1, 1, 16, 16, 17), conv("conv1", "input", drawn(2, 16, 16, 3, 3), padding=1)
    )
    assert verdicts(worker.check(run)) <= AGREEING


def test_many_terms_of_a_transposed_convolution_are_bounded_without_being_listed(
    worker: TorchWorker,
) -> None:
    weight = {"weight": drawn(2, 16, 12, 3, 3)}
    grow = layer("grow1", "conv_transpose2d", "input", weight, stride=(1, 2), padding=1)
    assert verdicts(worker.check(run_of(drawn(1, 1, 16, 16, 13), grow))) <= AGREEING


def norm(name: str, reads: str, seed: int, **keywords: Any) -> Layer:
    operands = {"running_mean": drawn(seed, 4), "running_var": drawn(seed + 1, 4) ** 2,
                "weight": drawn(seed + 2, 4), "bias": drawn(seed + 3, 4)}
    return layer(name, "batch_norm", reads, operands, **keywords)


def test_a_chain_with_batch_norms_is_compared_end_to_end_with_what_they_keep(
    worker: TorchWorker,
) -> None:
    """The first trains, the second is evaluated: torch returns new statistics of the first."""
    run = run_of(
        drawn(1, 3, 2, 5, 4),
        conv("conv1", "input", drawn(2, 4, 2, 2, 2), drawn(3, 4)),
        norm("norm1", "conv1", 4, training=True, momentum=0.25),
        layer("relu1", "relu", "norm1"),
        norm("norm2", "relu1", 8, eps=0.5),
    )
    report = worker.check(run)
    assert verdicts(report) <= AGREEING
    arrays = {(match.array, match.scope) for match in report.lanes[0].matches}
    for kept in ("new_running_mean", "new_running_var"):
        assert {(f"norm1.{kept}", "layer"), (f"norm1.{kept}", "network")} <= arrays
        assert (f"norm2.{kept}", "layer") not in arrays
    assert {("norm1.grad_weight", "network"), ("norm2.grad_input", "network")} <= arrays
    assert ("norm1.mean", "layer") not in arrays  # torch hands out no stage


def test_statistics_that_torch_did_not_move_are_a_mismatch(
    worker: TorchWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_of(drawn(1, 3, 4, 2), norm("norm1", "input", 4, training=True))
    kept = run.arrays["norm1.running_var"]

    def altered(message: Message) -> Mapping[str, Array]:
        return {**arrays_of(message), "alone/norm1.new_running_var": kept}

    monkeypatch.setattr(torch_run, "arrays_of", altered)
    wrong = [match for match in worker.check(run).lanes[0].matches
             if match.verdict is Verdict.MISMATCH]
    assert [match.array for match in wrong] == ["norm1.new_running_var"]
