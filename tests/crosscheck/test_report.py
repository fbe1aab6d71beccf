"""A report counts what agrees, says how it came out, and is a document."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from convtutor.crosscheck.failures import ABSENT_TORCH, BROKEN_DOWN, KINDS, UNASKED, Failure
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Difference, Match, Verdict, worst
from convtutor.crosscheck.report import LaneReport, Report
from tests.crosscheck.examples import all_compared, padding_run

EXACT = Match("conv1.output", "layer", (1, 1, 4, 4), Verdict.EXACT)
WRONG = Match("conv1.grad_input", "layer", (1, 1, 3, 3), Verdict.MISMATCH, disagreeing=2)


def lane(name: str, *matches: Match, failure: Failure | None = None) -> LaneReport:
    device, _, dtype = name.partition("-")
    return LaneReport(name, device, dtype, matches, failure=failure)


def report(
    asked: str, cpu: str | None = None, cuda: str | None = None, *matches: Match
) -> Report:
    """Make a report of one lane a device, each with matches or the failure named."""
    made = [("cpu-float32", cpu), ("cuda-float32", cuda)]
    lanes = [
        lane(name, *matches) if kind is None else lane(name, failure=Failure(kind))
        for name, kind in made
    ]
    return Report(asked, tuple(lanes))


def test_verdicts_are_ordered_from_trust_to_mismatch() -> None:
    order = [Verdict.EXACT, Verdict.TYPICAL, Verdict.WITHIN_BOUND, Verdict.TF32, Verdict.MISMATCH]
    assert sorted(order, key=lambda verdict: verdict.rank) == order


def test_the_worst_of_nothing_compared_is_not_checked() -> None:
    assert worst([Verdict.NOT_CHECKED]) is Verdict.NOT_CHECKED
    assert worst([Verdict.NOT_CHECKED, Verdict.EXACT]) is Verdict.EXACT


def test_the_numbers_of_a_lane_are_counted_once_though_compared_twice() -> None:
    again = Match("conv1.grad_input", "network", (1, 1, 3, 3), Verdict.MISMATCH, disagreeing=3)
    both = lane("cpu-float32", EXACT, WRONG, again)
    assert (both.agreed, both.elements, both.verdict) == (22, 25, Verdict.MISMATCH)


def test_what_is_left_out_does_not_count_as_agreeing() -> None:
    partly = Match(
        "relu1.grad_input", "layer", (1, 1, 2, 2), Verdict.EXACT, excluded={"undefined": 1}
    )
    assert lane("cpu-float32", partly).agreed == 3


def test_everything_that_was_compared_agrees_exits_0() -> None:
    assert report("auto", None, "cuda-none", EXACT).exit_code == 0
    assert report("cpu", None, UNASKED[0], EXACT).exit_code == 0


@pytest.mark.parametrize("asked", ["auto", "cpu", "cuda"])
def test_a_mismatch_exits_1_whatever_else_failed(asked: str) -> None:
    assert report(asked, None, "cuda-fault", EXACT, WRONG).exit_code == 1


@pytest.mark.parametrize("kind", ABSENT_TORCH)
def test_an_absent_torch_is_no_fault_unless_a_device_was_asked_for(kind: str) -> None:
    assert report("auto", kind, kind).exit_code == 0
    assert report("cpu", kind, UNASKED[0]).exit_code == 4
    assert report("cuda", UNASKED[0], kind).exit_code == 4


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("cuda-")])
def test_an_absent_gpu_is_a_fault_only_where_it_was_asked_for(kind: str) -> None:
    assert report("auto", None, kind, EXACT).exit_code == 0
    assert report("cuda", UNASKED[0], kind).exit_code == 4


@pytest.mark.parametrize("kind", BROKEN_DOWN)
def test_a_cpu_lane_that_breaks_down_is_a_fault(kind: str) -> None:
    assert report("auto", kind, "cuda-none").exit_code == 4


def test_a_report_without_a_comparison_is_not_checked() -> None:
    unchecked = report("auto", "torch-missing", "torch-missing")
    assert (unchecked.checked, unchecked.verdict) == (False, Verdict.NOT_CHECKED)


def test_a_device_shows_the_worst_of_its_lanes() -> None:
    typical = Match("conv1.output", "layer", (1, 1, 4, 4), Verdict.TYPICAL)
    both = Report("cpu", (lane("cpu-float32", EXACT), lane("cpu-float64", typical)))
    assert both.match("cpu", "conv1.output") is typical
    assert both.match("cuda", "conv1.output") is None


@pytest.mark.parametrize(
    ("ours", "torch", "size"),
    [(3, 3.5, 0.5), (0.0, -0.0, 0), (np.inf, np.inf, 0), (np.inf, -np.inf, np.inf),
     (np.nan, np.nan, 0), (np.nan, 1, np.inf), (1e308, -1e308, np.inf)],
)
def test_the_size_of_a_difference(ours: float, torch: float, size: float) -> None:
    assert Difference((0,), ours, torch, 0).size == size


def test_a_difference_without_a_bound_is_infinitely_too_large() -> None:
    assert Difference((0,), 3, 3.5, 0).ratio == np.inf
    assert Difference((0,), 3, 3, 0).ratio == 0


def test_a_report_is_a_document_without_numbers_that_json_lacks() -> None:
    wrong = padding_run().arrays["conv1.output"].astype(np.float32)
    wrong[0, 0, 1, 2] = np.nan
    matches = all_compared(padding_run(), changes={"alone/conv1.output": wrong})
    lanes = tuple(LaneReport(la.name, la.device, la.dtype, matches) for la in LANES)
    text = json.dumps(Report("auto", lanes).as_json(), allow_nan=False)
    found: dict[str, Any] = json.loads(text)["lanes"][0]["arrays"][0]
    assert (found["array"], found["verdict"]) == ("conv1.output", "MISMATCH")
    assert found["greatest"] == {
        "index": [0, 0, 1, 2], "difference": "inf", "ours": 25.0, "torch": "nan", "bound": 0.0,
        "ratio": "inf",
    }
