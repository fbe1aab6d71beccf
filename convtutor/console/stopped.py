"""What is said of stops: that one was met, what is shown at every stop, and the list of them."""

from collections.abc import Iterator

from convtutor.console.values import full_sentence
from convtutor.debugger.desk import Desk
from convtutor.debugger.search import scope_of
from convtutor.debugger.stops import Kind, Stop
from convtutor.debugger.values import look_up
from convtutor.errors import UsageError
from convtutor.words import say


def met_sentence(stop: Stop, desk: Desk) -> str:
    """Say that a stop was met; of a watched element what it was and is."""
    language, session = desk.session.language, desk.session
    if stop.kind is Kind.WATCH:
        now = value_text(stop, desk)
        return say("stops.changed", language, number=stop.number, now=now)
    key = "stops.met_once" if stop.temporary else "stops.met"
    return say(key, language, number=stop.number, what=what_of(stop, session.language))


def what_of(stop: Stop, language: str) -> str:
    """Write what was set: conv1.output[0,1] if value < 0."""
    condition = "" if stop.condition is None else say(
        "stops.if", language, condition=stop.condition.text
    )
    return f"{stop.written} {condition}".strip()


def value_text(stop: Stop, desk: Desk) -> str:
    """Write a watched element or a shown name as it stands, or that the example has none."""
    try:
        seen, index = look_up(desk.session, stop.written)
    except UsageError:
        return say("stops.not_here", desk.session.language, what=stop.written)
    return full_sentence(desk.session, seen, index)


def shown_lines(desk: Desk) -> Iterator[str]:
    """Give a line for everything that is to be shown at every stop."""
    for stop in desk.stops:
        if stop.kind is Kind.DISPLAY and stop.enabled:
            yield f"{stop.number}: {value_text(stop, desk)}"


def stop_lines(desk: Desk, kinds: tuple[Kind, ...]) -> Iterator[str]:
    """Give a line for every stop of some kinds: its number, what it is, how often it was met."""
    language = desk.session.language
    for stop in desk.stops:
        if stop.kind not in kinds:
            continue
        notes = [say(f"stops.kind_{stop.kind.value}", language)]
        notes += [] if stop.enabled else [say("stops.disabled", language)]
        notes += [say("stops.temporary", language)] if stop.temporary else []
        notes += [say("stops.ignored", language, count=stop.ignore)] if stop.ignore else []
        notes += [say("stops.hits", language, count=stop.hits)] if stop.hits else []
        if stop.kind is Kind.BREAK:
            what = what_of(stop, language)
            away = scope_of(stop, desk.session.run) is None
            notes += [say("stops.away", language)] if away else []
        else:
            what = value_text(stop, desk)
        yield f"{stop.number:>3}  {what}  ({', '.join(notes)})"
