"""Nothing that a terminal obeys leaves `visible`."""

import os
import unicodedata

import pytest

from convtutor.words.visible import is_hidden, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x1b]52;c;AAAA\x07", r"\x1b]52;c;AAAA\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("\x7f", r"\x7f"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\u202egpj.toml", r"\u202egpj.toml"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("\u2028", r"\u2028"),
        ("\U000e0041", r"\U000e0041"),
        ("\ufeff", r"\ufeff"),
    ],
)
def test_what_a_terminal_obeys_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["padding", "填充 × → ·0", "naïve", "\u0645\u06cc\u200c\u062e"])
def test_what_is_seen_stays(text: str) -> None:
    assert visible(text) == text


def test_bytes_of_a_name_that_are_no_utf8_are_shown_as_bytes() -> None:
    assert visible(os.fsdecode(b"caf\xe9.toml")) == r"caf\xe9.toml"
    visible(os.fsdecode(b"caf\xe9.toml")).encode("utf-8")


def test_no_control_character_of_unicode_gets_through() -> None:
    controls = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"]
    assert len(controls) == 65
    assert all(is_hidden(control) for control in controls)
    assert visible("".join(controls)).isprintable()
