"""The grids of a question give nothing away, and show all that the answer needs."""

from __future__ import annotations

import pytest

from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.templates import templates_of
from convtutor.scene.grid import Cell, Grid, Role
from convtutor.scene.quiz_grids import asked_units, index_of
from convtutor.scene.quiz_picking import Picking
from tests.quiz.questions import (
    CHOICE,
    LINE,
    PADDED,
    READS,
    SIZE,
    VALUE,
    first_of,
    lesson,
    question,
)


def cells(grid: Grid) -> dict[tuple[int, int], Cell]:
    frame = grid.frame
    return {
        (row, col): grid.cell_at(row, col)
        for row in range(frame.row0, frame.row1) for col in range(frame.col0, frame.col1)
    }


def test_what_is_asked_for_is_hidden_and_the_rest_of_its_array_is_still_to_come() -> None:
    (unit,) = asked_units(question(VALUE), "en")
    assert [grid.heading for grid in unit] == ["input", "kernel", "output"]
    assert {at: cell.role for at, cell in cells(unit[-1]).items()} == {
        (0, 0): Role.PENDING, (0, 1): Role.PENDING, (1, 0): Role.PENDING, (1, 1): Role.HIDDEN
    }
    assert all(cell.value is None for cell in cells(unit[-1]).values())


def test_no_window_and_no_tap_say_what_is_read() -> None:
    (unit,) = asked_units(question(PADDED), "en")
    assert all(grid.window is None for grid in unit)
    seen = [cell for grid in unit for cell in cells(grid).values()]
    assert not any(cell.window or cell.tap or cell.current for cell in seen)


def test_a_size_is_asked_for_without_the_output() -> None:
    (unit,) = asked_units(question(SIZE), "en")
    assert [grid.heading for grid in unit] == ["input", "kernel"]


@pytest.mark.parametrize("id_", [CHOICE, LINE])
def test_a_choice_and_a_listing_have_no_grids(id_: str) -> None:
    assert asked_units(question(id_), "en") == ()


def test_the_bias_stands_among_what_is_read() -> None:
    (unit,) = asked_units(question("5 value conv1.output"), "en")
    bias = next(grid for grid in unit if grid.heading == "bias")
    assert bias.sign == "+"
    run = question("5 value conv1.output").case.run
    assert bias.cell_at(0, 0).value == run.arrays["conv1.bias"][0]


def test_every_channel_that_is_read_stands_with_its_kernel() -> None:
    asked = first_of("value", "channels-in")
    units = asked_units(asked, "en")
    channels = asked.case.run.arrays["conv1.input"].shape[1]
    assert [[grid.heading for grid in unit] for unit in units[:channels]] == (
        [["input", "kernel"]] * channels
    )


def test_a_gradient_through_gates_shows_the_numbers_that_decide() -> None:
    asked = first_of("gradient", "max-pool")
    headings = [grid.heading for unit in asked_units(asked, "en") for grid in unit]
    assert "input" in headings
    assert "grad_output" in headings


def test_of_an_array_that_is_picked_on_every_plane_is_there() -> None:
    asked = first_of("reads", "groups")
    assert asked.asked.picked is not None
    shape = asked.case.run.arrays[asked.asked.picked].shape
    grids = [unit[0] for unit in asked_units(asked, "en") if index_of(unit[0], asked, 0, 0)]
    assert len(grids) == shape[0] * shape[1]
    assert index_of(grids[-1], asked, 1, 0) == (0, shape[1] - 1, 1, 0)


def test_picked_cells_are_filled_and_the_cursor_has_the_window() -> None:
    asked = question(READS)
    picking = Picking(frozenset({(0, 0, 1, 0)}), (0, 0, 2, 1))
    (unit,) = asked_units(asked, "en", picking)
    seen = cells(unit[0])
    assert [at for at, cell in seen.items() if cell.tap] == [(1, 0)]
    assert [at for at, cell in seen.items() if cell.current] == [(2, 1)]
    assert unit[0].window is not None
    assert (2, 1) in unit[0].window
    assert index_of(unit[0], asked, -1, 0) is None


@pytest.mark.parametrize("name", ["padding", "activations", "broadcasting", "sgd-step"])
def test_no_grid_of_a_value_shows_the_right_answer_in_its_place(name: str) -> None:
    kinds = {query.kind for one in lesson(name).examples for query in one.questions}
    asked = first_of("value" if "value" in kinds or name == "padding" else "gradient", name)
    for unit in asked_units(asked, "en"):
        for grid in unit:
            full = f"{grid.key[0]}.{grid.key[2] if len(grid.key) > 3 else grid.key[1]}"
            if asked.asked.hidden.get(full, ()) is None:
                assert all(cell.value is None for cell in cells(grid).values())


def test_of_several_elements_all_that_any_of_them_reads_is_there() -> None:
    for name in ("channels-out", "one-by-one", "tensors", "sgd-step"):
        for one in templates_of(lesson(name)):
            if one.kind != "value" or ":" not in one.target:
                continue
            asked = question(one.id, name)
            planes = {
                (grid.key[2], grid.key[3]) for unit in asked_units(asked, "en") for grid in unit
                if len(grid.key) == 4
            }
            for place in asked_places(asked):
                step = step_at(asked.case.run, place)
                assert step is not None
                assert all(
                    (read.array, read.index[:-2]) in planes for tap in step.taps
                    for read in tap.reads
                )
