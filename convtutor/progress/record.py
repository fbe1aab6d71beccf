"""The learner's record: what is remembered from one run to the next.

SavedPlace  where a lesson was left, with the digest of the lesson's text at that time
Learned     everything about the lessons: where each was left, which examples are done
Record      settings, places, what is done; never raises: what goes wrong is said in `notice`
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import field
from pathlib import Path

from convtutor.data import dataclass
from convtutor.progress.database import Notice, Opened, in_memory, open_database
from convtutor.progress.examine import State, connect, examine, read_everything, state_of
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


@dataclass(frozen=True, slots=True)
class Learned:
    """Where each lesson was left, the last one behind all others, and of each lesson the examples
    that are done (numbers from 1), with the digest of its text at that time."""

    places: Mapping[str, SavedPlace] = field(default_factory=dict)
    done: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


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
        try:
            return learned_from(self._opened.connection)
        except sqlite3.Error as error:
            self._go_on_in_memory(error)
            return learned_from(self._opened.connection)

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


def learned_from(connection: sqlite3.Connection) -> Learned:
    """Read everything about the lessons; what is no such row is passed over.

    Raises sqlite3.Error.
    """
    places: dict[str, SavedPlace] = {}
    done: dict[str, dict[int, str]] = {}
    tables = read_everything(connection)
    for lesson, example, place, digest, _ in sorted(tables["places"], key=_sequence):
        if isinstance(example, int) and isinstance(place, str | None) and isinstance(digest, str):
            places[str(lesson)] = SavedPlace(example, place, digest)
    for lesson, example, digest, _ in tables.get("done", []):
        if isinstance(example, int) and isinstance(digest, str):
            done.setdefault(str(lesson), {})[example] = digest
    return Learned(places, done)


def _sequence(row: Row) -> int:
    return row[-1] if isinstance(row[-1], int) else 0


def open_record(language: str | None = None) -> Record:
    """Open the learner's record; notices are said in `language`, else in the remembered one."""
    return Record(record_file(), language)


def peek_learned() -> Learned:
    """Give what the record says of the lessons without making, moving or mending anything."""
    path = record_file()
    if path is None or examine(path) not in (State.FINE, State.NEWER):
        return Learned()
    try:
        with closing(connect(path, "ro")) as connection:
            return learned_from(connection)
    except sqlite3.Error:
        return Learned()


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
