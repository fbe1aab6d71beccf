"""How much of an array is computed at a time: so much that it stays in a core's own cache.

What is made on the way then takes little memory however large the arrays are.
"""

from collections.abc import Iterator
from math import prod

from convtutor.engine.arrays import Shape

BLOCK_BYTES = 2**20


def parts(shape: Shape, itemsize: int) -> Iterator[slice]:
    """Cut the first axis of an array into parts of about BLOCK_BYTES."""
    together = max(1, BLOCK_BYTES // max(1, prod(shape[1:]) * itemsize))
    for start in range(0, shape[0], together):
        yield slice(start, min(start + together, shape[0]))


def by_plane(shape: Shape) -> Shape:
    """Give the shape (N, C, ..) with samples and channels on one axis: (N C, ..)."""
    return (shape[0] * shape[1], *shape[2:])
