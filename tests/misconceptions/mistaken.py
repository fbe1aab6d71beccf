"""Layers as a misconception computes them, drawn from the settings of the right operator.

Mistaken  a case of the right operator with the operator that gets it wrong
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convtutor.engine.arrays import Array
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
        name: np.asarray(fill(generator, array.shape)) for name, array in case.arrays.items()
    }
    upstream = np.asarray(distinct(generator, case.grad_output.shape))
    return Case(case.name, case.keywords, arrays, upstream)
