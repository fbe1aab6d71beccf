"""Moves at every level, both ways, over whole runs and at both of their ends."""

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.errors import UsageError
from convtutor.steps import LEVELS, Cursor, Level, Place, cursor_at_start
from tests.steps.units import (
    CHANNEL,
    ELEMENT,
    LAYER,
    NETWORK,
    PASS,
    RUNS,
    TAP,
    tap_stops,
    unit,
    units,
)

ABOVE_TAP = LEVELS[1:]
every_run = pytest.mark.parametrize("name", RUNS)
RUN = RUNS["network"]
START = cursor_at_start(RUN)

def walk(cursor: Cursor, move: Callable[[Cursor], Cursor], limit: int = 10_000) -> list[Cursor]:
    """Repeat a move until it moves no more."""
    path = [cursor]
    while (following := move(path[-1])) != path[-1]:
        path.append(following)
        assert len(path) < limit
    return path


@every_run
@pytest.mark.parametrize("level", ABOVE_TAP)
def test_next_stops_at_the_end_of_every_unit_and_back_at_every_one_before(
    name: str, level: Level
) -> None:
    start = Cursor(RUNS[name], level, -1)
    ahead = walk(start, Cursor.next)
    assert [cursor.step for cursor in ahead] == [-1, *(last for _, last in units(name, level))]
    assert walk(ahead[-1], Cursor.back) == ahead[::-1]
    assert {cursor.level for cursor in ahead} == {level}
    assert ahead[-1].at_end
    assert ahead[0].at_start


@every_run
def test_next_and_back_at_taps_stop_at_every_product(name: str) -> None:
    ahead = walk(Cursor(RUNS[name], TAP, -1), Cursor.next)
    assert tuple((cursor.step, cursor.tap) for cursor in ahead) == tap_stops(name)
    assert walk(ahead[-1], Cursor.back) == ahead[::-1]
    assert [cursor.at_end for cursor in ahead] == [False] * (len(ahead) - 1) + [True]
    assert [cursor.at_start for cursor in ahead] == [True] + [False] * (len(ahead) - 1)


@every_run
@pytest.mark.parametrize("level", ABOVE_TAP)
def test_at_the_start_and_end_moves_past_them_change_nothing(name: str, level: Level) -> None:
    start = Cursor(RUNS[name], level, -1)
    end = start.end()
    assert start.back() == start
    assert start.reverse_out() == start
    assert start.reverse_into() == start
    assert end.next() == end
    assert end.step == len(RUNS[name]) - 1
    assert end.start() == start


@pytest.mark.parametrize("name", ["nothing", "nothing in passes"])
@pytest.mark.parametrize("level", LEVELS)
def test_where_nothing_is_made_every_move_stays(name: str, level: Level) -> None:
    cursor = Cursor(RUNS[name], level, -1)
    moves: Iterable[Callable[[Cursor], Cursor]] = (
        Cursor.next, Cursor.back, Cursor.into, Cursor.out, Cursor.reverse_into, Cursor.reverse_out,
    )
    assert all(move(cursor) == cursor for move in moves)
    assert cursor.at_start
    assert cursor.at_end
    assert (cursor.current, cursor.place) == (None, None)
    assert (cursor.level_below(), cursor.level_above()) == (None, None)


def test_a_session_starts_before_the_first_element_at_level_element() -> None:
    assert Cursor(RUN, ELEMENT, -1, None) == START
    assert (START.current, START.place, START.at_start, START.at_end) == (None, None, True, False)


def test_the_levels_on_the_way_in_and_out_of_the_network() -> None:
    end = Cursor(RUN, NETWORK, -1).next()
    assert end.step == 161
    inward = walk(end, Cursor.reverse_into)
    assert [cursor.level for cursor in inward] == [
        NETWORK, LAYER, PASS, ELEMENT, TAP,  # grad_bias has no channels
    ]
    first = walk(end, Cursor.into)
    assert [(cursor.level, cursor.step) for cursor in first] == [
        (NETWORK, 161), (PASS, 29), (CHANNEL, 14), (ELEMENT, 0), (TAP, 0),
    ]  # conv1 forward is one pass, so there is no layer to stop at
    outward = walk(first[-1], Cursor.out)
    assert [(cursor.level, cursor.step) for cursor in outward] == [
        (TAP, 0), (ELEMENT, 0), (CHANNEL, 14), (PASS, 29), (NETWORK, 161),
    ]


