"""A sliding kernel as a product of matrices: every filter is a row, every window one more row, and
an element of the output is what two of them make. Of a kernel of size 1 the whole layer is shown
as one product, W times X.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Where
from convtutor.errors import ConvtutorError
from convtutor.lesson.run import BoundLayer
from convtutor.scene.cells import TargetCells
from convtutor.scene.frames import rows_around
from convtutor.scene.grid import Active, Cell, Grid, Rect, Role
from convtutor.scene.lanes import Kernel, kernel_of
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Extent
from convtutor.scene.pictures.picture import Label, Maker, Picture
from convtutor.scene.pictures.torch_labels import torch_labels
from convtutor.scene.text import Span, Tone, line
from convtutor.steps import Read, Tap, Trace
from convtutor.steps.numbers import number
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.scene.grids import GridBuilder

NOTHING = Extent(0.0, 0.0, True, 0)
RUNNING_COLUMNS = 14


def offered(moment: Moment, layer: BoundLayer | None) -> bool:
    """Say whether a kernel slides forward over an array."""
    kernel, rule = kernel_of(moment, layer), moment.trace.rule
    return kernel is not None and rule.direction == "forward" and kernel.first in rule.borders


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Draw the window's row over that of the filter; of a 1x1 kernel, the two whole matrices."""
    kernel = kernel_of(moment, layer)
    if kernel is None or layer is None:
        raise ConvtutorError(f"matrix: no kernel slides in {moment.trace.layer}")
    made = Matrices(grids, moment, kernel)
    if prod(moment.array(kernel.second).shape[-kernel.axes :]) == 1:
        return Picture("matrix", made.product(), shape=("product",))
    labels = *made.labels(), *torch_labels(moment, layer, grids.language)
    return Picture("matrix", made.rows(), labels, ("rows",))


@lru_cache(maxsize=4096)
def patch_of(trace: Trace, index: Index) -> tuple[Read, ...]:
    """Give what the window of an element reads, in the order of its taps."""
    return tuple(tap.reads[0] for tap in trace.taps(index) if len(tap.reads) == 2)


