"""One learner in one lesson: the example that is run, and where they stand in it.

Session  frozen; every move returns a new one

Runs are computed once an example and shared by all sessions that come from one another.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace

from convtutor.errors import UsageError
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.steps import Cursor, Level, cursor_at_start, parse_place
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class Session:
    """A lesson, the number of the example (from 1), the language, and the cursor."""

    lesson: Lesson
    language: str
    number: int
    cursor: Cursor
    runs: MutableMapping[int, Run] = field(repr=False, compare=False)

    @property
    def run(self) -> Run:
        """Give the run of the present example."""
        return run_of(self.lesson, self.number, self.runs)

    @property
    def example(self) -> Example:
        """Give the present example."""
        return self.lesson.examples[self.number - 1]

    @property
    def note(self) -> str | None:
        """Give what the lesson says here, None where it says nothing."""
        text = self.run.note_at(self.cursor)
        return None if text is None else text.said(self.language)

    @property
    def is_done(self) -> bool:
        """Say whether the present example is done: its last position has been reached."""
        return self.cursor.at_end

    def moved(self, cursor: Cursor) -> Session:
        """Stand elsewhere in the same run."""
        return self if cursor == self.cursor else replace(self, cursor=cursor)

    def step(self) -> Session:
        """Look inside what was just finished; at a tap, add the next one."""
        at_tap = self.cursor.level is Level.TAP
        return self.moved(self.cursor.next() if at_tap else self.cursor.into())

    def next(self) -> Session:
        """Finish the next thing at this level."""
        return self.moved(self.cursor.next())

    def finish(self) -> Session:
        """Finish what lies around, one level up."""
        return self.moved(self.cursor.out())

    def go_on(self) -> Session:
        """Go to the end of this pass, or of the next one when this one is finished."""
        timeline = self.cursor.timeline
        first = self.cursor.step if self.cursor.tap is not None else self.cursor.step + 1
        if first >= len(timeline):
            return self
        trace, _ = timeline.locate(first)
        return self.moved(Cursor(timeline, Level.ELEMENT, timeline.offsets[trace + 1] - 1))

    def reverse_step(self) -> Session:
        """Look inside what was just finished, from its end; at a tap, take it back."""
        at_tap = self.cursor.level is Level.TAP
        return self.moved(self.cursor.back() if at_tap else self.cursor.reverse_into())

    def reverse_next(self) -> Session:
        """Take back the last thing at this level."""
        return self.moved(self.cursor.back())

    def reverse_finish(self) -> Session:
        """Go before what lies around began, one level up."""
        return self.moved(self.cursor.reverse_out())

    def goto(self, text: str) -> Session:
        """Go to a place; raises UsageError with the nearest name or the range."""
        timeline = self.cursor.timeline
        return self.moved(self.cursor.goto(parse_place(text, timeline)))

    def at_example(self, number: int) -> Session:
        """Stand at the start of an example; raises UsageError when there is none of that number."""
        run = run_of(self.lesson, number, self.runs, self.language)
        return replace(self, number=number, cursor=cursor_at_start(run.timeline))


def run_of(
    lesson: Lesson, number: int, runs: MutableMapping[int, Run], language: str = "en"
) -> Run:
    """Give the run of an example, computed at most once; raises UsageError for a wrong number."""
    count = len(lesson.examples)
    if not 1 <= number <= count:
        raise UsageError(
            say("plain.no_example", language, lesson=lesson.id, count=count, number=number)
        )
    if number not in runs:
        runs[number] = run_example(lesson.examples[number - 1])
    return runs[number]


def start_session(
    lesson: Lesson, language: str = "en", number: int = 1, place: str | None = None
) -> Session:
    """Begin before the first element of an example, or at a place of it.

    Raises UsageError for an example or a place that the lesson does not have.
    """
    runs: dict[int, Run] = {}
    run = run_of(lesson, number, runs, language)
    session = Session(lesson, language, number, cursor_at_start(run.timeline), runs)
    return session if place is None else session.goto(place)
