"""Typical wrong answers to the questions of the lessons are told by name.

The list stands in tests/data/wrong-answers.toml. A name is never read off it: the question is asked
as the lesson writes it, the answer typed, and the mistakes that lead to it found by running them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_lowercase

import pytest

from convtutor.errors import UsageError
from convtutor.quiz.answers import Answer, Option
from convtutor.quiz.drawing import as_written
from convtutor.quiz.question import Question, Template
from convtutor.quiz.templates import template_of
from tests.lessons.shipped import NAMES, lesson

DATA = Path(__file__).parents[1] / "data" / "wrong-answers.toml"
MOST_UNNAMED = 0.2
BY_REASON = "why"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong answer: the mistake that leads to it, or why nothing tells it."""

    given: str
    named: str | None = None
    unnamed: str | None = None


@dataclass(frozen=True, slots=True)
class Typical:
    """A question of a lesson with its right answer and typical wrong ones, as they are typed."""

    lesson: str
    id: str
    right: str
    wrong: tuple[Wrong, ...]


def read() -> Iterator[Typical]:
    for table in tomllib.loads(DATA.read_text(encoding="utf-8"))["questions"]:
        wrong = tuple(Wrong(**one) for one in table.pop("wrong"))
        yield Typical(**table, wrong=wrong)


TYPICAL = tuple(read())
every_question = pytest.mark.parametrize(
    "typical", TYPICAL, ids=[f"{one.lesson}: {one.id}" for one in TYPICAL]
)


@cache
def written(name: str) -> Mapping[str, Template]:
    """Give the questions that a lesson's file writes, by their ids."""
    whole = lesson(name)
    return {
        query.id: template_of(whole, example, query)
        for example in whole.examples for query in example.questions
    }


@cache
def asked(typical: Typical) -> Question:
    return as_written(written(typical.lesson)[typical.id])


def typed(question: Question, given: str) -> Answer:
    """Read an answer as it is typed; of a choice, the letter of the option that says it."""
    choices = question.asked.choices
    if choices:
        texts = [choice.text.said("en") for choice in choices]
        return question.asked.form.answer(ascii_lowercase[texts.index(given)], "en")
    return question.asked.form.answer(given, "en")


def told(question: Question, given: str) -> list[str]:
    """Give what an answer is told by, the likeliest first."""
    try:
        answer = typed(question, given)
    except UsageError:
        return []
    if isinstance(answer, Option):
        choice = question.asked.choices[ascii_lowercase.index(answer.letter)]
        return [BY_REASON] if choice.why.said("en").strip() else []
    return [mistake.name for mistake in question.diagnosed(answer)]


@every_question
def test_the_right_answer_is_the_one_that_is_computed(typical: Typical) -> None:
    question = asked(typical)
    assert typed(question, typical.right).same(question.right), str(question.right)


@every_question
def test_typical_wrong_answers_are_told_by_name(typical: Typical) -> None:
    question = asked(typical)
    for wrong in typical.wrong:
        names = told(question, wrong.given)
        assert (wrong.named is None) == bool(wrong.unnamed), wrong
        assert names[:1] == ([] if wrong.named is None else [wrong.named]), (wrong.given, names)


@every_question
def test_no_typical_wrong_answer_is_taken_for_right(typical: Typical) -> None:
    question = asked(typical)
    for wrong in typical.wrong:
        try:
            answer = typed(question, wrong.given)
        except UsageError:
            continue
        assert not answer.same(question.right), wrong.given


def test_four_of_five_wrong_answers_have_a_name() -> None:
    wrong = [one for typical in TYPICAL for one in typical.wrong]
    unnamed = [one for one in wrong if one.named is None]
    assert len(unnamed) <= MOST_UNNAMED * len(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_every_lesson_has_three_questions_with_typical_wrong_answers(name: str) -> None:
    listed = [typical.id for typical in TYPICAL if typical.lesson == name]
    assert len(listed) == len(set(listed)) >= 3
    assert set(listed) <= set(written(name))
