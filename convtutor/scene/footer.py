"""The keys that work here and now, the one that goes on first.

Situation  what decides them besides the position
"""

from __future__ import annotations

from functools import lru_cache

from convtutor.data import dataclass
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.moment import Moment
from convtutor.steps import Level
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides the keys besides the level: playing, the torch panel, hidden loops, ..."""

    playing: bool = False
    torch_open: bool = False
    mismatch: bool = False
    several_lanes: bool = False
    loops_hidden: bool = False
    resume: bool = False
    task: bool = False
    changed: bool = False
    reason: bool = False
    curves: bool = False
    goal_reached: bool = False
    next_example: bool = False
    panel_open: bool = False
    other_side: bool = False
    picture: str = "row"
    offered: tuple[str, ...] = ()

    @property
    def open_task(self) -> bool:
        """Say whether the example sets a task whose goal is not reached."""
        return self.task and not self.goal_reached


def footer_of(moment: Moment, situation: Situation, language: str) -> tuple[KeyHint, ...]:
    """Give the keys from left to right, most useful first; painters drop from the end."""
    hints = []
    if situation.resume:
        hints.append(("enter", "resume"))
    if situation.torch_open:
        if situation.mismatch:
            hints.append(("enter", "show"))
        hints.append(("t", "close"))
        if situation.several_lanes:
            hints.append(("d", "lane"))
    elif situation.panel_open:
        hints.append(("esc", "close"))
    over = situation.goal_reached or (moment.cursor.at_end and not situation.open_task)
    if over and not situation.torch_open:
        hints += _ways_on(situation)
    moves = _moves(moment)
    on = [move for move in moves if move[0] == "→"]
    hints += on
    task = [("e", "edit"), ("h", "hint")] if situation.task and not situation.torch_open else []
    rest = moves[len(on):]
    hints += rest + task if situation.goal_reached else task + rest
    if situation.other_side and not situation.torch_open:
        hints.append(("tab", "other_side"))
    if situation.curves:
        hints.append(("c", "curve"))
    hints += [hint for hint in _others(moment, situation) if hint not in hints]
    return _said(tuple(hints), language)


@lru_cache(maxsize=64)
def _said(hints: tuple[tuple[str, str], ...], language: str) -> tuple[KeyHint, ...]:
    """Write keys in a language: from step to step they are mostly the same."""
    return tuple(KeyHint(key, say(f"screen.key_{name}", language)) for key, name in hints)


def _ways_on(situation: Situation) -> list[tuple[str, str]]:
    """Give what follows when the example is done: the next one, and the reason behind this one."""
    offered = [("]", "next_example")] if situation.next_example else []
    return [*offered, ("w", "why")] if situation.reason else offered


def _others(moment: Moment, situation: Situation) -> list[tuple[str, str]]:
    """Give the keys that work anywhere; at the end there is nothing to play."""
    hints = []
    if situation.playing:
        hints.append(("space", "pause"))
    elif not moment.cursor.at_end:
        hints.append(("space", "play"))
    if situation.loops_hidden and not situation.torch_open:
        hints.append(("l", "loops"))
    if not situation.torch_open:
        hints.append(("t", "torch"))
    if "heat" in situation.offered:
        hints.append(("z", "numbers" if situation.picture == "heat" else "heat"))
    if "matrix" in situation.offered:
        hints.append(("m", "matrix"))
    if len(situation.offered) > 1 and not situation.other_side:
        hints.append(("v", "picture"))
    hints += [("g", "go_to"), ("o", "origin"), ("P", "predict"), (":", "command")]
    hints.append(("[ ]", "example"))
    if situation.reason:
        hints.append(("w", "why"))
    if situation.changed:
        hints.append(("R", "reset"))
    return [*hints, ("T", "theme")]


def _moves(moment: Moment) -> list[tuple[str, str]]:
    cursor = moment.cursor
    moves = []
    if not cursor.at_end:
        moves.append(("→", f"next_{_unit(moment, cursor.level)}"))
    if not cursor.at_start:
        moves.append(("←", "back"))
    below, above = cursor.level_below(), cursor.level_above()
    if below is not None:
        moves.append(("s", f"into_{below.value}"))
    if above is not None:
        moves.append(("f", f"finish_{_unit(moment, above)}"))
    return moves


def _unit(moment: Moment, level: Level) -> str:
    """Name a level; an element is a window where one slides forward, else a cell."""
    slides = moment.trace.rule.direction == "forward" and bool(moment.trace.rule.borders)
    return level.value if level is not Level.ELEMENT or slides else "cell"
