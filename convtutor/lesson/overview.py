"""A lesson as a list shows it, read at a small part of the cost of the whole file.

Overview  the header, how many examples follow, and the digest of the whole text
"""

import re
from contextlib import suppress
from pathlib import Path

from convtutor.data import dataclass
from convtutor.errors import LessonError
from convtutor.lesson.header import LESSON_KEYS, Header, header_of
from convtutor.lesson.source import digest_of, document_of, read_text

EXAMPLE = re.compile(r"^[ \t]*\[\[[ \t]*examples[ \t]*\]\]", re.MULTILINE)
UNCLEAR = ('"' * 3, "'" * 3, '"examples"', "'examples'")
LATE = re.compile(rf"^[ \t]*\[+[ \t\"']*(?:{'|'.join(LESSON_KEYS[:-1])})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a lesson says of itself; `examples` counts them."""

    header: Header
    examples: int
    digest: str


def overview_of(path: Path) -> Overview:
    """Read what stands before the examples of a lesson file, and count them.

    Raises AccessError, and LessonError with every problem of the header; the examples are not
    judged.
    """
    text = read_text(path)
    head, examples = split_off_head(text)
    if examples:
        with suppress(LessonError):  # told below, with the lines of the whole file
            return Overview(header_of(document_of(path, head)), examples, digest_of(text))
    document = document_of(path, text)
    written = document.values.get("examples")
    count = len(written) if isinstance(written, list) else 0
    return Overview(header_of(document), count, document.digest)


def split_off_head(text: str) -> tuple[str, int]:
    """Give the text before the first example, and how many there are.

    The whole text and 0 where only reading all of it can tell: strings of several lines, which may
    hold anything, examples written in another way, keys of the lesson behind the examples.
    """
    starts = [found.start() for found in EXAMPLE.finditer(text)]
    if not starts or any(mark in text for mark in UNCLEAR) or LATE.search(text, starts[0]):
        return text, 0
    return text[: starts[0]], len(starts)
