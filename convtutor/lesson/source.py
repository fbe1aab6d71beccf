"""The file of a lesson, opened with care: size before work, and every line known.

Document  the file's values, the line of each, and the fingerprint of its text

Limits: MOST_BYTES a file, MOST_LINE_BYTES a line, DEEPEST lists and tables within one another.
"""

import os
import re
import stat
import tomllib
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from convtutor.data import dataclass
from convtutor.errors import AccessError
from convtutor.lesson.lines import KeyPath, TooDeepError, line_of_long_key, scan
from convtutor.lesson.problems import Problems, shortened
from convtutor.words.visible import is_hidden, visible

MOST_BYTES = 256 * 1024
MOST_LINE_BYTES = 4 * 1024
DEEPEST = 16
KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A lesson file that is TOML: its values, the lines they stand at, its text's digest."""

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    digest: str

    def problems(self) -> Problems:
        """Give an empty list of problems of this file."""
        return Problems(shown_path(self.path), self.lines)


def shown_path(path: Path) -> str:
    """Write a path for people: from the working folder on if it lies in there, nothing hidden."""
    try:
        return visible(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return visible(path)


def read_document(path: Path) -> Document:
    """Read a lesson file as far as TOML goes.

    Raises AccessError for what is no readable regular file, LessonError for one that is too
    large, no UTF-8, no TOML, nested too deeply, or holds characters that a terminal obeys.
    """
    return document_of(path, read_text(path))


def read_text(path: Path) -> str:
    """Read the text of a lesson file, its newlines as \\n; raises as `read_document` does."""
    problems = Problems(shown_path(path))
    return _decoded(_bytes(path, problems), problems)


def document_of(path: Path, text: str) -> Document:
    """Make the document of a file's text, or of its first lines.

    Raises LessonError as `read_document` does.
    """
    problems = Problems(shown_path(path))
    _check_hidden(text, problems)
    values = _parsed(text, problems)
    try:
        found = scan(text, DEEPEST)
    except TooDeepError as error:
        _refuse_depth(problems, error.line)
    problems.lines = found.lines
    for escape in found.escapes:
        problems.add_at(escape.line, _hidden_sentence(escape.character, escape.column))
    problems.raise_if_any()
    return Document(path, values, found.lines, digest_of(text))


def digest_of(text: str) -> str:
    """Give the fingerprint of a lesson's text."""
    return sha256(text.encode()).hexdigest()


def _bytes(path: Path, problems: Problems) -> bytes:
    """Read a regular file whose size and lines are within the limits."""
    content = read_regular(path, MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        problems.add_at(1, f"the file is larger than {MOST_BYTES // 1024} KiB; split the lesson")
        problems.raise_all()
    for number, line in enumerate(content.split(b"\n"), start=1):
        if len(line) > MOST_LINE_BYTES:
            problems.add_at(
                number,
                f"the line has {len(line):,} bytes, at most {MOST_LINE_BYTES:,} are read; break it "
                f"at a comma, or generate a large tensor from a range",
            )
    problems.raise_if_any()
    return content


def read_regular(path: Path, most: int, what: str = "a lesson") -> bytes:
    """Read at most `most` bytes of a regular file; a pipe or device is never waited for.

    Raises AccessError with the reason; `what` names what the file should have held.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        _refuse_kind(path, os.stat(path).st_mode, what)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _refuse_kind(path, os.fstat(file.fileno()).st_mode, what)
            return file.read(most)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AccessError(f"{shown_path(path)}: cannot be read: {reason}") from None
    except ValueError:
        raise AccessError(f"{shown_path(path)}: cannot be the name of a file") from None


def _refuse_kind(path: Path, mode: int, what: str) -> None:
    if not stat.S_ISREG(mode):
        kind = KINDS.get(stat.S_IFMT(mode), "no regular file")
        raise AccessError(f"{shown_path(path)}: {what} is a regular file, this is {kind}")


def _decoded(content: bytes, problems: Problems) -> str:
    """Give the text, without byte order mark and with newlines as \\n."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = error.start - before.rfind(b"\n")
        problems.add_at(
            before.count(b"\n") + 1,
            f"byte 0x{content[error.start]:02x} at byte {column} of the line is no UTF-8; save the "
            f"file as UTF-8",
        )
        problems.raise_all()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.strip():
        problems.add_at(1, "the file is empty; a lesson begins with `schema = 1`")
        problems.raise_all()
    return text


def _check_hidden(text: str, problems: Problems) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isprintable():  # most lines are: no hidden character is printable
            continue
        for column, character in enumerate(line, start=1):
            if character != "\t" and is_hidden(character):
                problems.add_at(number, _hidden_sentence(character, column))
    problems.raise_if_any()


def _hidden_sentence(character: str, column: int) -> str:
    kind = "control" if unicodedata.category(character) == "Cc" else "hidden"
    return f"{kind} character U+{ord(character):04X} at column {column}; remove it"


def _parsed(text: str, problems: Problems) -> dict[str, Any]:
    line = line_of_long_key(text, DEEPEST)
    if line is not None:
        _refuse_depth(problems, line)
    try:
        return tomllib.loads(text)
    except RecursionError:
        _refuse_depth(problems, _deepest_line(text))
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        message = str(error)
        where = re.search(r" ?\(at line (\d+), column (\d+)\)$", message)
        line, column = (int(where[1]), f" (column {where[2]})") if where else (_last(text), "")
        reason = shortened(message[: where.start()] if where else message, 200)
        problems.add_at(line, f"not valid TOML: {visible(reason)}{column}")
    problems.raise_all()


def _last(text: str) -> int:
    return text.rstrip("\n").count("\n") + 1


def _refuse_depth(problems: Problems, line: int) -> None:
    problems.add_at(line, f"lists or tables are nested too deeply, at most {DEEPEST} are read")
    problems.raise_all()


def _deepest_line(text: str) -> int:
    """Give the line where more brackets are open than may be; strings are not told apart."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        for character in line:
            depth += (character in "[{") - (character in "]}")
            if depth > DEEPEST:
                return number
    return 1
