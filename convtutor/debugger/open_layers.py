"""Layers as they are where everything counts: other numbers, all different and above 0, so that
nothing cancels and no gate is closed, and maxima that hand on all they read."""

from __future__ import annotations

from math import prod

import numpy as np

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.operator import AnyOperator
from convtutor.lesson.run import BoundLayer, Run

# multiples of neither repeat behind the point, nor do their sums
GOLDEN, SILVER = 0.6180339887498949, 0.41421356237309503


def positive(run: Run, bound: BoundLayer) -> dict[str, Array]:
    """Give the arrays of a layer that reads numbers above 0, no two of them alike; classes stay."""
    operands = {name: _numbers(shape, at) for at, (name, shape) in enumerate(bound.shapes.items())}
    for name in bound.operator.classes & set(operands):
        given = run.arrays[f"{bound.name}.{name}"]
        operands[name] = given if given.dtype.kind == "i" else operands[name]
    return opened(bound).run_forward(operands, bound.params)


def opened(bound: BoundLayer) -> AnyOperator:
    """Give the operator of a layer that hands on all it reads."""
    return bound.operator.opened or bound.operator


def _numbers(shape: Shape, series: int) -> Array:
    """Give numbers from 0.5 to 1.5 that look like chance and are always the same; no series holds
    a number of another one."""
    count = np.arange(1, prod(shape) + 1)
    return np.asarray((count * GOLDEN + series * SILVER) % 1 + 0.5).reshape(shape)


def marked(cells: Array) -> Array:
    """Put such numbers where an array is not 0."""
    return np.where(cells != 0, _numbers(cells.shape, -1), 0)


def counts(derivative: Array) -> Array:
    """Say where a derivative at such numbers is other than 0; the mean of no sample, 0 / 0, has
    none."""
    return np.asarray((derivative != 0) & ~np.isnan(derivative))
