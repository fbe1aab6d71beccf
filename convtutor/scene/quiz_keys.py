"""The keys that work at a moment of the quiz, the one that goes on first."""

from __future__ import annotations

from math import prod

from convtutor.quiz.round import HINTS
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.quiz_state import Phase, Quizzing
from convtutor.scene.quiz_texts import next_label
from convtutor.words import say


def quiz_keys(
    state: Quizzing, taps: int = 0, sides: int = 0, one_side: bool = False, pages: bool = False
) -> tuple[KeyHint, ...]:
    """Give the keys from left to right; `taps` are the products that can be stepped, `sides` the
    runs, `one_side` says that only one has room, `pages` that there is more above or below."""
    if state.phase is Phase.TOLD:
        names = _told(state, taps, sides, one_side)
    elif state.phase is Phase.ENDED:
        names = _ended(state)
    elif state.phase is Phase.SURE:
        names = [("1", "sure"), ("2", "unsure"), ("3", "guess"), ("esc", "change")]
    else:
        names = _asked(state)
    if pages and not state.cell:
        names.append(("pgup pgdn", "page"))
    return tuple(
        KeyHint(key, say(label if "." in label else f"quizzing.key_{label}", state.language))
        for key, label in names
    )


def _asked(state: Quizzing) -> list[tuple[str, str]]:
    if state.takes_text and state.typing.text:
        return [("enter", "answer"), ("esc", "clear"), ("F2", "hint"), ("F3", "show"),
                ("F4", "skip")]
    names = [("enter", "answer")]
    question = state.question
    if question is not None and question.asked.picked is not None:
        names = [("space", "pick"), ("← → ↑ ↓", "move"), ("enter", "answer")]
        names += [("pgup pgdn", "page")] if prod(state.picked_shape[:-2]) > 1 else []
        names = [names[2], *names[:2], *names[3:]] if state.picks else names
    elif question is not None and question.asked.choices:
        names = [("↑ ↓", "choose"), ("enter", "answer")]
        names = names[::-1] if state.option is not None else names
    hint = [("h", "hint")] if state.round.hints < HINTS else []
    return [*names, *hint, ("w", "show"), ("s", "skip")]


def _told(state: Quizzing, taps: int, sides: int, one_side: bool) -> list[tuple[str, str]]:
    names = [("enter", next_label(state))]
    if taps:
        names.append(("→", "step" if sides > 1 and not one_side else "step_one"))
    if one_side:
        names.append(("tab", "other"))
    question = state.question
    if question is not None and question.asked.place is not None:
        names.append(("d", "debugger" if one_side else "debug"))
    return [*names, ("h", "hint_again")]


def _ended(state: Quizzing) -> list[tuple[str, str]]:
    names = []
    if state.round.question is not None:
        names.append(("b", "open"))
    if state.round.results:
        names += [("enter", "again"), ("↑ ↓", "choose")]
    return names
