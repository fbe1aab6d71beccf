"""The bounds of a whole graph: what each layer rounds, and what it hands on of earlier errors.

Forward, the error of a layer's output becomes that of the next one's input; backward, that of a
layer's grad_input becomes that of the grad_output before it. Where errors may turn a decision (the
winner of a pool, the sign at a ReLU), the gradient behind it cannot be bounded, and is left out.
"""

from collections.abc import Mapping

import numpy as np

from convtutor.crosscheck.bounds import Bounds, Precision, gamma
from convtutor.crosscheck.gathered import Truths
from convtutor.crosscheck.plan import LayerPlan, Plan
from convtutor.crosscheck.stages import LayerErrors
from convtutor.crosscheck.sums import quantum
from convtutor.engine.arrays import Array, Arrays


class NetworkBounds:
    """The bounds of every array of a run, by full name, under one rule."""

    def __init__(
        self,
        plan: Plan,
        arrays: Arrays,
        precision: Precision,
        rule: str,
        bit_exact: bool,
        tied: Mapping[str, Truths],
    ) -> None:
        """`tied` marks, by layer, windows in which torch chose another of equal values."""
        self._arrays, self._tied = arrays, tied
        self._precision, self._rule, self._bit_exact = precision, rule, bit_exact
        self._layers: dict[str, LayerErrors] = {}
        self._upstream: dict[str, Array] = {}
        self._handed: dict[str, Array] = {}
        self._finest: dict[str, float] = {}
        self.bounds: dict[str, Bounds] = {}
        for layer in plan.layers:
            self._forward(layer)
        for layer in reversed(plan.layers):
            self._backward(layer)

    def _forward(self, layer: LayerPlan) -> None:
        errors = {
            operand: self._layers[source].errors["output"]
            for operand, source in layer.sources.items()
            if source in self._layers
        }
        known = LayerErrors(
            layer, layer.local(self._arrays), self._precision, self._rule, self._bit_exact,
            errors, self._tied.get(layer.name),
        )
        self._layers[layer.name] = known
        self._note(layer, known.forward())

    def _backward(self, layer: LayerPlan) -> None:
        known = self._layers[layer.name]
        if layer.name in self._upstream:
            known.errors["grad_output"] = self._upstream[layer.name]
        self._note(layer, known.backward())
        for operand, source in layer.sources.items():
            gradient = f"grad_{operand}"
            if gradient in known.errors:
                array = self._arrays[f"{layer.name}.{gradient}"]
                self._hand_back(source, array, known.errors[gradient])

    def _note(self, layer: LayerPlan, bounds: Mapping[str, Bounds]) -> None:
        self.bounds |= {f"{layer.name}.{target}": found for target, found in bounds.items()}

    def _hand_back(self, source: str, gradient: Array, error: Array) -> None:
        """Add an error to that of the upstream gradient of what was read.

        Where several layers read it their gradients are added, which rounds unless all of them
        are multiples of one power of two and small enough.
        """
        if source not in self._upstream:
            self._upstream[source], self._handed[source] = error, np.abs(gradient)
            self._finest[source] = quantum(gradient)
            return
        self._handed[source] = self._handed[source] + np.abs(gradient)
        self._finest[source] = min(self._finest[source], quantum(gradient))
        both = self._upstream[source] + error
        rounding = gamma(2, self._precision.unit) * self._handed[source]
        limit = 2.0 ** (self._precision.digits - 1) * self._finest[source]
        exact = self._bit_exact & (both == 0) & (self._handed[source] < limit)
        self._upstream[source] = both + np.where(exact, 0.0, rounding)
