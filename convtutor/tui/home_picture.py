"""The input of a lesson as a small grid: that of its first example, or where it was left."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from convtutor.debugger.session import Session, start_session
from convtutor.errors import ConvtutorError
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.progress.record import SavedPlace
from convtutor.scene.grid import Grid
from convtutor.scene.scene import SceneBuilder


def picture_of(path: Path, place: SavedPlace | None, language: str) -> Grid | None:
    """Give the first grid of a lesson where it was left; None for a file with problems."""
    try:
        lesson = read_lesson(path)
    except ConvtutorError:  # told when the lesson is opened
        return None
    session = resumed(lesson, place, language) or start_session(lesson, language)
    scene = SceneBuilder(session.run, lesson.id, language).scene(session.cursor)
    return scene.grids[0]


def resumed(lesson: Lesson, place: SavedPlace | None, language: str) -> Session | None:
    """Stand where a lesson was left; None where it was not, or where that place is gone."""
    if place is None:
        return None
    with suppress(ConvtutorError):
        return start_session(lesson, language, place.example, place.place)
    return None

