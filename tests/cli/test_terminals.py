"""What happens on a real terminal: the choice of screen or lines, signals, and the reset."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import tty
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from convtutor.cli.terminal_reset import LEAVE_EVERY_MODE
from tests.cli.terminals import Terminal, convtutor

PROMPT = b"(convtutor) "
ALTERNATE_SCREEN = b"\x1b[?1049h"


@pytest.fixture(autouse=True)
def own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_the_line_mode_on_a_terminal_has_a_prompt_and_completes() -> None:
    with Terminal(*convtutor("lesson", "padding", "--plain")) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(b"fin\t\r")
        terminal.wait_for(b"conv1.output is finished")
        terminal.wait_for(PROMPT)
        terminal.type(b"whe\t\r")
        assert b"moves go by pass" in terminal.wait_for(PROMPT)
        terminal.type(b"\x04")
        assert terminal.end() == 0


@pytest.mark.parametrize("term", ["dumb", "", None])
def test_a_dumb_terminal_gets_lines(term: str | None) -> None:
    with Terminal(*convtutor("lesson", "padding"), environment={"TERM": term}) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(b"n\r")
        assert b"output[0,0] = " in terminal.wait_for(PROMPT)
        terminal.type(b"q\r")
        assert terminal.end() == 0
        assert ALTERNATE_SCREEN not in terminal.shown


def test_without_textual_a_terminal_gets_lines_and_is_told_why() -> None:
    code = (
        "import sys; sys.modules['textual'] = None\n"
        "from convtutor.cli import main\n"
        "sys.exit(main(['lesson', 'padding']))"
    )
    with Terminal(sys.executable, "-c", code) as terminal:
        assert b"pip install textual" in terminal.wait_for(PROMPT)
        terminal.type(b"q\r")
        assert terminal.end() == 0
        assert ALTERNATE_SCREEN not in terminal.shown


def test_a_terminal_gets_the_screen() -> None:
    with Terminal(*convtutor("lesson", "padding")) as terminal:
        terminal.wait_for(ALTERNATE_SCREEN)
        terminal.wait_for(b"padding")
        terminal.until_ended(lambda: terminal.program.send_signal(signal.SIGTERM))
        assert terminal.end() == 143
        assert b"\x1b[?1049l" in terminal.shown
        assert terminal.is_sane()


@pytest.mark.parametrize("redirected", ["2>/dev/null", "| cat", "</dev/null"])
def test_a_terminal_at_some_ends_only_gets_lines(redirected: str) -> None:
    command = f"{' '.join(convtutor('lesson', 'padding'))} {redirected}"
    with Terminal("/bin/sh", "-c", command) as terminal:
        terminal.wait_for(b"q quits.")
        if redirected != "</dev/null":
            terminal.type(b"q\n")
        assert terminal.end() == 0
        assert ALTERNATE_SCREEN not in terminal.shown


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_at_the_prompt_leaves_the_terminal_sane(
    number: signal.Signals, code: int
) -> None:
    with Terminal(*convtutor("lesson", "padding", "--plain")) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(b"rev\t")
        terminal.wait_for(b"erse-")
        assert not terminal.is_sane()
        terminal.until_ended(lambda: terminal.program.send_signal(number))
        assert terminal.end() == code
        assert terminal.is_sane()


def test_ctrl_c_at_the_prompt_ends_in_130() -> None:
    with Terminal(*convtutor("lesson", "padding", "--plain")) as terminal:
        terminal.wait_for(PROMPT)
        terminal.until_ended(lambda: terminal.type(b"\x03"))
        assert terminal.end() == 130
        assert terminal.is_sane()


def test_a_raw_terminal_is_reset() -> None:
    with Terminal(*convtutor("doctor", "--reset-terminal")) as terminal:
        tty.setraw(terminal.descriptor, termios.TCSANOW)
        assert not terminal.is_sane()
        terminal.wait_for(b"The terminal is reset.")
        assert terminal.end() == 0
        assert terminal.is_sane()
        attributes = termios.tcgetattr(terminal.descriptor)
        assert attributes[0] & termios.ICRNL
        assert attributes[1] & termios.OPOST
        assert attributes[1] & termios.ONLCR
        assert attributes[3] & termios.ISIG
        assert attributes[6][termios.VINTR] == b"\x03"
        assert LEAVE_EVERY_MODE.encode() in terminal.shown


def test_the_terminal_is_reset_even_when_the_streams_lead_elsewhere() -> None:
    command = f"{' '.join(convtutor('doctor', '--reset-terminal'))} </dev/null >/dev/null 2>&1"
    with Terminal("/bin/sh", "-c", command) as terminal:
        terminal.wait_for(b"The terminal is reset.")
        assert terminal.end() == 0


def test_every_mode_that_a_screen_sets_is_left() -> None:
    for mode in (1049, 1000, 1002, 1003, 1006, 1004, 2004, 2026, 2048):
        assert f"\x1b[?{mode}l" in LEAVE_EVERY_MODE
    for sequence in ("\x1b[?25h", "\x1b[?7h", "\x1b[<u", "\x1b[0m"):
        assert sequence in LEAVE_EVERY_MODE


def test_without_any_terminal_the_reset_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "convtutor", "doctor", "--reset-terminal"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        start_new_session=True,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == "doctor: --reset-terminal needs a terminal, there is none here\n"
