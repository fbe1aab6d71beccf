"""softmax makes shares that add up to 1, whatever is added to all elements."""

from math import inf, log, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.listing import Fate
from convtutor.errors import ArgumentError
from tests.conftest import require
from tests.engine.cases import Case, floats
from tests.engine.families.softmax import softmax_cases
from tests.engine.witnesses import by_vectors, environment, traces

EIGHTHS = np.array([[0, log(2), log(5)], [log(3), 0, log(4)]])  # shares 1 2 5 and 3 1 4 of 8


def test_the_shares_are_those_of_the_exponentials() -> None:
    output = functional.softmax(EIGHTHS, 1)
    np.testing.assert_allclose(output * 8, [[1, 2, 5], [3, 1, 4]], rtol=1e-15)


def test_every_axis_can_be_named_from_both_ends() -> None:
    columns = functional.softmax(EIGHTHS, 0)
    np.testing.assert_allclose(columns[0], [1 / 4, 2 / 3, 5 / 9], rtol=1e-15)
    np.testing.assert_array_equal(functional.softmax(EIGHTHS, -2), columns)
    np.testing.assert_array_equal(
        functional.softmax(EIGHTHS, -1), functional.softmax(EIGHTHS, 1)
    )


@pytest.mark.parametrize(("rank", "axis"), [(0, 0), (1, 0), (2, 1), (3, 0), (4, 1), (5, 1)])
def test_without_dim_the_axis_is_the_one_torch_takes(rank: int, axis: int) -> None:
    image = np.arange(2.0**rank).reshape((2,) * rank)
    np.testing.assert_array_equal(functional.softmax(image), functional.softmax(image, axis))


@pytest.mark.filterwarnings("ignore:Implicit dimension choice")
@pytest.mark.parametrize("rank", range(7))
def test_torch_takes_that_axis(rank: int) -> None:
    require("torch")
    import torch

    image = np.random.default_rng(rank).normal(size=(2,) * rank)
    theirs = torch.nn.functional.softmax(torch.from_numpy(np.array(image)))
    np.testing.assert_allclose(functional.softmax(image), theirs.numpy(), rtol=1e-14)


def test_the_stages_lead_from_the_input_to_the_shares() -> None:
    image = np.array([[1.0, 3, 1], [0, -2, 0]])
    case = Case("softmax", {"dim": 1}, {"input": image}, np.array([[1.0, 0, 0], [0, 2, 0]]))
    made = by_vectors(case)
    small = np.exp(-2.0)
    assert list(made) == ["maximum", "exponentials", "total", "output", "dot", "grad_input"]
    np.testing.assert_array_equal(made["maximum"], [3, 0])
    np.testing.assert_array_equal(made["exponentials"], [[small, 1, small], [1, small, 1]])
    np.testing.assert_allclose(made["total"], [2 * small + 1, small + 2], rtol=1e-15)
    np.testing.assert_array_equal(made["dot"], [made["output"][0, 0], 2 * made["output"][1, 1]])


def test_the_gradient_by_hand() -> None:
    """Shares 1/2 1/4 1/4 and an upstream of 4 0 8 have the dot 4."""
    image, upstream = np.log([2.0, 1, 1]), np.array([4.0, 0, 8])
    gradient = functional.softmax_backward(upstream, image, 0)
    np.testing.assert_allclose(gradient, [0, -1, 1], atol=1e-15)


def test_a_step_of_the_maximum_looks_at_every_class() -> None:
    case = Case("softmax", {"dim": 1}, {"input": np.array([[1.0, 3, 2]])}, np.ones((1, 3)))
    maximum, exponentials, total, output, *_ = traces(case)
    assert maximum[0].partials == (-inf, 1, 3, 3)
    assert [tap.fate for tap in maximum[0].taps] == [Fate.TAKEN, Fate.TAKEN, Fate.KEPT_OUT]
    assert [tap.product for tap in exponentials[0].taps] == [1, -3]
    assert (exponentials[0].total, exponentials[0].value) == (-2, np.exp(-2.0))
    assert [len(step.taps) for step in total] == [3]
    assert [read.divides for read in output[0].taps[0].reads] == [False, True]


LOOPS = {
    "maximum": """\
for n in range(2):
    largest = -inf
    for c in range(3):
        if input[n, c] > largest or isnan(input[n, c]):
            largest = input[n, c]
    maximum[n] = largest
""",
    "exponentials": """\
for n in range(2):
    for c in range(3):
        value = input[n, c]
        value -= maximum[n]
        exponentials[n, c] = exp(value)
""",
    "total": """\
for n in range(2):
    value = 0
    for c in range(3):
        value += exponentials[n, c]
    total[n] = value
""",
    "output": """\
for n in range(2):
    for c in range(3):
        value = exponentials[n, c] / total[n]
        output[n, c] = value
""",
    "grad_input": """\
for n in range(2):
    for c in range(3):
        value = grad_output[n, c] * output[n, c]
        value -= output[n, c] * dot[n]
        grad_input[n, c] = value
""",
}


@pytest.mark.parametrize("target", LOOPS)
def test_the_loops_of_every_stage(target: str) -> None:
    case = Case("softmax", {"dim": 1}, {"input": EIGHTHS}, EIGHTHS)
    loops = {trace.rule.target: trace.rule.listing.source() for trace in traces(case)}
    assert loops[target] == LOOPS[target]


