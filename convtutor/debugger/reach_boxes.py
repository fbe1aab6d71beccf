"""Patterns of cells in words: the box around them, how many they are, how many of them move now.

The last two axes are rows and columns, as a screen draws them; of four axes the first two are
samples and channels. An axis of length 1 is not spoken of.
"""

from __future__ import annotations

import numpy as np

from convtutor.debugger.influence import Reached
from convtutor.engine.arrays import Array
from convtutor.words import say

MOVE, MOVE_IT = "origin.now", "origin.it"
AXES = {
    1: ("place",), 2: ("row", "column"), 3: ("", "row", "column"),
    4: ("sample", "channel", "row", "column"),
}
PLURALS = {"row": "rows", "column": "columns", "place": "places", "channel": "channels",
           "sample": "samples"}


def sentence_of(met: Reached, language: str, now: str = MOVE) -> str:
    """Say of an array which part of it is reached, and how much of that moves now.

    `now` is the key of the words for that: MOVE, or MOVE_IT of what a cell depends on.
    """
    count = int(met.reached.sum())
    if not count:
        return say("origin.none", language, name=met.name)
    separator = say("origin.then", language)
    return f"{_where(met, count, language)}{separator}{_now(met, now, language)}"


def box_of(cells: Array, language: str) -> str:
    """Write the box around the cells that are True; nothing for an array of one cell."""
    found = np.argwhere(cells)
    names = AXES.get(cells.ndim, ("",) * max(cells.ndim - 2, 0) + ("row", "column"))
    parts = []
    for axis, (name, extent) in enumerate(zip(names, cells.shape, strict=True)):
        if extent > 1:
            first, last = int(found[:, axis].min()), int(found[:, axis].max())
            parts.append(_span(name, axis, first, last, language))
    return say("origin.and", language).join(parts)


def part_text(part: tuple[slice, slice], language: str) -> str:
    """Write the rows and columns of a part of a plane."""
    named = zip(("row", "column"), part, strict=True)
    spans = (_span(name, 0, along.start, along.stop - 1, language) for name, along in named)
    return say("origin.and", language).join(spans)


def _where(met: Reached, count: int, language: str) -> str:
    size = met.reached.size
    cells = said_count("origin.cells", size, language)
    if size == 1:
        return say("origin.number", language, name=met.name)
    if count == size:
        return say("origin.whole", language, name=met.name, cells=cells)
    box = box_of(met.reached, language)
    return say("origin.box", language, name=met.name, box=box, reached=f"{count:,}", cells=cells)


def _now(met: Reached, now: str, language: str) -> str:
    count, moving = int(met.reached.sum()), int(met.moving.sum())
    if moving in (0, count):
        return said_count(f"{now}_all" if moving else f"{now}_none", count, language)
    some = said_count(f"{now}_some", moving, language)
    here, there = box_of(met.moving, language), box_of(met.reached, language)
    return some if here == there else some + say("origin.namely", language) + here


def said_count(key: str, count: int, language: str) -> str:
    """Say a count, in the words for one where there is one."""
    return say(f"{key}.one" if count == 1 else key, language, count=f"{count:,}")


def _span(name: str, axis: int, first: int, last: int, language: str) -> str:
    if not name:
        key = "origin.axis" if first == last else "origin.axes"
        return say(key, language, axis=axis, first=first, last=last)
    key = f"origin.{name if first == last else PLURALS[name]}"
    return say(key, language, first=first, last=last)
