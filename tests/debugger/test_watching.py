"""A watched lesson keeps the example and the place, and is read when it is whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from convtutor.debugger.session import Session, start_session
from convtutor.debugger.watching import Watch, read_again, told_broken
from convtutor.errors import AccessError, LessonError
from convtutor.lesson.read import read_lesson
from tests.lesson.written import CONV, EXAMPLE, HEAD

OTHER = EXAMPLE.replace('"one"', '"two"')


def save(folder: Path, text: str) -> Path:
    """Save as an editor does that writes beside the file and renames."""
    path, beside = folder / "small.toml", folder / ".small.swp"
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return path


def opened(folder: Path, number: int = 1, place: str | None = None) -> Session:
    path = save(folder, HEAD + EXAMPLE + CONV + OTHER + CONV)
    return start_session(read_lesson(path), number=number, place=place)


def place_after(folder: Path, place: str, text: str, number: int = 1) -> tuple[int, str]:
    session = opened(folder, number, place)
    save(folder, text)
    again = read_again(session)
    return again.number, str(again.cursor.place)


def test_the_place_stays_where_it_is(tmp_path: Path) -> None:
    text = HEAD + EXAMPLE.replace("[0, 1, 2]", "[9, 1, 2]") + CONV + OTHER + CONV
    for place in ("conv1.output[0,0,1,0]", "conv1.grad_weight[0,0,0,1].tap[2]"):
        session = opened(tmp_path, place=place)
        save(tmp_path, text)
        again = read_again(session)
        assert (str(again.cursor.place), again.cursor.level) == (place, session.cursor.level)
        assert again.run.arrays["conv1.output"][0, 0, 0, 0] == 11


def test_the_start_stays_the_start(tmp_path: Path) -> None:
    session = opened(tmp_path, number=2)
    save(tmp_path, HEAD + EXAMPLE + CONV + OTHER.replace("Watch", "Look") + CONV)
    again = read_again(session)
    assert (again.number, again.cursor.at_start) == (2, True)
    assert again.example.intro.said("en") == "Look."


@pytest.mark.parametrize(
    ("place", "layer", "expected"),
    [
        ("conv1.output[0,0,1,1]", CONV.replace("[[1, 2]]", "[[1, 2, 3]]"), "conv1.output[0,0,1,0]"),
        ("conv1.output[0,0,0,1].tap[1]", CONV.replace("[[1, 2]]", "[[1]]"),
         "conv1.output[0,0,0,1]"),
        ("conv1.grad_input[0,0,1,2]", CONV.replace("conv1", "conv2"), "None"),
        ("conv1.output[0,0,1,1]", CONV.replace("conv2d", "relu").replace("weight = [[1, 2]]\n", ""),
         "conv1.output[0,0,1,1]"),
    ],
)
def test_a_place_that_is_gone_becomes_the_nearest_there_is(
    tmp_path: Path, place: str, layer: str, expected: str
) -> None:
    assert place_after(tmp_path, place, HEAD + EXAMPLE + layer + OTHER + CONV) == (1, expected)


def test_an_example_is_found_by_its_title_else_by_its_number_else_the_last(
    tmp_path: Path,
) -> None:
    place = "conv1.output[0,0,0,1]"
    new = EXAMPLE.replace('"one"', '"new"')
    before = HEAD + new + CONV + EXAMPLE + CONV + OTHER + CONV
    assert place_after(tmp_path, place, before, 2) == (3, place)
    assert place_after(tmp_path, place, HEAD + EXAMPLE + CONV + new + CONV, 2) == (2, place)
    assert place_after(tmp_path, place, HEAD + new + CONV, 2) == (1, place)


def test_a_file_that_says_the_same_changes_nothing(tmp_path: Path) -> None:
    session = opened(tmp_path)
    save(tmp_path, HEAD + EXAMPLE + CONV + OTHER + CONV)
    assert read_again(session) is session


def test_a_broken_or_missing_file_is_told_and_the_session_stays(tmp_path: Path) -> None:
    session = opened(tmp_path)
    path = save(tmp_path, "minutes = 0\n")
    with pytest.raises(LessonError) as broken:
        read_again(session)
    said = told_broken(broken.value, session)
    assert said.startswith("The last good version stays. ")
    assert " small.toml:1: " in said
    assert said.endswith(" more.")
    path.unlink()
    with pytest.raises(AccessError):
        read_again(session)


def test_a_save_is_seen_once_however_it_is_made(tmp_path: Path) -> None:
    path = save(tmp_path, "a")
    watch = Watch(path)
    assert not watch.saved()
    save(tmp_path, "b")
    assert [watch.saved(), watch.saved()] == [True, False]
    path.write_text("longer", encoding="utf-8")
    assert [watch.saved(), watch.saved()] == [True, False]
    os.utime(path, ns=(1, 1))
    assert [watch.saved(), watch.saved()] == [True, False]


def test_a_file_that_is_away_is_waited_for(tmp_path: Path) -> None:
    path = save(tmp_path, "a")
    watch = Watch(path)
    path.unlink()
    assert [watch.saved(), watch.saved_and_still(), watch.saved_and_still()] == [False] * 3
    save(tmp_path, "b")
    assert [watch.saved_and_still() for _ in range(3)] == [False, True, False]


def test_a_file_is_not_read_while_it_is_written(tmp_path: Path) -> None:
    path = save(tmp_path, "a")
    watch = Watch(path)
    for length in (10, 20, 30):
        path.write_text("x" * length, encoding="utf-8")
        assert not watch.saved_and_still()
    assert watch.saved_and_still()
