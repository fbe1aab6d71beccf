"""What a lesson says, in one or more languages.

Text  a sentence or two by language code; English is always there
"""

from collections.abc import Mapping

from convtutor.data import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language code ("en", "zh")."""

    by_language: Mapping[str, str]

    def said(self, language: str) -> str:
        """Give the text in a language, in English where the lesson does not have it."""
        return self.by_language.get(language, self.by_language["en"])
