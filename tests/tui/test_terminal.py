"""The lesson on a real terminal: how it ends, stops, goes on, and what it leaves behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from random import Random

import pytest

if os.name != "posix":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from convtutor.progress.record import open_record
from tests.tui.children import LAUNCHED, LIMIT_S, Child, lesson, scripted

FIRST_WORDS = "A 2x2 window fits into a 3x3 input"
ENDINGS: dict[str, tuple[signal.Signals | bytes, int]] = {
    "SIGTERM": (signal.SIGTERM, 143),
    "SIGHUP": (signal.SIGHUP, 129),
    "SIGINT": (signal.SIGINT, 130),
    "SIGQUIT": (signal.SIGQUIT, 131),
    "q": (b"q", 0),
    "ctrl+c": (b"\x03", 0),
    "ctrl+q": (b"\x11", 0),
}


def end_by(child: Child, how: signal.Signals | bytes) -> int:
    """End a program by a signal or by keys."""
    if isinstance(how, bytes):
        child.press(how)
    else:
        child.program.send_signal(how)
    return child.end()


@pytest.mark.parametrize("name", ENDINGS)
def test_every_ending_restores_the_terminal_and_keeps_the_place(name: str) -> None:
    how, code = ENDINGS[name]
    with Child(*lesson()) as child:
        child.wait_for(FIRST_WORDS)
        child.press(b"\x1b[C")
        child.wait_for("window 1 of 4")
        assert end_by(child, how) == code
        child.assert_restored()
        assert child.after_the_screen == ""
    with open_record("en") as record:
        saved = record.place("padding")
        assert saved is not None
        assert saved.place == "conv1.output[0,0,0,0]"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "ctrl+c"])
@pytest.mark.parametrize(
    ("keys", "seen"),
    [(b"?", "next at this level"), (b"g", "enter goes there"), (b"+++++++ ", "space pause")],
    ids=["keys", "prompt", "playing"],
)
def test_it_ends_as_well_from_the_keys_the_prompt_and_from_playing(
    name: str, keys: bytes, seen: str
) -> None:
    how, code = ENDINGS[name]
    with Child(*lesson("--example", "4")) as child:
        child.wait_for("4 K-1 on each side")
        child.press(keys)
        child.wait_for(seen)
        assert end_by(child, how) == code
        child.assert_restored()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_screen_comes_up_restores_the_terminal(
    number: signal.Signals,
) -> None:
    with Child(*lesson()) as child:
        child.until(lambda: b"\x1b[?1049h" in child.written, "the alternate screen")
        child.program.send_signal(number)
        assert child.end() == 128 + number
        child.assert_restored()
        assert "Traceback" not in child.after_the_screen


@pytest.mark.parametrize("controlling", [True, False])
def test_it_ends_and_keeps_the_place_when_the_terminal_is_gone(controlling: bool) -> None:
    with Child(*lesson(), launch=LAUNCHED if controlling else ()) as child:
        child.wait_for(FIRST_WORDS)
        child.press(b"\x1b[C")
        child.wait_for("window 1 of 4")
        child.hang_up()
        assert child.program.wait(LIMIT_S) == 129
    with open_record("en") as record:
        assert record.place("padding") is not None


FAULTS = {
    "in an action": (
        "from convtutor.tui.screens.lesson import LessonScreen as S\n"
        "def fault(self): raise RuntimeError('\\x1b]0;owned\\x07 [red]broken[/]')\n"
        "S.action_loops = fault"
    ),
    "in painting": (
        "from convtutor.tui.widgets.grid_pane import GridPane as G\n"
        "from convtutor.tui.screens.lesson import LessonScreen as S\n"
        "def fault(self, y): raise RuntimeError('\\x1b]0;owned\\x07 [red]broken[/]')\n"
        "def swap(self):\n"
        "    G.render_line = fault\n"
        "    self.action_theme()\n"
        "S.action_loops = swap"
    ),
    "in a tick": (
        "from convtutor.tui.screens.lesson import LessonScreen as S\n"
        "def fault(self): raise RuntimeError('\\x1b]0;owned\\x07 [red]broken[/]')\n"
        "S._tick = fault\n"
        "S.action_loops = S.action_play"
    ),
    "in the torch check": (
        "import convtutor.tui.torch_checks as T\n"
        "from convtutor.tui.screens.lesson import LessonScreen as S\n"
        "async def fault(*_): raise RuntimeError('\\x1b]0;owned\\x07 [red]broken[/]')\n"
        "T.check_run_async = fault\n"
        "S.action_loops = S.action_torch"
    ),
}


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_of_ours_ends_in_one_sentence_and_a_restored_terminal(
    where: str, tmp_path: Path
) -> None:
    with Child(*scripted(FAULTS[where])) as child:
        child.wait_for(FIRST_WORDS)
        child.press(b"l")
        assert child.end() == 6
        child.assert_restored()
        said = child.after_the_screen
        assert r"RuntimeError: \x1b]0;owned\x07 [red]broken[/]" in said
        assert "Traceback" not in said
        assert b"\x1b]0;owned" not in child.written
        reports = list((tmp_path / "data").glob("crash-*.txt"))
        assert len(reports) == 1
        assert str(reports[0]) in said.replace("\n", "")
        assert "Traceback" in reports[0].read_text(encoding="utf-8")


def test_a_fault_before_the_first_frame_ends_the_same_way() -> None:
    script = (
        "from convtutor.tui.screens.lesson import LessonScreen as S\n"
        "def fault(self): raise RuntimeError('broken')\n"
        "S.draw = fault"
    )
    with Child(*scripted(script)) as child:
        assert child.end() == 6
        child.assert_restored()
        assert "RuntimeError: broken" in child.after_the_screen


def wait_for_the_whole_screen(child: Child) -> None:
    """Wait until every cell has a ground: the margins are painted last."""

    def is_painted() -> bool:
        return all(cell.bg != "default" for row in child.terminal.cells() for cell in row)

    child.until(is_painted, "the whole screen")


@pytest.mark.parametrize("by_key", [True, False], ids=["ctrl+z", "SIGTSTP"])
def test_stopped_and_continued_it_shows_the_same_screen(by_key: bool) -> None:
    with Child(*lesson("--at", "output[1,0].tap[2]")) as child:
        child.wait_for("tap 3 of 4", "? keys")
        wait_for_the_whole_screen(child)
        before = child.terminal.cells()
        if by_key:
            child.press(b"\x1a")
        else:
            child.program.send_signal(signal.SIGTSTP)
        os.waitpid(child.program.pid, os.WUNTRACED)
        child.until(lambda: b"\x1b[?1049l" in child.written, "the screen to be left")
        child.assert_restored()
        child.terminal.screen.reset()
        child.program.send_signal(signal.SIGCONT)
        child.wait_for("tap 3 of 4", "? keys")
        child.press(b"\x1b[C")
        child.wait_for("tap 4 of 4")
        child.press(b"\x1b[D")
        child.until(lambda: child.terminal.cells() == before, "the screen as it was")
        assert end_by(child, b"q") == 0
        child.assert_restored()


def test_after_a_storm_of_sizes_the_screen_is_the_one_of_a_fresh_start() -> None:
    random = Random(20)
    where = ("--example", "3", "--at", "output[2,1].tap[4]")
    with Child(*lesson(*where)) as child:
        child.wait_for("tap 5 of 15")
        for _ in range(200):
            child.resize(random.randint(1, 220), random.randint(1, 70))
            if random.random() < 0.1:
                child.press(b"\x1b[C\x1b[D")
        child.resize(120, 40)
        with Child(*lesson(*where), size=(120, 40)) as fresh:
            fresh.wait_for("tap 5 of 15", "? keys")
            wait_for_the_whole_screen(fresh)
            wanted = fresh.terminal.cells()
            child.until(lambda: child.terminal.cells() == wanted, "the screen of a fresh start")
            assert end_by(fresh, b"q") == 0
        assert end_by(child, b"q") == 0
        child.assert_restored()


def test_a_size_that_is_not_the_terminals_is_put_right() -> None:
    script = (
        "from textual.events import Resize\n"
        "from textual.geometry import Size\n"
        "from convtutor.tui.screens.lesson import LessonScreen as S\n"
        "def stale(self): self.app.post_message(Resize(Size(60, 18), Size(60, 18)))\n"
        "S.action_loops = stale"
    )
    with Child(*scripted(script)) as child:
        child.wait_for(FIRST_WORDS, "? keys")
        wait_for_the_whole_screen(child)
        before = child.terminal.cells()
        child.press(b"l")
        child.until(lambda: child.terminal.cells() != before, "another layout")
        child.until(lambda: child.terminal.cells() == before, "the layout of 80x24")
        assert end_by(child, b"q") == 0


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (59, 24)])
def test_a_small_terminal_lives_and_ends(size: tuple[int, int]) -> None:
    with Child(*lesson(), size=size) as child:
        child.until(lambda: child.lines[0][:1] == str(size[0])[:1], "the notice")
        child.resize(80, 24)
        child.wait_for(FIRST_WORDS)
        child.resize(*size)
        child.until(lambda: child.lines[0][:1] == str(size[0])[:1], "the notice")
        assert end_by(child, b"q") == 0
        child.assert_restored()


def test_keys_typed_ahead_each_find_what_the_one_before_opened() -> None:
    with Child(*lesson()) as child:
        child.wait_for(FIRST_WORDS)
        child.press(b"goutput[1,0]\r")
        child.wait_for("window 3 of 4")
        child.press(b"gq")
        child.until(lambda: child.lines[-1].startswith("q"), "the q in the prompt")
        child.press(b"\r")
        child.wait_for("no pass makes q")
        assert end_by(child, b"q") == 0


def test_a_megabyte_pasted_is_capped_and_the_lesson_goes_on() -> None:
    hostile = b"x\x1b[31m" + b"x" * 1_000_000 + b"\x07\rq\x03"
    with Child(*lesson()) as child:
        child.wait_for(FIRST_WORDS)
        child.press(b"g\x1b[200~" + hostile + b"\x1b[201~")
        child.wait_for("x" * 70)
        child.press(b"\r")
        child.wait_for("? keys")
        child.press(b"\x1b[C")
        child.wait_for("window 1 of 4")
        assert end_by(child, b"q") == 0
        child.assert_restored()


def test_a_paste_outside_the_prompt_is_no_command() -> None:
    with Child(*lesson()) as child:
        child.wait_for(FIRST_WORDS)
        child.press(b"\x1b[200~qqq\x03\x1b[201~\x1b[C")
        child.wait_for("window 1 of 4")
        assert end_by(child, b"q") == 0


@pytest.mark.parametrize("value", ["1", ""])
def test_no_color_sends_no_hue(value: str) -> None:
    with Child(*lesson("--at", "output[0,1].tap[2]"), environment={"NO_COLOR": value}) as child:
        child.wait_for("tap 3 of 4", "<4>")
        for row in child.terminal.cells():
            for cell in row:
                for colour in (cell.fg, cell.bg):
                    assert colour == "default" or colour[:2] == colour[2:4] == colour[4:]
        assert end_by(child, b"q") == 0


def test_an_encoding_without_boxes_gets_ascii() -> None:
    surroundings = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    with Child(*lesson(), environment=surroundings, size=(120, 40)) as child:
        child.wait_for("next window")
        assert child.text.isascii()
        assert "input  3x3" in child.text
        assert end_by(child, b"q") == 0


def test_a_key_is_handled_while_it_plays_at_top_speed() -> None:
    with Child(*lesson("--example", "4"), size=(120, 40)) as child:
        child.wait_for("4 K-1 on each side")
        child.press(b"-----+++++++++++ ")
        child.wait_for("playing, 480 a second")
        child.press(b" ")
        child.wait_for("paused")
        child.press(b"\x1b[H")
        child.wait_for("window 0 of 120")
        assert end_by(child, b"q") == 0
        child.assert_restored()
