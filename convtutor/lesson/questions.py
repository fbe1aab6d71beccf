"""The questions of an example, read from its table; what they ask is computed by the quiz."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from convtutor.errors import did_you_mean
from convtutor.lesson.fields import Table
from convtutor.lesson.lines import KeyPath
from convtutor.lesson.problems import Problems, described
from convtutor.lesson.schema import (
    CHOICE_KEYS,
    OF_ALL,
    QUERY_KEYS,
    QUERY_KINDS,
    Choice,
    Example,
    Query,
)
from convtutor.words import LANGUAGES

MOST_QUESTIONS = 50  # of an example
MOST_IN_ALL = 100  # of a lesson: each is asked with all its mistakes when a file is checked
FEWEST_CHOICES, MOST_CHOICES = 2, 6
MOST_TELLS = 20
MOST_CHANGES = 50
CHOICE = "choice"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
NAME_WANTED = "up to 64 small letters, digits and hyphens, no hyphen first"
PLACE_WANTED = "a place such as conv1.output[0,1]"
OF_WANTED = "an array such as conv1.output, a part of it such as conv1.output[0,1], or a layer"


def read_questions(table: Table, number: int, known: Sequence[str]) -> tuple[Query, ...]:
    """Give the questions of an example; `known` names what can be changed in it."""
    read = [
        _read_question(part, number, known) for part in table.tables("questions", MOST_QUESTIONS)
    ]
    return tuple(question for question in read if question is not None)


def check_ids(examples: Sequence[Example], problems: Problems) -> None:
    """Note every question whose id an earlier one of the lesson has, and one too many."""
    seen: set[str] = set()
    for number, (path, question) in enumerate(paths_of(examples)):
        if number == MOST_IN_ALL:
            problems.add(path, f"a lesson has at most {MOST_IN_ALL} questions; leave some out")
        if question.id in seen:
            problems.add(
                path, f"an earlier question has the id {question.id!r} too; give this one an 'id' "
                f"of its own",
            )
        seen.add(question.id)


def paths_of(examples: Sequence[Example]) -> Iterator[tuple[KeyPath, Query]]:
    """Give every question with its key path."""
    for at, example in enumerate(examples):
        for number, question in enumerate(example.questions):
            yield ("examples", at, "questions", number), question


def _read_question(table: Table, number: int, known: Sequence[str]) -> Query | None:
    table.check_keys(QUERY_KEYS, "a question")
    table.require("kind", f"it is one of {', '.join(QUERY_KINDS)}")
    kind = _kind(table)
    of, place = table.string("of", OF_WANTED), table.string("at", PLACE_WANTED)
    given = table.matching("id", NAME, NAME_WANTED)
    changes, tells = _changes(table, known), _tells(table)
    ask, choices = table.text("ask"), _choices(table)
    if kind is None or not _fits(table, kind):
        return None
    name = given or f"{number} {kind} {of or ''}".strip()
    return Query(name, kind, of or "", changes, tells, place, ask, choices)


def _kind(table: Table) -> str | None:
    kind = table.values.get("kind")
    if kind is None or kind in QUERY_KINDS:
        return kind
    hint = did_you_mean(kind, QUERY_KINDS) if isinstance(kind, str) else ""
    table.add("kind", f"expected one of {', '.join(QUERY_KINDS)}, got {described(kind)}{hint}")
    return None


def _fits(table: Table, kind: str) -> bool:
    """Say whether the keys of a question go with its kind."""
    if kind != CHOICE:
        needed = [kind in OF_ALL or table.require("of", "name what is asked about")]
        foreign = [key for key in ("ask", "options") if table.has(key)]
        for key in foreign:
            table.add(key, f"it belongs to a question of the kind choice; a {kind} is computed")
        return all(needed) and not foreign
    needed = [
        table.require("id", "a choice needs one, under which its answers are kept"),
        table.require("ask", "say what is asked"),
        table.require("options", "write [{ text = .., why = .. }, ..], the right one first"),
    ]
    foreign = [key for key in ("of", "tells") if table.has(key)]
    for key in foreign:
        table.add(key, "no run leads to the answer of a choice; every option has its own 'why'")
    return all(needed) and not foreign


def _changes(table: Table, known: Sequence[str]) -> Mapping[str, Any]:
    """Give what is not as in the example, each of it something that can be changed."""
    changes = table.table("with")
    if changes is None:
        return {}
    if not 1 <= len(changes.values) <= MOST_CHANGES:
        table.add("with", f"expected 1 to {MOST_CHANGES} values, got {len(changes.values)}")
        return {}
    for name in changes.values:
        if name.partition("[")[0] not in known:
            hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
            changes.add(name, f"{name!r} is nothing that can be changed here{hint}")
    return changes.values


def _tells(table: Table) -> tuple[str, ...]:
    names = table.names("tells", NAME, "the name of a mistake, such as kernel-flipped")
    if names is None:
        return ()
    if not 1 <= len(names) <= MOST_TELLS:
        table.add("tells", f"expected 1 to {MOST_TELLS} names of mistakes, got {len(names)}")
    for name in (name for name, count in Counter(names).items() if count > 1):
        table.add("tells", f"{name!r} stands there twice; leave one of them out")
    return names


def _choices(table: Table) -> tuple[Choice, ...]:
    """Give the options of a choice, different in every language."""
    written = table.values.get("options")
    if isinstance(written, list) and not FEWEST_CHOICES <= len(written) <= MOST_CHOICES:
        table.expect("options", f"{FEWEST_CHOICES} to {MOST_CHOICES} options")
        return ()
    read = [_choice(part) for part in table.tables("options", MOST_CHOICES)]
    for at, choice in enumerate(read):
        earlier = next((one for one, other in enumerate(read[:at]) if _alike(choice, other)), None)
        if earlier is not None:
            table.problems.add(
                (*table.path, "options", at, "text"), f"option {earlier + 1} says the same; one "
                f"answer can be right and the other wrong only where they differ",
            )
    return tuple(choice for choice in read if choice is not None)


def _alike(one: Choice | None, other: Choice | None) -> bool:
    """Say whether two options read the same in a language."""
    return one is not None and other is not None and any(
        one.text.said(language).strip().casefold() == other.text.said(language).strip().casefold()
        for language in LANGUAGES
    )


def _choice(table: Table) -> Choice | None:
    table.check_keys(CHOICE_KEYS, "an option")
    table.require("text", "write the answer")
    table.require("why", "say why it is right, or which mistake leads to it")
    text, why = table.text("text"), table.text("why")
    return None if text is None or why is None else Choice(text, why)
