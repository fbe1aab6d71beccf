"""leaky_relu misunderstood: its slope left out, on the other side, or forgotten on the way back."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shapes, without_warnings
from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, misread_back


def slope_left_out(right: AnyOperator) -> Misconception:
    """Put 0 for what is not above 0, as relu does."""
    return Misconception("slope-left-out", right.name, misread(right, _flat))


def gradient_blocked(right: AnyOperator) -> Misconception:
    """Block the gradient where the input is not above 0, as relu does."""
    return Misconception("gradient-blocked", right.name, misread_back(right, _flat))


def _flat(params: Any, shapes: Shapes) -> Any:
    return replace(params, negative_slope=0.0)


def slope_on_the_other_side(right: AnyOperator) -> Misconception:
    """Multiply what is above 0 by the slope, and leave the rest as it is."""

    def closed_above(image: Array) -> Array:
        return np.asarray(~(image > 0), np.int8)

    @without_warnings
    def forward(arrays: Arrays, params: Any) -> Array:
        image = arrays["input"]
        slope = image.dtype.type(params.negative_slope)
        return np.where(closed_above(image) == 1, image, slope * image)

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        return {"gate": closed_above(arrays["input"])}

    def two_slopes(shapes: Shapes, params: Any) -> bool:
        return bool(params.negative_slope != 1)

    wrong = replace(right, forward=forward, save=save)
    return Misconception("slope-on-the-other-side", right.name, wrong, two_slopes)
