"""What a question is asked about: an example with numbers of its own, run rightly and wrongly.

Case  an example, what was changed in it, its run, and the runs of those who are mistaken
"""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from convtutor.data import dataclass
from convtutor.debugger.session import Session, start_session
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.change import changed
from convtutor.lesson.repeats import graph_of, repeat_of, written_name
from convtutor.lesson.run import (
    Computed,
    Run,
    compute_example,
    compute_forward,
    compute_shapes,
    run_example,
)
from convtutor.lesson.schema import Example, Layer, Lesson
from convtutor.lesson.text import Text
from convtutor.misconceptions import MISCONCEPTIONS, Misconception
from convtutor.words import LANGUAGES, say

ID = "quiz"
SAID = ("task", "questions", "notes", "states", "why", "curves")  # of the lesson's own numbers
UPSTREAM = "grad_output"  # among the changes: the gradient that the last layer is handed


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
        return self.mistakes_until(None)

    def mistakes_until(self, last: str | None) -> tuple[Misconception, ...]:
        """Give the misconceptions about the operators of the layers up to one, or of all."""
        used = set()
        for layer in self.example.layers:
            used.add(layer.op)
            if last is not None and layer.name == written_name(last):
                break
        return tuple(mistake for mistake in MISCONCEPTIONS.values() if mistake.of in used)

    def is_forward(self, layer: str) -> bool:
        """Say whether a layer is made on the way forward of the first repeat."""
        graph = {found.name for found in graph_of(self.example.layers)}
        return written_name(layer) in graph and repeat_of(layer) in (None, 1)

    def mistaken(self, mistake: Misconception) -> Run:
        """Give the run of somebody who makes a mistake in every layer it is about.

        Raises ShapeError or ArgumentError where the mistaken operator refuses a layer.
        """
        return run_example(*self._mistaken(mistake))

    def mistaken_arrays(self, mistake: Misconception) -> Computed:
        """Give the arrays of a mistaken run, without its steps; raises as `mistaken` does."""
        return compute_example(*self._mistaken(mistake))

    def mistaken_forward(self, mistake: Misconception, last: str) -> Computed:
        """Give the arrays of a mistaken run on the way forward up to a layer; raises likewise."""
        return compute_forward(*self._mistaken(mistake), last)

    def mistaken_shapes(self, mistake: Misconception, last: str) -> Computed:
        """Give the shapes of a mistaken run up to a layer, its arrays zeros; raises likewise."""
        return compute_shapes(*self._mistaken(mistake), last)

    def _mistaken(self, mistake: Misconception) -> tuple[Example, Mapping[str, Any]]:
        operator = mistake.operator
        as_right = operator.params is OPERATORS[mistake.of].params

        def misread(layer: Layer) -> Layer:
            if layer.op != mistake.of or as_right:
                return layer
            return replace(layer, params=operator.params(**layer.keywords))

        example = replace(self.example, layers=tuple(map(misread, self.example.layers)))
        return example, OPERATORS.with_values({mistake.of: operator})

    def session(self, language: str, run: Run | None = None, place: str | None = None) -> Session:
        """Give a session on the case, or on another run of it, at a place or its start."""
        title = Text({code: say("quiz.case", code) for code in LANGUAGES})
        lesson = Lesson(
            ID, title, title, 1, (), None, None, None, (self.example,), Path(ID), "", kept=False
        )
        made = self.run if run is None else run
        session = start_session(lesson, language, runs={self.example: made})
        return session if place is None else session.goto(place)


def case_of(example: Example, changes: Mapping[str, Any], target: str = "") -> Case:
    """Give the case of an example with other values in it, without what the lesson says of its own.

    Of a training run there are as many repeats as the target's number says: 1 for sgd1@1.output.
    Raises UsageError where the checks of a lesson file refuse a value.
    """
    given = {name: value for name, value in changes.items() if name != UPSTREAM}
    upstream = example.grad_output
    left_out = set(SAID)
    if UPSTREAM in changes:
        upstream = np.array(changes[UPSTREAM], dtype=float)
        left_out.add(UPSTREAM)
    free = replace(example, task=None)
    if given:
        written = {key: part for key, part in example.written.items() if key not in left_out}
        free = replace(free, written=written)
    made = changed(free, given) if given else free
    repeat = made.repeat if made.repeat is None else min(made.repeat, repeat_of(target) or 1)
    return Case(
        replace(
            made, number=1, notes=(), why=None, states=(), task=None, questions=(),
            grad_output=upstream, repeat=repeat,
        ),
        changes,
    )


def without_upstream(example: Example) -> Example:
    """Give an example whose last layer is handed ones: another gradient may not fit its output."""
    written = {key: part for key, part in example.written.items() if key != UPSTREAM}
    return replace(example, grad_output=None, written=written)

