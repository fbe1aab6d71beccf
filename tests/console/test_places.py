import pytest

from convtutor.console.places import listing_lines, where_lines
from convtutor.debugger.session import start_session
from convtutor.words import LANGUAGES
from tests.tui.lessons import network, padding, padding_modes


def test_where_names_the_way_down_the_reads_and_the_line_that_runs() -> None:
    assert where_lines(start_session(padding(), "en", 2, "output[2,0].tap[1]")) == [
        "padding › 2 one ring of zeros › conv1 › forward › output[2,0] › tap 2 of 4",
        "window 9 of 16, moves go by tap",
        "reads input[0,0,1,0] = 3, weight[0,0,0,1] = 1",
        "runs total += input[row, col] * weight[i, j]   0 + 3*1 = 3",
    ]


def test_where_says_that_a_read_lies_in_the_padding_and_what_it_copies() -> None:
    lines = where_lines(start_session(padding(), "en", 2, "output[2,0].tap[0]"))
    assert lines[2] == "reads input[0,0,1,-1] in the padding = 0, weight[0,0,0,0] = 0"
    lines = where_lines(start_session(padding_modes(), "en", 1, "output[0,0].tap[0]"))
    assert lines[2].startswith(
        "reads input[0,0,-1,-1] in the padding, a copy of input[0,0,1,1] = 4"
    )


def test_where_at_the_start_says_that_nothing_is_made() -> None:
    lines = where_lines(start_session(padding(), "en", 2))
    assert lines[0].endswith("start (level element)")
    assert len(lines) == 2


def test_the_listing_marks_the_line_that_runs_and_lines_up_the_values() -> None:
    lines = listing_lines(start_session(padding(), "en", 2, "output[2,0].tap[1]"))
    marked = [line for line in lines if line.startswith("▸")]
    assert len(marked) == 1
    assert marked[0].endswith("total += input[row, col] * weight[i, j]  0 + 3*1 = 3")
    assert lines[0].index("y = 2") == lines[1].index("x = 0") == marked[0].index("0 + 3*1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tap_of_a_network_has_its_place_and_listing(language: str) -> None:
    session = start_session(network(), language).step()
    while (after := session.step()) is not session:
        session = after
        assert sum(line.startswith("▸") for line in listing_lines(session)) == 1
        assert len(where_lines(session)) in (3, 4)
