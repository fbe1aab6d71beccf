"""Sizes and settings as people type them: 7, 224x200 (rows by columns), 1..5, any."""

import re

from convtutor.engine.solve import Choice
from convtutor.errors import UsageError
from convtutor.words import say
from convtutor.words.visible import visible

LARGEST = 2**31 - 1
ANY = "any"
NUMBER = re.compile(r"[0-9]{1,10}")
LONGEST_SHOWN = 40


def read_numbers(
    verb: str, option: str, text: str, least: int, language: str
) -> tuple[int, ...]:
    """Read one number or two, rows by columns; raises UsageError for anything else."""
    parts = text.split("x")
    if len(parts) > 2 or not all(map(NUMBER.fullmatch, parts)):
        raise UsageError(
            say("solve.no_size", language, verb=verb, option=option, text=_shown(text))
        )
    return tuple(_checked(verb, option, int(part), least, language) for part in parts)


def read_choice(option: str, text: str, least: int, language: str) -> Choice | None:
    """Read the values that a setting may take: 3, 3x5, 1..5, 1..5x3; None for `any`.

    Raises UsageError for anything else.
    """
    if text == ANY:
        return None
    parts = text.split("x")
    if len(parts) > 2:
        raise UsageError(say("solve.no_choice", language, option=option, text=_shown(text)))
    return Choice(tuple(_range(option, part, least, language) for part in parts))


def _range(option: str, text: str, least: int, language: str) -> range:
    first, dots, last = text.partition("..")
    ends = (first, last) if dots else (first, first)
    if not all(map(NUMBER.fullmatch, ends)):
        raise UsageError(say("solve.no_choice", language, option=option, text=_shown(text)))
    start, end = (_checked("solve", option, int(part), least, language) for part in ends)
    if end < start:
        raise UsageError(say("solve.backwards", language, option=option, start=start, end=end))
    return range(start, end + 1)


def _checked(verb: str, option: str, number: int, least: int, language: str) -> int:
    if not least <= number <= LARGEST:
        raise UsageError(say(
            "solve.out_of_bounds", language, verb=verb, option=option, least=least, most=LARGEST,
            got=number,
        ))
    return number


def size_text(numbers: tuple[int, ...]) -> str:
    """Write one number, or two as they are typed: 224x200."""
    return "x".join(map(str, numbers))


def _shown(text: str) -> str:
    return visible(text[:LONGEST_SHOWN])
