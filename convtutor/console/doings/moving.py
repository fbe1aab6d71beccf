"""Commands that move: step, next, finish, continue, their twins, until, goto, level."""

from collections.abc import Iterable

from convtutor.console.console import Console, Work, at_once
from convtutor.console.stopped import met_sentence
from convtutor.debugger.commands import Order
from convtutor.debugger.desk import Moved
from convtutor.debugger.stops import Stop
from convtutor.steps import Level
from convtutor.words import say


def make_move(console: Console, order: Order) -> Work:
    """Make a move as often as it says, and say of each where it led, up to the first stop."""
    for _ in range(order.count):
        before, name = console.session, order.command.name
        moved = yield from console.desk.move(name)
        asked = console.predicting.next_before(before, moved.desk.session)
        if asked is not None:
            from convtutor.console.doings.predicting import ask

            console.stand(asked[0])
            ask(console, asked[1])
            return
        console.desk = moved.desk
        if console.session is before and not moved.met:
            console.output.line(standstill(console, name))
            return
        if name.endswith("continue") and console.desk.stopping and not moved.met:
            console.output.line(say("stops.none_met", console.language))
        _tell(console, moved, before.cursor.level)
        if moved.met:
            return


def until(console: Console, order: Order) -> Work:
    """Go on to a place, or to the first stop before it."""
    level = console.session.cursor.level
    moved = yield from console.desk.until(order.argument)
    console.desk = moved.desk
    _tell(console, moved, level)


@at_once
def go_to(console: Console, order: Order) -> None:
    """Stand at a place; nothing on the way there stops it."""
    before = console.session
    console.stand(before.goto(order.argument))
    console.tell_from(before.cursor.level)
    console.say_shown()


@at_once
def take_level(console: Console, order: Order) -> None:
    """Take steps of another size."""
    console.desk = console.desk.level(order.argument)
    word = say(f"plain.level_{console.session.cursor.level.value}", console.language)
    console.output.line(say("plain.level_now", console.language, level=word))


def _tell(console: Console, moved: Moved, level: Level) -> None:
    """Say which stops were met, where that is, and what is to be shown at every stop."""
    met: Iterable[Stop] = moved.met
    for stop in met:
        console.output.line(met_sentence(stop, console.desk))
    console.tell_from(level)
    console.say_shown()


def standstill(console: Console, name: str) -> str:
    """Say why a move led nowhere."""
    session, language = console.session, console.language
    at, count = session.number, len(session.lesson.examples)
    if name in ("step", "reverse-step") and session.cursor.level is not Level.TAP:
        return say("plain.nothing_inside", language)
    if name.endswith("finish") and session.cursor.level_above() is None:
        return say("plain.nothing_around", language)
    if name.startswith("reverse"):
        return say("plain.at_begin", language, number=at)
    key = "plain.at_end_next" if at < count else "plain.at_end"
    return say(key, language, number=at, next=at + 1)
