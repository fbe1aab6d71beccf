"""A run of the board claims what it computed, and nothing of what did not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from convtutor.crosscheck.board import run
from convtutor.crosscheck.board.drawing import Cell, settings_of
from convtutor.crosscheck.board.kept import BOARD_LANES, NUMPY
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.run import (
    Square,
    board_operators,
    example_of,
    least_trusted,
    run_board,
)
from convtutor.crosscheck.match import Verdict
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError
from tests.conftest import require
from tests.crosscheck.board.boards import CPU, CUDA, EVERYWHERE, HERE, board, square
from tests.crosscheck.torches import at_the_first_tensor, install
from tests.plain.test_play import WRONG_TORCH

MISSING = "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')"
AGREEING = {Verdict.EXACT, Verdict.TYPICAL, Verdict.WITHIN_BOUND}
RELU, CONV = Cell("relu"), Cell("conv2d", "zeros", strided=True)


def run_cells(
    monkeypatch: pytest.MonkeyPatch, *cells: Cell, device: str = "auto"
) -> list[Square]:
    """Run some cells alone."""
    wanted = {cell.name for cell in cells}
    with monkeypatch.context() as patch:
        patch.setattr(
            run, "settings_of",
            lambda cell, *rest: settings_of(cell, *rest) if cell.name in wanted else (),
        )
        squares = list(run_board([cell.operator for cell in cells], device))
    return [found for found in squares if found.settings]


def test_the_least_trusted_verdict_counts_and_what_did_not_run_is_no_agreement() -> None:
    exact, bound = Verdict.EXACT, Verdict.WITHIN_BOUND
    assert least_trusted([exact, bound, exact]) is bound
    assert least_trusted([exact, Verdict.NOT_CHECKED]) is Verdict.NOT_CHECKED
    assert least_trusted([Verdict.NOT_CHECKED, Verdict.MISMATCH, exact]) is Verdict.MISMATCH
    assert least_trusted([]) is Verdict.NOT_CHECKED


def test_a_layer_is_an_example_with_its_own_arrays_apart_from_what_it_reads() -> None:
    setting = next(s for s in settings_of(CONV, BOARD["conv2d"]) if s.layer.operands)
    example = example_of(setting)
    (layer,) = example.layers
    assert (layer.name, layer.inputs) == ("conv2d", ("input",))
    assert set(example.tensors) == {"input"}
    assert set(layer.operands) == set(setting.layer.operands) - {"input"}
    assert example.grad_output is setting.grad_output


@pytest.mark.parametrize("names", [[], ["relu"], ["max_pool2d", "conv2d"]])
def test_operators_are_run_in_the_order_of_the_table(names: list[str]) -> None:
    assert board_operators(names) == tuple(n for n in OPERATORS if n in (names or OPERATORS))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("conv2", "no operator is named 'conv2'; did you mean 'conv2d'?"),
     ("zzz", "no operator is named 'zzz'; there are conv1d, ")],
)
def test_an_unknown_operator_is_refused_with_the_nearest(name: str, sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        board_operators(["relu", name])
    assert sentence in str(refusal.value)


def test_numpy_and_torch_on_the_cpu_agree_and_the_gpu_claims_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require("torch")
    for found in run_cells(monkeypatch, RELU, CONV, device="cpu"):
        assert {found.verdict([lane]) for lane in (NUMPY, *CPU)} <= AGREEING
        assert found.verdict(CUDA) is Verdict.NOT_CHECKED
        assert found.faults == ()
        assert board(found, device="cpu").exit_code == 0


def test_torch_that_computes_otherwise_differs_where_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    install(tmp_path, WRONG_TORCH.format(folder=str(tmp_path)), monkeypatch)
    relu, conv = sorted(
        run_cells(monkeypatch, RELU, CONV, device="cpu"), key=lambda s: s.cell == CONV
    )
    assert relu.faults == ()
    assert conv.verdict(CPU) is Verdict.MISMATCH
    assert conv.verdict([NUMPY]) in AGREEING
    assert {(fault.lane, fault.match.array) for fault in conv.faults} == {
        (lane, "conv2d.output") for lane in CPU
    }
    assert board(relu, conv).exit_code == 1


def test_without_torch_numpy_still_vouches_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, MISSING, monkeypatch)
    (found,) = run_cells(monkeypatch, RELU)
    assert found.verdict([NUMPY]) in AGREEING
    assert all(found.verdict([lane]) is Verdict.NOT_CHECKED for lane in (*CPU, *CUDA))
    assert board(found).exit_code == 4


def test_a_child_that_dies_leaves_its_lanes_unchecked_and_the_next_setting_gets_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, at_the_first_tensor("import os; os._exit(3)"), monkeypatch)
    (found,) = run_cells(monkeypatch, RELU)
    assert found.verdict(CPU) is Verdict.NOT_CHECKED
    kinds = [{la.failure.kind for la in r.lanes_on("cpu") if la.failure} for r in found.reports]
    assert kinds == [{"worker-exit"}] * len(found.settings)
    assert board(found).exit_code == 4


def test_a_square_without_layers_has_no_verdict_to_count() -> None:
    empty = Square(Cell("conv2d", "same", strided=True))
    assert empty.verdict(BOARD_LANES) is Verdict.NOT_CHECKED
    assert (board(empty).settings, board(empty).exit_code) == (0, 0)


def test_a_lane_that_ran_for_one_setting_of_two_is_not_checked() -> None:
    found = square(RELU, EVERYWHERE, HERE)
    assert found.verdict(CPU) is Verdict.TYPICAL
    assert found.verdict(["cuda-float32"]) is Verdict.NOT_CHECKED


def test_the_exit_code_puts_a_difference_above_what_did_not_run() -> None:
    agreed = square(RELU, HERE, HERE)
    differs = square(CONV, HERE, {**HERE, "cpu-float64": Verdict.MISMATCH})
    numpy_differs = square(CONV, {**HERE, NUMPY: Verdict.MISMATCH})
    absent = square(RELU, {NUMPY: Verdict.EXACT}, reason="torch-missing")
    broken = square(RELU, HERE, {NUMPY: Verdict.EXACT, "cpu-float32": Verdict.EXACT},
                    reason="worker-time")
    no_gpu = square(RELU, HERE, asked="cuda")
    codes = [(0, agreed), (1, differs), (1, numpy_differs), (4, absent), (4, broken), (4, no_gpu)]
    for code, found in codes:
        assert board(found).exit_code == code
    assert board(agreed, absent).exit_code == 4
    assert board(absent, differs).exit_code == 1


def test_settings_are_counted_by_what_all_lanes_of_a_device_say() -> None:
    found = board(square(RELU, HERE, {**HERE, "cpu-float64": Verdict.MISMATCH}),
                  square(CONV, EVERYWHERE))
    assert found.settings == 3
    assert found.settings_with(Verdict.MISMATCH, CPU) == 1
    assert found.settings_with(Verdict.TYPICAL, CPU) == 2
    assert found.settings_with(Verdict.NOT_CHECKED, CUDA) == 2
