"""Questions with numbers: drawn from a seed so that mistakes lead to answers of their own.

The same template, seed and level give the same question. Of a few drawn cases the one is taken in
which the fewest mistakes share an answer, with one another or with the right one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from math import prod
from random import Random
from typing import Any

import numpy as np

from convtutor.errors import ConvtutorError, UsageError
from convtutor.lesson.run import compute_forward
from convtutor.quiz.case import UPSTREAM, Case, case_of, without_upstream
from convtutor.quiz.kinds import QUESTION_KINDS
from convtutor.quiz.kinds.choice import asked_of
from convtutor.quiz.mistakes import wrong_answers
from convtutor.quiz.numbers import arrays_in, fresh, values
from convtutor.quiz.question import Kind, Question, Template
from convtutor.quiz.settings import Drawn, fresh_settings

TRIES, MOST_TRIES = 2, 10
CLEAR, ENOUGH = 0.8, 8  # this share of mistakes, and so many, with answers of their own
SETTINGS_FROM = 2  # the level from which on settings are fresh
LARGEST = 4096  # elements of an output or an input


def draw(template: Template, seed: int, level: int = 1) -> Question:
    """Give the question of a template, a seed, and a level from 1.

    Raises UsageError where no case that can be asked about is found.
    """
    random = _random(template, seed, level)
    best: Question | None = None
    found = 0
    for depth in _depths(template, level):
        question = _drawn(template, seed, level, random, depth)
        if question is None:
            continue
        found += 1
        if best is None or _blurred(question) < _blurred(best):
            best = question
        if found == TRIES or _is_clear(best):
            break
    return best or as_written(template, seed, level)


def _depths(template: Template, level: int) -> list[int]:
    """Give how far the settings are drawn, try by try: 0 leaves them as they are, the last resort
    where no drawn ones fit."""
    if template.fixed:
        return [0]
    kind = _kind(template)
    depth = level + kind.of_shapes
    if depth < SETTINGS_FROM:
        return [0] * MOST_TRIES
    return [depth] * MOST_TRIES + [0] * (0 if kind.of_shapes else MOST_TRIES)


def as_written(template: Template, seed: int = 0, level: int = 1) -> Question:
    """Give the question with the lesson's own numbers."""
    case = case_of(template.example, template.changes, template.target)
    random = _random(template, seed, level)
    return _asked(template, case, seed, level, random, template.target)


def _random(template: Template, seed: int, level: int) -> Random:
    """Give the numbers of a template, a seed and a level; they need not be hard to guess."""
    return Random(f"{seed} {template.lesson.id} {template.id} {level}")  # noqa: S311


def _drawn(
    template: Template, seed: int, level: int, random: Random, depth: int
) -> Question | None:
    """Draw a case and ask; None where the case is impossible or nothing can be asked of it."""
    try:
        case = (
            case_of(template.example, template.changes) if template.fixed
            else _fresh_case(template, random, level, depth)
        )
        target = _drawn_part(template.target, case, random)
        question = _asked(template, case, seed, level, random, target)
    except ConvtutorError:
        return None
    answers = {mistake.name: mistake.answer for mistake in reversed(question.mistakes)}
    return question if set(template.tells) <= set(answers) else None


def _fresh_case(template: Template, random: Random, level: int, depth: int) -> Case:
    """Give the example with other numbers, and from a depth on with other settings too."""
    pattern = _to_draw(template)
    settings = fresh_settings(pattern, random, depth) if depth >= SETTINGS_FROM else Drawn()
    example = template.example
    if settings.shapes or settings.keywords:
        example = without_upstream(example)
    changes: Mapping[str, Any] = {
        **pattern.changes, **settings.keywords,
        **fresh(pattern, random, level, settings.shapes),
    }
    case = case_of(example, changes, template.target)
    if template.kind == "gradient" and template.example.repeat is None:
        return _with_upstream(template, case, changes, random, level)
    return case


def _to_draw(template: Template) -> Template:
    """Take the arrays that a template changes for those of its example, so that they are drawn as
    others are; the keywords that it changes stay."""
    if not template.changes:
        return template
    example = case_of(template.example, template.changes, template.target).example
    arrays = arrays_in(example)
    kept = {
        name: value for name, value in template.changes.items()
        if name.partition("[")[0] not in arrays
    }
    return replace(template, example=example, changes=kept)


def _with_upstream(
    template: Template, case: Case, changes: Mapping[str, Any], random: Random, level: int
) -> Case:
    """Draw the gradient that the last layer is handed, where the example gives one, or the level is
    high enough; a single number is handed 1, as a loss is."""
    last = case.example.layers[-1].name
    shape = compute_forward(case.example).arrays[f"{last}.output"].shape
    given = template.example.grad_output
    if given is None and (level < SETTINGS_FROM or prod(shape) == 1):
        return case
    like = np.ones(1) if given is None else given
    changes = {**changes, UPSTREAM: values(like, shape, random, level)}
    return replace(case_of(without_upstream(template.example), changes, template.target),
                   changes=changes)


def _drawn_part(target: str, case: Case, random: Random) -> str:
    """Keep which axes a target leaves open, and draw the places of the others."""
    name, bracket, inner = target.partition("[")
    parts = [part.strip() for part in inner.rstrip("]").split(",")]
    if not bracket or ":" not in parts:
        return name
    shape = case.run.arrays[name].shape
    missing = len(shape) - len(parts)
    written = [
        part if part == ":" else str(random.randrange(length))
        for part, length in zip(["0"] * missing + parts, shape, strict=True)
    ]
    return f"{name}[{','.join(written)}]"


def _kind(template: Template) -> Kind:
    kind = QUESTION_KINDS.get(template.kind)
    if kind is None:
        raise UsageError(f"{template.kind!r} is no kind of question")
    return kind


def _asked(
    template: Template, case: Case, seed: int, level: int, random: Random, target: str
) -> Question:
    kind = _kind(template)
    asked = asked_of(template, case, random) if template.choices else kind.ask(case, target, random)
    right = asked.answer(case.run)
    if right is None:
        raise UsageError(f"{target}: the run has no such element")
    mistakes = wrong_answers(case, asked, right, template.tells)
    return Question(template, seed, level, case, asked, right, mistakes)


def _is_clear(question: Question) -> bool:
    """Say whether the mistakes that the template tells all have answers of their own, and most of
    the others have."""
    told, distinct = _blurred(question)
    return not told and -distinct >= max(ENOUGH, CLEAR * len(question.mistakes))


def _blurred(question: Question) -> tuple[int, int]:
    """Count the mistakes that cannot be told: those the template tells first, then the others; more
    answers that can be told are better."""
    shared = Counter(str(mistake.answer) for mistake in question.mistakes)
    told = [m for m in question.mistakes if m.name in question.template.tells]
    return sum(shared[str(mistake.answer)] > 1 for mistake in told), -len(shared)
