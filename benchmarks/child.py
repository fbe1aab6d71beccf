"""A program on a pseudo-terminal that is read as fast as it writes.

Child    one run of a program: its bytes with the moment they came, keys, and orders over a pipe
Arrival  when how many bytes came
surroundings  the environment of every program that is measured
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZE = (120, 40)
LIMIT_S = 120.0
# Settings from outside: of the libraries under NumPy, of Textual, of Python and of convtutor.
OUTSIDE = (
    "OPENBLAS_", "GOTO_", "MKL_", "OMP_", "BLIS_", "TEXTUAL_", "PYTHON", "CONVTUTOR_", "NO_COLOR",
)
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def surroundings(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Give the environment: nothing set from outside, one BLAS thread, records in the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
    return kept | ONE_THREAD | {
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8",
        "TEXTUAL_ANIMATIONS": "full", "CONVTUTOR_DATA": str(folder / "data"), **more,
    }


@dataclass(frozen=True, slots=True)
class Arrival:
    """So many bytes came at a moment, in seconds of the monotonic clock."""

    at: float
    count: int


class Child:
    """A program of Python's, as `python -m MODULE ARGUMENTS`, with a terminal of its own.

    Two numbers are put before the arguments of one that takes orders: what it reads them from and
    what it answers on.
    """

    def __init__(
        self, folder: Path, module: str, *arguments: str, obeys: bool = True,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.master, inner = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE[::-1], 0, 0))
        self.written = bytearray()
        self.arrivals: list[Arrival] = []
        self.news = threading.Condition()
        orders, self.to_child = os.pipe()
        self.from_child, answers = os.pipe()
        pipes = (str(orders), str(answers)) if obeys else ()
        self.started = monotonic()
        self.program = subprocess.Popen(
            (sys.executable, "-m", module, *pipes, *arguments), cwd=ROOT, start_new_session=True,
            stdin=inner, stdout=inner, stderr=inner, pass_fds=(orders, answers) if obeys else (),
            env=surroundings(folder, more or {}),
        )
        for end in (inner, orders, answers):
            os.close(end)
        self.answers = os.fdopen(self.from_child, "rb")
        self.reader = threading.Thread(target=self._read_all, daemon=True)
        self.reader.start()

    def _read_all(self) -> None:
        while True:
            try:
                part = os.read(self.master, 65536)
            except OSError:  # the program has closed its end
                part = b""
            with self.news:
                self.arrivals.append(Arrival(monotonic(), len(part)))
                self.written += part
                self.news.notify_all()
            if not part:
                return

    def order(self, name: str, *arguments: Any) -> Any:
        """Give an order and wait for the answer; raises RuntimeError when the program has ended."""
        os.write(self.to_child, json.dumps([name, *arguments]).encode() + b"\n")
        return self.answer()

    def answer(self) -> Any:
        """Wait for the next answer."""
        ready, _, _ = select.select([self.answers], [], [], LIMIT_S)
        line = self.answers.readline() if ready else b""
        if not line:
            raise RuntimeError(f"no answer; the program wrote: {bytes(self.written[-2000:])!r}")
        return json.loads(line)

    def press(self, keys: bytes) -> None:
        """Send keys as a terminal does."""
        os.write(self.master, keys)

    def wait_for(self, text: bytes, start: int = 0) -> float:
        """Wait until the program has written a text behind `start` bytes; give the moment."""
        deadline = monotonic() + LIMIT_S
        with self.news:
            while text not in self.written[start:]:
                ended = bool(self.arrivals) and not self.arrivals[-1].count
                if ended or not self.news.wait(deadline - monotonic()):
                    raise RuntimeError(f"no {text!r}, it wrote: {bytes(self.written[-2000:])!r}")
            return self.arrivals[-1].at

    def end(self) -> None:
        """Close the orders, on which the program leaves in order, and wait for it."""
        if self.to_child >= 0:
            os.close(self.to_child)
            self.to_child = -1
        self.program.wait(LIMIT_S)
        self.reader.join(LIMIT_S)

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None and self.program.poll() is None:
            self.program.kill()
        self.end()
        self.answers.close()
        os.close(self.master)
