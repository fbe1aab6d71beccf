"""What every command does, in one table; a command is a row here and one in debugger/commands.py.

The commands that need what the console has not, a terminal or torch, are added by who has it.
"""

from convtutor.console.console import Doing
from convtutor.debugger.desk import MOVES
from convtutor.table import LateTable

DOINGS: LateTable[Doing] = LateTable(__name__, {
    **dict.fromkeys(MOVES, "moving.make_move"),
    "until": "moving.until",
    "goto": "moving.go_to",
    "level": "moving.take_level",
    "where": "showing.show_where",
    "list": "showing.show_listing",
    "print": "showing.print_value",
    "info": "showing.show_info",
    "copy": "showing.copy_line",
    "origin": "tracing.show_origin",
    "influence": "tracing.show_influence",
    "field": "tracing.show_field",
    "break": "stopping.break_at",
    "tbreak": "stopping.break_once",
    "ignore": "stopping.ignore",
    "enable": "stopping.enable",
    "disable": "stopping.disable",
    "delete": "stopping.delete",
    "watch": "stopping.watch",
    "display": "stopping.display",
    "set": "changing.set_value",
    "undo": "changing.undo",
    "redo": "changing.redo",
    "reset": "changing.reset_example",
    "example": "changing.open_example",
    "hint": "changing.give_hint",
    "why": "changing.give_reason",
    "curves": "showing.show_curves",
    "predict": "predicting.predict",
    "answer": "predicting.answer",
    "help": "showing.help_lines",
})
