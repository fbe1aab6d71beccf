"""The lines of a listing, each with what its variables hold at this moment beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from convtutor.paint.palette import Ink
from convtutor.paint.row import Row
from convtutor.scene.loops import LoopLine
from convtutor.scene.text import Tone
from convtutor.words.wrapping import cell_width

VALUE_COLUMNS = {"compact": 58, "full": 53, "wide": 66}
LEFT = 2  # the columns of the mark
USUAL_VALUE = 16


def listing_rows(
    lines: Sequence[LoopLine], width: int, indent: int, value_column: int, ink: Ink
) -> list[list[Segment]]:
    """Write lines with `indent` blanks a level, fewer where the longest line leaves no room for a
    value; values stand at `value_column`, further left where the widest needs it."""
    steps = (step for step in range(indent, 0, -1) if _longest(lines, step) <= width - USUAL_VALUE)
    indent = next(steps, 1)
    widest = max((cell_width(entry.value) for entry in lines), default=0)
    value_x = min(value_column, width - widest)
    return [_row(entry, width, indent, value_x, ink) for entry in lines]


def _longest(lines: Sequence[LoopLine], indent: int) -> int:
    return max((LEFT + indent * line.depth + len(line.text) for line in lines), default=0)


def _row(
    entry: LoopLine, width: int, indent: int, value_x: int, ink: Ink
) -> list[Segment]:
    row = Row(width, ink.ground)
    text_tone, value_tone = ink.tones[Tone.TEXT], ink.tones[Tone.DIM]
    if entry.marked:
        row.fill(0, width, ink.marked)
        row.put(0, ink.glyphs.translate("▸"), ink.on_mark(Tone.ACCENT))
        text_tone, value_tone = ink.marked, ink.on_mark(Tone.ACCENT)
    x = LEFT + indent * entry.depth
    text, value = _fitted(entry, width - x)
    behind = row.put(x, ink.glyphs.translate(text), text_tone)
    value_at = min(max(value_x, behind + 2), width - cell_width(value))
    row.put(value_at, ink.glyphs.translate(value), value_tone)
    return row.segments()


def _fitted(entry: LoopLine, room: int) -> tuple[str, str]:
    """Give text and value for so many columns: the value in its short form, then the text cut;
    the value is never cut."""
    for value in (entry.value, entry.short):
        if len(entry.text) + (2 + cell_width(value) if value else 0) <= room:
            return entry.text, value
    kept = room - cell_width(entry.short) - 4
    return (f"{entry.text[:kept]} …" if kept > 0 else ""), entry.short
