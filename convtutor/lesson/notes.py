"""Which note is shown at a step: places and conditions of notes, found on a timeline.

Reach      the steps, and perhaps the one tap, that a note speaks of
Notes      whatever gives the notes of a run
NoteIndex  the notes of one run

A note at an element speaks of the element and of all its taps, one at a tap of that tap alone, one
at a whole array of every step that makes it. A note with a condition speaks of the first step where
it holds, within the array it is limited to (a condition on `partial`: of the first tap). Where
several notes speak of a step, the first in the file is shown.

Searches for that step make at most MOST_SEARCHED taps a run, so that no file can hold up a screen.
"""

from collections.abc import Sequence
from dataclasses import field
from typing import Protocol

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.lesson.schema import Note
from convtutor.steps import Place, Step, Timeline, parse_place
from convtutor.steps.conditions import Condition

MOST_SEARCHED = 20_000


@dataclass(frozen=True, slots=True)
class Reach:
    """The steps of a timeline that a note speaks of; with a tap, only that tap of them."""

    steps: range
    tap: int | None = None

    def covers(self, step: int, tap: int | None) -> bool:
        """Say whether the note speaks of a step, or of the tap at which the step stands."""
        return step in self.steps and self.tap in (None, tap)


NOWHERE = Reach(range(0))  # of a note whose step was not found within the limit


class Notes(Protocol):
    """What is said at the steps of a run: by a lesson's notes, or by a trace that was read back."""

    def note_at(self, step: int, tap: int | None) -> Note | None:
        """Give what speaks of a step, or of one of its taps."""


@dataclass(slots=True)
class Allowance:
    """How many taps the searches of one run may still make."""

    taps: int = MOST_SEARCHED


@dataclass(frozen=True, slots=True, eq=False)
class NoteIndex:
    """The notes of a run, in the order of the file; what a search found is kept."""

    notes: Sequence[Note]
    timeline: Timeline
    found: dict[int, Reach] = field(default_factory=dict)
    left: Allowance = field(default_factory=Allowance)

    def note_at(self, step: int, tap: int | None) -> Note | None:
        """Give the first note that speaks of a step, or of one of its taps.

        A note whose place or array the run does not have speaks of nothing; the check of a lesson
        file names it.
        """
        for number, note in enumerate(self.notes):
            if self._speaks(number, note, step, tap):
                return note
        return None

    def reach(self, number: int) -> Reach | None:
        """Give what a note speaks of, None where its condition never holds.

        Raises UsageError when the run does not have its place or array, and when its condition
        holds nowhere within the limit of a search.
        """
        if number not in self.found:
            note = self.notes[number]
            found = (
                first_holding(note.when, self.timeline, self._scope(note), self.left)
                if note.when is not None
                else reach_of(parse_place(note.place_text or "", self.timeline), self.timeline)
            )
            if found is None:
                return None
            self.found[number] = found
        if self.found[number] is NOWHERE:
            raise UsageError(
                f"conditions may search {MOST_SEARCHED:,} products an example, and this one has "
                f"not been found to hold by then; name an array with 'on', or a place with 'at'"
            )
        return self.found[number]

    def _speaks(self, number: int, note: Note, step: int, tap: int | None) -> bool:
        """Say whether a note speaks of a step, searching only when its condition holds there."""
        try:
            if number not in self.found and note.when is not None:
                if step not in self._scope(note):
                    return False
                if holding_tap(note.when, self.timeline[step]) is None:
                    return False
            reach = self.reach(number)
        except UsageError:
            return False
        return reach is not None and reach.covers(step, tap)

    def _scope(self, note: Note) -> range:
        if note.on is None:
            return range(len(self.timeline))
        return reach_of(parse_place(note.on, self.timeline), self.timeline).steps


def reach_of(place: Place, timeline: Timeline) -> Reach:
    """Give the steps of a place: one for an element, all that make it for a whole array."""
    last = timeline.step_at(place)
    if place.index is not None:
        return Reach(range(last, last + 1), place.tap)
    return Reach(range(timeline.offset(timeline.locate(last)[0]), last + 1))


def first_holding(
    condition: Condition, timeline: Timeline, steps: range, left: Allowance
) -> Reach | None:
    """Give the first of some steps where a condition holds, None where it never does, NOWHERE where
    to find that out takes more taps than are left."""
    for number in steps:
        if left.taps < 0:
            return NOWHERE
        step = timeline[number]
        tap = holding_tap(condition, step)
        if tap is not None:
            return Reach(range(number, number + 1), None if tap < 0 else tap)
        left.taps -= taps_made(step)
    return None


def taps_made(step: Step) -> int:
    """Count the taps that were made of a step; facts that need none cost next to nothing."""
    return len(step.taps) if "taps" in vars(step) else 0


def holding_tap(condition: Condition, step: Step) -> int | None:
    """Give the first tap where a condition on the running value holds, -1 for one that holds of
    the element as a whole, None where it does not hold."""
    if "partial" not in condition.names:
        return -1 if condition.holds(step) else None
    return next((tap.number for tap in step.taps if condition.holds(step, tap.number)), None)
