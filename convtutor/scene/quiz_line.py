"""The line in which an answer is typed, as data.

Typing  what is typed so far, and where the next character goes
"""

from __future__ import annotations

from dataclasses import replace

from convtutor.data import dataclass
from convtutor.quiz.answers import LONGEST
from convtutor.words.visible import is_hidden


@dataclass(frozen=True, slots=True)
class Typing:
    """At most LONGEST characters, none of which a terminal would obey; `at` counts those before
    the cursor."""

    text: str = ""
    at: int = 0

    def put(self, text: str) -> Typing:
        """Put in what is seen of the first line of a text, as far as there is room."""
        first = text.lstrip()[:LONGEST].partition("\n")[0] if len(text) > 1 else text
        seen = "".join(character for character in first if not is_hidden(character))
        added = seen[: LONGEST - len(self.text)]
        return Typing(self.text[: self.at] + added + self.text[self.at :], self.at + len(added))

    def erased(self, before: int, behind: int) -> Typing:
        """Take away characters before the cursor and behind it."""
        start = max(self.at - before, 0)
        return Typing(self.text[:start] + self.text[self.at + behind :], start)

    def moved(self, by: int) -> Typing:
        """Move the cursor by some characters, no further than the ends."""
        return replace(self, at=min(max(self.at + by, 0), len(self.text)))
