"""Every sentence of the interface, one catalogue a language.

A sentence is known by its key, "<topic>.<name>", and stands in words/<language>/<topic>.py in
`SENTENCES`, under its whole key. Its fields are those of str.format.

say        give a sentence in a language, its fields filled in
LANGUAGES  the languages there are, by code; the first one is the fallback
"""

from collections.abc import Mapping

from convtutor.errors import ConvtutorError, UsageError, did_you_mean
from convtutor.table import LateTable

CATALOGUES: LateTable[Mapping[str, str]] = LateTable(__name__, {
    "en": "en.SENTENCES",
    "zh": "zh.SENTENCES",
})
LANGUAGES = tuple(CATALOGUES)


def say(key: str, language: str = "en", /, **values: object) -> str:
    """Give the sentence `key` in a language, with its fields filled in.

    Raises UsageError for a language there is none of, and ConvtutorError (a fault of our own) for
    a key or a field that the catalogue does not have.
    """
    sentence = catalogue(language).get(key)
    if sentence is None:
        raise ConvtutorError(f"words: no sentence {key!r}{did_you_mean(key, CATALOGUES['en'])}")
    try:
        return sentence.format(**values)
    except (KeyError, IndexError) as missing:
        raise ConvtutorError(f"words: {key!r} needs the value {missing}") from None


def is_said(key: str) -> bool:
    """Say whether there is a sentence of this key."""
    return key in CATALOGUES[LANGUAGES[0]]


def catalogue(language: str) -> Mapping[str, str]:
    """Give every sentence of a language, by key. Raises UsageError for an unknown language."""
    if language not in CATALOGUES:
        raise UsageError(
            f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}"
            f"{did_you_mean(language, LANGUAGES)}"
        )
    return CATALOGUES[language]
