"""Padding, the strided window view, and their adjoints, shared by convolutions and pools.

All functions work on the last len(axes) axes of an array; the leading ones are carried along.

    input --pad--> padded --windows--> view (..., k_1, k_2, o_1, o_2)
    grad_input <--unpad-- <--add_windows-- gradient of the view
"""

import sys
from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.geometry import Axis
from convtutor.errors import ShapeError

LARGEST_ITEM = 8  # bytes of a float64


def padded_shape(leading: Shape, axes: Sequence[Axis]) -> Shape:
    """Give the shape of the padded frame, with the cells that ceil_mode reads beyond it."""
    return (*leading, *(axis.padded + axis.overhang for axis in axes))


def check_frame(
    where: str, leading: Shape, axes: Sequence[Axis],
    framed: str = "the padded input", remedy: str = "less padding",
) -> None:
    """Accept a padded frame whose bytes can be counted; raises ShapeError with its shape."""
    shape = padded_shape(leading, axes)
    if prod(shape) > sys.maxsize // LARGEST_ITEM:
        raise ShapeError(
            f"{where}: {framed} would have shape {shape}, more than any memory holds; "
            f"use {remedy}"
        )


def interior(axes: Sequence[Axis]) -> tuple[Any, ...]:
    """Give the subscript of the input itself within its padded frame."""
    return (..., *(slice(axis.before, axis.before + within(axis)) for axis in axes))


def framed(axes: Sequence[Axis]) -> tuple[Any, ...]:
    """Give the subscript of those elements of the input that its padded frame holds."""
    return (..., *(slice(0, within(axis)) for axis in axes))


def within(axis: Axis) -> int:
    """Count the elements of the input that lie in its frame: all of them, unless `after` is
    negative and crops the end (the frame of a transposed convolution's output)."""
    return max(0, min(axis.i, axis.padded + axis.overhang - axis.before))


def pad(array: Array, axes: Sequence[Axis], fill: float) -> Array:
    """Copy an array into its padded frame; constants are `fill`, other modes copy elements."""
    leading = array.shape[: array.ndim - len(axes)]
    padded = np.full(padded_shape(leading, axes), fill, array.dtype)
    padded[interior(axes)] = array[framed(axes)]
    for number, axis in enumerate(axes):
        if axis.mode == "zeros":
            continue
        line = padded.swapaxes(padded.ndim - len(axes) + number, -1)
        for place, source in _copied_places(axis):
            line[..., place + axis.before] = line[..., source + axis.before]
    return padded


def unpad(grad_padded: Array, axes: Sequence[Axis]) -> Array:
    """Give the gradient of pad's input.

    A copied cell hands its gradient to its source: y = P x, so grad_x = P^T grad_y; the axes are
    undone in reverse order. A constant hands on nothing.
    """
    grad = grad_padded.copy()
    for number, axis in reversed(list(enumerate(axes))):
        if axis.mode == "zeros":
            continue
        line = grad.swapaxes(grad.ndim - len(axes) + number, -1)
        for place, source in _copied_places(axis):
            line[..., source + axis.before] += line[..., place + axis.before]
    leading = grad.shape[: grad.ndim - len(axes)]
    whole = np.zeros((*leading, *(axis.i for axis in axes)), grad.dtype)
    whole[framed(axes)] = grad[interior(axes)]
    return whole


def _copied_places(axis: Axis) -> list[tuple[int, int]]:
    places = [*range(-axis.before, 0), *range(axis.i, axis.i + axis.after)]
    spots = [axis.spot(place) for place in places]
    return [(spot.at, spot.source) for spot in spots if spot.source is not None]


def windows(padded: Array, axes: Sequence[Axis]) -> Array:
    """View every window: (..., k_1, .., o_1, ..), element [tap, out] = padded[out s + tap d].

    A single window or tap takes no step, so that its stride may be larger than any memory.
    """
    strides = padded.strides[padded.ndim - len(axes) :]
    return as_strided(
        padded,
        (*padded.shape[: padded.ndim - len(axes)], *(a.k for a in axes), *(a.o for a in axes)),
        (
            *padded.strides[: padded.ndim - len(axes)],
            *(stride * axis.d * (axis.k > 1) for stride, axis in zip(strides, axes, strict=True)),
            *(stride * axis.s * (axis.o > 1) for stride, axis in zip(strides, axes, strict=True)),
        ),
        writeable=False,
    )


def tap_places(taps: Sequence[int], axes: Sequence[Axis]) -> tuple[Any, ...]:
    """Give the subscript of the padded cells that one tap reads, over all windows."""
    slices = (
        slice(tap * axis.d, tap * axis.d + (axis.o - 1) * axis.s + 1, axis.s)
        for tap, axis in zip(taps, axes, strict=True)
    )
    return (..., *slices)


def along(axes: Sequence[Axis], number: int, places: slice) -> tuple[Any, ...]:
    """Give the subscript that cuts an array along one of its sliding axes, the last ones."""
    return (..., places, *(slice(None),) * (len(axes) - 1 - number))


def add_windows(grad_view: Array, axes: Sequence[Axis]) -> Array:
    """Give the gradient of windows' input: each tap adds its plane onto the cells it read.

    y[tap, out] = p[out s + tap d], so grad_p[at] = sum of grad_y over all (tap, out) that read at.
    """
    leading = grad_view.shape[: grad_view.ndim - 2 * len(axes)]
    grad = np.zeros(padded_shape(leading, axes), grad_view.dtype)
    for taps in product(*(range(axis.k) for axis in axes)):
        at: tuple[Any, ...] = (*(slice(None),) * len(leading), *taps)
        grad[tap_places(taps, axes)] += grad_view[at]
    return grad
