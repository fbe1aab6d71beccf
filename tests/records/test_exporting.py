"""The example one stands in, as it was changed, written down by a command."""

from __future__ import annotations

import io
from pathlib import Path

from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.plain.line_debugger import LineDebugger
from convtutor.records.replayed import read_trace
from convtutor.records.verifying import verified
from tests.records.lessons import lesson_named


def typed(*lines: str) -> str:
    stream = io.StringIO()
    LineDebugger(start_session(lesson_named("padding"), "en"), Output(stream)).obey(lines)
    return stream.getvalue()


def test_what_was_changed_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "changed.json"
    said = typed("set input[0,0] = 7", f"export {path}")
    assert f"Wrote {path} (json" in said
    replay = read_trace(path)
    assert replay.selection.recorded[0].example.tensors["input"][0, 0, 0, 0] == 7
    assert list(verified(replay, lambda step: None)) == []


def test_nothing_is_overwritten_and_no_suffix_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "kept.md"
    path.write_text("mine", encoding="utf-8")
    said = typed(f"export {path}", f"export {tmp_path / 'a.xyz'}", "export")
    assert "is there already" in said
    assert "name the format" in said
    assert "needs a file" in said
    assert path.read_text(encoding="utf-8") == "mine"
