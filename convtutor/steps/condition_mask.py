"""Which steps of a pass a condition can hold at, all at once: the search looks only at those.

Verdicts  for a row of steps: where the condition may hold, and where it must

Facts that only a step knows (partial, outside, tie, changed_sign) leave the answer open, and so
does a value that lies within rounding of what it is compared with: the array at once and the rule
may sum in another order. Source: Kleene's three truth values, as two masks.
"""

import ast
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.steps.conditions import COMPARISONS, Condition
from convtutor.steps.trace import Trace

Mask: TypeAlias = NDArray[np.bool_]
Facts: TypeAlias = Mapping[str, Array]
ROUNDING = 1e-9  # of the largest number in the comparison or in the array


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Where a condition may hold and where it must; the step itself decides the rest."""

    may: Mask
    must: Mask


def verdicts(condition: Condition, trace: Trace, target: Array, steps: range) -> Verdicts:
    """Judge a condition at steps of a pass, numbered within it; `target` is the array it makes."""
    flat = target.reshape(-1)[steps.start : steps.stop].astype(float)
    facts = _facts(trace, flat, steps)
    if any(name in PLACES and name not in facts for name in condition.names):
        nowhere = np.zeros(len(steps), dtype=bool)
        return Verdicts(nowhere, nowhere)
    finite = target[np.isfinite(target)]
    scale = float(np.max(np.abs(finite), initial=1.0))
    tree = ast.parse(condition.text, mode="eval").body
    return _truth(tree, facts, len(steps), scale)


PLACES = ("row", "col", "channel", "last_column")


def _facts(trace: Trace, flat: Array, steps: range) -> dict[str, Array]:
    """Give the facts that follow from the index and the value; no others, as conditions._axis."""
    shape = trace.rule.shape
    facts: dict[str, Array] = {"value": flat}
    if not shape:
        return facts
    index = np.unravel_index(np.arange(steps.start, steps.stop), shape)
    axes = {"channel": 3, "row": 2, "col": 1} if len(shape) > 1 else {"channel": 1}
    for name, from_the_end in axes.items():
        if len(shape) >= from_the_end:
            facts[name] = index[-from_the_end].astype(float)
    if "col" in facts:
        facts["last_column"] = (facts["col"] == shape[-1] - 1).astype(float)
    return facts


def _truth(node: ast.expr, facts: Facts, count: int, scale: float) -> Verdicts:
    match node:
        case ast.BoolOp(op=operation, values=parts):
            found = [_truth(part, facts, count, scale) for part in parts]
            join = np.logical_and if isinstance(operation, ast.And) else np.logical_or
            may, must = (join.reduce([getattr(part, side) for part in found])
                         for side in ("may", "must"))
            return Verdicts(may, must)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _truth(operand, facts, count, scale)
            return Verdicts(~inner.must, ~inner.may)
        case ast.Compare():
            return _compared(node, facts, count, scale)
        case ast.Name(id="last_column") if "last_column" in facts:
            here = facts["last_column"] != 0
            return Verdicts(here, here)
        case ast.Name(id="nan"):
            unsure = ~np.isfinite(facts["value"])
            return Verdicts(unsure, np.zeros(count, dtype=bool))
    return _open(count)


def _open(count: int) -> Verdicts:
    return Verdicts(np.ones(count, dtype=bool), np.zeros(count, dtype=bool))


def _compared(node: ast.Compare, facts: Facts, count: int, scale: float) -> Verdicts:
    sides = [_number(side, facts, count) for side in (node.left, *node.comparators)]
    may, must = np.ones(count, dtype=bool), np.ones(count, dtype=bool)
    for operation, left, right in zip(node.ops, sides, sides[1:], strict=False):
        if left is None or right is None:
            must[:] = False
            continue
        with np.errstate(all="ignore"):
            holds = np.asarray(COMPARISONS[type(operation)](left, right))  # type: ignore[arg-type]
            near = ~(np.abs(left - right) > ROUNDING * np.maximum(np.abs(right), scale))
        may &= holds | near
        must &= holds & ~near
    return Verdicts(may, must)


def _number(node: ast.expr, facts: Facts, count: int) -> Array | None:
    """Give a number at every step, None where only the steps know it."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return np.full(count, float(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _number(operand, facts, count)
            return None if inner is None else -inner
        case ast.Call(args=[operand]):
            inner = _number(operand, facts, count)
            return None if inner is None else np.abs(inner)
        case ast.Name(id=name):
            return facts.get(name)
    return None
