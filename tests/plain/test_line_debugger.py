import io
from collections.abc import Iterable

import pytest

from convtutor.console.output import Output
from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.debugger.commands import COMMANDS
from convtutor.debugger.session import start_session
from convtutor.plain.line_debugger import LineDebugger
from convtutor.words import LANGUAGES
from tests.tui.lessons import network, padding


def debugger(number: int = 2, place: str | None = None, language: str = "en") -> LineDebugger:
    return LineDebugger(
        start_session(padding(), language, number, place), Output(io.StringIO(), width=100)
    )


def heard(one: LineDebugger) -> list[str]:
    """Give all that was said so far."""
    stream = one.output.stream
    assert isinstance(stream, io.StringIO)
    return stream.getvalue().splitlines()


def said(one: LineDebugger, *lines: str) -> list[str]:
    """Type lines and give what they made the debugger say."""
    before = len(heard(one))
    for line in lines:
        one.obey_line(line)
    return heard(one)[before:]


def sentences(lines: Iterable[str]) -> list[str]:
    """Leave out notes, which are indented."""
    return [line for line in lines if not line.startswith(" ")]


def test_it_begins_with_the_lesson_the_example_and_its_layers() -> None:
    one = debugger()
    one.begin()
    lines = heard(one)
    assert lines[0] == "padding: Padding"
    assert f"Example 2 of {len(padding().examples)}: one ring of zeros" in lines
    assert "conv1: nn.Conv2d(1, 1, kernel_size=2, padding=1, bias=False)" in lines
    assert "       H_out = W_out = floor((3 + 2*1 - 2) / 1) + 1 = 4" in lines


def test_begun_at_a_place_it_says_what_stands_there() -> None:
    one = debugger(2, "output[2,0]")
    one.begin()
    sentence, note, _, hint = heard(one)[-4:]
    assert sentence == "output[2,0] = 0×0 + 3×1 + 0×2 + 6×3 = 21 (2 of 4 reads are padding)"
    assert note.startswith("    The window hangs over the left edge.")
    assert hint.startswith("n is the next step")


def test_each_step_is_one_sentence() -> None:
    assert sentences(said(debugger(), "n", "s", "s")) == [
        "output[0,0] = 0×0 + 0×1 + 0×2 + 0×3 = 0 (3 of 4 reads are padding)",
        "output[0,0] tap 1 of 4 (padding): 0×0 = 0, sum 0 + 0 = 0",
        "output[0,0] tap 2 of 4 (padding): 0×1 = 0, sum 0 + 0 = 0",
    ]


def test_a_count_does_a_move_so_often_and_stops_at_the_end() -> None:
    one = debugger(2, "output[2,2]")
    assert [line.partition(" ")[0] for line in sentences(said(one, "next 3"))] == [
        "output[2,3]", "output[3,0]", "output[3,1]",
    ]
    last = said(one, "goto grad_weight[1,0]", "next 1000000000")[-1]
    assert last == "This is the end of example 2; `example 3` goes on."


def test_an_empty_line_repeats_the_last_move_and_nothing_else() -> None:
    one = debugger()
    assert said(one, "", "   ") == []
    assert len(sentences(said(one, "n 2", "where", ""))) == 2 + 2 + 2 + 1
    assert str(one.session.cursor.place) == "conv1.output[0,0,0,3]"


def test_a_note_is_said_once_while_it_stays_the_same() -> None:
    one = debugger()
    lines = said(one, "n", "s", "s", "s")
    first, second = (line.strip() for line in lines if line.startswith(" "))
    assert first.startswith("Three of the four cells under this window are padding.")
    assert second.endswith("so 0×3 = 0 and the output is 0.")


def test_a_wrong_command_is_refused_and_the_session_goes_on() -> None:
    one = debugger()
    assert said(one, "nxt", "goto output[9,9]", "print outptu", "n x", "example 99") == [
        "'nxt' is no command; did you mean 'next'?",
        "output[9,9]: index 1 is 9, the last one is 3",
        "no array here is named 'outptu'; did you mean 'output'?; there are input, weight, output,"
        " grad_output, grad_input, grad_weight",
        "next takes a number from 1 to 1000000000, got 'x'",
        f"padding has examples 1 to {len(padding().examples)}, got 99",
    ]
    assert sentences(said(one, "n"))[0].startswith("output[0,0] = ")


