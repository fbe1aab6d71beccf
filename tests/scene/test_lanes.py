"""The lanes of a layer: their partial sums are those of its taps, every number is the run's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import isclose
from typing import Any

import numpy as np
import pytest

from convtutor.engine.geometry import Where
from convtutor.lesson.run import Run
from convtutor.scene.grid import Grid, Role
from convtutor.scene.lanes import Kernel, kernel_of, lanes_of
from convtutor.scene.moment import Moment
from convtutor.scene.pictures import Label, Picture
from convtutor.scene.pictures.lanes import MOST_LANES
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level, beside, cursor_at_start, parse_place
from convtutor.steps.numbers import number
from tests.scene.runs import counting, floats, one_layer, spread

RUNS: dict[str, Any] = {
    "two planes": lambda: one_layer(
        "conv2d", counting(1, 2, 4, 5), counting(3, 2, 2, 3), [1.0, -2.0, 3.0],
        stride=(2, 1), padding=(1, 0)),
    "batch, dilation": lambda: one_layer(
        "conv2d", counting(2, 3, 6, 5), counting(2, 3, 3, 2), dilation=(2, 3), padding=(0, 2)),
    "groups": lambda: one_layer(
        "conv2d", counting(1, 6, 4, 3), counting(4, 3, 2, 2), [1.0, 2.0, -3.0, 4.0], groups=2,
        padding=1),
    "depthwise": lambda: one_layer(
        "conv2d", counting(1, 4, 4, 3), counting(4, 1, 2, 2), groups=4, stride=(1, 2)),
    "one by one": lambda: one_layer("conv2d", counting(1, 5, 2, 3), counting(3, 5, 1, 1)),
    "many": lambda: one_layer(
        "conv2d", counting(1, 16, 3, 4), counting(2, 16, 2, 2), [5.0, -1.0]),
    "floats": lambda: one_layer(
        "conv2d", floats(1, 3, 4, 4), floats(2, 3, 2, 2), [0.5, -1.25], padding=1),
    "copies": lambda: one_layer(
        "conv2d", counting(1, 2, 4, 3), counting(1, 2, 3, 2), padding=(1, 1),
        padding_mode="reflect"),
    "one axis": lambda: one_layer(
        "conv1d", counting(2, 4, 7), counting(2, 2, 3), [1.0, -1.0], groups=2, stride=2,
        padding=2),
    "transposed": lambda: one_layer(
        "conv_transpose2d", counting(1, 2, 2, 3), counting(2, 3, 2, 2), [1.0, 0.0, -1.0],
        stride=(3, 2), padding=(0, 1)),
}


@cache
def builder(name: str) -> SceneBuilder:
    """Give the builder of a run's scenes."""
    return SceneBuilder(RUNS[name](), "test", "en")


def scenes(name: str, count: int = 5) -> Iterator[Scene]:
    """Give scenes spread over the passes that lanes are offered for."""
    made = builder(name)
    for cursor in spread(made.run, count):
        scene = made.scene(cursor)
        if "lanes" in scene.offered:
            yield scene


