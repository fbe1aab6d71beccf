"""Padding, the window view and their adjoints, on one, two and three axes."""

import sys
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.engine.windows import (
    add_windows,
    check_frame,
    interior,
    pad,
    padded_shape,
    unpad,
    windows,
)
from convtutor.errors import ShapeError
from tests.engine.test_geometry import NUMPY_MODES, drawn_axes, drawn_pools

AXES = st.lists(drawn_axes(), min_size=1, max_size=2)
POOLS = st.lists(drawn_pools().filter(lambda axis: axis.o > 0), min_size=1, max_size=3)


def numbers(shape: Sequence[int], seed: int) -> Array:
    return np.random.default_rng(seed).integers(-9, 10, shape).astype(np.float64)


def inner(left: Array, right: Array) -> float:
    return float((left * right).sum())


@given(axes=AXES)
def test_pad_is_numpys_axis_by_axis(axes: list[Axis]) -> None:
    image = numbers((2, *(axis.i for axis in axes)), 1)
    wanted = image
    for number, axis in enumerate(axes, start=1):
        width = [(0, 0)] * image.ndim
        width[number] = (axis.before, axis.after)
        if axis.mode == "zeros":
            wanted = np.pad(wanted, width, constant_values=7.5)
        else:
            wanted = np.pad(wanted, width, mode=NUMPY_MODES[axis.mode])  # type: ignore[call-overload]
    np.testing.assert_array_equal(pad(image, axes, 7.5), wanted, strict=True)


@given(axes=POOLS)
def test_pad_fills_what_ceil_mode_reads_beyond_the_padding(axes: list[Axis]) -> None:
    image = numbers([axis.i for axis in axes], 2)
    padded = pad(image, axes, -np.inf)
    assert padded.shape == padded_shape((), axes)
    np.testing.assert_array_equal(padded[interior(axes)], image)
    padded[interior(axes)] = -np.inf
    assert (padded == -np.inf).all()


@given(axes=AXES)
def test_unpad_is_the_adjoint_of_pad(axes: list[Axis]) -> None:
    """<pad x, y> = <x, unpad y> for every x and y, exactly, since all are integers."""
    image = numbers((2, *(axis.i for axis in axes)), 3)
    upstream = numbers(padded_shape((2,), axes), 4)
    assert inner(pad(image, axes, 0.0), upstream) == inner(image, unpad(upstream, axes))


@given(axes=st.one_of(AXES, POOLS))
def test_windows_views_every_tap_of_every_window(axes: list[Axis]) -> None:
    padded = numbers(padded_shape((2,), axes), 5)
    view = windows(padded, axes)
    taps, outs = [range(axis.k) for axis in axes], [range(axis.o) for axis in axes]
    assert view.shape == (2, *map(len, taps), *map(len, outs))
    for tap in product(*taps):
        for out in product(*outs):
            places = zip(axes, tap, out, strict=True)
            place = tuple(o * axis.s + t * axis.d for axis, t, o in places)
            seen: tuple[Any, ...] = (slice(None), *tap, *out)
            read: tuple[Any, ...] = (slice(None), *place)
            np.testing.assert_array_equal(view[seen], padded[read])


@given(axes=st.one_of(AXES, POOLS))
def test_add_windows_is_the_adjoint_of_windows(axes: list[Axis]) -> None:
    padded = numbers(padded_shape((2,), axes), 6)
    view = windows(padded, axes)
    upstream = numbers(view.shape, 7)
    assert inner(view, upstream) == inner(padded, add_windows(upstream, axes))


def test_the_view_cannot_be_written_through() -> None:
    assert not windows(np.zeros(5), [Axis(5, 3)]).flags.writeable


def test_pad_and_unpad_leave_their_argument_alone() -> None:
    axes = [Axis(4, 2, before=2, after=1, mode="reflect")]
    image, upstream = numbers([4], 8), numbers([7], 9)
    kept = image.copy(), upstream.copy()
    pad(image, axes, 0.0)
    unpad(upstream, axes)
    np.testing.assert_array_equal(image, kept[0])
    np.testing.assert_array_equal(upstream, kept[1])


def test_the_largest_frame_whose_bytes_can_be_counted_is_the_last_one_taken() -> None:
    cells = sys.maxsize // 8  # of float64
    check_frame("op", (1,), [Axis(1, 1, before=cells - 1)])
    with pytest.raises(ShapeError):
        check_frame("op", (1,), [Axis(1, 1, before=cells)])
    with pytest.raises(ShapeError):
        check_frame("op", (2,), [Axis(1, 1, before=cells - 1)])


def test_a_frame_larger_than_any_memory_is_refused_before_it_is_made() -> None:
    axes = [Axis(4, 1, before=2**40, after=2**40), Axis(4, 1, before=2**40, after=2**40)]
    with pytest.raises(ShapeError, match=r"^op: .*2199023255556, 2199023255556.*less padding"):
        check_frame("op", (1, 1), axes)
