"""Commands about stops: break, tbreak, ignore, enable, disable, delete, watch, display."""

from convtutor.console.console import Console, at_once
from convtutor.console.stopped import shown_lines, stop_lines, value_text, what_of
from convtutor.debugger.commands import Order
from convtutor.debugger.setting import (
    add_breakpoint,
    add_display,
    add_watch,
    deleted,
    numbers_in,
    switched,
    with_ignored,
)
from convtutor.debugger.stops import Kind
from convtutor.words import say


@at_once
def break_at(console: Console, order: Order) -> None:
    """Set a breakpoint."""
    console.desk = add_breakpoint(console.desk, order.argument)
    _say_set(console, "stops.set")


@at_once
def break_once(console: Console, order: Order) -> None:
    """Set a breakpoint that is gone once it was met."""
    console.desk = add_breakpoint(console.desk, order.argument, temporary=True)
    _say_set(console, "stops.set_once")


def _say_set(console: Console, key: str) -> None:
    stop = console.desk.stops[-1]
    what = what_of(stop, console.language)
    console.output.line(say(key, console.language, number=stop.number, what=what))


@at_once
def watch(console: Console, order: Order) -> None:
    """Watch an element: moves stop where its value changes."""
    console.desk = add_watch(console.desk, order.argument)
    stop = console.desk.stops[-1]
    now = value_text(stop, console.desk)
    console.output.line(say("stops.watched", console.language, number=stop.number, now=now))


@at_once
def display(console: Console, order: Order) -> None:
    """Show a name at every stop; without one, all that is shown so."""
    if order.argument:
        console.desk = add_display(console.desk, order.argument)
    lines = list(shown_lines(console.desk))
    console.output.lines(lines or [say("stops.none_display", console.language)])


@at_once
def ignore(console: Console, order: Order) -> None:
    """Pass a stop by a number of times."""
    console.desk, number, count = with_ignored(console.desk, order.argument)
    console.output.line(say("stops.will_ignore", console.language, number=number, count=count))


@at_once
def enable(console: Console, order: Order) -> None:
    """Make stops count again, all of them without numbers."""
    _switch(console, order, enabled=True)


@at_once
def disable(console: Console, order: Order) -> None:
    """Let stops not count, all of them without numbers."""
    _switch(console, order, enabled=False)


def _switch(console: Console, order: Order, enabled: bool) -> None:
    numbers = numbers_in(console.desk, order.argument)
    console.desk = switched(console.desk, numbers, enabled)
    console.output.lines(stop_lines(console.desk, tuple(Kind)))


@at_once
def delete(console: Console, order: Order) -> None:
    """Take stops away, all of them without numbers."""
    numbers = numbers_in(console.desk, order.argument)
    console.desk = deleted(console.desk, numbers)
    shown = ", ".join(map(str, sorted(numbers)))
    console.output.line(say("stops.deleted", console.language, numbers=shown))
