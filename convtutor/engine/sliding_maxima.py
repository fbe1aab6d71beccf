"""The largest elements of windows that slide, with slices of whole planes.

A tap reads, over all windows, elements that lie in equal steps: a slice. So the maximum runs over
the taps, all windows of a few planes at once, and so does the search for the tap that won.

It decides as `maxima.winners` does, which looks up every element in tables: the first maximum wins
a tie, the last NaN wins over everything, and a window without any element has the index -1.

Shapes: image (N, C, ...), output and indices (N, C, o_1, ..).
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.engine.blocks import by_plane, parts
from convtutor.engine.geometry import Axis
from convtutor.engine.windows import inside

Axes: TypeAlias = Sequence[Axis]
Tap: TypeAlias = tuple[Any, Any]


def largest(image: Array, axes: Axes) -> Array:
    """Give the largest element of every window."""
    output = np.full((*image.shape[:2], *(axis.o for axis in axes)), -np.inf, image.dtype)
    for planes, made in _blocks(image, output):
        _maximize(planes, made, _taps(axes))
    return output


def winners(image: Array, axes: Axes) -> Array:
    """Give the flat index of every largest element within its plane."""
    indices = np.empty((*image.shape[:2], *(axis.o for axis in axes)), np.int64)
    taps = _taps(axes)
    starts, steps = _flat_places(axes)
    for planes, found in _blocks(image, indices):
        made = np.full(found.shape, -np.inf, image.dtype)
        _maximize(planes, made, taps)
        np.take(steps, _first_winners(planes, made, taps), out=found, mode="clip")
        found += starts
    for number, axis in enumerate(axes):
        places: tuple[Any, ...] = (..., _empty(axis), *(slice(None),) * (len(axes) - 1 - number))
        indices[places] = -1
    return indices


def _blocks(image: Array, made: Array) -> Iterator[tuple[Array, Array]]:
    """View a few planes after others, of the input and of what is made of it."""
    planes, outputs = (array.reshape(by_plane(array.shape)) for array in (image, made))
    for part in parts(planes.shape, image.itemsize):
        yield planes[part], outputs[part]


def _taps(axes: Axes) -> list[Tap]:
    """Give, tap by tap, the subscript of the windows where it lies inside, and of the elements it
    reads there."""
    along = [
        [inside(tap * axis.d - axis.before, axis.s, axis.o, axis.i) for tap in range(axis.k)]
        for axis in axes
    ]
    return [
        ((..., *(reads for reads, _ in tap)), (..., *(elements for _, elements in tap)))
        for tap in product(*along)
    ]


def _maximize(planes: Array, made: Array, taps: Sequence[Tap]) -> None:
    """Raise every window's number to its largest element.

    Of zeros of both signs the first counts, where np.maximum takes any.
    """
    for reads, elements in taps:
        np.maximum(planes[elements], made[reads], out=made[reads])
    if not made.all() and np.signbit(planes).any():
        for reads, elements in reversed(taps):
            value = planes[elements]
            np.copyto(made[reads], value, where=value == made[reads])


def _first_winners(planes: Array, made: Array, taps: Sequence[Tap]) -> Array:
    """Give of each window how many taps stand from the one that won to the last, 0 for none.

    Among numbers so written the first of several winners is the largest.
    """
    count = len(taps)
    won = np.zeros(made.shape, np.min_scalar_type(count))
    for number, (reads, elements) in enumerate(taps):
        wins = np.equal(planes[elements], made[reads])
        np.maximum(won[reads], wins * won.dtype.type(count - number), out=won[reads])
    if np.isnan(made).any():
        for number, (reads, elements) in enumerate(taps):
            np.copyto(won[reads], count - number, where=np.isnan(planes[elements]))
    return won


def _flat_places(axes: Axes) -> tuple[Array, Array]:
    """Give the flat place of every window's start (o_1, ..), and how far on each tap lies, counted
    as `_first_winners` does."""
    starts, steps = np.zeros((), np.int64), np.zeros((), np.int64)
    for number, axis in enumerate(axes):
        size = prod(later.i for later in axes[number + 1 :])
        starts = np.add.outer(starts, (np.arange(axis.o) * axis.s - axis.before) * size)
        steps = np.add.outer(steps, np.arange(axis.k) * axis.d * size)
    return starts, np.append(steps.ravel(), 0)[::-1].copy()


def _empty(axis: Axis) -> Array:
    """Give the windows none of whose taps lies inside."""
    filled = np.zeros(axis.o, bool)
    for tap in range(axis.k):
        filled[inside(tap * axis.d - axis.before, axis.s, axis.o, axis.i)[0]] = True
    return np.flatnonzero(~filled)
