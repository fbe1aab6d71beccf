"""Problems of a lesson file, gathered so that an author sees them all at once, each with its line.

Problems  the list being gathered; `add` takes the key path the problem is at
"""

from collections.abc import Mapping
from dataclasses import field
from typing import NoReturn

from convtutor.data import dataclass
from convtutor.errors import LessonError
from convtutor.lesson.lines import KeyPath
from convtutor.words.visible import visible

MOST_REPORTED = 50
LONGEST_KEY = 40
LONGEST_MESSAGE = 600
LONGEST_VALUE = 60
LARGEST_SHOWN = 10**18


@dataclass(slots=True)
class Problems:
    """Problems of the file `shown`, as (line, sentence); lines are counted from 1."""

    shown: str
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: KeyPath, message: str) -> None:
        """Add a problem at a key path; its line is that of the nearest key the file has."""
        where = f"{path_text(path)}: " if path else ""
        self.add_at(self.line(path), f"{where}{message}")

    def add_at(self, line: int, message: str) -> None:
        """Add a problem at a line."""
        self.found.append((line, f"{self.shown}:{line}: {shortened(message, LONGEST_MESSAGE)}"))

    def line(self, path: KeyPath) -> int:
        """Give the line of a key path, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def sentences(self) -> list[str]:
        """Give every problem, by line; beyond MOST_REPORTED only how many more there are."""
        ordered = [sentence for _, sentence in sorted(self.found, key=lambda problem: problem[0])]
        more = len(ordered) - MOST_REPORTED
        if more <= 0:
            return ordered
        return [*ordered[:MOST_REPORTED], f"{self.shown}: and {more} more problems"]

    def raise_if_any(self) -> None:
        """Raise LessonError when a problem was found."""
        if self.found:
            self.raise_all()

    def raise_all(self) -> NoReturn:
        """Raise LessonError with the problems found."""
        raise LessonError(self.sentences())


def path_text(path: KeyPath) -> str:
    """Write a key path as examples[0].layers[1].padding; indices are counted from 0."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + shortened(visible(part), LONGEST_KEY)
    return text


def shortened(text: str, longest: int) -> str:
    """Cut a text to at most `longest` characters, the last three of them dots where it is cut."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def described(value: object) -> str:
    """Name a TOML value in an error: its kind, and what it is where that is short."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {shortened(repr(value), LONGEST_VALUE)}"
        case int() if abs(value) > LARGEST_SHOWN:
            return f"a whole number of {value.bit_length()} bits"
        case int() | float():
            return f"the number {shortened(repr(value), LONGEST_VALUE)}"
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case dict():
            return "a table"
    return f"the date or time {shortened(str(value), LONGEST_VALUE)}"
