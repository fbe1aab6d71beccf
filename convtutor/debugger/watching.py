"""A lesson read again whenever its file is saved, while the learner stays where they are.

Watch  a file, looked at now and then: has it been saved?

A file that is away for a moment, as while an editor puts the new one in its place, is waited for.
"""

import os
from dataclasses import field, replace
from pathlib import Path
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.debugger.session import Session, start_session
from convtutor.errors import LessonError, UsageError
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.lesson.source import shown_path
from convtutor.steps import Cursor, Level, Place, Timeline
from convtutor.words import say
from convtutor.words.visible import visible

MOST_SHOWN = 2
Stamp: TypeAlias = tuple[int, int, int]


@dataclass(slots=True)
class Watch:
    """What the file was like when it was last read (`seen`) and last looked at (`last`)."""

    path: Path
    seen: Stamp | None = None
    last: Stamp | None = field(default=None)

    def __post_init__(self) -> None:
        self.seen = self.last = stamp_of(self.path)

    def saved(self) -> bool:
        """Say whether the file is another one than the one last read; then count it as read."""
        now = stamp_of(self.path)
        if now is None or now == self.seen:
            return False
        self.seen = self.last = now
        return True

    def saved_and_still(self) -> bool:
        """Say whether the file was saved, and not written to since the last look, so that no half
        of it is read."""
        now, before = stamp_of(self.path), self.last
        self.last = now
        return now == before and self.saved()


def stamp_of(path: Path) -> Stamp | None:
    """Give what changes when a file is saved, None where there is no file just now."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def read_again(session: Session) -> Session:
    """Read a session's lesson anew and stand at the nearest place there still is.

    The very session is given back where the file says the same as before. Raises AccessError and
    LessonError for a file that cannot be read.
    """
    lesson = read_lesson(session.lesson.path)
    return session if lesson.digest == session.lesson.digest else moved_to(lesson, session)


def moved_to(lesson: Lesson, before: Session) -> Session:
    """Give a session of another version of a lesson, at the place nearest to where one stood.

    The example is the one of the same title, else of the same number, else the last.
    """
    titles = [example.title.said("en") for example in lesson.examples]
    title = before.example.title.said("en")
    same = titles.count(title) == 1
    number = titles.index(title) + 1 if same else min(before.number, len(titles))
    session = start_session(lesson, before.language, number)
    place = before.cursor.place
    if place is None:
        return replace(session, cursor=replace(session.cursor, level=before.cursor.level))
    return session.moved(nearest(place, before.cursor.level, session.cursor))


def nearest(place: Place, level: Level, start: Cursor) -> Cursor:
    """Give the cursor at a place; else at its element, at the nearest one of its array, or at the
    start where the array is gone."""
    timeline = start.timeline
    for candidate in candidates(place, timeline):
        try:
            cursor = start.goto(candidate)
        except UsageError:
            continue
        at_tap = Level.TAP in (level, cursor.level)
        return cursor if at_tap else replace(cursor, level=level)
    return start


def candidates(place: Place, timeline: Timeline) -> list[Place]:
    """Give a place and those near it that a timeline has, the nearest first."""
    number = timeline.trace_named(place.layer, place.array)
    if number is None or place.index is None:
        return [place]
    shape = timeline.traces[number].rule.shape
    found = [place, replace(place, tap=None)]
    if len(shape) == len(place.index):
        pairs = zip(place.index, shape, strict=True)
        within = tuple(min(at, extent - 1) for at, extent in pairs)
        found.append(Place(place.layer, place.array, within))
    return [*found, Place(place.layer, place.array, (0,) * len(shape))]


def told_again(session: Session) -> str:
    """Say that the file was read again."""
    return say("watch.read", session.language, name=visible(session.lesson.path.name))


def told_broken(error: Exception, session: Session) -> str:
    """Say what is wrong with the file that was saved: the first problems, and how many more."""
    problems = error.problems if isinstance(error, LessonError) else (str(error),)
    path = session.lesson.path  # only its name: there are two lines for all of it
    short = (said.replace(shown_path(path), visible(path.name), 1) for said in problems)
    first = " ".join(list(short)[:MOST_SHOWN])
    more = len(problems) - MOST_SHOWN
    key = "watch.broken_more" if more > 0 else "watch.broken"
    return say(key, session.language, problems=first, more=more)
