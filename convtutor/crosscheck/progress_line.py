"""How far a verification has come: one line on a terminal, drawn over itself, gone at the end.

ProgressLine  the line; on a stream that is no terminal it writes nothing
"""

import os
import time
from types import TracebackType
from typing import TextIO

from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

BAR_CELLS = 24
LEFT_FREE = 4  # cells at the end of the line, for the ^C that a terminal echoes
LEAST_WIDTH = 20
SHOWN_AFTER_S = 1.0  # before that the time left would be a guess


class ProgressLine:
    """One line about work of a known cost; a context manager that erases it."""

    def __init__(self, stream: TextIO | None, language: str, items: int, cost: int) -> None:
        self.stream = stream if stream is not None and stream.isatty() else None
        self.language, self.items, self.cost = language, items, cost
        self.done = self.spent = 0
        self.began = time.monotonic()

    def show(self, name: str) -> None:
        """Draw the line: what is done, and the name of what is being done."""
        if self.stream is None:
            return
        text = self.text(name, time.monotonic() - self.began, width_of(self.stream))
        self.stream.write(f"\r{text}\x1b[K")
        self.stream.flush()

    def finish(self, cost: int) -> None:
        """Count one item as done."""
        self.done, self.spent = self.done + 1, self.spent + cost

    def clear(self) -> None:
        """Erase the line, so that something else can stand there."""
        if self.stream is not None:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def text(self, name: str, seconds: float, width: int) -> str:
        """Write the line: bar, count, name, time left; what does not fit is left away."""
        share = self.spent / self.cost if self.cost else 1.0
        full = int(share * BAR_CELLS)
        parts = [
            f"[{'#' * full}{'-' * (BAR_CELLS - full)}]", f"{self.done}/{self.items}", visible(name),
            self._left(share, seconds),
        ]
        for wanted in ((0, 1, 2, 3), (1, 2, 3), (1, 2), (1,)):
            line = "  ".join(parts[at] for at in wanted if parts[at])
            if cell_width(line) <= width - LEFT_FREE:
                return line
        return ""

    def _left(self, share: float, seconds: float) -> str:
        if not share or seconds < SHOWN_AFTER_S:
            return ""
        left = round(seconds / share * (1 - share))
        if left < 60:
            return say("verify.left_s", self.language, seconds=left)
        return say("verify.left_min", self.language, minutes=left // 60, seconds=left % 60)

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()


def width_of(stream: TextIO) -> int:
    """Give the columns of a terminal, 80 where it does not say."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 80
    return max(columns, LEAST_WIDTH) if columns else 80
