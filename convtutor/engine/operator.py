"""The form every operator fills in: what it reads, how one element is made, and the arrays at once.

Factor    one read: an array, the place in its padded frame, the element it really comes from
Gate      what decides whether a term counts: a saved array that must hold a certain value
Term      a coefficient times the product of its factors, if its gate is open
Reduce    how terms become one element: SUM or MAX
Finish    what is done to the reduced value last (engine/finish.py)
Pass      one array made by one rule, with the loops shown to the learner
Operator  a layer: operands, parameters, shapes, forward, what it saves, backward, passes

A rule is a function of the index alone, so any element can be made on demand. An operator of
several stages (a mean, a variance, ...) has a pass for each of them, in the order in which one
reads what another made.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import Enum
from typing import Any, Generic, TypeVar

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.finish import Finish
from convtutor.engine.geometry import Axis, Spot, Where
from convtutor.engine.listing import Listing

Parameters = TypeVar("Parameters")
# In Operator.ranks: no axes are put before those that are there, or only where other layers say so
AS_WRITTEN, AS_WRITTEN_ALONE = 0, -1


@dataclass(frozen=True, slots=True)
class Factor:
    """One read. `index` is its place in the padded frame and may lie outside the array; `source`
    is the element really read, None where the pass's constant `outside` stands instead. A factor
    that `divides` stands under the line of the fraction."""

    array: str
    index: Index
    source: Index | None
    where: Where = Where.INSIDE
    divides: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A term counts only where the saved array `array` holds `wanted` at `index`."""

    array: str
    index: Index
    wanted: int


@dataclass(frozen=True, slots=True)
class Term:
    """A coefficient times the product of its factors; no factors means the coefficient itself.

    The factors that divide come last, and the product is divided by `divisor` after them. Behind a
    closed gate the term is exactly 0, whatever its factors hold.
    """

    factors: tuple[Factor, ...]
    coefficient: float = 1.0
    gate: Gate | None = None
    divisor: float = 1.0


class Reduce(Enum):
    """How the terms of an element become its value."""

    SUM = "sum"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Pass:
    """One array made by one rule.

    `direction` is "forward" or "backward", `target` the array made and `shape` its shape. `terms`
    gives the terms of one element in the order of the listing. `borders` gives, for each array
    read beyond its edge, the sliding axes that say what lies around it. `finish` gives what is
    done to an element's reduced value last. `reach` gives, for each array of which a part alone is
    read, the places of that part, axis by axis.
    """

    direction: str
    target: str
    shape: Shape
    terms: Callable[[Index], tuple[Term, ...]]
    listing: Listing
    reduce: Reduce = Reduce.SUM
    outside: float = 0.0
    borders: Mapping[str, tuple[Axis, ...]] = field(default_factory=dict)
    finish: Callable[[Index], Finish] | None = None
    reach: Mapping[str, tuple[range, ...]] = field(default_factory=dict)


def no_stages(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: object
) -> dict[str, Array]:
    """Give nothing: the way back leads from grad_output to the gradients in one step."""
    return {}


def any_values(arrays: Arrays, params: object) -> None:
    """Accept operands of any values."""


def never_unsure(arrays: Arrays, errors: Arrays, params: object) -> Array | None:
    """Give None: nothing but the winner of a maximum is decided by a value."""
    return None


