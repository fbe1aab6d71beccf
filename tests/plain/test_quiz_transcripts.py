"""What a quiz says, word for word: rounds in tests/data/quizzes, answered again.

A file's first line names the lesson and the language, the lines down to an empty one the questions,
asked with the lesson's own numbers; a line that begins with "> " is typed, those below it are what
it says. `python -m tests.plain.test_quiz_transcripts` writes what is said anew, to be read before
it is kept.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from convtutor.console.output import Output
from convtutor.plain.quiz import LineQuiz
from convtutor.plain.quiz_commands import COMMANDS, read_typed
from convtutor.plain.quiz_summary import write_summary
from convtutor.progress.answers import Answered
from convtutor.quiz.keeping import answered_of
from convtutor.quiz.score import summary
from tests.quiz.rounds import DAY, round_of

FOLDER = Path(__file__).resolve().parent.parent / "data" / "quizzes"
FILES = sorted(FOLDER.glob("*.txt"))
TYPED = "> "


def again(text: str) -> str:
    """Type the lines of a transcript and give it with what is said now."""
    head, _, rest = text.partition("\n\n")
    (lesson, language), *identities = head.splitlines()[0].split(), *head.splitlines()[1:]
    stream, kept = io.StringIO(), list[Answered]()
    output = Output(stream, width=100)
    quiz = LineQuiz(
        round_of(lesson, *identities), output, language,
        lambda result: kept.append(answered_of(result, DAY)),
    )
    made = [head, ""]

    def said() -> list[str]:
        lines = stream.getvalue().splitlines()
        stream.seek(0)
        stream.truncate()
        return lines

    quiz.begin()
    made += said()
    for line in rest.splitlines():
        if line.startswith(TYPED):
            quiz.obey_line(line.removeprefix(TYPED))
            made += [line, *said()]
    quiz.leave()
    write_summary(summary(quiz.round, kept, DAY), output, language)
    return "\n".join([*made, *said()]) + "\n"


def typed_lines(language: str) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.stem.endswith(language)]
    return [
        line.removeprefix(TYPED) for text in texts for line in text.splitlines()
        if line.startswith(TYPED)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_quiz_says_what_it_said(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert again(text) == text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_of_the_quiz_stands_in_a_transcript(language: str) -> None:
    typed = {read_typed(line).command for line in typed_lines(language) if line.strip()}
    assert typed >= set(COMMANDS) - {"quit"}  # which says nothing


def main() -> None:
    """Write what is said in all transcripts anew."""
    for path in FILES:
        path.write_text(again(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
