"""Arrays as a misconception makes them, for the numbers worked out by hand.

IMAGE, KERNEL   the 3x3 input and 2x2 kernel of Dive into Deep Learning, figure 6.2.1
LARGE           0 to 15 in 4x4
UPSTREAM        1, 2, 3, 4 in 2x2
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, shapes_of
from convtutor.misconceptions import MISCONCEPTIONS

IMAGE = np.arange(9.0).reshape(1, 1, 3, 3)
KERNEL = np.arange(4.0).reshape(1, 1, 2, 2)
LARGE = np.arange(16.0).reshape(1, 1, 4, 4)
UPSTREAM = np.array([[[[1.0, 2], [3, 4]]]])


def computed(
    key: str, arrays: Mapping[str, Array], grad_output: Array | None = None, **keywords: Any
) -> dict[str, Array]:
    """Give every array as the mistaken operator makes it, with an upstream gradient of ones."""
    operator = MISCONCEPTIONS[key].operator
    params = operator.params(**keywords)
    shape = operator.output_shape(shapes_of(arrays), params)
    made = operator.run_forward(dict(arrays), params)
    assert made["output"].shape == shape
    made["grad_output"] = np.ones_like(made["output"]) if grad_output is None else grad_output
    return {**made, **operator.run_backward(made, params)}


def output(key: str, image: Array, weight: Array | None = None, **keywords: Any) -> Array:
    arrays = {"input": image} if weight is None else {"input": image, "weight": weight}
    return computed(key, arrays, **keywords)["output"]
