"""A slip: a wrong answer that comes from the right run.

Slip  its name and the answer it leads to
"""

from collections.abc import Callable

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.answers import Answer
from convtutor.quiz.case import Case
from convtutor.quiz.hints import step_of
from convtutor.quiz.question import Asked
from convtutor.quiz.targets import Target, part_of
from convtutor.steps import Step


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip; `answer` gives None where it cannot be made in this case."""

    name: str
    answer: Callable[[Case, Asked], Answer | None]


def rows_of(functions: dict[str, Callable[[Case, Asked], Answer | None]]) -> dict[str, Slip]:
    """Give the rows of a table of slips."""
    return {name: Slip(name, answer) for name, answer in functions.items()}


def layer_of(case: Case, asked: Asked) -> BoundLayer | None:
    """Give the layer that is asked about."""
    return next((bound for bound in case.run.layers if bound.name == asked.layer), None)


def local_of(asked: Asked) -> str:
    """Give the name that its layer gives the array asked about."""
    return str(asked.facts["array"]).rpartition(".")[2]


def target_of(asked: Asked) -> Target:
    """Give the target that is asked about."""
    target: Target = asked.facts["target"]
    return target


def index_of(asked: Asked) -> Index | None:
    """Give the element that is asked for, None where it is more than one."""
    target = target_of(asked)
    return None if None in (target.index or ()) else target.first


def part_in(case: Case, asked: Asked, array: str) -> Array | None:
    """Give the part of another array that stands where the one asked for stands in its own."""
    found = case.run.arrays.get(array)
    if found is None or found.shape != case.run.arrays[asked.facts["array"]].shape:
        return None
    return part_of(found, target_of(asked))


def step_asked(case: Case, asked: Asked) -> Step | None:
    """Give the step that makes the element asked for, None where more than one is asked for."""
    index = index_of(asked)
    return None if index is None else step_of(case.run, target_of(asked), index)
