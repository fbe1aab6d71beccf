"""`convtutor quiz` on a terminal: it opens the screen, and however it ends keeps its answers."""

from __future__ import annotations

import os
import signal
import sys

import pytest

if os.name != "posix":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

from convtutor.progress.answers import Answered, Confidence, Outcome
from convtutor.progress.record import open_record
from convtutor.quiz.opening import open_again
from tests.tui.children import Child

QUIZ = (sys.executable, "-m", "convtutor", "quiz", "padding", "--seed", "7", "--count", "2")
WRONG = "a"  # to the second question, a choice whose right option is another one
ENDINGS: dict[str, tuple[signal.Signals | bytes, int]] = {
    "SIGTERM": (signal.SIGTERM, 143), "SIGHUP": (signal.SIGHUP, 129), "ctrl+c": (b"\x03", 0),
}


def answers() -> tuple[Answered, ...]:
    """Read what was kept."""
    with open_record("en") as record:
        return record.answers()


@pytest.mark.parametrize("name", ENDINGS)
def test_every_ending_restores_the_terminal_and_keeps_the_answers(name: str) -> None:
    how, code = ENDINGS[name]
    with Child(*QUIZ) as child:
        child.wait_for("question 1 of 2", "seed 7")
        child.press(b"w")
        child.wait_for("comes back tomorrow")
        child.press(b"\r")
        child.wait_for("question 2 of 2")
        assert str(open_again(["padding"], 7, 2).questions[1].right) not in ("", WRONG)
        child.press(WRONG.encode() + b"\r")
        child.wait_for("How sure are you?")
        child.press(b"1")
        child.wait_for("Try again")
        if isinstance(how, bytes):
            child.press(how)
        else:
            child.program.send_signal(how)
        assert child.end() == code
        child.assert_restored()
        assert child.after_the_screen == ""
    kept = answers()
    assert [one.outcome for one in kept] == [Outcome.SHOWN, Outcome.WRONG]
    assert kept[1].given == WRONG
    assert kept[1].confidence is Confidence.SURE


def test_a_killed_round_loses_no_question_that_is_over() -> None:
    with Child(*QUIZ) as child:
        child.wait_for("question 1 of 2")
        child.press(b"w")
        child.wait_for("comes back tomorrow")
        child.program.kill()
        child.end()
    assert [one.outcome for one in answers()] == [Outcome.SHOWN]


def test_what_is_wrong_with_the_command_is_said_before_the_screen_is_taken() -> None:
    with Child(*QUIZ[:-1], "0") as child:
        assert child.end() == 2
        assert "--count" in child.text
        assert b"\x1b[?1049h" not in child.written
