"""A painter that repaints what a step touches shows what painting anew would show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from rich.style import Style

from convtutor.lesson.run import Run
from convtutor.paint.glyphs import ASCII
from convtutor.paint.grid import GridPainter, GridPlace
from convtutor.paint.layout import layout, turned
from convtutor.paint.palette import NO_COLOUR, Ink
from convtutor.paint.regions import Layout
from convtutor.scene.grid import Cell, Grid, Rect
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level, cursor_at_start
from tests.paint.screens import INK, columns_of
from tests.scene.runs import RUNS, example, moved, network, one_layer, reflect, walks

PLAIN = Ink(NO_COLOUR, ASCII)
Painted = list[list[tuple[str, Style | None]]]
SIZES = ((80, 24), (60, 18), (120, 40), (200, 60))
WALKED = {
    "network": network(), "reflect": reflect(), "bias": example(5), "tall kernel": example(3),
    "lost": RUNS["lost"](), "dilation": RUNS["dilation"](), "nan": RUNS["nan"](),
}


def painted(painter: GridPainter) -> Painted:
    """Give every cell of a pane with its style."""
    rows: Painted = []
    for y in range(painter.place.height):
        line: dict[int, tuple[str, Style | None]] = {}
        for segment in painter.line(y):
            for x, character in columns_of([segment], len(line)):
                line[x] = character, segment.style
        rows.append([line[x] for x in sorted(line)])
    return rows


class Forgetful(GridPainter):
    """A painter with a mistake: it forgets to look at the old window again."""

    def update(self, grid: Grid) -> list[Rect] | None:
        before = replace(self.grid, active=frozenset())
        self.grid = before
        return super().update(grid)


def steps(
    run: Run, moves: list[str | int], size: tuple[int, int]
) -> Iterator[tuple[Scene, Layout]]:
    """Give the scenes of a walk with their layouts, laid out as the screen does it."""
    builder = SceneBuilder(run, "test", "en")
    cursor, previous = cursor_at_start(run.timeline), None
    made: Layout | None = None
    key: object = None
    for move in ["start", *moves]:
        after = moved(cursor, move)
        scene = builder.scene(after, previous)
        planes = [grid.key for grid in scene.grids]
        if made is None or planes != key:
            made = layout(scene.grids, scene.sizes, *size, "en")
        else:
            made = turned(made, scene.grids, "en")
        key, cursor, previous = planes, after, after
        yield scene, made


def mistakes(
    run: Run, moves: list[str | int], size: tuple[int, int], kind: type[GridPainter],
    ink: Ink = INK,
) -> list[str]:
    """Name every cell that a painter shows wrong, or repaints without saying so."""
    painters: dict[int, GridPainter] = {}
    found = []
    for scene, made in steps(run, moves, size):
        for at, (grid, place) in enumerate(zip(scene.grids, made.grids, strict=True)):
            painter = painters.get(at)
            old = None if painter is None or painter.place != place else painted(painter)
            changes = painter.update(grid) if painter is not None and old is not None else None
            if painter is None or old is None or changes is None:
                painters[at] = kind(grid, place, ink)
                continue
            new, anew = painted(painter), painted(GridPainter(grid, place, ink))
            for y, row in enumerate(anew):
                for x, cell in enumerate(row):
                    where = f"{grid.heading} ({x},{y})"
                    if new[y][x] != cell:
                        found.append(f"{where}: {new[y][x][0]!r}, not {cell[0]!r}")
                    inside = any((y, x) in rect for rect in changes)
                    if old[y][x] != cell and not inside:
                        found.append(f"{where} changed to {cell[0]!r} outside {changes}")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WALKED)
@settings(max_examples=8)
@given(moves=walks(6))
def test_painting_on_shows_what_painting_anew_shows(
    name: str, size: tuple[int, int], moves: list[str | int]
) -> None:
    for ink in (INK, PLAIN):
        assert mistakes(WALKED[name], moves, size, GridPainter, ink) == []


def test_numbers_that_change_alone_send_no_edges_and_a_window_that_moves_sends_its_own() -> None:
    run = one_layer("conv2d", np.arange(36.0).reshape(6, 6) % 7, [[1, 2, 3], [4, 5, 6], [0, 8, 9]])
    builder = SceneBuilder(run, "test", "en")
    scenes = [builder.scene(Cursor(run.timeline, Level.ELEMENT, step)) for step in (0, 1)]
    made = layout(scenes[0].grids, scenes[0].sizes, 200, 60, "en")
    changes = [
        GridPainter(before, place, INK).update(after) or []
        for place, before, after in zip(made.grids, scenes[0].grids, scenes[1].grids, strict=True)
    ]
    source, kernel, products, _ = changes
    place = made.grids[2]
    assert place.pitch > 1
    assert kernel == []
    middles = [place.head + place.pitch // 2 + place.pitch * row for row in range(3)]
    assert [rect.row0 for rect in products] == middles
    assert [rect.rows for rect in products] == [1, 1, 1]
    assert [(rect.row0, rect.rows) for rect in source] == [(place.head, 3 * place.pitch + 1)]


def test_a_painter_that_forgets_the_old_window_is_caught() -> None:
    moves: list[str | int] = ["next", "next", "next"]
    assert mistakes(example(2), moves, (80, 24), GridPainter) == []
    assert mistakes(example(2), moves, (80, 24), Forgetful) != []


# ---------------------------------------------------------------- what a step costs


def counted(grid: Grid) -> tuple[Grid, list[tuple[int, int]]]:
    """Give a grid that writes down which cells it is asked for."""
    asked: list[tuple[int, int]] = []
    cell_at: Callable[[int, int], Cell] = grid.cell_at

    def counting(row: int, col: int) -> Cell:
        asked.append((row, col))
        return cell_at(row, col)

    return replace(grid, cell_at=counting), asked


def cells_asked(before: Cursor, after: Cursor, run: Run) -> list[int]:
    """Count the cells that a move asks of each grid."""
    builder = SceneBuilder(run, "test", "en")
    old, new = builder.scene(before), builder.scene(after, before)
    made = layout(old.grids, old.sizes, 200, 60, "en")
    costs = []
    for one, other, place in zip(old.grids, new.grids, made.grids, strict=True):
        grid, asked = counted(other)
        assert GridPainter(one, place, INK).update(grid) is not None
        costs.append(len(asked))
    return costs


def costs_of_a_step(side: int, level: Level) -> list[int]:
    """Count the cells asked for by one step to the right, and by one tap."""
    run = one_layer("conv2d", np.zeros((side, side)), np.ones((3, 3)))
    middle = (side - 2) * 3 + 3
    before = Cursor(run.timeline, level, middle, 3 if level is Level.TAP else None)
    return cells_asked(before, before.next(), run)


@pytest.mark.parametrize("side", [8, 28, 64, 224])
def test_a_step_asks_for_the_old_and_the_new_window_whatever_the_plane(side: int) -> None:
    image, kernel, products, output = costs_of_a_step(side, Level.ELEMENT)
    assert image == 12  # two 3x3 windows, one column apart
    assert (kernel, products, output) == (0, 9, 2)


@pytest.mark.parametrize("side", [8, 28, 64, 224])
def test_a_tap_asks_for_two_cells_of_each_factor(side: int) -> None:
    assert costs_of_a_step(side, Level.TAP) == [2, 2, 2, 1]


def test_a_new_painter_asks_for_what_is_in_view_alone() -> None:
    run = one_layer("conv2d", np.zeros((224, 224)), np.ones((3, 3)))
    scene = SceneBuilder(run, "test", "en").scene(Cursor(run.timeline, Level.ELEMENT, 5000))
    made = layout(scene.grids, scene.sizes, 120, 40, "en")
    for grid, place in zip(scene.grids, made.grids, strict=True):
        watched, asked = counted(grid)
        GridPainter(watched, place, INK)
        assert len(asked) == place.view.rows * place.view.cols < 1000


# ---------------------------------------------------------------- clicks


def test_a_point_of_the_pane_gives_its_cell() -> None:
    scene = SceneBuilder(example(2), "test", "en").scene(cursor_at_start(example(2).timeline))
    for size in SIZES:
        place = layout(scene.grids, scene.sizes, *size, "en").grids[-1]
        for row in range(4):
            for col in range(4):
                y = place.head + row * place.pitch + place.pitch // 2
                x = place.left + col * place.cell + place.cell // 2
                assert place.cell_under(x, y) == (row, col)
        assert place.cell_under(0, 0) is None
        assert place.cell_under(place.left - 1, place.head) is None
        assert place.cell_under(place.left, place.head - 1) is None
        assert place.cell_under(place.left + 4 * place.cell + 1, place.head) is None


def test_lines_and_columns_of_rows_out_of_view_are_none() -> None:
    scene = SceneBuilder(example(2), "test", "en").scene(cursor_at_start(example(2).timeline))
    place: GridPlace = layout(scene.grids, scene.sizes, 80, 24, "en").grids[-1]
    assert list(place.lines_of(range(9, 12))) == []
    assert list(place.lines_of(range(1, 3))) == [3, 4]
