"""The torch panel: what it says of every outcome at every size, and that the screen goes on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from convtutor.crosscheck.failures import Failure
from convtutor.crosscheck.match import LAYER, Difference, Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.lesson.run import Run
from convtutor.progress.record import Record
from convtutor.tui import torch_checks
from tests.conftest import require
from tests.crosscheck.torches import FIT, install
from tests.tui.lessons import network, padding
from tests.tui.showing import in_loop, showing

SIZES = ((60, 18), (80, 24), (120, 40), (200, 60))
NO_GPU = Failure("cuda-none")


def match_of(run: Run, array: str, verdict: Verdict = Verdict.EXACT) -> Match:
    """Say of an array of a run how it agrees; with a mismatch its last element differs by 0.5."""
    values = run.arrays[array]
    last = tuple(extent - 1 for extent in values.shape)
    ours = float(values[last])
    differs = verdict is not Verdict.EXACT
    return Match(
        array, LAYER, values.shape, verdict, disagreeing=verdict is Verdict.MISMATCH,
        greatest=Difference(last, ours, ours + 0.5 * differs, 0.0 if differs else 1e-6),
        arithmetic="1*2 + 3*4" if verdict is Verdict.MISMATCH else "",
    )


def report_of(run: Run, *verdicts: Verdict, failure: Failure = NO_GPU) -> Report:
    """Report two lanes of a CPU for all arrays that a run makes; the GPU was not there."""
    names = dict.fromkeys(f"{trace.layer}.{trace.rule.target}" for trace in run.timeline.traces)
    given = [*verdicts, *[Verdict.EXACT] * len(names)]
    matches = tuple(match_of(run, *pair) for pair in zip(names, given, strict=False))
    cpu = LaneReport("cpu-float32", "cpu", "float32", matches)
    exact = tuple(match_of(run, name) for name in names)
    return Report(
        "auto", (
            cpu, LaneReport("cpu-float64", "cpu", "float64", exact),
            LaneReport("cuda-ieee", "cuda", "float32", failure=failure),
        ),
        devices={"cpu": "a CPU"}, versions={"torch": "2.13.0", "python": "3.11.7"}, seconds=1.5,
    )


class Checks:
    """Answers in torch's place: `answer` makes the report, once `released`."""

    def __init__(self, answer: Callable[[Run], Report]) -> None:
        self.answer = answer
        self.asked: list[int] = []
        self.released = asyncio.Event()
        self.released.set()

    async def __call__(self, run: Run, device: str) -> Report:
        self.asked.append(run.example.number)
        await self.released.wait()
        return self.answer(run)


@pytest.mark.parametrize(
    ("size", "language"), [*((size, "en") for size in SIZES), ((60, 18), "zh"), ((80, 24), "zh")]
)
@in_loop
async def test_the_verdict_can_be_read_in_every_example_at_every_size(
    record: Record, size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch_checks, "check_run_async", Checks(report_of))
    agreed = "numbers agree on the CPU, bit for bit" if language == "en" else "个数"
    async with showing(record, size, language=language) as shown:
        for example in padding().examples:
            await shown.press("right", "t")
            assert agreed in shown.text, f"example {example.number}"
            assert "EXACT" in shown.text or "逐位相等" in shown.text
            await shown.press("t", "right_square_bracket")


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_mismatch_is_shown_and_enter_goes_to_its_element(
    record: Record, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = Checks(lambda run: report_of(run, Verdict.EXACT, Verdict.MISMATCH))
    monkeypatch.setattr(torch_checks, "check_run_async", checks)
    async with showing(record, size, example=2) as shown:
        await shown.press("t")
        assert "MISMATCH" in shown.text
        assert "grad_input" in shown.text
        assert "enter show that element" in shown.lines[-1]
        await shown.press("enter")
        assert shown.place == "conv1.grad_input[0,0,2,2]"
        assert "MISMATCH" in shown.text
        await shown.press("t", "enter")
        assert "enter" not in shown.lines[-1]
        assert shown.place == "conv1.grad_input[0,0,2,2]"


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.NOT_CHECKED])
@in_loop
async def test_every_verdict_stands_in_the_table_and_beside_the_lesson(
    record: Record, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        torch_checks, "check_run_async", Checks(lambda run: report_of(run, verdict))
    )
    async with showing(record, (120, 40)) as shown:
        await shown.press("t")
        assert any("output" in line and verdict.value in line for line in shown.lines)
        await shown.press("t")
        assert any("CPU" in line and verdict.value in line for line in shown.lines)
        assert "not run yet" not in shown.text


