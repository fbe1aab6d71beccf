"""The keys of one table of a lesson file, read by kind; every fault is noted and reading goes on.

Table  a table with its key path; a reader gives None where the value is absent or wrong
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from convtutor.data import dataclass
from convtutor.errors import did_you_mean
from convtutor.lesson.lines import KeyPath
from convtutor.lesson.problems import MOST_REPORTED, Problems, described, shortened
from convtutor.lesson.text import Text
from convtutor.words import LANGUAGES

MOST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its values, the key path it stands at, and where its problems go."""

    values: Mapping[Any, Any]
    path: KeyPath
    problems: Problems

    def has(self, key: str) -> bool:
        """Say whether the table has a key."""
        return key in self.values

    def add(self, key: str | int, message: str) -> None:
        """Add a problem of one key."""
        self.problems.add((*self.path, key), message)

    def expect(self, key: str | int, wanted: str) -> None:
        """Add the problem that a key's value is not what is wanted."""
        self.add(key, f"expected {wanted}, got {described(self.values[key])}")

    def check_keys(self, known: Iterable[str], kind: str) -> None:
        """Add a problem for every key that a table of this kind does not have."""
        known = tuple(known)
        keys = f"; its keys are {', '.join(known)}"
        for number, key in enumerate(key for key in self.values if key not in known):
            near = did_you_mean(key, known) if number < MOST_REPORTED else ""
            named = shortened(repr(key), 60)
            self.problems.add((*self.path, key), f"{kind} has no {named}{near or keys}")

    def require(self, key: str, remedy: str) -> bool:
        """Say whether a key is there; add the problem that it is missing where it is not."""
        if key not in self.values:
            self.problems.add(self.path, f"the key {key!r} is missing; {remedy}")
        return key in self.values

    def string(self, key: str | int, wanted: str) -> str | None:
        """Give a text without languages, None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or len(value) > MOST_CHARACTERS:
            self.expect(key, f"{wanted}, a text of 1 to {MOST_CHARACTERS} characters")
            return None
        return value

    def matching(self, key: str, pattern: re.Pattern[str], wanted: str) -> str | None:
        """Give a text that a pattern matches whole, None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.expect(key, wanted)
            return None
        return value

    def text(self, key: str | int) -> Text | None:
        """Give a text by language from a string (English) or a table such as { en = "..." }."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            said = self.string(key, "what is said")
            return None if said is None else Text({"en": said})
        if not isinstance(value, dict):
            self.expect(key, 'a text, or a table by language such as { en = "..." }')
            return None
        return self._by_language(Table(value, (*self.path, key), self.problems))

    def _by_language(self, table: "Table") -> Text | None:
        table.check_keys(LANGUAGES, "a text by language")
        said = {code: table.string(code, "what is said") for code in LANGUAGES}
        table.require("en", "every text is there in English")
        written = {code: text for code, text in said.items() if text is not None}
        return Text(written) if "en" in written else None

    def texts(self, key: str, count: int, wanted: str) -> tuple[Text, ...] | None:
        """Give a list of so many texts by language, None where it is absent or one is wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != count:
            self.expect(key, wanted)
            return None
        parts = Table(dict(enumerate(value)), (*self.path, key), self.problems)
        texts = [parts.text(at) for at in range(count)]
        right = tuple(text for text in texts if text is not None)
        return right if len(right) == count else None

    def integer(self, key: str, least: int, most: int) -> int | None:
        """Give a whole number within bounds, None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.expect(key, f"a whole number from {least} to {most}")
            return None
        return value

    def names(self, key: str, pattern: re.Pattern[str], wanted: str) -> tuple[str, ...] | None:
        """Give a list of texts that a pattern matches, None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list):
            self.expect(key, f"a list, each part {wanted}")
            return None
        right = [isinstance(name, str) and bool(pattern.fullmatch(name)) for name in value]
        for number, fits in enumerate(right):
            if not fits:
                got = described(value[number])
                self.problems.add((*self.path, key, number), f"expected {wanted}, got {got}")
        return tuple(value) if all(right) else None

    def table(self, key: str) -> "Table | None":
        """Give a table within, None where it is absent or wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.expect(key, "a table")
            return None
        return Table(value, (*self.path, key), self.problems)

    def tables(self, key: str, most: int) -> "list[Table]":
        """Give the tables of a list of them; what is no table is noted and left out."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not value or len(value) > most:
            self.expect(key, f"a list of 1 to {most} tables, each written [[...{key}]]")
            return []
        found = []
        for number, part in enumerate(value):
            path = (*self.path, key, number)
            if isinstance(part, dict):
                found.append(Table(part, path, self.problems))
            else:
                self.problems.add(path, f"expected a table, got {described(part)}")
        return found
