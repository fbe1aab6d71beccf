"""What a move stops at, as the learner set it: breakpoints, watched elements, and what is shown.

Kind      a breakpoint, a watched element, or a name that is only shown
Stop      one of them, by its number
Position  (step, tap): a place on the timeline that can be compared; FINISHED stands for no tap
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.steps import Cursor, Level
from convtutor.steps.conditions import Condition

Position: TypeAlias = tuple[int, int]
FINISHED = 1 << 60  # behind every tap of an element


class Kind(Enum):
    """What is to be done with what was named."""

    BREAK = "break"
    WATCH = "watch"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Stop:
    """A number, what was typed, and how often it was met.

    A breakpoint has a place (`written`), a condition, or both; `ignore` counts the meetings still
    to be passed by. What is written is looked up anew in every example.
    """

    number: int
    kind: Kind
    written: str
    condition: Condition | None = None
    enabled: bool = True
    temporary: bool = False
    ignore: int = 0
    hits: int = 0


def position_of(cursor: Cursor) -> Position:
    """Give where a cursor stands; the start lies before every step."""
    return cursor.step, FINISHED if cursor.tap is None else cursor.tap


def cursor_at(before: Cursor, at: Position) -> Cursor:
    """Stand at a position: at its tap, or behind its element, one level down where the level of
    the move steps over more."""
    step, tap = at
    if tap == FINISHED:
        return Cursor(before.timeline, Level.ELEMENT, step)
    return Cursor(before.timeline, Level.TAP, step, tap)
