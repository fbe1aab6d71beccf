"""sigmoid and tanh: their numbers, their extremes, and torch's within the bound on every side."""

from collections.abc import Callable
from math import inf, log, nan
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from tests.conftest import require
from tests.engine.cases import Case
from tests.engine.witnesses import Float, by_torch, by_vectors, passes, rounding_bounds, traces

Backward = Callable[[Array, Array], Array]
CURVES: dict[str, tuple[Callable[[Array], Array], Backward]] = {
    "sigmoid": (functional.sigmoid, functional.sigmoid_backward),
    "tanh": (functional.tanh, functional.tanh_backward),
}
every_curve = pytest.mark.parametrize("name", CURVES)
# (input, output, slope): 1 / (1 + 1/3), 1 / (1 + 3); (2 - 1/2) / (2 + 1/2)
BY_HAND = {
    "sigmoid": [(0.0, 0.5, 0.25), (log(3), 0.75, 0.1875), (-log(3), 0.25, 0.1875)],
    "tanh": [(0.0, 0.0, 1.0), (log(2), 0.6, 0.64), (-log(2), -0.6, 0.64)],
}
# Inputs of any size: far out on both sides, where the output is 0, 1 or -1, and close to 0.
LIMITS = {
    "sigmoid": [(1000, 1, 0), (-1000, 0, 0), (inf, 1, 0), (-inf, 0, 0), (nan, nan, nan),
                (-0.0, 0.5, 0.25), (5e-324, 0.5, 0.25), (-1e-40, 0.5, 0.25)],
    "tanh": [(1000, 1, 0), (-1000, -1, 0), (inf, 1, 0), (-inf, -1, 0), (nan, nan, nan),
             (-0.0, -0.0, 1), (5e-324, 5e-324, 1), (-1e-40, -1e-40, 1)],
}
LISTINGS = {
    "sigmoid": ("1 / (1 + exp(-total))", "total * (1 - total)"),
    "tanh": ("tanh(total)", "1 - total * total"),
}


def everywhere(seed: int) -> Array:
    """Give numbers from -100 to 100, small ones of every size, and where float32 ends."""
    generator = np.random.default_rng(seed)
    signs = generator.choice([-1.0, 1.0], 1500)
    return np.concatenate([
        np.linspace(-100, 100, 1501), generator.uniform(-20, 20, 1500),
        signs * 10.0 ** generator.uniform(-45, 2, 1500), signs * generator.uniform(0.3, 0.8, 1500),
        signs * generator.uniform(86, 105, 1500),
    ])


def negative(array: Array) -> Array:
    """Say where a number has a minus, -0 among them; the sign of a NaN says nothing."""
    return np.signbit(array) & ~np.isnan(array)


@every_curve
def test_numbers_worked_out_by_hand(name: str) -> None:
    forward, backward = CURVES[name]
    image, output, slope = np.array(BY_HAND[name]).T
    np.testing.assert_allclose(forward(image), output, rtol=1e-15)
    np.testing.assert_allclose(backward(np.full(3, 2.0), image), 2 * slope, rtol=1e-15)


@every_curve
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_ends_are_reached_without_overflow_and_nan_stays(name: str, dtype: Float) -> None:
    forward, backward = CURVES[name]
    image, output, slope = np.array(LIMITS[name]).astype(dtype).T
    made = forward(image)
    np.testing.assert_array_equal(made, output, strict=True)
    np.testing.assert_array_equal(negative(made), negative(output))
    np.testing.assert_array_equal(backward(np.ones_like(image), image), slope, strict=True)


@every_curve
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_torch_reaches_the_same_ends(name: str, dtype: Float) -> None:
    require("torch")
    image = np.array(LIMITS[name])[:, 0]
    case = Case(name, {}, {"input": image}, np.ones_like(image))
    theirs = by_torch(case, dtype)
    _, output, slope = np.array(LIMITS[name]).astype(dtype).T
    np.testing.assert_array_equal(theirs["output"], output)
    np.testing.assert_array_equal(negative(theirs["output"]), negative(output))
    np.testing.assert_array_equal(theirs["grad_input"], slope)


@every_curve
def test_an_infinite_gradient_over_a_flat_end_is_no_number_in_torch_either(name: str) -> None:
    image, upstream = np.array([1000.0, -1000.0, 0.5]), np.array([inf, -inf, inf])
    gradient = CURVES[name][1](upstream, image)
    np.testing.assert_array_equal(gradient, [nan, nan, inf])
    require("torch")
    theirs = by_torch(Case(name, {}, {"input": image}, upstream))["grad_input"]
    np.testing.assert_array_equal(gradient, theirs)


