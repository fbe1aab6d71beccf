"""The rows draw what their cells say: small layers that the operators take, with axes apart."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
import pytest

from convtutor.crosscheck.board.drawing import FACETS, Cell, Row, Setting, settings_of
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.run import example_of
from convtutor.crosscheck.plan import plan_of
from convtutor.engine.arrays import shapes_of
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import run_example

CELLS = [cell for name, row in BOARD.items() for cell in row.cells(name)]
MOST_ELEMENTS = 2000
every_operator = pytest.mark.parametrize("name", BOARD)


def test_every_operator_has_a_row_on_the_board() -> None:
    assert set(OPERATORS) - set(BOARD) == set(), "draw these in convtutor/crosscheck/board/rows"
    assert set(BOARD) - set(OPERATORS) == set(), "no operators have these names"


def drawn(cell: Cell, seed: int = 2016) -> tuple[Setting, ...]:
    return settings_of(cell, BOARD[cell.operator], seed)


def of(name: str) -> list[Setting]:
    """Draw the settings of an operator from several seeds."""
    return [
        setting for seed in range(3) for cell in BOARD[name].cells(name)
        for setting in drawn(cell, seed)
    ]


@every_operator
def test_a_layer_has_a_stride_a_dilation_and_groups_as_its_cell_says(name: str) -> None:
    for setting in of(name):
        cell = setting.cell
        for facet, exceeds in zip(FACETS, (cell.strided, cell.dilated, cell.grouped), strict=True):
            if facet in BOARD[name].facets:
                assert exceeds == (np.max(getattr(setting.params, facet)) > 1), setting


@every_operator
def test_the_facets_of_a_row_are_those_of_the_operator(name: str) -> None:
    """A facet that the operator has and the row leaves out would never be drawn above 1."""
    assert set(BOARD[name].facets) == set(FACETS) & set(OPERATORS[name].keywords)


@every_operator
def test_every_mode_is_drawn_in_at_least_one_cell(name: str) -> None:
    row = BOARD[name]
    modes = {cell.mode for cell in row.cells(name) if drawn(cell)}
    assert modes == set(row.modes)


@every_operator
def test_rows_and_columns_differ(name: str) -> None:
    """In every layer of two sliding axes something tells them apart, and mostly the kernel or the
    size of the output does."""
    settings = of(name)
    axes = [OPERATORS[name].axes(shapes_of(s.layer.operands), s.params) for s in settings]
    pairs = [pair for pair in axes if len(pair) == 2]
    assert all(rows != columns for rows, columns in pairs)
    apart = [(rows.k, rows.o) != (columns.k, columns.o) for rows, columns in pairs]
    assert not pairs or sum(apart) > len(pairs) / 2


@every_operator
def test_layers_are_small_finite_and_made_of_the_right_dtypes(name: str) -> None:
    operator = OPERATORS[name]
    for setting in of(name):
        arrays = setting.layer.operands
        assert sum(map(prod, shapes_of(arrays).values())) <= MOST_ELEMENTS
        for operand, values in arrays.items():
            wanted = {np.dtype(np.float64)}
            if operand in operator.classes:
                wanted.add(np.dtype(np.int64))
            assert values.dtype in wanted, (operand, setting)
            assert np.isfinite(values).all(), (operand, setting)
        output = operator.run_forward(arrays, setting.params)["output"]
        assert output.shape == setting.output
        assert output.size, setting
        assert np.isfinite(output).all(), setting


@every_operator
def test_torch_may_have_every_layer(name: str) -> None:
    for setting in of(name):
        (layer,) = plan_of(run_example(example_of(setting))).layers
        assert layer.refusal is None, setting


@every_operator
def test_a_seed_draws_the_same_again_and_another_draws_others(name: str) -> None:
    def texts(seed: int) -> list[str]:
        return [f"{s} {s.layer.operands} {s.grad_output}" for cell in BOARD[name].cells(name)
                for s in drawn(cell, seed)]

    assert texts(7) == texts(7)
    assert texts(7) != texts(8)


@every_operator
def test_every_operator_is_drawn_a_few_times(name: str) -> None:
    """An operator of one cell alone is drawn as often as a few cells of a convolution."""
    row = BOARD[name]
    counts = [len(drawn(cell)) for cell in row.cells(name)]
    assert sum(counts) >= 14
    assert set(counts) <= {0, row.settings_a_cell}
    assert row.settings_a_cell >= 2


def test_by_turns_a_cell_is_drawn_in_whole_numbers_and_in_others() -> None:
    whole, other = drawn(Cell("conv2d", "zeros"))
    assert all((a == a.round()).all() for a in (*whole.layer.operands.values(), whole.grad_output))
    assert any((a != a.round()).any() for a in other.layer.operands.values())


def test_what_is_drawn_for_other_cells_changes_nothing() -> None:
    alone = [str(setting) for setting in drawn(CELLS[-1])]
    among = [[str(setting) for setting in drawn(cell)] for cell in CELLS]
    assert among[-1] == alone


def test_a_cell_without_a_layer_draws_nothing() -> None:
    assert drawn(Cell("conv2d", "same", strided=True)) == ()
    assert drawn(Cell("conv_transpose2d", "output_padding", grouped=True)) == ()


def test_cells_come_mode_by_mode_with_the_stride_changing_first() -> None:
    cells = Row(lambda draw, cell: None, ("a", "b"), ("stride", "groups")).cells("conv2d")
    assert [(c.mode, c.place) for c in cells] == [
        ("a", 0), ("a", 1), ("a", 4), ("a", 5), ("b", 0), ("b", 1), ("b", 4), ("b", 5),
    ]


def test_a_cell_is_named_by_what_exceeds_one() -> None:
    assert Cell("relu").name == "relu"
    assert Cell("conv2d", "same", dilated=True, grouped=True).name == (
        "conv2d, same, dilation > 1, groups > 1"
    )


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.mode], ids=lambda c: c.name)
def test_a_mode_is_in_the_keywords_of_its_layers(cell: Cell) -> None:
    meant: dict[str, Any] = {
        "ceil": ("ceil_mode", True), "floor": ("ceil_mode", False), "same": ("padding", "same"),
        "valid": ("padding", "valid"), "reflect": ("padding_mode", "reflect"),
        "replicate": ("padding_mode", "replicate"), "circular": ("padding_mode", "circular"),
    }
    for setting in drawn(cell):
        if cell.mode in meant:
            name, value = meant[cell.mode]
            assert setting.layer.keywords[name] == value
        if cell.mode == "output_padding":
            assert max(setting.layer.keywords["output_padding"]) > 0
