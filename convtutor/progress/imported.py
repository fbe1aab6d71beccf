"""A record's file read back, nothing in it taken on trust.

Rule  what a value has to be, and how that is said

Limits: MOST_BYTES a file; every text and number as long or large as a record keeps it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice
from typing import Any

from convtutor.data import dataclass
from convtutor.errors import FileContentError, did_you_mean
from convtutor.progress.answers import (
    GREATEST,
    LONGEST_NAME,
    TEXT_LIMITS,
    WHOLE_LIMITS,
    Answered,
    Confidence,
    Kept,
    Outcome,
    cleaned,
)
from convtutor.progress.exported import SCHEMA, VERSION, Exported
from convtutor.words import say
from convtutor.words.visible import visible

MOST_BYTES = 16 * 1024 * 1024
MOST_TOLD = 20
LONGEST_TOLD = 40
LESSON_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
RECORD_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value has to be; the sentence "record.expect_<name>" says it."""

    fits: Callable[[object], bool]
    name: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """Say what is expected."""
        return say(f"record.expect_{self.name}", language, **self.values)


def _whole(least: int, most: int) -> Rule:
    return Rule(
        lambda value: type(value) is int and least <= value <= most, "whole",
        {"least": least, "most": most},
    )


def _text(most: int, least: int = 1) -> Rule:
    return Rule(
        lambda value: isinstance(value, str) and len(value) >= least
        and cleaned(value, most) == value,
        "text", {"least": least, "most": most},
    )


def _matching(pattern: re.Pattern[str], name: str) -> Rule:
    return Rule(lambda value: isinstance(value, str) and bool(pattern.fullmatch(value)), name)


def _one_of(values: Sequence[str]) -> Rule:
    return Rule(lambda value: value in values, "one_of", {"values": ", ".join(values)})


def _or_null(rule: Rule) -> Rule:
    return Rule(
        lambda value: value is None or rule.fits(value), f"{rule.name}_or_null", rule.values
    )


ANSWER_RULES: Mapping[str, Rule] = {
    **{name: _whole(*limits) for name, limits in WHOLE_LIMITS.items()},
    "lesson": _matching(LESSON_ID, "lesson"),
    "question": _text(TEXT_LIMITS["question"]),
    "given": _text(TEXT_LIMITS["given"], least=0),
    "outcome": _one_of([outcome.value for outcome in Outcome]),
    "mistake": _or_null(_text(TEXT_LIMITS["mistake"])),
    "confidence": _or_null(_one_of([confidence.value for confidence in Confidence])),
    "digest": _text(LONGEST_NAME, least=0),
    "record": _matching(RECORD_NAME, "record"),
    "sequence": _whole(1, GREATEST),
}
DONE_RULES: Mapping[str, Rule] = {
    "lesson": _matching(LESSON_ID, "lesson"),
    "example": _whole(1, GREATEST),
    "digest": _text(LONGEST_NAME, least=0),
}
LISTS: Mapping[str, Mapping[str, Rule]] = {"answers": ANSWER_RULES, "done": DONE_RULES}
KEYS = ("schema", "version", "convtutor", *LISTS)


def read_exported(content: bytes, where: str, language: str) -> Exported:
    """Read the content of a record's file; `where` names it.

    Raises FileContentError that reports every problem, the first 20 in words.
    """
    document = _parsed(content, where, language)
    problems = list(islice(_problems(document, language), MOST_TOLD + 1))
    if problems:
        told = [f"{where}: {problem}" for problem in problems[:MOST_TOLD]]
        if len(problems) > MOST_TOLD:
            told.append(say("record.more", language, path=where))
        raise FileContentError("\n".join(told))
    done: dict[str, dict[int, str]] = {}
    for entry in document["done"]:
        done.setdefault(entry["lesson"], {})[entry["example"]] = entry["digest"]
    kept = tuple(map(_kept, document["answers"]))
    return Exported(tuple(sorted(kept, key=lambda one: (one.sequence, one.record))), done)


def _parsed(content: bytes, where: str, language: str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise FileContentError(say("record.too_large", language, path=where, most=most))
    try:
        document = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except RecursionError:
        raise FileContentError(say("record.too_deep", language, path=where)) from None
    except ValueError as error:  # no UTF-8, no JSON, a key twice, numbers of thousands of digits
        reason = visible(str(error)[:100])
        sentence = say("record.no_json", language, path=where, reason=reason)
        raise FileContentError(sentence) from None
    version = document.get("version") if isinstance(document, dict) else None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise FileContentError(say("record.no_record", language, path=where))
    if type(version) is not int or version != VERSION:
        got = _told(version)
        raise FileContentError(say("record.version", language, path=where, got=got, known=VERSION))
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name!r} stands there twice")
        found[name] = value
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _problems(document: Mapping[str, Any], language: str) -> Iterator[str]:
    yield from _wrong_keys("", document, KEYS, ("convtutor",), language)
    for name, rules in LISTS.items():
        entries = document.get(name, [])
        if not isinstance(entries, list):
            expected = say("record.expect_list", language)
            yield say("record.wrong", language, at=name, expected=expected, got=_told(entries))
            continue
        for number, entry in enumerate(entries):
            yield from _entry_problems(f"{name}[{number}]", entry, rules, language)
    yield from _named_twice(document.get("answers"), language)


def _entry_problems(
    at: str, entry: object, rules: Mapping[str, Rule], language: str
) -> Iterator[str]:
    if not isinstance(entry, dict):
        expected = say("record.expect_object", language)
        yield say("record.wrong", language, at=at, expected=expected, got=_told(entry))
        return
    yield from _wrong_keys(f"{at}.", entry, rules, (), language)
    for name, rule in rules.items():
        if name in entry and not rule.fits(entry[name]):
            yield say(
                "record.wrong", language, at=f"{at}.{name}", expected=rule.said(language),
                got=_told(entry[name]),
            )


def _wrong_keys(
    at: str, found: Mapping[str, Any], known: Mapping[str, Any] | Sequence[str],
    optional: Sequence[str], language: str,
) -> Iterator[str]:
    for name in found:
        if name not in known:
            shown = visible(name[:LONGEST_TOLD])
            hint = did_you_mean(shown, known)
            yield say("record.unknown_key", language, key=f"{at}{shown}", hint=hint)
    for name in known:
        if name not in found and name not in optional:
            yield say("record.missing_key", language, key=f"{at}{name}")


def _named_twice(entries: object, language: str) -> Iterator[str]:
    """Tell the answers that go by the name of one before them."""
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            name = (str(entry.get("record")), str(entry.get("sequence")))
            first = seen.setdefault(name, number)
            if first != number and "sequence" in entry:
                yield say(
                    "record.twice", language, at=f"answers[{number}]", first=f"answers[{first}]"
                )


def _told(value: object) -> str:
    """Write what was got, shortly."""
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, int) else str(value)
    return visible(text[:LONGEST_TOLD]) + ("..." if len(text) > LONGEST_TOLD else "")


def _kept(entry: Mapping[str, Any]) -> Kept:
    values = dict(entry)
    record, sequence = values.pop("record"), values.pop("sequence")
    confidence = values["confidence"]
    values["outcome"] = Outcome(values["outcome"])
    values["confidence"] = None if confidence is None else Confidence(confidence)
    return Kept(record, sequence, Answered(**values))