@every_curve
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("witness", ["torch", "ours"])
def test_the_bound_holds_over_the_whole_range(name: str, dtype: Float, witness: str) -> None:
    """Thousands of numbers at once: the vectorised functions of torch and of NumPy make them."""
    image = everywhere(7).astype(dtype).astype(np.float64)
    upstream = np.random.default_rng(8).normal(size=image.shape).astype(dtype).astype(np.float64)
    case = Case(name, {}, {"input": image}, upstream)
    if witness == "torch":
        require("torch")
        made = by_torch(case, dtype)
    else:
        forward, backward = CURVES[name]
        narrow = image.astype(dtype)
        made = {
            "output": forward(narrow), "grad_input": backward(upstream.astype(dtype), narrow)
        }
    exact, bounds = by_vectors(case), rounding_bounds(case, dtype)
    for target, array in made.items():
        assert array.dtype == dtype
        gaps = np.abs(array.astype(np.float64) - exact[target])
        assert (gaps <= bounds[target]).all(), (target, (gaps / bounds[target]).max())


@every_curve
def test_the_bound_is_that_of_the_units_where_nothing_underflows(name: str) -> None:
    image = np.array([-3.0, 0.25, 5.0])
    case = Case(name, {}, {"input": image}, np.ones(3))
    units = {"sigmoid": 6, "tanh": 4}[name]
    made = by_vectors(case)["output"]
    bounds = rounding_bounds(case, np.float32)["output"]
    np.testing.assert_allclose(bounds, units * 2.0**-24 * np.abs(made), rtol=1e-6)


@every_curve
def test_the_slope_is_a_stage_of_the_way_back(name: str) -> None:
    image = np.array([[-1.0, 0.5, 2.0]])
    case = Case(name, {}, {"input": image}, np.full((1, 3), 2.0))
    assert [(rule.direction, rule.target) for rule in passes(case)] == [
        ("forward", "output"), ("backward", "slope"), ("backward", "grad_input"),
    ]
    made = by_vectors(case)
    np.testing.assert_array_equal(made["grad_input"], 2 * made["slope"])
    output, slope, gradient = traces(case)
    assert [step.total for step in output] == [-1.0, 0.5, 2.0]
    assert [step.total for step in slope] == [step.value for step in output]
    assert [read.array for read in gradient[1].taps[0].reads] == ["grad_output", "slope"]


@every_curve
def test_the_loops_write_the_function_where_the_total_is_stored(name: str) -> None:
    case = Case(name, {}, {"input": np.ones((2, 3))}, np.ones((2, 3)))
    output, slope, gradient = (rule.listing.source() for rule in passes(case))
    function, steepness = LISTINGS[name]
    loops = "for y in range(2):\n    for x in range(3):\n        total = 0\n        total += "
    assert output == f"{loops}input[y, x]\n        output[y, x] = {function}\n"
    assert slope == f"{loops}output[y, x]\n        slope[y, x] = {steepness}\n"
    assert gradient == (
        f"{loops}grad_output[y, x] * slope[y, x]\n        grad_input[y, x] = total\n"
    )


@every_curve
@pytest.mark.parametrize("shape", [(), (3,), (0,), (2, 0, 3), (1, 2, 1, 2, 1, 2)])
def test_any_shape_is_kept(name: str, shape: tuple[int, ...]) -> None:
    forward, backward = CURVES[name]
    image = np.full(shape, 0.5, np.float32)
    for made in (forward(image), backward(image, image)):
        assert isinstance(made, np.ndarray)
        assert (made.shape, made.dtype) == (shape, np.float32)


@every_curve
@pytest.mark.parametrize("finish", ["output", "slope"])
def test_what_is_done_last_has_the_derivative_it_says(name: str, finish: str) -> None:
    case = Case(name, {}, {"input": np.zeros(1)}, np.zeros(1))
    rule = next(rule for rule in passes(case) if rule.target == finish)
    assert rule.finish is not None
    done: Any = rule.finish((0,))
    at, step = np.linspace(-3, 3, 25), 2.0**-12
    difference = (done.value(at + step) - done.value(at - step)) / (2 * step)
    np.testing.assert_allclose(done.slope(at), difference, rtol=1e-5, atol=1e-6)