def test_a_layer_of_several_passes_is_a_level_between_pass_and_network() -> None:
    weight = Cursor(RUN, ELEMENT, RUN.offset(6) + 3)
    outward = [(cursor.level, cursor.step) for cursor in walk(weight, Cursor.out)]
    assert outward == [(ELEMENT, 151), (CHANNEL, 153), (PASS, 159), (LAYER, 161), (NETWORK, 161)]
    backward = [(cursor.level, cursor.step) for cursor in walk(weight, Cursor.reverse_out)]
    assert backward == [(ELEMENT, 151), (CHANNEL, 147), (LAYER, 127), (NETWORK, -1)]


def test_one_channel_is_no_level() -> None:
    first = Cursor(RUNS["one channel"], ELEMENT, 0)
    assert first.out() == Cursor(RUNS["one channel"], PASS, 1)
    assert first.out().into() == first


def test_into_at_the_start_looks_into_what_comes_first() -> None:
    assert START.into() == Cursor(RUN, TAP, 0, 0)
    assert Cursor(RUN, PASS, -1).into() == Cursor(RUN, CHANNEL, 14)


def test_an_element_nothing_was_read_for_has_no_taps_to_go_into() -> None:
    unread = RUN.step_at(Place("pool1", "grad_input", (0, 0, 4, 1)))
    cursor = Cursor(RUN, ELEMENT, unread)
    assert cursor.current is not None
    assert cursor.current.taps == ()
    assert cursor.into() == cursor.reverse_into() == cursor
    assert cursor.level_below() is None


def test_playing_tap_by_tap_comes_to_an_end_behind_elements_without_taps() -> None:
    last = walk(Cursor(RUNS["gaps"], TAP, -1), Cursor.next)[-1]
    assert last.step < len(RUNS["gaps"]) - 1
    assert last.at_end


@pytest.mark.parametrize("name", ["network", "two samples", "empty batch", "gaps", "no axes"])
def test_goto_leads_where_walking_leads(name: str) -> None:
    for level in (ELEMENT, TAP):
        for cursor in walk(Cursor(RUNS[name], level, -1), Cursor.next)[1:]:
            assert cursor.place is not None
            assert cursor_at_start(RUNS[name]).goto(cursor.place) == cursor


def test_goto_a_whole_pass_stands_at_its_end() -> None:
    for number, trace in enumerate(RUN.traces):
        cursor = START.goto(Place(trace.layer, trace.rule.target))
        assert cursor == Cursor(RUN, PASS, RUN.offsets[number + 1] - 1)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place("conv2", "output", (0, 0, 0, 0)), "makes no conv2.output"),
        (Place("conv1", "output", (0, 0, 0, 3)), "no element [0,0,0,3]"),
        (Place("conv1", "output", (0, 0, 0, 0), 7), "the last tap is 6"),
        (Place("conv1", "output", (0, 0, 0, 0), -1), "the last tap is 6"),
        (Place("pool1", "grad_input", (0, 1, 4, 0), 0), "no taps"),
        (Place("conv1", "output", None, 0), "a tap belongs to an element"),
    ],
)
def test_goto_refuses_what_the_run_does_not_hold(place: Place, sentence: str) -> None:
    with pytest.raises(UsageError) as refusal:
        START.goto(place)
    assert str(refusal.value).startswith(f"{place}: ")
    assert sentence in str(refusal.value)


def test_a_cursor_within_a_unit_first_finishes_it() -> None:
    within = Cursor(RUN, CHANNEL, 4)
    assert within.next() == Cursor(RUN, CHANNEL, 14)
    assert within.back() == Cursor(RUN, CHANNEL, -1)
    assert Cursor(RUN, PASS, 45).back() == Cursor(RUN, PASS, 29)
    assert Cursor(RUN, NETWORK, 160).next() == Cursor(RUN, NETWORK, 161)


def test_start_and_end_leave_the_taps() -> None:
    tap = START.goto(Place("relu1", "output", (0, 1, 2, 0), 1))
    assert tap.start() == START
    assert tap.end() == Cursor(RUN, ELEMENT, 161)


@every_run
@settings(max_examples=30)
@given(data=st.data())
def test_units_of_a_level_lie_side_by_side(name: str, data: st.DataObject) -> None:
    if not len(RUNS[name]):
        return
    level = data.draw(st.sampled_from(ABOVE_TAP))
    step = data.draw(st.integers(0, len(RUNS[name]) - 1))
    assert Cursor(RUNS[name], level, step).unit() == unit(name, level, step)
    for (_, last), (first, _) in pairwise(units(name, level)):
        assert first == last + 1
