"""Scatter and gather come to the same numbers, at every tap and in every cell, the ring too."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.lesson.run import BoundLayer, Run
from convtutor.scene.grid import Grid, Role
from convtutor.scene.moment import Moment
from convtutor.scene.pictures.scatter import scatter_of
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.scene.stamps import stamping_of
from convtutor.scene.sums import Sums, laid_at
from convtutor.steps import Cursor, Level, Timeline, cursor_at_start, parse_place
from tests.engine.cases import Case, floats
from tests.engine.families import CASES
from tests.scene.drawn import run_of
from tests.scene.runs import chain, counting, moved, one_layer, walks
from tests.scene.test_changes import cells, same

PICKS = st.integers(0, 10**6)
NAMES = ("conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d")


def with_zeros_around(name: str) -> st.SearchStrategy[Run]:
    """Draw layers whose border, where there is one, holds zeros."""
    cases = CASES[name](floats).filter(
        lambda case: case.keywords.get("padding_mode", "zeros") == "zeros" and not_empty(case)
    )
    return cases.map(run_of).filter(multiplies)


def multiplies(run: Run) -> bool:
    """Tell whether any product is made: with a stride, windows may read the padding alone."""
    _, number = stamped(run)
    start = Cursor(run.timeline, Level.ELEMENT, run.timeline.offset(number))
    return stamping_of(Moment(start, None, run.arrays), layer_of(run)) is not None


def not_empty(case: Case) -> bool:
    """Tell whether every array of a case has an element."""
    return all(array.size for array in case.arrays.values())


def stamped(run: Run) -> tuple[str, int]:
    """Give the name of the array that is made by stamps, and the number of its pass."""
    name = "output" if "transpose" in run.layers[0].operator.name else "grad_input"
    return name, next(
        at for at, trace in enumerate(run.timeline.traces) if trace.rule.target == name
    )


def layer_of(run: Run) -> BoundLayer:
    """Give the only layer."""
    return run.layers[0]


def cursor_in(run: Run, pick: int, tap: int) -> Cursor:
    """Give a moment of the pass of stamps: a tap of an element, or the element."""
    _, number = stamped(run)
    trace = run.timeline.traces[number]
    step = run.timeline.offset(number) + pick % len(trace)
    taps = len(run.timeline[step].taps)
    chosen = tap % (taps + 1) - 1
    if chosen < 0:
        return Cursor(run.timeline, Level.ELEMENT, step)
    return Cursor(run.timeline, Level.TAP, step, chosen)


def brute_force(run: Run, leading: tuple[int, ...], laid: int) -> Array:
    """Lay stamps on an empty padded plane one after another: rows and columns, the ring with it.

    `leading` is the batch and the channel; the bias is added where more stamps than there are
    would be laid. Written without the engine.
    """
    layer = layer_of(run)
    transposed = "transpose" in layer.operator.name
    arrays = run.timeline.traces[stamped(run)[1]].arrays
    spread = arrays["input"] if transposed else arrays["grad_output"]
    weight, params = arrays["weight"], layer.params
    dims = weight.ndim - 2
    stride, dilation = params.stride, params.dilation
    before = layer.operator.axes(layer.shapes, params)
    lengths = [
        max((o - 1) * s + d * (k - 1) + 1, axis.i + axis.before + max(axis.after, 0))
        for o, s, d, k, axis in zip(
            spread.shape[2:], stride, dilation, weight.shape[2:], before, strict=True
        )
    ]
    plane = np.zeros(lengths)
    n, c = leading
    group_out = len(weight) // params.groups
    group, within = divmod(c, weight.shape[1])
    for number, at in enumerate(np.ndindex(*spread.shape)):
        if number >= laid or at[0] != n or at[1] // group_out != group:
            continue
        for tap in np.ndindex(*weight.shape[2:]):
            place = tuple(
                out * s + t * d
                for out, s, t, d in zip(at[2:], stride, tap, dilation, strict=True)
            )
            plane[place] += spread[at] * weight[(at[1], within, *tap)]
    inside = tuple(slice(axis.before, axis.before + axis.i) for axis in before)
    if laid > spread.size and transposed and "bias" in arrays:
        plane[inside] += arrays["bias"][c]
    return plane.reshape((1, *plane.shape)[-2:]) if dims == 1 else plane


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(data=st.data())
def test_both_ways_have_the_same_sum_bit_for_bit_at_every_tap(
    name: str, data: st.DataObject
) -> None:
    run = data.draw(with_zeros_around(name))
    sums = Sums()
    _, number = stamped(run)
    trace = run.timeline.traces[number]
    for at in range(0, len(trace), max(1, len(trace) // 12)):
        step = trace[at]
        for tap in range(len(step.taps)):
            cursor = Cursor(run.timeline, Level.TAP, run.timeline.offset(number) + at, tap)
            moment = Moment(cursor, None, run.arrays)
            stamping = stamping_of(moment, layer_of(run))
            assert stamping is not None
            laid = laid_at(moment, stamping)
            here = sums.after(stamping, step.index, laid.count)
            assert here.hex() == step.partials[tap + 1].hex()
            assert sums.after(stamping, step.index, laid.count - 1).hex() == (
                step.partials[tap].hex()
            )


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(data=st.data(), pick=PICKS, tap=PICKS)
def test_every_cell_holds_what_laying_the_stamps_one_by_one_gives(
    name: str, data: st.DataObject, pick: int, tap: int
) -> None:
    run = data.draw(with_zeros_around(name))
    cursor = cursor_in(run, pick, tap)
    builder = SceneBuilder(run, "test", "en")
    scene = builder.scene(cursor)
    assert "scatter" in scene.offered
    scatter = scatter_of(builder.grids, scene.moment, layer_of(run))
    assert scatter is not None
    laid = scatter.laid_grid()
    leading = scene.moment.step.index[: 2]
    wanted = brute_force(run, leading, scatter.laid.count)
    top, left = (axis.before for axis in scatter.stamping.axes)
    for (row, col), cell in cells(laid).items():
        assert cell.value == wanted[row + top, col + left]
        ring = (row, col) not in laid.interior
        assert (cell.role is Role.PADDING) == ring


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8)
@given(data=st.data())
def test_when_all_stamps_are_laid_the_array_is_made(name: str, data: st.DataObject) -> None:
    run = data.draw(with_zeros_around(name))
    target, number = stamped(run)
    last = run.timeline.offset(number) + len(run.timeline.traces[number]) - 1
    builder = SceneBuilder(run, "test", "en")
    for level in (Level.CHANNEL, Level.PASS, Level.NETWORK):
        scene = builder.scene(Cursor(run.timeline, level, last))
        grid = scene.picture("scatter").grids[2]
        array = run.arrays[f"layer1.{target}"][-1, -1]
        plane = array.reshape((1, *array.shape)[-2:])
        seen = [[grid.cell_at(row, col).value for col in range(plane.shape[1])]
                for row in range(plane.shape[0])]
        assert np.allclose(np.array(seen, float), plane, rtol=1e-12, atol=1e-12)


def test_the_ring_holds_the_rest_of_the_gradient_of_the_padded_input_as_torch_has_it() -> None:
    run = one_layer(
        "conv2d", counting(1, 4, 5, 6), counting(6, 2, 2, 3) % 7 - 3, grad_output=counting(
            1, 6, 4, 3) % 5 - 2, groups=2, stride=(2, 3), padding=(3, 2), dilation=(3, 1))
    grad = torch.nn.grad.conv2d_input(
        (1, 4, 11, 10), torch.tensor(run.arrays["layer1.weight"]),
        torch.tensor(run.arrays["layer1.grad_output"]), groups=2, stride=(2, 3), dilation=(3, 1),
    ).numpy()
    builder = SceneBuilder(run, "test", "en")
    end = run.timeline.offset(1) + len(run.timeline.traces[1]) - 1
    grid = builder.scene(Cursor(run.timeline, Level.PASS, end)).picture("scatter").grids[2]
    assert (grid.frame.row0, grid.frame.col0, grid.frame.row1, grid.frame.col1) == (-3, -2, 8, 8)
    for (row, col), cell in cells(grid).items():
        assert cell.value == grad[0, 3, row + 3, col + 2]


def scene_of(run: Run, place: str) -> Scene:
    """Give the scene of a place."""
    cursor = cursor_at_start(run.timeline).goto(parse_place(place, run.timeline))
    return SceneBuilder(run, "test", "en").scene(cursor)


def ringed() -> Run:
    """Give a 3x3 input with a ring around it, a 2x2 kernel and 4x4 output gradients."""
    upstream = [[1, 2, 0, 1], [0, 1, 3, 2], [2, 1, 0, 1], [1, 0, 2, 1]]
    return one_layer("conv2d", counting(3, 3), [[0.0, 1.0], [2.0, 3.0]], grad_output=upstream,
                     padding=1)


def values(grid: Grid) -> list[list[float | None]]:
    """Give the numbers of a grid's frame."""
    return [[grid.cell_at(row, col).value for col in range(grid.frame.col0, grid.frame.col1)]
            for row in range(grid.frame.row0, grid.frame.row1)]


