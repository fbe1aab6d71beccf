"""A plane of numbers as data: what stands in a cell and what it means, answered on demand.

Role   what a cell is
Border what lies around the tensor
Cell   one cell: its value, its role, and whether the window, the tap or the pen is on it
Rect   rows and columns, half open
Active a part of a plane that the present position touches
Grid   a plane with its border, its window and its labels
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from convtutor.data import dataclass

if TYPE_CHECKING:
    from convtutor.scene.numbers import Extent


class Role(Enum):
    """What a cell is; meaning is carried by a sign first and by colour second."""

    PLAIN = "plain"
    DONE = "done"
    PADDING = "padding"
    PENDING = "pending"
    HIDDEN = "hidden"
    CHANGED = "changed"
    MISMATCH = "mismatch"
    LOST = "lost"
    EMPTY = "empty"
    AHEAD = "ahead"


# The marks of a cell: a window chose it, a chosen kernel cell has met it, it moves with another one
# now, it can be reached but does not move.
WON, MET, MOVES, REACHED = "^", "*", "#", "o"


class Border(Enum):
    """What lies around a tensor."""

    NONE = "none"
    CONSTANT = "constant"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `value` is None where nothing is known yet. `window`, `tap` and `current` say
    that the window covers it, that it is read or made by this tap, that it is being made. `mark`
    is a sign that stays behind its number."""

    value: float | None
    role: Role = Role.PLAIN
    window: bool = False
    tap: bool = False
    current: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Rect:
    """Rows row0..row1-1 and columns col0..col1-1."""

    row0: int
    col0: int
    row1: int
    col1: int

    def __contains__(self, at: tuple[int, int]) -> bool:
        row, col = at
        return self.row0 <= row < self.row1 and self.col0 <= col < self.col1

    def __or__(self, other: Rect) -> Rect:
        """Give the smallest rectangle around both."""
        return Rect(
            min(self.row0, other.row0), min(self.col0, other.col0),
            max(self.row1, other.row1), max(self.col1, other.col1),
        )

    def __and__(self, other: Rect) -> Rect | None:
        """Give what both cover, None for nothing."""
        both = Rect(
            max(self.row0, other.row0), max(self.col0, other.col0),
            min(self.row1, other.row1), min(self.col1, other.col1),
        )
        return both if both.row0 < both.row1 and both.col0 < both.col1 else None

    @property
    def rows(self) -> int:
        """Count the rows."""
        return self.row1 - self.row0

    @property
    def cols(self) -> int:
        """Count the columns."""
        return self.col1 - self.col0


@dataclass(frozen=True, slots=True)
class Active:
    """A part of a plane that the present position touches; while the same part stays active in
    the same `state`, its cells stay as they are."""

    rect: Rect
    state: tuple[object, ...] = ()


@dataclass(frozen=True, eq=False)
class Grid:
    """A plane of numbers.

    key       what the unmoving part shows (array and plane); another key means another plane
    heading   its name, and `caption` its shape and border
    sign      what stands before it: × = → or nothing
    frame     all rows and columns, the border's included
    interior  the tensor itself: its edge is drawn
    cell_at   the cell at a row and column
    window    the rectangle around the window or the current cell, None for none
    focus     the cell that the tap reads or makes, None between taps
    active    the parts that the present position touches and `made` how many cells of the plane
    made, for changes_since
    spans     the parts that differ between two counts of `made`, the smaller one first; None where
              they are the cells themselves, in row-major order
    spread    how many rows and columns lie from one label to the next
    rows_lit, cols_lit  the ruler labels of the current row and column
    ruled     whether rows and columns are labelled
    extent    the range of its numbers
    border    whether cells around the tensor hold a constant, copies, or there are none
    constant  that constant
    lost      whether some of its cells are read by no window
    means     the means of the known cells in a rectangle's blocks of so many rows and columns, row
              by row, where the plane is drawn as a map
    leads_to  the place of the target that a click on a cell leads to, None where that is the cell
    """

    key: tuple[object, ...]
    heading: str
    caption: str
    sign: str
    frame: Rect
    interior: Rect
    cell_at: Callable[[int, int], Cell]
    extent: Extent
    window: Rect | None = None
    focus: Rect | None = None
    active: frozenset[Active] = frozenset()
    made: int = 0
    rows_lit: frozenset[int] = frozenset()
    cols_lit: frozenset[int] = frozenset()
    ruled: bool = True
    border: Border = Border.NONE
    constant: float = 0.0
    lost: bool = False
    spans: Callable[[int, int], tuple[Rect, ...]] | None = None
    spread: tuple[int, int] = (1, 1)
    means: Callable[[Rect, int], list[list[float | None]]] | None = None
    leads_to: Callable[[int, int], tuple[int, int]] | None = None

    def changes_since(self, before: Grid) -> tuple[Rect, ...] | None:
        """Give the rectangles whose cells may differ from an earlier grid; None for everything."""
        if self.key != before.key:
            return None
        touched = [part.rect for part in self.active ^ before.active]
        return merged([*touched, *self._rows_made_since(before)])

    def _rows_made_since(self, before: Grid) -> list[Rect]:
        low, high = sorted((self.made, before.made))
        if low == high:
            return []
        if self.spans is not None:
            return list(self.spans(low, high))
        first, last = low // self.interior.cols, (high - 1) // self.interior.cols
        if first == last:
            return [Rect(first, low % self.interior.cols, first + 1,
                         (high - 1) % self.interior.cols + 1)]
        return [Rect(first, 0, last + 1, self.interior.cols)]


def merged(rects: list[Rect]) -> tuple[Rect, ...]:
    """Join rectangles that share rows into one each, so that no row holds two of them."""
    joined: list[Rect] = []
    for rect in sorted(rects, key=lambda rect: rect.row0):
        if joined and rect.row0 < joined[-1].row1:
            joined[-1] = joined[-1] | rect
        else:
            joined.append(rect)
    return tuple(joined)
