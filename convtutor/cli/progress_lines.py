"""What is kept of a learner, a line a lesson, or as JSON.

Line     one lesson: the examples that are done, the answers, what is due, whether it changed
Account  all lessons of which anything is kept, and what is due today
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import convtutor
from convtutor.cli.mistake_words import named
from convtutor.console.output import Output
from convtutor.data import dataclass
from convtutor.lesson.shelf import read_shelf
from convtutor.progress.answers import Answered
from convtutor.progress.folder import record_file
from convtutor.progress.record import Learned
from convtutor.progress.review import Due, due
from convtutor.progress.tally import Tally, tally
from convtutor.scene.road import Stop, road_of
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

PROGRESS_SCHEMA = "convtutor-progress"
PROGRESS_VERSION = 1
INDENT = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One lesson; without a `stop` it is not here any more. `done` counts its examples, `due` the
    questions that are due."""

    lesson: str
    stop: Stop | None
    done: int
    tally: Tally
    due: int

    @property
    def changed(self) -> bool:
        """Say whether its text is another one since its examples were done or its questions were
        answered rightly."""
        overview = None if self.stop is None else self.stop.listed.overview
        if self.stop is None or overview is None:
            return False
        passed = self.tally.digests
        return self.stop.changed or (bool(passed) and overview.digest not in passed)


@dataclass(frozen=True, slots=True)
class Account:
    """The lessons of which anything is kept, in their order, those that are not here last."""

    lines: tuple[Line, ...]
    due: tuple[Due, ...]


def account_of(learned: Learned, answers: Sequence[Answered], day: int) -> Account:
    """Put together what is kept with the lessons that are here."""
    road = road_of(read_shelf(), learned)
    tallies, waiting = tally(answers), due(answers, day)
    counts = Counter(item.lesson for item in waiting)
    kept = {*learned.done, *tallies, *(answer.lesson for answer in answers)}
    here = [stop.id for stop in road.stops if stop.header and stop.listed.winner is None]
    order = [*(lesson for lesson in here if lesson in kept), *sorted(kept - set(here))]
    lines = []
    for lesson in order:
        stop = road.of_id(lesson)
        done = len(learned.done.get(lesson, ())) if stop is None else len(stop.done)
        lines.append(Line(lesson, stop, done, tallies.get(lesson, Tally()), counts[lesson]))
    return Account(tuple(lines), waiting)


def write_account(account: Account, output: Output, language: str) -> None:
    """Write a line a lesson, below it what changed and which mistakes came up, then what is due
    today and where the record lies."""
    width = max((cell_width(visible(line.lesson)) for line in account.lines), default=0)
    for line in account.lines:
        output.line(_row(line, width, language))
        for label, text in _remarks(line, language):
            output.hanging(f"{' ' * INDENT}{label}", text)
    if account.lines:
        lessons = len({item.lesson for item in account.due})
        key = "record.due" if account.due else "record.none_due"
        output.line(say(key, language, count=len(account.due), lessons=lessons))
    else:
        output.line(say("record.nothing", language))
    path = record_file()
    if path is not None:
        output.line(say("record.lies", language, path=visible(path)))


def _row(line: Line, width: int, language: str) -> str:
    name = visible(line.lesson)
    finished = line.stop is not None and line.stop.finished
    columns = ["●" if finished else "○", name + " " * (width - cell_width(name))]
    examples = "?" if line.stop is None else line.stop.examples
    columns.append(
        say("record.examples", language, done=f"{line.done:>2}", count=f"{examples:<2}")
    )
    counts = line.tally
    right = say(
        "record.right", language, right=f"{counts.right:>3}", count=f"{counts.answered:<3}"
    )
    columns.append(right if counts.answered else " " * cell_width(right))
    if line.due:
        columns.append(say("record.due_here", language, count=line.due))
    return "  ".join(columns).rstrip()


def _remarks(line: Line, language: str) -> Iterator[tuple[str, str]]:
    """Give what is said below a lesson, each with its label."""
    if line.stop is None:
        yield "", say("record.not_here", language)
    if line.changed:
        yield "", say("record.changed", language)
    for key, count in line.tally.mistakes.items():
        mistake = named(key, language)
        label = say("record.mistake", language, name=mistake.name, count=count)
        yield f"{label}  ", mistake.sentence or say("record.no_words", language)


def progress_document(account: Account) -> dict[str, Any]:
    """Give the JSON document."""
    path = record_file()
    return {
        "schema": PROGRESS_SCHEMA,
        "version": PROGRESS_VERSION,
        "convtutor": convtutor.__version__,
        "record": None if path is None else visible(path),
        "lessons": [_line_entry(line) for line in account.lines],
        "due": [_due_entry(item) for item in account.due],
    }


def _line_entry(line: Line) -> dict[str, Any]:
    return {
        "id": visible(line.lesson),
        "here": line.stop is not None,
        "examples": None if line.stop is None else line.stop.examples,
        "done": line.done,
        "answered": line.tally.answered,
        "right": line.tally.right,
        "mistakes": dict(line.tally.mistakes),
        "due": line.due,
        "changed": line.changed,
    }


def _due_entry(item: Due) -> dict[str, Any]:
    confidence = item.confidence
    return {
        "lesson": item.lesson,
        "question": item.question,
        "stage": item.stage,
        "outcome": item.outcome.value,
        "mistake": item.mistake,
        "confidence": None if confidence is None else confidence.value,
    }
