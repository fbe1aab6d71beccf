"""Keys as the footer names them.

KeyHint  a key and what it does
"""

from __future__ import annotations

from convtutor.data import dataclass
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key as people name it, and what it does."""

    key: str
    label: str


def last_keys(language: str, leaving: str = "screen.key_quit") -> tuple[KeyHint, ...]:
    """Give the two keys that stand at the right end: help, and quit or where it leads."""
    return KeyHint("?", say("screen.key_keys", language)), KeyHint("q", say(leaving, language))
