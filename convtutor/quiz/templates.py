"""What a lesson has to ask: what its file writes, and what follows from its examples."""

from collections.abc import Sequence

from convtutor.lesson.schema import Example, Lesson
from convtutor.quiz.case import case_of
from convtutor.quiz.kinds import QUESTION_KINDS
from convtutor.quiz.question import Template


def templates_of(lesson: Lesson) -> tuple[Template, ...]:
    """Give all that a lesson has to ask, in the order of its examples."""
    return tuple(found for example in lesson.examples for found in _of_example(lesson, example))


def _of_example(lesson: Lesson, example: Example) -> Sequence[Template]:
    if example.repeat is not None:
        return ()
    run = case_of(example, {}).run
    return [
        Template(lesson, example, f"{example.number} {kind.name} {target}", kind.name, target)
        for kind in QUESTION_KINDS.values() for target in kind.targets(run)
    ]
