"""The form of an export format.

Format    one way to write a selection down
Progress  told of every step that is written: how many of how many
"""

from collections.abc import Callable
from typing import BinaryIO, TypeAlias

from convtutor.data import dataclass
from convtutor.records.selection import Selection

Progress: TypeAlias = Callable[[int, int], None]
Write: TypeAlias = Callable[[Selection, BinaryIO, Progress], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; the sentence "records.<name>" says what it is good for.

    `write` puts a selection on a stream of bytes. `package` is what it needs besides NumPy.
    """

    name: str
    suffix: str
    write: Write
    package: str | None = None


def no_progress(done: int, count: int) -> None:
    """Tell nobody."""
