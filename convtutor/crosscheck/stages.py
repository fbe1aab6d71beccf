"""The bounds of one layer's passes in their order: a stage hands its error on to those behind it.

LayerErrors  what is known of one layer: how far off its arrays may be, which decisions may turn
"""

from collections.abc import Iterator
from dataclasses import field, replace

import numpy as np

from convtutor.crosscheck.bounds import PROVEN, Bounds, Precision, element_bounds
from convtutor.crosscheck.gathered import Truths
from convtutor.crosscheck.plan import LayerPlan
from convtutor.crosscheck.sums import LayerNumbers, forms
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.operator import Pass, Reduce


@dataclass(slots=True)
class LayerErrors:
    """Bounds the passes of one layer under one rule.

    `values` are the layer's arrays by local name. `errors` holds, by the same names, how far what
    torch read may be from them: at first of what comes from outside, then of every target too.
    `tied` marks windows in which torch chose another of equal values.

    `bit_exact` holds for what torch hands out. A stage inside the layer is allowed its rounding
    even where ours rounds nothing, for torch may take another way: x a + (b - mean a) instead of
    (x - mean) a + b. `too_large` marks what may have grown too large for the dtype, in itself or
    in a stage before it.
    """

    layer: LayerPlan
    values: Arrays
    precision: Precision
    allowance: str = PROVEN
    bit_exact: bool = True
    errors: dict[str, Array] = field(default_factory=dict)
    tied: Truths | None = None
    contested: Truths | None = None
    too_large: dict[str, Truths] = field(default_factory=dict)

    def forward(self) -> dict[str, Bounds]:
        """Bound every target of the forward passes."""
        layer = self.layer
        unsure = layer.operator.unsure(self.values, self.errors, layer.params)
        self.contested = _either(unsure, self.tied)
        return dict(self._bounded("forward"))

    def backward(self) -> dict[str, Bounds]:
        """Bound every target of the backward passes, after the forward ones."""
        return dict(self._bounded("backward"))

    def _bounded(self, direction: str) -> Iterator[tuple[str, Bounds]]:
        for rule in self.layer.passes:
            if rule.direction == direction:
                bounds = self._bound(rule)
                self.errors[rule.target] = bounds.bound
                if rule.reduce is Reduce.MAX and rule.target == "output":
                    self.contested = _either(bounds.contested, self.contested)
                yield rule.target, bounds

    def _bound(self, rule: Pass) -> Bounds:
        errors = {name: error for name, error in self.errors.items() if name != rule.target}
        numbers = self.layer.numbers(rule, self.values, errors, self.contested)
        bit_exact = self.bit_exact and rule.target in self._handed_out
        bounds = element_bounds(numbers, self.precision, self.allowance, bit_exact)
        lost = self._reads_too_large(numbers)
        self.too_large[rule.target] = lost | ~(bounds.magnitude <= self.precision.greatest)
        return replace(bounds, magnitude=np.where(lost, np.inf, bounds.magnitude))

    def _reads_too_large(self, numbers: LayerNumbers) -> Truths:
        """Say which elements read one of a stage that may have been infinite in torch."""
        found = np.zeros(numbers.rule.shape, bool)
        names = {name for form in forms(numbers.rule) for name in form}
        if not any(self.too_large[name].any() for name in names & set(self.too_large)):
            return found
        gathered = numbers.gathered()
        for terms in gathered.groups:
            lost = {name: self.too_large.get(name, np.zeros(self.values[name].shape))
                    for name in terms.arrays}
            for read in terms.reads(lost, 0.0):
                found.reshape(-1)[terms.elements[read > 0]] = True
        return found

    @property
    def _handed_out(self) -> set[str]:
        return {rule.target for rule in self.layer.compared}


def _either(one: Array | None, other: Array | None) -> Truths | None:
    if one is None or other is None:
        return other if one is None else one
    both: Truths = np.asarray(one | other)
    return both
