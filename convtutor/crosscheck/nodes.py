"""A JSON document read with distrust: every value is asked for by key and kind.

Node  one value of a document, the file it is from and where in it it stands

What is not as expected raises FileContentError, with the file, the place and both.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NoReturn

from convtutor.data import dataclass
from convtutor.errors import FileContentError
from convtutor.words import say
from convtutor.words.visible import visible

LONGEST_SHOWN = 60
NUMBERS_AS_TEXT = ("nan", "inf", "-inf")


@dataclass(frozen=True, slots=True)
class Node:
    """One value; `path` is the file for people, `where` the place in it: examples[0].report."""

    value: Any
    path: str
    language: str
    where: str = ""

    def refuse(self, wanted: str) -> NoReturn:
        """Raise FileContentError: this was wanted, and something else is there."""
        got = visible(repr(self.value)[:LONGEST_SHOWN])
        raise FileContentError(say(
            "verify.merge.foreign", self.language, path=self.path,
            where=visible(self.where[:LONGEST_SHOWN]) or "{}", wanted=wanted, got=got,
        ))

    def fields(self) -> Mapping[str, Any]:
        """Give the values of an object by key."""
        if not isinstance(self.value, dict):
            self.refuse("{...}")
        return self.value

    def at(self, key: str) -> "Node":
        """Give the value of a key."""
        fields = self.fields()
        if key not in fields:
            self.refuse(f'{{"{key}": ...}}')
        return self._within(fields[key], f".{key}" if self.where else key)

    def items(self) -> "list[Node]":
        """Give the values of a list."""
        if not isinstance(self.value, list):
            self.refuse("[...]")
        return [self._within(part, f"[{number}]") for number, part in enumerate(self.value)]

    def text(self, known: Collection[str] | None = None) -> str:
        """Give a text, one of those known where they are given."""
        if not isinstance(self.value, str) or known is not None and self.value not in known:
            self.refuse('"..."' if known is None else " | ".join(known))
        return self.value

    def texts(self) -> dict[str, str]:
        """Give an object of texts by key."""
        return {key: self.at(key).text() for key in self.fields()}

    def whole(self, least: int = 0) -> int:
        """Give a whole number of at least `least`."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < least:
            self.refuse(f">= {least}")
        return self.value

    def number(self) -> float:
        """Give a number; "nan", "inf" and "-inf" are texts in a document."""
        if isinstance(self.value, str) and self.value in NUMBERS_AS_TEXT:
            return float(self.value)
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.refuse('0 | "nan" | "inf"')
        try:
            return float(self.value)
        except OverflowError:
            self.refuse('0 | "nan" | "inf"')

    def extents(self) -> tuple[int, ...]:
        """Give a list of whole numbers."""
        return tuple(part.whole() for part in self.items())

    def scalars(self) -> dict[str, Any]:
        """Give an object of texts, numbers and truths by key."""
        return {key: self.at(key)._scalar() for key in self.fields()}

    def optional(self) -> "Node | None":
        """Give None for null."""
        return None if self.value is None else self

    def _scalar(self) -> Any:
        if isinstance(self.value, Sequence | Mapping) and not isinstance(self.value, str):
            self.refuse('true | false | 0 | "..."')
        return self.value

    def _within(self, value: Any, step: str) -> "Node":
        return Node(value, self.path, self.language, f"{self.where}{step}")
