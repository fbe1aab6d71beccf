"""Two hundred drawn questions of every lesson: torch's answer is right, every mistake's is told."""

from collections import Counter
from collections.abc import Iterator

import pytest

from convtutor.lesson.schema import Lesson
from convtutor.quiz.answers import LONGEST
from convtutor.quiz.drawing import draw
from convtutor.quiz.question import Question, Template
from convtutor.quiz.templates import templates_of
from tests.conftest import require
from tests.lessons.shipped import every_lesson, lesson
from tests.quiz.torch_answers import answer

COUNT, LEVELS = 200, 3


def chosen(of: Lesson) -> Iterator[tuple[Template, int, int]]:
    """Give templates with seeds and levels: kind after kind, each as often as the others."""
    by_kind: dict[str, list[Template]] = {}
    for template in templates_of(of):
        by_kind.setdefault(template.kind, []).append(template)
    kinds = list(by_kind)
    for seed in range(COUNT):
        kind, turn = kinds[seed % len(kinds)], seed // len(kinds)
        yield by_kind[kind][turn % len(by_kind[kind])], seed, 1 + turn % LEVELS


def told(question: Question) -> Iterator[str]:
    """Say which mistakes' answers, as they are written, are not diagnosed, or taken for right."""
    for mistake in question.mistakes:
        text, is_picked = str(mistake.answer), question.asked.picked is not None
        too_long = is_picked and len(text) > LONGEST  # to be typed; it can be picked
        given = mistake.answer if too_long else question.asked.form.answer(text, "en")
        if given.same(question.right):
            yield f"{mistake.name} leads to the right answer"
        if mistake.name not in [found.name for found in question.diagnosed(given)]:
            yield f"{mistake.name} is not told by {given}"


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
@every_lesson
def test_torch_answers_every_question_rightly_and_mistakes_are_told(name: str) -> None:
    require("torch")
    import torch

    kinds = Counter[str]()
    wrong = []
    for template, seed, level in chosen(lesson(name)):
        question = draw(template, seed, level)
        kinds[template.kind] += 1
        where = f"{template.id}, seed {seed}, level {level}: {question.asked.about.said('en')}"
        text = answer(torch, question)
        if not question.asked.form.answer(text, "en").same(question.right):
            wrong.append(f"{where}: torch {text}, ours {question.right}")
        wrong += [f"{where}: {fault}" for fault in told(question)]
    assert not wrong, "\n".join(wrong[:20])
    assert len(kinds) >= 3, kinds


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_seed_repeats_a_question(level: int) -> None:
    template = templates_of(lesson("padding"))[0]
    first, again, other = (draw(template, seed, level) for seed in (7, 7, 8))
    assert first.asked.ask.said("en") == again.asked.ask.said("en")
    assert first.case.changes == again.case.changes
    assert str(first.right) == str(again.right)
    assert first.case.changes != other.case.changes