@dataclass(frozen=True, slots=True)
class Matrices:
    """The matrices of a moment: a row of the kernel for every filter, a patch for every window."""

    grids: GridBuilder
    moment: Moment
    kernel: Kernel

    @property
    def taps(self) -> list[Tap]:
        """Give the products of the current element."""
        return [tap for tap in self.moment.step.taps if len(tap.reads) == 2]

    @property
    def column(self) -> int | None:
        """Give the place of the current product in its row, None where there is none."""
        at = self.moment.tap
        return at if at is not None and at < len(self.taps) else None

    @property
    def filter(self) -> int:
        """Give the number of the filter, which is that of the output channel."""
        return self.moment.step.index[1]

    @property
    def window(self) -> int:
        """Give the number of the window, row by row."""
        return self.moment.step.number % self.windows

    @property
    def windows(self) -> int:
        """Count the windows of an image."""
        return prod(self.moment.trace.rule.shape[2:])

    @property
    def filters(self) -> int:
        """Count the filters."""
        return self.moment.trace.rule.shape[1]

    def rows(self) -> tuple[Grid, ...]:
        """Give the plane that is read, the patches and the filters as rows, their products, and
        the plane that is made."""
        moment, grids = self.moment, self.grids
        shown = self.taps[self.column or 0]
        patches = self._grid(
            "patches", (self.windows, len(self.taps)), self._patch, self._patch_extent(),
            (self.window, None),
        )
        return (
            grids.source(moment, shown.reads[0], 0), self._told(patches),
            self._told(self._filters("×")), self._products(), grids.target(moment, ""),
        )

    def _told(self, grid: Grid) -> Grid:
        """Say in a caption what the rows of a matrix are."""
        name = grid.key[2]
        caption = say(f"matrix.{name}_rows", self.grids.language, shape=grid.caption)
        return replace(grid, caption=caption)

    def product(self) -> tuple[Grid, ...]:
        """Give the filters, the patches as columns, and all channels of the output, each a row."""
        columns = self._grid(
            "columns", (len(self.taps), self.windows), lambda row, col: self._patch(col, row),
            self._patch_extent(), (None, self.window), "×",
        )
        return self._filters(""), columns, self._output()

    def labels(self) -> list[Label]:
        """Give what the products come to, beside them."""
        moment = self.moment
        running = "·" if moment.running is None else number(moment.running)
        tone = Tone.FAINT if moment.running is None else Tone.ACCENT
        value = Span(running.ljust(RUNNING_COLUMNS), tone)
        return [Label("sum", (line(("→  ", Tone.DIM), value),))]

    def _patch(self, row: int, col: int) -> Cell:
        moment = self.moment
        first = moment.step.number - self.window
        read = patch_of(moment.trace, moment.trace.index_of(first + row))[col]
        here = moment.started and row == self.window
        role = Role.PLAIN if read.where is Where.INSIDE else Role.PADDING
        return Cell(read.value, role, here, here and col == self.column)

    def _patch_extent(self) -> Extent:
        extent = self.grids.extents.array(self.moment.array(self.kernel.first))
        return extent | NOTHING

    def _filters(self, sign: str) -> Grid:
        weight = self.moment.array(self.kernel.second)
        places = [tap.reads[1].index[1:] for tap in self.taps]

        def cell_at(row: int, col: int) -> Cell:
            here = self.moment.started and row == self.filter
            value = float(weight[(row, *places[col])])
            return Cell(value, Role.PLAIN, here, here and col == self.column)

        return self._grid(
            "filters", (self.filters, len(places)), cell_at, self.grids.extents.array(weight),
            (self.filter, None), sign,
        )

    def _grid(
        self, name: str, shape: tuple[int, int], cell_at: Callable[[int, int], Cell],
        extent: Extent, marked: tuple[int | None, int | None], sign: str = "",
    ) -> Grid:
        """Give a matrix of which one row, or one column, is marked, and in it the current tap."""
        moment, (rows, cols) = self.moment, shape
        row, col = marked
        frame = Rect(0, 0, rows, cols)
        line_ = Rect(row, 0, row + 1, cols) if row is not None else frame
        line_ = Rect(0, col, rows, col + 1) if col is not None else line_
        spot = (row if row is not None else self.column, col if col is not None else self.column)
        tap = Rect(spot[0], spot[1], spot[0] + 1, spot[1] + 1) if (
            spot[0] is not None and spot[1] is not None) else None
        active = [Active(line_, ("row",))] if moment.started else []
        active += [Active(tap, ("tap",))] if tap else []
        return Grid(
            key=(moment.trace.layer, moment.step.target, name, self._same()),
            heading=say(f"matrix.{name}", self.grids.language),
            caption=f"{rows}x{cols}",
            sign=sign,
            frame=frame,
            interior=frame,
            cell_at=cell_at,
            extent=extent,
            window=line_ if moment.started else None,
            focus=tap,
            active=frozenset(active),
            rows_lit=frozenset({tap.row0}) if tap else frozenset(),
            cols_lit=frozenset({tap.col0}) if tap else frozenset(),
        )

    def _same(self) -> tuple[object, ...]:
        """Give what tells apart matrices of one pass: the image, and which channels are read."""
        first = self.taps[0].reads
        return self.moment.step.index[0], first[0].index[: -self.kernel.axes]

    def _products(self) -> Grid:
        """Give the row of products, each under its factors."""
        moment, taps, at = self.moment, self.taps, self.column
        first, second = moment.array(self.kernel.first), moment.array(self.kernel.second)

        def cell_at(row: int, col: int) -> Cell:
            if taps[col].number >= moment.taps_done:
                return Cell(None, Role.PENDING)
            return Cell(taps[col].product, tap=col == at)

        frame = Rect(0, 0, 1, len(taps))
        return Grid(
            key=(moment.trace.layer, moment.step.target, "row of products", self._same()),
            heading=say("screen.products", self.grids.language),
            caption="",
            sign="=",
            frame=frame,
            interior=frame,
            cell_at=cell_at,
            extent=self.grids.extents.products(moment.trace, first, second),
            focus=None if at is None else Rect(0, at, 1, at + 1),
            active=frozenset(
                Active(Rect(0, col, 1, col + 1),
                       (moment.step.index, tap.number < moment.taps_done, col == at))
                for col, tap in enumerate(taps)
            ),
            ruled=False,
        )

    def _output(self) -> Grid:
        """Give the output of the image as a matrix: a row a channel, a column a window."""
        moment = self.moment
        array = moment.array(moment.step.target)
        image, (rows, cols) = moment.step.index[0], (self.filters, self.windows)
        first = image * rows * cols
        at = (self.filter, self.window) if moment.started else None
        box = Rect(at[0], at[1], at[0] + 1, at[1] + 1) if at else None
        changed = range(
            max(moment.changed.start - first, 0), min(moment.changed.stop - first, rows * cols)
        )
        active = [Active(box, (moment.taps_done, moment.tap is None))] if box else []
        if changed:
            active.append(Active(rows_around(changed[0], changed[-1], cols), ("made", changed)))
        plane: Array = array[image].reshape(rows, cols)
        frame = Rect(0, 0, rows, cols)
        return Grid(
            key=(moment.trace.layer, moment.step.target, "matrix", image),
            heading=moment.step.target,
            caption=f"{rows}x{cols}",
            sign="=",
            frame=frame,
            interior=frame,
            cell_at=TargetCells(plane, moment.made - first, at, moment.running, changed),
            extent=self.grids.extents.target(moment.trace, array),
            window=box,
            active=frozenset(active),
            made=moment.made - first,
            rows_lit=frozenset(at[:1]) if at else frozenset(),
            cols_lit=frozenset(at[1:]) if at else frozenset(),
        )


MATRIX = Maker(offered, draw)
