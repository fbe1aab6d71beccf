"""set, reset, hint and why in the line mode, and what --play says of a task."""

import io

import pytest

from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.plain import line_debugger
from convtutor.plain.line_debugger import LineDebugger
from convtutor.plain.play import write_end, write_passes
from convtutor.words import LANGUAGES
from tests.plain.test_line_debugger import said
from tests.tui.lessons import padding, task


def debugger(language: str = "en") -> LineDebugger:
    return LineDebugger(start_session(task(), language), Output(io.StringIO(), width=100))


def test_set_shows_the_result_and_then_what_the_task_says() -> None:
    one = debugger()
    assert said(one, "set conv1.stride [2,1]") == [
        "output[0,1] = 1×0 + 2×1 + 4×2 + 5×3 = 25; that finishes output",
        "Not yet: size(conv1.output) is 2.",
    ]
    assert said(one, "set conv1.stride 2") == [
        "output[0,0] = 0×0 + 1×1 + 3×2 + 4×3 = 19; that finishes output",
        "The goal is reached.",
        "    The window jumps past the end.",
    ]


def test_what_cannot_be_set_is_said_and_the_session_goes_on() -> None:
    one = debugger()
    (refused,) = said(one, "set conv1.stride 0")
    assert refused == "conv1.stride: conv2d: stride must be 1 or more, got 0"
    (refused,) = said(one, "set conv1.weight 3")
    assert refused == "conv1.weight: this task is solved by changing conv1.stride, and nothing else"
    (refused,) = said(one, "set")
    assert refused == "set needs what is to be changed and its value: set conv1.padding 1"
    assert said(one, "next") == ["output[0,0] = 0×0 + 1×1 + 3×2 + 4×3 = 19"]


def test_hints_begin_anew_behind_the_third_also_after_success() -> None:
    one = debugger()
    heard = said(one, "hint", "hint", "set conv1.stride 2", "hint", "hint")
    hints = [line for line in heard if line[1:3] == "/3"]
    assert [line[:3] for line in hints] == ["1/3", "2/3", "3/3", "1/3"]


def test_why_gives_the_reason_or_says_that_there_is_none() -> None:
    assert said(debugger(), "why") == ["The window jumps past the end."]
    bare = LineDebugger(start_session(padding()), Output(io.StringIO(), width=100))
    assert said(bare, "hint") == ["this example sets no task, so there is no hint"]


def test_reset_takes_all_back() -> None:
    one = debugger()
    heard = said(one, "set conv1.stride 2", "reset", "print output")
    assert "As it was: all changes of this example are taken back." in heard
    assert one.session.run.arrays["conv1.output"].shape == (1, 1, 2, 2)
    assert said(one, "reset") == ["nothing was changed in this example"]


def test_torch_checks_the_changed_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def check_run(run: object, device: str) -> object:
        asked.append(run)
        raise line_debugger.ConvtutorError("no torch")

    monkeypatch.setattr(line_debugger, "check_run", check_run)
    one = debugger()
    said(one, "torch", "set conv1.stride 2", "torch")
    assert [run.arrays["conv1.output"].size for run in asked] == [4, 1]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "goal", "why"), [
    ("en", "The goal: size(conv1.output) == 1.", "Why: The window jumps past the end."),
    ("zh", "目标：size(conv1.output) == 1。", "理由：The window jumps past the end."),
])
def test_play_names_goal_hints_and_reason_behind_the_last_step(
    language: str, goal: str, why: str
) -> None:
    stream = io.StringIO()
    session, output = start_session(task(), language), Output(stream, width=100)
    write_passes(session, output)
    assert why.partition(" ")[2] not in stream.getvalue()
    write_end(session, output)
    lines = stream.getvalue().splitlines()
    assert lines[-1] == why
    told = " ".join(lines[-5:])
    for part in (goal, "conv1.stride", "`set`", "`hint`", "3"):
        assert part in told
    assert "A stride of 2 is enough." not in told  # hints are named, not given away


def test_every_language_plays_a_task() -> None:
    for language in LANGUAGES:
        stream = io.StringIO()
        write_end(start_session(task(), language), Output(stream, width=40))
        assert stream.getvalue().count("\n") >= 3
