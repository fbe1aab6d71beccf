"""How far long work has come, on one line of a terminal that is wiped when it ends.

Patience  the line, and the step the work has come to
"""

from __future__ import annotations

import sys
from dataclasses import field
from time import monotonic
from typing import TextIO

from convtutor.data import dataclass
from convtutor.words import say
from convtutor.words.wrapping import cell_width

FIRST_SECONDS, SECONDS = 0.3, 0.1


@dataclass(slots=True)
class Patience:
    """Says nothing in the first 0.3 seconds, nor where standard error is no terminal."""

    count: int
    language: str
    stream: TextIO | None = field(default_factory=lambda: sys.stderr)
    sentence: str = "stops.looking"
    step: int | None = None
    due: float = field(default_factory=lambda: monotonic() + FIRST_SECONDS)
    width: int = 0

    def come_to(self, step: int) -> None:
        """Take note of a step, and say it where it is time to."""
        self.step = step
        if self.stream is None or not self.stream.isatty() or monotonic() < self.due:
            return
        self.due = monotonic() + SECONDS
        text = say(self.sentence, self.language, step=f"{step + 1:,}", count=f"{self.count:,}")
        self.stream.write(f"\r{text}{' ' * (self.width - cell_width(text))}")
        self.stream.flush()
        self.width = max(self.width, cell_width(text))

    def end(self) -> None:
        """Wipe the line."""
        if self.width and self.stream is not None:
            self.stream.write(f"\r{' ' * self.width}\r")
            self.stream.flush()
            self.width = 0
