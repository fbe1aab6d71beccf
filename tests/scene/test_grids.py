"""Grids show the run's numbers: what is read, the products, what is made and what is to come."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.lesson.run import Run
from convtutor.scene.grid import Border, Cell, Grid, Rect, Role
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level, cursor_at_start
from tests.engine.cases import integers, made, with_gaps
from tests.scene.drawn import run_of, runs
from tests.scene.runs import RUNS, counting, example, moved, network, one_layer, scene_at, walks

PICKS = st.integers(0, 10**6)
EVERY = st.one_of(
    runs("conv2d", integers), runs("max_pool2d", with_gaps), runs("relu", with_gaps)
)


def scene_of(run: Run, pick: int, tap: int) -> Scene:
    """Give the scene of a drawn moment: a tap of an element, or the element."""
    step = run.timeline[pick % len(run.timeline)]
    taps = len(step.taps)
    chosen = tap % (taps + 1) - 1
    cursor = Cursor(run.timeline, Level.ELEMENT, pick % len(run.timeline))
    if chosen >= 0:
        cursor = Cursor(run.timeline, Level.TAP, cursor.step, chosen)
    return SceneBuilder(run, "test", "en").scene(cursor)


def plane_of(scene: Scene, grid: Grid) -> Array:
    """Give the plane of the run that a grid is about."""
    whole = scene.moment.arrays[f"{grid.key[0]}.{grid.key[-2]}"]
    leading = grid.key[-1]
    assert isinstance(leading, tuple)
    plane: Array = whole.reshape((1, 1, *whole.shape)[-2:]) if whole.ndim < 2 else whole[leading]
    return plane


def on_plane(index: tuple[int, ...]) -> tuple[int, ...]:
    """Give row and column; an array of one axis is a row, a single number a cell."""
    return (0, 0, *index)[-2:]


def cells(grid: Grid) -> dict[tuple[int, int], Cell]:
    """Ask for every cell of a grid's frame."""
    frame = grid.frame
    return {
        at: grid.cell_at(*at)
        for at in product(range(frame.row0, frame.row1), range(frame.col0, frame.col1))
    }


def same(one: float | None, other: float | None) -> bool:
    """Compare numbers, NaN being equal to NaN."""
    return repr(one) == repr(other)


