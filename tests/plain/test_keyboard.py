import io

from convtutor.debugger.session import start_session
from convtutor.plain.keyboard import LONGEST_LINE, candidates, typed_lines
from tests.tui.lessons import padding

SESSION = start_session(padding(), "en", 2)


def lines(text: str) -> list[str]:
    return list(typed_lines(io.StringIO(text), lambda: SESSION))


def test_a_pipe_gives_its_lines_without_a_prompt() -> None:
    assert lines("n\n\np output\nq") == ["n", "", "p output", "q"]


def test_a_line_without_end_is_cut_and_read_as_one() -> None:
    found = lines("x" * (3 * LONGEST_LINE + 7) + "\nn\n")
    assert found == ["x" * LONGEST_LINE, "n"]


def test_a_closed_standard_input_gives_nothing() -> None:
    assert list(typed_lines(None, lambda: SESSION)) == []


def test_completion_offers_commands_first_and_then_what_fits_behind() -> None:
    assert candidates("", "reverse-", SESSION) == [
        "reverse-continue", "reverse-finish", "reverse-next", "reverse-step"
    ]
    assert candidates("goto ", "gr", SESSION) == ["grad_input", "grad_weight"]
    assert candidates("p ", "conv1.o", SESSION) == ["conv1.output"]
    assert candidates("print ", "wei", SESSION) == ["weight"]
    assert candidates("help ", "wh", SESSION) == ["where", "why"]
    assert candidates("example ", "2", SESSION) == ["2"]
    assert candidates("break ", "gr", SESSION) == ["grad_input", "grad_weight"]
    assert candidates("level ", "p", SESSION) == ["pass"]
    assert candidates("info ", "", SESSION) == ["breakpoints", "display", "watchpoints"]
    assert candidates("copy ", "a", SESSION) == ["arithmetic"]
    assert candidates("next ", "", SESSION) == []
    assert candidates("nonsense ", "n", SESSION) == []
