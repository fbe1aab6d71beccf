"""How many axes the tensors of an example have: as many as the layer that reads them takes.

A tensor that only layers of any shape read (relu, mul) has as many as the next layer behind them
that says so. Where none does it has four, or, if one of them takes two arrays (mul), stays as it is
written. What is read as it is written gets no axes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from convtutor.engine.operator import AS_WRITTEN, AS_WRITTEN_ALONE, AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.schema import streams

USUAL_RANK = 4
FIRST_READ = "input"  # what the first layer reads unless it says otherwise


def rank_of(name: str, layers: Sequence[Mapping[str, Any]]) -> int:
    """Give the number of axes of a tensor or of a layer's output, from the layers as written."""
    found = _found(name, layers, 0)
    if found is None:
        return USUAL_RANK
    return AS_WRITTEN if found == AS_WRITTEN_ALONE else found


def _found(name: str, layers: Sequence[Mapping[str, Any]], first: int) -> int | None:
    """Look at the layers from `first` on, which alone can read what the one before it makes."""
    alone = None
    for at in range(first, len(layers)):
        op, own_name = _op(layers, at), layers[at].get("name")
        operator = OPERATORS.get(op) if isinstance(op, str) else None
        if operator is None or "updates" in layers[at]:
            continue
        reads = _inputs(layers, at)
        for operand, read in zip(streams(operator, len(reads)), reads, strict=False):
            if read != name:
                continue
            rank = operator.ranks.get(operand)
            if _takes_any(operator, operand) and isinstance(own_name, str):
                behind = _found(own_name, layers, at + 1)
                rank = rank if behind is None else behind
            if rank == AS_WRITTEN_ALONE:
                alone = rank
            elif rank is not None:
                return rank
    return alone


def _takes_any(operator: AnyOperator, operand: str) -> bool:
    return not operator.ranks or operator.ranks.get(operand) == AS_WRITTEN_ALONE


def _op(layers: Sequence[Mapping[str, Any]], at: int) -> object:
    """Give the operator's name as written, of a layer used again that of the one it shares."""
    shared, op = layers[at].get("shares"), layers[at].get("op")
    earlier = (number for number in range(at) if layers[number].get("name") == shared)
    first = next(earlier, None) if shared is not None else None
    return op if first is None else _op(layers, first)


def _inputs(layers: Sequence[Mapping[str, Any]], at: int) -> tuple[object, ...]:
    written = layers[at].get("inputs")
    if isinstance(written, list):
        return tuple(written)
    return (layers[at - 1].get("name") if at else FIRST_READ,)
