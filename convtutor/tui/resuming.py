"""Where a lesson goes on: at the place it was left, where there still is such a place."""

from __future__ import annotations

from contextlib import suppress

from convtutor.debugger.session import Session, start_session
from convtutor.errors import ConvtutorError
from convtutor.lesson.schema import Lesson
from convtutor.progress.record import SavedPlace


def resumed(lesson: Lesson, place: SavedPlace | None, language: str) -> Session | None:
    """Stand where a lesson was left; None where it was not, or where that place is gone."""
    if place is None:
        return None
    with suppress(ConvtutorError):
        return start_session(lesson, language, place.example, place.place)
    return None
