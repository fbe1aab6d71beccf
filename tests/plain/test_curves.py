"""The curves of a training run on lines: a table of the points that are reached, and a plot."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.plain.line_debugger import LineDebugger
from tests.lesson.training import WEIGHT
from tests.lesson.written import lesson
from tests.scene.test_curves import CURVES


def said(folder: Path, text: str, *lines: str, ascii_only: bool = False) -> str:
    """Give what the line debugger says to some commands, language English."""
    stream = StringIO()
    session = start_session(lesson(folder, text), "en", 1)
    LineDebugger(session, Output(stream, ascii_only)).obey(lines)
    return stream.getvalue()


def test_the_table_goes_as_far_as_the_run_has_come(tmp_path: Path) -> None:
    text = said(tmp_path, WEIGHT + CURVES, "goto loss1@2.output", "curves")
    assert "  step  y\n  1     4\n  2     1 ▸\n\n" in text
    assert "  step  x  y\n  1     0  4\n  2     1  1 ▸\n\n" in text
    assert "0.25 │" in text


def test_all_of_it_is_there_at_the_end(tmp_path: Path) -> None:
    text = said(tmp_path, WEIGHT + CURVES, "goto sgd1@3.output", "curves")
    assert "  1     4\n  2     1\n  3     0.25\n" in text


def test_ascii_is_enough(tmp_path: Path) -> None:
    text = said(tmp_path, WEIGHT + CURVES, "goto loss1@2.output", "curves", ascii_only=True)
    assert text.isascii()
    assert "4 |*" in text
    assert "+-----" in text


def test_an_example_without_curves_says_so(tmp_path: Path) -> None:
    assert "This example has no curves." in said(tmp_path, WEIGHT, "curves")


def test_a_place_without_its_number_is_that_of_the_present_repeat(tmp_path: Path) -> None:
    text = said(tmp_path, WEIGHT, "goto loss1@2.output", "goto linear1.grad_weight[0,0]", "where")
    assert "step 2 of 3 › linear1@2 › backward › grad_weight[0,0]" in text


def test_the_array_of_a_repeat_is_known_once_the_update_before_has_made_it(tmp_path: Path) -> None:
    before = said(tmp_path, WEIGHT, "goto linear1@1.output[0,0]", "print linear1@2.weight")
    behind = said(tmp_path, WEIGHT, "goto sgd1@1.output[0,0]", "print linear1@2.weight")
    assert "·" in before.splitlines()[-1]
    assert "1" in behind.splitlines()[-1]
