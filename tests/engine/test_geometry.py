"""Where a window lies: sizes, reads and readers, what is lost, and what is refused."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine.geometry import PADDING_MODES, Axis, Spot, Where, check_axis
from convtutor.errors import ArgumentError, ShapeError

NUMPY_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


@st.composite
def drawn_axes(draw: st.DrawFn, modes: tuple[str, ...] = PADDING_MODES) -> Axis:
    """Draw an axis on which a window fits, padded apart before and after."""
    mode = draw(st.sampled_from(modes))
    before, after = draw(st.tuples(st.integers(0, 6), st.integers(0, 6)))
    least = {"reflect": 1 + max(before, after), "circular": max(1, before, after)}.get(mode, 1)
    i = draw(st.integers(least, least + 6))
    k, d = draw(st.tuples(st.integers(1, 5), st.integers(1, 4)))
    axis = Axis(i, k, draw(st.integers(1, 5)), d, before, after, mode)
    if axis.o < 1:
        axis = Axis(i + axis.k_eff, k, axis.s, d, before, after, mode)
    return axis


@st.composite
def drawn_pools(draw: st.DrawFn) -> Axis:
    """Draw an axis in ceil_mode, padded alike at both ends."""
    k, d = draw(st.tuples(st.integers(1, 5), st.integers(1, 3)))
    border = draw(st.integers(0, k // 2))
    i = draw(st.integers(1, 14))
    return Axis(i, k, draw(st.integers(1, 6)), d, border, border, ceil_mode=True)


def windows_that_fit(axis: Axis) -> int:
    """Slide the window until it leaves the padded input, and count."""
    out = 0
    while out * axis.s + axis.k_eff <= axis.i + axis.before + axis.after:
        out += 1
    return out


@given(axis=drawn_axes())
def test_output_length_counts_the_windows_that_fit(axis: Axis) -> None:
    assert axis.o == windows_that_fit(axis)
    assert axis.overhang == 0


@given(axis=drawn_pools())
def test_ceil_mode_adds_one_window_that_starts_before_the_padding_after_the_input(
    axis: Axis,
) -> None:
    fits = windows_that_fit(axis)
    start = fits * axis.s  # of the first window that hangs over, in the padded frame
    end_before = start - axis.s + axis.k_eff  # of the last one that fits
    hangs_over = end_before < axis.padded and start < axis.before + axis.i
    assert max(axis.o, 0) == fits + hangs_over


@given(axis=drawn_pools())
def test_only_the_last_window_of_ceil_mode_reads_beyond_the_padding(axis: Axis) -> None:
    for out in range(axis.o):
        spots = axis.reads(out)
        end = axis.i + axis.after
        beyond = [spot.at - end + 1 for spot in spots if spot.at >= end]
        assert all(spot.where is Where.BEYOND for spot in spots[len(spots) - len(beyond) :])
        assert max(beyond, default=0) == (axis.overhang if out == axis.o - 1 else 0)


@pytest.mark.parametrize(
    ("axis", "o"),
    [
        (Axis(5, 2, 2, ceil_mode=True), 3),
        (Axis(5, 2, 2), 2),
        (Axis(4, 2, 2, ceil_mode=True), 2),
        (Axis(2, 3, 2, ceil_mode=True), 1),  # the only window hangs over
        (Axis(4, 2, 3, before=1, after=1, ceil_mode=True), 2),  # a third would start in the padding
        (Axis(6, 2, 4, before=1, after=1, ceil_mode=True), 2),
        (Axis(7, 3, 4, before=1, after=1, ceil_mode=True), 2),  # so would this
        (Axis(7, 3, 3, before=1, after=1, ceil_mode=True), 3),
    ],
)
def test_the_last_window_of_ceil_mode_on_paper(axis: Axis, o: int) -> None:
    assert axis.o == o


@given(axis=drawn_axes())
def test_reads_are_the_padded_input_of_numpy(axis: Axis) -> None:
    line = np.arange(axis.i)
    if axis.mode == "zeros":
        padded = np.pad(line, (axis.before, axis.after), constant_values=-1)
    else:
        padded = np.pad(line, (axis.before, axis.after), mode=NUMPY_MODES[axis.mode])  # type: ignore[call-overload]
    for out in range(axis.o):
        for tap, spot in enumerate(axis.reads(out)):
            place = out * axis.s + tap * axis.d
            assert spot.at == place - axis.before
            assert (-1 if spot.source is None else spot.source) == padded[place]
            inside = 0 <= spot.at < axis.i
            assert spot.where is (Where.INSIDE if inside else Where.PADDING)


@settings(max_examples=200)
@given(axis=st.one_of(drawn_axes(), drawn_pools()))
def test_readers_are_exactly_the_inverse_of_reads(axis: Axis) -> None:
    read_by: dict[int | None, list[tuple[int, int]]] = {at: [] for at in range(axis.i)}
    for out in range(axis.o):
        for tap, spot in enumerate(axis.reads(out)):
            read_by.setdefault(spot.source, []).append((out, tap))
    for at in range(axis.i):
        assert axis.readers(at) == tuple(read_by[at])  # by window, then by tap


@given(axis=st.one_of(drawn_axes(), drawn_pools()))
def test_places_of_lists_every_padded_place_that_copies_an_element(axis: Axis) -> None:
    frame = [axis.spot(place) for place in range(-axis.before, axis.i + axis.after)]
    for at in range(axis.i):
        assert axis.places_of(at) == tuple(spot.at for spot in frame if spot.source == at)


@given(axis=st.one_of(drawn_axes(), drawn_pools()))
def test_left_over_counts_the_cells_behind_the_last_window(axis: Axis) -> None:
    end = (axis.o - 1) * axis.s + axis.k_eff - axis.before  # the place behind the last window
    left = [place for place in range(-axis.before, axis.i + axis.after) if place >= end]
    assert axis.o < 1 or axis.left_over == len(left)


@settings(max_examples=300)
@given(axis=st.one_of(drawn_axes(), drawn_pools()))
def test_lost_elements_lie_behind_the_last_window_and_are_read_nowhere(axis: Axis) -> None:
    if axis.o < 1:
        return
    end = (axis.o - 1) * axis.s + axis.k_eff - axis.before
    spanned = {axis.spot(place).source for place in range(-axis.before, end)}
    assert list(axis.lost) == [at for at in range(max(end, 0), axis.i) if at not in spanned]
    assert not any(axis.readers(at) for at in axis.lost)


@pytest.mark.parametrize(
    ("axis", "lost", "left_over"),
    [
        (Axis(5, 3, 2), [], 0),
        (Axis(6, 3, 2), [5], 1),
        (Axis(6, 3, 2, before=1, after=1), [], 1),  # only padding is left over
        (Axis(9, 2, 4), [6, 7, 8], 3),
        (Axis(9, 2, 4, before=0, after=1), [], 0),
        (Axis(2, 1, 9, before=3), [0, 1], 4),  # the only window lies in the padding
        (Axis(6, 2, 2, d=3), [], 0),
        (Axis(7, 2, 2, ceil_mode=True), [], 0),
        (Axis(5, 2, 3, before=1, after=1, mode="circular"), [], 2),  # 4 is read before 0
        (Axis(5, 2, 3, before=1, after=1, mode="replicate"), [4], 2),
        (Axis(2, 1, 3, before=1, mode="reflect"), [0], 2),  # 1 is read before 0
    ],
)
def test_lost_and_left_over_on_paper(axis: Axis, lost: list[int], left_over: int) -> None:
    assert (list(axis.lost), axis.left_over) == (lost, left_over)


def test_a_spot_in_zeros_has_no_source_and_one_beyond_has_none_either() -> None:
    axis = Axis(3, 2, 2, before=1, after=1, ceil_mode=True)
    assert axis.o == 2
    assert axis.reads(0) == (Spot(-1, None, Where.PADDING), Spot(0, 0, Where.INSIDE))
    wide = Axis(4, 3, 3, before=1, after=1, ceil_mode=True)
    assert wide.reads(1) == (
        Spot(2, 2, Where.INSIDE), Spot(3, 3, Where.INSIDE), Spot(4, None, Where.PADDING),
    )
    over = Axis(5, 3, 3, before=0, after=0, ceil_mode=True)
    assert over.reads(1)[-1] == Spot(5, None, Where.BEYOND)


@pytest.mark.parametrize(
    ("axis", "sentence"),
    [
        (Axis(4, 3, d=2), r"kernel is 5 rows \(kernel 3, dilation 2\).* has 4; .*the dilation"),
        (Axis(2, 3), r"kernel is 3 rows \(kernel 3, dilation 1\).* has 2; .*the kernel"),
        (Axis(3, 2, before=3, after=3, mode="reflect"), "reflect padding of 3 .* 4 rows .* got 3"),
        (Axis(3, 2, after=3, mode="reflect"), "reflect padding of 3 .* at least 4 rows .* got 3"),
        (Axis(3, 2, before=4, mode="circular"), "circular padding of 4 .* 4 rows .* got 3"),
        (Axis(0, 1, before=1, mode="replicate"), "replicate .* at least 1 .*rows.* got 0"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_numbers(axis: Axis, sentence: str) -> None:
    with pytest.raises(ShapeError, match=f"^op: .*{sentence}"):
        check_axis("op", "rows", axis)


@pytest.mark.parametrize(
    ("axis", "sentence"),
    [
        (Axis(4, 0), "kernel_size must be at least 1, got 0"),
        (Axis(4, 2, s=0), "stride must be at least 1, got 0"),
        (Axis(4, 2, d=-1), "dilation must be at least 1, got -1"),
        (Axis(4, 2, before=-1), "padding must be 0 or more, got -1"),
        (Axis(4, 2, after=-2), "padding must be 0 or more, got -2"),
        (Axis(4, 2, mode="mirror"), "one of zeros, reflect, replicate, circular, got 'mirror'"),
    ],
)
def test_impossible_settings_are_refused_with_the_numbers(axis: Axis, sentence: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(sentence)):
        check_axis("op", "rows", axis)


@given(axis=drawn_axes())
def test_an_axis_that_fits_is_accepted(axis: Axis) -> None:
    check_axis("op", "rows", axis)
