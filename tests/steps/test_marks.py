"""Every step stands where the loops stand: line, variables and running value at every tap.

The loops run under a line tracer, which notes each line before it runs, the loop variables and the
accumulator; the steps must be found there one after another, and no tap or store between them.
"""

import sys
from dataclasses import dataclass
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine.listing import Line, LineKind, Mark
from convtutor.engine.ops import OPERATORS
from convtutor.steps import Trace
from tests.engine.cases import Case, floats, with_gaps
from tests.engine.families import CASES
from tests.engine.witnesses import compiled, environment, listing_names, traces


@dataclass(frozen=True)
class Moment:
    """A line about to run: its number, the integers in scope, and the accumulator."""

    line: int
    variables: dict[str, int]
    running: float | None


@dataclass(frozen=True)
class Stop:
    """Where a step says it is, with the running value before and after the marked line."""

    mark: Mark
    before: float | None
    after: float


def watched(trace: Trace, arrays: dict[str, Any]) -> list[Moment]:
    """Run the loops of a pass and note every line; the last moment stands behind the end."""
    names, loops, moments = listing_names(trace.rule, arrays), trace.rule.listing, []
    loop_names = {name for line in loops.lines for name in line.names}

    def note(line: int, scope: dict[str, Any]) -> None:
        variables = {name: int(scope[name]) for name in loop_names if name in scope}
        running = scope.get(loops.accumulator)
        moments.append(Moment(line, variables, None if running is None else float(running)))

    def tracer(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != "<listing>":
            return None
        if event == "line":
            note(frame.f_lineno - 1, frame.f_locals)
        return tracer

    code, before = compiled(trace.rule), sys.gettrace()
    sys.settrace(tracer)
    try:
        exec(code, names)  # noqa: S102  the loops shown are ours, and this runs them
    finally:
        sys.settrace(before)
    note(len(loops.lines), names)
    return moments


def stops(trace: Trace) -> list[Stop]:
    """Give what the steps of a pass say: one stop a tap, one more where the element is stored."""
    starts = any(line.kind is LineKind.START for line in trace.rule.listing.lines)
    made = []
    for step in trace:
        for tap in step.taps:
            known = starts or tap.number > 0
            before = step.partials[tap.number] if known else None
            made.append(Stop(step.mark(tap.number), before, step.partials[tap.number + 1]))
        made.append(Stop(step.mark(), step.total, step.total))
    return made


def agrees(moment: Moment, mark: Mark) -> bool:
    here = moment.variables
    return moment.line == mark.line and all(
        here.get(name) == number for name, number in mark.variables.items()
    )


def same(left: float | None, right: float | None) -> bool:
    return left == right or (left != left and right != right)  # NaN is the same as NaN


def assert_loops_and_steps_agree(case: Case, trace: Trace) -> None:
    lines = trace.rule.listing.lines
    moments, at = watched(trace, environment(case)), 0
    for stop in stops(trace):
        while not agrees(moments[at], stop.mark):
            assert lines[moments[at].line].kind not in (LineKind.TAP, LineKind.STORE), (case, stop)
            at += 1
        if stop.before is not None:
            assert same(moments[at].running, stop.before), (case, stop)
        assert same(moments[at + 1].running, stop.after), (case, stop)
        at += 1
    left = [lines[moment.line].kind for moment in moments[at:-1]]
    assert LineKind.TAP not in left
    assert LineKind.STORE not in left


def alive(lines: tuple[Line, ...], number: int) -> set[str]:
    """Name the variables of the loops and assignments that enclose a line."""
    names, depth = set(), lines[number].depth
    for line in reversed(lines[:number]):
        if line.kind is LineKind.LOOP and line.depth < depth:
            depth = line.depth
            names |= set(line.names)
        elif line.depth < depth:
            depth = line.depth
        if line.kind is LineKind.ASSIGN and line.depth <= depth:
            names |= set(line.names)
    return names


@pytest.mark.parametrize("name", OPERATORS)
@settings(max_examples=40)
@given(data=st.data())
def test_the_loops_stand_where_each_step_says(name: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[name](floats))
    for trace in traces(case):
        assert_loops_and_steps_agree(case, trace)


@pytest.mark.parametrize("name", ["relu", "max_pool2d"])
@settings(max_examples=40)
@given(data=st.data())
def test_so_they_do_at_ties_nan_and_infinities(name: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[name](with_gaps))
    for trace in traces(case):
        assert_loops_and_steps_agree(case, trace)


@pytest.mark.parametrize("name", OPERATORS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_mark_holds_exactly_the_loop_variables_alive_at_its_line(
    name: str, data: st.DataObject
) -> None:
    case: Case = data.draw(CASES[name](floats))
    for trace in traces(case):
        lines = trace.rule.listing.lines
        for stop in stops(trace):
            assert set(stop.mark.variables) == alive(lines, stop.mark.line), (case, stop)
