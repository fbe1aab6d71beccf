"""A slip: a wrong answer that comes from the right run.

Slip  its name and the answer it leads to
"""

from collections.abc import Callable

from convtutor.data import dataclass
from convtutor.quiz.answers import Answer
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip; `answer` gives None where it cannot be made in this case."""

    name: str
    answer: Callable[[Case, Asked], Answer | None]
