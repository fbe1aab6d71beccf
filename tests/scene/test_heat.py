"""Values as levels and means of blocks; what a picture of large planes is made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.lesson.run import Run
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.heat import LEVELS, MIDDLE, SourceMeans, TargetMeans, level_of, tenth_text
from convtutor.scene.numbers import Extent
from convtutor.scene.pictures.heat import LEGEND, ends_text, legend
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level
from tests.paint.heats import RUNS, SOBEL, image
from tests.scene.runs import RUNS as SMALL_RUNS
from tests.scene.runs import one_layer, scene_at, spread

ENDS = st.floats(1e-300, 1e300)
SHARES = st.floats(-1.0, 1.0)


# ---------------------------------------------------------------- levels


@given(SHARES, ENDS)
def test_levels_are_symmetric_about_zero(share: float, end: float) -> None:
    low, high = level_of(-share * end, end), level_of(share * end, end)
    assert low is not None
    assert high is not None
    assert low + high == 2 * MIDDLE


@given(SHARES, SHARES, ENDS)
def test_levels_are_monotone(one: float, other: float, end: float) -> None:
    low, high = sorted((one * end, other * end))
    assert (level_of(low, end) or 0) <= (level_of(high, end) or 0)


def test_both_ends_zero_and_every_level_between_are_reached() -> None:
    assert [level_of(value, 16.0) for value in range(-16, 17)] == list(range(LEVELS))
    assert level_of(0.0, 0.0) == level_of(-0.0, 3.0) == MIDDLE


def test_infinities_and_what_lies_beyond_an_end_take_its_level_and_nan_none() -> None:
    assert [level_of(value, 2.0) for value in (np.inf, -np.inf, 5.0, -5.0, np.nan)] == [
        LEVELS - 1, 0, LEVELS - 1, 0, None
    ]


def test_a_tenth_is_written_with_its_sign() -> None:
    values = (-20.0, -14.0, -1.1, -0.9, 0.0, 0.9, 1.1, 7.0, 19.5)
    assert [tenth_text(value, 20.0) for value in values] == [
        "-9", "-7", "-1", " .", " .", " .", "+1", "+4", "+9"
    ]
    assert tenth_text(0.0, 0.0) == " ."


def test_the_legend_runs_from_end_to_end_through_zero() -> None:
    grid = legend()
    levels = [level_of(grid.cell_at(0, col).value or 0.0, 1.0) for col in range(LEGEND)]
    assert levels == list(range(0, LEVELS, 2))
    assert ends_text(Extent(-204, 17, True, 0), " .. 0 .. ") == "-204 .. 0 .. +204"
    assert ends_text(Extent(0, 0, True, 0), "..") == "0"


# ---------------------------------------------------------------- means


@given(st.integers(0, 35), st.integers(0, 4), st.integers(0, 6), st.integers(1, 5),
       st.integers(1, 7))
def test_a_block_is_the_mean_of_what_is_made_of_it(
    made: int, row: int, col: int, rows: int, cols: int
) -> None:
    plane = np.arange(35.0).reshape(5, 7) ** 2 - 100
    rect = Rect(row, col, min(row + rows, 5), min(col + cols, 7))
    size = max(rect.rows, rect.cols)
    known = [
        plane[r, c] for r in range(rect.row0, rect.row1) for c in range(rect.col0, rect.col1)
        if r * 7 + c < made
    ]
    mean = TargetMeans(plane, made)(rect, size)[0][0]
    assert mean is None if not known else mean == pytest.approx(np.mean(known))
    inside = plane[rect.row0 : rect.row1, rect.col0 : rect.col1]
    assert SourceMeans(plane)(rect, size) == [[pytest.approx(inside.mean())]]


@given(st.integers(0, 2**32 - 1), st.integers(0, 23 * 31), st.integers(1, 24))
def test_a_block_alone_has_the_very_mean_that_it_has_among_others(
    seed: int, made: int, size: int
) -> None:
    plane = np.random.default_rng(seed).normal(size=(23, 31)).astype(np.float32)
    for means in (SourceMeans(plane), TargetMeans(plane, made)):
        among = means(Rect(0, 0, 23, 31), size)
        assert [len(among), len(among[0])] == [-(-23 // size), -(-31 // size)]
        for row, of_row in enumerate(among):
            for col, mean in enumerate(of_row):
                y, x = row * size, col * size
                alone = Rect(y, x, min(y + size, 23), min(x + size, 31))
                assert means(alone, size) == [[mean]]


def test_infinities_of_both_signs_have_no_mean() -> None:
    plane = np.array([[np.inf, -np.inf], [1.0, 2.0]])
    assert np.isnan(SourceMeans(plane)(Rect(0, 0, 2, 2), 2)[0][0] or 0.0)


# ---------------------------------------------------------------- the picture


def heat(scene: Scene) -> tuple[Grid, ...]:
    """Give the grids of a scene as large planes."""
    return scene.picture("heat").grids


@pytest.mark.parametrize("name", RUNS)
def test_every_pass_of_large_planes_is_offered_as_colours_before_the_row(name: str) -> None:
    builder = SceneBuilder(RUNS[name](), "made", "en")
    for trace in builder.run.timeline.traces:
        step = builder.run.timeline.offset(builder.run.timeline.traces.index(trace))
        scene = builder.scene(Cursor(builder.run.timeline, Level.ELEMENT, step))
        order = scene.offered.index
        assert order("heat") < order("row"), trace.rule.target


@pytest.mark.parametrize("name", ["network", "reflect", "floats"])
def test_small_planes_are_never_offered_as_colours(name: str) -> None:
    run = SMALL_RUNS.get(name, SMALL_RUNS["network"])()
    builder = SceneBuilder(run, "made", "en")
    assert all("heat" not in builder.scene(cursor).offered for cursor in spread(run, 2))


@pytest.mark.parametrize("place", ["output[3,4].tap[5]", "output[0,0].tap[2]", "output[25,25]"])
def test_the_window_is_the_part_of_the_plane_around_it(place: str) -> None:
    source, window, kernel, products, *_ = heat(scene_at(RUNS["28x28"](), place))
    box = source.window
    assert box is not None
    plane = image(28)
    for row in range(3):
        for col in range(3):
            cell = window.cell_at(row, col)
            assert cell.value == plane[box.row0 + row, box.col0 + col]
            assert cell.window
            product = products.cell_at(row, col).value
            assert product is None or product == cell.value * SOBEL[row][col]
    assert window.frame == kernel.frame == products.frame == Rect(0, 0, 3, 3)


def test_only_the_tap_is_lit_in_the_window_the_kernel_and_the_products() -> None:
    _, window, kernel, products, *_ = heat(scene_at(RUNS["28x28"](), "output[7,2].tap[5]"))
    for grid in (window, kernel, products):
        lit = [(r, c) for r in range(3) for c in range(3) if grid.cell_at(r, c).tap]
        assert lit == [(1, 2)]


@pytest.mark.parametrize("name", RUNS)
def test_the_frames_stay_the_same_through_a_pass(name: str) -> None:
    run = RUNS[name]()
    builder, frames = SceneBuilder(run, "made", "en"), {}
    for cursor in spread(run, 5):
        if name == "224x224" and not cursor.at_start and cursor.place.array != "output":
            continue  # of 12,321 taps an element
        scene = builder.scene(cursor)
        at = scene.moment.trace.layer, scene.moment.trace.rule.target
        seen = tuple(grid.frame for grid in heat(scene))
        assert frames.setdefault(at, seen) == seen


def test_what_a_large_kernel_gradient_multiplies_is_shown_beside_its_window() -> None:
    source, window, second, products, target, *_ = heat(
        scene_at(RUNS["28x28"](), "grad_weight[1,2].tap[30]")
    )
    assert source.window == Rect(1, 2, 27, 28)
    assert window.frame == second.frame == products.frame == Rect(0, 0, 26, 26)
    assert window.cell_at(1, 4).tap
    assert second.cell_at(1, 4).tap
    assert (target.frame.rows, target.frame.cols) == (3, 3)


def test_of_a_small_plane_all_is_shown_and_what_is_made_of_it_is_large() -> None:
    target, source, *_ = heat(scene_at(RUNS["transposed"](), "output[4,5]"))
    assert target.heading == "output"
    assert source.heading == "input"
    assert (source.frame.rows, source.frame.cols) == (7, 6)


def test_a_click_on_the_map_leads_to_a_window_around_it() -> None:
    scene = scene_at(RUNS["224x224"](), "output[0,0]")
    whole = heat(scene)[-2]
    assert whole.leads_to is not None
    for row, col in ((0, 0), (100, 7), (223, 223), (18, 200)):
        at = whole.leads_to(row, col)
        rows, cols = (range(2 * place, 2 * place + 3) for place in at)
        assert any(abs(near - row) <= 1 for near in rows)
        assert any(abs(near - col) <= 1 for near in cols)


def changed_cells(before: Grid, after: Grid) -> set[tuple[int, int]]:
    """List the cells that differ."""
    frame = after.frame
    return {
        (row, col) for row in range(frame.row0, frame.row1)
        for col in range(frame.col0, frame.col1)
        if before.cell_at(row, col) != after.cell_at(row, col)
    }


@pytest.mark.parametrize("run", [RUNS["network"](), RUNS["dilated"](), RUNS["transposed"](),
                                 one_layer("conv2d", image(14, 11), np.ones((2, 3)), padding=1)],
                         ids=["network", "dilated", "transposed", "padded"])
def test_all_that_changes_is_named(run: Run) -> None:
    builder = SceneBuilder(run, "made", "en")
    last: tuple[object, tuple[Grid, ...]] | None = None
    for cursor in spread(run, 7):
        scene = builder.scene(cursor)
        key, grids = scene.picture("heat").key, heat(scene)
        if last is not None and last[0] == key:
            for before, after in zip(last[1], grids, strict=True):
                named = after.changes_since(before)
                assert named is not None
                missed = {
                    at for at in changed_cells(before, after)
                    if not any(at in rect for rect in named)
                }
                assert not missed, (cursor.place, after.key)
        last = key, grids
