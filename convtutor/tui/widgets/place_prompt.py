"""The line at the bottom of the screen in which a place, a search or a change is typed.

PlacePrompt  posts Input.Submitted with what was typed
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.geometry import Size
from textual.widgets import Input
from textual.widgets.input import Selection

from convtutor.paint.palette import Palette
from convtutor.words.visible import is_hidden

LONGEST_PLACE = 200
AT_ONCE: Mapping[str, Callable[[Input], None]] = {
    "backspace": Input.action_delete_left,
    "delete": Input.action_delete_right,
    "left": Input.action_cursor_left,
    "right": Input.action_cursor_right,
    "home": Input.action_home,
    "end": Input.action_end,
}


class PlacePrompt(Input):
    """Takes one line of at most LONGEST_PLACE characters, none of which a terminal would obey."""

    DEFAULT_CSS = """
    PlacePrompt { position: absolute; display: none; height: 1; border: none; padding: 0; }
    PlacePrompt:focus { border: none; }
    """

    def __init__(self) -> None:
        super().__init__(max_length=LONGEST_PLACE, id="prompt", select_on_focus=False)
        self.cursor_blink = False

    def open(self, hint: str, size: Size, begun: str = "") -> None:
        """Stand on the last line of a screen, with what is `begun` in it, and take the keys; what
        is typed replaces the value behind its equals sign."""
        self.placeholder = hint
        self.value = begun
        _, sign, value = begun.rpartition(" = ")
        self.selection = Selection(len(begun) - len(value) if sign else len(begun), len(begun))
        self.move(size)
        self.display = True
        self.screen.set_focus(self)  # at once: the next key may be there already

    def move(self, size: Size) -> None:
        """Stand on the last line of a screen."""
        self.styles.offset = (0, size.height - 1)
        self.styles.width = size.width

    def close(self) -> None:
        """Stand nowhere and give the keys back."""
        self.display = False
        self.screen.set_focus(None)

    def take_colours(self, palette: Palette) -> None:
        """Take the footer's ground."""
        self.styles.background, self.styles.color = palette.raised, palette.text

    def on_key(self, event: events.Key) -> None:
        """Edit at once: a binding's action would come behind the keys typed after it."""
        action = AT_ONCE.get(event.key)
        if action is not None:
            event.prevent_default()
            event.stop()
            action(self)

    def on_paste(self, event: events.Paste) -> None:
        """Take of a pasted text what is seen of its first line, as far as there is room."""
        event.prevent_default()
        event.stop()
        first = event.text.lstrip()[:LONGEST_PLACE].partition("\n")[0]
        room = LONGEST_PLACE - len(self.value) + len(self.selected_text)
        shown = "".join(character for character in first if not is_hidden(character))
        self.replace(shown.rstrip()[:room], *self.selection)
