"""What a lesson screen remembers from one run to the next: colours, speed, and the place.

Memory  the record as one lesson sees it
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.paint.palette import DARK, NO_COLOUR, PALETTES, Palette
from convtutor.progress.record import Record, SavedPlace

if TYPE_CHECKING:
    from convtutor.debugger.session import Session
    from convtutor.lesson.schema import Lesson
    from convtutor.quiz.round import Result

DEFAULT_SPEED = 4


def colourless() -> bool:
    """Say whether the environment asks for no colours; empty counts, as Textual takes it."""
    return "NO_COLOR" in os.environ


def palette_of(record: Record) -> Palette:
    """Give the remembered colours; NO_COLOR in the environment overrules them."""
    return NO_COLOUR if colourless() else PALETTES.get(record.setting("theme", DARK.name), DARK)


def next_palette(record: Record, name: str) -> Palette:
    """Give the colours after those named, and remember them."""
    names = list(PALETTES)
    palette = PALETTES[names[(names.index(name) + 1) % len(names)]]
    record.set_setting("theme", palette.name)
    return palette


def speaks_unicode() -> bool:
    """Say whether the terminal's encoding has the characters drawings are made of."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").startswith("utf")


@dataclass(frozen=True, slots=True)
class Memory:
    """The record, and the lesson whose place is kept in it."""

    record: Record
    lesson: Lesson

    @property
    def notice(self) -> str | None:
        """Say what happened to the record, None when all is well."""
        return self.record.notice

    def palette(self) -> Palette:
        """Give the remembered colours; NO_COLOR in the environment overrules them."""
        return palette_of(self.record)

    @property
    def colourless(self) -> bool:
        """Say whether the environment asks for no colours."""
        return colourless()

    def next_palette(self, name: str) -> Palette:
        """Give the colours after those named, and remember them."""
        return next_palette(self.record, name)

    def speed(self, known: Sequence[int]) -> int:
        """Give the remembered speed in steps a second, if it is one of those known."""
        written = self.record.setting("speed", str(DEFAULT_SPEED))
        speed = int(written) if written.isdecimal() and len(written) < 6 else DEFAULT_SPEED
        return speed if speed in known else DEFAULT_SPEED

    def keep_speed(self, speed: int) -> None:
        """Remember the speed."""
        self.record.set_setting("speed", str(speed))

    def saved(self) -> SavedPlace | None:
        """Give where the lesson was left."""
        return self.record.place(self.lesson.id) if self.lesson.kept else None

    def keep_answer(self, result: Result) -> None:
        """Remember a prediction that was answered."""
        from convtutor.progress.answers import today
        from convtutor.quiz.keeping import keep

        keep(result, self.record, today())

    def keep_done(self, session: Session) -> None:
        """Remember that the present example is done, where it is."""
        if session.is_done and self.lesson.kept:
            self.record.mark_done(self.lesson.id, session.number, self.lesson.digest)

    def keep_place(self, session: Session) -> None:
        """Remember where the lesson is left; forget it at its very start, and at its very end or
        once its last example is done. Of a lesson without a file nothing is kept."""
        if not self.lesson.kept:
            return
        cursor, examples = session.cursor, len(self.lesson.examples)
        begun = not (session.number == 1 and cursor.at_start)
        ended = session.number == examples and (cursor.at_end or session.is_done)
        if not begun or ended:
            self.record.clear_place(self.lesson.id)
            return
        as_written = session.number not in session.changes  # the places of a changed one may go
        place = str(cursor.place) if cursor.place is not None and as_written else None
        saved = SavedPlace(session.number, place, self.lesson.digest)
        self.record.save_place(self.lesson.id, saved)
