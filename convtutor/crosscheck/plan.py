"""What a run asks of torch: its layers, the terms of their rules, and which are left out.

LayerPlan   one layer: what it reads from where, its passes, whether torch may have it
RepeatPlan  the layers of once through a graph
Plan        all of one run
"""

from collections.abc import Mapping
from dataclasses import field, fields
from functools import cached_property, partial
from typing import Any

from convtutor.crosscheck.gathered import Gathered, Truths, first_terms, gather
from convtutor.crosscheck.sums import LayerNumbers
from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shapes, shapes_of
from convtutor.engine.geometry import Axis, Where
from convtutor.engine.operator import AnyOperator, Pass, Reduce
from convtutor.lesson.accumulation import Accumulation
from convtutor.lesson.repeats import repeat_of, written_name
from convtutor.lesson.run import BoundLayer, Run


@dataclass(frozen=True)
class LayerPlan:
    """One layer. `sources` says where each operand it reads comes from: a tensor or a layer.

    A layer that `shares` is the layer of that name used again; one that `updates` an array, by its
    full name, is run forward alone. What is kept of its rules is the same in every repeat.
    """

    name: str
    operator: AnyOperator
    params: Any
    shapes: Shapes
    sources: Mapping[str, str]
    own: tuple[str, ...]
    shares: str | None = None
    updates: str | None = None
    zero_grad: bool = True
    _kept: dict[str, Gathered] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def passes(self) -> tuple[Pass, ...]:
        """Give the layer's passes, forward first."""
        passes = self.operator.passes(self.shapes, self.params)
        if self.updates is None:
            return passes
        return tuple(rule for rule in passes if rule.direction == "forward")

    @property
    def handed(self) -> tuple[str, ...]:
        """Name what torch is handed to run the layer alone."""
        return (*self.shapes, *(() if self.updates else ("grad_output",)))

    def numbers(
        self, rule: Pass, values: Arrays, errors: Arrays | None = None,
        contested: Truths | None = None,
    ) -> LayerNumbers:
        """Give what one pass computes with; see LayerNumbers."""
        return LayerNumbers(
            self.operator, self.params, rule, partial(self._gathered, rule, shapes_of(values)),
            values, errors or {}, contested, self.is_simple,
        )

    @cached_property
    def compared(self) -> tuple[Pass, ...]:
        """Give the passes whose arrays torch hands out: the output, the gradients, and what the
        layer keeps. Stages inside a layer it keeps to itself."""
        known = TORCH_LAYERS.get(self.operator.name)
        kept = () if known is None else known.kept
        targets = {"output", *(f"grad_{name}" for name in self.shapes), *kept}
        return tuple(rule for rule in self.passes if rule.target in targets)

    @cached_property
    def is_simple(self) -> bool:
        """Say whether every pass but the maxima is a sum of products of what it reads: one stage
        a way, no coefficients, nothing divided, nothing done last."""
        targets = {rule.target for rule in self.passes}
        stages = targets - {"output", *(f"grad_{name}" for name in self.shapes)}
        sums = [rule for rule in self.passes if rule.reduce is Reduce.SUM]
        terms = [term for rule in sums for term in first_terms(rule)]
        scaled = any(term.coefficient != 1 or term.divisor != 1 for term in terms)
        divided = any(factor.divides for term in terms for factor in term.factors)
        finished = any(rule.finish is not None for rule in self.passes)
        return not (stages or scaled or divided or finished)

    def _gathered(self, rule: Pass, shapes: Shapes) -> Gathered:
        """Give the terms of a pass, listed when first asked for and kept."""
        if rule.target not in self._kept:
            self._kept[rule.target] = gather(rule, shapes)
        return self._kept[rule.target]

    @cached_property
    def refusal(self) -> str | None:
        """Say why torch may not have this layer, None where it may.

        A maximum over a window without a single element makes torch's max pools answer with an
        index outside the plane, and their backward writes there and can abort the process. An
        adaptive pool may be asked for no output at all, of which torch refuses the way back.
        """
        if self.operator.name not in TORCH_LAYERS:
            return "no-layer"
        maximum = any(rule.reduce is Reduce.MAX for rule in self.passes)
        axes = self.operator.axes(self.shapes, self.params)
        if any(axis.o < 1 for axis in axes):
            return "no-output"
        return "empty-window" if maximum and any(map(has_empty_window, axes)) else None

    def local(self, arrays: Arrays) -> dict[str, Array]:
        """Give this layer's arrays of a run, by their local names."""
        prefix = f"{self.name}."
        return {
            name.removeprefix(prefix): values
            for name, values in arrays.items()
            if name.startswith(prefix)
        }

    def description(self) -> dict[str, Any]:
        """Describe the layer to the child process."""
        keywords = {f.name: getattr(self.params, f.name) for f in fields(self.params)}
        return {
            "name": self.name,
            "op": self.operator.name,
            "keywords": keywords,
            "shapes": {name: list(shape) for name, shape in self.shapes.items()},
            "inputs": dict(self.sources),
            "own": list(self.own),
            "shares": self.shares,
            "updates": self.updates,
            "zero_grad": self.zero_grad,
            "repeat": repeat_of(self.name),
        }


