"""The grids of a question: all that is read for what is asked, and where the answer would stand.

Nothing is marked as read, and nothing is made: that is the learner's part.

Unmade   a moment of an element that is not made yet
Unit     grids that stay together: a channel of what is read with its kernel, or one array
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Index
from convtutor.engine.geometry import Where
from convtutor.engine.operator import Reduce
from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.question import Question
from convtutor.scene.cells import Plane, place_on_plane
from convtutor.scene.frames import cell_rect
from convtutor.scene.grid import Cell, Grid, Rect, Role
from convtutor.scene.grids import GridBuilder, taps_nearby
from convtutor.scene.moment import Moment
from convtutor.scene.quiz_picking import NOTHING_PICKED, Picking
from convtutor.steps import Cursor, Level, Place, Read, Step, Tap, parse_place

MOST_LOOKED_AT = 1024  # elements among which a gate is looked for
Unit: TypeAlias = tuple[Grid, ...]


@dataclass(frozen=True)
class Unmade(Moment):
    """The moment before an element is made, wherever its pass stands."""

    @property
    def started(self) -> bool:
        """Say that nothing has been made."""
        return False


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The cells of a grid, some of them changed by `over`."""

    cells: Callable[[int, int], Cell]
    over: Callable[[int, int, Cell], Cell]

    def __call__(self, row: int, col: int) -> Cell:
        """Give the cell at a row and column."""
        return self.over(row, col, self.cells(row, col))


def asked_units(
    question: Question, language: str, picking: Picking = NOTHING_PICKED
) -> tuple[Unit, ...]:
    """Give the grids of a question; none where it is about a text, or a choice: the settings of
    its example may be among the options."""
    asked = question.asked
    if asked.lines or asked.choices or asked.place is None:
        return ()
    moment = _unmade(question, parse_place(asked.place, question.case.run.timeline))
    builder = _builder(question, language)
    asked_of = asked_places(question)
    if asked.picked is None:
        units = list(_sources(question, builder, moment))
    else:
        units = [(_with_picks(grid, question, picking),)
                 for grid in _planes(question, builder, moment, asked.picked)]
    if asked_of:
        units += _targets(builder, moment, [at.index or () for at in asked_of])
    return tuple(_merged(units))


@lru_cache(maxsize=8)
def _builder(question: Question, language: str) -> GridBuilder:
    return GridBuilder(language)


def _unmade(question: Question, place: Place) -> Unmade:
    run = question.case.run
    cursor = Cursor(run.timeline, Level.ELEMENT, run.timeline.step_at(place))
    return Unmade(cursor, None, run.arrays)


# -------------------------------------------------------------------- what is read


def _sources(question: Question, builder: GridBuilder, moment: Moment) -> Iterator[Unit]:
    """Give what is read: the planes that are multiplied together, then the other arrays."""
    pairs: dict[tuple[object, ...], Unit] = {}
    shown: set[tuple[object, ...]] = set()
    steps = _steps(question, moment)
    taps = [tap for step in steps for tap in step.taps] or taps_nearby(moment)
    for tap in taps:
        key = tuple((read.array, read.index[:-2]) for read in tap.reads)
        if key in pairs or shown.issuperset(key):
            continue
        grids = [
            _source(question, builder, moment, read, at, taps)
            for at, read in enumerate(tap.reads) if key[at] not in shown
        ]
        shown.update(key)
        pairs[key] = tuple(grid for grid in grids if grid is not None)
    for read in _deciding(moment, steps):
        grid = _source(question, builder, moment, read, 0)
        if grid is not None and (read.array, read.index[:-2]) not in shown:
            pairs = {("deciding", read.index): (grid,), **pairs}
    most = max((len(tap.reads) for tap in taps), default=0)
    adds = moment.trace.rule.reduce is Reduce.SUM and most > 1
    yield from (_signed(unit) if adds else unit for unit in pairs.values() if unit)


def _steps(question: Question, moment: Moment) -> list[Step]:
    """Give the elements that are asked about, as they are made."""
    run = question.case.run
    found = [step_at(run, place) for place in asked_places(question)]
    return [step for step in found if step is not None] or [moment.step]


def _planes(
    question: Question, builder: GridBuilder, moment: Moment, array: str
) -> Iterator[Grid]:
    """Give every plane of the array that is picked on: which of them are read is asked."""
    shape = question.case.run.arrays[array].shape
    for leading in np.ndindex(shape[:-2]):
        index = (*leading, *(0,) * (len(shape) - len(leading)))
        read = Read(array.rpartition(".")[2], index, index, Where.INSIDE, 0.0)
        grid = _source(question, builder, moment, read, 0)
        if grid is not None:
            yield replace(grid, focus=None)


def _signed(unit: Unit) -> Unit:
    """Put a plus before a number that is added to products."""
    alone = len(unit) == 1 and unit[0].key[2] == "bias"
    return (replace(unit[0], sign="+"),) if alone else unit


