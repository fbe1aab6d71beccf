"""The JSON document of `convtutor verify`.

LessonOutline  one lesson of the whole: its id, its digest, how many examples it has
Outline        what was asked for: the device, the shard, all lessons of the whole
"""

from collections.abc import Sequence
from typing import Any

import convtutor
from convtutor.crosscheck.checked import Checked, exit_code, tally
from convtutor.crosscheck.shards import Shard
from convtutor.data import dataclass
from convtutor.lesson.schema import Lesson

SCHEMA = "convtutor-verify"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """One lesson, so that shards of other lessons, or of an edited one, are told apart."""

    id: str
    digest: str
    examples: int

    def as_json(self) -> dict[str, Any]:
        """Give the document of this lesson."""
        return {"id": self.id, "digest": self.digest, "examples": self.examples}


@dataclass(frozen=True, slots=True)
class Outline:
    """What was asked for; `lessons` are those of all shards together."""

    device: str
    shard: Shard | None
    lessons: tuple[LessonOutline, ...]


def outline_of(lessons: Sequence[Lesson]) -> tuple[LessonOutline, ...]:
    """Give the outline of lessons."""
    return tuple(LessonOutline(one.id, one.digest, len(one.examples)) for one in lessons)


def document(outline: Outline, done: Sequence[Checked]) -> dict[str, Any]:
    """Give the document of a whole verification, or of one shard."""
    shard = outline.shard
    return {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "convtutor": convtutor.__version__,
        "device": outline.device,
        "shard": None if shard is None else {"number": shard.number, "of": shard.of},
        "exit_code": exit_code(done),
        "lessons": [lesson.as_json() for lesson in outline.lessons],
        "lanes": [lane.as_json() for lane in tally(done)],
        "examples": [checked.as_json() for checked in done],
    }
