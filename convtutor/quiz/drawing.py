"""Questions with numbers: drawn from a seed so that mistakes lead to answers of their own.

The same template, seed and level give the same question. Of a few drawn cases the one is taken in
which the fewest mistakes share an answer, with one another or with the right one.
"""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

from convtutor.errors import ConvtutorError, UsageError
from convtutor.quiz.case import Case, case_of
from convtutor.quiz.kinds import QUESTION_KINDS
from convtutor.quiz.mistakes import wrong_answers
from convtutor.quiz.numbers import fresh
from convtutor.quiz.question import Question, Template

TRIES, MOST_TRIES = 5, 60


def draw(template: Template, seed: int, level: int = 1) -> Question:
    """Give the question of a template, a seed, and a level from 1.

    Raises UsageError where no case that can be asked about is found.
    """
    random = _random(template, seed, level)
    best: Question | None = None
    found = 0
    for _ in range(1 if template.fixed else MOST_TRIES):
        question = _drawn(template, seed, level, random)
        if question is None:
            continue
        found += 1
        if best is None or _blurred(question) < _blurred(best):
            best = question
        if found == TRIES:
            break
    return best or as_written(template, seed, level)


def as_written(template: Template, seed: int = 0, level: int = 1) -> Question:
    """Give the question with the lesson's own numbers."""
    case = case_of(template.example, template.changes)
    random = _random(template, seed, level)
    return _asked(template, case, seed, level, random, template.target)


def _random(template: Template, seed: int, level: int) -> Random:
    """Give the numbers of a template, a seed and a level; they need not be hard to guess."""
    return Random(f"{seed} {template.lesson.id} {template.id} {level}")  # noqa: S311


def _drawn(template: Template, seed: int, level: int, random: Random) -> Question | None:
    """Draw a case and ask; None where the case is impossible or nothing can be asked of it."""
    changes: Mapping[str, Any] = template.changes
    target = template.target
    if not template.fixed:
        changes = {**changes, **fresh(template, random, level)}
        target = target.partition("[")[0]
    try:
        question = _asked(template, case_of(template.example, changes), seed, level, random, target)
    except ConvtutorError:
        return None
    wanted = {mistake.name for mistake in question.mistakes}
    return question if set(template.tells) <= wanted else None


def _asked(
    template: Template, case: Case, seed: int, level: int, random: Random, target: str
) -> Question:
    kind = QUESTION_KINDS.get(template.kind)
    if kind is None:
        raise UsageError(f"{template.kind!r} is no kind of question")
    asked = kind.ask(case, target, random)
    right = asked.answer(case.run)
    if right is None:
        raise UsageError(f"{target}: the run has no such element")
    mistakes = wrong_answers(case, asked, right, template.tells)
    return Question(template, seed, level, case, asked, right, mistakes)


def _blurred(question: Question) -> tuple[int, int]:
    """Count the mistakes that cannot be told: those the template tells first, then the others."""
    shared = Counter(str(mistake.answer) for mistake in question.mistakes)
    told = [m for m in question.mistakes if m.name in question.template.tells]
    return (
        sum(shared[str(mistake.answer)] > 1 for mistake in told),
        sum(count - 1 for count in shared.values()) - len(question.mistakes),
    )
