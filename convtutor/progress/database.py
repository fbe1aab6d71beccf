"""The record's database, opened whatever lies there: made, moved aside, or kept in memory.

Notice  what happened, to be said in the learner's language
Opened  a connection one can write to, its notice, and whether it is only in memory

A file that cannot be trusted is moved aside, never deleted. A new record is made beside its place
and put there whole, so no other process ever sees half of one. The journal is SQLite's rollback
journal; write-ahead logging does not work on network file systems.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import field
from pathlib import Path

from convtutor.data import dataclass
from convtutor.progress.examine import BUSY_S, State, connect, examine, read_everything, state_of
from convtutor.progress.schema import COLUMNS, migrate
from convtutor.words import say
from convtutor.words.visible import visible

TO_REPLACE = (State.MISSING, State.EMPTY, State.NOT_A_FILE, State.BROKEN, State.FOREIGN)
COMPANIONS = ("-journal", "-wal", "-shm")
LOCK = "progress.lock"


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened to the record: the sentence "progress.<name>" and its fields."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """Give the sentence in a language."""
        return say(f"progress.{self.name}", language, **self.values)


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection one can write to, whether it lasts, and what to say about it."""

    connection: sqlite3.Connection
    in_memory: bool = False
    notice: Notice | None = None


def open_database(path: Path | None) -> Opened:
    """Open the record at a path; None and whatever goes wrong give one in memory."""
    if path is None:
        return in_memory(Notice("no-home"))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        state, notice = examine(path), None
        if state in TO_REPLACE:
            state, notice = _replace(path)
    except (OSError, sqlite3.Error) as error:
        return in_memory(_why_not_made(path, error))
    if state is not State.FINE:
        return in_memory(Notice(state.value, {"path": visible(path)}), path)
    return _open_ours(path, notice)


def _why_not_made(path: Path, error: OSError | sqlite3.Error) -> Notice:
    if isinstance(error, sqlite3.Error):
        if state_of(error) is State.LOCKED:
            return Notice("locked", {"path": visible(path)})
        return Notice("no-folder", {"path": visible(path), "reason": visible(str(error))})
    return Notice("no-folder", {"path": visible(path), "reason": error.strerror or repr(error)})


def in_memory(notice: Notice, source: Path | None = None) -> Opened:
    """Open a record that is gone when the program ends; it begins as a copy of `source`.

    What cannot be read there (a newer version's tables, a broken file) is left out.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    if source is not None:
        _copy(source, connection)
    return Opened(connection, True, notice)


def _copy(source: Path, connection: sqlite3.Connection) -> None:
    try:
        with closing(connect(source, "ro")) as reader:
            found = read_everything(reader)
    except (OSError, sqlite3.Error):
        return
    for table, rows in found.items():
        values = ", ".join("?" * len(COLUMNS[table]))
        statement = f"INSERT OR IGNORE INTO {table} VALUES ({values})"  # noqa: S608 (our own names)
        connection.executemany(statement, rows)


def _open_ours(path: Path, notice: Notice | None) -> Opened:
    try:
        return Opened(_writable(path), False, notice)
    except sqlite3.Error as error:
        found = state_of(error)
        name = State.LOCKED.value if found is State.LOCKED else "read-only"
        return in_memory(Notice(name, {"path": visible(path)}), path)


def _writable(path: Path) -> sqlite3.Connection:
    """Open our record for reading and writing; raises sqlite3.Error when it cannot be both."""
    connection = connect(path)
    try:
        migrate(connection)
        # Fails here, before anything is lost, where the file may be read and not written.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def _replace(path: Path) -> tuple[State, Notice | None]:
    """Put a new record where none can be used, and say what was moved aside.

    Under a lock, and after a second look: another process may have done it meanwhile.
    """
    with _only_one(path.parent):
        state = examine(path)
        if state not in TO_REPLACE:
            return state, None
        notice = None
        if state is not State.MISSING:
            aside = move_aside(path)
            notice = Notice(f"moved-{state.value}", {"aside": visible(aside)})
        make_record(path)
        return State.FINE, notice


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Keep every other process from replacing the record; a lock that dies with its holder."""
    lock = sqlite3.connect(folder / LOCK, timeout=BUSY_S, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield
        lock.execute("ROLLBACK")


def move_aside(path: Path) -> Path:
    """Rename a file to <name>.corrupt-N, the first N that is free, its journal along with it.

    A journal that stayed behind would be played back into the next record.
    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.corrupt-{number}")):
        number += 1
    os.rename(path, aside)
    for companion in COMPANIONS:
        if os.path.lexists(f"{path}{companion}"):
            os.rename(f"{path}{companion}", f"{aside}{companion}")
    return aside


def make_record(path: Path) -> None:
    """Make an empty record beside a path and rename it there."""
    fresh = path.with_name(f"{path.name}.new")
    for left_over in (fresh, *(Path(f"{fresh}{companion}") for companion in COMPANIONS)):
        left_over.unlink(missing_ok=True)
    with closing(connect(fresh, "rwc")) as connection:
        migrate(connection)
    os.replace(fresh, path)
