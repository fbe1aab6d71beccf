"""Cross-correlation the plain way: every window copied into a column, then one matrix product.

    Y = W X,   X (C / groups * taps, windows),   W (C_out / groups, C / groups * taps)

That is the shortest way for a small layer, and what `blocked` must agree with for a large one.
Shapes: image (N, C, ...), weight (C_out, C / groups, ...), output (N, C_out, ...).
"""

from collections.abc import Sequence
from math import prod
from typing import TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.geometry import Axis
from convtutor.engine.windows import add_windows, pad, unpad, windows

Axes: TypeAlias = Sequence[Axis]


def columns(image: Array, axes: Axes, groups: int) -> Array:
    """Give every window as a column (N, groups, C/groups * taps, windows), the image itself where
    every window is one element."""
    padded = pad(image, axes, 0.0) if has_border(axes) else image
    taps, places = prod([a.k for a in axes]), prod([a.o for a in axes])
    shape = (len(image), groups, image.shape[1] // groups * taps, places)
    return windows(padded, axes).reshape(shape)


def has_border(axes: Axes) -> bool:
    """Say whether the windows slide over anything but the image."""
    return any(axis.before or axis.after for axis in axes)


def are_elements(axes: Axes) -> bool:
    """Say whether every window is one element, in their order."""
    return all(axis.k == axis.s == 1 for axis in axes) and not has_border(axes)


def correlate(image: Array, weight: Array, bias: Array | None, axes: Axes, groups: int) -> Array:
    """Give the output."""
    rows = weight.reshape(groups, len(weight) // groups, prod(weight.shape[1:]))
    output: Array = np.matmul(rows, columns(image, axes, groups))  # (N, g, C_out/g, windows)
    if bias is not None:
        output += bias.reshape(groups, len(weight) // groups, 1)
    return output.reshape(len(image), len(weight), *(axis.o for axis in axes))


def weight_gradient(
    grad_output: Array, image: Array, weight: Shape, axes: Axes, groups: int
) -> Array:
    """Give the gradient of the weight, of that shape.

    Y = W X, so grad_W = grad_Y X^T, summed over the batch.
    """
    upstream = _by_group(grad_output, groups)
    products = np.matmul(upstream, columns(image, axes, groups).swapaxes(2, 3))
    gradient: Array = products.sum(axis=0).reshape(weight)
    return gradient


def image_gradient(grad_output: Array, weight: Array, axes: Axes, groups: int) -> Array:
    """Give the gradient of the image.

    Y = W X, so grad_X = W^T grad_Y, and every column is added back onto the cells it was copied
    from.
    """
    rows = weight.reshape(groups, len(weight) // groups, prod(weight.shape[1:]))
    made: Array = np.matmul(rows.swapaxes(1, 2), _by_group(grad_output, groups))
    channels = (len(grad_output), groups * weight.shape[1])
    if are_elements(axes):
        return made.reshape(*channels, *(axis.i for axis in axes))
    view = made.reshape(*channels, *(axis.k for axis in axes), *(axis.o for axis in axes))
    framed = add_windows(view, axes)
    return unpad(framed, axes) if has_border(axes) else framed


def _by_group(array: Array, groups: int) -> Array:
    """View an output or its gradient as (N, g, C_out / g, windows)."""
    samples, channels, *places = array.shape
    return array.reshape(samples, groups, channels // groups, prod(places))