def test_one_sample_has_no_loop_of_its_own_and_a_number_none_at_all() -> None:
    case = Case("softmax", {"dim": 1}, {"input": EIGHTHS[:1]}, EIGHTHS[:1])
    assert traces(case)[3].rule.listing.source() == (
        "for c in range(3):\n"
        "    value = exponentials[c] / total[()]\n"
        "    output[c] = value\n"
    )
    number = Case("softmax", {"dim": 0}, {"input": np.array(7.0)}, np.array(1.0))
    assert traces(number)[3].rule.listing.source() == (
        "value = exponentials[()] / total[()]\noutput[()] = value\n"
    )


@pytest.mark.parametrize(("row", "shares"), [
    ([1000, -1000, 1000], [0.5, 0, 0.5]),
    ([-1000, -1000, -1000], [1 / 3, 1 / 3, 1 / 3]),
    ([1e308, -1e308, 0], [1, 0, 0]),
    ([-inf, 3, 3], [0, 0.5, 0.5]),
    ([-inf, -inf, -inf], [nan, nan, nan]),
    ([inf, 0, 0], [nan, nan, nan]),
    ([inf, -inf, inf], [nan, nan, nan]),
    ([0, nan, 0], [nan, nan, nan]),
])
def test_what_is_far_out_becomes_what_torch_makes_of_it(row: Any, shares: Any) -> None:
    image = np.array([row, [0, 0, 0]], np.float64)
    output = functional.softmax(image, 1)
    np.testing.assert_array_equal(output, [shares, [1 / 3] * 3])
    assert_as_torch(image, "softmax")


def assert_as_torch(image: Array, name: str) -> None:
    """Hold output and gradient against torch's, NaN and infinities included."""
    require("torch")
    import torch

    upstream = np.array([[1.0, -2, 3], [4, 5, -6]])
    leaf = torch.from_numpy(image).requires_grad_()
    theirs = getattr(torch.nn.functional, name)(leaf, 1)
    theirs.backward(torch.from_numpy(upstream))
    ours = getattr(functional, name)(image, 1)
    gradient = getattr(functional, f"{name}_backward")(upstream, image, 1)
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-13)
    np.testing.assert_allclose(gradient, leaf.grad.numpy(), rtol=1e-13, atol=1e-14)


@settings(max_examples=60)
@given(case=softmax_cases(floats, "softmax"))
def test_shares_add_up_to_1_and_gradients_to_0(case: Case) -> None:
    made, known = by_vectors(case), environment(case)
    axis = case.keywords["dim"] if case.arrays["input"].ndim else None
    np.testing.assert_allclose(made["output"].sum(axis=axis), 1, rtol=1e-14)
    size = np.abs(case.grad_output).max()
    np.testing.assert_allclose(made["grad_input"].sum(axis=axis), 0, atol=1e-14 * size)
    assert known["total"].min() >= 1


@settings(max_examples=40)
@given(moved=st.integers(-500, 500), dim=st.integers(0, 2))
def test_adding_a_number_to_all_changes_no_share(moved: int, dim: int) -> None:
    image = np.random.default_rng(1).integers(-9, 9, (2, 3, 4)).astype(np.float64)
    np.testing.assert_array_equal(
        functional.softmax(image + moved, dim), functional.softmax(image, dim)
    )


@pytest.mark.parametrize(("shape", "dim"), [((0, 3), 1), ((2, 0), 1), ((2, 0), 0), ((0,), 0)])
def test_what_has_no_elements_stays_so(shape: tuple[int, ...], dim: int) -> None:
    image = np.zeros(shape, np.float32)
    for name in ("softmax", "log_softmax"):
        made = getattr(functional, name)(image, dim)
        gradient = getattr(functional, f"{name}_backward")(image, image, dim)
        assert made.shape == gradient.shape == shape
        assert made.dtype == gradient.dtype == np.float32


def test_float32_stays_float32_and_close() -> None:
    image = np.random.default_rng(3).normal(size=(2, 20, 3)).astype(np.float32)
    output = functional.softmax(image, 1)
    assert output.dtype == np.float32
    np.testing.assert_allclose(output, functional.softmax(image.astype(float), 1), rtol=2e-6)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
@pytest.mark.parametrize(("shape", "dim", "said"), [
    ((2, 3), 2, "dim must be from -2 to 1 for an input of 2 axes, got 2"),
    ((2, 3), -3, "dim must be from -2 to 1 for an input of 2 axes, got -3"),
    ((), 1, "dim must be from -1 to 0 for an input of 0 axes, got 1"),
    ((3,), True, "dim must be an integer, got True"),
    ((3,), 0.0, "dim must be an integer, got 0.0"),
    ((3,), (0,), "dim must be an integer, got (0,)"),
    ((3,), "0", "dim must be an integer, got '0'"),
])
def test_an_axis_that_is_not_there_is_refused_as_torch_does(
    name: str, shape: tuple[int, ...], dim: Any, said: str
) -> None:
    with pytest.raises(ArgumentError) as refusal:
        getattr(functional, name)(np.ones(shape), dim)
    assert str(refusal.value) == f"{name}: {said}"
    require("torch")
    import torch

    with pytest.raises((IndexError, TypeError)):
        getattr(torch.nn.functional, name)(torch.ones(shape), dim)
