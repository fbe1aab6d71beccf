"""Drawn layers: settings and arrays of one operator, asymmetric and small.

Case  an operator by name, its keywords as torch takes them, its operands and an upstream gradient

Rows and columns are drawn apart, so that swapped axes show. An array holds at most a few hundred
elements. tests/engine/families has one strategy an operator.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from hypothesis import strategies as st

from convtutor.engine.arrays import Array, Shapes, shapes_of
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS

Pair: TypeAlias = tuple[int, int]
Leaves: TypeAlias = dict[str, Any]
Fill: TypeAlias = Callable[[np.random.Generator, tuple[int, ...]], Array]


@dataclass(frozen=True)
class Case:
    """One layer with its arrays; `generator` filled them and goes on to fill grad_output."""

    name: str
    keywords: Mapping[str, Any]
    arrays: Mapping[str, Array]
    grad_output: Array

    @property
    def operator(self) -> AnyOperator:
        return OPERATORS[self.name]

    @property
    def params(self) -> Any:
        return self.operator.params(**self.keywords)

    @property
    def shapes(self) -> Shapes:
        return shapes_of(self.arrays)

    @property
    def differentiated(self) -> tuple[str, ...]:
        """Name the operands that have a gradient."""
        return tuple(name for name in self.arrays if name not in self.operator.constants)

    def __repr__(self) -> str:
        return f"{self.name}({dict(self.keywords)}, shapes {dict(self.shapes)})"


def converted(array: Array, dtype: Any) -> Array:
    """Give an array in another dtype, class numbers as they are."""
    return array if array.dtype.kind == "i" else array.astype(dtype)


def integers(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with small integers: every sum of their products is exact, so orders cannot differ."""
    return np.asarray(generator.integers(-4, 5, shape), np.float64)


def floats(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with normal numbers over six decades, so that sums cancel and round."""
    return generator.standard_normal(shape) * 10.0 ** generator.uniform(-3, 3, shape)


def moderate(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with normal numbers around 0, for functions that are smooth."""
    return generator.standard_normal(shape)


def distinct(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with different integers, none of them 0: no tie and no kink within 1/2."""
    count = int(np.prod(shape))
    ranks = generator.permutation(count).reshape(shape).astype(np.float64)
    return ranks + 1 if generator.random() < 0.2 else ranks - count // 2 + 0.5


def with_gaps(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with few integers (ties), NaN and minus infinity."""
    array = np.asarray(generator.integers(-1, 2, shape), np.float64)
    array[generator.random(shape) < 0.3] = -np.inf
    array[generator.random(shape) < generator.choice([0.0, 0.15])] = np.nan
    return array


def infinite(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with infinities and small integers: any order of summation gives the same."""
    return np.asarray(generator.choice([np.inf, -np.inf, 0.0, 1.0, -2.0], shape))


def enormous(generator: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Fill with numbers whose products and sums overflow."""
    return np.asarray(generator.choice([1e308, -1e308, 1.0], shape))


def made(
    name: str, keywords: Mapping[str, Any], shapes: Shapes, fill: Fill, seed: int,
    given: Mapping[str, Array] | None = None,
) -> Case:
    """Give the case with its arrays filled, but for those `given` (a target, a mask, a variance);
    the upstream gradient is never a gap."""
    generator = np.random.default_rng(seed)
    arrays = {operand: np.asarray(fill(generator, shape)) for operand, shape in shapes.items()}
    arrays |= given or {}
    operator = OPERATORS[name]
    output = operator.output_shape(shapes_of(arrays), operator.params(**keywords))
    upstream = (integers if fill in (with_gaps, distinct) else fill)(generator, output)
    return Case(name, keywords, arrays, np.asarray(upstream))


SEEDS = st.integers(0, 2**32 - 1)


def pairs(least: int, most: int) -> st.SearchStrategy[Pair]:
    """Draw (rows, columns) apart from each other."""
    return st.tuples(st.integers(least, most), st.integers(least, most))


def tuples(count: int, least: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Draw one number for each of `count` axes."""
    return st.tuples(*(st.integers(least, most),) * count)
