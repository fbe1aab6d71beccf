"""The table of taps in columns: each read with its place, the product, and the running value."""

from __future__ import annotations

from collections.abc import Sequence

from convtutor.scene.numbers import MOST_DECIMALS, Numbers
from convtutor.scene.taps import TapRead, TapRow, TapTable
from convtutor.scene.text import Line, Tone, line
from convtutor.steps.numbers import is_whole, number
from convtutor.words.wrapping import cell_width

GAP, MARK = 2, 2
NARROWEST = 3  # of a value
# How many columns a value may take (0: as many as it needs), and whether places are written.
CHOICES = ((0, True), (7, True), (6, True), (5, True), (0, False), (7, False), (5, False))


def tap_lines(table: TapTable, width: int, height: int) -> list[Line]:
    """Write the headings and up to `height` - 1 rows; values are shortened, then places left out,
    where the columns do not fit."""
    for room, places in CHOICES:
        columns = [
            *(_reads(table, at, room, places) for at in range(len(table.arrays))),
            *([_products(table, room)] if table.product or _any_blocked(table) else []),
            _totals(table, room),
        ]
        widths = [cell_width(column[0]) for column in columns]
        space = width - MARK - sum(widths) - GAP * (len(columns) - 1)
        if space >= 0:
            break
    left = len(table.arrays)  # what follows stands at the right end
    lines = []
    for at in range(len(table.rows) + 1):
        row = table.rows[at - 1] if at else None
        reads = (" " * GAP).join(column[at] for column in columns[:left])
        rest = (" " * GAP).join(column[at] for column in columns[left:])
        gap = " " * (max(space, 0) + (GAP if left else 0))
        mark = "▸ " if row is not None and row.current else "  "
        lines.append(line((f"{mark}{reads}{gap}{rest}", _tone(row))))
    return lines[:height] + [()] * (height - len(lines))


def _tone(row: TapRow | None) -> Tone:
    if row is None or (row.running is None and not row.current):
        return Tone.DIM
    return Tone.ACCENT if row.current else Tone.TEXT


def _reads(table: TapTable, at: int, room: int, places: bool) -> list[str]:
    """Write one read of every tap: its value and its place, in that order for the first one."""
    reads = [row.reads[at] if at < len(row.reads) else None for row in table.rows]
    values = _aligned([_value(read, room) for read in reads], NARROWEST, right=True)
    texts = values
    if places:
        named = _aligned(["" if read is None else read.place for read in reads], 0, right=False)
        pairs = zip(values, named, strict=True)
        texts = [
            f"{value}{' ' * GAP}{place}" if at == 0 else f"{place}{' ' * GAP}{value}"
            for value, place in pairs
        ]
    indent = " " * (len(values[0]) + GAP if places and at == 0 and values else 0)
    wide = cell_width(texts[0]) if texts else 0
    heading = table.arrays[at]
    if cell_width(indent + heading) <= wide:
        heading = indent + heading
    return _aligned([heading, *texts], 0, right=False)


def _products(table: TapTable, room: int) -> list[str]:
    texts = [table.product]
    for row in table.rows:
        if row.running is None:
            texts.append("·" if table.product else "")
        elif row.product is None:
            texts.append(table.blocked)
        else:
            texts.append(_number(row.product, room) if table.product else "")
    return _aligned(texts, NARROWEST, right=True)


def _totals(table: TapTable, room: int) -> list[str]:
    texts = ["·" if row.running is None else _number(row.running, room) for row in table.rows]
    return _aligned([table.total, *texts], NARROWEST, right=True)


def _any_blocked(table: TapTable) -> bool:
    return any(row.product is None for row in table.rows)


def _value(read: TapRead | None, room: int) -> str:
    if read is None:
        return ""
    return f"{read.sign}{_number(read.value, room and room - len(read.sign))}"


def _number(value: float, room: int) -> str:
    decimals = 0 if is_whole(value) else MOST_DECIMALS
    return Numbers(decimals, room).text(value, room) if room else number(value)


def _aligned(texts: Sequence[str], least: int, right: bool) -> list[str]:
    """Fill texts up with blanks to one width, `least` or more."""
    width = max([least, *(cell_width(text) for text in texts)])
    blanks = [" " * (width - cell_width(text)) for text in texts]
    pairs = zip(texts, blanks, strict=True)
    return [blank + text if right else text + blank for text, blank in pairs]
