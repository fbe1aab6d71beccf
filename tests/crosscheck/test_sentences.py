"""A report in words: every reason has a sentence, and nothing is claimed that did not run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from convtutor.crosscheck.failures import KINDS, Failure
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Cause, Match, Verdict
from convtutor.crosscheck.mistakes import mistakes
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.report import LaneReport, Refusal, Report
from convtutor.crosscheck.sentences import (
    array_rows,
    cause_sentence,
    device_lines,
    difference_text,
    failure_sentence,
    summary,
    telling_apart,
    verdict_sign,
    verdict_word,
)
from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.words import CATALOGUES, LANGUAGES
from tests.crosscheck.examples import (
    all_compared,
    conv,
    drawn,
    near_zero,
    other_side,
    padding_run,
    run_of,
)

NO_GPU = Failure("cuda-none", "No CUDA GPUs are available")


def report_on(
    run: Run, changes: dict[str, Array] | None = None, ran: tuple[str, ...] = ("cpu",)
) -> Report:
    lanes = tuple(
        LaneReport(lane.name, lane.device, lane.dtype, all_compared(run, lane, changes))
        if lane.device in ran
        else LaneReport(lane.name, lane.device, lane.dtype, failure=NO_GPU)
        for lane in LANES
    )
    return Report("auto", lanes, {"cpu": "AMD EPYC"}, {"torch": "2.13.0", "python": "3.11"})


def wrong_gradient() -> dict[str, Array]:
    wrong = padding_run().arrays["conv1.grad_input"].astype(np.float32)
    wrong[0, 0, 2, 1] += 0.5
    return {"alone/conv1.grad_input": wrong}


def test_what_agrees_bit_for_bit_is_said_with_its_count() -> None:
    assert summary(report_on(padding_run()), "en") == (
        "29 of 29 numbers agree on the CPU, bit for bit.",
        "Such numbers leave no room for rounding.",
        "GPU not checked: no CUDA device here; nothing is claimed about it",
    )


def test_what_agrees_within_rounding_claims_no_more() -> None:
    run = run_of(drawn(1, 1, 1, 3, 4), conv("conv1", "input", drawn(2, 1, 1, 2, 2)))
    first, *rest = summary(report_on(run), "en")
    assert first == "22 of 22 numbers agree on the CPU, within rounding."
    assert "Such numbers leave no room for rounding." not in rest


def test_a_mismatch_names_the_place_and_both_numbers() -> None:
    said = summary(report_on(padding_run(), wrong_gradient()), "en")
    assert said[:4] == (
        "28 of 29 numbers agree on the CPU.",
        "grad_input[0,0,2,1]: ours 6, torch 6.5. That is no rounding error.",
        "grad_input[0,0,2,1] = 1×3 + 1×2 + 1×1 + 1×0 = 6",
        "Only this element differs.",
    )


def test_a_mismatch_is_said_in_chinese_too() -> None:
    said = summary(report_on(padding_run(), wrong_gradient()), "zh")
    assert said[:2] == (
        "CPU 上 29 个数中有 28 个一致。",
        "grad_input[0,0,2,1]：这里是 6，torch 是 6.5。这不是舍入误差。",
    )


def test_two_numbers_that_differ_never_look_the_same() -> None:
    assert telling_apart(1 / 3, 1 / 3 + 1e-12) == ("0.333333333333", "0.333333333334")
    assert telling_apart(6, 6.5) == ("6", "6.5")
    assert telling_apart(np.nan, 1) == ("nan", "1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_absent_torch_claims_nothing(language: str) -> None:
    failure = Failure("torch-missing")
    lanes = tuple(LaneReport(la.name, la.device, la.dtype, failure=failure) for la in LANES)
    said = " ".join(summary(Report("auto", lanes, failure=failure), language))
    assert "torch>=2.10,<3" in said
    assert "agree" not in said
    assert "一致" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gpu_that_did_not_run_is_never_said_to_agree(language: str) -> None:
    cpu, gpu = device_lines(report_on(padding_run()), language)
    assert (cpu.checked, gpu.checked) == (True, False)
    assert "AMD EPYC" in cpu.detail
    rows = array_rows(report_on(padding_run()), language)
    assert {row.verdicts["cuda"] for row in rows} == {Verdict.NOT_CHECKED}
    assert not any("GPU" in s for s in summary(report_on(padding_run()), language)[:-1])


def test_both_devices_are_said_where_both_ran() -> None:
    said = summary(report_on(padding_run(), ran=("cpu", "cuda")), "en")
    assert said[0] == "29 of 29 numbers agree on the CPU, bit for bit."
    assert "29 of 29 numbers agree on the GPU, bit for bit." in said


def test_a_measured_rule_is_said_to_be_one() -> None:
    match = Match("conv1.output", "layer", (1, 1, 2, 2), Verdict.TF32)
    lane = LaneReport("cuda-default", "cuda", "float32", (match,))
    said = summary(Report("cuda", (lane,)), "en")[0]
    assert said == (
        "4 of 4 numbers agree on the GPU, as closely as TF32 allows by measurement; no proof "
        "stands behind that."
    )


def test_what_was_left_out_is_said_with_its_reason() -> None:
    run = near_zero()
    matches = all_compared(run, "cpu-float32", other_side(run))
    lane = LaneReport("cpu-float32", "cpu", "float32", matches)
    said = summary(replace(report_on(run), lanes=(lane,)), "en")
    assert any(s.startswith("relu1.grad_input: left out: 1; rounding") for s in said)


def test_overrides_of_the_environment_are_shown() -> None:
    overridden = replace(report_on(padding_run()), overrides={"NVIDIA_TF32_OVERRIDE": "1\x1b"})
    said = summary(overridden, "en")
    expected = r"The environment overrules torch's flags: NVIDIA_TF32_OVERRIDE=1\x1b."
    assert expected in said


@pytest.mark.parametrize("kind", ["empty-window", "no-output", "no-layer"])
def test_a_refused_layer_is_named_with_the_reason(kind: str) -> None:
    refused = replace(report_on(padding_run()), refusals=(Refusal("pool1", kind),))
    assert any(s.startswith("pool1 is not handed to torch: ") for s in summary(refused, "en"))
    assert any(s.startswith("pool1 不交给 torch：") for s in summary(refused, "zh"))


def test_rows_leave_out_the_layer_where_there_is_one() -> None:
    row = array_rows(report_on(padding_run()), "en")[0]
    assert (row.array, row.shape, row.difference, row.allowed) == (
        "output", "1x1x4x4", "0 in 16 elements", "0"
    )


def test_rows_show_the_difference_and_its_place() -> None:
    rows = {row.array: row for row in array_rows(report_on(padding_run(), wrong_gradient()), "en")}
    assert rows["grad_input"].difference == "0.5 at [0,0,2,1]"
    assert rows["grad_input"].verdicts["cpu"] is Verdict.MISMATCH


def test_another_shape_is_shown() -> None:
    match = Match("a.output", "layer", (1, 4), Verdict.MISMATCH, torch_shape=(1, 5))
    assert difference_text(match, "en") == "shape 1x5"
    lane = LaneReport("cpu-float32", "cpu", "float32", (match,))
    assert "output: ours has the shape 1x4, torch's has 1x5." in summary(
        Report("cpu", (lane,)), "en"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_has_a_sentence(kind: str, language: str) -> None:
    sentence = failure_sentence(Failure(kind, "text\x1b[2J"), language)
    assert sentence
    assert "\x1b" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_lane_has_a_word(language: str) -> None:
    for verdict in Verdict:
        assert verdict_word(verdict, language)
    assert {f"torch.lane.{lane.name}" for lane in LANES} <= set(CATALOGUES[language])


def test_every_verdict_is_told_by_its_sign_before_its_colour() -> None:
    assert [verdict_sign(v) for v in (Verdict.EXACT, Verdict.TYPICAL, Verdict.MISMATCH)] == [
        "=", "~", "!"
    ]


def test_every_cause_has_a_sentence() -> None:
    weight, bias = drawn(2, 2, 2, 3, 3), drawn(3, 2)
    run = run_of(drawn(1, 1, 2, 5, 7), conv("conv1", "input", weight, bias, stride=(1, 2)))
    plan = plan_of(run).layers[0]
    kinds = {mistake.cause.kind for mistake in mistakes(plan, plan.local(run.arrays))}
    people = {misconception.name for misconception in MISCONCEPTIONS.values()}
    assert kinds & people
    kinds = kinds - people | {"scaled", "single-element", "chain", "misconception"}
    written = {key for key in CATALOGUES["en"] if key.startswith("torch.cause.")}
    assert written == {f"torch.cause.{kind}" for kind in kinds}


def test_a_mistake_that_people_make_is_said_in_its_own_words() -> None:
    told = cause_sentence(Cause("kernel-upside-down"), "en")
    assert told == (
        "Torch's numbers come out with one mistake. "
        "The rows of the kernel are taken from bottom to top."
    )
    scaled = cause_sentence(Cause("scaled", {"factor": "2"}), "en")
    assert scaled == "Torch's numbers are ours times 2."
