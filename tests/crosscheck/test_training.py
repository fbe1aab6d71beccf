"""torch really trains beside us: its own modules and optimizer, every array of every repeat."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from convtutor.crosscheck.bounds import PRECISIONS, PROVEN
from convtutor.crosscheck.match import LAYER, NETWORK, Verdict
from convtutor.crosscheck.network import NetworkBounds
from convtutor.crosscheck.plan import plan_of
from convtutor.engine.arrays import Array
from convtutor.lesson.change import changed
from convtutor.lesson.run import Run, run_example
from tests.conftest import require
from tests.crosscheck.test_graphs import AGREEING, matches_of
from tests.lesson.training import SHARED, WEIGHT, edges, run_of
from tests.lesson.written import lesson

require("torch")

RUNS = {
    "published": edges("0.0606, 0.2861"),
    "another": edges("0.6872, -0.1983"),
    "shared": SHARED,
    "piled up": SHARED.replace("lr = 0.015625", "lr = 0.015625\nzero_grad = false"),
    "weight": WEIGHT,
    "kept": WEIGHT + "zero_grad = false\n",
}
every_run = pytest.mark.parametrize("name", RUNS)


def compared(run: Run) -> set[str]:
    """Name what torch hands out: outputs, gradients, sums of gradients, what is updated."""
    wanted = {found.name for found in run.accumulations}
    for bound in run.layers:
        wanted.add(f"{bound.name}.output")
        if bound.layer.updates is None:
            wanted |= {
                f"{bound.name}.grad_{operand}" for operand in bound.shapes
                if operand not in bound.operator.constants
            }
    return wanted


@every_run
@pytest.mark.parametrize("lane", ["cpu-float32", "cpu-float64"])
def test_every_array_of_every_repeat_agrees_alone_and_end_to_end(
    tmp_path: Path, name: str, lane: str
) -> None:
    run = run_of(tmp_path, RUNS[name])
    found = matches_of(run, lane)
    assert {match.verdict for match in found} <= AGREEING
    assert not [match.array for match in found if match.excluded]
    assert {match.array for match in found if match.scope == NETWORK} == compared(run)
    sums = {sum_.name for sum_ in run.accumulations}
    assert {match.array for match in found if match.scope == LAYER} == compared(run) - sums


def by_hand(run: Run, zero_grad: bool) -> list[Array]:
    """Train the weight of WEIGHT in plain torch; give the weight after every step."""
    import torch

    module = torch.nn.Linear(1, 1, bias=False, dtype=torch.float64)
    with torch.no_grad():
        module.weight.zero_()
    optimizer = torch.optim.SGD(module.parameters(), lr=0.25)
    seen = []
    for _ in range(3):
        if zero_grad:
            optimizer.zero_grad()
        loss = ((module(torch.ones(1, 1, dtype=torch.float64)) - 2) ** 2).sum()
        loss.backward()
        optimizer.step()
        seen.append(module.weight.detach().numpy().copy())
    return seen


@pytest.mark.parametrize("zero_grad", [True, False])
def test_a_loop_written_by_hand_ends_where_ours_does(tmp_path: Path, zero_grad: bool) -> None:
    run = run_of(tmp_path, WEIGHT + f"zero_grad = {str(zero_grad).lower()}\n")
    for number, weight in enumerate(by_hand(run, zero_grad), start=1):
        np.testing.assert_array_equal(run.arrays[f"sgd1@{number}.output"], weight)


def test_another_rate_is_no_rounding(tmp_path: Path) -> None:
    """A run whose numbers are those of another learning rate is told from torch's."""
    example = lesson(tmp_path, edges("0.0606, 0.2861")).examples[0]
    right, other = run_example(example), run_example(changed(example, {"sgd1.lr": 0.0301}))
    bounds = NetworkBounds(
        plan_of(right), right.arrays, PRECISIONS["float64"], PROVEN, True, {}
    ).bounds
    for number in (1, 5, 10):
        name = f"sgd1@{number}.output"
        assert (np.abs(right.arrays[name] - other.arrays[name]) > 1e3 * bounds[name].bound).all()


def test_bounds_are_carried_from_repeat_to_repeat(tmp_path: Path) -> None:
    run = run_of(tmp_path, edges("0.0606, 0.2861"))
    bounds = NetworkBounds(
        plan_of(run), run.arrays, PRECISIONS["float32"], PROVEN, True, {}
    ).bounds
    greatest = [float(bounds[f"sgd1@{number}.output"].bound.max()) for number in range(1, 11)]
    assert greatest == sorted(greatest)
    assert greatest[-1] > 100 * greatest[0]


def test_numbers_that_need_no_rounding_agree_bit_for_bit(tmp_path: Path) -> None:
    found = matches_of(run_of(tmp_path, WEIGHT), "cpu-float64")
    assert {match.verdict for match in found} == {Verdict.EXACT}


def test_where_bounds_outgrow_the_numbers_nothing_is_claimed(tmp_path: Path) -> None:
    """100 repeats in float32: what differs end to end is left out by name, alone all agrees."""
    run = run_of(tmp_path, edges("0.0606, 0.2861").replace("repeat = 10", "repeat = 100"))
    found = matches_of(run, "cpu-float32")
    assert {match.verdict for match in found if match.scope == LAYER} <= AGREEING
    drifted = [match for match in found if match.excluded]
    assert {reason for match in drifted for reason in match.excluded} == {"drift"}
    assert {match.scope for match in drifted} == {NETWORK}
    assert all("@1." not in match.array for match in drifted)
    assert Verdict.MISMATCH not in {match.verdict for match in found}
