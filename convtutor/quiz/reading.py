"""Which cells of an array are read for an element: the reads of its rule, as places on a grid.

Picked  the array whose cells are picked, by the name its layer gives it, and how many of its axes
        are named: leading ones of length 1 are not
"""

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape
from convtutor.engine.operator import Pass
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.answers import Cells
from convtutor.quiz.formula import axes_of

PLANE = 2


@dataclass(frozen=True, slots=True)
class Picked:
    """An array of a layer whose cells are picked, and its shape."""

    name: str
    shape: Shape
    axes: int  # so many last axes always stay

    def short(self, index: Index) -> Index:
        """Give a cell without leading axes of length 1."""
        left_out = 0
        most = max(0, len(self.shape) - self.axes)
        while left_out < most and self.shape[left_out] == 1:
            left_out += 1
        return index[left_out:]


def picked_of(bound: BoundLayer, target: str) -> Picked | None:
    """Say of which array the cells are picked for an array being made: on the way forward of the
    input, or the operand that is stretched; on the way back of the gradient handed in."""
    axes = len(axes_of(bound)) or PLANE
    if target == "output":
        read = {name: shape for name, shape in bound.shapes.items() if name in bound.sources}
        if not read:
            return None
        name = min(read, key=lambda name: len(read[name]) and _cells(read[name]))
        return Picked(name, read[name], axes)
    if not target.startswith("grad_") or target == "grad_output":
        return None
    output = bound.operator.output_shape(bound.shapes, bound.params)
    return Picked("grad_output", output, axes)


def _cells(shape: Shape) -> int:
    count = 1
    for length in shape:
        count *= length
    return count


def rule_in(bound: BoundLayer, target: str) -> Pass | None:
    """Give the rule by which a layer makes an array, None where it makes none."""
    rules = bound.operator.passes(bound.shapes, bound.params)
    return next((rule for rule in rules if rule.target == target), None)


def cells_read(rule: Pass, picked: Picked, index: Index) -> Cells | None:
    """Give the cells of the picked array that are read for an element, None without the element."""
    if len(index) != len(rule.shape) or not all(
        at < length for at, length in zip(index, rule.shape, strict=True)
    ):
        return None
    return Cells(frozenset(
        picked.short(factor.source)
        for term in rule.terms(index) for factor in term.factors
        if factor.array == picked.name and factor.source is not None
    ))
