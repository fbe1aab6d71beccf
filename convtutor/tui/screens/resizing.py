"""The size of a terminal that is resized many times a second."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen


def is_late(event: events.Resize, screen: Screen[Any]) -> bool:
    """Say whether a screen was told a size that the terminal no longer has; if so, ask it again.

    Of two such events in a queue Textual keeps the later one, and that may be the echo of the
    size before: the screen would stay laid out for it.
    """
    size = screen.app.size
    if event.size == size:
        return False
    screen.post_message(events.Resize(size, size))
    return True
