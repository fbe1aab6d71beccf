"""Where moves stop: exactly the steps that a NumPy mask over the vectorised arrays names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.debugger.desk import Desk, finished
from convtutor.debugger.session import start_session
from convtutor.debugger.setting import add_breakpoint, add_watch, deleted, switched, with_ignored
from convtutor.debugger.stops import Position, position_of
from convtutor.engine.arrays import Array
from convtutor.errors import UsageError
from convtutor.steps import Level
from convtutor.steps.conditions import parse_condition
from tests.tui.lessons import network, padding

Facts = Mapping[str, Array]
Masked = tuple[str, Callable[[Facts], Array]]


def met(desk: Desk, name: str = "continue") -> list[Position]:
    """Give every position where continuing, or going back, stops, to the end."""
    positions: list[Position] = []
    while True:
        moved = finished(desk.move(name))
        if not moved.met:
            return positions
        desk = moved.desk
        positions.append(position_of(desk.session.cursor))


def atoms() -> st.SearchStrategy[Masked]:
    """Give conditions on what the arrays hold, each beside the same in NumPy."""
    number = st.integers(-9, 30)
    small = st.integers(0, 4)
    return st.one_of(
        number.map(lambda n: (f"value > {n}", lambda f: f["value"] > n)),
        number.map(lambda n: (f"abs(value) <= {n}", lambda f: np.abs(f["value"]) <= n)),
        number.map(lambda n: (f"{n} == -value", lambda f: -f["value"] == n)),
        small.map(lambda n: (f"row == {n}", lambda f: f["row"] == n)),
        small.map(lambda n: (f"col < {n} <= row", lambda f: (f["col"] < n) & (n <= f["row"]))),
        small.map(lambda n: (f"channel != {n}", lambda f: f["channel"] != n)),
        st.just(("last_column", lambda f: f["last_column"])),
        st.just(("nan", lambda f: np.isnan(f["value"]))),
    )


def conditions() -> st.SearchStrategy[Masked]:
    """Join them with and, or, not, so that brackets matter."""
    return st.recursive(
        atoms(),
        lambda inner: st.one_of(
            inner.map(lambda a: (f"not ({a[0]})", lambda f: ~a[1](f))),
            st.tuples(inner, inner).map(
                lambda p: (f"({p[0][0]}) and ({p[1][0]})", lambda f: p[0][1](f) & p[1][1](f))
            ),
            st.tuples(inner, inner).map(
                lambda p: (f"({p[0][0]}) or ({p[1][0]})", lambda f: p[0][1](f) | p[1][1](f))
            ),
        ),
        max_leaves=4,
    )


def named_by_mask(desk: Desk, mask: Callable[[Facts], Array], names: set[str]) -> list[Position]:
    """Give the steps a mask names, over all arrays of the run, in order."""
    run, found = desk.session.run, []
    for trace, offset in zip(run.timeline.traces, run.timeline.offsets, strict=False):
        array = run.arrays[f"{trace.layer}.{trace.rule.target}"]
        facts = {"value": array}
        at = np.indices(array.shape)
        if array.ndim == 1:
            facts["channel"] = at[0]
        elif array.ndim > 1:
            facts |= {"row": at[-2], "col": at[-1], "last_column": at[-1] == array.shape[-1] - 1}
            facts |= {"channel": at[-3]} if array.ndim > 2 else {}
        if names <= set(facts) | {"nan"}:
            found += [offset + int(n) for n in np.flatnonzero(np.broadcast_to(
                mask(facts), array.shape))]
    return [(step, 1 << 60) for step in found]


@given(conditions())
def test_a_condition_stops_at_the_steps_that_a_mask_names(masked: Masked) -> None:
    text, mask = masked
    desk = add_breakpoint(Desk(start_session(network())), f"if {text}")
    expected = named_by_mask(desk, mask, set(parse_condition(text).names))
    assert met(desk) == expected
    at_end = desk.at(desk.session.moved(desk.session.cursor.end()))
    last = position_of(at_end.session.cursor)
    assert met(at_end, "reverse-continue") == [at for at in reversed(expected) if at != last]


def held(desk: Desk, text: str) -> Iterator[Position]:
    """Give where a condition holds by asking every step, or of `partial` its taps."""
    condition = parse_condition(text)
    for number, step in enumerate(desk.session.run.timeline):
        if "partial" not in condition.names:
            if condition.holds(step):
                yield number, 1 << 60
            continue
        for tap in step.taps:
            if condition.holds(step, tap.number):
                yield number, tap.number
                break


@pytest.mark.parametrize("text", [
    "outside > 0", "outside == 2 and value > 0", "tie", "changed_sign and not last_column",
    "partial > 20", "partial < 0 and row == 1", "outside > 0 or value < -20",
    "not (outside > 0 or changed_sign)", "value > 1e300",
])
def test_what_only_steps_know_is_asked_of_them(text: str) -> None:
    desk = add_breakpoint(Desk(start_session(network())), f"if {text}")
    assert met(desk) == list(held(desk, text))


def test_a_value_within_rounding_of_the_bound_is_judged_by_the_rule() -> None:
    desk = Desk(start_session(network()))
    for value in (9.5, 0.25, -20.0):
        text = f"value == {value!r}"
        assert met(add_breakpoint(desk, f"if {text}")) == list(held(desk, text))


def places(desk: Desk) -> list[str]:
    """Give where continuing stops, as text."""
    found = []
    while (moved := finished(desk.move("continue"))).met:
        desk = moved.desk
        found.append(str(desk.session.cursor.place))
    return found


def test_a_place_stops_at_its_element_its_tap_or_the_first_of_its_array() -> None:
    desk = Desk(start_session(padding(), number=2))
    for written, place in [
        ("output[2,1]", "conv1.output[0,0,2,1]"),
        ("output[2,1].tap[3]", "conv1.output[0,0,2,1].tap[3]"),
        ("grad_weight", "conv1.grad_weight[0,0,0,0]"),
    ]:
        assert places(add_breakpoint(desk, written)) == [place]


def test_a_condition_is_limited_to_the_place_before_it() -> None:
    desk = Desk(start_session(padding(), number=2))
    assert places(add_breakpoint(desk, "grad_input if col == 2")) == [
        f"conv1.grad_input[0,0,{row},2]" for row in range(3)
    ]
    assert places(add_breakpoint(desk, "output[1,1] if value > 19")) == []


def test_a_breakpoint_inside_a_larger_move_ends_it_there() -> None:
    desk = Desk(start_session(padding(), number=2).next().finish())
    assert desk.session.cursor.level is Level.PASS
    desk = add_breakpoint(desk, "grad_input[1,1].tap[2]")
    moved = finished(desk.move("next"))
    assert str(moved.desk.session.cursor.place) == "conv1.grad_input[0,0,1,1].tap[2]"
    assert moved.desk.session.cursor.level is Level.TAP
    back = finished(moved.desk.move("reverse-continue"))
    assert (back.met, back.desk.session.cursor.at_start) == ((), True)


def test_a_temporary_breakpoint_is_gone_once_it_was_met() -> None:
    desk = add_breakpoint(Desk(start_session(padding())), "output[0,1]", temporary=True)
    moved = finished(desk.move("continue"))
    assert moved.met[0].temporary
    assert moved.desk.stops == ()


def test_an_ignored_breakpoint_is_passed_by_so_often() -> None:
    desk = add_breakpoint(Desk(start_session(padding())), "if col == 1")
    desk, number, count = with_ignored(desk, "1 2")
    assert (number, count) == (1, 2)
    moved = finished(desk.move("continue"))
    assert str(moved.desk.session.cursor.place) == "conv1.grad_input[0,0,0,1]"
    assert [(stop.hits, stop.ignore) for stop in moved.desk.stops] == [(3, 0)]


def test_a_disabled_breakpoint_stops_nothing_until_it_is_enabled() -> None:
    desk = switched(add_breakpoint(Desk(start_session(padding())), "output[0,1]"),
                    frozenset({1}), False)
    assert not desk.stopping
    assert places(switched(desk, frozenset({1}), True)) == ["conv1.output[0,0,0,1]"]
    assert deleted(desk, frozenset({1})).stops == ()


def test_a_number_is_never_given_twice() -> None:
    desk = add_breakpoint(Desk(start_session(padding())), "output[0,1]")
    desk = add_breakpoint(deleted(desk, frozenset({1})), "output[1,1]")
    assert [stop.number for stop in desk.stops] == [2]


def test_two_breakpoints_at_one_place_are_both_met() -> None:
    desk = add_breakpoint(Desk(start_session(padding())), "output[1,0]")
    desk = add_breakpoint(desk, "if row == 1")
    assert [stop.number for stop in finished(desk.move("continue")).met] == [1, 2]


def test_a_watched_element_stops_once_by_elements_and_at_each_change_by_taps() -> None:
    desk = add_watch(Desk(start_session(padding(), number=2)), "output[0,1]")
    moved = finished(desk.move("continue"))
    assert str(moved.desk.session.cursor.place) == "conv1.output[0,0,0,1]"
    step = moved.desk.session.cursor.current
    assert step is not None
    inside = desk.at(desk.session.goto("output[0,0].tap[3]"))
    stops, now = [], inside
    while (moved := finished(now.move("continue"))).met:
        now = moved.desk
        place = now.session.cursor.place
        assert place is not None
        stops.append(place.tap)
    partials = step.partials
    changed = [at for at in range(4) if at == 0 or partials[at] != partials[at + 1]]
    assert stops == changed
    assert changed == [0, 3]  # the products between are 0 and change nothing


def test_going_back_a_watched_element_stops_where_it_is_not_made_any_more() -> None:
    desk = add_watch(Desk(start_session(padding(), number=2)), "output[1,2]")
    desk = desk.at(desk.session.goto("output[2,0]"))
    moved = finished(desk.move("reverse-continue"))
    assert str(moved.desk.session.cursor.place) == "conv1.output[0,0,1,1]"


def test_an_array_under_the_name_of_its_reader_is_watched_where_it_is_made() -> None:
    desk = add_watch(Desk(start_session(network())), "pool1.input[1,0,3]")
    moved = finished(desk.move("continue"))
    assert str(moved.desk.session.cursor.place) == "relu1.output[0,1,0,3]"
    desk = add_watch(Desk(start_session(network())), "conv1.grad_output[0,1,2]")
    moved = finished(desk.move("continue"))
    assert str(moved.desk.session.cursor.place) == "relu1.grad_input[0,0,1,2]"


def test_what_is_given_never_changes() -> None:
    desk = add_watch(Desk(start_session(padding())), "input[1,1]")
    moved = finished(desk.move("continue"))
    assert (moved.met, moved.desk.session.cursor.at_end) == ((), True)


def test_until_goes_ahead_only_and_stops_at_what_lies_between() -> None:
    desk = Desk(start_session(padding(), number=2))
    assert str(finished(desk.until("output[2,1]")).desk.session.cursor.place) == (
        "conv1.output[0,0,2,1]"
    )
    between = add_breakpoint(desk, "output[1,3]")
    assert str(finished(between.until("output[2,1]")).desk.session.cursor.place) == (
        "conv1.output[0,0,1,3]"
    )
    there = desk.at(desk.session.goto("output[2,1]"))
    with pytest.raises(UsageError, match="does not lie ahead; `goto output"):
        finished(there.until("output[2,1]"))


def test_a_search_says_where_it_is_and_can_be_left() -> None:
    desk = add_breakpoint(Desk(start_session(network())), "if outside > 99")
    moving = desk.move("continue")
    steps = [next(moving), next(moving)]
    moving.close()
    assert 0 <= steps[0] < steps[1] < len(desk.session.run.timeline)


@pytest.mark.parametrize(("written", "said"), [
    ("outptu", "did you mean 'output'"),
    ("output[9,9]", "index 1 is 9"),
    ("if vlaue > 1", "did you mean 'value'"),
    ("if", "it is empty"),
    ("output if", "it is empty"),
    ("if value", "compare it"),
    ("", "nothing is made yet"),
])
def test_a_breakpoint_that_cannot_be_meant_is_refused(written: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        add_breakpoint(Desk(start_session(padding())), written)


def test_a_breakpoint_of_another_example_waits() -> None:
    desk = add_breakpoint(Desk(start_session(padding(), number=2)), "output[3,3]")
    there = desk.at(desk.session.at_example(1))  # its output is 2x2
    assert finished(there.move("continue")).met == ()
    assert places(replace(there, session=there.session.at_example(2))) == ["conv1.output[0,0,3,3]"]
