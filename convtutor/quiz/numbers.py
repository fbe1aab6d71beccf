"""Fresh numbers for an example: other values in its arrays, of the same kind as they were.

Whole numbers stay whole, numbers that are all above 0 stay so, numbers below 0 bring others, and
what a max pool reads stays without equal numbers where it was.
"""

from collections.abc import Mapping
from math import prod
from random import Random
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Shape
from convtutor.lesson.schema import Example
from convtutor.quiz.question import Template

KEPT = ("target", "mask", "running_mean", "running_var")  # other values would mean something else
SPREAD = {1: (0, 5), 2: (-2, 6), 3: (-4, 9)}
HIGHEST_COUNT = 12  # of numbers that count something: channels, filters


def fresh(
    template: Template, random: Random, level: int, shapes: Mapping[str, Shape]
) -> Mapping[str, Any]:
    """Give other values for the tensors of an example and the arrays of its layers, as a lesson
    file writes them; `shapes` are those that are not as in the example."""
    arrays = arrays_in(template.example)
    pooled = any("max_pool" in layer.op for layer in template.example.layers)
    made = {}
    for name, array in arrays.items():
        if name not in template.changes:
            distinct = pooled and "." not in name and len(np.unique(array)) == array.size
            shape = shapes.get(name, array.shape)
            made[name] = values(array, shape, random, level, distinct=distinct)
    return made


def arrays_in(example: Example) -> dict[str, Array]:
    """Give the arrays of an example that may have other values, by name."""
    arrays = dict(example.tensors)
    for layer in example.layers:
        arrays |= {
            f"{layer.name}.{name}": array for name, array in layer.operands.items()
            if name not in KEPT
        }
    return arrays


def values(
    like: Array, shape: Shape, random: Random, level: int, *, distinct: bool = False
) -> Any:
    """Give nested lists of numbers of the kind of an array, of a shape."""
    low, high = SPREAD[min(level, max(SPREAD))]
    lowest = float(np.min(like, initial=1))
    if lowest > 0 and like.ndim == 0:
        low, high = 1, HIGHEST_COUNT
    elif np.min(like, initial=0) < 0:
        low = min(low, -high + 1)
    count = prod(shape)
    if distinct:
        drawn = random.sample(range(low, low + 2 * count + high), count)
    else:
        drawn = [random.randint(low, high) for _ in range(count)]
    whole = bool(np.all(like == np.round(like)))
    numbers = drawn if whole else [number / 2 + 0.25 for number in drawn]
    return np.array(numbers).reshape(shape).tolist()
