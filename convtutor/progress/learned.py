"""What the record says of the lessons.

SavedPlace  where a lesson was left, with the digest of the lesson's text at that time
Learned     everything about the lessons: where each was left, which examples are done
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import field

from convtutor.data import dataclass
from convtutor.progress.examine import read_table


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """The example (from 1), the place as text (None: its start), the lesson's digest."""

    example: int
    place: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Learned:
    """Where each lesson was left, the last one behind all others, and of each lesson the examples
    that are done (numbers from 1), with the digest of its text at that time."""

    places: Mapping[str, SavedPlace] = field(default_factory=dict)
    done: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


def learned_from(connection: sqlite3.Connection) -> Learned:
    """Read everything about the lessons; what is no such row is passed over.

    Raises sqlite3.Error.
    """
    places: dict[str, SavedPlace] = {}
    done: dict[str, dict[int, str]] = {}
    for lesson, example, place, digest, _ in sorted(
        read_table(connection, "places"), key=_sequence
    ):
        if isinstance(example, int) and isinstance(place, str | None) and isinstance(digest, str):
            places[str(lesson)] = SavedPlace(example, place, digest)
    for lesson, example, digest, _ in read_table(connection, "done"):
        if isinstance(example, int) and isinstance(digest, str):
            done.setdefault(str(lesson), {})[example] = digest
    return Learned(places, done)


def _sequence(row: tuple[object, ...]) -> int:
    return row[-1] if isinstance(row[-1], int) else 0
