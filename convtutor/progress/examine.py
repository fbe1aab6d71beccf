"""What lies where the record should be, found out before it is trusted.

State  what was found: from a record of ours down to something that cannot even be looked at
"""

import os
import sqlite3
import stat
from contextlib import closing
from enum import Enum
from pathlib import Path

from convtutor.progress.schema import APPLICATION_ID, COLUMNS, VERSION, tables_in, version_of

BUSY_S = 5.0
LOCKED_CODES = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
BROKEN_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class State(Enum):
    """What lies where the record should be; the value names the sentence about it."""

    FINE = "fine"
    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_FILE = "not-a-file"
    BROKEN = "broken"
    FOREIGN = "foreign"
    NEWER = "newer"
    LOCKED = "locked"
    UNREADABLE = "unreadable"


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a database that exists (mode "rw" or "ro"), or make one ("rwc").

    A lock held by another process is waited for, 5 seconds at most. Nothing is committed unless
    it is said.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=BUSY_S, isolation_level=None, uri=True)


def examine(path: Path) -> State:
    """Say what lies at a path; only regular files are opened."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return State.MISSING
    except OSError:
        return State.UNREADABLE
    if not stat.S_ISREG(status.st_mode):
        return State.NOT_A_FILE
    if status.st_size == 0:
        return State.EMPTY
    try:
        with closing(connect(path)) as connection:
            return _examine_tables(connection)
    except sqlite3.Error as error:
        return state_of(error)


def state_of(error: sqlite3.Error) -> State:
    """Say what an error of SQLite means for the file."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in LOCKED_CODES:
        return State.LOCKED
    return State.BROKEN if code in BROKEN_CODES else State.UNREADABLE


def _examine_tables(connection: sqlite3.Connection) -> State:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return State.FOREIGN
    version = version_of(connection)
    if version > VERSION:
        return State.NEWER
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        return State.BROKEN
    if version == 0 or not tables_of(connection) >= tables_in(version):
        return State.BROKEN
    read_everything(connection)
    return State.FINE


def tables_of(connection: sqlite3.Connection) -> set[str]:
    """List the names of the tables."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(name) for (name,) in rows}


def read_everything(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Give the rows of every table that a record of its version has; raises sqlite3.Error where
    one does not fit."""
    version = version_of(connection)
    return {table: read_table(connection, table) for table in sorted(tables_in(version))}


def read_table(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Give the rows of a table, none where records of this version had no such table.

    Raises sqlite3.Error where it does not fit.
    """
    if table not in tables_in(version_of(connection)):
        return []
    columns = ", ".join(COLUMNS[table])
    query = f"SELECT {columns} FROM {table}"  # noqa: S608 (names from our own table)
    return connection.execute(query).fetchall()
