"""What a mistake is called and what it is, from its key in the record; read without NumPy.

Named  a mistake in words
"""

from collections.abc import Sequence

from convtutor.data import dataclass
from convtutor.words import catalogue, is_said, say
from convtutor.words.visible import visible


@dataclass(frozen=True, slots=True)
class Named:
    """A mistake's name, and the sentence that says what it is; None for one that is unknown."""

    name: str
    sentence: str | None


def named(key: str, language: str) -> Named:
    """Put a key in words: conv2d.kernel-flipped is kernel-flipped (conv2d), or as it is labelled.
    """
    operator, _, name = key.rpartition(".")
    stem = f"misconceptions.{name}" if operator else f"slips.{name}"
    label = _said((f"{stem}.label",), language) or visible(name)
    shown = f"{label} ({visible(operator)})" if operator else label
    return Named(shown, _said((stem, f"{stem}.rule"), language))


def _said(keys: Sequence[str], language: str) -> str | None:
    """Give the first of some sentences that there is and that stands for itself, without fields."""
    for key in keys:
        if is_said(key) and "{" not in catalogue(language)[key]:
            return say(key, language)
    return None
