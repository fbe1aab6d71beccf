"""A lesson file, read whole: either a Lesson, or every problem of the file at once."""

from dataclasses import fields
from pathlib import Path

from convtutor.errors import LessonError
from convtutor.lesson.caps import Budget
from convtutor.lesson.examples import read_example
from convtutor.lesson.fields import Table
from convtutor.lesson.header import read_header
from convtutor.lesson.questions import check_ids
from convtutor.lesson.schema import Lesson
from convtutor.lesson.source import Document, read_document

MOST_EXAMPLES = 100


def read_lesson(path: Path) -> Lesson:
    """Read a lesson.

    Raises LessonError with every problem of the file, AccessError for what is no readable file.
    """
    return lesson_of(read_document(path))


def lesson_of(document: Document) -> Lesson:
    """Make the lesson of a document; raises LessonError with every problem of it."""
    problems = document.problems()
    header = read_header(document, problems)
    table = Table(document.values, (), problems)
    table.require("examples", "write at least one, as [[examples]]")
    budget = Budget(problems)
    examples = [
        read_example(part, number, budget)
        for number, part in enumerate(table.tables("examples", MOST_EXAMPLES), start=1)
    ]
    right = tuple(example for example in examples if example is not None)
    check_ids(right, problems)
    problems.raise_if_any()
    if header is None or len(right) != len(examples):
        raise LessonError([f"{problems.shown}:1: the lesson is not complete"])
    said = {field.name: getattr(header, field.name) for field in fields(header)}
    return Lesson(**said, examples=right, path=document.path, digest=document.digest)
