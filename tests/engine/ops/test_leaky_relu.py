"""leaky_relu passes what is above 0 and multiplies the rest by its slope, a NaN and 0 among it."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.listing import Fate
from convtutor.engine.ops import OPERATORS
from tests.conftest import require
from tests.engine.cases import Case
from tests.engine.witnesses import by_listing, by_rule, by_vectors, traces

INPUT = np.array([[-2.0, -0.0, 0, 3], [inf, -inf, nan, 5e-324]])
LISTING = """\
for y in range(2):
    for x in range(4):
        total = 0
        if gate[y, x]:
            total += input[y, x]
        if not gate[y, x]:
            total += 0.25 * input[y, x]
        output[y, x] = total
"""


def same_bits(ours: Array, theirs: Array) -> bool:
    """Say whether two arrays of a float dtype are equal to the sign of every zero."""
    equal = (ours == theirs) & (np.signbit(ours) == np.signbit(theirs))
    return bool((equal | (np.isnan(ours) & np.isnan(theirs))).all())


def test_the_slope_is_a_hundredth_unless_given() -> None:
    np.testing.assert_array_equal(functional.leaky_relu(np.array([-2.0, 3])), [-0.02, 3])


def test_what_is_not_above_0_is_multiplied_by_the_slope() -> None:
    output = functional.leaky_relu(INPUT, 0.25)
    np.testing.assert_array_equal(output, [[-0.5, 0, 0, 3], [inf, -inf, nan, 5e-324]])
    turned = functional.leaky_relu(INPUT, -0.5)
    np.testing.assert_array_equal(turned, [[1, 0, 0, 3], [inf, inf, nan, 5e-324]])


def test_a_slope_of_0_makes_nan_of_minus_infinity_and_one_of_inf_of_0() -> None:
    image = np.array([-inf, 0.0, -1.0, 2.0])
    np.testing.assert_array_equal(functional.leaky_relu(image, 0), [nan, 0, 0, 2])
    np.testing.assert_array_equal(functional.leaky_relu(image, inf), [-inf, nan, -inf, 2])


def test_at_0_and_at_nan_the_gradient_is_multiplied_by_the_slope() -> None:
    gradient = functional.leaky_relu_backward(np.full(INPUT.shape, 3.0), INPUT, 0.25)
    np.testing.assert_array_equal(gradient, [[0.75, 0.75, 0.75, 3], [3, 0.75, 0.75, 3]])


@pytest.mark.parametrize("slope", [0.25, 0.0, -0.5, 3.0, 0.01, inf, -inf, nan])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_torch_gives_the_same_bits_at_every_extreme(slope: float, dtype: type) -> None:
    require("torch")
    import torch

    values = [0.0, -0.0, 1000, -1000, inf, -inf, nan, 1e-40, -1e-40, 5e-324, -5e-324, 1 / 3, -1 / 3]
    image = np.array(values, dtype)
    leaf = torch.from_numpy(image.copy()).requires_grad_()
    output = torch.nn.functional.leaky_relu(leaf, slope)
    for upstream in (np.ones_like(image), image[::-1].copy()):
        leaf.grad = None
        output.backward(torch.from_numpy(upstream), retain_graph=True)
        made = functional.leaky_relu_backward(upstream, image, slope)
        assert leaf.grad is not None
        assert same_bits(made, leaf.grad.numpy())
    assert same_bits(functional.leaky_relu(image, slope), output.detach().numpy())


@given(seed=st.integers(0, 10_000), slope=st.floats(-4, 4, width=32))
def test_float32_numbers_come_out_bit_for_bit_as_torchs(seed: int, slope: float) -> None:
    """torch rounds the slope to float32 first, and multiplies then."""
    require("torch")
    import torch

    image = np.random.default_rng(seed).normal(size=(3, 7)).astype(np.float32)
    theirs = torch.nn.functional.leaky_relu(torch.from_numpy(image), slope).numpy()
    assert same_bits(functional.leaky_relu(image, slope), theirs)


@pytest.mark.parametrize("slope", [0.25, inf, -inf, nan, -0.0, 1e-300])
def test_every_slope_can_be_stepped_and_its_loops_run(slope: float) -> None:
    image = np.array([[-2.0, 0.0, 3.0]])
    case = Case("leaky_relu", {"negative_slope": slope}, {"input": image}, np.ones((1, 3)))
    made = by_vectors(case)
    for target, array in by_rule(case).items():
        np.testing.assert_array_equal(array, made[target])
        np.testing.assert_array_equal(by_listing(case)[target], array)


def test_one_of_two_terms_stands_behind_a_closed_gate() -> None:
    case = Case("leaky_relu", {"negative_slope": 0.25}, {"input": INPUT}, INPUT)
    forward, backward = traces(case)
    assert forward.rule.listing.source() == LISTING
    for trace in (forward, backward):
        fates = [[tap.fate for tap in step.taps] for step in trace]
        opened, closed = [Fate.TAKEN, Fate.BLOCKED], [Fate.BLOCKED, Fate.TAKEN]
        assert fates == [closed, closed, closed, opened, opened, closed, closed, opened]
    assert [tap.product for tap in forward[0].taps] == [0, -0.5]
    assert [tap.coefficient for tap in forward[0].taps] == [1, 0.25]


@pytest.mark.parametrize("shape", [(), (3,), (0,), (2, 0, 3), (1, 2, 1, 2, 1, 2)])
def test_any_shape_is_kept(shape: tuple[int, ...]) -> None:
    image = np.full(shape, -2, np.float32)
    for made in (
        functional.leaky_relu(image, 0.5), functional.leaky_relu_backward(image, image, 0.5)
    ):
        assert isinstance(made, np.ndarray)
        assert (made.shape, made.dtype) == (shape, np.float32)
        assert (made == -1).all()


def test_errors_that_reach_over_0_leave_the_gate_open_to_doubt() -> None:
    operator = OPERATORS["leaky_relu"]
    image = np.array([0.5, -0.5, 0.0, 2.0, nan, -inf, 0.0])
    error = np.array([0.5, 0.6, 1e-9, 1.9, 1.0, 1.0, 0.0])
    unsure = operator.unsure({"input": image}, {"input": error}, operator.params())
    assert unsure is not None
    assert unsure.tolist() == [True, True, True, False, False, False, False]
