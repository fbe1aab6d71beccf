"""The channels of a sliding kernel, a lane each: the window on every plane of what is read, its
products, and their partial sums in one column, added up like on paper."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.errors import ConvtutorError
from convtutor.lesson.run import BoundLayer
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.lane_labels import Sheet
from convtutor.scene.lanes import (
    Kernel,
    Lane,
    current_lane,
    has_channels,
    kernel_of,
    lane_extent,
    lanes_of,
)
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Numbers, numbers_for, short_numbers_for
from convtutor.scene.pictures.picture import Maker, Picture
from convtutor.scene.pictures.torch_labels import torch_labels
from convtutor.scene.planes import plane_label
from convtutor.steps import Tap

if TYPE_CHECKING:
    from convtutor.scene.grids import GridBuilder

MOST_LANES = 7
CUT_LANES = 3
SUM_COLUMNS = 9


def offered(moment: Moment, layer: BoundLayer | None) -> bool:
    """Say whether a kernel slides over an array of several channels."""
    kernel = kernel_of(moment, layer)
    return kernel is not None and has_channels(moment, kernel)


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Draw as many lanes as there can be, with fewer of them where there is no room, and of
    those, at last, planes that may be cut."""
    kernel = kernel_of(moment, layer)
    if kernel is None or layer is None:
        raise ConvtutorError(f"lanes: no kernel slides in {moment.trace.layer}")
    lanes = lanes_of(moment, kernel)
    most, least = min(len(lanes), MOST_LANES), min(len(lanes), 2)
    forms = [(count, "whole") for count in range(most, least - 1, -1)]
    forms += [(count, "cut") for count in range(min(most, CUT_LANES), least - 1, -1)]
    first, *rest = (
        cache(partial(_drawn, grids, moment, layer, kernel, lanes, form)) for form in forms
    )
    return replace(first(), less=tuple(rest))


def _drawn(
    grids: GridBuilder, moment: Moment, layer: BoundLayer, kernel: Kernel, lanes: tuple[Lane, ...],
    form: tuple[int, str],
) -> Picture:
    """Draw the page of so many lanes that holds the current one."""
    count = form[0]
    at = current_lane(moment, lanes)
    start = max(min(at // count * count, len(lanes) - count), 0)
    shown = range(start, start + count)
    sheet = Sheet(
        moment, grids.language, kernel, lanes, shown, at, *_numbers(grids, moment, kernel)
    )
    made: list[Grid] = []
    for number in shown:
        made += lane_grids(grids, moment, kernel, lanes[number].like)
    made = _headed(grids, moment, kernel, len(lanes), made)
    made[0] = replace(made[0], cols_lit=_columns_lit(made))
    target = replace(grids.target(moment, ""), caption=_target_caption(moment, kernel))
    labels = (*sheet.labels(), *plane_label(moment, kernel.axes, grids.language),
              *torch_labels(moment, layer, grids.language))
    axes = layer.operator.axes(layer.shapes, layer.params)
    rows, cols = (1, *(axis.k_eff for axis in axes))[-2:]
    return Picture("lanes", (*made, target), labels, (*form, len(lanes)), span=(rows, cols))


def lane_grids(
    grids: GridBuilder, moment: Moment, kernel: Kernel, tap: Tap
) -> tuple[Grid, ...]:
    """Give one channel of what is read, of the kernel, and their products."""
    first = grids.source(moment, tap.reads[0], 0)
    second = grids.source(moment, tap.reads[1], 1)
    products = grids.products(moment, second, tap)
    made = first, second, products
    if kernel.axes > 1:
        return made
    rows = [tap.reads[position].index[-2] for position in (0, 1, 1)]
    return tuple(_row_of(grid, row) for grid, row in zip(made, rows, strict=True))


def _headed(
    grids: GridBuilder, moment: Moment, kernel: Kernel, count: int, made: list[Grid]
) -> list[Grid]:
    """Say above the first lane what all of them are, and above the others nothing."""
    axes = moment.trace.rule.borders.get(kernel.first, ())
    array, window = moment.array(kernel.first), moment.array(kernel.second)
    captions = (
        _caption(grids, array, axes, made[0].lost),
        "x".join(map(str, (count, *window.shape[-kernel.axes :]))), "",
    )
    headed = [replace(grid, caption=text) for grid, text in zip(made, captions, strict=False)]
    return headed + [replace(grid, heading="", caption="") for grid in made[3:]]


def _row_of(grid: Grid, row: int) -> Grid:
    """Give one row of a plane whose rows are the channels."""
    cols = grid.frame
    inside = Rect(row, grid.interior.col0, row + 1, grid.interior.col1)
    frame = Rect(row, cols.col0, row + 1, cols.col1)
    return replace(
        grid, key=(*grid.key, "row", row), frame=frame, interior=inside,
        window=grid.window and grid.window & frame, focus=grid.focus and grid.focus & frame,
        rows_lit=grid.rows_lit & {row},
    )


def _columns_lit(lanes: list[Grid]) -> frozenset[int]:
    """Give the column that is read in any lane: one ruler stands above all of them."""
    return frozenset(col for grid in lanes[::3] for col in grid.cols_lit)


def _caption(grids: GridBuilder, array: Array, axes: tuple[Axis, ...], lost: bool) -> str:
    """Write the shape of all channels, and what lies around each."""
    channels = "".join(f"{extent}x" for extent in array.shape[1:-2])
    return channels + grids.caption(array, (), axes, lost)


def _target_caption(moment: Moment, kernel: Kernel) -> str:
    return "x".join(str(extent) for extent in moment.trace.rule.shape[-2:])


def _numbers(grids: GridBuilder, moment: Moment, kernel: Kernel) -> tuple[Numbers, int]:
    """Choose one format for the column of sums and what is added to them; give it with the columns
    that what is added within a lane takes at the most."""
    first, second = moment.array(kernel.first), moment.array(kernel.second)
    inner = lane_extent(moment.trace, kernel.axes)
    inner |= grids.extents.products(moment.trace, first, second)
    whole = inner | grids.extents.target(moment.trace, moment.array(moment.step.target))
    for choose in (numbers_for, short_numbers_for):
        numbers, added = choose(whole, SUM_COLUMNS), choose(inner, SUM_COLUMNS)
        if numbers is not None and added is not None:
            return numbers, min(added.widest, numbers.widest)
    return Numbers(0, SUM_COLUMNS), SUM_COLUMNS


LANES = Maker(offered, draw, first=True)
