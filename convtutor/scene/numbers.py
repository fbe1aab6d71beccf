"""Numbers in grids: one format for all cells of a grid, chosen once, and never a cut number.

Extent   the range of numbers that a grid may have to show
Numbers  the format chosen for it: plain integers, or a fixed count of decimals
"""

from math import isfinite, isinf, isnan

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array

MOST_DECIMALS = 4
LEAST_TENTH = 0.05  # what one decimal shows as more than 0
LARGEST = float(np.finfo(np.float64).max)
UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Extent:
    """The least and greatest finite number, whether all are whole, and the longest word among
    nan, inf and -inf (0 when there is none)."""

    low: float
    high: float
    whole: bool
    word: int

    @property
    def largest(self) -> float:
        """Give the greatest magnitude."""
        return max(abs(self.low), abs(self.high))

    def __or__(self, other: "Extent") -> "Extent":
        """Give the extent that covers both."""
        return Extent(
            min(self.low, other.low),
            max(self.high, other.high),
            self.whole and other.whole,
            max(self.word, other.word),
        )


def extent_of(array: Array) -> Extent:
    """Give the extent of an array's numbers."""
    finite = np.isfinite(array)
    values = array[finite]
    word = 0
    if not finite.all():
        rest = array[~finite]
        word = 4 if np.isneginf(rest).any() else 3
    if not values.size:
        return Extent(0.0, 0.0, True, word)
    whole = bool((values == np.rint(values)).all())
    return Extent(float(values.min()), float(values.max()), whole, word)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A format: `decimals` after the point (0: whole numbers), `widest` the longest text."""

    decimals: int
    widest: int

    def text(self, value: float, room: int) -> str:
        """Write a value in at most `room` characters.

        One that is too long in the grid's format loses decimals, then becomes 12k or 3e5; what
        cannot be written at all is shown as #, never cut.
        """
        if not isfinite(value):
            return word_of(value)
        for decimals in range(self.decimals, -1, -1):
            text = fixed(value, decimals)
            if len(text) <= room and (decimals or abs(value) >= 0.5 or value == 0):
                return text
        return shortened(value, room)


def word_of(value: float) -> str:
    """Write nan, inf or -inf."""
    if isnan(value):
        return "nan"
    return "inf" if value > 0 else "-inf"


def fixed(value: float, decimals: int) -> str:
    """Write a finite value with a fixed count of decimals; exact zero is 0."""
    return "0" if value == 0 else f"{value:.{decimals}f}"


def shortened(value: float, room: int) -> str:
    """Write a value as 12k or 3e5, a small one as 2e-9 or 0.0, # when even that is too long."""
    for unit, letter in UNITS:
        if abs(value) >= unit:
            text = f"{value / unit:.0f}{letter}"
            if len(text) <= room:
                return text
    texts = [power(value), fixed(value, 1)] if abs(value) < 0.5 else [power(value)]
    return next((text for text in texts if len(text) <= room), "#" * max(room, 1))


def power(value: float) -> str:
    """Write a value with one digit and a power of ten: 3e5."""
    mantissa, exponent = f"{value:.0e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def numbers_for(extent: Extent, room: int) -> Numbers | None:
    """Choose the format for a grid whose cells hold `room` characters; None when none fits.

    Whole numbers stay plain; others get as many decimals as fit, at least one, at most four, and
    enough for the largest one not to look like zero.
    """
    if isinf(extent.low) or isinf(extent.high):
        return None
    choices = (0,) if extent.whole else range(MOST_DECIMALS, 0, -1)
    for decimals in choices:
        ends = (fixed(extent.low, decimals), fixed(extent.high, decimals))
        widest = max(extent.word, *(len(end) for end in ends))
        seen = extent.whole or extent.largest >= 0.5 * 10**-decimals
        if widest <= room and seen:
            return Numbers(decimals, widest)
    return None


def short_numbers_for(extent: Extent, room: int) -> Numbers | None:
    """Choose a format in which numbers that are too long lose decimals, then become 12k, 3e5 or
    2e-9; None when even that does not fit into `room` characters."""
    ends = [max(min(end, LARGEST), -LARGEST) for end in (extent.low, extent.high)]
    texts = [min(fixed(end, 0), power(end), key=len) for end in ends]
    tenths = not extent.whole and extent.largest >= LEAST_TENTH
    if tenths:
        texts.append(fixed(-0.1 if extent.low < 0 else 0.1, 1))
    elif not extent.whole:
        texts = [power(end) for end in ends]
    needed = max(extent.word, *(len(text) for text in texts))
    return Numbers(1 if tenths else 0, room) if needed <= room else None
