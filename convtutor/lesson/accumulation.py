"""Where gradients meet: a tensor or an output that is read several times, an array that is shared.

Accumulation   one array that adds up gradients: whose it is, its pass, what it reads
accumulations  all of a graph

What each reader hands back stays an array of its own, conv2.grad_input; their sum is the
grad_output of the layer they read, and of a tensor the grad, as torch's x.grad. What each use of
shared arrays hands back likewise,
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
    """One array that adds up gradients; `gradients` are their full names.

    It belongs to `layer`, which is the name of a layer, or, for a `grad`, of a tensor.
    """

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
    """Give every place of a graph where gradients meet, in the order of the layers, tensors last.

    Gradients are added in the order of the way back, the last layer's first.
    """
    of_layers = tuple(
        found
        for bound in layers
        for kind in (_read, _shared)
        for found in kind(bound, layers)
    )
    return of_layers + tuple(_of_tensors(layers))


def _read(bound: "BoundLayer", layers: Sequence["BoundLayer"]) -> Iterator[Accumulation]:
    """Give the sum that a layer's output gets back, where it is read more than once."""
    gradients = handed_back(bound.name, layers)
    if len(gradients) > 1:
        shape = bound.operator.output_shape(bound.shapes, bound.params)
        yield Accumulation(bound.name, accumulated("grad_output", shape, gradients), gradients)


def _of_tensors(layers: Sequence["BoundLayer"]) -> Iterator[Accumulation]:
    """Give the sum that a tensor gets back, where it is read more than once."""
    made = {bound.name for bound in layers}
    shapes = {
        source: reader.shapes[operand]
        for reader in layers
        for operand, source in reader.sources.items()
        if source not in made
    }
    for tensor, shape in shapes.items():
        gradients = handed_back(tensor, layers)
        if len(gradients) > 1:
            yield Accumulation(tensor, accumulated("grad", shape, gradients), gradients)


def handed_back(name: str, layers: Sequence["BoundLayer"]) -> tuple[str, ...]:
    """Name the gradients that the readers of a tensor or of a layer's output hand back."""
    return tuple(
        f"{reader.name}.grad_{operand}"
        for reader in reversed(layers)
        for operand, source in reader.sources.items()
        if source == name and operand not in reader.operator.constants
    )


def _shared(bound: "BoundLayer", layers: Sequence["BoundLayer"]) -> Iterator[Accumulation]:
    """Give the sums that the arrays of a layer get back, where others share them."""
    uses = [bound.name, *(other.name for other in layers if other.layer.shares == bound.name)]
    for operand in own_operands(bound.operator):
        held = operand in bound.shapes and operand not in bound.operator.constants
        if held and len(uses) > 1:
            gradients = tuple(f"{use}.grad_{operand}" for use in reversed(uses))
            rule = accumulated(f"total_grad_{operand}", bound.shapes[operand], gradients)
            yield Accumulation(bound.name, rule, gradients)
