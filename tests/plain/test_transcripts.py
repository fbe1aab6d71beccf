"""What every command says, word for word: sessions in tests/data/transcripts, typed again.

A file's first line names the lesson, the example and the language; a line that begins with "> " is
typed, the lines below it are what it says. `python -m tests.plain.test_transcripts` writes the
answers anew, to be read before they are kept.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from convtutor.console.output import Output
from convtutor.debugger.commands import COMMANDS, find_command
from convtutor.debugger.session import start_session
from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.plain.line_debugger import LineDebugger

FOLDER = Path(__file__).resolve().parent.parent / "data" / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))
TYPED = "> "
ELSEWHERE = {"torch", "quit", "export"}  # torch says its version, quit nothing; export writes


def again(text: str) -> str:
    """Type the lines of a transcript and give it with the answers there are now."""
    head, *lines = text.splitlines()
    lesson, number, language = head.split()
    stream = io.StringIO()
    session = start_session(read_lesson(find_lesson(lesson)), language, int(number))
    debugger = LineDebugger(session, Output(stream, width=100))
    made = [head]
    for line in lines:
        if line.startswith(TYPED):
            stream.seek(0)
            stream.truncate()
            debugger.obey_line(line.removeprefix(TYPED))
            made += [line, *stream.getvalue().splitlines()]
    return "\n".join(made) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_session_says_what_it_said(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert again(text) == text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_stands_in_a_transcript(language: str) -> None:
    typed = set()
    for path in FILES:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        if head.endswith(language):
            for line in lines:
                if line.startswith(TYPED):
                    typed.add(find_command(line.removeprefix(TYPED).split(" ")[0]).name)
    assert typed | ELSEWHERE == {command.name for command in COMMANDS}


def main() -> None:
    """Write the answers of all transcripts anew."""
    for path in FILES:
        path.write_text(again(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
