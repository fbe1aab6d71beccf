"""A class is counted by question and learner, and the commonest mistake named with a command."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from convtutor.cli import main
from convtutor.cli.classroom import read_class, write_class
from convtutor.console.output import Output
from convtutor.progress.answers import Answered
from convtutor.progress.exported import text_of
from convtutor.progress.record import Record, exported_from
from tests.progress.answering import RIGHT, WRONG

Learner = Callable[..., str]
Captured = pytest.CaptureFixture[str]
SWAPPED = replace(WRONG, mistake="made-up", seed=9, level=3)


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    """Give a function that writes the file of a learner who gave some answers."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")

    def write(name: str, *answers: Answered) -> str:
        with Record(None) as record:
            for answer in answers:
                record.keep_answer(answer)
            text = text_of(exported_from(record._opened.connection))
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def a_class(learner: Learner) -> list[str]:
    size = replace(RIGHT, question="size conv1")
    return [
        learner("ana.json", WRONG, WRONG, size, replace(WRONG, lesson="stride")),
        learner("ben.json", RIGHT, SWAPPED),
        learner("cy.json", replace(WRONG, seed=8), SWAPPED),
        learner("dot.json", SWAPPED, RIGHT),
    ]


def test_the_table_counts_learners_by_question_and_mistake(
    learner: Learner, capsys: Captured
) -> None:
    assert main(["class", *a_class(learner), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Learners: 4, files: 4."
    assert [" ".join(line.split()) for line in lines[1:5]] == [
        "question met by learners who made a mistake",
        "padding: value conv1.output 4 made-up 3, kernel turned by half (conv2d) 2",
        "stride: value conv1.output 1 kernel turned by half (conv2d) 1",
        "padding: size conv1 1 -",
    ]
    assert lines[6].startswith("The commonest: made-up, made by 3 of 4 who met 'value conv1")
    assert lines[-1] == (
        "See it refuted: convtutor quiz padding --question 'value conv1.output' --seed 9 --level 3"
    )


def test_the_commonest_mistake_is_told_with_its_sentence(
    learner: Learner, capsys: Captured
) -> None:
    assert main(["class", learner("ana.json", WRONG), "--lang", "en"]) == 0
    assert "  The kernel is turned by 180 degrees" in capsys.readouterr().out
    assert main(["class", "ana.json", "--lang", "zh"]) == 0
    assert "旋转了 180 度" in capsys.readouterr().out


def test_the_command_is_asked_for_with_all_that_opens_the_run(learner: Learner) -> None:
    found = read_class(a_class(learner), "en")
    stream = io.StringIO()
    write_class(found, Output(stream), "en", lambda *asked: f"open {asked}")
    assert stream.getvalue().splitlines()[-1] == (
        "See it refuted: open ('padding', 'value conv1.output', 9, 3, 'made-up')"
    )


def test_the_json_tells_the_same(learner: Learner, capsys: Captured) -> None:
    assert main(["class", *a_class(learner), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["schema"], document["version"]) == ("convtutor-class", 1)
    assert (document["learners"], document["files"], document["problems"]) == (4, 4, [])
    assert document["questions"][0]["mistakes"]["made-up"] == {
        "learners": 3, "seed": 9, "level": 3,
    }
    assert document["commonest"]["command"] == (
        "convtutor quiz padding --question 'value conv1.output' --seed 9 --level 3"
    )


def test_a_broken_file_is_told_and_hides_no_other(
    learner: Learner, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "bad.json").write_text('{"schema": "\x1b[2J"}')
    files = ["bad.json", "none.json", learner("ana.json", WRONG)]
    assert main(["class", *files, "--lang", "en"]) == 3
    out, err = capsys.readouterr()
    assert out.startswith("Learners: 1, files: 1.\n")
    assert [line.partition(":")[0] for line in err.splitlines()] == ["bad.json", "none.json"]
    assert main(["class", *files, "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert (document["exit_code"], len(document["problems"])) == (3, 2)
    assert main(["class", "none.json"]) == 5


def test_two_files_of_one_learner_count_once(learner: Learner, capsys: Captured) -> None:
    name = learner("ana.json", WRONG)
    Path("later.json").write_text(Path(name).read_text())
    assert main(["class", name, "later.json", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Learners: 1, files: 2.\n")


def test_a_class_that_answered_nothing_or_all_rightly_is_told_so(
    learner: Learner, capsys: Captured
) -> None:
    assert main(["class", learner("ana.json"), "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "Learners: 0, files: 1.\nNobody answered a question yet.\n"
    )
    assert main(["class", learner("ana.json", RIGHT), "--lang", "en"]) == 0
    assert "No wrong answer was explained" in capsys.readouterr().out
