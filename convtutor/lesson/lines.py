"""Where each key and value of a TOML file stands, which the standard library's reader does not say.

KeyPath  the way to a value: ("examples", 0, "title")
Escape   a hidden character that a string's escape would make, with the line and column it is at
Scan     the line of every key path, and the escapes

Lines and columns are counted from 1. The scanner takes a text that tomllib has accepted, and looks
only for where things begin and end.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.words.visible import is_hidden

KeyPath: TypeAlias = tuple[str | int, ...]

DEEPEST_RECORDED = 16
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
BLANKS = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
SCALAR = re.compile(r"[^,\]}#\n]+")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:[^"\\]|\\.)*"' + r"|'[^']*'", re.DOTALL
)
ESCAPE = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL
)
# As above, but of a text that may be no TOML: what is not closed ends with the line, or the file.
QUOTED = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)' + r"|'''.*?(?:'{3,5}|\Z)"
    + r'|"(?:[^"\\\n]|\\.)*"?' + r"|'[^'\n]*'?" + r"|#[^\n]*", re.DOTALL
)
SHORT_ESCAPES = {"b": "\b", "f": "\f", "r": "\r", "e": "\x1b"}


class TooDeepError(Exception):
    """Lists or tables stand within one another beyond the limit; `line` says where."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


@dataclass(frozen=True, slots=True)
class Escape:
    """A hidden character written as an escape in the string at `path`."""

    path: KeyPath
    line: int
    column: int
    character: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The line of every key path of a file, and its hidden escapes in order."""

    lines: Mapping[KeyPath, int]
    escapes: tuple[Escape, ...]


def line_of_long_key(text: str, most: int) -> int | None:
    """Give the line of the first dotted key of more than `most` parts, None where there is none.

    The text need not be TOML: its reader takes time that grows with the square of the parts.
    """
    part = r"[A-Za-z0-9_-]+"
    long = re.compile(rf"(?<![A-Za-z0-9_-])(?:{part}[ \t]*\.[ \t]*){{{most}}}{part}")
    bare = QUOTED.sub(lambda quoted: "s" + "\n" * quoted.group().count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if line.count(".") >= most and long.search(line):
            return number
    return None


def scan(text: str, deepest: int) -> Scan:
    """Find the lines of a text that is valid TOML with newlines as \\n.

    Raises TooDeepError where more than `deepest` lists and tables stand within one another.
    """
    scanner = _Scanner(text, deepest)
    scanner.document()
    return Scan(scanner.lines, tuple(scanner.escapes))


@dataclass(slots=True)
class _Scanner:
    """Walks a text from `at` on; `rows` counts the tables of each array of tables."""

    text: str
    deepest: int
    at: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    escapes: list[Escape] = field(default_factory=list)
    rows: dict[KeyPath, int] = field(default_factory=dict)
    newlines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.newlines = [found.start() for found in re.finditer("\n", self.text)]

    def document(self) -> None:
        """Walk the whole text."""
        table: KeyPath = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _header(self) -> KeyPath:
        line = self._line(self.at)
        of_many = self.text.startswith("[[", self.at)
        self.at += 2 if of_many else 1
        path: KeyPath = ()
        *parents, last = self._key()
        for parent in parents:
            path = self._newest((*path, parent))
        path = (*path, last)
        self._record(path, line)
        if of_many:
            self.rows[path] = self.rows.get(path, 0) + 1
        path = self._newest(path)
        self._record(path, line)
        self.at += 2 if of_many else 1
        return path

    def _newest(self, path: KeyPath) -> KeyPath:
        """Give the last table of an array of tables, any other path as it is."""
        return (*path, self.rows[path] - 1) if path in self.rows else path

    def _pair(self, table: KeyPath, depth: int = 0) -> None:
        line = self._line(self.at)
        path = (*table, *self._key())
        for length in range(len(table) + 1, min(len(path), DEEPEST_RECORDED) + 1):
            self._record(path[:length], line)
        self.at += 1  # the sign =
        self._skip()
        self._value(path, depth)

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip()
            if bare := BARE_KEY.match(self.text, self.at):
                parts.append(bare.group())
                self.at = bare.end()
            else:
                parts.append(tomllib.loads(f"key = {self._string(())}")["key"])
            self._skip()
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _value(self, path: KeyPath, depth: int) -> None:
        first = self.text[self.at]
        if first in "[{" and depth >= self.deepest:
            raise TooDeepError(self._line(self.at))
        if first in "\"'":
            self._string(path)
        elif first == "[":
            self._parts(path, "]", depth + 1)
        elif first == "{":
            self._parts(path, "}", depth + 1)
        elif scalar := SCALAR.match(self.text, self.at):
            self.at = scalar.end()

    def _parts(self, path: KeyPath, closing: str, depth: int) -> None:
        """Walk the parts of a list or of an inline table."""
        self.at += 1
        self._skip()
        number = 0
        while self.text[self.at] != closing:
            if closing == "}":
                self._pair(path, depth)
            else:
                self._record((*path, number), self._line(self.at))
                self._value((*path, number), depth)
            number += 1
            self._skip()
            if self.text[self.at] == ",":
                self.at += 1
                self._skip()
        self.at += 1

    def _string(self, path: KeyPath) -> str:
        """Walk a string and give it as written; what its escapes hide is noted."""
        found = STRING.match(self.text, self.at)
        if found is None:
            raise ValueError(f"no string at {self.at}")
        self.at = found.end()
        if found.group().startswith('"'):
            for escape in ESCAPE.finditer(found.group()):
                self._note(path, escape, found.start() + escape.start())
        return found.group()

    def _note(self, path: KeyPath, escape: re.Match[str], at: int) -> None:
        digits = escape[1] or escape[2] or escape[3]
        character = chr(int(digits, 16)) if digits else SHORT_ESCAPES.get(escape[4], "n")
        if is_hidden(character) and character not in "\n\t":
            self.escapes.append(Escape(path, self._line(at), self._column(at), character))

    def _record(self, path: KeyPath, line: int) -> None:
        if len(path) <= DEEPEST_RECORDED:
            self.lines.setdefault(path, line)

    def _skip(self) -> None:
        blanks = BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at

    def _line(self, at: int) -> int:
        return bisect_right(self.newlines, at - 1) + 1

    def _column(self, at: int) -> int:
        line = self._line(at)
        return at - (self.newlines[line - 2] if line > 1 else -1)
