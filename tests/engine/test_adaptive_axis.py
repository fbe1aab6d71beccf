"""Where the windows of an adaptive pool lie: starts, ends, readers, lengths."""

from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.adaptive_axis import AdaptiveAxis, adaptive_axis
from convtutor.engine.adaptive_pool import adaptive_places, bounds_of
from convtutor.engine.geometry import Where

AXES = st.builds(adaptive_axis, st.integers(1, 40), st.one_of(st.none(), st.integers(0, 50)))


def windows(axis: AdaptiveAxis) -> list[list[int]]:
    """Give the elements of every window."""
    return [[spot.at for spot in axis.reads(out)] for out in range(axis.o)]


@pytest.mark.parametrize(
    ("length", "size", "elements"),
    [
        (6, 3, [[0, 1], [2, 3], [4, 5]]),
        (5, 3, [[0, 1], [1, 2, 3], [3, 4]]),
        (7, 2, [[0, 1, 2, 3], [3, 4, 5, 6]]),
        (2, 5, [[0], [0], [0, 1], [1], [1]]),
        (3, None, [[0], [1], [2]]),
        (4, 1, [[0, 1, 2, 3]]),
        (1, 3, [[0], [0], [0]]),
        (4, 0, []),
    ],
)
def test_windows_on_paper(length: int, size: int | None, elements: list[list[int]]) -> None:
    assert windows(adaptive_axis(length, size)) == elements


@given(axis=AXES)
def test_a_window_reaches_from_the_floor_to_the_ceiling(axis: AdaptiveAxis) -> None:
    for out in range(axis.o):
        first, end = floor(out * axis.i / axis.o), ceil((out + 1) * axis.i / axis.o)
        assert (axis.start(out), axis.end(out)) == (first, end)
        assert windows(axis)[out] == list(range(first, end))
        assert {spot.where for spot in axis.reads(out)} == {Where.INSIDE}


@given(axis=AXES)
def test_k_is_the_longest_window_and_shortest_the_shortest(axis: AdaptiveAxis) -> None:
    lengths = [len(window) for window in windows(axis)] or [0]
    assert (axis.k, axis.shortest) == (max(lengths), min(lengths))


@given(axis=AXES)
def test_readers_are_exactly_the_inverse_of_reads(axis: AdaptiveAxis) -> None:
    seen = windows(axis)
    for at in range(axis.i):
        wanted = [(out, seen[out].index(at)) for out in range(axis.o) if at in seen[out]]
        assert list(axis.readers(at)) == wanted


@given(axis=AXES)
def test_every_element_is_read_unless_there_is_no_window(axis: AdaptiveAxis) -> None:
    read = {at for window in windows(axis) for at in window}
    assert axis.lost == tuple(at for at in range(axis.i) if at not in read)
    assert axis.left_over == len(axis.lost)
    assert axis.overhang == axis.before == axis.after == 0


@given(axis=AXES)
def test_the_tables_of_places_list_the_same_windows(axis: AdaptiveAxis) -> None:
    table = adaptive_places(axis)
    assert table.shape == (axis.k, axis.o)
    assert [[at for at in column if at >= 0] for column in table.T.tolist()] == windows(axis)
    starts, ends = bounds_of(axis)
    np.testing.assert_array_equal(starts, [axis.start(out) for out in range(axis.o)])
    np.testing.assert_array_equal(ends, [axis.end(out) for out in range(axis.o)])


def test_a_size_that_is_the_length_and_none_differ_in_what_was_asked_alone() -> None:
    asked, kept = adaptive_axis(5, 5), adaptive_axis(5, None)
    assert windows(asked) == windows(kept)
    assert (asked.size, kept.size) == (5, None)


def test_a_huge_size_costs_nothing_to_describe() -> None:
    axis = adaptive_axis(10**6, 2**31 - 1)
    assert (axis.o, axis.k) == (2**31 - 1, 2)
    assert axis.readers(10**6 - 1)[-1][0] == 2**31 - 2
