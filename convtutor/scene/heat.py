"""Values as levels between two ends, and the means of blocks of a plane.

level_of     the level of a value, symmetric about 0
SourceMeans  the means of blocks of an array that is read
TargetMeans  the means of blocks of an array being made, of what is made
"""

from __future__ import annotations

from math import isinf, isnan

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.scene.grid import Rect

LEVELS = 33
MIDDLE = LEVELS // 2


def level_of(value: float, largest: float) -> int | None:
    """Give the level of a value where the ends are -largest and +largest: 0 to LEVELS - 1, MIDDLE
    for 0; values beyond an end take its level, and NaN has none."""
    if isnan(value):
        return None
    if isinf(value):
        return LEVELS - 1 if value > 0 else 0
    if largest <= 0:
        return MIDDLE
    return MIDDLE + max(-MIDDLE, min(MIDDLE, round(MIDDLE * (value / largest))))


def tenth_text(value: float, largest: float) -> str:
    """Write a value by its sign and how many tenths of `largest` it has, +7, a point for none."""
    tenths = 9 if isinf(value) else min(9, round(10 * abs(value) / largest)) if largest > 0 else 0
    return f"{'+' if value > 0 else '-'}{tenths}" if tenths else " ."


@dataclass(frozen=True, slots=True)
class SourceMeans:
    """The means of blocks of a plane that is whole."""

    plane: Array

    def __call__(self, rect: Rect) -> float | None:
        """Give the mean of the elements in a rectangle."""
        return _mean(self.plane[rect.row0 : rect.row1, rect.col0 : rect.col1])


@dataclass(frozen=True, slots=True)
class TargetMeans:
    """The means of blocks of a plane of which the first `made` elements are finished."""

    plane: Array
    made: int

    def __call__(self, rect: Rect) -> float | None:
        """Give the mean of the finished elements in a rectangle, None where there is none."""
        whole, more = divmod(max(self.made, 0), self.plane.shape[1])
        upper = self.plane[rect.row0 : min(rect.row1, whole), rect.col0 : rect.col1]
        if not (rect.row0 <= whole < rect.row1 and rect.col0 < more):
            return _mean(upper)
        last = self.plane[whole, rect.col0 : min(rect.col1, more)]
        return _mean(np.concatenate([upper.ravel(), last]))


def _mean(values: Array) -> float | None:
    """Give the mean of the numbers there are; infinities of both signs have none but NaN."""
    if not values.size:
        return None
    with np.errstate(invalid="ignore", over="ignore"):
        return float(values.mean(dtype=np.float64))
