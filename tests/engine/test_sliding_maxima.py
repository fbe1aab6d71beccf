"""Maxima by slices of planes decide as the plain way does, which looks up every element."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine import blocks, sliding_maxima
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.engine.max_pool import places
from convtutor.engine.maxima import hand_back, winners
from tests.conftest import examples
from tests.engine.test_geometry import drawn_pools

AXES = st.lists(drawn_pools().filter(lambda axis: axis.o > 0), min_size=1, max_size=2)
VALUES = np.array([-inf, inf, nan, 0.0, -0.0, 1.0, -1.0, 2.0])


def planes(seed: int, nan_free: bool, *shape: int) -> Array:
    """Fill with few numbers, so that ties are everywhere, zeros of both signs among them."""
    values = VALUES[~np.isnan(VALUES)] if nan_free else VALUES
    return np.random.default_rng(seed).choice(values, shape)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@examples(200)
@given(
    axes=AXES, batch=st.integers(0, 3), seed=st.integers(0, 2**32 - 1), nan_free=st.booleans(),
    room=st.sampled_from([1, 2**8, 2**20]),
)
def test_the_winners_are_those_of_the_plain_way(
    dtype: Any, axes: list[Axis], batch: int, seed: int, nan_free: bool, room: int
) -> None:
    image = planes(seed, nan_free, batch, 2, *(axis.i for axis in axes)).astype(dtype)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK_BYTES", room)
        largest = sliding_maxima.largest(image, axes)
        indices = sliding_maxima.winners(image, axes)
    value, index = winners(image, [places(axis) for axis in axes])
    np.testing.assert_array_equal(largest, value, strict=True)
    np.testing.assert_array_equal(np.signbit(largest), np.signbit(value))
    np.testing.assert_array_equal(indices, index, strict=True)


@pytest.mark.parametrize("turned", [np.s_[:, :, ::-1, ::2], np.s_[::2, 1:, ::2, ::-1]])
def test_any_strides_will_do(turned: Any) -> None:
    image = planes(3, False, 4, 3, 9, 11)[turned]
    axes = [Axis(image.shape[2], 3, 2, 1, 1, 1), Axis(image.shape[3], 2, 1)]
    copy = np.ascontiguousarray(image)
    for given_image in (sliding_maxima.largest, sliding_maxima.winners):
        np.testing.assert_array_equal(given_image(image, axes), given_image(copy, axes))


def test_more_taps_than_a_byte_counts() -> None:
    image = planes(4, True, 1, 1, 20, 40)
    axes = [Axis(20, 17, 1), Axis(40, 19, 5)]
    np.testing.assert_array_equal(
        sliding_maxima.winners(image, axes), winners(image, [places(axis) for axis in axes])[1]
    )


@pytest.mark.parametrize("room", [1, 300, 2**20])
def test_gradients_are_handed_back_plane_by_plane(
    room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several windows have one winner, and some have none."""
    monkeypatch.setattr(blocks, "BLOCK_BYTES", room)
    generator = np.random.default_rng(5)
    indices = generator.integers(-1, 12, (3, 2, 4, 5))
    upstream = generator.integers(-4, 5, indices.shape).astype(np.float64)
    expected = np.zeros((3, 2, 12))
    for place in np.ndindex(indices.shape):
        if indices[place] >= 0:
            expected[(*place[:2], indices[place])] += upstream[place]
    found = hand_back(upstream, indices, (3, 2, 3, 4))
    np.testing.assert_array_equal(found, expected.reshape(3, 2, 3, 4))
