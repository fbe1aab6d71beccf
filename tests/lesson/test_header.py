"""The header of a lesson can be read alone, whatever its examples hold."""

from pathlib import Path

import pytest

from convtutor.errors import LessonError
from convtutor.lesson.header import Header
from convtutor.lesson.overview import overview_of
from tests.lesson.written import HEAD, lesson_file


def header_of(path: Path) -> Header:
    return overview_of(path).header


def test_a_header_is_read_without_the_examples(tmp_path: Path) -> None:
    header = header_of(lesson_file(tmp_path, f"{HEAD}examples = 3\n"))
    assert (header.id, header.minutes, header.needs, header.source) == ("small", 5, (), None)
    assert header.title.said("zh") == "小"


def test_the_problems_of_a_header_are_told(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r":5: minutes: expected a whole number"):
        header_of(lesson_file(tmp_path, HEAD.replace("5", "-5")))


def test_a_lesson_without_an_order_comes_after_all_others(tmp_path: Path) -> None:
    first = header_of(lesson_file(tmp_path, HEAD.replace("small", "z") + "order = 100000\n"))
    loose = header_of(lesson_file(tmp_path, HEAD.replace("small", "b")))
    other = header_of(lesson_file(tmp_path, HEAD.replace("small", "a")))
    found = sorted([loose, first, other], key=lambda header: header.rank)
    assert [header.id for header in found] == ["z", "a", "b"]


def test_a_section_is_a_text_by_language(tmp_path: Path) -> None:
    text = f'{HEAD}section = {{ en = "the window", zh = "窗口" }}\n'
    section = header_of(lesson_file(tmp_path, text)).section
    assert section is not None
    assert (section.said("en"), section.said("zh")) == ("the window", "窗口")


@pytest.mark.parametrize("order", ["0", "100001", "true", "7.0", '"7"'])
def test_an_order_is_a_whole_number_within_bounds(tmp_path: Path, order: str) -> None:
    with pytest.raises(LessonError, match=r":6: order: expected a whole number from 1 to 100000"):
        header_of(lesson_file(tmp_path, f"{HEAD}order = {order}\n"))
