"""The language to speak: asked for, else remembered, else that of the locale."""

import os
import sys

from convtutor.words import LANGUAGES

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def locale_language() -> str:
    """Give the language that the environment's locale begins with, else the first there is."""
    locale = next((os.environ[name] for name in LOCALE_VARIABLES if os.environ.get(name)), "")
    code = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


def chosen_language(asked: str | None) -> str:
    """Give the language asked for, else the one the record remembers, else the locale's.

    The record is only looked at; nothing is made or moved.
    """
    from convtutor.progress.record import peek

    language = asked or peek("language")
    return language if language in LANGUAGES else locale_language()


def remember_language(language: str) -> None:
    """Keep a language that was asked for, for the next time; say what is wrong with the record."""
    from convtutor.progress.record import open_record

    with open_record(language) as record:
        record.set_setting("language", language)
        if record.notice is not None:
            print(record.notice, file=sys.stderr)
