"""A small array in a sentence: [[19, 25], [37, 43]], and a large one by its shape and ends."""

from collections.abc import Callable

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.steps.comparing import bare
from convtutor.steps.numbers import number
from convtutor.steps.trace import shape_text

MOST_SHOWN = 16


def array_text(array: Array, write: Callable[[float], str] = number) -> str:
    """Write an array without leading axes of length 1, or what it spans where it is large.

    `write` writes each number.
    """
    shown = bare(np.asarray(array, dtype=float))
    if shown.size > MOST_SHOWN:
        low, high = write(float(shown.min())), write(float(shown.max()))
        return f"{shape_text(shown.shape)}, {low} .. {high}"
    return _nested(shown, write)


def _nested(array: Array, write: Callable[[float], str]) -> str:
    if not array.ndim:
        return write(float(array))
    return f"[{', '.join(_nested(part, write) for part in array)}]"
