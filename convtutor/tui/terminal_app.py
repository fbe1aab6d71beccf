"""The Textual application: colours of the ground, signals, and a clean way out of every end.

TerminalApp  what every application of ours is: shows a first screen and ends in order
run_app      run one over the learner's record
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import select
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen

from convtutor.progress.record import Record, open_record
from convtutor.tui.keys import bindings_everywhere
from convtutor.tui.screens.commanding import CommandScreen

HANG_UP = 1  # SIGHUP, which Windows does not name
TERMINAL_CHECK_S = 1.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, *(
    getattr(signal, name) for name in ("SIGHUP", "SIGQUIT") if hasattr(signal, name)
))


class TerminalApp(App[int]):
    """Shows a first screen. What goes wrong inside is kept in `failure`, and raised at the end."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "convtutor"
    BINDINGS: ClassVar[list[BindingType]] = bindings_everywhere()

    def __init__(self, record: Record, device: str, driver_class: Any = None) -> None:
        super().__init__(driver_class=driver_class, watch_css=False)
        self.record, self.device = record, device
        self.failure: Exception | None = None
        self.ended_by: int | None = None
        self.on_terminal = driver_class is None

    def first_screen(self) -> Screen[Any]:
        """Give the screen that is shown."""
        raise NotImplementedError

    def keep_places(self) -> None:
        """Remember where the learner is, before a signal ends the program."""

    def note_signal(self, number: int, _: object) -> None:
        """Keep a signal that comes while the terminal is being taken over; on_mount obeys it."""
        self.ended_by = number

    def on_mount(self) -> None:
        """Show the first screen, and take the signals that would leave the terminal broken."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            with suppress(NotImplementedError):  # on Windows a console program gets none of them
                loop.add_signal_handler(number, self._end_by, number)
        self.app_resume_signal.subscribe(self, self._resumed)
        self.push_screen(self.first_screen())
        self.call_after_refresh(self._freeze)
        if self.on_terminal and hasattr(select, "poll"):
            self.set_interval(TERMINAL_CHECK_S, self._check_terminal)
        if self.ended_by is not None:
            self._end_by(self.ended_by)

    def action_quit_lesson(self) -> None:
        """Stop a search that is under way; else leave the lesson, whose place is kept."""
        screen = self.screen
        if not (isinstance(screen, CommandScreen) and screen.stop_work()):
            self.exit(0)

    def _end_by(self, number: int) -> None:
        """Leave as a program does that a signal ends, the terminal restored first."""
        self.keep_places()
        self.exit(128 + number, return_code=128 + number)

    def _check_terminal(self) -> None:
        """End when the terminal is gone: reading a closed one would turn in circles for ever, and
        a program that does not lead its session gets no SIGHUP. Take its size where it is another
        one: when one signal interrupts the handler of another, the older size comes last."""
        poller = select.poll()
        poller.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, select.POLLHUP)
        if any(event & (select.POLLHUP | select.POLLERR) for _, event in poller.poll(0)):
            self._end_by(HANG_UP)
            return
        size = Size(*shutil.get_terminal_size())
        if size != self.size:
            self.post_message(events.Resize(size, size))

    def _resumed(self, _: App[Any]) -> None:
        """Paint everything after `fg`: the terminal has shown other things meanwhile."""
        self.refresh(layout=True)

    def _freeze(self) -> None:
        """Take what start-up made out of the collector's rounds, which cost whole frames, and let
        it begin them."""
        gc.collect()
        gc.freeze()
        gc.enable()
        give_back()

    def _handle_exception(self, error: Exception) -> None:
        """Leave quietly; the command prints one clean sentence and keeps the traceback."""
        if self.failure is None:
            self.failure = error
        self._return_code = 6
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def give_back() -> None:
    """Return the memory that the arrays on the way to the first frame took, where the C library
    would keep it for later ones: that of a large plane is more than all that stays."""
    with suppress(AttributeError, OSError, TypeError):  # only glibc knows how to
        ctypes.CDLL(None).malloc_trim(0)


def run_app(make: Callable[[Record], TerminalApp], language: str) -> int:
    """Run an application over the learner's record and give the exit code."""
    gc.disable()
    try:
        with open_record(language) as record:
            app = make(record)  # the collector begins after the first frame
            before = {number: signal.signal(number, app.note_signal) for number in SIGNALS}
            try:
                app.run()
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)
    finally:
        gc.enable()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
