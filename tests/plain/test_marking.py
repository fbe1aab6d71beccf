"""Examples that are done on lines are remembered, and only those."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.plain.line_debugger import LineDebugger
from convtutor.plain.marking import Marking
from convtutor.progress.record import peek_learned
from tests.lesson.written import CONV, EXAMPLE, GOOD, lesson


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def typed(tmp_path: Path, *lines: str, place: str | None = None) -> str:
    stream, marking = io.StringIO(), Marking()
    session = start_session(lesson(tmp_path, GOOD + EXAMPLE + CONV), "en", 1, place)
    debugger = LineDebugger(session, Output(stream), done=marking.mark)
    debugger.begin()
    debugger.obey(lines)
    marking.close()
    return stream.getvalue()


def test_an_example_is_done_when_its_last_step_is_reached(tmp_path: Path, data: Path) -> None:
    typed(tmp_path, "next 3", "finish")
    assert not data.exists()
    typed(tmp_path, "continue", "continue", "continue")
    learned = peek_learned()
    assert {number: len(digest) for number, digest in learned.done["small"].items()} == {1: 64}


def test_going_to_the_last_step_at_once_counts_as_well(tmp_path: Path) -> None:
    typed(tmp_path, "example 2", "goto conv1.grad_weight[0,0,0,1]")
    assert list(peek_learned().done["small"]) == [2]


def test_beginning_at_the_last_step_counts_as_well(tmp_path: Path) -> None:
    typed(tmp_path, place="conv1.grad_weight[0,1]")
    assert list(peek_learned().done["small"]) == [1]


def test_a_record_that_cannot_be_kept_is_told_once(tmp_path: Path, data: Path) -> None:
    data.write_text("a file where the folder should be")
    said = typed(tmp_path, "continue", "continue", "continue", "back", "next")
    assert said.count(str(data)) == 1
