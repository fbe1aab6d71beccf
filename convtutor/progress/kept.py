"""Answers and resets in the record's tables; what is called here runs in the caller's transaction.

Every function raises sqlite3.Error where the tables do not fit.
"""

import sqlite3

from convtutor.progress.answers import Answered, Kept, answered_from, row_of
from convtutor.progress.examine import read_table

PLACES = "lesson, example, place, digest, sequence"
DONE = "lesson, example, digest, sequence"


def add_answer(connection: sqlite3.Connection, answered: Answered) -> None:
    """Keep an answer of this record behind all others."""
    connection.execute(
        "INSERT INTO answers VALUES ((SELECT COALESCE(MAX(sequence), 0) + 1 FROM answers),"
        " (SELECT record FROM identity), NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row_of(answered),
    )


def kept_answers(connection: sqlite3.Connection) -> tuple[Kept, ...]:
    """Give the answers in order, those put away left out; what is no such row is passed over."""
    found = []
    for sequence, record, reset, *columns in read_table(connection, "answers"):
        answered = answered_from(columns)
        if answered is not None and isinstance(sequence, int) and reset is None:
            found.append(Kept(str(record), sequence, answered))
    return tuple(sorted(found, key=lambda kept: (kept.sequence, kept.record)))


def reset_lesson(connection: sqlite3.Connection, lesson: str) -> bool:
    """Put away all that is kept of a lesson; say whether there was anything."""
    (number,) = connection.execute(
        "SELECT COALESCE(MAX(number), 0) + 1 FROM resets"
    ).fetchone()
    changed = 0
    for statement in (
        "UPDATE answers SET reset = ? WHERE lesson = ? AND reset IS NULL",
        f"INSERT INTO reset_places SELECT ?, {PLACES} FROM places WHERE lesson = ?",  # noqa: S608
        f"INSERT INTO reset_done SELECT ?, {DONE} FROM done WHERE lesson = ?",  # noqa: S608
    ):
        changed += connection.execute(statement, (number, lesson)).rowcount
    if changed:
        connection.execute("DELETE FROM places WHERE lesson = ?", (lesson,))
        connection.execute("DELETE FROM done WHERE lesson = ?", (lesson,))
        connection.execute("INSERT INTO resets VALUES (?, ?)", (number, lesson))
    return changed > 0


def undo_reset(connection: sqlite3.Connection) -> str | None:
    """Bring back what the last reset put away and give its lesson, None where there is none.

    What was done since then stays as it is.
    """
    last = connection.execute(
        "SELECT number, lesson FROM resets ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if last is None:
        return None
    number, lesson = last
    for statement in (
        "UPDATE answers SET reset = NULL WHERE reset = ?",
        f"INSERT OR IGNORE INTO places SELECT {PLACES} FROM reset_places"  # noqa: S608
        " WHERE reset = ?",
        f"INSERT OR IGNORE INTO done SELECT {DONE} FROM reset_done WHERE reset = ?",  # noqa: S608
        "DELETE FROM reset_places WHERE reset = ?",
        "DELETE FROM reset_done WHERE reset = ?",
        "DELETE FROM resets WHERE number = ?",
    ):
        connection.execute(statement, (number,))
    return str(lesson)
