"""Which questions make a round.

plan    what is due first, then a mix of kinds, as hard as the learner does well
again   the round of a seed, whatever the learner did
review  what is due, with fresh numbers, and two questions from older lessons
single  one question alone, by its name

All questions of a round are drawn from its one seed. A question that is asked a second time, where
there are no others, is drawn from the next one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from random import Random
from typing import TypeAlias

from convtutor.errors import UsageError, did_you_mean, listed
from convtutor.lesson.schema import Lesson
from convtutor.progress.answers import GREATEST, Answered
from convtutor.progress.review import Due, due, level_of, scheduled
from convtutor.quiz.drawing import draw
from convtutor.quiz.question import Template
from convtutor.quiz.round import Round
from convtutor.quiz.templates import templates_of
from convtutor.words import say
from convtutor.words.visible import visible

COUNT = 5  # questions in a round
MOST_DUE = 20  # questions that come back in one review
MOST_NAMES = 10  # of questions, where there is none of a name
OLDER = 2  # questions from older lessons in a review

Levels: TypeAlias = Callable[[str], int]  # how hard the questions of a lesson are, by its id
Weary: TypeAlias = Mapping[tuple[str, str], int]  # the greater, the later a question is asked


def plan(
    lessons: Sequence[Lesson], answers: Sequence[Answered], seed: int, day: int,
    count: int = COUNT, level: int | None = None,
) -> Round:
    """Give a round from lessons: what is due of them, then what was asked least.

    Without a `level` each lesson has that of its answers.
    """
    stock = _stock(lessons)
    first = _found(stock, due(answers, day))[:count]
    more = _mixed(stock, seed, count, first, _weary(answers))
    return _round([*first, *more], seed, _levels(answers, level))


def again(lessons: Sequence[Lesson], seed: int, count: int = COUNT, level: int = 1) -> Round:
    """Give the round of a seed: the same one from the same lessons, count and level."""
    return _round(_mixed(_stock(lessons), seed, count, (), {}), seed, lambda lesson: level)


def review(
    returning: Sequence[Lesson], older: Sequence[Lesson], answers: Sequence[Answered], seed: int,
    day: int, count: int = MOST_DUE, level: int | None = None,
) -> Round:
    """Give a round of what is due in the lessons that are `returning`, with one question from each
    of the first two that are `older` in between.

    Where nothing is due there are no questions. One that its lesson has no more is left out.
    """
    back = _found(_stock(returning), due(answers, day))[:count]
    mixed = [
        template for lesson in (older[:OLDER] if back else ())
        for template in _mixed(_stock([lesson]), seed, 1, (), _weary(answers))
    ]
    return _round(_between(back, mixed), seed, _levels(answers, level))


def single(lesson: Lesson, question: str, seed: int, level: int, language: str) -> Round:
    """Give one question alone. Raises UsageError with the nearest name where there is none."""
    stock = _stock([lesson])
    template = next((template for template in stock if template.id == question), None)
    if template is None:
        names = [template.id for template in stock]
        hint = did_you_mean(question, names)
        if not hint:
            known = listed(map(repr, names), MOST_NAMES)
            hint = say("round.known_questions", language, names=known)
        raise UsageError(say(
            "round.no_question", language, lesson=lesson.id, question=visible(question), hint=hint
        ))
    return _round([template], seed, lambda lesson: level)


def _stock(lessons: Iterable[Lesson]) -> list[Template]:
    return [template for lesson in lessons for template in templates_of(lesson)]


def _found(stock: Sequence[Template], items: Iterable[Due]) -> list[Template]:
    """Give what is due of a stock, in the order of what is due."""
    known = {(template.lesson.id, template.id): template for template in stock}
    asked = ((item.lesson, item.question) for item in items)
    return [known[key] for key in asked if key in known]


def _weary(answers: Sequence[Answered]) -> Weary:
    """Say how often each question was asked; one that comes back another day waits for that."""
    asked = Counter((answer.lesson, answer.question) for answer in answers)
    asked.update(dict.fromkeys(scheduled(answers), len(answers)))
    return asked


def _levels(answers: Sequence[Answered], level: int | None) -> Levels:
    return partial(level_of, answers) if level is None else lambda lesson: level


def _mixed(
    stock: Sequence[Template], seed: int, count: int, taken: Sequence[Template], weary: Weary
) -> list[Template]:
    """Choose what is missing to a count, in the stock's order: of all lessons and kinds alike,
    what the lesson's file writes before the rest, and nothing twice while others are left."""
    shuffled = list(stock)
    Random(f"round {seed}").shuffle(shuffled)  # noqa: S311
    chosen = list(taken)
    while shuffled and len(chosen) < count:
        chosen.append(min(shuffled, key=_rank(chosen, weary)))
    place = {template: at for at, template in enumerate(_in_order(stock))}
    return sorted(chosen[len(taken):], key=place.__getitem__)


def _rank(chosen: Sequence[Template], weary: Weary) -> Callable[[Template], tuple[int, ...]]:
    """Give what decides which template is next: the smallest."""
    used = Counter(chosen)
    lessons = Counter(template.lesson.id for template in chosen)
    kinds = Counter(template.kind for template in chosen)
    examples = Counter((template.lesson.id, template.example.number) for template in chosen)

    def rank(template: Template) -> tuple[int, ...]:
        lesson, example = template.lesson.id, template.example
        written = any(query.id == template.id for query in example.questions)
        return (
            used[template], lessons[lesson], weary.get((lesson, template.id), 0),
            kinds[template.kind], 0 if written else 1, examples[lesson, example.number],
        )

    return rank


def _in_order(stock: Sequence[Template]) -> list[Template]:
    """Give a stock lesson by lesson, example by example."""
    lessons = list(dict.fromkeys(template.lesson for template in stock))
    return sorted(stock, key=lambda one: (lessons.index(one.lesson), one.example.number))


def _between(back: Sequence[Template], mixed: Sequence[Template]) -> list[Template]:
    """Put one older question behind each of the first that come back."""
    pairs = zip_longest(back, mixed)
    return [template for pair in pairs for template in pair if template is not None]


def _round(templates: Sequence[Template], seed: int, levels: Levels) -> Round:
    """Draw every question; one that is there again from the next seed."""
    laps: Counter[Template] = Counter()
    questions = []
    for template in templates:
        numbers = (seed + laps[template]) % (GREATEST + 1)
        questions.append(draw(template, numbers, levels(template.lesson.id)))
        laps[template] += 1
    return Round(tuple(questions), seed)
