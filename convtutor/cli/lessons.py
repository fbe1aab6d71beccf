"""`convtutor list` and `convtutor check`: which lessons there are, and what is wrong with a file.

Listing reads only the head of each lesson, without NumPy.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import convtutor
from convtutor.errors import ConvtutorError
from convtutor.lesson.catalog import find_lesson, lesson_files
from convtutor.lesson.header import Header, header_of
from convtutor.lesson.source import shown_path
from convtutor.plain.output import Output
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

LIST_SCHEMA = "convtutor-list"
LIST_VERSION = 1
INVALID = 3


def read_headers() -> list[tuple[str, Path, Header | ConvtutorError]]:
    """Give name, file and head of every lesson in their order; what has no head comes last."""
    found = [(name, path, _header(path)) for name, path in lesson_files().items()]
    return sorted(found, key=_rank)


def _rank(found: tuple[str, Path, Header | ConvtutorError]) -> tuple[bool, tuple[int, str]]:
    name, _, header = found
    if isinstance(header, Header):
        return False, header.rank
    return True, (0, name)


def _header(path: Path) -> Header | ConvtutorError:
    try:
        return header_of(path)
    except ConvtutorError as error:
        return error


def write_list(output: Output, language: str) -> None:
    """Write one line a lesson: its name, how long it takes, its title."""
    rows = [(visible(name), header) for name, _, header in read_headers()]
    width = max((cell_width(name) for name, _ in rows), default=0)
    for name, header in rows:
        padded = name + " " * (width - cell_width(name))
        if isinstance(header, Header):
            minutes = say("cli.minutes", language, minutes=header.minutes)
            output.line(f"{padded}  {minutes:>7}  {header.title.said(language)}")
        else:
            output.line(f"{padded}  {say('cli.unreadable', language, name=name)}")
    if not rows:
        output.line(say("cli.no_lessons", language))


def list_document() -> dict[str, Any]:
    """Give the JSON document of all lessons; one that cannot be read has problems instead."""
    return {
        "schema": LIST_SCHEMA,
        "version": LIST_VERSION,
        "convtutor": convtutor.__version__,
        "lessons": [_entry(name, path, header) for name, path, header in read_headers()],
    }


def _entry(name: str, path: Path, header: Header | ConvtutorError) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": visible(name), "path": visible(path)}
    if not isinstance(header, Header):
        return {**entry, "problems": str(header).split("\n")}
    return {
        **entry,
        "id": header.id,
        "title": dict(header.title.by_language),
        "summary": dict(header.summary.by_language),
        "minutes": header.minutes,
        "needs": list(header.needs),
        "source": header.source,
    }


def write_json(document: dict[str, Any], output: Output) -> None:
    """Write a document as JSON in ASCII, so that it is the same in every locale."""
    output.line(json.dumps(document, indent=1))


def check_files(names: Sequence[str], output: Output, language: str) -> int:
    """Write every problem of lesson files, given by path or name; 0 for none, 3 for any.

    Raises AccessError for a path where no file is, UsageError for a name of no lesson.
    """
    from convtutor.lesson.lint import check_lesson

    paths = [find_lesson(name) for name in names]
    found = 0
    for path in paths:
        problems = check_lesson(path)
        found += len(problems)
        output.lines(problems)
        if not problems:
            output.line(say("cli.no_problems", language, path=shown_path(path)))
    return INVALID if found else 0
