"""The head of a lesson and the count of its examples are what the whole file says."""

from pathlib import Path

import pytest

from convtutor.errors import LessonError
from convtutor.lesson.overview import overview_of, split_off_head
from convtutor.lesson.read import read_lesson
from tests.lesson.written import CONV, EXAMPLE, GOOD, HEAD, lesson_file

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.toml"))
TWO = GOOD + EXAMPLE + CONV


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
def test_the_overview_of_a_lesson_is_what_reading_it_whole_gives(path: Path) -> None:
    lesson, overview = read_lesson(path), overview_of(path)
    assert overview.examples == len(lesson.examples)
    assert overview.digest == lesson.digest
    assert (overview.header.id, overview.header.needs) == (lesson.id, lesson.needs)
    assert split_off_head(path.read_text(encoding="utf-8"))[1] == len(lesson.examples)


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace('"Watch."', '"""\n[[examples]]\nWatch."""'),
        TWO.replace('"Watch."', "'''\n[[examples]]'''"),
        TWO.replace("[[examples]]", '[["examples"]]'),
        TWO.replace("[[examples]]", "  [[ examples ]] # one"),
        HEAD.replace('title = { en = "Small", zh = "小" }\n', "")
        + EXAMPLE + CONV + EXAMPLE + CONV + '[title]\nen = "Small"\n',
    ],
    ids=["long string", "long literal", "quoted key", "blanks", "title behind"],
)
def test_examples_are_counted_however_they_are_written(tmp_path: Path, text: str) -> None:
    path = lesson_file(tmp_path, text)
    assert overview_of(path).examples == len(read_lesson(path).examples) == 2


def test_what_is_wrong_in_the_examples_does_not_hide_the_lesson(tmp_path: Path) -> None:
    overview = overview_of(lesson_file(tmp_path, GOOD + "nonsense ="))
    assert (overview.header.id, overview.examples) == ("small", 1)


def test_what_is_wrong_in_the_head_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r":5: minutes: expected a whole number"):
        overview_of(lesson_file(tmp_path, GOOD.replace("minutes = 5", "minutes = 0")))
    with pytest.raises(LessonError, match=r":6: oder: a lesson has no 'oder'"):
        overview_of(lesson_file(tmp_path, HEAD + "oder = 3\n" + EXAMPLE + CONV))


def test_hidden_characters_never_leave_the_head(tmp_path: Path) -> None:
    for hidden in ("\\u001b", "\u202e"):
        with pytest.raises(LessonError, match="character U"):
            overview_of(lesson_file(tmp_path, GOOD.replace("A small", f"A {hidden}small")))
