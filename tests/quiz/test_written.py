"""The questions that lesson files write come before those that follow by themselves, and with fresh
numbers they keep what they promise."""

from itertools import product

import pytest

from convtutor.quiz.drawing import draw
from convtutor.quiz.templates import templates_of
from tests.lessons.shipped import NAMES, lesson
from tests.quiz.test_wrong_answers import written

SEEDS, LEVELS = range(12), (1, 3)
every_lesson = pytest.mark.parametrize("name", NAMES)


@every_lesson
def test_what_the_file_writes_is_asked_first_and_nothing_twice(name: str) -> None:
    ids = [template.id for template in templates_of(lesson(name))]
    assert ids[: len(written(name))] == list(written(name))
    assert len(set(ids)) == len(ids)


@every_lesson
def test_a_question_has_fresh_numbers_that_tell_what_it_tells(name: str) -> None:
    for template, level in product(written(name).values(), LEVELS):
        if template.fixed:
            continue
        drawn = (draw(template, seed, level) for seed in SEEDS)
        fresh = next((one for one in drawn if one.case.changes != template.changes), None)
        assert fresh is not None, (template.id, level)
        assert {mistake.name for mistake in fresh.mistakes} >= set(template.tells), template.id


@every_lesson
def test_keywords_that_a_question_changes_stay_when_it_is_drawn(name: str) -> None:
    for template in written(name).values():
        words = {
            key: value for key, value in template.changes.items()
            if not isinstance(value, list | dict)
        }
        assert words.items() <= dict(draw(template, 5, 3).case.changes).items(), template.id
