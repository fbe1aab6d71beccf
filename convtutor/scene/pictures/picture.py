"""One way of drawing a moment: the grids in the middle of the screen, and the texts beside them.

Label    a few lines of text with a name, which the painter gives a place
Picture  the grids and labels of one way of drawing
Maker    says where a way of drawing is offered, and draws a moment so
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.lesson.run import BoundLayer
from convtutor.scene.grid import Grid
from convtutor.scene.moment import Moment
from convtutor.scene.text import Line

if TYPE_CHECKING:
    from convtutor.scene.grids import GridBuilder


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text within a picture; the placer finds its place by its name. `widest` counts the
    columns that its longest line takes at any step, where that is not always the same."""

    name: str
    lines: tuple[Line, ...]
    widest: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is drawn of a moment. `name` is that of its maker and of its placer in the painter;
    `shape` is what the places depend on besides the grids' keys and frames, `widths` the most
    columns that texts come to take, by a name that the placer knows, `span` the rows and columns of
    a window. `less` draws it with less and less, for screens that have no room for all of it."""

    name: str
    grids: tuple[Grid, ...]
    labels: tuple[Label, ...] = ()
    shape: tuple[object, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    span: tuple[int, int] = (1, 1)
    less: tuple[Callable[[], Picture], ...] = ()

    def form(self, number: int) -> Picture:
        """Give the whole picture for 0, and the one with least for what is past the last."""
        return self.less[min(number, len(self.less)) - 1]() if number and self.less else self

    @property
    def key(self) -> tuple[object, ...]:
        """Give all that the places of a picture depend on: while it is equal they stay."""
        widths = tuple(self.widths.items())
        return self.name, self.shape, widths, tuple((grid.key, grid.frame) for grid in self.grids)


@dataclass(frozen=True, slots=True)
class Maker:
    """A way of drawing.

    `offered` says whether it says something of a moment's pass; it must not depend on the element
    the cursor is at. `first` says whether it then comes before the row of grids, where it fits.
    """

    offered: Callable[[Moment, BoundLayer | None], bool]
    draw: Callable[[GridBuilder, Moment, BoundLayer | None], Picture]
    first: bool = False
