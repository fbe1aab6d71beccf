"""A layer as a product of matrices: rows that meet, column by column, are what the layer reads."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from convtutor.engine.arrays import Array
from convtutor.scene.grid import Grid, Role
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level
from tests.scene.runs import counting, one_layer, spread
from tests.scene.test_lanes import RUNS, forward, text

SLIDING = sorted(set(RUNS) - {"transposed", "one by one"})


def moments(name: str, count: int = 6) -> Iterator[Scene]:
    """Give scenes spread over a forward pass."""
    builder = SceneBuilder(RUNS[name](), "test", "en")
    for cursor in spread(builder.run, count):
        scene = builder.scene(cursor)
        if "matrix" in scene.offered:
            yield scene


@pytest.mark.parametrize("name", SLIDING)
def test_the_rows_of_the_window_and_of_the_filter_multiply_to_the_output(name: str) -> None:
    for scene in moments(name):
        moment, step = scene.moment, scene.moment.step
        source, patches, filters, products, target = scene.picture("matrix").grids
        assert patches.frame.cols == filters.frame.cols == products.frame.cols
        window, row = step.number % patches.frame.rows, step.index[1]
        total = 0.0
        for col in range(patches.frame.cols):
            read, weight = patches.cell_at(window, col), filters.cell_at(row, col)
            assert read.value is not None
            assert weight.value is not None
            assert (read.value, weight.value) == tuple(r.value for r in step.taps[col].reads)
            assert read.window is weight.window is moment.started
            total += read.value * weight.value
        bias = sum(tap.product for tap in step.taps if len(tap.reads) == 1)
        assert np.isclose(total + bias, step.value)
        if moment.started:
            at = (0, *step.index)[-2:]
            assert target.cell_at(*at).current
            assert source.window is not None


@pytest.mark.parametrize("name", SLIDING)
def test_a_tap_is_filled_in_its_row_of_the_patches_of_the_kernel_and_of_the_products(
    name: str
) -> None:
    for scene in moments(name):
        _, patches, filters, products, _ = scene.picture("matrix").grids
        tap, step = scene.moment.tap, scene.moment.step
        filled = {
            (grid.heading, col) for grid, row in (
                (patches, step.number % patches.frame.rows), (filters, step.index[1]), (products, 0)
            )
            for col in range(grid.frame.cols) if grid.cell_at(row, col).tap
        }
        wanted = set() if tap is None or tap >= patches.frame.cols else {tap}
        assert {col for _, col in filled} == wanted
        assert len(filled) == 3 * len(wanted)


def test_other_windows_have_rows_of_their_own_and_padding_stays_padding() -> None:
    scene = next(iter(forward("two planes")))
    trace, (_, patches, *_) = scene.moment.trace, scene.picture("matrix").grids
    for number in range(patches.frame.rows):
        pairs = [tap for tap in trace[number].taps if len(tap.reads) == 2]
        cells = [patches.cell_at(number, col) for col in range(patches.frame.cols)]
        assert [cell.value for cell in cells] == [tap.reads[0].value for tap in pairs]
        outside = [tap.reads[0].source is None for tap in pairs]
        assert [cell.role is Role.PADDING for cell in cells] == outside


def test_a_kernel_of_size_1_makes_the_layer_one_product_of_matrices() -> None:
    run = RUNS["one by one"]()
    builder = SceneBuilder(run, "test", "en")
    for step in (0, 4, len(run.timeline.traces[0]) - 1):
        scene = builder.scene(Cursor(run.timeline, Level.TAP, step, 3))
        weight, columns, output = scene.picture("matrix").grids
        assert [grid.caption for grid in (weight, columns, output)] == ["3x5", "5x6", "3x6"]
        made = values(weight, 3, 5) @ values(columns, 5, 6)
        row, col = divmod(step, 6)
        assert made[row, col] == scene.moment.step.value
        assert made.reshape(1, 3, 2, 3).tolist() == run.arrays["layer1.output"].tolist()
        assert weight.window is not None
        assert columns.window is not None
        assert (weight.window.row0, columns.window.col0) == (row, col)
        assert output.cell_at(row, col).value == scene.moment.running
        done = [output.cell_at(*divmod(at, 6)).value is not None for at in range(18)]
        assert done == [at <= step for at in range(18)]


def values(grid: Grid, rows: int, cols: int) -> Array:
    """Ask a grid for all its numbers."""
    return np.array([[grid.cell_at(r, c).value for c in range(cols)] for r in range(rows)])


def test_what_the_products_come_to_stands_beside_them() -> None:
    for scene in forward("two planes"):
        (told,) = [label for label in scene.picture("matrix").labels if label.name == "sum"]
        assert text(told).split()[1] == f"{scene.moment.running:.0f}"


def test_the_matrix_is_offered_for_what_slides_forward_alone() -> None:
    run = one_layer("conv2d", counting(1, 1, 4, 5), counting(2, 1, 2, 2))
    builder = SceneBuilder(run, "test", "en")
    ways = {
        cursor.place.array: builder.scene(cursor).offered
        for cursor in spread(run, 2) if cursor.place is not None
    }
    assert "matrix" in ways["output"]
    assert ways["output"][0] == "row"
    assert "matrix" not in ways["grad_input"] + ways["grad_weight"]
    for other in (
        one_layer("conv_transpose2d", counting(1, 2, 3, 4), counting(2, 1, 2, 2)),
        one_layer("max_pool2d", counting(1, 2, 4, 4), kernel_size=2),
    ):
        scene = SceneBuilder(other, "test", "en").scene(Cursor(other.timeline, Level.ELEMENT, 0))
        assert "matrix" not in scene.offered
