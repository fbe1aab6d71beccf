"""relu passes what is above 0, and a NaN, both ways."""

from math import inf, nan

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.listing import Fate
from tests.engine.cases import Case
from tests.engine.witnesses import traces

INPUT = np.array([[-2.0, 0, 3], [inf, -inf, nan]])


def test_output_is_the_larger_of_input_and_0() -> None:
    np.testing.assert_array_equal(functional.relu(INPUT), [[0, 0, 3], [inf, 0, nan]])


def test_a_blocked_gradient_is_exactly_0_whatever_it_holds() -> None:
    upstream = np.array([[nan, inf, 5], [7, -inf, -inf]])
    gradient = functional.relu_backward(upstream, INPUT)
    np.testing.assert_array_equal(gradient, [[0, 0, 5], [7, 0, -inf]])


def test_a_closed_gate_stands_in_the_step_with_a_product_of_0() -> None:
    case = Case("relu", {}, {"input": INPUT}, np.full((2, 3), nan))
    _, backward = traces(case)
    fates = [step.taps[0].fate for step in backward]
    taken, blocked = Fate.TAKEN, Fate.BLOCKED
    assert fates == [blocked, blocked, taken, taken, blocked, taken]
    assert [step.taps[0].product for step in backward if step.taps[0].fate is blocked] == [0] * 3
    assert [step.value for step in backward if step.taps[0].fate is blocked] == [0] * 3


def test_the_step_compares_the_element_with_0() -> None:
    forward, _ = traces(Case("relu", {}, {"input": INPUT}, INPUT))
    assert forward[0].partials == (-inf, -2.0, 0.0)
    assert forward[2].partials == (-inf, 3.0, 3.0)
    assert forward[0].taps[1].reads == ()


@pytest.mark.parametrize("shape", [(), (3,), (0,), (2, 0, 3), (1, 2, 1, 2, 1, 2)])
def test_any_shape_is_kept(shape: tuple[int, ...]) -> None:
    image = np.full(shape, -1.5, np.float32)
    for made in (functional.relu(image), functional.relu_backward(image, image)):
        assert isinstance(made, np.ndarray)
        assert made.shape == shape
        assert made.dtype == np.float32
        assert not made.any()


def test_relu_has_no_window_and_keeps_its_shape() -> None:
    case = Case("relu", {}, {"input": INPUT}, INPUT)
    assert case.operator.axes(case.shapes, case.params) == ()
    assert case.operator.output_shape(case.shapes, case.params) == (2, 3)