def _deciding(moment: Moment, steps: Iterable[Step]) -> Iterator[Read]:
    """Give a place on each plane of the numbers that a layer decided by, where a gradient goes
    through its gates."""
    array = moment.arrays.get(f"{moment.trace.layer}.input")
    rule = moment.trace.rule
    if array is None or rule.direction == "forward":
        return
    looked_at = islice(np.ndindex(rule.shape), MOST_LOOKED_AT)
    if not any(term.gate for at in looked_at for term in rule.terms(at)):
        return
    for step in steps:
        leading = step.index[: max(array.ndim - 2, 0)]
        index = (*leading, *(0,) * (array.ndim - len(leading)))
        yield Read("input", index, index, Where.INSIDE, 0.0)


def _source(
    question: Question, builder: GridBuilder, moment: Moment, read: Read, position: int,
    taps: Iterable[Tap] = (),
) -> Grid | None:
    """Give the grid of an array that is read, None where it would give the answer away."""
    hidden = question.asked.hidden.get(f"{moment.trace.layer}.{read.array}", ())
    if hidden is None:
        return None
    grid = replace(builder.source(moment, read, position), focus=_around(taps, read))
    if not hidden:
        return grid
    away = {place_on_plane(at) for at in hidden if at[:-2] == read.index[:-2]}
    return _hiding(grid, away)


def _around(taps: Iterable[Tap], read: Read) -> Rect | None:
    """Give the cells that are read on a plane, so that a page of a large one shows them."""
    same = (other for tap in taps for other in tap.reads
            if (other.array, other.index[:-2]) == (read.array, read.index[:-2]))
    around: Rect | None = None
    for other in same:
        cell = cell_rect(place_on_plane(other.index))
        around = cell if around is None else around | cell
    return around


# -------------------------------------------------------------------- what is asked for


def _targets(
    builder: GridBuilder, moment: Moment, indices: Iterable[Index]
) -> Iterator[Unit]:
    """Give each plane of what is made, with a question mark in the cells that are asked for."""
    planes: dict[Index, list[Index]] = {}
    for index in indices:
        planes.setdefault(index[:-2], []).append(index)
    timeline = moment.cursor.timeline
    for first, *others in planes.values():
        place = Place(moment.trace.layer, moment.step.target, first)
        cursor = replace(moment.cursor, step=timeline.step_at(place))
        cells = {place_on_plane(index) for index in (first, *others)}
        around = cell_rect(place_on_plane(first))
        for cell in cells:
            around |= cell_rect(cell)
        grid = _hiding(builder.target(replace(moment, cursor=cursor), "→"), cells)
        yield (replace(
            grid, focus=around, rows_lit=frozenset(row for row, _ in cells),
            cols_lit=frozenset(col for _, col in cells),
        ),)


def _hiding(grid: Grid, cells: set[Plane]) -> Grid:
    """Give a grid with question marks in some cells."""

    def over(row: int, col: int, cell: Cell) -> Cell:
        return Cell(None, Role.HIDDEN) if (row, col) in cells else cell

    key = (*grid.key, "hidden", frozenset(cells))
    return replace(grid, key=key, cell_at=Overlaid(grid.cell_at, over))


# -------------------------------------------------------------------- picking


def _with_picks(grid: Grid, question: Question, picking: Picking) -> Grid:
    """Give a grid with the picked cells filled, and the window around the one at the cursor."""
    if not is_picked_on(grid, question):
        return grid
    leading = grid.key[3]
    mine = {place_on_plane(at) for at in picking.picks if at[:-2] == leading}
    here = place_on_plane(picking.cell) if picking.cell[:-2] == leading else None

    def over(row: int, col: int, cell: Cell) -> Cell:
        return replace(cell, tap=(row, col) in mine, current=(row, col) == here, mark="")

    box = None if here is None else cell_rect(here)
    key = (*grid.key, "picked", frozenset(mine), here)
    lit = ({here[0]}, {here[1]}) if here is not None else (set(), set())
    return replace(
        grid, key=key, cell_at=Overlaid(grid.cell_at, over), window=box, focus=box or grid.focus,
        rows_lit=frozenset(lit[0]), cols_lit=frozenset(lit[1]),
    )


def is_picked_on(grid: Grid, question: Question) -> bool:
    """Say whether a grid is one of the array whose cells are picked."""
    return len(grid.key) > 3 and f"{grid.key[0]}.{grid.key[2]}" == question.asked.picked


def index_of(grid: Grid, question: Question, row: int, col: int) -> Index | None:
    """Give the whole index of a cell of the array that is picked on, None for any other cell."""
    if not is_picked_on(grid, question) or (row, col) not in grid.interior:
        return None
    leading = grid.key[3]
    if not isinstance(leading, tuple) or question.asked.picked is None:
        return None
    ndim = question.case.run.arrays[question.asked.picked].ndim
    return (*leading, *(row, col)[2 - min(ndim, 2):])


def _merged(units: Iterable[Unit]) -> list[Unit]:
    """Join all units into one where no array has a second plane, so that they stand in a row."""
    found = [unit for unit in units if unit]
    arrays = [grid.key[:3] for unit in found for grid in unit]
    alone = len(set(arrays)) == len(arrays)
    return [tuple(grid for unit in found for grid in unit)] if alone and found else found