def test_moves_that_lead_nowhere_say_why() -> None:
    one = debugger()
    assert said(one, "rn") == ["This is the start of example 2; nothing comes before it."]
    nothing_around = "Everything is the largest unit; nothing lies around it."
    assert said(one, "fin", "fin", "fin")[-1] == nothing_around
    assert said(one, "rf") == [nothing_around]
    last = debugger(len(padding().examples))
    assert said(last, "c", "c", "c", "c", "c", "c", "c", "c", "c")[-1] == (
        f"This is the end of example {len(padding().examples)}."
    )


def test_a_change_of_level_is_said() -> None:
    one = debugger(2, "output[1,1]")
    assert sentences(said(one, "fin", "rn", "s")) == [
        "conv1.output is finished, 16 elements. Moves now go by pass.",
        "Start of example 2: nothing is made yet, output[0,0] comes first.",
        "output[0,0] = 0×0 + 0×1 + 0×2 + 0×3 = 0 (3 of 4 reads are padding)."
        " Moves now go by element.",
    ]


def test_print_shows_arrays_and_elements_as_they_stand() -> None:
    one = debugger(2, "output[2,0].tap[1]")
    assert said(one, "p output[1,3]", "p output[2,0]", "p output[2,1]", "print weight[1, 0]") == [
        "output[1,3] = 10",
        "output[2,0] = 3 so far, after tap 2 of 4",
        "output[2,1] is not made yet",
        "weight[1,0] = 2",
    ]
    assert said(one, "p output")[0] == "conv1.output, 1x1x4x4, 8 of 16 made"


def test_example_goes_to_the_start_of_an_example() -> None:
    one = debugger(1)
    assert f"Example 3 of {len(padding().examples)}: a tall kernel" in said(one, "n", "example 3")
    assert one.session.cursor.at_start
    assert f"Example 3 of {len(padding().examples)}: a tall kernel" in said(one, "n", "e")
    assert one.session.cursor.at_start


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_every_command_or_one(language: str) -> None:
    one = debugger(language=language)
    lines = said(one, "help")
    for command in COMMANDS:
        assert any(line.startswith(", ".join((command.name, *command.short))) for line in lines)
    assert len(said(one, "help goto")) == 1


def test_quit_ends_and_end_of_input_quits_too() -> None:
    one = debugger()
    assert one.obey(["n", "quit", "n"]) == 0
    assert str(one.session.cursor.place) == "conv1.output[0,0,0,0]"
    assert one.obey(["n"]) == 0
    assert str(one.session.cursor.place) == "conv1.output[0,0,0,1]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", [padding, network])
def test_every_command_works_everywhere(language: str, lesson: object) -> None:
    session = start_session(lesson(), language)  # type: ignore[operator]
    one = LineDebugger(session, Output(io.StringIO()))
    names = (*MOVED, "where", "list", "print output", "help", "example")
    for at in range(120):
        lines = said(one, names[at * 7 % len(names)])
        assert lines
        assert all(line.strip("= -") or set(line) <= set("= -") for line in lines)


MOVED = ("s", "n", "s", "n", "fin", "c", "rs", "n", "rn", "rf", "n 3", "s 2")


def report(asked: str, verdict: Verdict) -> Report:
    match = Match("conv1.output", "layer", (1, 1, 4, 4), verdict)
    return Report(asked, (LaneReport("cpu-float32", "cpu", "float32", (match,)),))


def test_a_mismatch_that_torch_found_decides_the_exit_code() -> None:
    one = debugger()
    one.reports += [report("auto", Verdict.EXACT), report("auto", Verdict.MISMATCH)]
    assert one.obey(["q"]) == 1
    one.reports = [report("auto", Verdict.EXACT)]
    assert one.obey(["q"]) == 0
