"""The keys of each screen in one table: the bindings and the page of keys come from it.

Key       the keys of one action, how people name them, and the sentence that explains them
KeysPage  a page of keys: which ones, and the words below them
"""

from textual.binding import Binding, BindingType

from convtutor.data import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """Keys as Textual names them, the action they do, how they are shown, and the help's key.

    One that works `everywhere` does so on the page of keys and in the prompt too.
    """

    keys: str
    action: str
    shown: str
    help: str
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The keys of a screen; `topic` is that of their sentences, `notes` stand below them."""

    topic: str
    keys: tuple[Key, ...]
    notes: tuple[str, ...]


KEYS: tuple[Key, ...] = (
    Key("right,n", "next", "→ n", "help_next"),
    Key("left,N", "back", "← N", "help_back"),
    Key("s", "into", "s", "help_into"),
    Key("S", "reverse_into", "", ""),
    Key("f", "out", "f", "help_out"),
    Key("F", "reverse_out", "", ""),
    Key("space", "play", "space", "help_play"),
    Key("plus,equals_sign", "faster", "", ""),
    Key("minus", "slower", "", ""),
    Key("g", "go_to", "g", "help_go_to"),
    Key("left_square_bracket", "example(-1)", "[ ]", "help_example"),
    Key("right_square_bracket", "example(1)", "", ""),
    Key("home", "start", "home end", "help_ends"),
    Key("end", "end", "", ""),
    Key("e", "edit", "e", "help_edit"),
    Key("h", "hint", "h", "help_hint"),
    Key("w", "why", "w", "help_why"),
    Key("R", "reset", "R", "help_reset"),
    Key("t", "torch", "t", "help_torch"),
    Key("d", "lane", "", ""),
    Key("l", "loops", "l c", "help_loops"),
    Key("c", "curve", "", ""),
    Key("colon", "command", ":", "help_command"),
    Key("b", "breakpoint", "b C B", "help_breakpoint"),
    Key("C", "do('continue')", "", ""),
    Key("B", "do('reverse-continue')", "", ""),
    Key("o", "do('origin')", "o", "help_origin"),
    Key("i", "do('influence')", "i I", "help_influence"),
    Key("I", "do('field')", "", ""),
    Key("W", "watched", "W", "help_watched"),
    Key("u", "do('undo')", "u U", "help_undo"),
    Key("U", "do('redo')", "", ""),
    Key("y", "copy('arithmetic')", "y Y", "help_copy"),
    Key("Y", "copy('pytorch')", "", ""),
    Key("k", "kernel_cell", "k", "help_kernel_cell"),
    Key("P", "do('predict')", "P", "help_predict"),
    Key("x", "export", "x", "help_export"),
    Key("pageup", "turn(-1)", "", ""),
    Key("pagedown", "turn(1)", "", ""),
    Key("v,tab", "picture('next')", "v m z", "help_picture"),
    Key("m", "picture('matrix')", "", ""),
    Key("z", "heat", "", ""),
    Key("T", "theme", "T", "help_theme"),
    Key("enter", "enter", "", ""),
    Key("escape", "close", "", ""),
    Key("question_mark,f1", "keys", "? F1", ""),
    Key("q", "quit_lesson", "q ctrl+c", "help_quit"),
    Key("ctrl+c", "app.quit_lesson", "", "", everywhere=True),
    Key("ctrl+z", "app.suspend_process", "", "", everywhere=True),
)

HOME_KEYS: tuple[Key, ...] = (
    Key("up", "choose(-1)", "↑ ↓", "help_choose"),
    Key("down", "choose(1)", "", ""),
    Key("pageup", "turn(-1)", "", ""),
    Key("pagedown", "turn(1)", "", ""),
    Key("home", "first", "", ""),
    Key("end", "last", "", ""),
    Key("enter", "open", "enter", "help_open"),
    Key("slash", "search", "/", "help_search"),
    Key("r", "review", "r", "help_review"),
    Key("escape", "close", "", ""),
    Key("T", "theme", "T", "help_theme"),
    Key("question_mark,f1", "keys", "? F1", ""),
    Key("q", "leave", "q ctrl+c", "help_quit"),
)
LESSON_PAGE = KeysPage("screen", KEYS, ("help_click", "help_levels"))
HOME_PAGE = KeysPage("home", HOME_KEYS, ("help_signs",))


def home_bindings() -> list[BindingType]:
    """Give Textual's bindings of the home screen."""
    return [binding_of(key) for key in HOME_KEYS]


def bindings() -> list[BindingType]:
    """Give Textual's bindings of the lesson screen; none shows in a footer of Textual's own."""
    return [binding_of(key) for key in KEYS if not key.everywhere]


def bindings_everywhere() -> list[BindingType]:
    """Give Textual's bindings of the app, which come before those of any widget."""
    return [binding_of(key) for key in KEYS if key.everywhere]


def binding_of(key: Key) -> Binding:
    """Make a binding with priority: its action is done before the next key is looked at, so that
    of keys typed ahead of a slow line each finds the prompt or page that the one before opened."""
    return Binding(key.keys, key.action, show=False, priority=True)
