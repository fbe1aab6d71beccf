"""Paints the panes that every screen has: lines of text, words that wrap, the keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from convtutor.paint.palette import Ink
from convtutor.paint.row import Row, put_line
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.text import Line, Tone, line
from convtutor.words.wrapping import cell_width, wrap

Segments = list[Segment]


def text_rows(lines: Sequence[Line], width: int, height: int, ink: Ink) -> list[Segments]:
    """Write lines from the top, cut to the pane."""
    rows = []
    for number in range(height):
        row = Row(width, ink.ground)
        if number < len(lines):
            put_line(row, 0, lines[number], ink)
        rows.append(row.segments())
    return rows


def words_rows(text: str, width: int, height: int, ink: Ink) -> list[Segments]:
    """Write words in lines of at most 80 columns; the last line of too many ends in an ellipsis."""
    lines = wrap(text, min(width, 80))
    if len(lines) > height:
        lines = wrap(text, width)
    if len(lines) > height:
        rest = " ".join(lines[height - 1 :])
        lines = [*lines[: height - 1], f"{wrap(rest, width - 2)[0]} …"]
    return text_rows([line(part) for part in lines], width, height, ink)


def footer_rows(
    hints: Sequence[KeyHint], last: Sequence[KeyHint], margin: int, width: int, ink: Ink
) -> list[Segments]:
    """Write the keys, the first one accented; help and quit stand at the right end.

    Where the first hints up to `t` do not fit, gaps shrink, then quit gives way.
    """
    room = width - 2 * margin
    wanted = next((at + 1 for at, hint in enumerate(hints) if hint.key == "t"), len(hints))
    choices = [(gap, ends) for ends in (last, last[:1]) for gap in (3, 2)]
    gap, ends = next(
        (choice for choice in choices
         if _hints_width([*hints[:wanted], *choice[1]], choice[0], ink) <= room), (2, last[:1])
    )
    shown = next(
        (count for count in range(len(hints), 0, -1)
         if _hints_width([*hints[:count], *ends], gap, ink) <= room), 1
    )
    row = Row(width, ink.raised)
    _put_hints(row, margin, hints[:shown], gap, ink, first=True)
    _put_hints(row, width - margin - _hints_width(ends, gap, ink), ends, gap, ink, first=False)
    return [row.segments()]


def _hints_width(hints: Sequence[KeyHint], gap: int, ink: Ink) -> int:
    texts = (f"{ink.glyphs.translate(hint.key)} {hint.label}" for hint in hints)
    return sum(cell_width(text) + gap for text in texts) - gap


def _put_hints(
    row: Row, x: int, hints: Sequence[KeyHint], gap: int, ink: Ink, first: bool
) -> None:
    for number, hint in enumerate(hints):
        lit = first and number == 0
        key = ink.glyphs.translate(hint.key)
        x = row.put(x, key, ink.footer(Tone.ACCENT if lit else Tone.STRONG)) + 1
        x = row.put(x, hint.label, ink.footer(Tone.TEXT if lit else Tone.DIM)) + gap
