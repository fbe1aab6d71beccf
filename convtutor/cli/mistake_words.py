"""What a mistake is called and what it is, from its key in the record; read without NumPy.

Named  a mistake in words
"""

from convtutor.data import dataclass
from convtutor.words import catalogue, is_said, say
from convtutor.words.visible import visible


@dataclass(frozen=True, slots=True)
class Named:
    """A mistake's name, and the sentence that says what it is; None for one that is unknown."""

    name: str
    sentence: str | None


def named(key: str, language: str) -> Named:
    """Put a key in words: conv2d.kernel-flipped is kernel-flipped (conv2d)."""
    operator, _, name = key.rpartition(".")
    label = f"{visible(name)} ({visible(operator)})" if operator else visible(name)
    stem = f"misconceptions.{name}" if operator else f"slips.{name}"
    for words in (stem, f"{stem}.rule", f"{stem}.you"):
        if is_said(words) and "{" not in catalogue(language)[words]:
            return Named(label, say(words, language))
    return Named(label, None)
