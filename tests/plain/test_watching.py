"""On lines a saved lesson is read again before the next command is obeyed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.debugger.watching import Watch
from convtutor.lesson.read import read_lesson
from convtutor.plain.line_debugger import LineDebugger
from convtutor.plain.watching import watched_lines
from tests.lesson.written import CONV, EXAMPLE, HEAD

GOOD = HEAD + EXAMPLE + CONV


def test_commands_see_the_saved_version_and_the_last_good_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(GOOD, encoding="utf-8")
    stream = io.StringIO()
    debugger = LineDebugger(start_session(read_lesson(path)), Output(stream), "cpu")

    def typed() -> Iterator[str]:
        yield "goto output[0,1]"
        path.write_text(GOOD.replace("[0, 1, 2]", "[0, 7, 2]"), encoding="utf-8")
        yield "print output[0,1]"
        path.write_text(GOOD.replace("minutes = 5", "minutes = 'long'"), encoding="utf-8")
        yield "print output[0,0]"
        path.unlink()
        yield "print output[0,1]"
        path.write_text(GOOD, encoding="utf-8")
        yield "print output[0,1]"

    assert debugger.obey(watched_lines(typed(), debugger, Watch(path))) == 0
    said = " ".join(stream.getvalue().split())
    assert "small.toml was saved and is read again. output[0,1] = 7×1 + 2×2 = 11" in said
    assert "The last good version stays. small.toml:5: minutes: expected a whole number" in said
    assert said.count("output[0,1] = 11") == 2
    assert "output[0,0] = 14" in said
    assert said.endswith("output[0,1] = 5")


def test_a_lesson_that_was_not_saved_is_not_spoken_of(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(GOOD, encoding="utf-8")
    stream = io.StringIO()
    debugger = LineDebugger(start_session(read_lesson(path)), Output(stream), "cpu")
    debugger.obey(watched_lines(["next", ""], debugger, Watch(path)))
    assert "saved" not in stream.getvalue()
