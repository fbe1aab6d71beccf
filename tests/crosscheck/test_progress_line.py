"""The line of progress: on a terminal one line, nothing elsewhere, gone at the end."""

from __future__ import annotations

import io
import signal
import sys

import pytest

from convtutor.crosscheck.progress_line import ProgressLine
from convtutor.words.wrapping import cell_width
from tests.cli.terminals import Terminal, convtutor
from tests.conftest import require


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_written_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    with ProgressLine(stream, "en", 3, 30) as line:
        line.show("padding 1")
        line.finish(10)
    assert stream.getvalue() == ""
    with ProgressLine(None, "en", 3, 30) as line:
        line.show("padding 1")


def test_a_line_is_drawn_over_the_one_before_and_erased_at_the_end() -> None:
    stream = Screen()
    with ProgressLine(stream, "en", 3, 30) as line:
        line.show("padding 1")
        line.finish(10)
        line.show("padding 2")
    first, second, last = stream.getvalue().split("\r")[1:]
    assert first == f"[{'-' * 24}]  0/3  padding 1\x1b[K"
    assert second == f"[{'#' * 8}{'-' * 16}]  1/3  padding 2\x1b[K"
    assert last == "\x1b[K"


def test_the_time_left_goes_by_the_cost_and_not_by_the_count() -> None:
    line = ProgressLine(None, "en", 3, 100)
    line.finish(5)
    assert line.text("padding 2", 10, 80).endswith("padding 2  3 min 10 s left")
    line.finish(75)
    assert line.text("padding 3", 20, 80).endswith("2/3  padding 3  5 s left")
    zh = ProgressLine(None, "zh", 2, 100)
    zh.finish(50)
    assert zh.text("padding 2", 90, 80).endswith("还需 1 分 30 秒")


@pytest.mark.parametrize("width", [1, 8, 20, 33, 46, 60])
def test_what_does_not_fit_is_left_away(width: int) -> None:
    line = ProgressLine(None, "zh", 300, 100)
    line.finish(40)
    text = line.text("a-lesson-of-a-long-name 12", 90, width)
    assert cell_width(text) <= max(width - 4, 0)
    assert width < 10 or "1/300" in text


def test_a_name_is_shown_visibly() -> None:
    assert r"a\x1b[2J 1" in ProgressLine(None, "en", 1, 1).text("a\x1b[2J 1", 0, 80)


def test_on_a_terminal_the_line_is_shown_and_no_trace_of_it_left() -> None:
    require("torch")
    with Terminal(*convtutor("verify", "padding", "--device", "cpu", "--json")) as terminal:
        terminal.wait_for(b"\r[------------------------]  0/8  padding 1\x1b[K")
        assert terminal.end() == 0
        shown = terminal.shown.replace(b"\r\n", b"\n")
    bar, document = shown.split(b"\r\x1b[K")[:-1], shown.split(b"\r\x1b[K")[-1]
    assert b"8/8" not in bar[-1]
    assert document.startswith(b"{\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_leaves_a_clean_line_and_130() -> None:
    require("torch")
    with Terminal(*convtutor("verify", "padding", "--device", "cpu", "--json")) as terminal:
        terminal.wait_for(b"0/8  padding 1\x1b[K")
        terminal.until_ended(lambda: terminal.type(b"\x03"))
        assert terminal.end() == 128 + signal.SIGINT
        assert terminal.shown.endswith(b"\r\x1b[K")
        assert b"Traceback" not in terminal.shown
