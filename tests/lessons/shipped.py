"""The lessons that come with convtutor, read once.

    every_lesson   marks a test that is run for each of them, by `name`
"""

from functools import cache

import pytest

from convtutor.lesson.catalog import lesson_files
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Lesson

NAMES = tuple(lesson_files())

every_lesson = pytest.mark.parametrize("name", NAMES)


@cache
def lesson(name: str) -> Lesson:
    """Give a lesson."""
    return read_lesson(lesson_files()[name])


@cache
def runs(name: str) -> tuple[Run, ...]:
    """Give the runs of a lesson's examples, in order."""
    return tuple(run_example(example) for example in lesson(name).examples)