def test_the_second_stamp_of_the_middle_cell_is_three_times_the_kernel() -> None:
    picture = scene_of(ringed(), "layer1.grad_input[1,1].tap[1]").picture("ways")
    stamps, stamp, laid, spread, turned, products, target = picture.grids
    assert stamp.caption == "3 × kernel"
    assert values(stamp) == [[0, 3], [6, 9]]
    assert values(laid) == [
        [0, 1, 2, 0, 1], [2, 7, 7, 5, 3], [0, 2, 9, 9, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0],
    ]
    changed = {at for at, cell in cells(laid).items() if cell.role is Role.CHANGED}
    assert changed == {(0, 2), (1, 2)}
    assert [at for at, cell in cells(laid).items() if cell.tap] == [(1, 1)]
    ahead = {at for at, cell in cells(stamps).items() if cell.role is Role.AHEAD}
    assert ahead == {at for at in product(range(4), range(4)) if at > (1, 2)}
    assert values(turned) == [[3, 2], [1, 0]]
    assert values(products) == [[3, 6], [None, None]]
    assert {at for at, cell in cells(spread).items() if cell.window} == {
        (1, 1), (1, 2), (2, 1), (2, 2),
    }
    assert target.cell_at(1, 1).value == 9
    said = {label.name: "".join(span.text for span in label.lines[0]) for label in picture.labels}
    assert said["left sum"] == said["right sum"] == "3 + 3×2 = 9"
    assert (said["left rest"], said["right rest"]) == ("2 stamps to come", "2 products to come")
    assert said["compare"].startswith("left 9 = right 9 ")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(data=st.data(), pick=PICKS)
