"""Setting, switching and deleting stops, as they are typed."""

from __future__ import annotations

import re
from dataclasses import replace

from convtutor.debugger.desk import Desk
from convtutor.debugger.stops import Kind, Stop
from convtutor.debugger.values import look_up
from convtutor.errors import UsageError
from convtutor.steps import parse_place
from convtutor.steps.conditions import Condition, parse_condition
from convtutor.words import say
from convtutor.words.visible import visible

IF = re.compile(r"(?P<place>.*?)(?:^|\s)if(?:$|\s+(?P<condition>.*))")
LARGEST = 10**9
MOST_STOPS = 99


def add_breakpoint(desk: Desk, argument: str, temporary: bool = False) -> Desk:
    """Set a breakpoint: `PLACE`, `if CONDITION`, `PLACE if CONDITION`; nothing for here.

    Raises UsageError for what is no place here and, with a caret, for what is no condition.
    """
    match = IF.fullmatch(argument.strip())
    place = (match["place"] if match else argument).strip()
    condition: Condition | None = parse_condition(match["condition"] or "") if match else None
    if not place and condition is None:
        if desk.session.cursor.place is None:
            raise UsageError(say("stops.nowhere", desk.session.language))
        place = str(desk.session.cursor.place)
    if place:
        cursor = desk.session.cursor
        here = cursor.timeline[max(cursor.step, 0)].trace.repeat
        place = str(parse_place(place, cursor.timeline, here))
    return _added(desk, Stop(0, Kind.BREAK, place, condition, temporary=temporary))


def add_watch(desk: Desk, argument: str) -> Desk:
    """Watch an element: `output[1,2]`, `conv1.weight[0,1]`; nothing for the current one.

    Raises UsageError for what the run has not, and for a whole array.
    """
    written = argument.strip() or _here(desk)
    seen, index = look_up(desk.session, written)
    if index is None and seen.array.size != 1:
        raise UsageError(say("stops.watch_one", desk.session.language, name=seen.name))
    at = (0,) * seen.array.ndim if index is None else index
    full = f"{seen.name}[{','.join(map(str, at))}]" if at else seen.name
    return _added(desk, Stop(0, Kind.WATCH, full))


def _here(desk: Desk) -> str:
    place = desk.session.cursor.place
    if place is None:
        raise UsageError(say("stops.nowhere", desk.session.language))
    return str(replace(place, tap=None))


def add_display(desk: Desk, argument: str) -> Desk:
    """Show an array or an element at every stop; raises UsageError for what the run has not."""
    look_up(desk.session, argument)
    return _added(desk, Stop(0, Kind.DISPLAY, argument.strip()))


def _added(desk: Desk, stop: Stop) -> Desk:
    if len(desk.stops) >= MOST_STOPS:
        raise UsageError(say("stops.too_many", desk.session.language, most=MOST_STOPS))
    number = desk.last + 1
    return replace(desk, stops=(*desk.stops, replace(stop, number=number)), last=number)


def numbers_in(desk: Desk, written: str) -> frozenset[int]:
    """Read the numbers of stops, all of them where none are written; raises UsageError."""
    known = {stop.number for stop in desk.stops}
    language = desk.session.language
    if not known:
        raise UsageError(say("stops.none", language))
    if not written.strip():
        return frozenset(known)
    numbers = frozenset(_number(desk, part) for part in re.split(r"[\s,]+", written.strip()))
    for number in sorted(numbers - known):
        shown = ", ".join(map(str, sorted(known)))
        raise UsageError(say("stops.no_number", language, number=number, numbers=shown))
    return numbers


def _number(desk: Desk, written: str) -> int:
    digits = written.isascii() and written.isdecimal() and len(written) < 10
    if not digits:
        shown = visible(written[:20])
        raise UsageError(say("stops.number_wanted", desk.session.language, got=shown))
    return int(written)


def switched(desk: Desk, numbers: frozenset[int], enabled: bool) -> Desk:
    """Give the desk with stops made to count or not."""
    stops = tuple(
        replace(stop, enabled=enabled) if stop.number in numbers else stop for stop in desk.stops
    )
    return replace(desk, stops=stops)


def deleted(desk: Desk, numbers: frozenset[int]) -> Desk:
    """Give the desk without some stops."""
    return replace(desk, stops=tuple(s for s in desk.stops if s.number not in numbers))


def with_ignored(desk: Desk, written: str) -> tuple[Desk, int, int]:
    """Read `N COUNT`: give the desk whose stop N is passed by so often, N and the count.

    Raises UsageError where it is written otherwise.
    """
    parts = re.split(r"[\s,]+", written.strip())
    if len(parts) != 2:
        raise UsageError(say("stops.ignore_how", desk.session.language))
    number, count = _number(desk, parts[0]), _number(desk, parts[1])
    numbers_in(desk, str(number))
    stops = tuple(
        replace(stop, ignore=min(count, LARGEST)) if stop.number == number else stop
        for stop in desk.stops
    )
    return replace(desk, stops=stops), number, count
