"""What a lesson says of itself, before its first example; read without NumPy, for lists.

Header  id, title and the like
"""

import re

from convtutor.data import dataclass
from convtutor.errors import LessonError
from convtutor.lesson.fields import Table
from convtutor.lesson.problems import Problems
from convtutor.lesson.source import Document
from convtutor.lesson.text import Text

SCHEMA = 1
LONGEST_LESSON = 600
LAST_ORDER = 100_000
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
ID_WANTED = "a lesson id (up to 64 small letters, digits and hyphens, no hyphen first)"
RESERVED = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
LESSON_KEYS = (
    "schema", "id", "title", "summary", "minutes", "order", "section", "needs", "source",
    "examples",
)


@dataclass(frozen=True, slots=True)
class Header:
    """A lesson without its examples.

    `minutes` is what it takes about, `needs` the ids of the lessons to do before it, `source` the
    works its facts are from. `order` is its place on the road, `section` the heading it is listed
    under.
    """

    id: str
    title: Text
    summary: Text
    minutes: int
    needs: tuple[str, ...]
    source: str | None
    order: int | None = None
    section: Text | None = None

    @property
    def rank(self) -> tuple[int, str]:
        """Give what lessons are sorted by; those without an order stand last."""
        return (LAST_ORDER + 1 if self.order is None else self.order, self.id)


def header_of(document: Document) -> Header:
    """Give the header of a document; raises LessonError with every problem of it."""
    problems = document.problems()
    header = read_header(document, problems)
    problems.raise_if_any()
    if header is None:
        raise LessonError([f"{problems.shown}:1: the lesson has no header"])
    return header


def read_header(document: Document, problems: Problems) -> Header | None:
    """Read the header and note its problems; None where something needed is wrong.

    Raises LessonError at once for a file of a newer schema, whose other keys cannot be judged.
    """
    table = Table(document.values, (), problems)
    check_schema(table)
    table.check_keys(LESSON_KEYS, "a lesson")
    for key, remedy in (
        ("id", "it is the file's name without .toml"),
        ("title", 'write title = { en = "..." }'),
        ("summary", "say in a sentence what the lesson shows"),
        ("minutes", "say about how long the lesson takes"),
    ):
        table.require(key, remedy)
    lesson_id, title, summary = _id(table), table.text("title"), table.text("summary")
    minutes = table.integer("minutes", 1, LONGEST_LESSON)
    needs = table.names("needs", ID, ID_WANTED)
    source = table.string("source", "the works the lesson is from")
    order, section = table.integer("order", 1, LAST_ORDER), table.text("section")
    if lesson_id is None or title is None or summary is None or minutes is None:
        return None
    return Header(lesson_id, title, summary, minutes, needs or (), source, order, section)


def check_schema(table: Table) -> None:
    """Accept the schema this version reads; raises LessonError for a newer one."""
    if not table.require("schema", f"write `schema = {SCHEMA}` in the first line"):
        return
    version = table.values["schema"]
    if not isinstance(version, bool) and isinstance(version, int) and version > SCHEMA:
        table.add("schema", f"the file needs a newer convtutor; this one reads schema {SCHEMA}")
        newer = Problems(table.problems.shown, found=table.problems.found[-1:])
        newer.raise_all()
    table.integer("schema", SCHEMA, SCHEMA)


def _id(table: Table) -> str | None:
    lesson_id = table.matching("id", ID, ID_WANTED)
    if lesson_id in RESERVED:
        table.add("id", f"{lesson_id!r} is the name of a device on Windows; choose another")
        return None
    return lesson_id