def test_the_turned_kernel_times_its_window_is_the_cell(
    name: str, data: st.DataObject, pick: int
) -> None:
    run = data.draw(with_zeros_around(name))
    builder = SceneBuilder(run, "test", "en")
    scene = builder.scene(cursor_in(run, pick, 0))
    _, _, _, spread, turned, products, _ = scene.picture("ways").grids
    box, axes = spread.window, scatter_axes(builder, scene, run)
    assert box is not None
    assert box & spread.frame == box
    shown = 0.0
    for (row, col), cell in cells(turned).items():
        met = spread.cell_at(box.row0 + row * axes[0], box.col0 + col * axes[1])
        assert met.window
        assert cell.value is not None
        assert met.value is not None
        assert products.cell_at(row, col).value == met.value * cell.value
        shown += met.value * cell.value
    mine = [
        tap.product for tap in scene.moment.step.taps
        if len(tap.reads) == 2 and tap.reads[0].index[:2] == spread.key[-1]
    ]
    assert shown == pytest.approx(sum(mine), abs=1e-9)


def scatter_axes(builder: SceneBuilder, scene: Scene, run: Run) -> tuple[int, int]:
    """Give the dilation of rows and columns."""
    found = scatter_of(builder.grids, scene.moment, layer_of(run))
    assert found is not None
    return found.stamping.axes[0].d, found.stamping.axes[1].d


