"""`convtutor list`: which lessons there are.

Listing reads only the head of each lesson, without NumPy.
"""

import json
import shlex
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import convtutor
from convtutor.console.output import Output
from convtutor.lesson.catalog import course, find_course, lesson_names
from convtutor.lesson.shelf import read_shelf
from convtutor.lesson.source import shown_path
from convtutor.progress.record import peek_learned
from convtutor.scene.road import Road, Stop, road_of
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

LIST_SCHEMA = "convtutor-list"
LIST_VERSION = 1


def read_road(folder: str | None = None) -> Road:
    """Give every lesson, or those of a folder, with what the record says of each.

    Raises AccessError for a folder that is not there or cannot be read.
    """
    shelf = read_shelf(None if folder is None else find_course(folder))
    return road_of(shelf, peek_learned())


def write_list(road: Road, output: Output, language: str) -> None:
    """Write one line a lesson under the headings of the sections: its sign, name, how long it
    takes, how much is done, its title, what it needs."""
    width = max((cell_width(stop.name) for stop in road.stops), default=0)
    sections = any(stop.section(language) for stop in road.stops)
    for section, stops in groupby(road.stops, lambda stop: stop.section(language)):
        if sections:
            output.line(section or say("cli.other_lessons", language))
        for stop in stops:
            row = _row(stop, road, width, language)
            output.lines(_with_needs(f"{'  ' if sections else ''}{row}", stop, road, output.width,
                                     language))
            output.lines(f"{' ' * 5}{remark}" for remark in remarks_of(stop, language))
    if not road.stops:
        output.line(say("cli.no_lessons", language))
    output.lines(road.problems)


def _row(stop: Stop, road: Road, width: int, language: str) -> str:
    """Write a lesson's line; what cannot be read has only a name and says so."""
    name = stop.name + " " * (width - cell_width(stop.name))
    if stop.header is None:
        return f"!  {name}  {say('cli.unreadable', language)}"
    sign = "●" if stop.finished else "○"
    minutes = say("cli.minutes", language, minutes=f"{stop.header.minutes:>3}")
    done = say("cli.done_of", language, done=f"{len(stop.done):>2}", count=f"{stop.examples:<2}")
    columns = [sign, name, minutes]
    if any(other.begun for other in road.stops):
        columns.append(done if stop.begun else " " * cell_width(done))
    return "  ".join([*columns, stop.header.title.said(language)])


def _with_needs(row: str, stop: Stop, road: Road, width: int, language: str) -> Iterator[str]:
    """Write what a lesson needs behind its line, or below where that is too long."""
    needs = [f"{'●' if done else '○'} {visible(need)}" for need, done in road.needs_of(stop)]
    if not needs:
        yield row
        return
    said = say("cli.needs", language, lessons=say("home.comma", language).join(needs))
    if cell_width(row) + 2 + cell_width(said) <= width:
        yield f"{row}  {said}"
        return
    title = "" if stop.header is None else stop.header.title.said(language)
    yield row
    yield f"{' ' * (cell_width(row) - cell_width(title))}{said}"


def remarks_of(stop: Stop, language: str) -> Iterator[str]:
    """Say what is wrong with a lesson's file: its first problem, or that its id means another."""
    first, *more = stop.listed.problems or ("",)
    if first:
        yield first
    if more:
        path = shown_path(stop.listed.path)
        yield say("cli.more_problems", language, count=len(more), path=path)
    if stop.listed.winner is not None:
        winner, path = shown_path(stop.listed.winner), shown_path(stop.listed.path)
        yield say("cli.has_winner", language, winner=winner, path=path, id=stop.id)


def write_names(folder: str | None, output: Output) -> None:
    """Write only the lessons' names, as `convtutor lesson` takes them; no file is read."""
    if folder is None:
        output.lines(lesson_names())
        return
    output.lines(str(path) for path in course(find_course(folder)).files)


def name_to_type(road: Road, folder: str | None) -> str | None:
    """Give what opens the lesson to go on with: its name, in a course its path; None for none."""
    if not road.shown:
        return None
    stop = road.shown[road.next]
    named = folder is None and stop.listed.winner is None and stop.name == stop.id
    return stop.name if named else shell_word(str(stop.listed.path))


def shell_word(text: str) -> str:
    """Write a path as a shell takes it, nothing hidden in it."""
    return shlex.quote(visible(text))


def list_document(road: Road) -> dict[str, Any]:
    """Give the JSON document of all lessons; one that cannot be read has problems instead."""
    return {
        "schema": LIST_SCHEMA,
        "version": LIST_VERSION,
        "convtutor": convtutor.__version__,
        "lessons": [_entry(stop) for stop in road.stops],
        "problems": list(road.problems),
    }


def _entry(stop: Stop) -> dict[str, Any]:
    header = stop.header
    entry: dict[str, Any] = {
        "name": visible(stop.listed.name), "path": visible(stop.listed.path),
    }
    if header is None:
        return {**entry, "problems": list(stop.listed.problems)}
    winner = stop.listed.winner
    return {
        **entry,
        "id": header.id,
        "title": dict(header.title.by_language),
        "summary": dict(header.summary.by_language),
        "minutes": header.minutes,
        "order": header.order,
        "section": None if header.section is None else dict(header.section.by_language),
        "needs": list(header.needs),
        "source": header.source,
        "examples": stop.examples,
        "done": sorted(stop.done),
        "changed": stop.changed,
        "winner": None if winner is None else visible(winner),
    }


def write_json(document: dict[str, Any], output: Output) -> None:
    """Write a document as JSON in ASCII, so that it is the same in every locale."""
    output.line(json.dumps(document, indent=1))
