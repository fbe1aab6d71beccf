"""A grid knows which cells a move may have changed: nothing outside its rectangles differs."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.lesson.run import Run
from convtutor.scene.grid import Cell, Grid, Rect, merged
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level, cursor_at_start
from tests.scene.runs import counting, example, moved, network, one_layer, reflect, walks

RUNS = {
    "two channels, bias, relu, pool": network(),
    "batch of two": network(2),
    "reflect": reflect(),
    "bias": example(5),
    "groups and dilation": one_layer(
        "conv2d", counting(1, 4, 5, 4), counting(2, 2, 2, 2), groups=2, dilation=(2, 1),
        stride=(1, 2),
    ),
    "one row": one_layer("conv2d", counting(1, 7), counting(1, 3), padding=(0, 2), stride=2),
}


def cells(grid: Grid) -> dict[tuple[int, int], Cell]:
    """Ask a grid for every cell."""
    frame = grid.frame
    return {
        (row, col): grid.cell_at(row, col)
        for row in range(frame.row0, frame.row1) for col in range(frame.col0, frame.col1)
    }


def same(one: Cell, other: Cell) -> bool:
    """Compare cells, NaN being equal to NaN."""
    return repr(one) == repr(other)


def walk(run: Run, moves: list[str | int]) -> Iterator[tuple[Grid, Grid]]:
    """Give the grids before and after every move of a walk, as the screen would build them."""
    builder = SceneBuilder(run, "test", "en")
    cursor = cursor_at_start(run.timeline)
    before = builder.scene(cursor).grids
    for move in moves:
        after_move = moved(cursor, move)
        after = builder.scene(after_move, cursor).grids
        yield from zip(before, after, strict=False)
        cursor, before = after_move, after


@pytest.mark.parametrize("name", RUNS)
@settings(max_examples=40)
@given(moves=walks())
def test_cells_outside_the_changes_stay_as_they_were(name: str, moves: list[str | int]) -> None:
    for before, after in walk(RUNS[name], moves):
        assert_marks_within(after)
        changes = after.changes_since(before)
        if changes is None:
            assert before.key != after.key
            continue
        rows = [row for rect in changes for row in range(rect.row0, rect.row1)]
        assert len(rows) == len(set(rows)), "a row holds two rectangles"
        old, new = cells(before), cells(after)
        stale = [
            at for at in new
            if not same(old[at], new[at]) and not any(at in rect for rect in changes)
        ]
        assert stale == [], f"{after.heading} {after.key}"


def assert_marks_within(grid: Grid) -> None:
    """Hold the window and the ruler's lit labels against the frame."""
    if grid.window is not None:
        assert grid.window & grid.frame == grid.window
    assert all(grid.frame.row0 <= row < grid.frame.row1 for row in grid.rows_lit)
    assert all(grid.frame.col0 <= col < grid.frame.col1 for col in grid.cols_lit)


def test_the_next_tap_changes_two_cells_of_the_input_and_one_of_the_products() -> None:
    run = example(3)
    builder = SceneBuilder(run, "padding", "en")
    before = Cursor(run.timeline, Level.TAP, 27, 6)
    old, new = builder.scene(before).grids, builder.scene(before.next(), before).grids
    changes = [b.changes_since(a) or () for a, b in zip(old, new, strict=True)]
    image, kernel, products, output = (
        sum(rect.rows * rect.cols for rect in rects) for rects in changes
    )
    assert (image, kernel, products, output) == (2, 2, 2, 1)


def test_a_step_to_the_right_changes_the_old_and_the_new_window_alone() -> None:
    run = one_layer("conv2d", np.zeros((64, 64)), np.ones((3, 3)))
    builder = SceneBuilder(run, "padding", "en")
    before = Cursor(run.timeline, Level.ELEMENT, 62 * 30 + 30)
    old, new = builder.scene(before).grids, builder.scene(before.next(), before).grids
    image, kernel, products, output = (b.changes_since(a) for a, b in zip(old, new, strict=True))
    assert image == (Rect(30, 30, 33, 34),)
    assert kernel == ()
    assert output == (Rect(30, 30, 31, 32),)
    assert products == tuple(Rect(row, 0, row + 1, 3) for row in range(3))


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=8))
def test_merging_covers_every_rectangle_and_leaves_one_a_row(
    drawn: list[tuple[int, int, int, int]]
) -> None:
    rects = [Rect(a, b, a + c + 1, b + d + 1) for a, b, c, d in drawn]
    joined = merged(rects)
    assert all(any(rect & whole == rect for whole in joined) for rect in rects)
    rows = [row for rect in joined for row in range(rect.row0, rect.row1)]
    assert len(rows) == len(set(rows))
