"""The planes of the array that is made, and the way from one to the next."""

from __future__ import annotations

from dataclasses import replace
from math import prod

from convtutor.engine.arrays import Shape
from convtutor.steps.cursor import Cursor
from convtutor.steps.level import LEVELS, Level


def planes_of(shape: Shape) -> tuple[int, int]:
    """Count the planes of an array, and the elements of each."""
    return prod(shape[:-2]), prod(shape[-2:])


def beside(cursor: Cursor, by: int) -> Cursor:
    """Go to the same cell `by` planes on, and the same tap where it has it; stay where there is no
    such plane."""
    step = cursor.current
    if step is None:
        return cursor
    _, size = planes_of(step.trace.rule.shape)
    if not 0 <= step.number + by * size < len(step.trace):
        return cursor
    at = cursor.step + by * size
    if cursor.level is not Level.TAP:
        level = min(cursor.level, Level.CHANNEL, key=LEVELS.index)
        return replace(cursor, level=level, step=at)
    taps = len(cursor.timeline[at].taps)
    if not taps:
        return Cursor(cursor.timeline, Level.ELEMENT, at)
    tap = None if cursor.tap is None else min(cursor.tap, taps - 1)
    return replace(cursor, step=at, tap=tap)
