"""What every command does, in one table; a command is a row here and one in debugger/commands.py.

The commands that need what the console has not, a terminal or torch, are added by who has it.
"""

from collections.abc import Callable, Mapping

from convtutor.console.console import Console, Doing, Work
from convtutor.console.doings.changing import (
    give_hint,
    give_reason,
    open_example,
    redo,
    reset_example,
    set_value,
    undo,
)
from convtutor.console.doings.moving import go_to, make_move, take_level, until
from convtutor.console.doings.predicting import answer, predict
from convtutor.console.doings.showing import (
    copy_line,
    help_lines,
    print_value,
    show_curves,
    show_info,
    show_listing,
    show_where,
)
from convtutor.console.doings.stopping import (
    break_at,
    break_once,
    delete,
    disable,
    display,
    enable,
    ignore,
    watch,
)
from convtutor.console.doings.tracing import show_field, show_influence, show_origin
from convtutor.debugger.commands import Order
from convtutor.debugger.desk import MOVES

AtOnce = Callable[[Console, Order], None]


def at_once(doing: AtOnce) -> Doing:
    """Make a doing of what takes no time; it is done when the work is begun, as all work is."""
    def work(console: Console, order: Order) -> Work:
        doing(console, order)
        yield from ()

    return work


DOINGS: Mapping[str, Doing] = {
    **dict.fromkeys(MOVES, make_move),
    "until": until,
    **{name: at_once(doing) for name, doing in {
        "goto": go_to,
        "level": take_level,
        "where": show_where,
        "list": show_listing,
        "print": print_value,
        "info": show_info,
        "copy": copy_line,
        "origin": show_origin,
        "influence": show_influence,
        "field": show_field,
        "break": break_at,
        "tbreak": break_once,
        "ignore": ignore,
        "enable": enable,
        "disable": disable,
        "delete": delete,
        "watch": watch,
        "display": display,
        "set": set_value,
        "undo": undo,
        "redo": redo,
        "reset": reset_example,
        "example": open_example,
        "hint": give_hint,
        "why": give_reason,
        "curves": show_curves,
        "predict": predict,
        "answer": answer,
        "help": help_lines,
    }.items()},
}
