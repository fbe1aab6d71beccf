"""The learner's record: what is remembered from one run to the next.

SavedPlace  where a lesson was left, with the digest of the lesson's text at that time
Record      settings and places; never raises: what goes wrong is said in `notice`
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from convtutor.progress.database import Notice, Opened, in_memory, open_database
from convtutor.progress.examine import State, connect, examine, state_of
from convtutor.progress.folder import record_file
from convtutor.words import LANGUAGES
from convtutor.words.visible import visible

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """The example (from 1), the place as text (None: its start), the lesson's digest."""

    example: int
    place: str | None
    digest: str


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

    def close(self) -> None:
        """Close the file; everything remembered is there already."""
        self._opened.connection.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, query: str, *values: object) -> Row | None:
        try:
            return self._one(query, values)
        except sqlite3.Error as error:
            self._go_on_in_memory(error)
            return self._one(query, values)

    def _one(self, query: str, values: Row) -> Row | None:
        row: Row | None = self._opened.connection.execute(query, values).fetchone()
        return row

    def _write(self, statement: str, *values: object) -> None:
        try:
            self._commit(statement, values)
        except sqlite3.Error as error:
            self._go_on_in_memory(error)
            self._commit(statement, values)

    def _commit(self, statement: str, values: Row) -> None:
        """Run one statement in a transaction that holds the lock from its beginning."""
        connection = self._opened.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(statement, values)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _go_on_in_memory(self, error: sqlite3.Error) -> None:
        """Leave a file that failed (disk full, broken, locked) and keep what could be read."""
        if self.in_memory:
            raise error
        self._opened.connection.close()
        locked = state_of(error) is State.LOCKED
        values = {"path": visible(self.path or ""), "reason": visible(str(error))}
        self._notice = Notice("locked" if locked else "failed", values)
        self._opened = in_memory(self._notice, self.path)


def open_record(language: str | None = None) -> Record:
    """Open the learner's record; notices are said in `language`, else in the remembered one."""
    return Record(record_file(), language)


def peek(name: str) -> str | None:
    """Give a remembered setting without making, moving or mending anything; None for none."""
    path = record_file()
    if path is None or examine(path) is not State.FINE:
        return None
    try:
        with closing(connect(path, "ro")) as connection:
            row = connection.execute(
                "SELECT value FROM settings WHERE name = ?", (name,)
            ).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row and isinstance(row[0], str) else None
