"""What moves the output on the way forward is what the way back hands to the operands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from tests.conftest import examples
from tests.engine.cases import Case, distinct, moderate
from tests.engine.families import CASES, SMOOTH
from tests.engine.witnesses import by_vectors

every_operator = pytest.mark.parametrize("name", OPERATORS)


def drawn(name: str, data: st.DataObject) -> Case:
    return data.draw(CASES[name](moderate if name in SMOOTH else distinct))


def tangents(case: Case) -> dict[str, Array]:
    generator = np.random.default_rng(3)
    return {
        name: generator.standard_normal(case.arrays[name].shape) for name in case.differentiated
    }


@every_operator
@examples(60)
@given(data=st.data())
def test_forward_and_backward_derivatives_are_each_the_other_read_backward(
    name: str, data: st.DataObject
) -> None:
    case = drawn(name, data)
    moves, made = tangents(case), by_vectors(case)
    arrays = case.operator.run_forward(case.arrays, case.params)
    for operand, moved in moves.items():
        output = case.operator.push({operand: moved}, arrays, case.params)
        assert output.shape == arrays["output"].shape
        back = made[f"grad_{operand}"]
        size = (np.abs(back) * np.abs(moved)).sum() + np.abs(output * case.grad_output).sum()
        gap = abs((output * case.grad_output).sum() - (back * moved).sum())
        assert gap <= 1e-9 * size or np.isnan(arrays["output"]).all(), (operand, case)


@every_operator
@examples(30)
@given(data=st.data())
def test_moves_of_several_operands_add_up(name: str, data: st.DataObject) -> None:
    case = drawn(name, data)
    moves = tangents(case)
    arrays = case.operator.run_forward(case.arrays, case.params)
    alone = [
        case.operator.push({name: moved}, arrays, case.params) for name, moved in moves.items()
    ]
    together = case.operator.push(moves, arrays, case.params)
    largest = max((np.abs(np.nan_to_num(output)).max(initial=0) for output in alone), default=0)
    np.testing.assert_allclose(together, sum(alone), 1e-9, 1e-9 * largest)


@pytest.mark.parametrize("name", [name for name in OPERATORS if OPERATORS[name].opened])
@examples(60)
@given(data=st.data())
def test_an_opened_operator_hands_every_element_to_all_that_read_it(
    name: str, data: st.DataObject
) -> None:
    case = drawn(name, data)
    opened = case.operator.opened
    assert opened is not None
    arrays = opened.run_forward(case.arrays, case.params)
    image = case.arrays["input"]
    back = opened.vjp(np.ones_like(arrays["output"]), case.arrays, arrays, case.params)["input"]
    rule = next(p for p in case.operator.passes(case.shapes, case.params) if p.target == "output")
    counted = np.zeros_like(image)
    for index in np.ndindex(rule.shape):
        for term in rule.terms(index):
            for factor in term.factors:
                if factor.source is not None:
                    counted[factor.source] += 1
    np.testing.assert_array_equal(back, counted)
    moved = opened.push({"input": np.ones_like(image)}, arrays, case.params)
    assert moved.shape == arrays["output"].shape
    np.testing.assert_array_equal(moved.sum(), counted.sum())
