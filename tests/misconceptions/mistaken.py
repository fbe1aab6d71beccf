"""Layers as a misconception computes them, drawn from the settings of the right operator.

Mistaken  a case of the right operator with the operator that gets it wrong
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.losses import class_count
from convtutor.engine.operator import AnyOperator
from convtutor.errors import ConvtutorError
from convtutor.misconceptions import Misconception
from tests.engine.cases import Case, Fill, distinct, integers


@dataclass(frozen=True)
class Mistaken(Case):
    """A drawn layer, computed by the operator that makes the mistake."""

    wrong: AnyOperator

    @property
    def operator(self) -> AnyOperator:
        return self.wrong

    def __repr__(self) -> str:
        return f"mistaken {super().__repr__()}"


def mistaken(
    misconception: Misconception, case: Case, fill: Fill = integers, seed: int = 0
) -> Mistaken | None:
    """Give a right case as it is computed mistakenly, None where that refuses the layer.

    The upstream gradient stays where the output has its shape, else one of that shape is filled.
    """
    wrong = misconception.operator
    try:
        output = wrong.output_shape(case.shapes, wrong.params(**case.keywords))
    except ConvtutorError:
        return None
    upstream = case.grad_output
    if output != upstream.shape:
        upstream = np.asarray(fill(np.random.default_rng(seed), output))
    return Mistaken(case.name, case.keywords, case.arrays, upstream, wrong)


def refilled(case: Case, fill: Fill, seed: int) -> Case:
    """Give a case with other numbers in every operand, and none of 0 in the upstream gradient."""
    generator = np.random.default_rng(seed)
    arrays: Mapping[str, Array] = {
        name: _filled(case, name, fill, generator) for name in case.arrays
    }
    upstream = np.asarray(distinct(generator, case.grad_output.shape))
    return Case(case.name, case.keywords, arrays, upstream)


def _filled(case: Case, name: str, fill: Fill, generator: np.random.Generator) -> Array:
    """Fill an operand with what it may hold: classes, ones and zeros, no number below 0."""
    shape = case.arrays[name].shape
    if name in case.operator.alike:
        return np.asarray(generator.integers(0, 2, shape), np.float64)
    if name in case.operator.classes and shape != case.arrays["input"].shape:
        return _classes(case, shape, generator)
    values = np.asarray(fill(generator, shape))
    return np.abs(values) if name in case.operator.constants - {"running_mean"} else values


def _classes(case: Case, shape: Shape, generator: np.random.Generator) -> Array:
    """Draw a class for every sample, some ignored, now and then all of them."""
    ignored = generator.random(shape) < generator.choice([0.0, 0.2, 1.0], p=[0.4, 0.4, 0.2])
    drawn = generator.integers(0, class_count(case.arrays["input"].shape), shape)
    return np.asarray(np.where(ignored, case.params.ignore_index, drawn), np.int64)
