"""Where the next stop is met on the way, forward or backward.

Way       where a search begins (not looked at), where it ends (looked at), and how fine it looks
Searching a search: gives the step it has come to now and then, the meeting at its end

A breakpoint at a place is met there; one at a whole array at its first element; one with a
condition at every element where it holds, where the condition names `partial` at the first tap at
which it does. A watched element is met when its value changes: at each tap that changes it while
the cursor is at level tap, else when it is finished; going backward, when that is taken back.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from math import isnan
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.debugger.sources import made_at
from convtutor.debugger.stops import FINISHED, Kind, Position, Stop
from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.steps import Place, Step, Timeline, parse_place
from convtutor.steps.condition_mask import verdicts
from convtutor.steps.conditions import Condition

CHUNK = 1 << 16  # steps judged at once
LOOK = 64  # steps made one by one between two reports
Searching: TypeAlias = Generator[int, None, "Position | None"]


@dataclass(frozen=True, slots=True)
class Way:
    """From a position to another; backward where it ends before it begins."""

    begin: Position
    end: Position
    by_taps: bool

    @property
    def forward(self) -> bool:
        """Say which way it leads."""
        return self.begin < self.end

    def holds(self, at: Position) -> bool:
        """Say whether a position lies on the way, the beginning excepted."""
        if self.forward:
            return self.begin < at <= self.end
        return self.end <= at < self.begin

    def steps(self, among: range) -> range:
        """Give those of some steps that the way touches, in its order."""
        first, last = sorted((self.begin[0], self.end[0]))
        touched = range(max(first, among.start), min(last + 1, among.stop))
        return touched if self.forward else touched[::-1]


def meeting(stop: Stop, run: Run, way: Way) -> Searching:
    """Give the first position on the way where a stop is met, None where it never is."""
    if stop.kind is Kind.DISPLAY or not stop.enabled or way.begin == way.end:
        return None
    if stop.kind is Kind.WATCH:
        return _first(_changes(stop, run, way), way)
    scope = scope_of(stop, run)
    if scope is None:
        return None
    steps, place = scope
    if stop.condition is None:
        tap = FINISHED if place is None or place.tap is None else place.tap
        return _first(iter([(steps.start, tap)]), way)
    return (yield from _holding(stop.condition, run, way, steps))


def scope_of(stop: Stop, run: Run) -> tuple[range, Place | None] | None:
    """Give the steps a breakpoint is for, and its place where it names one; None in an example
    that has no such place."""
    timeline = run.timeline
    if not stop.written:
        return range(len(timeline)), None
    try:
        place = parse_place(stop.written, timeline)
        last = timeline.step_at(place)
    except UsageError:
        return None
    if place.index is not None:
        return range(last, last + 1), place
    return range(timeline.offset(timeline.locate(last)[0]), last + 1), place


def _first(positions: Iterator[Position], way: Way) -> Position | None:
    return next((at for at in positions if way.holds(at)), None)


def _holding(condition: Condition, run: Run, way: Way, scope: range) -> Searching:
    """Search the steps where a condition holds, a chunk at a time."""
    steps = way.steps(scope)
    for at in range(0, len(steps), CHUNK):
        chunk = steps[at : at + CHUNK]
        low, high = min(chunk[0], chunk[-1]), max(chunk[0], chunk[-1]) + 1
        found = yield from _in_chunk(condition, run, way, range(low, high))
        if found is not None:
            return found
        yield chunk[-1]
    return None


def _in_chunk(condition: Condition, run: Run, way: Way, chunk: range) -> Searching:
    found = _candidates(condition, run, chunk, way.forward)
    for looked, (number, sure) in enumerate(found, start=1):
        step = run.timeline[number]
        if "partial" in condition.names:
            taps = (tap.number for tap in step.taps if condition.holds(step, tap.number))
            tap = next(taps, None)
        else:
            tap = FINISHED if sure or condition.holds(step) else None
        if tap is not None and way.holds((number, tap)):
            return number, tap
        if looked % LOOK == 0:
            yield number
    return None


def _candidates(
    condition: Condition, run: Run, chunk: range, forward: bool
) -> Iterator[tuple[int, bool]]:
    """Give the steps of a chunk where a condition may hold, and whether it surely does."""
    timeline = run.timeline
    traces = _traces_over(timeline, chunk)
    for number in traces if forward else reversed(traces):
        trace, offset = timeline.traces[number], timeline.offsets[number]
        within = range(max(chunk.start - offset, 0), min(chunk.stop - offset, len(trace)))
        target = run.arrays[f"{trace.layer}.{trace.rule.target}"]
        judged = verdicts(condition, trace, target, within)
        found = np.flatnonzero(judged.may)
        for at in found if forward else found[::-1]:
            yield offset + within.start + int(at), bool(judged.must[at])


def _traces_over(timeline: Timeline, steps: range) -> range:
    return range(timeline.locate(steps.start)[0], timeline.locate(steps.stop - 1)[0] + 1)


def _changes(stop: Stop, run: Run, way: Way) -> Iterator[Position]:
    """Give the positions where a watched element has just changed, in the order of the way."""
    number = _step_of_watched(stop, run)
    if number is None:
        return
    step = run.timeline[number]
    forward = _changed_at(step, way.by_taps)
    if way.forward:
        yield from ((number, tap) for tap in forward)
        return
    for tap in reversed(forward):
        yield _before(number, tap, step, way.by_taps)


def _changed_at(step: Step, by_taps: bool) -> list[int]:
    """Give the taps of a step that change its running value, FINISHED for its end."""
    if not by_taps or not step.taps:
        return [FINISHED]
    partials = step.partials
    changed = [at for at in range(len(step.taps)) if at == 0 or
               not _same(partials[at], partials[at + 1])]
    return changed if step.finish is None else [*changed, FINISHED]


def _same(one: float, other: float) -> bool:
    return one == other or (isnan(one) and isnan(other))


def _before(number: int, tap: int, step: Step, by_taps: bool) -> Position:
    """Give the position before a tap: the tap before it, or the end of the element before."""
    if by_taps and step.taps and tap == FINISHED:
        return number, len(step.taps) - 1
    if by_taps and 0 < tap < FINISHED:
        return number, tap - 1
    return number - 1, FINISHED


def _step_of_watched(stop: Stop, run: Run) -> int | None:
    """Give the step that makes a watched element; None where no step does, as for an input."""
    name, _, index = stop.written.partition("[")
    layer, _, array = name.rpartition(".")
    at = tuple(int(part) for part in index.rstrip("]").split(",") if part)
    place = made_at(run, layer, array, at)
    number = run.timeline.trace_named(place.layer, place.array)
    if number is None:
        return None
    try:
        return run.timeline.offset(number) + run.timeline.traces[number].number_of(at)
    except IndexError:
        return None
