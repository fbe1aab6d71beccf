"""The largest element of every window, of whatever axes: arrays and rules.

A table (k, o) says for one axis which element each tap of each window reads, -1 for none. The first
maximum in row-major order wins a tie, the last NaN wins over everything. `indices` holds the flat
place of each winner within its plane; it is -1 for a window without any element, which then hands
on no gradient.

Source: torch.nn.MaxPool2d. Shapes: input (N, C, ...), output and indices (N, C, ...).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Index, Shape, without_warnings
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import (
    Gate,
    Operator,
    Parameters,
    Pass,
    Reduce,
    Term,
    element,
    padded_read,
)
from convtutor.engine.pool_listings import max_backward_listing, max_forward_listing
from convtutor.engine.pool_loops import PoolLoops


def winners(image: Array, tables: Sequence[Array]) -> tuple[Array, Array]:
    """Give the largest element of every window and its flat index within the plane."""
    lengths = image.shape[2:]
    planes = image.reshape(*image.shape[:2], prod(lengths))
    shape = (*image.shape[:2], *(table.shape[1] for table in tables))
    largest = np.full(shape, -np.inf, image.dtype)
    indices = np.full(shape, -1, np.int64)
    for taps in product(*(range(len(table)) for table in tables)):
        flat = _flat_places(lengths, [table[tap] for table, tap in zip(tables, taps, strict=True)])
        value = planes[..., flat]  # (N, C, o_1, ..); what stands for -1 never wins
        wins = value > largest
        wins |= np.isnan(value)
        wins |= indices < 0
        wins &= flat >= 0
        np.copyto(largest, value, where=wins)
        np.copyto(indices, flat, where=wins)
    return largest, indices


def _flat_places(lengths: Shape, places: Sequence[Array]) -> Array:
    """Give the flat place in the plane from one place an axis, -1 where one of them is -1."""
    flat, inside = np.zeros((), np.int64), np.ones((), bool)
    for length, along in zip(lengths, places, strict=True):
        flat = flat[..., None] * length + along
        inside = inside[..., None] & (along >= 0)
    return np.where(inside, flat, -1)


@without_warnings
def hand_back(grad_output: Array, indices: Array, image: Shape) -> Array:
    """Give grad_input: each upstream gradient goes to its window's winner.

    y = x[winner], so grad_x[at] = sum of grad_y over the windows whose winner is at.
    """
    planes, windows = prod(image[:2]), prod(grad_output.shape[2:])
    grad = np.zeros((planes, prod(image[2:])), grad_output.dtype)
    won = indices.reshape(planes, windows)
    upstream = grad_output.reshape(planes, windows)
    plane, window = np.nonzero(won >= 0)
    np.add.at(grad, (plane, won[plane, window]), upstream[plane, window])
    return grad.reshape(image)


def picked(tangents: Arrays, arrays: Arrays, params: object) -> Array:
    """Give how the largest elements move: each as its window's winner, 0 where there is none."""
    moved, indices = tangents["input"], arrays["indices"]
    planes = moved.reshape(*moved.shape[:2], prod(moved.shape[2:]))
    windows = indices.reshape(*moved.shape[:2], prod(indices.shape[2:]))
    won = np.take_along_axis(planes, np.maximum(windows, 0), axis=2)
    return np.where(windows >= 0, won, won.dtype.type(0)).reshape(indices.shape)


def opened(
    operator: Operator[Parameters], tables: Callable[[Shape, Parameters], Sequence[Array]]
) -> Operator[Parameters]:
    """Give the operator that adds up what the windows of a maximum hold.

    `tables` gives the places that are read, an axis each, from the input's shape.
    """

    def counts(image: Shape, params: Parameters) -> list[Array]:
        """Count how often each window reads each element, (i, o) an axis."""
        made = []
        for length, table in zip(image[2:], tables(image, params), strict=True):
            count = np.zeros((length, table.shape[1]))
            for places in table:
                windows = np.flatnonzero(places >= 0)
                np.add.at(count, (places[windows], windows), 1)
            made.append(count)
        return made

    def forward(arrays: Arrays, params: Parameters) -> Array:
        image = arrays["input"]
        return _summed(image, counts(image.shape, params))

    def vjp(
        grad_output: Array, arrays: Arrays, saved: Arrays, params: Parameters
    ) -> dict[str, Array]:
        along = counts(arrays["input"].shape, params)
        return {"input": _summed(grad_output, [count.T for count in along])}

    return replace(operator, forward=forward, vjp=vjp, jvp=None)


def _summed(planes: Array, along: Sequence[Array]) -> Array:
    """Multiply every axis behind the second with its matrix."""
    for axis, matrix in enumerate(along, start=2):
        planes = np.moveaxis(np.tensordot(planes, matrix, (axis, 0)), -1, axis)
    return planes


def max_passes(image: Shape, axes: tuple[Axis, ...], loops: PoolLoops) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    output = (*image[:2], *(axis.o for axis in axes))

    def read_output(index: Index) -> tuple[Term, ...]:
        """Read the window."""
        along = (axis.reads(out) for axis, out in zip(axes, index[2:], strict=True))
        return tuple(
            Term((padded_read("input", index[:2], spots),)) for spots in product(*along)
        )

    def read_grad_input(index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of every window that saw this element; open where it won."""
        flat = 0
        for axis, at in zip(axes, index[2:], strict=True):
            flat = flat * axis.i + at
        along = (axis.readers(at) for axis, at in zip(axes, index[2:], strict=True))
        seen = ((*index[:2], *(out for out, _ in pairs)) for pairs in product(*along))
        return tuple(
            Term((element("grad_output", *window),), gate=Gate("indices", window, flat))
            for window in seen
        )

    return (
        Pass("forward", "output", output, read_output, max_forward_listing(image, loops),
             Reduce.MAX, -np.inf, {"input": axes}),
        Pass("backward", "grad_input", image, read_grad_input, max_backward_listing(image, loops)),
    )
