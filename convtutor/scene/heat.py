"""Values as levels between two ends, and the means of blocks of a plane.

level_of     the level of a value, symmetric about 0
SourceMeans  the means of blocks of an array that is read
TargetMeans  the means of blocks of an array being made, of what is made
block_means  those of any plane
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

    def __call__(self, view: Rect, size: int) -> list[list[float | None]]:
        """Give the mean of the elements of every block of `size` rows and columns."""
        values = _part(self.plane, view)
        return block_means(values, np.ones(values.shape, bool), size)


@dataclass(frozen=True, slots=True)
class TargetMeans:
    """The means of blocks of a plane of which the first `made` elements are finished."""

    plane: Array
    made: int

    def __call__(self, view: Rect, size: int) -> list[list[float | None]]:
        """Give the mean of the finished elements of every block of `size` rows and columns, None
        where there is none."""
        rows, cols = np.ogrid[view.row0 : view.row1, view.col0 : view.col1]
        known = rows * self.plane.shape[1] + cols < self.made
        return block_means(_part(self.plane, view), known, size)


def _part(plane: Array, view: Rect) -> Array:
    return plane[view.row0 : view.row1, view.col0 : view.col1]


def block_means(values: Array, known: Array, size: int) -> list[list[float | None]]:
    """Give the mean of the known elements of every block, None where there is none; infinities of
    both signs have none but NaN.

    A block is added up in the same order alone and among others, to the same mean.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        sums = _by_block(np.where(known, values, 0).astype(np.float64), size)
        counts = _by_block(known.astype(np.int64), size)
        means = sums / np.maximum(counts, 1)
    return [
        [mean if count else None for mean, count in zip(*pair, strict=True)]
        for pair in zip(means.tolist(), counts.tolist(), strict=True)
    ]


def _by_block(values: Array, size: int) -> Array:
    """Add up the rows of each block, then the columns of what came of it."""
    for axis, extent in enumerate(values.shape):
        values = np.add.reduceat(values, np.arange(0, extent, size), axis=axis)
    return values
