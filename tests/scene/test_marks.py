"""Marks say what a kernel cell has met, who has won, and which windows chose a cell."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.lesson.run import Run
from convtutor.scene.grid import MET, WON, Grid
from convtutor.scene.marks import kernel_cell, tapped_cell
from convtutor.scene.moment import Marking, Moment
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level, cursor_at_start, parse_place
from tests.engine.cases import integers, with_gaps
from tests.paint.sides import drawn_as
from tests.scene.drawn import runs, window_of
from tests.scene.runs import counting, moved, one_layer, scene_at, walks
from tests.scene.test_changes import cells
from tests.scene.test_scatter import assert_only_changes

PICKS = st.integers(0, 10**6)


def forward_cursor(run: Run, pick: int, tap: int) -> Cursor:
    """Give a moment of the forward pass: a tap of an element, or the element."""
    step = pick % len(run.timeline.traces[0])
    chosen = tap % (len(run.timeline[step].taps) + 1) - 1
    if chosen < 0:
        return Cursor(run.timeline, Level.ELEMENT, step)
    return Cursor(run.timeline, Level.TAP, step, chosen)


def marked(grid: Grid, sign: str) -> set[tuple[int, int]]:
    """Give the cells of a grid with a sign."""
    return {at for at, cell in cells(grid).items() if cell.mark == sign}


@settings(max_examples=60, deadline=None)
@given(run=runs("conv2d", integers), pick=PICKS, tap=PICKS, cell=PICKS)
def test_a_kernel_cell_has_met_what_looking_at_every_window_finds(
    run: Run, pick: int, tap: int, cell: int
) -> None:
    window, weight = window_of(run), run.arrays["layer1.weight"]
    if run.layers[0].params.padding == "same":
        return
    rows, cols = weight.shape[-2:]
    chosen = cell % rows, cell // rows % cols
    cursor = forward_cursor(run, pick, tap)
    scene = SceneBuilder(run, "test", "en").scene(cursor, marking=Marking(chosen=chosen))
    image, kernel = scene.grids[:2]
    step, taps = scene.moment.step, scene.moment.step.taps[: scene.moment.taps_done]
    plane = kernel.key[-1]
    read_now = any(
        len(t.reads) == 2 and t.reads[1].index == (*plane, *chosen) for t in taps  # type: ignore[misc]
    )
    wanted = set()
    for out in np.ndindex(*step.trace.rule.shape[-2:]):
        done = out < step.index[-2:] or (out == step.index[-2:] and read_now)
        if done:
            wanted.add(tuple(
                out[a] * window.stride[a] - window.before[a] + chosen[a] * window.dilation[a]
                for a in range(2)
            ))
    assert marked(image, MET) == wanted
    assert marked(kernel, MET) == {chosen}


def test_a_row_of_several_channels_is_marked_where_the_channel_is() -> None:
    run = one_layer("conv1d", counting(1, 4, 7), counting(2, 2, 3), groups=2, padding=1)
    timeline = run.timeline
    cursor = cursor_at_start(timeline).goto(parse_place("layer1.output[0,1,2].tap[4]", timeline))
    scene = SceneBuilder(run, "test", "en").scene(cursor, marking=Marking(chosen=(1, 1)))
    assert marked(scene.grids[0], MET) == {(3, 0), (3, 1), (3, 2)}


@settings(max_examples=60, deadline=None)
@given(run=runs("max_pool2d", with_gaps), pick=PICKS, tap=PICKS)
def test_the_current_window_marks_its_largest_cell_and_those_before_it_theirs(
    run: Run, pick: int, tap: int
) -> None:
    cursor = forward_cursor(run, pick, tap)
    scene = SceneBuilder(run, "test", "en").scene(cursor)
    step, grid = scene.moment.step, scene.grids[0]
    plane = run.arrays["layer1.indices"][step.index[:-2]]
    cols = run.layers[0].shapes["input"][-1]
    window = set(window_of(run).at(step.index[-2:]))  # type: ignore[arg-type]
    before = {
        divmod(int(plane[out]), cols) for out in np.ndindex(*plane.shape)
        if out < step.index[-2:] and plane[out] >= 0
    }
    here = marked(grid, WON) & window
    assert marked(grid, WON) - window == before - window
    seen = [read.value for t in step.taps[: scene.moment.taps_done] for read in t.reads]
    if here:
        assert len(here) == 1
        value = grid.cell_at(*next(iter(here))).value
        assert value == max(seen) or np.isnan(seen).any()
    if scene.moment.taps_done == len(step.taps) and np.isfinite(step.value):
        assert here == {divmod(int(plane[step.index[-2:]]), cols)}


def test_of_equal_cells_the_first_in_reading_order_is_marked() -> None:
    run = one_layer("max_pool2d", [[1.0, 5.0, 0.0], [5.0, 5.0, 2.0]], kernel_size=2, stride=1)
    assert marked(scene_at(run, "layer1.output[0,0]").grids[0], WON) == {(0, 1)}
    assert marked(scene_at(run, "layer1.output[0,0].tap[0]").grids[0], WON) == {(0, 0)}
    said = scene_at(run, "layer1.grad_input[1,0]").words
    assert said.startswith("This cell holds 5 too, but of equal cells the first one read wins")
    other = scene_at(run, "layer1.grad_input[0,0]").words
    assert other.startswith("One window read this cell and chose another")


def test_the_windows_that_chose_a_cell_are_marked_on_the_gradient() -> None:
    run = one_layer("max_pool2d", [[0.0, 1.0, 0.0], [1.0, 9.0, 1.0], [7.0, 1.0, 0.0]],
                    kernel_size=2, stride=1, grad_output=[[1, 2], [3, 4]])
    chose = scene_at(run, "layer1.grad_input[1,1]").grids[0]
    assert marked(chose, WON) == set(product(range(2), range(2)))
    assert marked(scene_at(run, "layer1.grad_input[1,1].tap[1]").grids[0], WON) == {(0, 0), (0, 1)}
    assert marked(scene_at(run, "layer1.grad_input[0,1]").grids[0], WON) == set()


@pytest.mark.parametrize(
    ("include", "said"),
    [(True, "The divisor is 4: count_include_pad says whether the padding counts."),
     (False, "do not count: the divisor is 1, the cells inside.")],
)
def test_the_divisor_at_the_border_is_told(include: bool, said: str) -> None:
    run = one_layer("avg_pool2d", counting(3, 4), kernel_size=2, stride=1, padding=1,
                    count_include_pad=include)
    assert said in scene_at(run, "layer1.output[0,0]").words


def test_unequal_shares_are_told_as_such() -> None:
    run = one_layer("avg_pool2d", counting(3, 4), kernel_size=2, stride=1, padding=1,
                    count_include_pad=False)
    assert "at the border are fewer" in scene_at(run, "layer1.grad_input[0,0]").words
    assert "divided as its mean was" in scene_at(run, "layer1.grad_input[1,1]").words


@pytest.mark.parametrize("op", ["conv2d", "conv1d", "max_pool2d", "conv_transpose2d"])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_marks_change_only_where_they_say(op: str, data: st.DataObject) -> None:
    run = data.draw(runs(op, with_gaps if "pool" in op else integers))
    builder, cursor, before = SceneBuilder(run, "test", "en"), None, None
    here = cursor_at_start(run.timeline)
    for move in data.draw(walks()):
        after = moved(here, move)
        chosen = data.draw(st.sampled_from([None, (0, 0)]))
        scene = builder.scene(after, here, marking=Marking(chosen=chosen))
        for old, new in zip(before or (), scene.grids, strict=False):
            assert_only_changes(old, new)
        cursor, here, before = here, after, scene.grids
    assert cursor is not None or before is not None


def test_following_a_cell_costs_the_cells_in_view_and_no_window() -> None:
    run = one_layer("conv2d", counting(64, 64), counting(3, 3), padding=1)
    builder = SceneBuilder(run, "test", "en")
    here = Cursor(run.timeline, Level.ELEMENT, 64 * 30 + 30)
    marking = Marking(chosen=(0, 2))
    old = builder.scene(here, marking=marking)
    new = builder.scene(here.next(), here, marking=marking)
    changes = new.grids[0].changes_since(old.grids[0])
    assert changes is not None
    assert sum(rect.rows * rect.cols for rect in changes) <= 3 * 4


def test_the_cell_of_the_tap_and_the_cell_clicked_are_found_where_a_kernel_slides() -> None:
    run = one_layer("conv2d", counting(5, 4), counting(2, 3), [1.0])
    timeline = run.timeline
    for place, found in (
        ("output[1,1].tap[4]", (1, 1)), ("output[1,1].tap[6]", None), ("output[1,1]", None),
        ("grad_input[1,1].tap[0]", None), ("grad_weight[0,1].tap[0]", None),
    ):
        cursor = cursor_at_start(timeline).goto(parse_place(f"layer1.{place}", timeline))
        assert tapped_cell(Moment(cursor, None, run.arrays)) == found
    scene = scene_at(run, "layer1.output[1,1]")
    image, kernel, products_, output = scene.grids
    assert kernel_cell(scene.moment, kernel, (1, 2)) == (1, 2)
    assert [kernel_cell(scene.moment, g, (0, 0)) for g in (image, products_, output)] == [None] * 3


def test_marks_have_a_sign_where_there_is_no_colour() -> None:
    run = one_layer("max_pool2d", counting(4, 4), kernel_size=2)
    screen = drawn_as(scene_at(run, "layer1.output[0,0]"), "row", 80, 24)
    assert screen is not None
    assert "^" in screen.text
