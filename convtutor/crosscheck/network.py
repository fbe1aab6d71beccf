"""The bounds of a whole graph: what each layer rounds, and what it hands on of earlier errors.

Forward, the error of a layer's output becomes that of the next one's input; backward, that of a
layer's grad_input becomes that of the grad_output before it. Where gradients add up, those of all
readers of an output or of all uses of a shared array, their errors do too. An update hands the
error of an array, and that of its gradient, on to the next repeat. Where errors may turn a
decision (the winner of a pool, the sign at a ReLU), the gradient behind it cannot be bounded, and
is left out; not so where torch's own numbers show that it decided as we did.
"""

from collections.abc import Mapping

import numpy as np

from convtutor.crosscheck.bounds import Bounds, Precision, gamma
from convtutor.crosscheck.decisions import turned_decisions
from convtutor.crosscheck.gathered import Truths
from convtutor.crosscheck.plan import LayerPlan, Plan
from convtutor.crosscheck.stages import LayerErrors
from convtutor.crosscheck.sums import quantum
from convtutor.engine.arrays import Array, Arrays
from convtutor.lesson.accumulation import Accumulation
from convtutor.lesson.repeats import in_repeat, repeat_of, written_name


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
        theirs: Arrays | None = None,
    ) -> None:
        """`tied` marks, by layer, windows in which torch chose another of equal values; `theirs`
        are torch's arrays by full name, from which its decisions are known."""
        self._arrays, self._tied, self._theirs = arrays, tied, theirs
        self._precision, self._rule, self._bit_exact = precision, rule, bit_exact
        self._layers: dict[str, LayerErrors] = {}
        self._upstream: dict[str, Array] = {}
        self._handed: dict[str, Array] = {}
        self._finest: dict[str, float] = {}
        self.bounds: dict[str, Bounds] = {}
        self._latest: dict[str, LayerErrors] = {}  # by the name of the layer that holds the arrays
        self._moved: dict[str, Array] = {}
        for part in plan.repeats:
            for layer in part.layers:
                self._forward(layer)
            for layer in reversed(part.layers):
                self._backward(layer)
            for found in part.sums:
                self.bounds[found.name] = self._added_up(found)
            for layer in part.updates:
                self._update(layer)

    def _forward(self, layer: LayerPlan) -> None:
        errors = {
            operand: self._layers[source].errors["output"]
            for operand, source in layer.sources.items()
            if source in self._layers
        } | self._carried_over(layer)
        known = LayerErrors(
            layer, layer.local(self._arrays), self._precision, self._rule, self._bit_exact,
            errors, self._tied.get(layer.name),
        )
        self._layers[layer.name] = self._latest[written_name(layer.shares or layer.name)] = known
        self._note(layer, known.forward())
        if self._theirs is not None and known.contested is not None:
            known.contested = known.contested & self._may_have_turned(layer, self._theirs)

    def _may_have_turned(self, layer: LayerPlan, theirs: Arrays) -> Truths | bool:
        """Say where torch may have decided otherwise: where it did on the numbers it read."""
        ours = layer.local(self._arrays)
        sources = {name: f"{source}.output" for name, source in layer.sources.items()}
        read = {name: theirs[source] for name, source in sources.items() if source in theirs}
        tied = self._tied.get(layer.name)
        same_shapes = all(values.shape == ours[name].shape for name, values in read.items())
        if not same_shapes or (tied is not None and tied.any()):
            return True
        turned = turned_decisions(layer, ours, read)
        return True if turned is None else turned

    def _carried_over(self, layer: LayerPlan) -> dict[str, Array]:
        """Give the errors of what an earlier use of this layer has made of its own arrays."""
        holder = written_name(layer.shares or layer.name)
        before = self._latest.get(holder)
        made = {} if before is None else before.errors
        named = {name: made.get(f"new_{name}", made.get(name)) for name in layer.own}
        named |= {name: self._moved[f"{holder}.{name}"] for name in layer.own
                  if f"{holder}.{name}" in self._moved}
        return {name: error for name, error in named.items() if error is not None}

    def _update(self, layer: LayerPlan) -> None:
        """Bound an array of the next repeat: the errors of the one before and of its gradient."""
        sources, (target, _, local) = layer.sources, (layer.updates or "").partition(".")
        array = f"{written_name(target)}.{local}"
        errors = {"grad": self.bounds[sources["grad"]].bound}
        if array in self._moved:
            errors["input"] = self._moved[array]
        known = LayerErrors(
            layer, layer.local(self._arrays), self._precision, self._rule, self._bit_exact, errors
        )
        self._note(layer, known.forward())
        self._moved[array] = known.errors["output"]

    def _backward(self, layer: LayerPlan) -> None:
        known = self._layers[layer.name]
        upstream = self._upstream.get(f"{layer.name}.grad_output")
        if upstream is not None:
            known.errors["grad_output"] = upstream
        self._note(layer, known.backward())
        held_by = layer.shares or layer.name
        to = {
            operand: self._gradient_of(source, layer) for operand, source in layer.sources.items()
        }
        to |= {operand: f"{held_by}.total_grad_{operand}" for operand in layer.own}
        for operand, total in to.items():
            gradient = f"grad_{operand}"
            if gradient in known.errors:
                array = self._arrays[f"{layer.name}.{gradient}"]
                self._hand_back(total, array, known.errors[gradient])

    def _gradient_of(self, source: str, reader: LayerPlan) -> str:
        """Name what comes back to what a layer reads: the output of a layer, or a tensor."""
        if source in self._layers:
            return f"{source}.grad_output"
        return f"{in_repeat(source, repeat_of(reader.name))}.grad"

    def _note(self, layer: LayerPlan, bounds: Mapping[str, Bounds]) -> None:
        self.bounds |= {f"{layer.name}.{target}": found for target, found in bounds.items()}

    def _hand_back(self, total: str, gradient: Array, error: Array) -> None:
        """Add an error to that of the gradients that add up in `total`.

        Adding them rounds unless all of them are multiples of one power of two and small enough.
        """
        if total not in self._upstream:
            self._upstream[total], self._handed[total] = error, np.abs(gradient)
            self._finest[total] = quantum(gradient)
            return
        self._handed[total] = self._handed[total] + np.abs(gradient)
        self._finest[total] = min(self._finest[total], quantum(gradient))
        both = self._upstream[total] + error
        rounding = gamma(2, self._precision.unit) * self._handed[total]
        limit = 2.0 ** (self._precision.digits - 1) * self._finest[total]
        exact = self._bit_exact & (both == 0) & (self._handed[total] < limit)
        self._upstream[total] = both + np.where(exact, 0.0, rounding)

    def _added_up(self, found: Accumulation) -> Bounds:
        """Give the bounds of a sum of gradients, of which one may stay from an earlier repeat."""
        if found.staying is not None:
            before = self.bounds[found.staying].bound
            self._hand_back(found.name, self._arrays[found.staying], before)
        error, magnitude = self._upstream[found.name], self._handed[found.name]
        products = np.full(error.shape, float(len(found.gradients)))
        return Bounds(error, error, magnitude, products, np.zeros(error.shape, bool))
