"""The grid of an array of which a pass reads a part alone: that part is the window, all along."""

from __future__ import annotations

from convtutor.engine.arrays import Shape
from convtutor.scene.cells import Reach, SourceCells, place_on_plane
from convtutor.scene.frames import cell_rect, plane_of, plane_shape
from convtutor.scene.grid import Active, Grid, Rect
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Extent
from convtutor.steps import Read

Places = tuple[range, ...]


def reached_grid(
    moment: Moment, read: Read, places: Places, extent: Extent, caption: str
) -> Grid:
    """Give the grid of what is read, `places` of it axis by axis; the current read is lit.

    At the start nothing is marked yet: what will be read is left to be predicted.
    """
    array, leading = moment.array(read.array), read.index[:-2]
    reach, at = _on_plane(places), place_on_plane(read.index)
    lit = [at] if moment.started else []
    box, window = (_box(reach), reach) if lit else (None, ())
    active = [Active(cell_rect(place), ("tap", moment.tap)) for place in lit]
    active += [Active(box, ("reach",))] if box else []
    part = is_part(places, array.shape)
    dropped = array.ndim - len(moment.trace.rule.shape)
    interior = Rect(0, 0, *plane_shape(array))
    active += [Active(interior, ("lost",))] if lit and part else []
    return Grid(
        key=(moment.trace.layer, moment.trace.rule.target, read.array, leading),
        heading=read.array + (_text(places, array.shape, dropped) if part else ""),
        caption=caption,
        sign="",
        frame=interior,
        interior=interior,
        cell_at=SourceCells(
            plane_of(array, leading), (), 0.0, window, at if lit else None, frozenset(),
            reach if lit else None,
        ),
        extent=extent,
        window=box,
        focus=cell_rect(at) if lit else None,
        active=frozenset(active),
        rows_lit=frozenset(place[0] for place in lit),
        cols_lit=frozenset(place[1] for place in lit),
        lost=part,
    )


def is_part(places: Places, shape: Shape) -> bool:
    """Say whether an array has elements that are not read."""
    return any(len(axis) < extent for axis, extent in zip(places, shape, strict=True))


def _on_plane(places: Places) -> Reach:
    rows, cols = (range(1), range(1), *places)[-2:]
    return Reach(rows, cols)


def _box(reach: Reach) -> Rect:
    """Give the rectangle around what is read of a plane, which is not empty while it is read."""
    return Rect(reach.rows[0], reach.cols[0], reach.rows[-1] + 1, reach.cols[-1] + 1)


def _text(places: Places, shape: Shape, dropped: int) -> str:
    """Write the half-open ends of what is read, [0:2, 1:3]; a colon for an axis read whole.

    A place of its own, [2, 0:3], stands where the `dropped` axes can be no others.
    """
    single = [at for at, axis in enumerate(places) if len(axis) == 1]
    gone = single if len(single) == dropped else []
    parts = (
        str(axis[0]) if at in gone else _span(axis, extent)
        for at, (axis, extent) in enumerate(zip(places, shape, strict=True))
    )
    return f"[{', '.join(parts)}]"


def _span(axis: range, extent: int) -> str:
    if len(axis) == extent:
        return ":"
    step = f":{axis.step}" if len(axis) > 1 and axis.step > 1 else ""
    return f"{axis[0]}:{axis[-1] + 1}{step}"