@pytest.mark.parametrize("picture", ["scatter", "ways"])
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(data=st.data())
def test_what_lies_outside_the_changes_stays_as_it_was(
    name: str, picture: str, data: st.DataObject
) -> None:
    run = data.draw(with_zeros_around(name))
    moves = data.draw(walks())
    builder = SceneBuilder(run, "test", "en")
    cursor, before = cursor_at_start(run.timeline), None
    for move in moves:
        after_move = moved(cursor, move)
        scene = builder.scene(after_move, cursor)
        grids = scene.picture(picture).grids if picture in scene.offered else None
        for old, new in zip(before or (), grids or (), strict=False):
            assert_only_changes(old, new)
        cursor, before = after_move, grids


def assert_only_changes(old: Grid, new: Grid) -> None:
    """Hold all cells outside the changes against those before."""
    assert new.window is None or new.window & new.frame == new.window
    changes = new.changes_since(old)
    if changes is None:
        assert old.key != new.key
        return
    was, now = cells(old), cells(new)
    stale = [
        at for at in now
        if not same(was[at], now[at]) and not any(at in rect for rect in changes)
    ]
    assert stale == [], f"{new.heading} {new.key}"


def test_the_next_stamp_changes_its_footprint_alone() -> None:
    run = one_layer("conv2d", counting(40, 40), counting(3, 3))
    builder = SceneBuilder(run, "test", "en")
    timeline: Timeline = run.timeline
    before = cursor_at_start(timeline).goto(
        parse_place("layer1.grad_input[20,20].tap[3]", timeline)
    )
    old = builder.scene(before).picture("scatter").grids
    new = builder.scene(before.next(), before).picture("scatter").grids
    stamps, stamp, laid = (b.changes_since(a) or () for a, b in zip(old, new, strict=True))
    assert sum(rect.rows * rect.cols for rect in stamps) == 2
    assert sum(rect.rows * rect.cols for rect in stamp) == 9
    assert sum(rect.rows * rect.cols for rect in laid) == 3 * 4


@pytest.mark.parametrize("op", ["relu", "max_pool2d", "avg_pool2d"])
def test_only_passes_of_stamps_are_offered_so(op: str) -> None:
    keywords = {"kernel_size": 2} if "pool" in op else {}
    run = one_layer(op, counting(4, 6), **keywords)
    builder = SceneBuilder(run, "test", "en")
    for step in range(len(run.timeline)):
        assert "ways" not in builder.scene(Cursor(run.timeline, Level.ELEMENT, step)).offered


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_copies_around_are_not_offered_so(mode: str) -> None:
    run = one_layer("conv2d", counting(4, 5), counting(2, 3), padding=1, padding_mode=mode)
    scene = scene_of(run, "layer1.grad_input[1,1]")
    assert "scatter" not in scene.offered


def test_sums_of_another_pass_are_not_taken_for_this_one() -> None:
    own = {"weight": counting(1, 1, 2, 2)}
    run = chain(counting(5, 5), (("conv1", "conv2d", own, {}), ("conv2", "conv2d", own, {})))
    builder = SceneBuilder(run, "test", "en")
    for place in ("conv2.grad_input[1,1]", "conv1.grad_input[1,1]", "conv2.grad_input[1,1]"):
        cursor = cursor_at_start(run.timeline).goto(parse_place(place, run.timeline))
        scene = builder.scene(cursor)
        assert scene.picture("scatter").grids[2].cell_at(1, 1).value == scene.moment.running
