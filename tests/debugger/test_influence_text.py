"""What a cell reaches and depends on, in words and maps of signs."""

from __future__ import annotations

import numpy as np
import pytest

from convtutor.debugger.influence import Reached
from convtutor.debugger.influence_text import influence_lines, receptive_lines
from convtutor.debugger.reach_boxes import MOVE_IT, sentence_of
from convtutor.debugger.reach_maps import map_of, planes_met
from convtutor.engine.arrays import Array
from convtutor.lesson.catalog import find_lesson, lesson_names
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import Run, run_example
from convtutor.steps import Place
from convtutor.words.wrapping import cell_width
from tests.debugger.networks import NETWORKS, net
from tests.scene.runs import chain


def small() -> Run:
    """Run a 3x4 picture through conv1, 2x3, and relu1, two of whose gates are closed."""
    image = [[1, 2, 3, 4], [5, -6, 7, 8], [9, 8, 7, 6]]
    own = {"weight": [[1, 0], [2, -1]], "bias": [-3]}
    return chain(image, (("conv1", "conv2d", own, {}), ("relu1", "relu", {}, {})))


def met(reached: Array, moving: Array | None = None, name: str = "conv1.output") -> Reached:
    cells = np.asarray(reached, bool)
    return Reached(name, cells, cells if moving is None else np.asarray(moving, bool))


def test_influence_names_boxes_counts_and_draws_maps() -> None:
    assert influence_lines(small(), Place("conv1", "input", (0, 0, 1, 1)), "en", 90) == [
        "what conv1.input[1,1] reaches",
        "rows 0 to 1, columns 0 to 1 of conv1.output, 4 of 6 cells; 3 of them move now",
        "  # # .",
        "  o # .",
        "rows 0 to 1, columns 0 to 1 of relu1.output, 4 of 6 cells; 1 of them moves now: row 0,",
        "column 0",
        "  # o .",
        "  o o .",
        "# moves now, o is reached but its derivative is 0 now, . is not reached",
    ]


def test_a_receptive_field_is_told_from_the_nearest_array_to_the_input() -> None:
    assert receptive_lines(small(), Place("relu1", "output", (0, 0, 1, 1)), "en", 90) == [
        "what relu1.output[1,1] depends on",
        "row 1, column 1 of conv1.output, 1 of 6 cells; this one does not move it now",
        "  . . .",
        "  . o .",
        "rows 1 to 2, columns 1 to 2 of conv1.input, 4 of 12 cells; none of them moves it now",
        "  . . . .",
        "  . o o .",
        "  . o o .",
        "# moves it now, o is read but the derivative is 0 now, . is not read",
    ]


def test_a_chinese_line_says_the_same() -> None:
    lines = influence_lines(small(), Place("conv1", "bias", (0,)), "zh", 80)
    assert lines[:2] == ["conv1.bias[0] 影响到哪里", "conv1.output 的全部，6 个元素；现在都会动"]


def test_a_cell_that_nobody_reads_reaches_nothing() -> None:
    lines = influence_lines(small(), Place("relu1", "output", (0, 0, 1, 1)), "en", 80)
    assert lines == ["nothing that comes after reads relu1.output[1,1]"]


def test_no_derivative_is_taken_by_a_running_statistic() -> None:
    run = net("batch norm in evaluation", 0)
    lines = influence_lines(run, Place("norm1", "running_mean", (1,)), "en", 80)
    assert lines == [
        "no derivative is taken by norm1.running_mean[1], so nothing moves with it"
    ]


def test_an_input_depends_on_nothing() -> None:
    lines = receptive_lines(small(), Place("conv1", "input", (0, 0, 2, 1)), "en", 80)
    assert lines == ["conv1.input[2,1] depends on nothing but itself"]


@pytest.mark.parametrize(("shape", "cells", "said"), [
    ((7,), (slice(2, 5),), "elements 2 to 4 of x, 3 of 7 cells; all of them move now"),
    ((2, 6), (1, slice(0, 6)), "row 1, columns 0 to 5 of x, 6 of 12 cells; all of them move now"),
    ((3, 1, 6), (slice(1, 3), 0, 2),
     "indices 1 to 2 of axis 0, column 2 of x, 2 of 18 cells; all of them move now"),
    ((1, 3, 2, 2), (0, 2, 1, 0), "channel 2, row 1, column 0 of x, 1 of 12 cells; it moves now"),
    ((1, 1), (0, 0), "x, the one number; it moves now"),
    ((), (), "x, the one number; it moves now"),
    ((2, 2), (slice(0, 2),), "all of x, 4 cells; all of them move now"),
])
def test_a_box_names_the_axes_that_have_a_choice(
    shape: tuple[int, ...], cells: tuple[int | slice, ...], said: str
) -> None:
    reached = np.zeros(shape, bool)
    reached[cells] = True
    assert sentence_of(met(reached, name="x"), "en") == said


