"""The learner's record: what is remembered from one run to the next.

Record  settings, places, what is done, what was answered; never raises: what goes wrong is said in
        `notice`
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from convtutor.progress.answers import Answered, Kept
from convtutor.progress.database import Notice, Opened, in_memory, open_database
from convtutor.progress.examine import State, connect, examine, state_of
from convtutor.progress.exported import Exported
from convtutor.progress.folder import record_file
from convtutor.progress.kept import (
    Merged,
    add_answer,
    kept_answers,
    merge,
    reset_lesson,
    undo_reset,
)
from convtutor.progress.learned import Learned as Learned
from convtutor.progress.learned import SavedPlace as SavedPlace
from convtutor.progress.learned import learned_from
from convtutor.words import LANGUAGES
from convtutor.words.visible import visible

Row = tuple[object, ...]
T = TypeVar("T")


class Record:
    """Settings and places. One thread uses it; several processes may, each with its own."""

    def __init__(self, path: Path | None, language: str | None = None) -> None:
        self.path = path
        self._asked_language = language
        self._opened: Opened = open_database(path)
        self._notice = self._opened.notice

    @property
    def notice(self) -> str | None:
        """Say what happened to the record, in the learner's language; None when all is well."""
        return None if self._notice is None else self._notice.said(self.language)

    @property
    def in_memory(self) -> bool:
        """Say whether what is remembered is gone when the program ends."""
        return self._opened.in_memory

    @property
    def language(self) -> str:
        """Give the language asked for, else the remembered one, else the first there is."""
        language = self._asked_language or self.setting("language", LANGUAGES[0])
        return language if language in LANGUAGES else LANGUAGES[0]

    def setting(self, name: str, default: str) -> str:
        """Give a setting, or the default where none is remembered."""
        row = self._read("SELECT value FROM settings WHERE name = ?", name)
        return row[0] if row and isinstance(row[0], str) else default

    def set_setting(self, name: str, value: str) -> None:
        """Remember a setting."""
        self._write("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, value)

    def place(self, lesson: str) -> SavedPlace | None:
        """Give where a lesson was left, None where it was not begun."""
        row = self._read("SELECT example, place, digest FROM places WHERE lesson = ?", lesson)
        if row is None:
            return None
        example, place, digest = row
        if isinstance(example, int) and isinstance(place, str | None) and isinstance(digest, str):
            return SavedPlace(example, place, digest)
        return None

    def save_place(self, lesson: str, saved: SavedPlace) -> None:
        """Remember where a lesson is left."""
        self._write(
            "INSERT OR REPLACE INTO places VALUES"
            " (?, ?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM places))",
            lesson, saved.example, saved.place, saved.digest,
        )

    def clear_place(self, lesson: str) -> None:
        """Forget where a lesson was left."""
        self._write("DELETE FROM places WHERE lesson = ?", lesson)

    def learned(self) -> Learned:
        """Give everything about the lessons."""
        return self._done(learned_from)

    def mark_done(self, lesson: str, example: int, digest: str) -> None:
        """Remember that an example was done; nothing is written where that is known."""
        row = self._read(
            "SELECT digest FROM done WHERE lesson = ? AND example = ?", lesson, example
        )
        if row != (digest,):
            self._write(
                "INSERT OR REPLACE INTO done VALUES"
                " (?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM done))",
                lesson, example, digest,
            )

    def keep_answer(self, answered: Answered) -> None:
        """Keep an answer behind all others."""
        self._changed(lambda connection: add_answer(connection, answered))

    def kept(self) -> tuple[Kept, ...]:
        """Give the answers with their names, in order."""
        return self._done(kept_answers)

    def answers(self, lesson: str | None = None) -> tuple[Answered, ...]:
        """Give the answers in order, all of them or those of a lesson."""
        return _of_lesson(self.kept(), lesson)

    def merge(self, exported: Exported) -> Merged:
        """Add what is not there yet of another record, or of a copy of this one."""
        return self._changed(lambda connection: merge(connection, exported))

    def reset(self, lesson: str) -> bool:
        """Put away all that is kept of a lesson; say whether there was anything."""
        return self._changed(lambda connection: reset_lesson(connection, lesson))

    def undo_reset(self) -> str | None:
        """Bring back what the last reset put away and give its lesson, None where there is none."""
        return self._changed(undo_reset)

    def close(self) -> None:
        """Close the file; everything remembered is there already."""
        self._opened.connection.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, query: str, *values: object) -> Row | None:
        row: Row | None = self._done(lambda opened: opened.execute(query, values).fetchone())
        return row

    def _write(self, statement: str, *values: object) -> None:
        self._changed(lambda connection: connection.execute(statement, values))

    def _changed(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self._done(lambda connection: _in_transaction(connection, work))

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the file; where it fails, with what could be read of it."""
        try:
            return work(self._opened.connection)
        except sqlite3.Error as error:
            self._go_on_in_memory(error)
            return work(self._opened.connection)

    def _go_on_in_memory(self, error: sqlite3.Error) -> None:
        """Leave a file that failed (disk full, broken, locked) and keep what could be read."""
        if self.in_memory:
            raise error
        self._opened.connection.close()
        locked = state_of(error) is State.LOCKED
        values = {"path": visible(self.path or ""), "reason": visible(str(error))}
        self._notice = Notice("locked" if locked else "failed", values)
        self._opened = in_memory(self._notice, self.path)


def _in_transaction(
    connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]
) -> T:
    """Do something whole or not at all, holding the lock from its beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def open_record(language: str | None = None) -> Record:
    """Open the learner's record; notices are said in `language`, else in the remembered one."""
    return Record(record_file(), language)


def peek_learned() -> Learned:
    """Give what the record says of the lessons without making, moving or mending anything."""
    return _peeked(learned_from, Learned())


def peek_answers(lesson: str | None = None) -> tuple[Answered, ...]:
    """Give the answers in order, all of them or those of a lesson, without making, moving or
    mending anything."""
    return _of_lesson(_peeked(kept_answers, ()), lesson)


def peek_exported() -> Exported:
    """Give what can be handed on, without making, moving or mending anything."""
    return _peeked(exported_from, Exported())


def exported_from(connection: sqlite3.Connection) -> Exported:
    """Read what can be handed on; raises sqlite3.Error."""
    return Exported(kept_answers(connection), learned_from(connection).done)


def peek(name: str) -> str | None:
    """Give a remembered setting without making, moving or mending anything; None for none."""
    query = "SELECT value FROM settings WHERE name = ?"
    row: Row | None = _peeked(
        lambda connection: connection.execute(query, (name,)).fetchone(), None, (State.FINE,)
    )
    return row[0] if row and isinstance(row[0], str) else None


def _peeked(
    read: Callable[[sqlite3.Connection], T],
    default: T,
    states: tuple[State, ...] = (State.FINE, State.NEWER),
) -> T:
    """Read from the record where it can be read, else give the default."""
    path = record_file()
    if path is None or examine(path) not in states:
        return default
    try:
        with closing(connect(path, "ro")) as connection:
            return read(connection)
    except sqlite3.Error:
        return default


def _of_lesson(kept: tuple[Kept, ...], lesson: str | None) -> tuple[Answered, ...]:
    answers = (one.answered for one in kept)
    return tuple(answer for answer in answers if lesson in (None, answer.lesson))
