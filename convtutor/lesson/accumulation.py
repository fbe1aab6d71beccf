"""Where gradients meet: an output that several layers read, an array that several uses share.

Accumulation   one array that adds up gradients: its layer, its pass, what it reads
accumulations  all of a graph

What each reader hands back stays an array of its own, conv2.grad_input; their sum is the
grad_output of the layer they read. What each use of shared arrays hands back likewise,
conv1.grad_weight and again1.grad_weight; their sum is the total_grad_weight of the layer that
holds the arrays, which is what torch accumulates in the parameter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtutor.engine.accumulation import accumulated
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.operator import Pass
from convtutor.lesson.schema import own_operands

if TYPE_CHECKING:
    from convtutor.lesson.run import BoundLayer


@dataclass(frozen=True, slots=True, eq=False)
class Accumulation:
    """One array of a layer that adds up gradients; `gradients` are their full names."""

    layer: str
    rule: Pass
    gradients: tuple[str, ...]

    @property
    def name(self) -> str:
        """Give the full name: relu1.grad_output."""
        return f"{self.layer}.{self.rule.target}"

    def read(self, arrays: Arrays) -> dict[str, Array]:
        """Give the gradients that are added up, of a run's arrays by full name."""
        return {name: arrays[name] for name in self.gradients}


def accumulations(layers: Sequence["BoundLayer"]) -> tuple[Accumulation, ...]:
    """Give every place of a graph where gradients meet, in the order of the layers.

    Gradients are added in the order of the way back, the last layer's first.
    """
    return tuple(
        found
        for bound in layers
        for kind in (_read, _shared)
        for found in kind(bound, layers)
    )


def _read(bound: "BoundLayer", layers: Sequence["BoundLayer"]) -> Iterator[Accumulation]:
    """Give the sum that a layer's output gets back, where it is read more than once."""
    gradients = tuple(
        f"{reader.name}.grad_{operand}"
        for reader in reversed(layers)
        for operand, source in reader.sources.items()
        if source == bound.name and operand not in reader.operator.constants
    )
    if len(gradients) > 1:
        shape = bound.operator.output_shape(bound.shapes, bound.params)
        yield Accumulation(bound.name, accumulated("grad_output", shape, gradients), gradients)


def _shared(bound: "BoundLayer", layers: Sequence["BoundLayer"]) -> Iterator[Accumulation]:
    """Give the sums that the arrays of a layer get back, where others share them."""
    uses = [bound.name, *(other.name for other in layers if other.layer.shares == bound.name)]
    for operand in own_operands(bound.operator):
        held = operand in bound.shapes and operand not in bound.operator.constants
        if held and len(uses) > 1:
            gradients = tuple(f"{use}.grad_{operand}" for use in reversed(uses))
            rule = accumulated(f"total_grad_{operand}", bound.shapes[operand], gradients)
            yield Accumulation(bound.name, rule, gradients)
