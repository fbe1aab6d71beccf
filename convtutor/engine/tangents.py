"""What the output moves by when the operands move: derivatives on the way forward, for operators
that are no sum of their operands.

product_rule  of an operator that is a sum of products of two operands, and of operands added to it
as_backward   of an operator whose derivative is the same read forward and backward
"""

from collections.abc import Callable, Collection
from typing import Any, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Arrays

Forward: TypeAlias = Callable[[Arrays, Any], Array]
Backward: TypeAlias = Callable[[Array, Arrays, Arrays, Any], dict[str, Array]]
Jvp: TypeAlias = Callable[[Arrays, Arrays, Any], Array]


def without(operands: Arrays, kept: Collection[str]) -> dict[str, Array]:
    """Give operands of which all but those kept are 0."""
    return {
        name: array if name in kept else np.zeros_like(array) for name, array in operands.items()
    }


def product_rule(forward: Forward, operands: tuple[str, ...], pair: tuple[str, str]) -> Jvp:
    """Give the derivative of sum(a * b) + c: sum(da * b) + sum(a * db) + dc.

    `operands` names all of them, `pair` those that are multiplied.
    """

    def jvp(tangents: Arrays, arrays: Arrays, params: Any) -> Array:
        present = {name: arrays[name] for name in operands if name in arrays}
        moved = [
            {**without(present, pair), name: tangents[name]} for name in pair if name in tangents
        ]
        added = {name: tangents[name] for name in tangents if name not in pair}
        if added or not moved:
            moved.append({**without(present, ()), **added})
        first, *others = (forward(read, params) for read in moved)
        return np.asarray(sum(others, first))

    return jvp


def as_backward(vjp: Backward, stages: Backward | None = None) -> Jvp:
    """Give the derivative by the input where d y_i / d x_k is d y_k / d x_i: what moves the output
    is what the way back makes of the same numbers."""

    def jvp(tangents: Arrays, arrays: Arrays, params: Any) -> Array:
        moved = tangents["input"]
        made = {} if stages is None else stages(moved, arrays, arrays, params)
        return vjp(moved, arrays, {**arrays, **made}, params)["input"]

    return jvp