@dataclass(frozen=True)
class RepeatPlan:
    """Once through a graph: its layers, in an order in which each comes after what it reads, the
    places where gradients add up, and what is updated behind them."""

    layers: tuple[LayerPlan, ...]
    sums: tuple[Accumulation, ...] = ()
    updates: tuple[LayerPlan, ...] = ()

    @property
    def sums_of_tensors(self) -> tuple[Accumulation, ...]:
        """Give the sums of what several readers hand back to a tensor."""
        names = {layer.name for layer in self.layers}
        return tuple(found for found in self.sums if found.layer not in names)


@dataclass(frozen=True)
class Plan:
    """All that one run asks for, repeat by repeat."""

    run: Run
    repeats: tuple[RepeatPlan, ...]

    @property
    def layers(self) -> tuple[LayerPlan, ...]:
        """Give the layers of all repeats in the order they run."""
        return tuple(layer for part in self.repeats for layer in (*part.layers, *part.updates))

    @property
    def trains(self) -> bool:
        """Say whether one repeat begins with what another has made."""
        return len(self.repeats) > 1

    @property
    def sent(self) -> tuple[LayerPlan, ...]:
        """Give the layers that torch may have."""
        return tuple(layer for layer in self.layers if layer.refusal is None)

    @property
    def has_network(self) -> bool:
        """Say whether more is run end to end than one layer that reads each tensor once."""
        layers = self.layers
        several = len(layers) > 1 or any(part.sums for part in self.repeats)
        return several and len(self.sent) == len(layers)


def plan_of(run: Run) -> Plan:
    """Make the plan of a run."""
    kept: dict[str, dict[str, Gathered]] = {}

    def planned(layers: tuple[BoundLayer, ...]) -> tuple[LayerPlan, ...]:
        return tuple(
            _layer_plan(bound, kept.setdefault(written_name(bound.name), {})) for bound in layers
        )

    repeats = (RepeatPlan(planned(r.layers), r.sums, planned(r.updates)) for r in run.repeats)
    return Plan(run, tuple(repeats))


def _layer_plan(bound: BoundLayer, kept: dict[str, Gathered]) -> LayerPlan:
    own = tuple(name for name in bound.shapes if name not in bound.sources)
    return LayerPlan(
        bound.name, bound.operator, bound.params, bound.shapes, bound.sources, own,
        bound.layer.shares, bound.layer.updates, bound.layer.zero_grad, kept,
    )


def has_empty_window(axis: Axis) -> bool:
    """Say whether some window of an axis reads no element at all."""
    return any(
        all(spot.where is not Where.INSIDE for spot in axis.reads(out)) for out in range(axis.o)
    )
