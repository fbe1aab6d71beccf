"""The bound of what divides, of coefficients and of what is done to a sum last covers float32.

The passes are those of tests/steps/stages.py, on drawn numbers: computed once in float64 and once
in float32 with every read moved within its error.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.crosscheck.bounds import PRECISIONS, Bounds, element_bounds
from convtutor.crosscheck.gathered import gather
from convtutor.crosscheck.sums import LayerNumbers, finishes_of, rule_totals
from convtutor.engine.arrays import Array, Arrays, shapes_of
from convtutor.engine.operator import Pass
from convtutor.engine.ops import OPERATORS
from tests.steps.stages import timeline

FLOAT32 = PRECISIONS["float32"]
RULES = {trace.rule.target: trace.rule for trace in timeline().traces}
SEEDS = st.integers(0, 2**32 - 1)


def numbers_of(rule: Pass, values: Arrays, errors: Arrays) -> LayerNumbers:
    shapes = shapes_of(values)
    relu = OPERATORS["relu"]  # only linear passes ask the operator anything
    return LayerNumbers(
        relu, relu.params(), rule, lambda: gather(rule, shapes), values, errors, is_simple=False
    )


def bounds_of(target: str, values: Arrays, errors: Arrays | None = None) -> Bounds:
    return element_bounds(numbers_of(RULES[target], values, errors or {}), FLOAT32)


def drawn(seed: int) -> dict[str, Array]:
    """Draw what the passes read, as numbers that float32 holds."""
    generator = np.random.default_rng(seed)

    def numbers(*shape: int) -> Array:
        scale = 10.0 ** generator.uniform(-3, 3, shape)
        return np.asarray(generator.standard_normal(shape) * scale, np.float32).astype(float)

    return {
        "input": np.abs(numbers(3)), "mean": numbers(), "centered": numbers(3), "total": numbers(),
    }


def computed(target: str, values: Arrays, dtype: type[np.float32] | type[np.float64]) -> Array:
    """Compute a pass in a dtype, every operation rounded to it."""
    given = {name: array.astype(dtype) for name, array in values.items()}
    one = dtype(1)
    made = {
        "mean": lambda: given["input"].sum(dtype=dtype) / dtype(3),
        "centered": lambda: given["input"] - given["mean"],
        "share": lambda: dtype(0.5) * given["input"] * given["centered"] / given["total"]
        / dtype(4),
        "root": lambda: one / np.sqrt(given["input"] + one),
    }
    return np.asarray(made[target]())


@pytest.mark.parametrize("target", RULES)
@settings(max_examples=200)
@given(seed=SEEDS)
def test_float32_stays_below_the_bound(target: str, seed: int) -> None:
    values = drawn(seed)
    gap = np.abs(computed(target, values, np.float32).astype(float)
                 - computed(target, values, np.float64))
    assert (gap <= bounds_of(target, values).bound).all()


@pytest.mark.parametrize("target", RULES)
@settings(max_examples=200)
@given(seed=SEEDS)
def test_the_errors_of_the_reads_are_carried_through(target: str, seed: int) -> None:
    values = drawn(seed)
    generator = np.random.default_rng(seed + 1)
    errors = {
        name: np.asarray(np.abs(array) * 10.0 ** generator.uniform(-7, -0.5))
        for name, array in values.items()
    }
    moved = {
        name: array + np.asarray(generator.uniform(-1, 1, array.shape)) * errors[name]
        for name, array in values.items()
    }
    gap = np.abs(computed(target, moved, np.float64) - computed(target, values, np.float64))
    assert (gap <= bounds_of(target, values, errors).bound).all()


def test_a_divisor_that_may_be_zero_leaves_nothing_to_say() -> None:
    values = {**drawn(1), "total": np.array(0.5)}
    assert np.isfinite(bounds_of("share", values, {"total": np.array(0.4)}).bound).all()
    assert np.isinf(bounds_of("share", values, {"total": np.array(0.5)}).bound).all()


def test_whole_numbers_that_are_divided_are_not_called_exact() -> None:
    values = {"input": np.array([1.0, 2.0, 4.0])}
    assert bounds_of("mean", values).bound > 0
    assert bounds_of("mean", values).bound < 2 * 2.0**-24 * 7 / 3  # one unit of the quotient


def test_the_totals_are_what_is_finished() -> None:
    values = {"input": np.array([1.0, 2.0, 6.0])}
    numbers = numbers_of(RULES["mean"], values, {})
    assert rule_totals(numbers).tolist() == [9.0]
    ((finish, elements),) = finishes_of(RULES["mean"])
    assert (finish.formula, elements) == ("{} / 3", [0])
