"""Programs run on a pseudo-terminal: waited for by what they show, never by seconds."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from types import TracebackType

LIMIT_S = 60.0
# A session leader that opens a terminal has it as its own: Ctrl+C and /dev/tty work as for a shell.
LAUNCH = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); os.execv(sys.argv[1], sys.argv[1:])"


class Terminal:
    """A pseudo-terminal with a program on it; `shown` is everything written so far."""

    def __init__(
        self, *command: str, environment: Mapping[str, str | None] | None = None
    ) -> None:
        surrounding = {**os.environ, "TERM": "xterm", **(environment or {})}
        settings = {name: value for name, value in surrounding.items() if value is not None}
        self.shown = b""
        self._seen = 0
        self.descriptor, inner = pty.openpty()
        self.program = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *command],
            stdin=inner, stdout=inner, stderr=inner, env=settings, start_new_session=True,
        )
        os.close(inner)

    def wait_for(self, text: bytes) -> bytes:
        """Read until a text is shown behind what was waited for before; give all up to it."""
        while (at := self.shown.find(text, self._seen)) < 0:
            if not self._read():
                raise AssertionError(f"ended without {text!r}: {self.shown[self._seen :]!r}")
        passed = self.shown[self._seen : at + len(text)]
        self._seen = at + len(text)
        return passed

    def type(self, keys: bytes) -> None:
        os.write(self.descriptor, keys)

    def until_ended(self, action: Callable[[], object]) -> None:
        """Do something that ends the program, again until it has ended.

        CPython's input() overlooks a signal that comes while it begins to wait, until the next.
        """
        for _ in range(int(LIMIT_S)):
            action()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.program.wait(1)
                return
        raise AssertionError(f"still running, showing {self.shown[-300:]!r}")

    def end(self) -> int:
        """Read to the end and give the exit status."""
        while self._read():
            pass
        return self.program.wait(LIMIT_S)

    def is_sane(self) -> bool:
        """Say whether the terminal echoes and edits lines."""
        flags = termios.tcgetattr(self.descriptor)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def _read(self) -> bytes:
        ready, _, _ = select.select([self.descriptor], [], [], LIMIT_S)
        assert ready, f"nothing more was shown after {self.shown[-300:]!r}"
        try:
            part = os.read(self.descriptor, 65536)
        except OSError:
            return b""
        self.shown += part
        return part

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self.descriptor)


def convtutor(*arguments: str) -> tuple[str, ...]:
    """Give the command line of convtutor."""
    return (sys.executable, "-m", "convtutor", *arguments)
