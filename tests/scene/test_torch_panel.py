"""The torch panel claims what was compared, at any width, and never cuts a verdict."""

from dataclasses import replace

import numpy as np
import pytest

from convtutor.crosscheck.failures import Failure
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.report import Report
from convtutor.scene.text import Line, Tone
from convtutor.scene.torch_check import TorchCheck, TorchState, short_lines
from convtutor.scene.torch_panel import torch_lines
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.crosscheck.examples import padding_run
from tests.crosscheck.test_sentences import report_on, wrong_gradient

WIDTHS = (56, 76, 100, 116)


def plain(line: Line) -> str:
    return "".join(span.text for span in line)


def panel(report: Report, width: int = 76, height: int = 12, language: str = "en") -> list[str]:
    """Give the panel's lines as text."""
    check = TorchCheck(TorchState.DONE, report)
    return [plain(line) for line in torch_lines(check, 0, width, height, language)]


def rows(lines: list[str]) -> list[str]:
    """Give the rows of the table, its headings first."""
    start = next(at for at, line in enumerate(lines) if line.split()[:1] in (["array"], ["数组"]))
    return lines[start : start + 4]


def beside(check: TorchCheck, language: str = "en") -> list[str]:
    """Give the lines beside the lesson as text."""
    return [plain(line) for line in short_lines(check, language, 40)]


def test_before_and_while_it_runs_nothing_is_claimed() -> None:
    assert beside(TorchCheck()) == ["not run yet, press t"]
    running = TorchCheck(TorchState.RUNNING)
    assert beside(running) == ["running, the screen goes on"]
    shown = [plain(line) for line in torch_lines(running, 0, 76, 9, "zh")]
    assert shown[2] == "正在运行，界面可以继续使用"


def test_agreement_is_told_by_array_and_in_all() -> None:
    lines = panel(report_on(padding_run()))
    heads, output, *_ = rows(lines)
    assert heads.split() == ["array", "shape", "CPU", "greatest", "difference", "GPU"]
    assert output.startswith("output            1x1x4x4   = EXACT      0 in 16 elements")
    assert "29 of 29 numbers agree on the CPU, bit for bit." in " ".join(lines)
    assert beside(TorchCheck(TorchState.DONE, report_on(padding_run()))) == [
        "CPU  = EXACT", "GPU  - not checked"
    ]


def test_a_device_that_did_not_run_is_called_unchecked_everywhere() -> None:
    lines = panel(report_on(padding_run()))
    assert [line.endswith("- not checked") for line in rows(lines)[1:]] == [True] * 3
    assert any(line.startswith("GPU  not checked") for line in lines)


def test_a_mismatch_stands_first_when_rows_are_short() -> None:
    report = report_on(padding_run(), wrong_gradient())
    check = TorchCheck(TorchState.DONE, report)
    assert check.mismatch is not None
    lines = torch_lines(check, 0, 100, 8, "en")
    names = [row.split()[0] for row in rows([plain(line) for line in lines])[1:]]
    assert names[0] == "grad_input"
    filled = [span.text for line in lines for span in line if span.tone is Tone.MISMATCH]
    assert filled
    assert set(filled) == {" ! MISMATCH "}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_fits_and_no_verdict_is_cut(width: int, language: str) -> None:
    for changes in (None, wrong_gradient()):
        for height in (6, 8, 12, 20):
            lines = panel(report_on(padding_run(), changes), width, height, language)
            assert len(lines) <= height
            assert [line for line in lines if cell_width(line) > width] == []
    unchecked = {"en": "- not checked", "zh": "- 未核对"}[language]
    for line in rows(panel(report_on(padding_run()), width, 12, language))[1:]:
        assert line.endswith(unchecked)


def test_arrays_left_out_are_counted_with_the_verdicts_of_every_device() -> None:
    report = report_on(padding_run(), ran=("cpu", "cuda"))
    lanes = tuple(
        replace(lane, matches=tuple(
            replace(match, verdict=Verdict.TYPICAL)
            if lane.device == "cuda" and match.array.endswith("grad_weight") else match
            for match in lane.matches
        ))
        for lane in report.lanes
    )
    lines = panel(replace(report, lanes=lanes), 100, 6)
    assert "2 more arrays: EXACT, TYPICAL" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_alone_is_strong(language: str) -> None:
    check = TorchCheck(TorchState.DONE, report_on(padding_run()))
    for width in range(30, 90, 7):
        lines = torch_lines(check, 0, width, 30, language)
        strong = "".join(
            span.text for line in lines[7:] for span in line if span.tone is Tone.STRONG
        ).replace(" ", "")
        first = {
            "en": "29of29numbersagreeontheCPU,bitforbit.",
            "zh": "CPU上29个数中有29个一致，逐位相等。",
        }[language]
        assert strong.startswith(first)
        rest = {"en": "Such", "zh": "这样"}[language]
        assert rest not in strong


def test_one_lane_speaks_of_itself_alone() -> None:
    check = TorchCheck(TorchState.DONE, report_on(padding_run()))
    assert check.lanes == 2
    second = [plain(line) for line in torch_lines(check, 2, 100, 12, "en")]
    assert "lane 2 of 2: CPU float64" in second[0]
    chinese = [plain(line) for line in torch_lines(check, 2, 100, 12, "zh")]
    assert "第 2 种设置（共 2 种）: CPU float64" in chinese[0]


def test_an_absent_torch_says_how_to_get_it() -> None:
    report = Report("auto", (), failure=Failure("torch-missing", ""))
    check = TorchCheck(TorchState.DONE, report)
    assert check.lanes == 0
    assert check.mismatch is None
    assert any("torch" in line and "install" in line for line in panel(report))
    assert beside(check)[0].startswith("torch")


def test_numbers_are_those_of_the_report() -> None:
    wrong = padding_run().arrays["conv1.grad_input"].astype(np.float32)
    wrong[0, 0, 2, 1] += 0.5
    lines = panel(report_on(padding_run(), {"alone/conv1.grad_input": wrong}), 100, 20)
    row = next(line for line in lines if line.startswith("grad_input"))
    assert "0.5 at [" in row
