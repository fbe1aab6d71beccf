"""The error tree of convtutor, each class with the exit code the command ends in.

    ConvtutorError                 6   a fault of our own when raised as such
    +-- MismatchError              1   numbers that should agree differ
    +-- UsageError                 2   a command, name or place that cannot be meant
    +-- ArgumentError              2   an argument that torch rejects too (a ValueError)
    |   +-- ShapeError             2   shapes that do not fit together
    |   +-- DtypeError             2   a dtype the engine does not compute in (a TypeError)
    +-- FileContentError           3   a file that was read and is not valid
    |   +-- LessonError            3   a lesson file; holds every problem found
    +-- AbsentError                4   something asked for is not there: torch, a GPU
    +-- AccessError                5   a file or folder that cannot be read or written

Every message says where, what was expected, what was got and what to do.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class ConvtutorError(Exception):
    """Root of the tree; its exit code is that of a fault of our own."""

    exit_code = 6


class MismatchError(ConvtutorError):
    """Numbers that should agree differ."""

    exit_code = 1


class UsageError(ConvtutorError):
    """A command, a name or a place that cannot be meant."""

    exit_code = 2


class ArgumentError(ConvtutorError, ValueError):
    """An argument that torch would reject too."""

    exit_code = 2


class ShapeError(ArgumentError):
    """Shapes that do not fit together."""


class DtypeError(ArgumentError, TypeError):
    """A dtype the engine does not compute in."""


class FileContentError(ConvtutorError):
    """A file that was read and is not valid."""

    exit_code = 3


class LessonError(FileContentError):
    """A lesson file that is not valid; `problems` holds every problem, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class AbsentError(ConvtutorError):
    """Something asked for is not there: torch, a GPU."""

    exit_code = 4


class AccessError(ConvtutorError):
    """A file or folder that cannot be read or written."""

    exit_code = 5


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give "; did you mean 'padding'?" for the nearest known name, or nothing when none is near."""
    nearest = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""


def listed(known: Iterable[str], most: int = 40) -> str:
    """Write names one after another, no more than `most` of them and how many there are beyond."""
    names = list(known)
    beyond = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + beyond
