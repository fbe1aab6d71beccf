"""The commands of the debugger on the screen: what they say is shown, what they move is drawn.

ScreenConsole  a console that leaves to the grids what they show anyway
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from convtutor.console.console import AtOnce, Console, at_once
from convtutor.console.doings import DOINGS
from convtutor.console.output import Output
from convtutor.data import dataclass
from convtutor.debugger.desk import Desk
from convtutor.debugger.session import Session
from convtutor.steps import Level

WIDEST = 96


@dataclass(slots=True)
class ScreenConsole(Console):
    """Says only what the screen does not show by itself."""

    def begin_example(self) -> None:
        """Say nothing: the screen shows the example."""

    def tell_from(self, before: Level) -> None:
        """Say nothing: the screen shows where this is."""

    def say_where(self) -> None:
        """Say nothing: the screen shows where this is."""

    def say_shown(self) -> None:
        """Say nothing: the list beside the grids shows it."""

    def tell_done(self) -> None:
        """Say nothing: the screen remembers it by itself."""

    def said(self) -> list[str]:
        """Take the lines that were said since the last time."""
        stream = self.output.stream
        if not isinstance(stream, io.StringIO):
            raise TypeError("a screen's console writes into memory")
        text = stream.getvalue()
        stream.seek(0)
        stream.truncate()
        return text.splitlines()


def screen_console(
    session: Session, actions: Mapping[str, AtOnce]
) -> ScreenConsole:
    """Give the console of a screen; `actions` are the commands that the screen does itself."""
    doings = DOINGS.with_values({name: at_once(action) for name, action in actions.items()})
    return ScreenConsole(Desk(session), Output(io.StringIO(), width=WIDEST), doings)
