"""Within a layer the reading rules give the derivatives that the vectorised ways give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.debugger.influence import moves_of, moving_field, reach_of, receptive_field
from convtutor.debugger.stages import derivatives, every_read, pulled, pushed, stages_of
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run
from convtutor.steps import Place
from tests.conftest import examples
from tests.debugger.networks import net
from tests.debugger.test_origin import run_of
from tests.engine.cases import moderate
from tests.engine.families import CASES


def compared(run: Run, found: np.ndarray, expected: np.ndarray) -> None:
    largest = np.abs(expected).max(initial=1)
    np.testing.assert_allclose(found, expected, 1e-7, 1e-9 * largest, equal_nan=True)


@pytest.mark.parametrize("name", [name for name in OPERATORS if name != "detach"])
@examples(12)
@given(data=st.data())
def test_rules_and_operators_give_the_same_derivatives(name: str, data: st.DataObject) -> None:
    run = run_of(data.draw(CASES[name](moderate)))
    bound = run.layers[0]
    arrays = {full.partition(".")[2]: array for full, array in run.arrays.items()}
    generator = np.random.default_rng(5)
    with np.errstate(all="ignore"):
        back = pulled(run, "layer1", {"output": arrays["grad_output"]}, derivatives)
        for operand in bound.shapes:
            if operand in bound.operator.constants:
                continue
            moved = generator.standard_normal(arrays[operand].shape)
            ahead = pushed(run, "layer1", {operand: moved}, derivatives)
            compared(run, ahead, bound.operator.push({operand: moved}, arrays, bound.params))
            gradient = back.get(operand, np.zeros(arrays[operand].shape))
            compared(run, gradient, arrays[f"grad_{operand}"])


def test_a_mean_reaches_every_cell_of_its_channel_alone() -> None:
    run = net("batch norm in training", 0)
    place = Place("norm1", "mean", (1,))
    reached, moving = reach_of(run, place), moves_of(run, place)
    assert list(reached) == ["norm1.output", "relu1.output"]
    for cells in reached.values():
        assert cells[:, 1].all()
        assert not cells[:, [0, 2]].any()
    np.testing.assert_array_equal(
        moving["relu1.output"][:, 1], run.arrays["norm1.output"][:, 1] > 0
    )


def test_a_mean_depends_on_every_cell_of_its_channel_alone() -> None:
    run = net("batch norm in training", 0)
    for field in (receptive_field, moving_field):
        (name, cells), = field(run, Place("norm1", "mean", (2,))).items()
        assert name == "norm1.input"
        assert cells[:, 2].all()
        assert not cells[:, :2].any()


def test_the_largest_score_depends_on_one_but_reads_all() -> None:
    run = net("head", 0)
    place = Place("soft1", "maximum", (1,))
    read, moving = receptive_field(run, place), moving_field(run, place)
    assert read["linear1.output"].sum() == 4
    winner = run.arrays["linear1.output"][1].argmax()
    assert np.argwhere(moving["linear1.output"]).tolist() == [[1, winner]]


def test_rules_read_only_what_is_asked_for() -> None:
    run = net("batch norm in training", 0)
    seed = np.zeros(3)
    seed[1] = 1
    behind = pulled(run, "norm1", {"variance": seed}, every_read)
    assert set(behind) == {"variance", "centered", "mean", "input"}
    assert [trace.rule.target for trace in stages_of(run, "norm1")][:2] == ["mean", "centered"]
