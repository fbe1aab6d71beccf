"""The keys of the quiz in one table: what they do, and the page of keys.

Letters are keys while nothing is typed; those of the function keys are so always.
"""

from __future__ import annotations

from collections.abc import Mapping

from convtutor.scene.quiz_line import Typing
from convtutor.tui.keys import Key, KeysPage

QUIZ_KEYS: tuple[Key, ...] = (
    Key("enter", "enter", "enter", "help_enter"),
    Key("h,f2", "hint", "h F2", "help_hint"),
    Key("w,f3", "show", "w F3", "help_show"),
    Key("s,f4", "skip", "s F4", "help_skip"),
    Key("1", "sure(0)", "1 2 3", "help_sure"),
    Key("2", "sure(1)", "", ""),
    Key("3", "sure(2)", "", ""),
    Key("up", "move(-1,0)", "arrows", "help_pick"),
    Key("down", "move(1,0)", "", ""),
    Key("left", "move(0,-1)", "", ""),
    Key("right", "move(0,1)", "→ ←", "help_step"),
    Key("space", "pick", "", ""),
    Key("tab", "other", "tab", "help_other"),
    Key("d", "debug", "d", "help_debug"),
    Key("pageup", "turn(-1)", "pgup pgdn", "help_page"),
    Key("pagedown", "turn(1)", "", ""),
    Key("b", "back", "", ""),
    Key("T,f9", "theme", "T F9", "help_theme"),
    Key("question_mark,f1", "keys", "? F1", ""),
    Key("escape", "close", "esc", "help_close"),
    Key("q", "leave", "q ctrl+c", "help_quit"),
)
QUIZ_PAGE = KeysPage("quizzing", QUIZ_KEYS, ("help_letters",))
ACTIONS: Mapping[str, str] = {
    key: entry.action for entry in QUIZ_KEYS for key in entry.keys.split(",")
}
WHILE_TYPING = ("h", "w", "s", "T", "q", "question_mark")  # keys as long as the line is empty


def edited(typing: Typing, key: str, character: str | None) -> Typing | None:
    """Give the line after a key; None for a key that does not belong to the line."""
    moves = {"left": -1, "right": 1, "home": -len(typing.text), "end": len(typing.text)}
    if key in moves:
        return typing.moved(moves[key])
    if key == "backspace":
        return typing.erased(1, 0)
    if key == "delete":
        return typing.erased(0, 1)
    if key in ("ctrl+u", "ctrl+w"):
        return typing.erased(len(typing.text), 0)
    if character is None or not character.isprintable():
        return None
    if not typing.text and key in WHILE_TYPING:
        return None
    return typing.put(character)
