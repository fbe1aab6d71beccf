"""The part of an array that a slice reads is its window from the first element to the last."""

import pytest

from convtutor.scene.grid import Grid, Rect, Role
from tests.engine.cases import integers, made
from tests.scene.drawn import run_of
from tests.scene.runs import scene_at


def drawn(index: str, place: str | None, shape: tuple[int, ...] = (4, 5)) -> Grid:
    run = run_of(made("slice", {"index": index}, {"input": shape}, integers, 1))
    return scene_at(run, place).grids[0]


@pytest.mark.parametrize("place", ["[0,0]", "[1,1]", "[0,1].tap[0]"])
def test_the_whole_window_is_marked_at_every_element(place: str) -> None:
    grid = drawn("0:2, 1:3", f"layer1.output{place}")
    assert grid.heading == "input[0:2, 1:3]"
    assert grid.window == Rect(0, 1, 2, 3)
    inside = {(row, col) for row in range(2) for col in range(1, 3)}
    for row in range(4):
        for col in range(5):
            cell = grid.cell_at(row, col)
            assert cell.window == ((row, col) in inside)
            assert (cell.role is Role.LOST) == ((row, col) not in inside)


def test_the_element_that_is_read_is_lit_within_the_window() -> None:
    grid = drawn("0:2, 1:3", "layer1.output[1,0]")
    lit = [(row, col) for row in range(4) for col in range(5) if grid.cell_at(row, col).tap]
    assert lit == [(1, 1)]
    assert (grid.rows_lit, grid.cols_lit) == ({1}, {1})


@pytest.mark.parametrize(
    ("index", "shape", "heading"),
    [
        ("-2, ::2", (4, 5), "input[2, 0:5:2]"), (":, -2:", (4, 5), "input[:, 3:5]"),
        ("1:99", (5,), "input[1:5]"), (":", (4, 5), "input"), ("..., 1:2, 0", (2, 3, 4),
         "input[:, 1:2, 0:1]"),
        ("2:3", (4, 5), "input[2:3, :]"), ("1, 3", (4, 5), "input[1, 3]"),
    ],
)
def test_the_heading_writes_the_half_open_ends(
    index: str, shape: tuple[int, ...], heading: str
) -> None:
    assert drawn(index, None, shape).heading == heading


def test_a_step_leaves_cells_within_the_window_unread() -> None:
    grid = drawn("-2, ::2", "layer1.output[1]")
    assert grid.window == Rect(2, 0, 3, 5)
    roles = [grid.cell_at(2, col).role for col in range(5)]
    assert roles == [Role.PLAIN, Role.LOST, Role.PLAIN, Role.LOST, Role.PLAIN]
    assert "never read" in grid.caption


def test_before_the_start_no_window_is_marked() -> None:
    grid = drawn("0:2, 1:3", None)
    assert (grid.window, grid.active) == (None, frozenset())
    assert not grid.cell_at(0, 1).window


def test_before_the_start_nothing_tells_which_cells_the_slice_leaves_out() -> None:
    grid = drawn("0:2, 1:3", None)
    assert {grid.cell_at(row, col).role for row in range(4) for col in range(5)} == {Role.PLAIN}
    assert grid.caption == drawn("0:2, 1:3", "layer1.output[0,0]").caption  # no column moves
