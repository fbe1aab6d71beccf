"""Commands that show: where, list, print, info, copy, curves, help."""

from convtutor.console.console import Console, at_once
from convtutor.console.copying import COPIED
from convtutor.console.curves import write_curves
from convtutor.console.places import listing_lines, where_lines
from convtutor.console.stopped import stop_lines
from convtutor.console.tables import table_lines
from convtutor.console.values import element_sentence
from convtutor.debugger.commands import COMMANDS, Order, find_command
from convtutor.debugger.stops import Kind
from convtutor.debugger.values import look_up
from convtutor.errors import UsageError, did_you_mean
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

TOPICS: dict[str, tuple[Kind, ...]] = {
    "breakpoints": (Kind.BREAK, Kind.WATCH),
    "watchpoints": (Kind.WATCH,),
    "display": (Kind.DISPLAY,),
}


@at_once
def show_where(console: Console, order: Order) -> None:
    """Say where the session stands."""
    console.output.lines(where_lines(console.session))


@at_once
def show_listing(console: Console, order: Order) -> None:
    """Show the loops."""
    console.output.lines(listing_lines(console.session))


@at_once
def print_value(console: Console, order: Order) -> None:
    """Show an array or an element."""
    seen, index = look_up(console.session, order.argument)
    if index is None:
        console.output.lines(table_lines(seen, console.language))
    else:
        console.output.line(element_sentence(console.session, seen, index))


@at_once
def show_info(console: Console, order: Order) -> None:
    """List the stops of a topic, all of them without one; raises UsageError for another topic."""
    word = order.argument.lower()
    named = [topic for topic in TOPICS if word and topic.startswith(word)]
    if word and not named:
        hint = did_you_mean(word, TOPICS) or f"; {', '.join(TOPICS)}"
        raise UsageError(say("stops.no_topic", console.language, got=visible(word[:40]), hint=hint))
    lines = list(stop_lines(console.desk, TOPICS[named[0]] if named else tuple(Kind)))
    console.output.lines(lines or [say("stops.none", console.language)])


@at_once
def copy_line(console: Console, order: Order) -> None:
    """Write the arithmetic, or the PyTorch line, alone on a line; raises UsageError."""
    word = order.argument.lower() or next(iter(COPIED))
    named = [topic for topic in COPIED if topic.startswith(word)]
    if not named:
        raise UsageError(
            say("stops.copy_what", console.language, got=visible(word[:40]),
                names=", ".join(COPIED))
        )
    console.output.line(COPIED[named[0]](console.session))


@at_once
def show_curves(console: Console, order: Order) -> None:
    """Show the curves of a training run, as far as it has come."""
    write_curves(console.session, console.session.cursor, console.output)


@at_once
def help_lines(console: Console, order: Order) -> None:
    """Explain the commands, or one of them."""
    commands = (find_command(order.argument),) if order.argument else COMMANDS
    if not order.argument:
        console.output.line(say("plain.help_title", console.language))
    names = [", ".join((command.name, *command.short)) for command in commands]
    width = max(map(cell_width, names))
    for command, shown in zip(commands, names, strict=True):
        key = f"plain.help_{command.name.replace('-', '_')}"
        console.output.hanging(f"{shown:<{width}}  ", say(key, console.language))
