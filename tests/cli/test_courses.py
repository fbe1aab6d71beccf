"""A folder of lessons on the command line: listed, checked, verified, and chosen from at home."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from convtutor.cli import main
from convtutor.cli.check import check_files
from convtutor.cli.lessons import name_to_type, read_road, write_list, write_names
from convtutor.console.output import Output
from convtutor.crosscheck.verify import read_lessons
from convtutor.errors import LessonError
from convtutor.lesson.catalog import COURSES
from convtutor.progress.record import Record, SavedPlace
from tests.cli.terminals import Terminal
from tests.lesson.written import CONV, EXAMPLE, GOOD

SECOND = EXAMPLE + CONV


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv(COURSES, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of two lessons, the second of which needs the first."""
    course = tmp_path / "course"
    course.mkdir()
    text = (GOOD + SECOND).replace('id = "small"', 'id = "{id}"\n{more}')
    for name, more in (("one", "order = 7"), ("two", 'order = 9\nneeds = ["one"]')):
        written = text.replace("{id}", name).replace("{more}", more)
        (course / f"{name}.toml").write_text(written, encoding="utf-8")
    return course


def listed(folder: Path, width: int = 80) -> list[str]:
    stream = io.StringIO()
    write_list(read_road(str(folder)), Output(stream, width=width), "en")
    return stream.getvalue().splitlines()


def test_a_list_says_what_is_done_and_what_is_needed(folder: Path, tmp_path: Path) -> None:
    assert listed(folder) == ["○  one    5 min  Small", "○  two    5 min  Small  needs ○ one"]
    with Record(tmp_path / "data" / "progress.sqlite3") as record:
        record.mark_done("one", 1, "d")
        record.mark_done("one", 2, "d")
        record.mark_done("two", 2, "d")
    assert listed(folder) == [
        "●  one    5 min   2 of 2   Small",
        "○  two    5 min   1 of 2   Small  needs ● one",
    ]
    assert listed(folder, 30)[1:] == ["○  two    5 min   1 of 2   Small", f"{' ' * 27}needs ● one"]


def test_ascii_tells_done_from_not_done() -> None:
    stream = io.StringIO()
    Output(stream, ascii_only=True).line("● ○")
    assert stream.getvalue() == "* o\n"


def test_sections_are_headings(folder: Path) -> None:
    path = folder / "one.toml"
    written = path.read_text(encoding="utf-8").replace("order", 'section = "the start"\norder')
    path.write_text(written, encoding="utf-8")
    assert listed(folder)[::2] == ["the start", "other lessons"]


def test_the_json_list_has_order_section_and_what_is_done(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Record(tmp_path / "data" / "progress.sqlite3") as record:
        record.mark_done("two", 2, "d")
        record.mark_done("two", 3, "d")
    assert main(["list", str(folder), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["lessons"]
    assert (first["order"], first["section"], first["done"]) == (7, None, [])
    assert (second["examples"], second["done"], second["changed"]) == (2, [2], True)


def test_looking_makes_no_record(folder: Path, tmp_path: Path) -> None:
    listed(folder)
    assert not (tmp_path / "data").exists()


def test_names_alone_are_what_lesson_takes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(COURSES, str(folder))
    stream = io.StringIO()
    write_names(None, Output(stream))
    assert {"padding", "one", "two"} <= set(stream.getvalue().splitlines())
    stream = io.StringIO()
    write_names(str(folder), Output(stream))
    assert stream.getvalue().splitlines() == [f"{folder}/one.toml", f"{folder}/two.toml"]


def test_what_to_type_next_opens_the_lesson_to_go_on_with(folder: Path, tmp_path: Path) -> None:
    assert name_to_type(read_road(str(folder)), str(folder)) == f"{folder}/one.toml"
    with Record(tmp_path / "data" / "progress.sqlite3") as record:
        record.save_place("padding", SavedPlace(1, None, "d"))
    assert name_to_type(read_road(), None) == "padding"
    (folder / "deeper").mkdir()
    assert name_to_type(read_road(str(folder / "deeper")), str(folder / "deeper")) is None


@pytest.mark.parametrize("verb", [["home"], []])
def test_home_without_a_terminal_is_a_list(
    folder: Path, verb: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*verb, str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("○  one")
    assert f"lesson{folder}/one.toml" in "".join(shown.split())  # a long path may be broken


def test_a_word_that_is_no_folder_is_no_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert main(["home", "nonsense"]) == 5
    said = capsys.readouterr().err
    assert "nonsense is no verb" in said
    assert "nonsense: there is no such folder" in said


def test_check_names_the_faults_of_every_file_of_a_folder(folder: Path) -> None:
    stream = io.StringIO()
    assert check_files([str(folder)], False, Output(stream), "en") == 3  # zh lacks words
    os.mkfifo(folder / "pipe.toml")
    (folder / "wrong.toml").write_text("schema = ", encoding="utf-8")
    stream = io.StringIO()
    assert check_files([str(folder)], False, Output(stream), "en") == 3
    said = stream.getvalue()
    assert "one.toml:" in said
    assert "this is a pipe" in said
    assert "wrong.toml:1: not valid TOML" in said


def test_verify_takes_a_folder(folder: Path) -> None:
    assert [lesson.id for lesson in read_lessons([str(folder)])] == ["one", "two"]
    (folder / "wrong.toml").write_text("schema = ", encoding="utf-8")
    (folder / "out.toml").symlink_to("/etc/hostname")
    with pytest.raises(LessonError) as caught:
        read_lessons([str(folder)])
    assert len(caught.value.problems) == 2


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_a_terminal_gets_the_home_screen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COURSES, str(folder))
    with Terminal(sys.executable, "-m", "convtutor") as terminal:
        terminal.wait_for(b"\x1b[?1049h")
        terminal.wait_for(b"convolution, one number at a time")
        terminal.wait_for(b"two")
        terminal.type(b"q")
        assert terminal.end() == 0
        assert terminal.is_sane()
