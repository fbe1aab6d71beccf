"""What a question is asked about: an example with numbers of its own, run rightly and wrongly.

Case  an example, what was changed in it, its run, and the runs of those who are mistaken
"""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from convtutor.data import dataclass
from convtutor.debugger.session import Session, start_session
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.change import changed
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.lesson.text import Text
from convtutor.misconceptions import MISCONCEPTIONS, Misconception
from convtutor.words import LANGUAGES, say

ID = "quiz"


@dataclass(frozen=True, eq=False)
class Case:
    """An example as it is asked about; `changes` says what is not as in the lesson."""

    example: Example
    changes: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def run(self) -> Run:
        """Give the right run."""
        return run_example(self.example)

    @cached_property
    def mistakes(self) -> tuple[Misconception, ...]:
        """Give the misconceptions about the operators that the example has."""
        used = {layer.op for layer in self.example.layers}
        return tuple(mistake for mistake in MISCONCEPTIONS.values() if mistake.of in used)

    def mistaken(self, mistake: Misconception) -> Run:
        """Give the run of somebody who makes a mistake in every layer it is about.

        Raises ShapeError or ArgumentError where the mistaken operator refuses a layer.
        """
        layers = tuple(
            replace(layer, params=mistake.operator.params(**layer.keywords))
            if layer.op == mistake.of else layer
            for layer in self.example.layers
        )
        example = replace(self.example, layers=layers)
        return run_example(example, OPERATORS.with_values({mistake.of: mistake.operator}))

    def session(self, language: str, run: Run | None = None, place: str | None = None) -> Session:
        """Give a session on the case, or on another run of it, at a place or its start."""
        title = Text({code: say("quiz.case", code) for code in LANGUAGES})
        lesson = Lesson(
            ID, title, title, 1, (), None, None, None, (self.example,), Path(ID), "", kept=False
        )
        made = self.run if run is None else run
        session = start_session(lesson, language, runs={self.example: made})
        return session if place is None else session.goto(place)


def case_of(example: Example, changes: Mapping[str, Any]) -> Case:
    """Give the case of an example with other values in it, without what the lesson says of its own.

    Raises UsageError where the checks of a lesson file refuse a value.
    """
    free = replace(example, task=None)
    made = changed(free, changes) if changes else free
    return Case(replace(made, number=1, notes=(), why=None, states=(), task=None), changes)
