"""The program on a pseudo-terminal, seen as a person sees it: by what stands on the screen.

Child  one run of a command; `wait_for` and `until` read until the screen shows something
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

from tools.screens import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT_S = 60.0
# A session leader that opens a terminal has it as its own, as a shell's program does.
LAUNCH = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); os.execv(sys.argv[1], sys.argv[1:])"
LAUNCHED = (sys.executable, "-c", LAUNCH)
MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
AT_REST = {b"7", b"25"}  # line wrap and the cursor: on in a terminal that nobody has changed


class Child:
    """A program with a terminal of its own; `written` is every byte it has sent.

    With an empty `launch` the terminal is not the one that controls it, and sends it no signals.
    """

    def __init__(
        self, *command: str, size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str | None] | None = None, launch: tuple[str, ...] = LAUNCHED,
    ) -> None:
        surrounding: dict[str, str | None] = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8", "TEXTUAL_COLOR_SYSTEM": None, "PYTHONWARNINGS": None,
            **(environment or {}),
        }
        self.master, inner = pty.openpty()
        self.terminal = Terminal(*size)
        self.written = b""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._set_size(*size)
        self.before = termios.tcgetattr(self.master)
        self.program = subprocess.Popen(
            [*launch, *command], cwd=ROOT, start_new_session=True,
            stdin=inner, stdout=inner, stderr=inner,
            env={name: value for name, value in surrounding.items() if value is not None},
        )
        os.close(inner)

    @property
    def lines(self) -> list[str]:
        """Give the rows of the screen."""
        return self.terminal.lines

    @property
    def text(self) -> str:
        """Give the screen in one line."""
        return " ".join(line.strip() for line in self.lines)

    def press(self, keys: bytes) -> None:
        """Send keys as a terminal does; what comes meanwhile is read, so that neither waits."""
        while keys:
            readable, writable, _ = select.select([self.master], [self.master], [], LIMIT_S)
            if readable:
                self._read(0)
            if writable:
                keys = keys[os.write(self.master, keys[:1024]) :]

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size; what stood on it is gone."""
        self.terminal = Terminal(width, height)
        self._set_size(width, height)

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def wait_for(self, *texts: str) -> None:
        """Read until the screen shows all of some texts."""
        self.until(lambda: all(text in self.text for text in texts), " and ".join(texts))

    def until(self, holds: Callable[[], Any], what: str) -> None:
        """Read until something holds of the screen."""
        deadline = monotonic() + LIMIT_S
        while not holds():
            assert monotonic() < deadline, f"waited for {what}, seen: {self.lines}"
            assert self._read(deadline - monotonic()), f"ended before {what}: {self.lines}"

    def end(self) -> int:
        """Read to the end and give the exit status."""
        while self._read(LIMIT_S):
            pass
        return self.program.wait(LIMIT_S)

    @property
    def after_the_screen(self) -> str:
        """Give what was written once the alternate screen was left."""
        _, _, rest = self.written.rpartition(b"\x1b[?1049l")
        return re.sub(r"\x1b\[[?<]?\d*[a-z]", "", rest.decode()).replace("\r\n", "\n")

    def assert_restored(self) -> None:
        """Hold the terminal against what it was: modes, keyboard protocol, line discipline."""
        modes = dict.fromkeys(AT_REST, b"h")
        for name, state in MODE.findall(self.written):
            modes[name] = state
        assert {name for name, state in modes.items() if state == b"h"} == AT_REST
        assert b"\x1b[?1049h" in self.written
        assert self.written.count(b"\x1b[<u") >= len(re.findall(rb"\x1b\[>\d+u", self.written))
        assert termios.tcgetattr(self.master) == self.before

    def _read(self, limit_s: float) -> bytes:
        ready, _, _ = select.select([self.master], [], [], max(limit_s, 0))
        assert ready, f"nothing more came after {self.lines}"
        try:
            part = os.read(self.master, 65536)
        except OSError:  # the program has closed its end
            return b""
        self.written += part
        self.terminal.feed(self.decoder.decode(part))
        return part

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        if self.master >= 0:
            os.close(self.master)
        self.master = -1


def lesson(*arguments: str) -> tuple[str, ...]:
    """Give the command line that opens the padding lesson."""
    return (sys.executable, "-m", "convtutor", "lesson", "padding", *arguments)


def scripted(script: str) -> tuple[str, ...]:
    """Give a command line that changes something and then opens the padding lesson."""
    opening = "import sys; from convtutor.cli import main; sys.exit(main(['lesson', 'padding']))"
    return (sys.executable, "-c", f"{script}\n{opening}")
