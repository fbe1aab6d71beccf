"""sigmoid: 1 / (1 + exp(-input)) for every element, of any shape.

Source: torch.nn.Sigmoid. The derivative is output * (1 - output).
"""

import numpy as np

from convtutor.engine.arrays import Array, without_warnings
from convtutor.engine.finish import Finish
from convtutor.engine.sloped import Curve, sloped


@without_warnings
def sigmoid_values(values: Array) -> Array:
    """Give 1 / (1 + exp(-x)); below 0 as exp(x) / (1 + exp(x)), so that exp never overflows."""
    small = np.exp(-np.abs(values))  # at most 1
    above = np.where(values < 0, small, small.dtype.type(1))
    return np.asarray(above / (1 + small))


def slopes(output: Array) -> Array:
    """Give the derivative from the output."""
    return np.asarray(output * (1 - output))


def _steepness(total: Array) -> Array:
    small = np.exp(-np.abs(total))
    return np.asarray(small / (1 + small) ** 2)


SIGMOID = sloped(Curve(
    name="sigmoid",
    values=sigmoid_values,
    finish=Finish(
        "1 / (1 + exp(-{}))", lambda total: 1 / (1 + np.exp(-total)), _steepness, units=6
    ),
    slopes=slopes,
    # 1 - output rounds once and the product once more, both in proportion to the result.
    slope_finish=Finish(
        "{} * (1 - {})", lambda total: total * (1 - total), lambda total: 1 - 2 * total, units=2
    ),
))