@in_loop
async def test_the_lesson_goes_on_while_torch_runs(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = Checks(report_of)
    checks.released.clear()
    monkeypatch.setattr(torch_checks, "check_run_async", checks)
    async with showing(record, (120, 40)) as shown:
        await shown.press("t")
        assert "running, the screen goes on" in shown.text
        await shown.press("right", "s", "right")
        assert shown.place == "conv1.output[0,0,0,0].tap[1]"
        assert "running, the screen goes on" in shown.text
        checks.released.set()
        await shown.settle()
        assert "numbers agree on the CPU" in shown.text
        assert checks.asked == [1]


@in_loop
async def test_the_panel_closes_with_its_example_whose_check_is_kept(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = Checks(report_of)
    checks.released.clear()
    monkeypatch.setattr(torch_checks, "check_run_async", checks)
    async with showing(record, (120, 40)) as shown:
        await shown.press("t", "right_square_bracket")
        assert "running" not in shown.text
        assert "not run yet, press t" in shown.text
        checks.released.set()
        await shown.settle()
        assert "not run yet, press t" in shown.text
        await shown.press("left_square_bracket", "t", "t", "t")
        assert "numbers agree on the CPU" in shown.text
        assert checks.asked == [1]


@in_loop
async def test_d_shows_one_lane_after_another(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = Checks(lambda run: report_of(run, Verdict.WITHIN_BOUND))
    monkeypatch.setattr(torch_checks, "check_run_async", checks)
    async with showing(record, (120, 40)) as shown:
        await shown.press("t")
        assert "WITHIN BOUND" in shown.text
        await shown.press("d")
        assert "lane 1 of 2" in shown.text
        assert "WITHIN BOUND" in shown.text
        await shown.press("d")
        assert "lane 2 of 2" in shown.text
        assert "WITHIN BOUND" not in shown.text
        await shown.press("d")
        assert "lane" not in " ".join(shown.lines[:-1])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Failure("torch-missing"), "torch: not checked."),
        (Failure("worker-time", "60"), "60"),
        (Failure("worker-signal", "11"), "11"),
        (Failure("torch-raised", "\x1b]0;x\x07RuntimeError: [red]no[/]"), r"\x1b]0;x\x07"),
    ],
)
@in_loop
async def test_a_check_that_could_not_be_made_says_why_and_claims_nothing(
    record: Record, size: tuple[int, int], failure: Failure, said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failed(run: Run) -> Report:
        lanes = tuple(replace(lane, matches=(), failure=failure) for lane in report_of(run).lanes)
        return replace(report_of(run), lanes=lanes, failure=failure)

    monkeypatch.setattr(torch_checks, "check_run_async", Checks(failed))
    async with showing(record, size, example=4) as shown:
        await shown.press("t")
        assert said in shown.text.replace("  ", " ")
        assert "agree" not in shown.text
        assert "\x1b]0" not in shown.driver.taken()
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_the_report_of_a_network_fits_what_it_makes(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch_checks, "check_run_async", Checks(report_of))
    for size in SIZES:
        async with showing(record, size, network()) as shown:
            await shown.press("t")
            assert "numbers agree on the CPU" in shown.text
            assert "more arrays: EXACT" in shown.text or "pool1.grad_input" in shown.text


# ---------------------------------------------------------------- real child processes


@in_loop
async def test_without_torch_the_panel_names_the_remedy_and_the_lesson_goes_on(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')",
            monkeypatch)
    async with showing(record) as shown:
        await shown.press("t")
        while "running" in shown.text:
            await asyncio.sleep(0.01)
        assert "torch: not checked." in shown.text
        assert "pip install" in shown.text
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,0]"


HANGING = FIT + """
import os, pathlib, time
note = pathlib.Path(__file__).parent / "pid"
note.with_suffix(".new").write_text(str(os.getpid()))
os.replace(note.with_suffix(".new"), note)
time.sleep(1000)
"""


def is_running(pid: int) -> bool:
    """Say whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@in_loop
async def test_leaving_while_torch_loads_ends_its_process(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, HANGING, monkeypatch)
    note = tmp_path / "torch" / "pid"
    async with showing(record) as shown:
        await shown.press("t")
        while not note.exists():
            await asyncio.sleep(0.01)
        pid = int(note.read_text())
        assert is_running(pid)
        await shown.press("q")
    assert not is_running(pid)


@pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")
@pytest.mark.parametrize("how", ["SIGTERM", "q", "ctrl+c"])
def test_ending_while_torch_loads_leaves_no_process(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tui.children import Child, lesson
    from tests.tui.test_terminal import ENDINGS, end_by

    install(tmp_path, HANGING, monkeypatch)
    note = tmp_path / "torch" / "pid"
    ending, code = ENDINGS[how]
    with Child(*lesson()) as child:
        child.wait_for("t torch")
        child.press(b"t ")
        child.wait_for("running, the screen goes on")
        child.until(note.exists, "torch being loaded")
        assert end_by(child, ending) == code
        child.assert_restored()
    assert not is_running(int(note.read_text()))


@pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")
def test_frames_keep_coming_while_real_torch_loads_and_agrees() -> None:
    require("torch")
    from tests.tui.children import Child, lesson
    from tests.tui.test_terminal import end_by

    with Child(*lesson("--example", "4"), size=(120, 40)) as child:
        child.wait_for("window 0 of 120")
        child.press(b"+++t ")
        child.wait_for("running, the screen goes on", "playing, 30 a second")
        frames = set()

        def agreed() -> bool:
            frames.add(child.lines[2])
            return "numbers agree on the CPU" in child.text

        child.until(agreed, "torch's verdict")
        assert len(frames) >= 10
        assert end_by(child, b"q") == 0
        child.assert_restored()
