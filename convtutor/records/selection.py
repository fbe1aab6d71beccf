"""What is written out: a lesson's examples, or one, or the part of it between two places.

Recorded   an example that was run; `mistakes` names the misconceptions that ran in place of
           operators
Selection  what a file is to hold
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from convtutor.data import dataclass
from convtutor.debugger.session import Session, start_session
from convtutor.errors import UsageError
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.records.ruled import ruled
from convtutor.steps import Level
from convtutor.steps.level import unit_around
from convtutor.steps.timeline import parse_place
from convtutor.words import say

LEVELS = (Level.TAP, Level.ELEMENT, Level.CHANNEL)


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """An example, its run, and the mistakes that were made in it, by key."""

    example: Example
    run: Run
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Recorded examples of a lesson, in a language.

    `first` and `last` are places of the one example that is taken, None for its ends. `level` says
    how fine it is: taps, elements, or channels.
    """

    lesson: Lesson
    language: str
    recorded: tuple[Recorded, ...]
    level: Level = Level.TAP
    first: str | None = None
    last: str | None = None
    seed: int | None = None

    def steps(self, recorded: Recorded) -> range:
        """Give the numbers of the steps taken of an example, all of them for both ends.

        Raises UsageError for what is no place, and for places in the wrong order.
        """
        timeline = recorded.run.timeline
        first = 0 if self.first is None else self._step(self.first, recorded)[0]
        last = len(timeline) - 1 if self.last is None else self._step(self.last, recorded)[1]
        if last < first:
            raise UsageError(say(
                "records.backwards", self.language, first=self.first or "", last=self.last or ""
            ))
        return range(first, last + 1)

    def _step(self, text: str, recorded: Recorded) -> tuple[int, int]:
        """Give the first and the last step of a place: of a whole array, all that make it."""
        timeline = recorded.run.timeline
        place = parse_place(text, timeline)
        at = timeline.step_at(replace(place, tap=None))
        return unit_around(timeline, Level.PASS, at) if place.index is None else (at, at)

    def numbers(self, recorded: Recorded) -> Iterator[int]:
        """Give the steps that are written: all that are taken, or the last one of each channel."""
        steps = self.steps(recorded)
        if self.level is not Level.CHANNEL:
            yield from steps
            return
        at = steps.start
        while at < steps.stop:
            _, last = unit_around(recorded.run.timeline, Level.CHANNEL, at)
            yield min(last, steps.stop - 1)
            at = last + 1

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is left out."""
        return self.first is None and self.last is None


def select(
    lesson: Lesson, language: str, example: int | None = None, level: str = "tap",
    first: str | None = None, last: str | None = None,
) -> Selection:
    """Give the selection of a lesson's examples, or of the one numbered `example` from 1.

    Raises UsageError for an example or a place that is not there.
    """
    count = len(lesson.examples)
    if example is not None and not 1 <= example <= count:
        raise UsageError(say(
            "plain.no_example", language, lesson=lesson.id, count=count, number=example
        ))
    if (first or last) and example is None:
        if count > 1:
            raise UsageError(say("records.one_example", language))
        example = 1
    chosen = lesson.examples if example is None else (lesson.examples[example - 1],)
    recorded = tuple(Recorded(part, run_example(part)) for part in chosen)
    made = Selection(lesson, language, recorded, level_named(level), first, last)
    for part in recorded if not made.is_whole else ():
        made.steps(part)
    return made


def sessions_of(selection: Selection) -> list[Session]:
    """Give a session at the start of every recorded example, its numbers those of the rule."""
    lesson = replace(
        selection.lesson, examples=tuple(part.example for part in selection.recorded)
    )
    runs = {part.example: ruled(part.run).finished() for part in selection.recorded}
    return [
        start_session(lesson, selection.language, number, runs=runs)
        for number in range(1, len(lesson.examples) + 1)
    ]


def select_session(session: Session, **settings: Any) -> Selection:
    """Give the selection of the example that a session stands in, as it was changed there."""
    recorded = Recorded(session.example, session.run)
    return Selection(session.lesson, session.language, (recorded,), **settings)


def level_named(name: str) -> Level:
    """Give the level of a name; raises UsageError with those there are."""
    for level in LEVELS:
        if level.value == name:
            return level
    known = ", ".join(level.value for level in LEVELS)
    raise UsageError(f"level: expected one of {known}, got {name!r}")
