"""The numbers of an explored layer: counted, or drawn from a seed, the same on every machine."""

from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Shape

INTS = {"input": range(1, 10), "weight": (-2, -1, 1, 2, 3), "bias": (-3, -2, -1, 1, 2, 3)}


def draw(values: str, shape: Shape, seed: tuple[int, int], name: str) -> Array:
    """Make an array of a shape: `range` counts 0, 1, 2, ...; `ints` draws small whole numbers but
    0, which padding is, `random` numbers from -1 to 1 of two decimals. `name` is the operand's."""
    if values == "range":
        return np.arange(np.prod(shape, dtype=int), dtype=np.float64).reshape(shape)
    generator = np.random.default_rng(seed)
    while True:
        if values == "ints":
            chosen = np.array(INTS[name], dtype=np.float64)
            drawn = chosen[generator.integers(len(chosen), size=shape)]
        else:
            drawn = generator.uniform(-1, 1, shape).round(2) + 0.0
        if is_uneven(drawn):
            return drawn


def is_uneven(array: Array) -> bool:
    """Say whether an array differs from itself turned over on any axis of its planes and across
    them, so that a swapped axis shows; a single number must not be 0."""
    if array.size == 1:
        return bool(array.any())
    turned = [np.flip(array, at) for at in range(array.ndim) if array.shape[at] > 1]
    if array.ndim > 1 and array.shape[-1] == array.shape[-2] > 1:
        turned.append(array.swapaxes(-1, -2))
    return not any(np.array_equal(array, other) for other in turned)


def written(array: Array) -> Any:
    """Write an array as nested lists, whole numbers without a point where all are whole."""
    finite = np.isfinite(array)
    is_whole = finite.all() and (array == np.round(array)).all() and (np.abs(array) < 2**53).all()
    return array.astype(np.int64).tolist() if is_whole else array.tolist()
