"""A round as a JSON document: its questions, what was answered, what it came to.

The keys stay the same within a version; sentences are in the language that was asked for.
"""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

import convtutor
from convtutor.quiz.question import Mistake, Question
from convtutor.quiz.round import Result, Round, Try
from convtutor.quiz.score import SORTS, Advice, Returning, Slipped, Summary, command_of
from convtutor.words import say
from convtutor.words.visible import visible

SCHEMA, VERSION = "convtutor-quiz", 1


def quiz_document(done: Round, found: Summary, language: str) -> dict[str, Any]:
    """Give the document of a round; a question that was not asked has the outcome null."""
    results = (*done.results, *(None for _ in done.questions[len(done.results):]))
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "convtutor": convtutor.__version__,
        "seed": done.seed,
        "questions": [
            {"number": number, **_question(question, language), **_result(result, language)}
            for number, (question, result) in enumerate(
                zip(done.questions, results, strict=True), start=1
            )
        ],
        "summary": _summary(found, language),
    }


def _question(question: Question, language: str) -> dict[str, Any]:
    template, asked = question.template, question.asked
    return {
        "lesson": template.lesson.id,
        "example": template.example.number,
        "question": template.id,
        "kind": template.kind,
        "target": template.target,
        "seed": question.seed,
        "level": question.level,
        "ask": asked.ask.said(language),
        "settings": asked.about.said(language),
        "lines": list(asked.lines),
        "options": dict(_options(question, language)),
        "place": asked.place,
        "right": str(question.right),
        "command": command_of(question),
    }


def _options(question: Question, language: str) -> Iterator[tuple[str, str]]:
    for letter, choice in zip(ascii_lowercase, question.asked.choices, strict=False):
        yield letter, choice.text.said(language)


def _result(result: Result | None, language: str) -> dict[str, Any]:
    if result is None:
        return {"outcome": None, "hints": 0, "answers": []}
    return {
        "outcome": result.outcome.value,
        "hints": result.hints,
        "answers": [_answer(tried, language) for tried in result.tries],
    }


def _answer(tried: Try, language: str) -> dict[str, Any]:
    return {
        "given": visible(tried.given),
        "right": tried.right,
        "confidence": None if tried.confidence is None else tried.confidence.value,
        "mistakes": [_mistake(mistake, language) for mistake in tried.mistakes],
    }


def _mistake(mistake: Mistake, language: str) -> dict[str, Any]:
    return {
        "key": mistake.key,
        "name": mistake.name,
        "you": say(f"{mistake.words}.you", language),
        "rule": say(f"{mistake.words}.rule", language),
    }


def _summary(found: Summary, language: str) -> dict[str, Any]:
    return {
        "count": found.count,
        "done": found.done,
        **{sort: list(getattr(found, sort)) for sort in SORTS},
        "sure_and_wrong": list(found.sure),
        "mistakes": [_slip(slipped, language) for slipped in found.slips],
        "returning": [_return(one) for one in found.returning],
        "next": [_advice(advice, language) for advice in found.advice],
    }


def _slip(slipped: Slipped, language: str) -> dict[str, Any]:
    label = say(f"{slipped.words}.label", language)
    return {"name": slipped.name, "label": label, "questions": list(slipped.questions)}


def _return(one: Returning) -> dict[str, Any]:
    return {"number": one.number, "days": one.days}


def _advice(advice: Advice, language: str) -> dict[str, Any]:
    return {"sentence": advice.sentence.said(language), "command": advice.command}
