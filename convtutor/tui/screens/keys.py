"""The page of all keys; any key closes it, or turns the page where not all fit."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from convtutor.paint.palette import Ink
from convtutor.paint.text_panes import text_rows
from convtutor.scene.text import Line, Tone, line
from convtutor.tui.keys import LESSON_PAGE, KeysPage
from convtutor.tui.screens.resizing import is_late
from convtutor.tui.widgets.pane import Pane
from convtutor.words import say
from convtutor.words.wrapping import wrap

KEYS_WIDTH = 12
LEAST_TEXT, MOST_TEXT = 20, 90


class KeysScreen(ModalScreen[None]):
    """Lists every key of a screen with what it does, in that screen's colours."""

    def __init__(self, ink: Ink, language: str, page: KeysPage = LESSON_PAGE) -> None:
        super().__init__()
        self.ink, self.language, self.page = ink, language, page
        self.first = 0

    def compose(self) -> ComposeResult:
        """Make the one pane."""
        yield Pane("keys")

    def on_mount(self) -> None:
        """Take the lesson's ground and draw."""
        self.styles.background = self.ink.palette.ground
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew, from the first line."""
        if not is_late(event, self):
            self.first = 0
            self._draw()

    def on_key(self, event: events.Key) -> None:
        """Go on with any key."""
        event.stop()
        event.prevent_default()
        self._go_on()

    def on_click(self) -> None:
        """Go on with a click."""
        self._go_on()

    def _go_on(self) -> None:
        """Show the lines that are left; close where none is, once."""
        if not self.is_current:
            return
        self.first += self._room
        if self.first < len(self._all_lines):
            self._draw()
        else:
            self.dismiss()

    @property
    def _margin(self) -> int:
        return 2 if self.app.size.width < 200 else 4

    @property
    def _room(self) -> int:
        """Count the lines of a page, the last one apart, which says what a key does."""
        return max(1, self.app.size.height - self._top - 2)

    @property
    def _top(self) -> int:
        return 0 if self.app.size.height < 24 else 1

    @property
    def _all_lines(self) -> list[Line]:
        width = self.app.size.width - 2 * self._margin - KEYS_WIDTH
        return keys_lines(min(max(width, LEAST_TEXT), MOST_TEXT), self.language, self.page)

    def _draw(self) -> None:
        width, height = max(self.app.size.width - self._margin, 1), self._room + 2
        lines = self._all_lines
        more = self.first + self._room < len(lines)
        key = "screen.help_more" if more else "screen.help_close"
        last = line((say(key, self.language), Tone.DIM))
        shown = [*lines[self.first : self.first + self._room], (), last]
        pane = self.query_one("#keys", Pane)
        pane.move(self._margin, self._top, width, height)
        pane.show(text_rows(shown, width, height, self.ink))


def keys_lines(width: int, language: str, page: KeysPage = LESSON_PAGE) -> list[Line]:
    """Give the lines of all pages; explanations are `width` columns wide."""
    lines = [line((say("screen.help_title", language), Tone.STRONG)), ()]
    for key in page.keys:
        if not key.help:
            continue
        for number, part in enumerate(wrap(say(f"{page.topic}.{key.help}", language), width)):
            shown = key.shown if number == 0 else ""
            lines.append(line((f"{shown:<{KEYS_WIDTH}}", Tone.ACCENT), part))
    lines.append(())
    for name in page.notes:
        parts = wrap(say(f"{page.topic}.{name}", language), width + KEYS_WIDTH)
        lines += [line((part, Tone.DIM)) for part in parts]
    return lines
