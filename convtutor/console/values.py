"""One element or a whole array as it stands, in a sentence."""

from convtutor.debugger.session import Session
from convtutor.debugger.values import Seen
from convtutor.engine.arrays import Index
from convtutor.steps import short_index
from convtutor.steps.numbers import number
from convtutor.steps.trace import shape_text
from convtutor.words import say


def full_sentence(session: Session, seen: Seen, index: Index | None) -> str:
    """Say what an element is now by its full name; of a whole array, how much of it is made."""
    language = session.language
    if index is None and seen.array.size != 1:
        shape = shape_text(seen.array.shape)
        return say("stops.array", language, name=seen.name, shape=shape,
                   made=seen.made, count=seen.array.size)
    return _sentence(session, seen, index or (0,) * seen.array.ndim, seen.name)


def element_sentence(session: Session, seen: Seen, index: Index) -> str:
    """Say what an element is now: its value, the sum so far, or that it is not made yet."""
    return _sentence(session, seen, index, seen.name.rpartition(".")[2])


def _sentence(session: Session, seen: Seen, index: Index, name: str) -> str:
    language, at = session.language, seen.number_of(index)
    shown = ",".join(map(str, short_index(index, seen.array.shape)))
    place = f"{name}[{shown}]" if shown else name
    value = seen.value(at)
    if value is None:
        return say("plain.value_pending", language, place=place)
    current, tap = session.cursor.current, session.cursor.tap
    if at != seen.current or tap is None or current is None:
        return f"{place} = {number(value)}"
    return say(
        "plain.value_running", language, place=place, value=number(value), number=tap + 1,
        total=len(current.taps),
    )
