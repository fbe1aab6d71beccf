"""`verify` prints what came out, gives a document, and needs NumPy and torch alone."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import convtutor
from convtutor.crosscheck import verify
from convtutor.crosscheck.checked import Checked, checked_example, exit_code, tally
from convtutor.crosscheck.failures import Failure
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.crosscheck.verify import refuse_absent, verify_main
from convtutor.crosscheck.verify_document import Outline, document, outline_of
from convtutor.crosscheck.verify_lines import example_lines, total_lines
from convtutor.errors import AbsentError, LessonError, UsageError
from convtutor.lesson.catalog import find_lesson, lesson_folder
from convtutor.lesson.read import read_lesson
from tests.conftest import require
from tests.crosscheck.documents import VERIFY_SCHEMA
from tests.crosscheck.torches import install

EXACT = Match("conv1.output", "layer", (1, 1, 4, 4), Verdict.EXACT)
WRONG = Match("conv1.output", "layer", (1, 1, 4, 4), Verdict.MISMATCH, disagreeing=1)
PACKAGE = Path(convtutor.__file__).parent
BLOCKED = ("textual", "rich", "platformdirs")
# Run by an interpreter in which only the standard library, NumPy and torch can be imported.
WITHOUT_THE_REST = """
import runpy, sys
import numpy  # before the folder is on the path, which may hold another
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)
sys.meta_path.insert(0, Refuse())
sys.argv = ["convtutor", *{arguments!r}]
sys.path.insert(0, {folder!r})
runpy.run_module("convtutor", run_name="__main__", alter_sys=True)
"""


def report(*matches: Match, kind: str | None = None, asked: str = "auto") -> Report:
    failure = None if kind is None else Failure(kind)
    lanes = tuple(
        LaneReport(lane.name, lane.device, lane.dtype, matches, failure=failure)
        if lane.device == "cpu"
        else LaneReport(lane.name, lane.device, lane.dtype, failure=Failure("cuda-none"))
        for lane in LANES
    )
    return Report(asked, lanes, {"cpu": "AMD EPYC"}, {"torch": "2.13.0", "python": "3.11.7"})


def checked(*reports: Report) -> list[Checked]:
    lesson = read_lesson(find_lesson("padding"))
    return [checked_example(lesson, lesson.examples[0], each) for each in reports]


def run_main(*names: str, device: str = "cpu", as_json: bool = False, language: str = "en",
             all_lessons: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    code = verify_main(names, all_lessons, device, as_json, language, out)
    return code, out.getvalue()


def test_the_exit_code_is_that_of_the_worst_example() -> None:
    agreed, differs, broken = report(EXACT), report(WRONG), report(kind="worker-time")
    assert exit_code(checked(agreed)) == 0
    assert exit_code(checked(agreed, broken)) == 4
    assert exit_code(checked(broken, differs, agreed)) == 1


@pytest.mark.parametrize("kind", ["torch-missing", "torch-old", "worker-signal"])
def test_nothing_compared_is_not_agreement(kind: str) -> None:
    assert exit_code(checked(report(kind=kind))) == 4


def test_an_example_that_torch_may_not_have_is_not_verified() -> None:
    refused = Match("pool1.output", "layer", (1, 1, 2, 2), Verdict.NOT_CHECKED)
    assert exit_code(checked(report(refused))) == 4


def test_the_totals_count_what_differs_and_what_was_not_checked() -> None:
    done = checked(report(EXACT), report(WRONG), report(kind="worker-time"))
    assert list(total_lines(done, "en")) == [
        "examples: 3; with differences: 1.",
        "examples: 3; not checked: 1.",
        "  CPU float32:  arrays: 2; bit for bit equal: 1, differing: 1",
        "  CPU float64:  arrays: 2; bit for bit equal: 1, differing: 1",
        "torch 2.13.0, Python 3.11.7",
    ]
    assert next(total_lines(checked(report(EXACT)), "en")) == (
        "examples: 1; everything that was compared agrees."
    )


def test_arrays_are_counted_lane_by_lane_as_equal_or_within_their_bound() -> None:
    near = Match("conv1.grad_input", "layer", (1, 1, 3, 3), Verdict.TYPICAL)
    bound = Match("conv1.grad_bias", "layer", (2,), Verdict.WITHIN_BOUND)
    first, second = tally(checked(report(EXACT, near), report(EXACT, bound)))
    assert (first.lane, second.lane) == ("cpu-float32", "cpu-float64")
    assert first.counts == {
        "exact": 2, "within_bound": 2, "measured": 0, "differ": 0, "not_checked": 0,
    }
    assert "  CPU float64:  arrays: 4; bit for bit equal: 2, within their bound: 2" in total_lines(
        checked(report(EXACT, near), report(EXACT, bound)), "en"
    )


def test_no_examples_are_not_said_to_agree() -> None:
    assert list(total_lines([], "en")) == [
        "no examples here: there are fewer of them than shards."
    ]


def test_an_absent_torch_is_refused_in_one_line_with_the_remedy() -> None:
    with pytest.raises(AbsentError, match=r"verify: torch is not installed .*torch>=2.10,<3"):
        refuse_absent(report(kind="torch-missing"), "en")


def test_an_absent_gpu_is_refused_where_nothing_else_was_asked_for() -> None:
    lanes = tuple(
        LaneReport(
            lane.name, lane.device, lane.dtype,
            failure=Failure("not-asked" if lane.device == "cpu" else "cuda-none"),
        )
        for lane in LANES
    )
    with pytest.raises(AbsentError, match="verify: no CUDA device here; take --device cpu"):
        refuse_absent(Report("cuda", lanes), "en")


def test_a_lane_is_printed_by_name_with_its_flags_and_a_row_for_every_array() -> None:
    lane = LaneReport(
        "cuda-default", "cuda", "float32", (EXACT, WRONG), {"cudnn.conv.fp32_precision": "tf32"}
    )
    done = checked(Report("cuda", (lane,), {"cuda": "NVIDIA H100\x1b[2J"}))
    lines = list(example_lines(done[0], "en"))
    assert lines[0].startswith("padding, example 1: ")
    assert lines[1] == r"  GPU float32, torch's defaults  NVIDIA H100\x1b[2J"
    assert lines[2] == "    flags: cudnn.conv.fp32_precision=tf32"
    assert "    conv1.output  alone  = EXACT" in lines[3]
    assert "! MISMATCH" in lines[4]


def test_the_document_names_its_schema_the_lesson_and_every_array() -> None:
    outline = Outline("auto", None, outline_of([read_lesson(find_lesson("padding"))]))
    found = document(outline, checked(report(EXACT)))
    assert (found["schema"], found["version"]) == ("convtutor-verify", 1)
    example = found["examples"][0]
    assert (example["lesson"], example["example"]) == ("padding", 1)
    assert example["report"]["lanes"][0]["arrays"][0]["array"] == "conv1.output"
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize(("names", "everything"), [((), False), (("padding",), True)])
def test_either_lessons_or_all_of_them_are_named(
    names: Sequence[str], everything: bool
) -> None:
    with pytest.raises(UsageError, match="verify: name lessons, or give --all"):
        run_main(*names, all_lessons=everything)


def test_an_unknown_lesson_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="did you mean 'padding'"):
        run_main("pading")


def test_the_problems_of_all_files_are_told_before_torch_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "verify_items", lambda *_: pytest.fail("torch was started"))
    paths = [tmp_path / "one.toml", tmp_path / "two.toml"]
    for path in paths:
        path.write_text("title = 3\n")
    with pytest.raises(LessonError) as caught:
        run_main(*map(str, paths))
    assert {"one.toml" in str(p) for p in caught.value.problems} == {True, False}


def test_an_absent_torch_is_a_document_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "raise ImportError('no')", monkeypatch)
    code, text = run_main("padding", device="auto", as_json=True)
    reports = [example["report"] for example in json.loads(text)["examples"]]
    assert code == 4
    assert {each["failure"]["kind"] for each in reports} == {"torch-broken"}
    with pytest.raises(AbsentError, match="torch is installed but cannot be loaded"):
        run_main("padding", device="auto")


def test_a_lesson_is_verified_with_torch() -> None:
    require("torch")
    code, text = run_main("padding")
    assert code == 0
    assert "numbers agree on the CPU, bit for bit." in text
    assert "GPU not checked: not asked for; nothing is claimed about it" in text
    assert "everything that was compared agrees." in text


def test_a_lesson_is_verified_in_chinese() -> None:
    require("torch")
    code, text = run_main("padding", language="zh")
    assert code == 0
    assert "比较过的全部一致" in text


def bare_tree(folder: Path) -> Path:
    """Copy what a source tree holds for running, with files that must not be taken for others."""
    shutil.copytree(
        PACKAGE, folder / "convtutor", ignore=shutil.ignore_patterns("__pycache__", "lessons")
    )
    shutil.copytree(lesson_folder(), folder / "lessons")
    return folder


def run_bare(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = WITHOUT_THE_REST.format(
        blocked=set(BLOCKED), arguments=list(arguments), folder=str(folder)
    )
    return subprocess.run(
        (sys.executable, "-P", "-c", code), cwd=folder, capture_output=True, text=True,
        check=False,
    )


def test_all_lessons_are_verified_from_a_bare_tree_with_numpy_and_torch_alone(
    tmp_path: Path,
) -> None:
    require("torch")
    done = run_bare(bare_tree(tmp_path), "verify", "--all", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["exit_code"] == 0
    jsonschema.validate(found, VERIFY_SCHEMA)
    assert {example["report"]["checked"] for example in found["examples"]} == {True}


def test_a_numpy_and_a_torch_beside_the_package_are_not_taken_by_the_child(
    tmp_path: Path,
) -> None:
    require("torch")
    folder = bare_tree(tmp_path)
    for name in ("numpy", "torch", "typing_extensions"):
        (folder / f"{name}.py").write_text("raise SystemExit('the wrong one')\n")
    done = run_bare(folder, "verify", "padding", "--device", "cpu", "--json")
    assert (done.returncode, done.stderr) == (0, "")
