"""Changing an example, and what a task says to that: is its goal reached, which hint comes next.

Answer  a session after a change, and what there is to say about it
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from convtutor.data import dataclass
from convtutor.debugger.session import Changed, Session, run_of
from convtutor.debugger.watching import nearest
from convtutor.errors import UsageError
from convtutor.lesson.change import (
    changed,
    check_changeable,
    parse_value,
    present_value,
    written_value,
)
from convtutor.lesson.facts import lookup_in
from convtutor.lesson.run import Run
from convtutor.lesson.schema import Example
from convtutor.steps import Cursor, Level, cursor_at_start, short_index
from convtutor.steps.expressions import Truth
from convtutor.steps.numbers import number
from convtutor.words import say

ORDER = re.compile(r"\s*([^\s=\[]+(?:\s*\[[^\]=]*\](?=\s*=|\s+\S))?)(?:\s*=\s*|\s+)([^\s=].*)")
VALUE = re.compile(r"\s*[-+:.\d\[\"']")
LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """A session, and a sentence about what was changed in it; a task's `reason` once it is done."""

    session: Session
    sentence: str
    reason: str | None = None


def change(session: Session, order: str) -> Answer:
    """Change something: `conv1.padding = 1`, `conv1.weight[0,1] -1`, `input [[1, 2], [3, 4]]`.

    Several, with ; between them, are made at once: what fits together need not fit one by one. The
    cursor stands where the result can be seen. Raises UsageError for what is not written so,
    cannot be changed, or is refused by the checks of a lesson file.
    """
    values = {}
    for part in order.split(";"):
        place, written = _split(part, session)
        present = present_value(session.example, place.partition("[")[0])
        values[place] = parse_value(written, present)
    return _answer(_with(session, values))


def _split(order: str, session: Session) -> tuple[str, str]:
    """Give what is to be changed and its value as typed; a value alone, begun with a digit, a sign
    or a bracket, is that of the one thing that a task lets be changed."""
    task = session.example.task
    if task is not None and len(task.change) == 1 and VALUE.match(order):
        return task.change[0], order.strip()
    match = ORDER.fullmatch(order)
    if match is None:
        example = first_order(session) or say("task.example", session.language)
        raise UsageError(say("task.set_how", session.language, example=example))
    return match[1].replace(" ", ""), match[2].strip()


def _with(session: Session, values: Mapping[str, Any]) -> Session:
    """Give the session with the present example changed, at the place that shows the result, or
    where one stands."""
    example = changed(session.example, values)
    if session.number in session.changes:
        session.runs.pop(session.example, None)
    run = run_of(example, session.runs)
    changes = {**session.changes, session.number: Changed(example, _is_met(run))}
    cursor = result_of(run, example) if shows_result(session) else stayed(session.cursor, run)
    return replace(session, changes=changes, cursor=cursor)


def shows_result(session: Session) -> bool:
    """Say whether a change leads to its result: where a task asks for it, and at the start."""
    return session.example.task is not None or session.cursor.at_start


def stayed(cursor: Cursor, run: Run) -> Cursor:
    """Stand in another run where one stood, or at the nearest place there is."""
    place, start = cursor.place, cursor_at_start(run.timeline)
    return start if place is None else nearest(place, cursor.level, start)


def _is_met(run: Run) -> bool:
    """Say whether a task's goal holds; it does not where it speaks of an element that is not there
    any more."""
    task = run.example.task
    try:
        return task is not None and task.goal.holds(lookup_in(run))
    except UsageError:
        return False


def _because(goal: Truth, run: Run, language: str) -> str:
    """Say what is there instead of what the goal asks for, nothing where that cannot be said."""
    try:
        sides = goal.account(lookup_in(run))
    except UsageError as error:
        return str(error).removeprefix("expression: ")
    return say("task.and", language).join(
        say("task.is", language, name=name, value=value) for name, value in sides
    )


def result_of(run: Run, example: Example) -> Cursor:
    """Stand where a change can be judged: behind the last pass that the goal reads, else behind
    the forward pass."""
    timeline = run.timeline
    wanted = () if example.task is None else example.task.goal.names
    made = [f"{trace.layer}.{trace.rule.target}" for trace in timeline.traces]
    forward = [at for at, trace in enumerate(timeline.traces) if trace.rule.direction == "forward"]
    named = [at for at, name in enumerate(made) if name in wanted]
    last = max(named, default=max(forward, default=len(made) - 1))
    return Cursor(timeline, Level.ELEMENT, timeline.offsets[last + 1] - 1)


def _answer(session: Session) -> Answer:
    """Say what a task says to the example as it is now."""
    language, task = session.language, session.example.task
    if task is None:
        return Answer(session, say("task.changed", language))
    if session.goal_reached:
        why = session.example.why
        reason = None if why is None else why.said(language)
        return Answer(session, say("task.reached", language), reason)
    because = _because(task.goal, session.run, language)
    key = "task.not_yet_because" if because else "task.not_yet"
    return Answer(session, say(key, language, because=because))


def reset(session: Session) -> Session:
    """Take all changes of the present example back, and stand at its start.

    Raises UsageError where nothing was changed.
    """
    before = session.changes.get(session.number)
    if before is None:
        raise UsageError(say("task.nothing_to_reset", session.language))
    session.runs.pop(before.example, None)
    kept = {number: found for number, found in session.changes.items() if number != session.number}
    return replace(session, changes=kept).at_example(session.number)


def hint(session: Session, number: int) -> str:
    """Give the hint of a number, counted from 0 and beginning anew behind the last one.

    Raises UsageError where the example sets no task.
    """
    task = session.example.task
    if task is None:
        raise UsageError(say("task.no_task", session.language))
    at = number % len(task.hints)
    said = task.hints[at].said(session.language)
    return say("task.hint", session.language, number=at + 1, count=len(task.hints), hint=said)


def reason(session: Session) -> str:
    """Give the reason behind the present example; raises UsageError where it gives none."""
    why = session.example.why
    if why is None:
        raise UsageError(say("task.no_reason", session.language))
    return why.said(session.language)


def first_order(session: Session) -> str:
    """Give the order that a prompt begins with: what a task lets be changed first, at a tap the
    number that is read, and its value; nothing where there is no such thing."""
    task = session.example.task
    if task is None:
        return _order_of_read(session)
    name = task.change[0]
    value = present_value(session.example, name)
    shown = written_value(value)
    return f"{name} = {shown if len(shown) <= LONGEST_SHOWN else ''}"


def _order_of_read(session: Session) -> str:
    """Give the order that changes what the present tap reads, the kernel before the input."""
    step, tap = session.cursor.current, session.cursor.tap
    if step is None or tap is None:
        return ""
    for read in reversed(step.taps[tap].reads):
        name = _changeable_name(session, step.trace.layer, read.array)
        if name and read.source is not None:
            shape = step.trace.arrays[read.array].shape
            index = ",".join(map(str, short_index(read.source, shape)))
            return f"{name}[{index}] = {number(read.value)}"
    return ""


def _changeable_name(session: Session, layer: str, array: str) -> str:
    """Give the name under which an array that a layer reads can be changed, nothing for none."""
    bound = next((bound for bound in session.run.layers if bound.name == layer), None)
    name = f"{layer}.{array}"
    if bound is not None and array in bound.sources:
        name = bound.sources[array]
    try:
        check_changeable(session.example, name)
    except UsageError:
        return ""
    return name
