"""Where the cursor is among the cells that are picked for an answer.

Picking    the cells that are picked, and the one the cursor is at
moved      the cursor on its plane, some rows and columns further
turned     the cursor on another plane
plane_at   the number of the cursor's plane
short_of   a cell as answers write it
"""

from __future__ import annotations

from math import prod

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape
from convtutor.quiz.question import Asked
from convtutor.quiz.reading import Picked

PLANE = 2  # axes


@dataclass(frozen=True, slots=True)
class Picking:
    """Cells by their whole index in the array that is picked on."""

    picks: frozenset[Index] = frozenset()
    cell: Index = ()


NOTHING_PICKED = Picking()


def moved(cell: Index, shape: Shape, rows: int, cols: int) -> Index:
    """Move a cell on its plane, no further than the edges."""
    at = list(cell)
    for axis, by in ((-1, cols), (-2, rows)):
        if len(at) + axis >= 0:
            at[axis] = min(max(at[axis] + by, 0), shape[axis] - 1)
    return tuple(at)


def plane_at(cell: Index, shape: Shape) -> int:
    """Give the number of the plane that a cell lies on."""
    number = 0
    for at, length in zip(cell[:-PLANE], shape[:-PLANE], strict=True):
        number = number * length + at
    return number


def turned(cell: Index, shape: Shape, by: int) -> Index:
    """Move a cell by some planes, no further than the first and the last."""
    number = min(max(plane_at(cell, shape) + by, 0), prod(shape[:-PLANE]) - 1)
    leading: list[int] = []
    for length in reversed(shape[:-PLANE]):
        number, at = divmod(number, length)
        leading.insert(0, at)
    return (*leading, *cell[-PLANE:])


def short_of(asked: Asked, index: Index) -> Index:
    """Write a cell as answers do: without leading axes of length 1."""
    picked = asked.facts.get("picked")
    return picked.short(index) if isinstance(picked, Picked) else index
