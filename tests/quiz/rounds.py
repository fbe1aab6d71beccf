"""Rounds of the lessons' own questions, with the numbers that the lesson has."""

from functools import cache

from convtutor.progress.answers import Answered, Confidence, Outcome
from convtutor.quiz.drawing import as_written
from convtutor.quiz.question import Question, Template
from convtutor.quiz.round import Round
from convtutor.quiz.templates import templates_of
from tests.lessons.shipped import lesson

DAY = 738_000
VALUE, SIZE, CHOICE = "1 value conv1.output[0,0]", "2 size conv1", "keep-8x8"  # of padding


@cache
def stock(name: str) -> dict[str, Template]:
    return {template.id: template for template in templates_of(lesson(name))}


@cache
def question(name: str, identity: str) -> Question:
    return as_written(stock(name)[identity])


def round_of(name: str, *identities: str) -> Round:
    return Round(tuple(question(name, identity) for identity in identities), 0)


def answer(
    identity: str, outcome: Outcome = Outcome.WRONG, day: int = DAY, name: str = "padding",
    confidence: Confidence | None = None,
) -> Answered:
    return Answered(name, identity, 0, 1, "5", outcome, None, confidence, "", day)
