"""tanh: the hyperbolic tangent of every element, of any shape.

Source: torch.nn.Tanh. The derivative is 1 - output * output.
"""

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.engine.finish import Finish
from convtutor.engine.sloped import Curve, sloped


def tanh_values(values: Array) -> Array:
    """Give the hyperbolic tangent."""
    return np.asarray(np.tanh(values))


def slopes(output: Array) -> Array:
    """Give the derivative from the output."""
    return np.asarray(1 - output * output)


TANH = sloped(Curve(
    name="tanh",
    values=tanh_values,
    finish=Finish("tanh({})", np.tanh, lambda total: 1 - np.tanh(total) ** 2, units=4),
    slopes=slopes,
    # The square rounds by u t^2 and the difference by u (1 - t^2): u in all, and 1 + t^2 is more.
    slope_finish=Finish(
        "1 - {} * {}", lambda total: 1 - total * total, lambda total: -2 * total, units=1,
        size=lambda total: 1 + total * total,
    ),
))
