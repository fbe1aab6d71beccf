"""The CUDA lanes rehearsed where there is no GPU.

The child is told that there is one and computes on the CPU instead. This holds the order of the
lanes, their flags and what becomes of failures; what a GPU computes it cannot show.
"""

from __future__ import annotations

import pytest

from convtutor.crosscheck import process
from convtutor.crosscheck.lanes import CUDA_FLAGS
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.crosscheck.torch_run import TorchWorker, check_run
from convtutor.crosscheck.worker_flags import read_flag
from tests.conftest import require
from tests.crosscheck.examples import padding_run

require("torch")

REHEARSED = """
import torch
import convtutor.crosscheck.worker as worker
to_tensor = worker.to_tensor
def on_the_cpu(torch, blob, device):
    if device == "cuda":
        {action}
    return to_tensor(torch, blob, "cpu")
def started():
    {start}
worker.to_tensor, torch.cuda.init = on_the_cpu, started
torch.cuda.device_count = lambda: 1
torch.cuda.get_device_name = lambda number: "Rehearsed GPU"
torch.cuda.get_device_capability = lambda number: (9, 0)
"""
FAULT = 'raise RuntimeError("CUDA error: an illegal memory access was encountered")'


def rehearse(monkeypatch: pytest.MonkeyPatch, action: str = "pass", start: str = "pass") -> None:
    stage = REHEARSED.format(action=action, start=start)
    monkeypatch.setattr(process, "BOOT", process.BOOT.replace("main()\n", f"{stage}main()\n"))


def lanes(report: Report) -> dict[str, LaneReport]:
    return {lane.lane: lane for lane in report.lanes}


def reasons(report: Report, device: str) -> set[str]:
    return {lane.failure.kind for lane in report.lanes_on(device) if lane.failure}


def test_every_lane_runs_in_its_own_flags_and_leaves_them_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import torch

    rehearse(monkeypatch)
    report = check_run(padding_run())
    assert {lane.verdict for lane in report.lanes} == {Verdict.EXACT}
    found = lanes(report)
    assert found["cuda-float32"].flags["cudnn.enabled"] is False
    assert found["cuda-float32"].flags["cudnn.conv.fp32_precision"] == "ieee"
    assert found["cuda-float32"].flags["cuda.matmul.fp32_precision"] == "ieee"
    assert found["cuda-cudnn"].flags["cudnn.deterministic"] is True
    assert found["cuda-cudnn"].flags["cudnn.conv.fp32_precision"] == "ieee"
    untouched = {flag: read_flag(torch, flag) for flag in CUDA_FLAGS}
    assert found["cuda-default"].flags == untouched


def test_the_gpu_is_named_with_its_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse(monkeypatch)
    report = check_run(padding_run(), "cuda")
    assert report.devices["cuda"] == "Rehearsed GPU"
    assert report.versions["capability"] == "9.0"
    assert {"cuda", "cudnn"} <= set(report.versions)
    assert reasons(report, "cpu") == {"not-asked"}
    assert report.exit_code == 0


def test_a_gpu_without_memory_leaves_the_cpu_results_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rehearse(monkeypatch, 'raise torch.OutOfMemoryError("CUDA out of memory.")')
    report = check_run(padding_run())
    assert {lane.verdict for lane in report.lanes_on("cpu")} == {Verdict.EXACT}
    assert {lane.verdict for lane in report.lanes_on("cuda")} == {Verdict.NOT_CHECKED}
    assert reasons(report, "cuda") == {"out-of-memory"}
    assert report.exit_code == 0


def test_a_gpu_that_was_asked_for_and_fails_exits_4(monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse(monkeypatch, FAULT)
    report = check_run(padding_run(), "cuda")
    assert (reasons(report, "cuda"), report.exit_code) == ({"cuda-fault"}, 4)


def test_after_a_fault_the_gpu_is_left_alone_and_the_next_run_gets_a_new_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every further call would answer with the same error; here it would answer with another."""
    once = 'worker.faults = getattr(worker, "faults", 0) + 1; ' + FAULT.replace(
        'encountered"', 'encountered, fault " + str(worker.faults)'
    )
    rehearse(monkeypatch, once)
    with TorchWorker("cuda") as worker:
        first, second = worker.check(padding_run()), worker.check(padding_run())
    for report in (first, second):
        details = {la.failure.detail for la in report.lanes_on("cuda") if la.failure}
        assert len(details) == 1
        assert next(iter(details)).endswith("fault 1")


def test_a_crash_on_the_gpu_leaves_the_cpu_results_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    report = check_run(padding_run())
    assert {lane.verdict for lane in report.lanes_on("cpu")} == {Verdict.EXACT}
    assert reasons(report, "cuda") == {"worker-signal"}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ('AssertionError("Torch not compiled with CUDA enabled")', "cuda-build"),
        ('RuntimeError("No CUDA GPUs are available")', "cuda-none"),
        ('RuntimeError("Found no NVIDIA driver on your system.")', "cuda-driver-missing"),
    ],
)
@pytest.mark.parametrize(("device", "code"), [("auto", 0), ("cuda", 4)])
def test_a_cuda_that_does_not_start_is_absent(
    error: str, kind: str, device: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearse(monkeypatch, start=f"raise {error}")
    report = check_run(padding_run(), device)
    assert (reasons(report, "cuda"), report.exit_code) == ({kind}, code)


def test_a_child_that_dies_while_cuda_starts_leaves_the_cpu_results_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rehearse(monkeypatch, start="import os; os._exit(9)")
    report = check_run(padding_run())
    assert {lane.verdict for lane in report.lanes_on("cpu")} == {Verdict.EXACT}
    assert reasons(report, "cuda") == {"worker-exit"}
