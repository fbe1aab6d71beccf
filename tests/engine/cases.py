"""Drawn layers: settings and arrays of one operator, asymmetric and small.

Case  an operator by name, its keywords as torch takes them, its operands and an upstream gradient

Rows and columns are drawn apart, so that swapped axes show. An array holds at most a few hundred
elements. `CASES` has one strategy an operator; a new operator adds its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from hypothesis import strategies as st

from convtutor.engine.arrays import Array, Shapes, shapes_of
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS

Pair: TypeAlias = tuple[int, int]
Fill: TypeAlias = Callable[[np.random.Generator, tuple[int, ...]], Array]
MODES = ("zeros", "reflect", "replicate", "circular")


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


@st.composite
def convolution_cases(draw: st.DrawFn, fill: Fill, name: str, axes: int) -> Case:
    """Draw a convolution: every padding mode and word, groups, a bias or none."""
    groups = draw(st.integers(1, 3))
    group_in, group_out = draw(pairs(1, 2 if groups < 3 else 1))
    kernel = draw(tuples(axes, 1, 4))
    dilation = tuple(draw(st.integers(1, 3 if k < 4 else 1)) for k in kernel)
    padding = draw(st.one_of(tuples(axes, 0, 5), st.sampled_from(["same", "valid"])))
    stride = (1,) * axes if padding == "same" else draw(tuples(axes, 1, 3))
    mode = draw(st.sampled_from(MODES))
    size = []
    for axis in range(axes):
        reach = dilation[axis] * (kernel[axis] - 1)
        words = {"same": (reach + 1) // 2, "valid": 0}
        border = words[padding] if isinstance(padding, str) else padding[axis]
        both = reach if padding == "same" else 2 * border
        fills = {"reflect": border + 1, "circular": border}.get(mode, 1)
        size.append(max(1, reach + 1 - both, fills) + draw(st.integers(0, 3)))
    batch = draw(st.integers(1, 2 if groups == 1 else 1))
    shapes = {
        "input": (batch, groups * group_in, *size),
        "weight": (groups * group_out, group_in, *kernel),
    }
    if draw(st.booleans()):
        shapes["bias"] = (groups * group_out,)
    keywords = {
        "stride": stride, "padding": padding, "dilation": dilation, "groups": groups,
        "padding_mode": mode,
    }
    return made(name, keywords, shapes, fill, draw(SEEDS))


@st.composite
def transposed_cases(draw: st.DrawFn, fill: Fill, name: str, axes: int) -> Case:
    """Draw a transposed convolution: padding over the kernel, output_padding over the stride
    where the dilation allows it, inputs of one element, groups, a bias or none."""
    groups = draw(st.integers(1, 3))
    group_in, group_out = draw(pairs(1, 2 if groups < 3 else 1))
    kernel, stride = draw(tuples(axes, 1, 4)), draw(tuples(axes, 1, 3))
    dilation = tuple(draw(st.integers(1, 4 if k < 4 else 2)) for k in kernel)
    extra = tuple(
        draw(st.integers(0, max(s, d) - 1)) for s, d in zip(stride, dilation, strict=True)
    )
    size, padding = [], []
    for k, s, d, more in zip(kernel, stride, dilation, extra, strict=True):
        border = draw(st.integers(0, 5))
        uncut = d * (k - 1) + more + 1
        least = max(1, -((uncut - 1 - 2 * border) // s) + 1)  # the output keeps a cell
        size.append(least + draw(st.integers(0, 2)))
        padding.append(border)
    batch = draw(st.integers(1, 2 if groups == 1 else 1))
    shapes = {
        "input": (batch, groups * group_in, *size),
        "weight": (groups * group_in, group_out, *kernel),
    }
    if draw(st.booleans()):
        shapes["bias"] = (groups * group_out,)
    keywords = {
        "stride": stride, "padding": tuple(padding), "output_padding": extra, "groups": groups,
        "dilation": dilation,
    }
    return made(name, keywords, shapes, fill, draw(SEEDS))


@st.composite
def relu_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a relu on 0 to 5 axes."""
    shape = tuple(draw(st.lists(st.integers(1, 4), max_size=5)))
    return made("relu", {}, {"input": shape}, fill, draw(SEEDS))


@st.composite
def max_pool2d_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a max pool: dilation, ceil_mode, a stride other than the kernel, windows in gaps."""
    kernel, dilation = draw(pairs(1, 4)), draw(pairs(1, 3))
    padding = tuple(draw(st.integers(0, k // 2)) for k in kernel)
    stride = draw(st.one_of(st.none(), pairs(1, 4)))
    size = tuple(
        max(1, d * (k - 1) + 1 - 2 * p) + draw(st.integers(0, 4))
        for k, d, p in zip(kernel, dilation, padding, strict=True)
    )
    keywords = {
        "kernel_size": kernel, "stride": stride, "padding": padding, "dilation": dilation,
        "ceil_mode": draw(st.booleans()),
    }
    shapes = {"input": (*draw(pairs(1, 2)), *size)}
    return made("max_pool2d", keywords, shapes, fill, draw(SEEDS))


CASES: dict[str, Callable[[Fill], st.SearchStrategy[Case]]] = {
    "conv1d": partial(convolution_cases, name="conv1d", axes=1),
    "conv2d": partial(convolution_cases, name="conv2d", axes=2),
    "conv_transpose1d": partial(transposed_cases, name="conv_transpose1d", axes=1),
    "conv_transpose2d": partial(transposed_cases, name="conv_transpose2d", axes=2),
    "relu": relu_cases,
    "max_pool2d": max_pool2d_cases,
}

# Operators that are no straight line between their kinks, or that divide: their central difference
# is not exact.
SMOOTH: frozenset[str] = frozenset()
