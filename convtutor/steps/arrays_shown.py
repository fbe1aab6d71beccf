"""A small array in a sentence: [[19, 25], [37, 43]], and a large one by its shape and ends."""

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.steps.comparing import bare
from convtutor.steps.numbers import number
from convtutor.steps.trace import shape_text

MOST_SHOWN = 16


def array_text(array: Array) -> str:
    """Write an array without leading axes of length 1, or what it spans where it is large."""
    shown = bare(np.asarray(array, dtype=float))
    if shown.size > MOST_SHOWN:
        low, high = number(float(shown.min())), number(float(shown.max()))
        return f"{shape_text(shown.shape)}, {low} .. {high}"
    return _nested(shown)


def _nested(array: Array) -> str:
    if not array.ndim:
        return number(float(array))
    return f"[{', '.join(_nested(part) for part in array)}]"
