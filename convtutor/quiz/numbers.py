"""Fresh numbers for an example: other values in its arrays, and at higher levels other settings."""

from collections.abc import Mapping
from random import Random
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.quiz.question import Template

KEPT = ("target", "mask", "running_mean", "running_var")  # other values would mean something else
SPREAD = {1: (0, 5), 2: (-2, 6), 3: (-4, 9)}


def fresh(template: Template, random: Random, level: int) -> Mapping[str, Any]:
    """Give other values for the tensors of an example and the arrays of its layers, as a lesson
    file writes them; whole numbers stay whole."""
    example = template.example
    arrays = dict(example.tensors)
    for layer in example.layers:
        arrays |= {
            f"{layer.name}.{name}": array for name, array in layer.operands.items()
            if name not in KEPT
        }
    given = {name: a for name, a in arrays.items() if name not in template.changes}
    return {name: _values(array, random, level) for name, array in given.items()}


def _values(array: Array, random: Random, level: int) -> Any:
    low, high = SPREAD[min(level, max(SPREAD))]
    whole = bool(np.all(array == np.round(array)))
    drawn = [random.randint(low, high) for _ in range(array.size)]
    numbers = drawn if whole else [number / 2 + 0.25 for number in drawn]
    return np.array(numbers).reshape(array.shape).tolist()
