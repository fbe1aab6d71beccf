"""Where gradients meet: a tensor or an output that is read several times, an array that is shared.

Accumulation   one array that adds up gradients: whose it is, its pass, what it reads
accumulations  all of a graph

What each reader hands back stays an array of its own, conv2.grad_input; their sum is the
grad_output of the layer they read, and of a tensor the grad, as torch's x.grad. What each use of
shared arrays hands back likewise,
conv1.grad_weight and again1.grad_weight; their sum is the total_grad_weight of the layer that
holds the arrays, which is what torch accumulates in the parameter; where nothing sets it to zero
between the repeats of a training run, what the earlier ones left is part of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.engine.accumulation import accumulated
from convtutor.engine.arrays import Array, Arrays
from convtutor.engine.operator import Pass
from convtutor.lesson.repeats import in_repeat
from convtutor.lesson.schema import own_operands

if TYPE_CHECKING:
    from convtutor.lesson.run import BoundLayer


@dataclass(frozen=True, slots=True, eq=False)
class Accumulation:
    """One array that adds up gradients; `gradients` are their full names.

    It belongs to `layer`, which is the name of a layer, or, for a `grad`, of a tensor. `staying` is
    the one of them that an earlier repeat left behind, None where none did.
    """

    layer: str
    rule: Pass
    gradients: tuple[str, ...]
    staying: str | None = None

    @property
    def name(self) -> str:
        """Give the full name: relu1.grad_output."""
        return f"{self.layer}.{self.rule.target}"

    def read(self, arrays: Arrays) -> dict[str, Array]:
        """Give the gradients that are added up, of a run's arrays by full name."""
        return {name: arrays[name] for name in self.gradients}


def accumulations(
    layers: Sequence["BoundLayer"], number: int | None, staying: Mapping[str, str]
) -> tuple[Accumulation, ...]:
    """Give every place of a graph where gradients meet, in the order of the layers, tensors last.

    Gradients are added in the order of the way back, the last layer's first. `staying` names, by
    the full name of an array, the gradient that it still has of earlier repeats: that comes before
    them. `number` is that of the repeat.
    """
    of_layers = tuple(
        found
        for bound in layers
        for found in (*_read(bound, layers), *_of_arrays(bound, layers, staying))
    )
    return of_layers + tuple(_of_tensors(layers, number))


def _read(bound: "BoundLayer", layers: Sequence["BoundLayer"]) -> Iterator[Accumulation]:
    """Give the sum that a layer's output gets back, where it is read more than once."""
    gradients = handed_back(bound.name, layers)
    if len(gradients) > 1:
        shape = bound.operator.output_shape(bound.shapes, bound.params)
        yield Accumulation(bound.name, accumulated("grad_output", shape, gradients), gradients)


def _of_tensors(
    layers: Sequence["BoundLayer"], number: int | None
) -> Iterator[Accumulation]:
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
            rule = accumulated("grad", shape, gradients)
            yield Accumulation(in_repeat(tensor, number), rule, gradients)


def handed_back(name: str, layers: Sequence["BoundLayer"]) -> tuple[str, ...]:
    """Name the gradients that the readers of a tensor or of a layer's output hand back."""
    return tuple(
        f"{reader.name}.grad_{operand}"
        for reader in reversed(layers)
        for operand, source in reader.sources.items()
        if source == name and operand not in reader.operator.constants
    )


def _of_arrays(
    bound: "BoundLayer", layers: Sequence["BoundLayer"], staying: Mapping[str, str]
) -> Iterator[Accumulation]:
    """Give the sums that the arrays of a layer get back, where others share them, or where a
    gradient of earlier repeats stays."""
    uses = [bound.name, *(other.name for other in layers if other.layer.shares == bound.name)]
    for operand in own_operands(bound.operator):
        held = operand in bound.shapes and operand not in bound.operator.constants
        earlier = staying.get(f"{bound.name}.{operand}")
        if held and bound.layer.shares is None and (len(uses) > 1 or earlier):
            before = () if earlier is None else (earlier,)
            gradients = (*before, *(f"{use}.grad_{operand}" for use in reversed(uses)))
            rule = accumulated(f"total_grad_{operand}", bound.shapes[operand], gradients)
            yield Accumulation(bound.name, rule, gradients, earlier)
