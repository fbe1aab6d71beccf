"""Questions of shipped lessons for the tests of the screen, drawn from one seed."""

from __future__ import annotations

from functools import cache

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.quiz.drawing import draw
from convtutor.quiz.question import Mistake, Question
from convtutor.quiz.round import Round
from convtutor.quiz.templates import templates_of

SEED = 7
VALUE, PADDED = "1 value conv1.output[0,0]", "2 value conv1.output[0,1]"
SIZE, CHOICE = "2 size conv1", "keep-8x8"
READS, LINE = "1 reads conv1.output", "1 line conv1.output"


@cache
def lesson(name: str = "padding") -> Lesson:
    """Give a shipped lesson."""
    return read_lesson(find_lesson(name))


@cache
def question(id_: str, of: str = "padding", level: int = 1) -> Question:
    """Draw a question of a shipped lesson."""
    found = next(one for one in templates_of(lesson(of)) if one.id == id_)
    return draw(found, SEED, level)


def first_of(kind: str, of: str) -> Question:
    """Draw the first question of a kind that a lesson has."""
    return question(next(one.id for one in templates_of(lesson(of)) if one.kind == kind), of)


def mistake_of(asked: Question, name: str) -> Mistake:
    """Give a mistake of a question by its name."""
    return next(one for one in asked.mistakes if one.name == name)


def answer_of(asked: Question, mistake: str) -> str:
    """Give the answer that a mistake leads to."""
    return str(mistake_of(asked, mistake).answer)


def round_of(*questions: Question) -> Round:
    """Give a round of questions."""
    return Round(questions, SEED)
