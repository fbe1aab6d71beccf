"""`convtutor quiz`: rounds from the command line, the record, one JSON document, exit codes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from convtutor.cli import main
from convtutor.progress.answers import Confidence, Outcome, today
from convtutor.progress.record import open_record, peek_answers
from tests.quiz.rounds import SIZE, VALUE, answer

ONE = ("--question", VALUE, "--seed", "7")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CONVTUTOR_LESSONS", raising=False)
    return tmp_path / "data"


class Quiz:
    """Runs `convtutor quiz` on typed lines."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def __call__(
        self, *arguments: str, typed: str = "", code: int = 0
    ) -> tuple[str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        assert main(["quiz", *arguments, "--lang", "en"]) == code
        written = self.capsys.readouterr()
        return written.out, written.err

    def document(self, *arguments: str, typed: str = "") -> Any:
        return json.loads(self(*arguments, "--json", typed=typed)[0])


@pytest.fixture
def quiz(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Quiz:
    return Quiz(capsys, monkeypatch)


def test_a_seed_repeats_a_round_whatever_was_answered(quiz: Quiz) -> None:
    first = quiz.document("padding", "--seed", "7", "--count", "3", typed="1\n1\nskip\nshow\n")
    again = quiz.document("padding", "--seed", "7", "--count", "3")
    for one, other in zip(first["questions"], again["questions"], strict=True):
        same = ("question", "seed", "level", "ask", "settings", "right")
        assert [one[key] for key in same] == [other[key] for key in same]
    assert [one["seed"] for one in again["questions"]] == [7, 7, 7]
    assert [one["outcome"] for one in again["questions"]] == [None, None, None]


def test_a_question_alone_is_asked_again_by_its_command(quiz: Quiz) -> None:
    one = quiz.document("padding", *ONE, "--level", "2")["questions"][0]
    assert one["command"] == (
        f"convtutor quiz padding --question '{VALUE}' --seed 7 --level 2"
    )
    assert quiz.document("padding", *ONE, "--level", "2")["questions"][0]["right"] == one["right"]


def test_json_is_one_document_and_questions_go_to_standard_error(quiz: Quiz) -> None:
    right = quiz.document("padding", *ONE)["questions"][0]["right"]
    out, err = quiz("padding", *ONE, "--json", typed=f"hint\n{right} unsure\n")
    document = json.loads(out)
    assert (document["schema"], document["version"], document["seed"]) == ("convtutor-quiz", 1, 7)
    (one,) = document["questions"]
    assert (one["outcome"], one["hints"]) == ("right", 1)
    assert one["answers"] == [
        {"given": right, "right": True, "confidence": "unsure", "mistakes": []}
    ]
    assert document["summary"]["hinted"] == [1]
    assert "What is output" in err
    assert out.isascii()


def test_a_wrong_answer_is_named_and_counted(quiz: Quiz) -> None:
    mistaken = {
        mistake: str(found) for mistake, found in _answers_of("padding", VALUE, 7).items()
    }
    typed = f"{mistaken['kernel-flipped']} sure\n" * 2
    document = quiz.document("padding", *ONE, typed=typed)
    told = document["questions"][0]["answers"][0]["mistakes"][0]
    assert told["key"] == "conv2d.kernel-flipped"
    assert told["you"] == "You turned the kernel by half."
    assert document["summary"]["mistakes"][0]["questions"] == [1, 1]
    assert document["summary"]["sure_and_wrong"] == [1]
    assert document["summary"]["returning"] == [{"number": 1, "days": 1}]
    (kept,) = peek_answers()
    assert (kept.mistake, kept.outcome, kept.confidence) == (
        "conv2d.kernel-flipped", Outcome.WRONG, Confidence.SURE
    )
    assert (kept.lesson, kept.question, kept.seed, kept.day) == ("padding", VALUE, 7, today())


def _answers_of(name: str, identity: str, seed: int) -> dict[str, object]:
    from convtutor.quiz.drawing import draw
    from tests.quiz.rounds import stock

    return {mistake.name: mistake.answer for mistake in draw(stock(name)[identity], seed).mistakes}


def test_lines_end_with_a_summary_when_the_input_ends(quiz: Quiz) -> None:
    out, _ = quiz("padding", "--seed", "7", "--count", "2", "--plain", typed="skip\n")
    assert "question 2 of 2" in out
    assert "left out: 1\nnot asked: 1\n" in out
    out, _ = quiz("padding", "--seed", "7", "--count", "2", "--plain")
    assert out.rstrip().endswith("No question was answered.")


def test_without_a_lesson_those_that_were_begun_are_asked_about(quiz: Quiz) -> None:
    with open_record("en") as record:
        record.mark_done("stride", 1, "")
    document = quiz.document("--count", "2")
    assert {one["lesson"] for one in document["questions"]} == {"stride"}


def test_without_a_record_the_first_lessons_are_asked_about(quiz: Quiz) -> None:
    assert len(quiz.document("--count", "2")["questions"]) == 2


def test_a_review_asks_what_is_due_and_says_when_nothing_is(quiz: Quiz) -> None:
    assert quiz("--review")[0] == "Nothing is due today.\n"
    with open_record("en") as record:
        record.keep_answer(answer(VALUE, day=today()))
    out, _ = quiz("--review")
    assert out == "Nothing is due today.\nThe next question comes back tomorrow.\n"
    with open_record("en") as record:
        record.keep_answer(answer(SIZE, day=today() - 1))
        record.keep_answer(answer("1 size conv1", Outcome.RIGHT, today(), "stride"))
        record.keep_answer(answer("gone", day=today() - 1, name="a-lesson-of-old"))
    document = quiz.document("--review")
    assert [(one["lesson"], one["question"]) for one in document["questions"]][0] == (
        "padding", SIZE
    )
    assert {one["lesson"] for one in document["questions"]} == {"padding", "stride"}
    assert "a-lesson-of-old" in quiz("--review")[0]
    assert quiz.document("--review", "stride")["questions"] == []


@pytest.mark.parametrize(("arguments", "told"), [
    (("paddin",), "did you mean 'padding'?"),
    (("padding", "--level", "4"), "--level is a whole number from 1 to 3, got 4"),
    (("padding", "--count", "0"), "--count is a whole number from 1 to 100, got 0"),
    (("padding", "--seed", "-1"), "--seed is a whole number from 0"),
    (("padding", "--question", "2 size conv"), "did you mean '2 size conv1'?"),
    (("--question", "x"), "of one lesson"),
    (("padding", "--question", "x", "--review"), "leave --review out"),
    (("padding", "--sed", "7"), "--seed"),
    (("padding", "--seed", "seven"), "seven"),
])
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    quiz: Quiz, arguments: tuple[str, ...], told: str
) -> None:
    out, err = quiz(*arguments, code=2)
    assert told in err
    assert out == ""


def test_a_lesson_may_be_a_file_and_a_missing_one_ends_in_five(
    quiz: Quiz, tmp_path: Path
) -> None:
    from tests.lessons.shipped import lesson

    copy = tmp_path / "mine.toml"
    copy.write_text(lesson("padding").path.read_text(encoding="utf-8"), encoding="utf-8")
    one = quiz.document(str(copy), *ONE)["questions"][0]
    assert one["command"].startswith(f"convtutor quiz {copy} ")
    quiz(str(tmp_path / "none.toml"), code=5)


def test_help_has_examples_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", "--help"]) == 0
    assert capsys.readouterr().out.startswith("convtutor quiz padding ")


def program(*arguments: str, typed: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CONVTUTOR_DATA": str(data), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "convtutor", "quiz", *arguments], input=typed, text=True,
        capture_output=True, env=environment, timeout=100, check=False,
    )


def test_what_was_answered_stays_when_the_program_is_killed(data: Path) -> None:
    environment = {**os.environ, "CONVTUTOR_DATA": str(data)}
    with subprocess.Popen(
        [sys.executable, "-m", "convtutor", "quiz", "padding", "--seed", "7", "--plain"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write("show\n")
        running.stdin.flush()
        for line in running.stdout:
            if line.startswith("question 2"):
                break
        running.kill()
    (kept,) = peek_answers()
    assert kept.outcome is Outcome.SHOWN


def test_no_colour_and_no_control_character_is_written(data: Path) -> None:
    done = program("padding", "--seed", "7", "--count", "1", typed="show\n", data=data)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
