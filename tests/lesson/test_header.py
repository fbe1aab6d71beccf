"""The header of a lesson can be read alone, whatever its examples hold."""

from pathlib import Path

import pytest

from convtutor.errors import LessonError
from convtutor.lesson.header import header_of
from tests.lesson.written import HEAD, lesson_file


def test_a_header_is_read_without_the_examples(tmp_path: Path) -> None:
    header = header_of(lesson_file(tmp_path, f"{HEAD}examples = 3\n"))
    assert (header.id, header.minutes, header.needs, header.source) == ("small", 5, (), None)
    assert header.title.said("zh") == "小"


def test_the_problems_of_a_header_are_told(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r":5: minutes: expected a whole number"):
        header_of(lesson_file(tmp_path, HEAD.replace("5", "-5")))
