"""The page of all keys; any key closes it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from convtutor.paint.palette import Ink
from convtutor.paint.panes import text_rows
from convtutor.scene.text import Line, Tone, line
from convtutor.tui.keys import KEYS
from convtutor.tui.widgets.pane import Pane
from convtutor.words import say
from convtutor.words.wrapping import wrap


class KeysScreen(ModalScreen[None]):
    """Lists every key with what it does, in the colours of the lesson."""

    def __init__(self, ink: Ink, language: str) -> None:
        super().__init__()
        self.ink, self.language = ink, language

    def compose(self) -> ComposeResult:
        """Make the one pane."""
        yield Pane("keys")

    def on_mount(self) -> None:
        """Take the lesson's ground and draw."""
        self.styles.background = self.ink.palette.ground
        self._draw()

    def on_resize(self) -> None:
        """Draw anew."""
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """Close on any key."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """Close on a click."""
        self.dismiss()

    def _draw(self) -> None:
        width, height = self.app.size
        pane = self.query_one("#keys", Pane)
        margin = 2 if width < 200 else 4
        pane.move(margin, 0 if height < 24 else 1, width - margin, height - 1)
        pane.show(text_rows(self._lines(min(width - margin - 16, 90)), width - margin, height,
                            self.ink))

    def _lines(self, room: int) -> list[Line]:
        lines = [line((say("screen.help_title", self.language), Tone.STRONG)), ()]
        for key in KEYS:
            if not key.help:
                continue
            parts = wrap(say(f"screen.{key.help}", self.language), room)
            for number, part in enumerate(parts):
                shown = key.shown if number == 0 else ""
                lines.append(line((f"{shown:<12}", Tone.ACCENT), part))
        lines += [(), line((say("screen.help_click", self.language), Tone.DIM))]
        lines += [line((part, Tone.DIM))
                  for part in wrap(say("screen.help_levels", self.language), room + 12)]
        return [*lines, (), line((say("screen.help_close", self.language), Tone.DIM))]
