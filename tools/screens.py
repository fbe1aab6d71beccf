"""Runs the lesson screen without a terminal and keeps what it would have sent to one.

RecordingDriver  a Textual driver that records the bytes of the real renderer
Terminal         a screen of characters that those bytes draw, by pyte
"""

from __future__ import annotations

from typing import Any

import pyte
from textual.drivers.headless_driver import HeadlessDriver


class RecordingDriver(HeadlessDriver):
    """Writes into a list instead of a terminal; the renderer behaves as with a real one."""

    written: list[str]

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.written = []

    @property
    def is_headless(self) -> bool:
        """Say no, so that the screen is rendered."""
        return False

    def write(self, data: str) -> None:
        """Keep what is sent."""
        self.written.append(data)

    def taken(self) -> str:
        """Give what was sent since the last call."""
        sent, self.written = "".join(self.written), []
        return sent


class Terminal:
    """A terminal of a size that obeys what is fed to it."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)

    def feed(self, text: str) -> None:
        """Obey a text with its escape sequences."""
        self.stream.feed(text)

    @property
    def lines(self) -> list[str]:
        """Give the rows as text."""
        return [line.rstrip() for line in self.screen.display]

    def cells(self) -> list[list[Any]]:
        """Give every cell with its colours and attributes."""
        height, width = self.screen.lines, self.screen.columns
        return [[self.screen.buffer[y][x] for x in range(width)] for y in range(height)]
