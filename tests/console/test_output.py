import io
import sys

import pytest

from convtutor.console.output import Output, can_show_signs, output_to


def written(ascii_only: bool = False, width: int = 30) -> tuple[Output, io.StringIO]:
    stream = io.StringIO()
    return Output(stream, ascii_only, width), stream


def test_signs_become_ascii_where_they_cannot_be_shown() -> None:
    output, stream = written(ascii_only=True)
    output.line("0×1 → 3 › ▸ · “x” …")
    assert stream.getvalue() == '0*1 -> 3 > > . "x" ...\n'


def test_no_control_character_reaches_the_stream() -> None:
    output, stream = written()
    output.line("a\x1b[2Jb\u202ec\x9bd\udcff")
    assert stream.getvalue() == "a\\x1b[2Jb\\u202ec\\x9bd\\xff\n"


def test_a_paragraph_is_wrapped_and_indented() -> None:
    output, stream = written(width=24)
    output.paragraph("one two three four five six seven", indent=4)
    assert stream.getvalue() == "    one two three four\n    five six seven\n"


def test_a_label_hangs_over_its_text() -> None:
    output, stream = written(width=30)
    output.hanging("label  ", "one two three four five six")
    assert stream.getvalue() == "label  one two three four five\n       six\n"
    output.hanging("empty  ", "")
    assert stream.getvalue().endswith("\nempty  \n")


def test_a_heading_is_underlined_as_wide_as_it_looks() -> None:
    output, stream = written()
    output.heading("填充 1", "=")
    assert stream.getvalue() == "填充 1\n======\n"


class Latin(io.StringIO):
    encoding = "cp1252"


class Utf8(io.StringIO):
    encoding = "utf-8"


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, True),
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "de_DE.UTF-8", "LANG": "C"}, True),
    ],
)
def test_signs_are_shown_unless_the_locale_is_c(environment: dict[str, str], shown: bool) -> None:
    assert can_show_signs(Utf8(), environment) is shown


def test_an_encoding_without_the_signs_gets_ascii() -> None:
    assert not can_show_signs(Latin(), {"LANG": "en_US.UTF-8"})


@pytest.mark.parametrize(("columns", "width"), [("5", 20), ("64", 64), ("400", 100)])
def test_the_width_follows_the_terminal_within_what_can_be_read(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert output_to(sys.stdout).width == width


def test_a_closed_standard_output_is_written_to_nowhere() -> None:
    output = output_to(None)
    output.line("lost")
    output.flush()
    output.stream.close()
