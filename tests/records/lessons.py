"""The lessons that come with convtutor, each read once."""

from functools import lru_cache

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson


@lru_cache
def lesson_named(name: str) -> Lesson:
    return read_lesson(find_lesson(name))
