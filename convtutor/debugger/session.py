"""One learner in one lesson: the example that is run, and where they stand in it.

Session  frozen; every move, and every change of the example, returns a new one
Changed  an example as the learner has changed it

Runs are computed once an example and shared by all sessions that come from one another.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import field, replace

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.steps import Cursor, Level, Timeline, cursor_at_start, parse_place
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class Changed:
    """An example with other values in it; `reached` says whether its task's goal holds."""

    example: Example
    reached: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A lesson, the number of the example (from 1), the language, and the cursor.

    `changes` holds the examples that were changed, by number.
    """

    lesson: Lesson
    language: str
    number: int
    cursor: Cursor
    runs: MutableMapping[Example, Run] = field(repr=False, compare=False)
    changes: Mapping[int, Changed] = field(default_factory=dict)

    @property
    def run(self) -> Run:
        """Give the run of the present example."""
        return run_of(self.example, self.runs)

    @property
    def example(self) -> Example:
        """Give the present example, as it was changed."""
        return self.example_of(self.number)

    def example_of(self, number: int) -> Example:
        """Give an example, as it was changed; raises UsageError for a wrong number."""
        count = len(self.lesson.examples)
        if not 1 <= number <= count:
            raise UsageError(say(
                "plain.no_example", self.language, lesson=self.lesson.id, count=count,
                number=number,
            ))
        changed = self.changes.get(number)
        return self.lesson.examples[number - 1] if changed is None else changed.example

    @property
    def goal_reached(self) -> bool:
        """Say whether the present example sets a task and its goal is reached."""
        changed = self.changes.get(self.number)
        return changed is not None and changed.reached

    @property
    def note(self) -> str | None:
        """Give what the lesson says here, None where it says nothing."""
        text = self.run.note_at(self.cursor)
        return None if text is None else text.said(self.language)

    @property
    def is_done(self) -> bool:
        """Say whether the present example is done: its task's goal, or its last position where it
        sets none, has been reached."""
        return self.cursor.at_end if self.example.task is None else self.goal_reached

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

    def go_back(self) -> Session:
        """Go to before this pass, or before the last one when nothing of this one is made."""
        timeline = self.cursor.timeline
        if self.cursor.at_start:
            return self
        trace, _ = timeline.locate(self.cursor.step)
        return self.moved(Cursor(timeline, Level.ELEMENT, timeline.offsets[trace] - 1))

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
        here = timeline[max(self.cursor.step, 0)].trace.repeat
        return self.moved(self.cursor.goto(parse_place(text, timeline, here)))

    def at_example(self, number: int) -> Session:
        """Stand at the start of an example; raises UsageError when there is none of that number."""
        run = run_of(self.example_of(number), self.runs)
        return replace(self, number=number, cursor=cursor_at_start(run.timeline))


def run_of(example: Example, runs: MutableMapping[Example, Run]) -> Run:
    """Give the run of an example, computed at most once."""
    if example not in runs:
        runs[example] = run_example(example)
    return runs[example]


def start_session(
    lesson: Lesson, language: str = "en", number: int = 1, place: str | None = None,
    runs: Mapping[Example, Run] | None = None,
) -> Session:
    """Begin before the first element of an example, or at a place of it; `runs` are those that are
    computed already.

    Raises UsageError for an example or a place that the lesson does not have.
    """
    nowhere = cursor_at_start(Timeline(()))
    session = Session(lesson, language, number, nowhere, dict(runs or {})).at_example(number)
    return session if place is None else session.goto(place)
