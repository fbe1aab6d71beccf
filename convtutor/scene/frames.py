"""The rectangles of planes: their frames with the border, windows, cells and rows."""

from __future__ import annotations

from collections.abc import Mapping

from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Axis
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.grid import Border, Rect
from convtutor.steps import Read


def plane_shape(array: Array) -> Plane:
    """Give rows and columns of an array's planes."""
    rows, cols = (1, 1, *array.shape)[-2:]
    return rows, cols


def plane_of(array: Array, leading: Index) -> Array:
    """Give the plane at the leading indices, of rows and columns whatever the array has."""
    return array[leading] if array.ndim > 1 else array.reshape(plane_shape(array))


def shape_text(array: Array) -> str:
    """Write the shape of a plane, 3x3, or of a row, 5; nothing for a single number."""
    return "x".join(map(str, array.shape[-2:]))


def border_of(axes: tuple[Axis, ...]) -> Border:
    """Say what lies around a tensor that slides along these axes."""
    if not any(axis.before or axis.after or axis.overhang for axis in axes):
        return Border.NONE
    return Border.CONSTANT if axes[0].mode == "zeros" else Border.COPIES


def frame_of(rows: int, cols: int, axes: tuple[Axis, ...]) -> Rect:
    """Give all rows and columns of a plane, its border's included."""
    ends = [(-axis.before, axis.i + axis.after + axis.overhang) for axis in axes]
    (row0, row1), (col0, col1) = [(0, rows), (0, cols)][: 2 - len(ends)] + ends
    return Rect(row0, col0, row1, col1)


def lost_in(axes: tuple[Axis, ...]) -> frozenset[tuple[int, int]]:
    """Give (axis, place) of the rows and columns that no window reaches."""
    return frozenset((number, at) for number, axis in enumerate(axes) for at in axis.lost)


def cell_rect(at: Plane) -> Rect:
    """Give the rectangle of one cell."""
    return Rect(at[0], at[1], at[0] + 1, at[1] + 1)


def box_around(window: Mapping[Plane, Read]) -> Rect | None:
    """Give the rectangle around a window, None for an empty one."""
    if not window:
        return None
    rows, cols = zip(*window, strict=True)
    return Rect(min(rows), min(cols), max(rows) + 1, max(cols) + 1)


def number_on_plane(index: Index, cols: int) -> int:
    """Give the number of an element within its plane, in row-major order."""
    row, col = place_on_plane(index)
    return row * cols + col


def rows_around(first: int, last: int, cols: int) -> Rect:
    """Give a rectangle around the elements first..last of a plane, in row-major order."""
    if first // cols == last // cols:
        return Rect(first // cols, first % cols, first // cols + 1, last % cols + 1)
    return Rect(first // cols, 0, last // cols + 1, cols)
