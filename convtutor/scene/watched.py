"""The list of what is watched and of what is shown at every stop, as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from convtutor.debugger.desk import Desk
from convtutor.debugger.stops import Kind, Stop
from convtutor.debugger.values import Seen, look_up
from convtutor.engine.arrays import Index
from convtutor.errors import UsageError
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps import short_index
from convtutor.steps.numbers import number
from convtutor.words import say
from convtutor.words.wrapping import cell_width, cut

MOST_VALUES = 6


def watched_lines(desk: Desk, width: int, rows: int) -> list[Line]:
    """Give a line for every watched element and shown name; the last row counts those left out."""
    language = desk.session.language
    listed = [stop for stop in desk.stops if stop.kind is not Kind.BREAK]
    if not listed:
        return [line((say("screen.nothing_watched", language), Tone.DIM))]
    shown = listed if len(listed) <= rows else listed[: rows - 1]
    lines = [_line(stop, desk, width) for stop in shown]
    if len(shown) < len(listed):
        left = say("screen.more_watched", language, count=len(listed) - len(shown))
        lines.append(line((left, Tone.DIM)))
    return lines


def watched_line(desk: Desk, width: int) -> Line:
    """Give what is watched and shown at every stop in one line; what has no room is counted."""
    language = desk.session.language
    listed = [stop for stop in desk.stops if stop.kind is not Kind.BREAK]
    spans = [*line((say("screen.watched_row", language), Tone.DIM))]
    used = line_width(spans)
    for at, stop in enumerate(listed):
        entry = _line(stop, desk, width)
        left = len(listed) - at
        more = f"   {say('screen.more_watched', language, count=left)}"
        room = width - used - (cell_width(more) if left > 1 else 0)
        if line_width(entry) + 3 > room:
            return (*spans, *line((more, Tone.DIM)))
        spans += [*line("   "), *entry]
        used += 3 + line_width(entry)
    return tuple(spans)


def line_width(spans: Iterable[Span]) -> int:
    """Count the cells of a line."""
    return sum(cell_width(span.text) for span in spans)


def has_watched(desk: Desk) -> bool:
    """Say whether anything is watched or shown at every stop."""
    return any(stop.kind is not Kind.BREAK for stop in desk.stops)


def _line(stop: Stop, desk: Desk, width: int) -> Line:
    language = desk.session.language
    try:
        seen, index = look_up(desk.session, stop.written)
    except UsageError:
        text = f"{stop.written}  {say('screen.not_here', language)}"
        return line((cut(text, width)[0], Tone.DIM))
    name = _name(seen, index)
    value = ", ".join(_values(seen, index))
    off = "" if stop.enabled else f"  {say('stops.disabled', language)}"
    room = max(width - len(name) - 3, 1)
    return line((name, Tone.DIM), " = ", cut(value, room)[0], (off, Tone.DIM))


def _name(seen: Seen, index: Index | None) -> str:
    if index is None:
        return seen.name
    shown = ",".join(map(str, short_index(index, seen.array.shape)))
    return f"{seen.name}[{shown}]"


def _values(seen: Seen, index: Index | None) -> Iterator[str]:
    """Give the value of an element, or the first ones of an array; a dot for what is not made."""
    if index is not None:
        numbers = [seen.number_of(index)]
    else:
        numbers = list(range(min(seen.array.size, MOST_VALUES)))
    for at in numbers:
        value = seen.value(at)
        yield "·" if value is None else number(value)
    if index is None and seen.array.size > MOST_VALUES:
        yield "…"
