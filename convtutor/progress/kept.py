"""Answers and resets in the record's tables; what is called here runs in the caller's transaction.

Merged  what became of a record's file that was brought in

Every function raises sqlite3.Error where the tables do not fit.
"""

import sqlite3

from convtutor.data import dataclass
from convtutor.progress.answers import Answered, Kept, answered_from, row_of
from convtutor.progress.examine import read_table
from convtutor.progress.exported import Exported

PLACES = "lesson, example, place, digest, sequence"
DONE = "lesson, example, digest, sequence"


@dataclass(frozen=True, slots=True)
class Merged:
    """How many answers and examples were added, and how many answers were there already.

    `differing` answers go by the name of another one here, which stays: somebody copied the
    record's own file and went on with both.
    """

    answers: int
    done: int
    known: int
    differing: int


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


def merge(connection: sqlite3.Connection, exported: Exported) -> Merged:
    """Add what is not there yet; what was put away stays so."""
    known = {row[:2]: row[3:] for row in read_table(connection, "answers")}
    fresh, differing = [], 0
    for kept in exported.kept:
        row = row_of(kept.answered)
        here = known.get((kept.sequence, kept.record))
        if here is None:
            fresh.append((kept.sequence, kept.record, None, *row))
        else:
            differing += here != row
    marks = ", ".join("?" * 13)
    connection.executemany(f"INSERT INTO answers VALUES ({marks})", fresh)  # noqa: S608
    same = len(exported.kept) - len(fresh) - differing
    return Merged(len(fresh), _merge_done(connection, exported), same, differing)


def _merge_done(connection: sqlite3.Connection, exported: Exported) -> int:
    here = {(row[0], row[1]) for row in read_table(connection, "done")}
    here |= {(row[1], row[2]) for row in read_table(connection, "reset_done")}
    fresh = [
        (lesson, example, digest)
        for lesson, examples in exported.done.items() for example, digest in examples.items()
        if (lesson, example) not in here
    ]
    connection.executemany(
        "INSERT INTO done VALUES (?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM done))",
        fresh,
    )
    return len(fresh)
