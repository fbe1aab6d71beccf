"""Large planes as colours: one as cells, the window enlarged as numbers, maps, a legend.

The grids are, in this order: the plane shown as colours, which is the one that is read, but the one
made where that alone is large; the numbers: the window enlarged (of a small plane, all of it), and
where two numbers are multiplied the second one and the products; what is made; a map of all of the
plane shown as colours; the legend.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.lesson.run import BoundLayer
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.enlarged import around, part
from convtutor.scene.frames import plane_of, plane_shape
from convtutor.scene.grid import Cell, Grid, Rect
from convtutor.scene.grids import GridBuilder, shown_tap
from convtutor.scene.heat import SourceMeans, TargetMeans
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Extent
from convtutor.scene.pictures.picture import Label, Maker, Picture
from convtutor.scene.text import Line, Tone, line
from convtutor.steps import Read, Tap, Trace
from convtutor.steps.numbers import number
from convtutor.words import say
from convtutor.words.wrapping import cell_width

LARGE = 144  # cells: a lesson's planes of fewer are never colours
FEW = 64  # cells: beside a large plane one of fewer stays one of numbers
OFFERED: MutableMapping[Trace, bool] = WeakKeyDictionary()  # the same all along a pass
LEGEND = 17  # steps of the legend, every other level


def offered(moment: Moment, layer: BoundLayer | None) -> bool:
    """Say whether a pass reads planes of several rows to make others, one larger than LARGE."""
    known = OFFERED.get(moment.trace)
    if known is None:
        known = OFFERED[moment.trace] = _reads_planes(moment)
    return known


def _reads_planes(moment: Moment) -> bool:
    trace = moment.trace
    if trace.rule.reach or len(trace.rule.shape) < 2:
        return False
    terms = next(filter(None, map(trace.rule.terms, _elements(trace))), ())
    factors = max((term.factors for term in terms), key=len, default=())
    if not factors:
        return False
    planes = [plane_shape(moment.array(factors[0].array)), trace.rule.shape[-2:]]
    return min(planes[0]) > 1 and max(rows * cols for rows, cols in planes) > LARGE


def _elements(trace: Trace) -> tuple[Index, ...]:
    """Give an element amid the pass and the first one: of some nothing is read."""
    return trace.index_of(len(trace) // 2), trace.index_of(0)


def draw(grids: GridBuilder, moment: Moment, layer: BoundLayer | None) -> Picture:
    """Give the grids and labels of a moment."""
    tap = shown_tap(moment)
    if tap is None:
        return Picture("heat", (grids.target(moment, ""),))
    source = grids.source(moment, tap.reads[0], 0)
    target, numbers = _target(grids, moment), _numbers(grids, moment, source, tap)
    labels = _labels(
        (source.heading, target.heading), (source.extent, target.extent), grids.language
    )
    if is_small(source):
        whole = _whole(target, target.caption)
        return Picture("heat", (target, *numbers, whole, legend()), labels, (False,))
    whole = _whole(source, say("heat.all", grids.language))
    plane = plane_of(moment.array(tap.reads[0].array), tap.reads[0].index[:-2])
    whole = replace(
        whole, window=None, active=frozenset(), means=SourceMeans(plane),
        cell_at=lambda row, col: Cell(float(plane[row, col])),
        leads_to=Leads(source.interior, target.interior),
    )
    return Picture("heat", (source, *numbers, target, whole, legend()), labels, (True,))


def is_small(grid: Grid) -> bool:
    """Say whether a plane stays one of numbers."""
    return grid.frame.rows * grid.frame.cols <= FEW


def _whole(grid: Grid, caption: str) -> Grid:
    """Give a plane without what lies around it, for a map."""
    return replace(grid, key=(*grid.key, "all"), caption=caption, frame=grid.interior, focus=None)


def _target(grids: GridBuilder, moment: Moment) -> Grid:
    """Give the plane being made; colours reach as far as its own numbers, not the running ones."""
    grid = grids.target(moment, "")
    if is_small(grid):
        return grid
    array = moment.array(moment.step.target)
    rows, cols = plane_shape(array)
    plane = plane_of(array, moment.step.index[:-2])
    so_far = (grid.caption, say("heat.so_far", grids.language))
    return replace(
        grid, extent=grids.extents.array(array), means=TargetMeans(plane, grid.made),
        caption=say("screen.between", grids.language).join(text for text in so_far if text),
    )


@dataclass(frozen=True, slots=True)
class Leads:
    """Leads from a place of what is read to the element made at the same part of its plane."""

    source: Rect
    target: Rect

    def __call__(self, row: int, col: int) -> Plane:
        """Give the row and column of the element."""
        return (
            row * self.target.rows // self.source.rows, col * self.target.cols // self.source.cols
        )


def _numbers(grids: GridBuilder, moment: Moment, source: Grid, tap: Tap) -> tuple[Grid, ...]:
    """Give the window enlarged and, where there are products, the second factors and these."""
    pairs = len(tap.reads) > 1
    size = grids.windows.most(moment.trace, 0, pairs)
    box = _box(moment, tap.reads[0], 0, pairs)
    window = replace(
        part(source, box, size), heading=say("heat.window", grids.language),
        caption=say("heat.enlarged", grids.language),
    )
    if is_small(source):
        window = source
    if not pairs:
        return (window,)
    second = grids.source(moment, tap.reads[1], 1)
    products = grids.products(moment, second, tap)
    if not is_small(second):
        size = grids.windows.most(moment.trace, 1, pairs)
        box = _box(moment, tap.reads[1], 1, pairs)
        second, products = part(second, box, size), part(products, box, size)
    return window, replace(second, ruled=False), products


def _box(moment: Moment, shown: Read, position: int, pairs: bool) -> Rect | None:
    """Give the rectangle around what the current element reads of the plane of a read."""
    reads = (
        tap.reads[position] for tap in moment.step.taps if len(tap.reads) > max(position, pairs)
    )
    return around([
        place_on_plane(read.index) for read in reads
        if read.array == shown.array and read.index[:-2] == shown.index[:-2]
    ])


# ---------------------------------------------------------------- the legend


@cache
def legend() -> Grid:
    """Give one row of values from one end of the colours to the other."""
    half = LEGEND // 2
    row = Rect(0, 0, 1, LEGEND)
    return Grid(
        key=("legend",), heading="", caption="", sign="", frame=row, interior=row,
        cell_at=lambda row, col: Cell((col - half) / half), extent=Extent(-1.0, 1.0, False, 0),
        ruled=False,
    )


@lru_cache(maxsize=64)
def _labels(
    headings: tuple[str, str], extents: tuple[Extent, Extent], language: str
) -> tuple[Label, ...]:
    """Give the ends of the colours of both planes, shorter, and of the first alone, and what is
    said about maps."""
    width = max(map(cell_width, headings)) + 1
    words = [line((say("heat.words", language), Tone.DIM))]
    said = words if any(extent.word for extent in extents) else []
    forms: dict[str, list[Line]] = {}
    for name, between in (("legend", " .. 0 .. "), ("legend_short", "..")):
        forms[name] = [
            line((f"{heading:<{width}}", Tone.DIM), ends_text(extent, between))
            for heading, extent in zip(headings, extents, strict=True)
        ]
    return (
        Label("legend", (*forms["legend"], *said)),
        Label("legend_short", tuple(forms["legend_short"])),
        Label("legend_first", tuple(forms["legend_short"][:1])),
        Label("part", (line((say("heat.part", language), Tone.DIM)),)),
        Label("map", (line((say("heat.map", language), Tone.DIM)),)),
    )


def ends_text(extent: Extent, between: str) -> str:
    """Write both ends of the colours: -204 .. 0 .. +204."""
    end = number(extent.largest)
    return f"-{end}{between}+{end}" if extent.largest else "0"


HEAT = Maker(offered, draw, first=True)