def forward(name: str) -> Iterator[Scene]:
    """Give every tap of some elements of the forward pass, and the elements themselves."""
    made = builder(name)
    timeline = made.run.timeline
    total = len(timeline.traces[0])
    for step in sorted({0, 1, total // 3, total // 2, total - 1}):
        for tap in range(len(timeline[step].taps)):
            yield made.scene(Cursor(timeline, Level.TAP, step, tap))
        yield made.scene(Cursor(timeline, Level.ELEMENT, step))


def kernel(scene: Scene, name: str) -> Kernel:
    """Give the kernel of a scene's pass."""
    found = kernel_of(scene.moment, builder(name).layer_of(scene.moment))
    assert found is not None
    return found


def text(label: Label) -> str:
    """Give the text of a label."""
    return "\n".join("".join(span.text for span in line) for line in label.lines)


def labels(picture: Picture) -> dict[str, str]:
    """Give the texts of a picture by their names."""
    return {label.name: text(label) for label in picture.labels}


def at(name: str, place: str) -> Scene:
    """Give the scene of a place."""
    made = builder(name)
    cursor = cursor_at_start(made.run.timeline)
    return made.scene(cursor.goto(parse_place(place, made.run.timeline)))


@pytest.mark.parametrize("name", RUNS)
def test_partial_sums_and_the_bias_add_up_to_the_running_sum_at_every_tap(name: str) -> None:
    for scene in forward(name):
        moment = scene.moment
        done = moment.taps_done
        lanes = lanes_of(moment, kernel(scene, name))
        total = sum(lane.sum_of(done) for lane in lanes)
        total += sum(tap.product for tap in moment.step.taps[:done] if len(tap.reads) == 1)
        assert moment.running is not None
        assert isclose(total, moment.running, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize("name", RUNS)
def test_every_product_lies_in_one_lane_and_lanes_follow_one_another(name: str) -> None:
    for scene in scenes(name):
        lanes = lanes_of(scene.moment, kernel(scene, name))
        numbers = [tap.number for lane in lanes for tap in lane.taps]
        pairs = [tap.number for tap in scene.moment.step.taps if len(tap.reads) == 2]
        assert numbers == pairs
        assert len({lane.channel for lane in lanes}) == len(lanes)


@pytest.mark.parametrize("name", sorted(set(RUNS) - {"floats"}))
def test_the_texts_of_whole_numbers_are_the_sums_of_the_run(name: str) -> None:
    for scene in forward(name):
        picture, moment = scene.picture("lanes"), scene.moment
        told, lanes = labels(picture), lanes_of(moment, kernel(scene, name))
        done = moment.taps_done
        count = len(picture.grids) // 3
        values = [told[f"value{n}"].split("→")[1].strip() for n in range(count)]
        shown = [value for value in values if value != "·"]
        assert set(shown) <= {number(lane.sum_of(done)) for lane in lanes}
        assert moment.running is not None
        assert told["total"].strip() == number(moment.running)


def numbers_in(line: str) -> list[float]:
    """Give the sums that an arithmetic line adds up, what is to come left out."""
    terms = line.split(" = ")[1].split(" + ")
    return [float(term) for term in terms if not any(c.isalpha() for c in term)]


def test_the_arithmetic_speaks_of_channels_and_adds_up() -> None:
    for scene in forward("two planes"):
        told = labels(scene.picture("lanes"))["arithmetic_channel"]
        running = scene.moment.running
        assert running is not None
        assert sum(numbers_in(told)) == running


def test_a_lane_shows_its_working_and_the_arithmetic_what_is_to_come() -> None:
    scene = at("two planes", "layer1.output[0,1,1].tap[2]")
    taps = scene.moment.step.taps
    told = labels(scene.picture("lanes"))
    before, product = taps[0].product + taps[1].product, taps[2].product
    assert f"{before:.0f} + {product:.0f} =" in told["working0"]
    assert told["arithmetic_channel"].endswith(" + channel 1 + bias 1")
    assert told["so_far"] == "so far"
    done = labels(at("two planes", "layer1.output[0,1,1]").picture("lanes"))
    assert not done["so_far"].strip()


def lane_grids(scene: Scene) -> Iterator[tuple[int, Grid, Grid, Grid]]:
    """Give the grids of each lane shown."""
    grids = scene.picture("lanes").grids
    for at in range(len(grids) // 3):
        first, second, products = grids[3 * at : 3 * at + 3]
        yield at, first, second, products


@pytest.mark.parametrize("name", RUNS)
def test_windows_kernels_and_products_of_a_lane_are_those_of_its_taps(name: str) -> None:
    for scene in scenes(name):
        moment = scene.moment
        lanes = {lane.channel: lane for lane in lanes_of(moment, kernel(scene, name))}
        for at, first, second, products in lane_grids(scene):
            lane = lanes[channel_of(scene, at)]
            for tap in lane.taps:
                read, weight = ((0, *r.index)[-2:] for r in tap.reads)
                cell = first.cell_at(*read)
                assert cell.value == tap.reads[0].value
                assert cell.window is moment.started
                assert (cell.role is Role.PADDING) is (tap.reads[0].where is not Where.INSIDE)
                assert cell.tap is second.cell_at(*weight).tap is (tap.number == moment.tap)
                assert second.cell_at(*weight).value == tap.reads[1].value
                made = products.cell_at(*weight)
                assert (made.value is not None) is (tap.number < moment.taps_done)
                assert read in first.frame
                assert weight in second.frame


def channel_of(scene: Scene, number: int) -> int:
    """Read the number of a lane's channel from its label."""
    return int(labels(scene.picture("lanes"))[f"channel{number}"].split()[1])


@pytest.mark.parametrize("name", RUNS)
def test_one_ruler_lights_the_column_of_the_tap_whichever_lane_it_is_in(name: str) -> None:
    for scene in scenes(name):
        moment, first = scene.moment, scene.picture("lanes").grids[0]
        reads = () if moment.tap is None else moment.step.taps[moment.tap].reads
        lit = {reads[0].index[-1]} if len(reads) > 1 else set()
        assert first.cols_lit == lit
        assert sum(bool(first.rows_lit) for _, first, _, _ in lane_grids(scene)) == len(lit)


def test_only_the_lane_of_the_tap_is_lit() -> None:
    for scene in forward("groups"):
        picture, tap = scene.picture("lanes"), scene.moment.tap
        lit = [
            label.name for label in picture.labels
            if label.name.startswith("channel") and label.lines[0][0].tone.value == "accent"
        ]
        pair = tap is not None and len(scene.moment.step.taps[tap].reads) == 2
        assert len(lit) == int(pair)


def test_the_channels_of_a_group_are_named_and_those_of_others_not_drawn() -> None:
    told = labels(at("groups", "layer1.output[3,0,0]").picture("lanes"))
    assert told["note"] == "group 2 of 2, channels 3 to 5"
    assert [told[f"channel{n}"] for n in range(3)] == ["channel 3", "channel 4", "channel 5"]
    assert "channel3" not in told
    alone = at("depthwise", "layer1.output[2,0,0]").picture("lanes")
    assert labels(alone)["note"] == "group 3 of 4, channel 2"
    assert len(alone.grids) == 4


def test_what_is_not_shown_of_many_channels_is_summed_in_one_line_each() -> None:
    scene = at("many", "layer1.output[1,0,1].tap[33]")  # channel 8
    lanes = lanes_of(scene.moment, kernel(scene, "many"))
    forms = [scene.picture("lanes").form(n) for n in range(MOST_LANES - 1)]
    assert [len(form.grids) // 3 for form in forms] == [7, 6, 5, 4, 3, 2]
    for form in forms:
        told, count = labels(form), len(form.grids) // 3
        start = int(told["channel0"].split()[1])
        assert told["note"] == f"channels {start} to {start + count - 1} of 16"
        assert start <= 8 < start + count
        before = sum(lane.sum_of(34) for lane in lanes[:start])
        assert told["before"].split() == [str(start), "channels", "before:", f"{before:.0f}"]
        assert told["after"].split() == [str(16 - start - count), "channels", "after:", "·"]


def test_the_folded_arithmetic_adds_up_as_well() -> None:
    for scene in forward("many"):
        told = labels(scene.picture("lanes"))["arithmetic_folded"]
        terms = [term.split(" from ")[0] for term in told.split(" = ")[1].split(" + ")]
        known = [term for term in terms if "come" not in term and "bias" not in term]
        assert sum(map(float, known)) == scene.moment.running


@pytest.mark.parametrize("name", RUNS)
def test_an_arithmetic_never_grows_wider_than_it_says(name: str) -> None:
    for scene in forward(name):
        for label in scene.picture("lanes").labels:
            if label.name.startswith("arithmetic"):
                assert len(text(label)) <= label.widest


@pytest.mark.parametrize("name", RUNS)
def test_a_text_beside_the_lanes_keeps_its_width_while_the_planes_stay(name: str) -> None:
    widths: dict[object, dict[str, int]] = {}
    for scene in forward(name):
        picture = scene.picture("lanes")
        now = {label.name: len(text(label)) for label in picture.labels if not label.widest}
        assert widths.setdefault(picture.key, now) == now


def test_lanes_are_not_offered_where_nothing_is_read_from_several_planes() -> None:
    image, weight = counting(1, 1, 4, 5), counting(2, 1, 2, 2)
    for run in (
        one_layer("conv2d", image, weight),
        one_layer("max_pool2d", counting(1, 3, 4, 4), kernel_size=2),
        one_layer("avg_pool2d", counting(1, 3, 4, 4), kernel_size=2),
        one_layer("relu", counting(1, 3, 4, 4)),
    ):
        ways = SceneBuilder(run, "test", "en").scene(Cursor(run.timeline, Level.ELEMENT, 0)).offered
        assert "lanes" not in ways


def test_a_gradient_of_the_input_has_the_output_channels_for_lanes() -> None:
    scene = at("two planes", "layer1.grad_input[1,2,3]")
    assert "lanes" in scene.offered
    picture = scene.picture("lanes")
    assert [grid.heading for grid in picture.grids if grid.heading] == [
        "grad_output", "kernel", "products", "grad_input"
    ]
    assert len(picture.grids) == 3 * 3 + 1
    assert "lanes" not in at("two planes", "layer1.grad_weight[1,0,0,0]").offered


def test_the_planes_of_the_output_are_named_in_a_strip() -> None:
    told = labels(at("two planes", "layer1.output[1,0,0]").picture("lanes"))["planes"]
    assert told.split("\n")[:2] == ["plane 2 of 3", "0 [1] 2 "]
    batch = labels(at("batch, dilation", "layer1.output[1,1,0,0]").picture("lanes"))["planes"]
    assert "image 2 of 2" in batch
    assert "planes" not in labels(at("one axis", "layer1.output[1,0,0]").picture("lanes"))


def test_the_breadcrumb_names_the_channel_and_counts_its_own_taps() -> None:
    crumbs = at("two planes", "layer1.output[1,0,1].tap[8]").head.crumbs
    assert crumbs[-3:] == ("output[1,0,1]", "channel 1", "tap 3 of 6")
    assert at("two planes", "layer1.output[1,0,1].tap[12]").head.crumbs[-1] == "bias"
    assert at("two planes", "layer1.output[1,0,1]").head.crumbs[-1] == "output[1,0,1]"


@pytest.mark.parametrize("name", ["two planes", "batch, dilation", "transposed"])
def test_a_plane_on_is_the_same_cell_of_the_next_plane(name: str) -> None:
    timeline = builder(name).run.timeline
    size = int(np.prod(timeline.traces[0].rule.shape[-2:]))
    for step in (0, 3, size - 1):
        for tap in (None, 0, 2):
            if tap is not None and len(timeline[step].taps) <= tap:
                continue
            level = Level.ELEMENT if tap is None else Level.TAP
            cursor = Cursor(timeline, level, step, tap)
            there = beside(cursor, 1)
            assert there == replace(cursor, step=step + size)
            assert beside(there, -1) == cursor
            assert beside(cursor, -1) == cursor
    assert beside(cursor_at_start(timeline), 1) == cursor_at_start(timeline)


def test_a_run_without_taps_shows_the_lanes_of_a_neighbour() -> None:
    run: Run = builder("transposed").run
    empty = next(step for step in run.timeline.traces[0] if len(step.taps) == 1)
    scene = builder("transposed").scene(Cursor(run.timeline, Level.ELEMENT, empty.number))
    moment: Moment = scene.moment
    lanes = lanes_of(moment, kernel(scene, "transposed"))
    assert [lane.taps for lane in lanes] == [(), ()]
    assert len(scene.picture("lanes").grids) == 7