@given(run=EVERY, pick=PICKS, tap=PICKS)
def test_cells_that_are_read_show_the_array(run: Run, pick: int, tap: int) -> None:
    scene = scene_of(run, pick, tap)
    for grid in scene.grids[: len(scene.grids) // 2]:
        plane = plane_of(scene, grid)
        assert (grid.interior.rows, grid.interior.cols) == plane.shape
        for (row, col), cell in cells(grid).items():
            if (row, col) in grid.interior:
                assert same(cell.value, float(plane[row, col]))
                assert cell.role in (Role.PLAIN, Role.LOST)


@given(run=runs("conv2d", integers), pick=PICKS)
def test_the_border_holds_what_numpy_pads(run: Run, pick: int) -> None:
    trace = run.timeline.traces[0]
    scene = scene_of(run, pick % len(trace), 0)
    grid = scene.grids[0]
    frame, inner = grid.frame, grid.interior
    widths = ((inner.row0 - frame.row0, frame.row1 - inner.row1),
              (inner.col0 - frame.col0, frame.col1 - inner.col1))
    modes = {"zeros": "constant", "replicate": "edge", "circular": "wrap"}
    mode = run.layers[0].params.padding_mode
    padded = np.pad(plane_of(scene, grid), widths, mode=modes.get(mode, mode))
    for (row, col), cell in cells(grid).items():
        assert same(cell.value, float(padded[row - frame.row0, col - frame.col0]))
        assert (cell.role is Role.PADDING) == ((row, col) not in inner)
    bordered = Border.NONE if not np.any(widths) else (
        Border.CONSTANT if mode == "zeros" else Border.COPIES
    )
    assert grid.border is bordered


def test_the_border_of_a_pool_holds_minus_infinity() -> None:
    grid = scene_at(RUNS["overhang"](), "output[0,0]").grids[0]
    ring = [cell for at, cell in cells(grid).items() if at not in grid.interior]
    assert {cell.value for cell in ring} == {-np.inf}
    assert {cell.role for cell in ring} == {Role.PADDING}


def test_a_window_that_hangs_over_in_ceil_mode_has_a_frame_of_its_own() -> None:
    run = one_layer("max_pool2d", counting(4, 5), kernel_size=2, stride=2, ceil_mode=True)
    grid = scene_at(run, "output[0,2]").grids[0]
    assert (grid.frame.col1, grid.interior.col1) == (6, 5)
    assert grid.window is not None
    assert grid.window.col1 == 6


@given(run=EVERY, pick=PICKS, tap=PICKS)
def test_the_window_is_what_the_taps_read(run: Run, pick: int, tap: int) -> None:
    scene = scene_of(run, pick, tap)
    moment, grid = scene.moment, scene.grids[0]
    if len(scene.grids) == 1:
        assert not any(step.taps for step in moment.trace)
        return
    leading = grid.key[-1]
    read = {
        on_plane(t.reads[0].index)
        for t in moment.step.taps
        if t.reads and t.reads[0].array == grid.key[-2] and t.reads[0].index[:-2] == leading
    }
    assert {at for at, cell in cells(grid).items() if cell.window} == read
    tapped = [at for at, cell in cells(grid).items() if cell.tap]
    if moment.tap is not None and moment.step.taps[moment.tap].reads:
        first = moment.step.taps[moment.tap].reads[0]
        if first.array == grid.key[-2]:
            assert tapped == [on_plane(first.index)]
    else:
        assert tapped == []


@given(run=EVERY, pick=PICKS, tap=PICKS)
def test_the_target_shows_what_is_made_and_dots_for_the_rest(
    run: Run, pick: int, tap: int
) -> None:
    scene = scene_of(run, pick, tap)
    step, target = scene.moment.step, scene.grids[-1]
    plane = plane_of(scene, target)
    here = on_plane(step.index)
    for (row, col), cell in cells(target).items():
        number, current = row * plane.shape[1] + col, here[0] * plane.shape[1] + here[1]
        if number < current:
            assert same(cell.value, float(plane[row, col]))
            assert cell.role is Role.DONE
        elif number > current:
            assert cell == Cell(None, Role.PENDING)
        else:
            taps = len(step.taps) if scene.moment.tap is None else scene.moment.tap + 1
            assert cell.current
            assert same(cell.value, step.partials[taps])


def test_before_the_start_nothing_is_made_and_nothing_is_marked() -> None:
    scene = scene_at(example(2), None)
    assert all(cell == Cell(None, Role.PENDING) for cell in cells(scene.grids[-1]).values())
    marked = [
        cell for grid in scene.grids for cell in cells(grid).values()
        if cell.window or cell.tap or cell.current
    ]
    assert marked == []
    assert [grid.window for grid in scene.grids] == [None] * 4


@given(run=runs("conv2d", integers), pick=PICKS, tap=PICKS)
def test_products_agree_with_the_taps(run: Run, pick: int, tap: int) -> None:
    scene = scene_of(run, pick, tap)
    if len(scene.grids) < 4:
        return
    moment, grid = scene.moment, scene.grids[2]
    plane = scene.grids[1].key[-1]
    sums: dict[tuple[int, ...], float] = {}
    pending = set()
    for t in moment.step.taps:
        if len(t.reads) == 2 and t.reads[1].index[:-2] == plane:
            at = t.reads[1].index[-2:]
            pending.add(at)
            if t.number < moment.taps_done:
                sums[at] = sums.get(at, 0.0) + t.product
    shown = cells(grid)
    current = moment.step.taps[moment.tap] if moment.tap is not None else None
    for at, cell in shown.items():
        if cell.tap:
            assert current is not None
            assert (cell.value, at) == (current.product, current.reads[1].index[-2:])
        elif at in sums:
            assert cell.value == sums[at]
        else:
            role = Role.PENDING if at in pending else Role.EMPTY
            assert cell == Cell(None, role)


@given(run=EVERY, pick=PICKS, tap=PICKS)
def test_the_extents_hold_every_number_shown(run: Run, pick: int, tap: int) -> None:
    for grid in scene_of(run, pick, tap).grids:
        for cell in cells(grid).values():
            if cell.value is None or cell.role is Role.PADDING:
                continue
            if np.isfinite(cell.value):
                assert grid.extent.low <= cell.value <= grid.extent.high
                assert cell.value == round(cell.value) or not grid.extent.whole
            else:
                assert grid.extent.word >= (4 if cell.value == -np.inf else 3)


def test_a_running_sum_larger_than_every_output_finds_room() -> None:
    run = one_layer("conv2d", [[90.0, 80.5]], [[4.0, -4.0]])
    target = scene_at(run, "output[0,0]").grids[-1]
    assert (target.extent.low, target.extent.high, target.extent.whole) == (38.0, 360.0, True)
    halves = one_layer("conv2d", [[0.5, 0.5]], [[1.0, 1.0]])
    assert not scene_at(halves, "output[0,0]").grids[-1].extent.whole


# ---------------------------------------------------------------- lost rows and columns

LOST = one_layer("conv2d", counting(8, 9), counting(3, 3), stride=(3, 4))


def test_rows_and_columns_that_no_window_reads_are_marked_on_the_input() -> None:
    grid = scene_at(LOST, "output[0,0]").grids[0]
    lost = {at for at, cell in cells(grid).items() if cell.role is Role.LOST}
    assert lost == {(r, c) for r in range(8) for c in range(9) if r >= 6 or c >= 7}
    assert grid.caption == "8x9, ~ never read"


def test_no_reads_touch_a_cell_that_is_marked_as_lost() -> None:
    grid = scene_at(LOST, "output[0,0]").grids[0]
    lost = {at for at, cell in cells(grid).items() if cell.role is Role.LOST}
    read = {
        t.reads[0].index[-2:] for step in LOST.timeline.traces[0] for t in step.taps
    }
    assert lost & read == set()


def test_the_backward_pass_speaks_of_no_lost_cells() -> None:
    grid = scene_at(LOST, "grad_weight[0,0]").grids[0]
    assert grid.caption == "8x9"
    assert {cell.role for cell in cells(grid).values()} == {Role.PLAIN}


@given(run=runs("conv2d", integers))
def test_lost_cells_are_never_those_a_window_reads(run: Run) -> None:
    first = cursor_at_start(run.timeline).next()
    grid = SceneBuilder(run, "test", "en").scene(first).grids[0]
    lost = {at for at, cell in cells(grid).items() if cell.role is Role.LOST}
    read = {
        read.source[-2:] for step in run.timeline.traces[0] for tap in step.taps
        for read in tap.reads[:1] if read.array == "input" and read.source
    }
    assert lost & read == set()
    assert ("~" in grid.caption) == bool(lost)


def test_before_the_start_no_cell_is_marked_as_lost() -> None:
    grid = scene_at(LOST, None).grids[0]
    assert {cell.role for cell in cells(grid).values()} == {Role.PLAIN}
    assert grid.caption == scene_at(LOST, "output[0,0]").grids[0].caption  # no column moves


# ---------------------------------------------------------------- what the last move changed


@given(moves=walks())
def test_the_last_move_alone_marks_what_it_made(moves: list[str | int]) -> None:
    run = network()
    builder = SceneBuilder(run, "test", "en")
    before = cursor_at_start(run.timeline)
    for move in moves:
        cursor = moved(before, move)
        target = builder.scene(cursor, before).grids[-1]
        step = cursor.timeline[max(cursor.step, 0)]
        offset = cursor.step - step.number
        cols = target.interior.cols
        row, col = on_plane(step.index)
        plane_first = step.number - (row * cols + col)
        expected = {
            divmod(n - offset - plane_first, cols)
            for n in range(before.step + 1, cursor.step)
            if 0 <= n - offset - plane_first < cols * target.interior.rows
        } if not cursor.at_start else set()
        changed = {at for at, cell in cells(target).items() if cell.role is Role.CHANGED}
        assert changed == expected
        before = cursor
    again = builder.scene(before, before).grids[-1]
    assert not any(cell.role is Role.CHANGED for cell in cells(again).values())


def test_a_whole_pass_marks_all_but_the_current_cell_and_only_once() -> None:
    run = example(2)
    start = cursor_at_start(run.timeline)
    builder = SceneBuilder(run, "padding", "en")
    done = start.out()
    target = builder.scene(done, start).grids[-1]
    roles = [cell.role for cell in cells(target).values()]
    assert roles == [Role.CHANGED] * 15 + [Role.DONE]
    following = builder.scene(done.back(), done).grids[-1]
    assert Role.CHANGED not in {cell.role for cell in cells(following).values()}


# ---------------------------------------------------------------- headings, captions, planes


@pytest.mark.parametrize(
    ("place", "headings", "captions"),
    [
        ("conv1.output[1,2]", ["input", "kernel", "products", "output"],
         ["3x3, padding 1", "2x2", "", "4x4"]),
        ("conv1.grad_input[1,2]", ["grad_output", "kernel", "products", "grad_input"],
         ["4x4", "2x2", "", "3x3"]),
        ("conv1.grad_weight[1,0]", ["input", "grad_output", "products", "grad_weight"],
         ["3x3, padding 1", "4x4", "", "2x2"]),
    ],
)
def test_headings_name_the_arrays_of_the_pass(
    place: str, headings: list[str], captions: list[str]
) -> None:
    grids = scene_at(example(2), place).grids
    assert [grid.heading for grid in grids] == headings
    assert [grid.caption for grid in grids] == captions


def test_signs_read_as_a_sentence() -> None:
    assert [grid.sign for grid in scene_at(example(2), "output[0,0]").grids] == ["", "×", "=", "→"]
    assert [grid.sign for grid in scene_at(RUNS["relu"](), "output[0,0]").grids] == ["", "→"]


def test_the_caption_names_the_plane_where_there_are_several() -> None:
    run = RUNS["channels"]()
    grids = scene_at(run, "output[1,0,2,2].tap[9]").grids
    assert [grid.caption for grid in grids] == [
        "4x4, padding 1, plane [1,2] of 2x3", "2x2, plane [0,2] of 2x3", "",
        "5x5, plane [1,0] of 2x2",
    ]
    assert scene_at(run, "output[1,0,2,2].tap[9]", "zh").grids[1].caption == (
        "2x2，平面 [0,2]，共 2x3"
    )


def test_padding_is_written_as_each_side_has_it() -> None:
    captions = {
        name: scene_at(RUNS[name](), "output[0,0]").grids[0].caption
        for name in ("same", "circular", "one row")
    }
    assert captions == {
        "same": "4x5, padding (0+1,1+2)", "circular": "4x5, circular (2,3)",
        "one row": "1x7, padding (0,2)",
    }


def test_the_bias_leaves_the_planes_of_the_tap_before() -> None:
    run = RUNS["channels"]()
    last = scene_at(run, "output[0,1,0,0].tap[11]").grids
    bias = scene_at(run, "output[0,1,0,0].tap[12]").grids
    assert [grid.key for grid in bias] == [grid.key for grid in last]
    assert not any(cell.tap for grid in bias for cell in cells(grid).values())


def test_a_bias_gradient_is_drawn_as_one_row() -> None:
    grids = scene_at(RUNS["channels"](), "grad_bias[1]").grids
    assert [grid.heading for grid in grids] == ["grad_output", "grad_bias"]
    assert (grids[1].frame.rows, grids[1].frame.cols) == (1, 2)


def test_an_element_that_nothing_was_read_for_keeps_the_grids_of_its_neighbours() -> None:
    scene, beside = scene_at(LOST, "grad_input[7,8]"), scene_at(LOST, "grad_input[5,6]")
    assert [grid.key for grid in scene.grids] == [grid.key for grid in beside.grids]
    assert [grid.window for grid in scene.grids[:3]] == [None] * 3
    assert {cell.role for cell in cells(scene.grids[2]).values()} == {Role.EMPTY}
    assert scene.words == "No window read this cell, so its gradient is 0."



MATMUL = made("matmul", {}, {"input": (2, 3), "other": (3, 2)}, integers, 1)


@pytest.mark.parametrize(
    ("step", "boxes"),
    [
        (2, [Rect(1, 0, 2, 3), Rect(0, 0, 3, 1)]),  # output[1,0]: a row, a column
        (4 + 5, [Rect(1, 0, 2, 2), Rect(2, 0, 3, 2)]),  # grad_input[1,2]: two rows
        (4 + 6 + 3, [Rect(0, 1, 2, 2), Rect(0, 1, 2, 2)]),  # grad_other[1,1]: two columns
    ],
)
def test_a_product_of_matrices_has_its_row_and_its_column_as_windows(
    step: int, boxes: list[Rect]
) -> None:
    run = run_of(MATMUL)
    scene = SceneBuilder(run, "test", "en").scene(Cursor(run.timeline, Level.ELEMENT, step))
    assert [grid.window for grid in scene.grids[:2]] == boxes
    for grid, box in zip(scene.grids, boxes, strict=False):
        assert {at for at, cell in cells(grid).items() if cell.window} == {
            at for at in cells(grid) if at in box
        }


def test_a_second_array_that_is_read_whole_has_no_window() -> None:
    case = made("matmul", {}, {"input": (2, 3), "other": (3,)}, integers, 1)
    run = run_of(case)
    scene = SceneBuilder(run, "test", "en").scene(Cursor(run.timeline, Level.ELEMENT, 1))
    assert [grid.window for grid in scene.grids[:2]] == [Rect(1, 0, 2, 3), None]


def test_what_has_no_axes_is_called_a_number_where_the_sizes_are_told() -> None:
    row = run_of(made("mul", {}, {"input": (), "other": (3,)}, integers, 1))
    two = run_of(made("mul", {}, {"input": (), "other": ()}, integers, 1))
    said = [SceneBuilder(run, "test", "en").scene(cursor_at_start(run.timeline)).same_size
            for run in (row, two)]
    assert said == [
        "no window slides: one number, 3 becomes 3", "no window slides: the size stays one number",
    ]
