"""What a layer learns, counted: its weights and biases, not what it only measures."""

from math import prod

from convtutor.engine.arrays import Shape
from convtutor.lesson.run import BoundLayer, Run

LEARNED = ("weight", "bias")


def learned(bound: BoundLayer) -> dict[str, Shape]:
    """Give the shapes of the arrays that a layer learns, nothing for one used again.

    The weight of a loss says how much its classes count; it is given, not learned.
    """
    if bound.layer.shares is not None or "target" in bound.shapes:
        return {}
    return {name: bound.shapes[name] for name in LEARNED if name in bound.shapes}


def count_in(bound: BoundLayer) -> int:
    """Count the numbers that a layer learns."""
    return sum(map(prod, learned(bound).values()))


def counted_layers(run: Run) -> tuple[BoundLayer, ...]:
    """Give the layers that learn something."""
    return tuple(bound for bound in run.layers if learned(bound))
