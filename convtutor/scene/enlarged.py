"""A part of a plane as a grid of its own, which stays where it is while the part moves.

Windows  how large the parts are that the elements of a pass read
part     the grid of a part
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.grid import Active, Cell, Grid, Rect, Role
from convtutor.steps import Trace

MANY = 500  # reads of one element: then it reads a whole plane, as its neighbours do
SAMPLED = 12  # places looked at from each end of an axis: more than any stride repeats in


@dataclass(slots=True)
class Windows:
    """Measures the parts that a pass reads when they are first asked for."""

    known: dict[tuple[str, str, int, bool], Plane] = field(default_factory=dict)

    def most(self, trace: Trace, position: int, whole: bool) -> Plane:
        """Give the most rows and columns that any element reads of its read at a position; only
        of terms that have two reads where `whole` is set."""
        key = trace.layer, trace.rule.target, position, whole
        if key not in self.known:
            boxes = [_box_of(trace, index, position, whole) for index in _sampled(trace)]
            found = [box for box in boxes if box is not None]
            rows = max((box.rows for box in found), default=1)
            cols = max((box.cols for box in found), default=1)
            self.known[key] = rows, cols
        return self.known[key]


def _sampled(trace: Trace) -> Iterable[Index]:
    """Give elements at both ends and in the middle of both axes of the first plane."""
    shape = trace.rule.shape
    first = (0,) * (len(shape) - 2)
    rows, cols = (_places(extent) for extent in shape[-2:])
    middle = shape[-2] // 2, shape[-1] // 2
    if len(trace.rule.terms((*first, *middle))) > MANY:
        yield (*first, *middle)
        return
    yield from ((*first, row, middle[1]) for row in rows)
    yield from ((*first, middle[0], col) for col in cols)


def _places(extent: int) -> list[int]:
    ends = {*range(min(extent, SAMPLED)), *range(max(0, extent - SAMPLED), extent), extent // 2}
    return sorted(ends)


def _box_of(trace: Trace, index: Index, position: int, whole: bool) -> Rect | None:
    """Give the rectangle around what one element reads, of the first array and plane it reads."""
    terms = [term for term in trace.rule.terms(index) if len(term.factors) > max(position, whole)]
    if not terms:
        return None
    first = terms[0].factors[position]
    places = [
        place_on_plane(factor.index)
        for factor in (term.factors[position] for term in terms)
        if factor.array == first.array and factor.index[:-2] == first.index[:-2]
    ]
    return around(places)


def around(places: Iterable[Plane]) -> Rect | None:
    """Give the rectangle around places, None for none."""
    rows, cols = zip(*places, strict=True) if (places := list(places)) else ((), ())
    if not rows:
        return None
    return Rect(min(rows), min(cols), max(rows) + 1, max(cols) + 1)


def part(grid: Grid, box: Rect | None, size: Plane) -> Grid:
    """Give the part of a grid in a box, as a grid of `size` rows and columns that begins at (0, 0);
    where the box is smaller, or there is none, nothing stands in the rest."""
    frame = Rect(0, 0, *size)
    corner = (box.row0, box.col0) if box else (0, 0)

    def cell_at(row: int, col: int) -> Cell:
        at = row + corner[0], col + corner[1]
        if box is None or at not in box or at not in grid.frame:
            return Cell(None, Role.EMPTY)
        return grid.cell_at(*at)

    seen = [
        Active(inside, ("part", corner, *active.state))
        for active in grid.active
        if (inside := _moved(active.rect, corner, frame)) is not None
    ]
    return replace(
        grid, key=(*grid.key, "part"), frame=frame, interior=frame, cell_at=cell_at,
        window=_moved(grid.window, corner, frame), focus=_moved(grid.focus, corner, frame),
        active=frozenset([*seen, Active(frame, ("box", box))]), ruled=False,
        rows_lit=frozenset(), cols_lit=frozenset(),
    )


def _moved(rect: Rect | None, corner: Plane, frame: Rect) -> Rect | None:
    if rect is None:
        return None
    row, col = corner
    return Rect(rect.row0 - row, rect.col0 - col, rect.row1 - row, rect.col1 - col) & frame
