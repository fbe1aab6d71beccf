"""The tables of the record, and the way from an older set of tables to the present one.

settings  what the learner chose: theme, speed, language, ...
places    where each lesson was left; the sequence grows with every change, so that order never
          depends on a clock
done      the examples that were done, with the digest of the lesson's text at that time
identity  what this record is called by others, drawn when it was made
answers   every answer, by its number and the record it was first kept in; `reset` is the number of
          the reset that put it away
resets    the resets that were not undone, by number; reset_places and reset_done hold what each
          put away
"""

import sqlite3
from collections.abc import Mapping, Sequence

APPLICATION_ID = 0x434E5654  # "CNVT": marks the file as ours, as SQLite's file format provides
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "settings": ("name", "value"),
    "places": ("lesson", "example", "place", "digest", "sequence"),
    "done": ("lesson", "example", "digest", "sequence"),
    "identity": ("one", "record"),
    "answers": (
        "sequence", "record", "reset", "lesson", "question", "seed", "level", "given", "outcome",
        "mistake", "confidence", "digest", "day",
    ),
    "resets": ("number", "lesson"),
    "reset_places": ("reset", "lesson", "example", "place", "digest", "sequence"),
    "reset_done": ("reset", "lesson", "example", "digest", "sequence"),
}
SINCE: Mapping[str, int] = {
    "settings": 1, "places": 1, "done": 2, "identity": 3, "answers": 3, "resets": 3,
    "reset_places": 3, "reset_done": 3,
}

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE places (lesson TEXT PRIMARY KEY, example INTEGER NOT NULL,"
        " place TEXT, digest TEXT NOT NULL, sequence INTEGER NOT NULL)",
    ),
    (
        "CREATE TABLE done (lesson TEXT NOT NULL, example INTEGER NOT NULL, digest TEXT NOT NULL,"
        " sequence INTEGER NOT NULL, PRIMARY KEY (lesson, example))",
    ),
    (
        "CREATE TABLE identity (one INTEGER PRIMARY KEY CHECK (one = 1), record TEXT NOT NULL)",
        "INSERT INTO identity VALUES (1, lower(hex(randomblob(16))))",
        "CREATE TABLE answers (sequence INTEGER NOT NULL, record TEXT NOT NULL, reset INTEGER,"
        " lesson TEXT NOT NULL, question TEXT NOT NULL, seed INTEGER NOT NULL,"
        " level INTEGER NOT NULL, given TEXT NOT NULL, outcome TEXT NOT NULL, mistake TEXT,"
        " confidence TEXT, digest TEXT NOT NULL, day INTEGER NOT NULL,"
        " PRIMARY KEY (sequence, record))",
        "CREATE TABLE resets (number INTEGER PRIMARY KEY, lesson TEXT NOT NULL)",
        "CREATE TABLE reset_places (reset INTEGER NOT NULL, lesson TEXT NOT NULL,"
        " example INTEGER NOT NULL, place TEXT, digest TEXT NOT NULL, sequence INTEGER NOT NULL)",
        "CREATE TABLE reset_done (reset INTEGER NOT NULL, lesson TEXT NOT NULL,"
        " example INTEGER NOT NULL, digest TEXT NOT NULL, sequence INTEGER NOT NULL)",
    ),
)
"""The statements that lead from version n to n + 1, one tuple a version."""

VERSION = len(MIGRATIONS)


def tables_in(version: int) -> frozenset[str]:
    """Name the tables that a record of a version has."""
    return frozenset(table for table, since in SINCE.items() if since <= version)


def version_of(connection: sqlite3.Connection) -> int:
    """Give the number of the tables' version; 0 for an empty database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> None:
    """Bring the tables up to the last version, in one transaction.

    Two processes may call this at once: the version is read again under the lock.
    """
    if version_of(connection) >= len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in migrations[version_of(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
