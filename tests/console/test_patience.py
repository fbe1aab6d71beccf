"""A search over a million steps says how far it is, and Ctrl+C brings the prompt back."""

from __future__ import annotations

import io
import re

from convtutor.console.console import Console, Work
from convtutor.console.output import Output
from convtutor.console.patience import Patience
from convtutor.debugger.commands import Order
from convtutor.debugger.session import start_session
from convtutor.plain.line_debugger import LineDebugger
from tests.cli.terminals import Terminal, convtutor
from tests.tui.lessons import padding

LARGE = (
    "explore", "conv2d", "--input", "224x224", "--kernel-size", "3", "--padding", "1",
    "--out-channels", "17", "--plain",
)


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_a_line_is_written_over_and_wiped() -> None:
    stream = Screen()
    patience = Patience(2_000_000, "en", stream, due=0.0)
    patience.come_to(999_999)
    assert stream.getvalue() == "\rat step 1,000,000 of 2,000,000; Ctrl+C stops here"
    patience.end()
    assert re.fullmatch(r"\r[^\r]+\r +\r", stream.getvalue())


def test_nothing_is_said_where_nobody_looks() -> None:
    stream = io.StringIO()
    patience = Patience(9, "en", stream, due=0.0)
    patience.come_to(3)
    patience.end()
    assert stream.getvalue() == ""


def test_an_interrupted_search_stands_where_it_has_come_to() -> None:
    stream = io.StringIO()
    debugger = LineDebugger(start_session(padding(), number=2), Output(stream))

    def interrupted(console: Console, order: Order) -> Work:
        yield 5
        raise KeyboardInterrupt

    debugger.console.doings = {**debugger.console.doings, "continue": interrupted}
    assert debugger.obey_line("continue")
    assert str(debugger.session.cursor.place) == "conv1.output[0,0,1,1]"
    assert stream.getvalue().startswith("Interrupted.\noutput[1,1] = ")


def test_ctrl_c_during_a_search_over_903_thousand_steps_brings_the_prompt_back() -> None:
    with Terminal(*convtutor(*LARGE)) as terminal:
        terminal.wait_for(b"(convtutor) ")
        terminal.type(b"break if outside > 99\n")
        terminal.wait_for(b"Breakpoint 1 is set")
        terminal.wait_for(b"(convtutor) ")
        terminal.type(b"continue\n")
        terminal.wait_for(b"at step ")
        terminal.wait_for(b" of 903,")
        terminal.type(b"\x03")
        terminal.wait_for(b"Interrupted.")
        terminal.wait_for(b"(convtutor) ")
        terminal.type(b"where\nquit\n")
        terminal.wait_for(b"moves go by element")
        assert terminal.end() == 0