@dataclass(frozen=True, slots=True)
class Operator(Generic[Parameters]):
    """A layer.

    operands      names of its tensor arguments in torch's order
    optional      those of them that may be absent
    keywords      the names that params takes, in torch's order; `required` those without default
    params        makes the parameters from torch's keywords; raises ArgumentError
    output_shape  shape of the output; raises ShapeError when the operands do not fit
    axes          the sliding axes (rows, columns) for the size formula; empty when nothing slides
    forward       the output, vectorised
    save          every array made on the way forward besides the output, by name: what decides the
                  backward pass (a pool's indices, a gate), and the targets of the forward stages
    vjp           (grad_output, operands, saved, params): one gradient per operand present that is
                  differentiated; `saved` holds at least what `save` and `stages` give
    passes        every pass of both directions, forward first, from shapes and parameters
    ranks         how many axes an operand has; where the operator takes any number, how many it
                  usually has, AS_WRITTEN where it counts them from the first, or
                  AS_WRITTEN_ALONE where any number will do
    constants     the operands without a gradient (a target, a mask, running statistics)
    classes       those of them that may hold class numbers, which are int64
    alike         those of them that have the input's shape (a mask)
    several       whether the one operand named may be given any number of times (cat); they are
                  then called by its name and a number: tensors0, tensors1, ...
    stages        (grad_output, operands, saved, params): the targets of the backward stages
    check         accepts the values of the operands; raises ArgumentError (a class out of range)
    jvp           (how operands move, arrays, params): how the output moves; `arrays` are those of
                  run_forward. None where forward adds up what the operands hold, and so takes
                  their moves as it takes them
    opened        the operator that reads the same and hands on all of it, for one that by its
                  values hands on a part (a maximum); None where nothing is left out
    unsure        (operands, their errors, params): where the errors may turn what the gates say,
                  in the gates' shape; None where nothing but a maximum decides
    """

    name: str
    operands: tuple[str, ...]
    optional: frozenset[str]
    keywords: tuple[str, ...]
    required: tuple[str, ...]
    params: Callable[..., Parameters]
    output_shape: Callable[[Shapes, Parameters], Shape]
    axes: Callable[[Shapes, Parameters], tuple[Axis, ...]]
    forward: Callable[[Arrays, Parameters], Array]
    save: Callable[[Arrays, Array, Parameters], dict[str, Array]]
    vjp: Callable[[Array, Arrays, Arrays, Parameters], dict[str, Array]]
    passes: Callable[[Shapes, Parameters], tuple[Pass, ...]]
    ranks: Mapping[str, int] = field(default_factory=dict)
    constants: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    several: bool = False
    stages: Callable[[Array, Arrays, Arrays, Parameters], dict[str, Array]] = no_stages
    check: Callable[[Arrays, Parameters], None] = any_values
    jvp: Callable[[Arrays, Arrays, Parameters], Array] | None = None
    opened: "AnyOperator | None" = None
    unsure: Callable[[Arrays, Arrays, Parameters], Array | None] = never_unsure

    def named(self, count: int) -> tuple[str, ...]:
        """Name the operands when `count` tensors are given for the one that may be several."""
        if not self.several:
            return self.operands
        return tuple(f"{self.operands[0]}{number}" for number in range(count))

    def operands_in(self, arrays: Arrays) -> dict[str, Array]:
        """Give those of the arrays that are operands, by name, in the operands' order."""
        return {
            name: arrays[name]
            for name in dict.fromkeys((*self.operands, *self.named(len(arrays))))
            if name in arrays
        }

    def run_forward(self, operands: Arrays, params: Parameters) -> dict[str, Array]:
        """Give every array of the way forward: the operands, what is saved, the output."""
        output = self.forward(operands, params)
        return {**operands, **self.save(operands, output, params), "output": output}

    def push(self, tangents: Arrays, arrays: Arrays, params: Parameters) -> Array:
        """Give how the output moves when operands move by `tangents`, the others staying.

        It is exact where forward is exact. `arrays` are those of `run_forward`.
        """
        if self.jvp is not None:
            return self.jvp(tangents, arrays, params)
        moved = {
            name: array if name in self.constants else tangents.get(name, np.zeros_like(array))
            for name, array in self.operands_in(arrays).items()
        }
        return self.forward(moved, params)

    def run_backward(self, arrays: Arrays, params: Parameters) -> dict[str, Array]:
        """Give every array of the way back, the gradients as grad_<operand>.

        `arrays` are those of `run_forward` with grad_output.
        """
        operands = self.operands_in(arrays)
        upstream = arrays["grad_output"]
        stages = self.stages(upstream, operands, arrays, params)
        gradients = self.vjp(upstream, operands, {**arrays, **stages}, params)
        return {**stages, **{f"grad_{name}": values for name, values in gradients.items()}}


AnyOperator = Operator[Any]


def element(array: str, *index: int) -> Factor:
    """Give the plain read of one element of an array."""
    return Factor(array, index, index)


def padded_read(array: str, leading: Index, spots: tuple[Spot, ...]) -> Factor:
    """Give the read at `leading` plus one spot per sliding axis, wherever it lies.

    A read is BEYOND when one of its axes is, else in PADDING when one is; a constant stands there
    unless every axis has a source.
    """
    wheres = {spot.where for spot in spots}
    where = next(w for w in (Where.BEYOND, Where.PADDING, Where.INSIDE) if w in wheres)
    sources = [spot.source for spot in spots if spot.source is not None]
    source = (*leading, *sources) if len(sources) == len(spots) else None
    return Factor(array, (*leading, *(spot.at for spot in spots)), source, where)
