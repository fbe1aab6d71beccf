"""A terminal brought back to what a shell expects, after a program that was killed left it raw.

Source: XTerm Control Sequences; the kitty keyboard protocol; `stty sane` of GNU coreutils.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from convtutor.errors import AbsentError

LEAVE_EVERY_MODE = (
    "\x1b[<u"  # kitty keyboard flags of the alternate screen
    "\x1b[?1049l"  # alternate screen
    "\x1b[=0u"  # kitty keyboard flags of the main screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # mouse
    "\x1b[?1004l"  # focus events
    "\x1b[?2004l"  # bracketed paste
    "\x1b[?2026l"  # synchronised output
    "\x1b[?2048l"  # resize events in band
    "\x1b[?1l\x1b>"  # application cursor keys and keypad
    "\x1b(B\x0f"  # line-drawing character set
    "\x1b[?7h"  # lines wrap
    "\x1b[?25h"  # cursor shown
    "\x1b[0m"  # no colours
)


def reset_terminal(sentence: str) -> None:
    """Leave every mode a full-screen program sets, make the line editing sane, say so.

    Raises AbsentError with no terminal to reset.
    """
    with terminal() as descriptor:
        _make_sane(descriptor)
        os.write(descriptor, f"{LEAVE_EVERY_MODE}\r\n{sentence}\r\n".encode())


@contextmanager
def terminal() -> Iterator[int]:
    """Give a descriptor of the terminal: of a standard stream, else of the process's own one."""
    streams = (sys.__stdout__, sys.__stderr__, sys.__stdin__)
    for number in (stream.fileno() for stream in streams if stream is not None):
        if os.isatty(number) and _is_writable(number):
            yield number
            return
    try:
        opened = os.open("/dev/tty", os.O_RDWR | getattr(os, "O_NOCTTY", 0))
    except OSError:
        raise AbsentError("doctor: --reset-terminal needs a terminal, there is none here") from None
    try:
        yield opened
    finally:
        os.close(opened)


def _is_writable(descriptor: int) -> bool:
    try:
        return os.write(descriptor, b"") == 0
    except OSError:
        return False


def _make_sane(descriptor: int) -> None:
    """Set the line discipline as `stty sane` does, where there is one."""
    try:
        import termios
    except ImportError:
        return
    t = termios
    iflag, oflag, cflag, lflag, in_speed, out_speed, characters = t.tcgetattr(descriptor)
    iflag |= t.BRKINT | t.ICRNL | t.IXON | t.IMAXBEL
    iflag &= ~(t.IGNBRK | t.INLCR | t.IGNCR | t.ISTRIP | t.IXOFF)
    oflag |= t.OPOST | t.ONLCR
    cflag = cflag & ~t.CSIZE | t.CS8 | t.CREAD
    lflag |= t.ISIG | t.ICANON | t.IEXTEN | t.ECHO | t.ECHOE | t.ECHOK | t.ECHOCTL | t.ECHOKE
    lflag &= ~(t.ECHONL | t.NOFLSH | t.TOSTOP)
    keys = {t.VINTR: 3, t.VQUIT: 28, t.VERASE: 127, t.VKILL: 21, t.VEOF: 4, t.VSTART: 17,
            t.VSTOP: 19, t.VSUSP: 26}
    for key, code in keys.items():
        characters[key] = bytes([code])
    t.tcsetattr(
        descriptor, t.TCSADRAIN,
        [iflag, oflag, cflag, lflag, in_speed, out_speed, characters],
    )