def test_what_moves_has_a_box_of_its_own_where_it_is_another_one() -> None:
    reached, moving = np.zeros((5, 6), bool), np.zeros((5, 6), bool)
    reached[1:4, 2:6] = True
    moving[2, 3:5] = True
    assert sentence_of(met(reached, moving, "x"), "en", MOVE_IT) == (
        "rows 1 to 3, columns 2 to 5 of x, 12 of 30 cells; 2 of them move it now: row 2, "
        "columns 3 to 4"
    )


def test_a_large_plane_is_drawn_smaller_and_no_cell_is_lost() -> None:
    reached, moving = np.zeros((9, 100), bool), np.zeros((9, 100), bool)
    reached[8, 99] = reached[0, 0:5] = True
    moving[0, 4] = True
    drawn = map_of(met(reached, moving), (), 5, 40)
    assert (drawn.cells, drawn.is_whole) == ((2, 3), True)
    assert len(drawn.rows) == 5
    assert drawn.rows[0] == "o#" + "." * 32
    assert drawn.rows[4] == "." * 33 + "o"


def test_of_a_large_plane_the_part_that_is_reached_is_drawn() -> None:
    reached = np.zeros((2, 224, 200), bool)
    reached[1, 50:52, 197:200] = True
    drawn = map_of(met(reached), (1,), 20, 40)
    assert drawn.rows == ("....", ".###", ".###", "....")
    assert (drawn.part, drawn.cells) == ((slice(49, 53), slice(196, 200)), (1, 1))
    assert not drawn.is_whole


def test_planes_that_move_are_drawn_before_those_that_do_not() -> None:
    reached, moving = np.zeros((1, 3, 2, 2), bool), np.zeros((1, 3, 2, 2), bool)
    reached[0, 0, 1, 1] = reached[0, 2, 0, 1] = moving[0, 2, 0, 1] = True
    assert planes_met(met(reached, moving)) == [(0, 2), (0, 0)]


def test_a_map_of_a_part_says_which() -> None:
    image = np.arange(50 * 30).reshape(50, 30) % 7 - 2.0
    run = chain(image, (("conv1", "conv2d", {"weight": [[1, 2]]}, {}),))
    lines = receptive_lines(run, Place("conv1", "output", (0, 0, 44, 20)), "en", 80)
    assert lines[3:7] == [
        "  conv1.input, rows 43 to 45, columns 19 to 22", "  . . . .", "  . # # .", "  . . . .",
    ]


def test_a_scaled_map_says_so() -> None:
    image = np.arange(50 * 30).reshape(50, 30) % 7 - 2.0
    run = chain(image, (("conv1", "conv2d", {"weight": [[1, 2]]}, {}),))
    lines = influence_lines(run, Place("conv1", "weight", (0, 0, 0, 1)), "en", 80)
    assert lines[2] == "  conv1.output, one sign stands for 3 x 1 cells"


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_it_may_be(name: str, language: str, width: int) -> None:
    run = net(name, 0)
    for layer in (bound.name for bound in run.layers):
        index = tuple(extent - 1 for extent in run.arrays[f"{layer}.output"].shape)
        place = Place(layer, "output", index)
        for lines in (influence_lines(run, place, language, width),
                      receptive_lines(run, place, language, width)):
            assert lines
            assert max(map(cell_width, lines)) <= width


@pytest.mark.parametrize("name", lesson_names())
def test_every_cell_of_the_way_forward_of_a_shipped_lesson_is_told_of(name: str) -> None:
    lesson = read_lesson(find_lesson(name))
    for run in map(run_example, {lesson.examples[0], lesson.examples[-1]}):
        for bound in run.repeats[-1].layers:
            for array in (*bound.shapes, "output"):
                shape = run.arrays[f"{bound.name}.{array}"].shape
                place = Place(bound.name, array, tuple(extent // 2 for extent in shape))
                for lines in (influence_lines(run, place, "en", 80),
                              receptive_lines(run, place, "zh", 80)):
                    assert lines
                    assert max(map(cell_width, lines)) <= 80
