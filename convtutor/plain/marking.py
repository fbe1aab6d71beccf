"""Remembers which examples were done on lines; the record is opened when the first one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.debugger.session import Session
from convtutor.progress.record import Record, open_record

if TYPE_CHECKING:
    from convtutor.quiz.round import Result


@dataclass(slots=True)
class Marking:
    """Marks examples in the learner's record; says what happened to the record, once."""

    record: Record | None = None
    said: str | None = None

    def mark(self, session: Session) -> str | None:
        """Remember that a session's example is done; give a notice that was not given before.

        A lesson without a file is not remembered.
        """
        if not session.lesson.kept:
            return None
        if self.record is None:
            self.record = open_record(session.language)
        lesson = session.lesson
        self.record.mark_done(lesson.id, session.number, lesson.digest)
        notice = self.record.notice
        if notice == self.said:
            return None
        self.said = notice
        return notice

    def keep(self, result: Result) -> None:
        """Remember a prediction that was answered."""
        from convtutor.progress.answers import today
        from convtutor.quiz.keeping import keep

        if self.record is None:
            self.record = open_record()
        keep(result, self.record, today())

    def close(self) -> None:
        """Close the record, where it was opened."""
        if self.record is not None:
            self.record.close()
