"""The table of taps in columns: values to the right, places to the left, the running value last."""

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
        cells = [_heading(table), *(_cells(table, row, room, places) for row in table.rows)]
        widths = [max(NARROWEST, *(cell_width(row[at]) for row in cells)) for at in range(6)]
        used = [at for at in range(6) if any(row[at] for row in cells)]
        if MARK + sum(widths[at] + GAP for at in used) - GAP <= width:
            break
    lines = [line((_joined("  ", cells[0], widths, used, width), Tone.DIM))]
    for row, texts in zip(table.rows, cells[1:], strict=True):
        text = _joined("▸ " if row.current else "  ", texts, widths, used, width)
        tone = Tone.ACCENT if row.current else Tone.DIM if row.running is None else Tone.TEXT
        lines.append(line((text, tone)))
    return lines[:height] + [()] * (height - len(lines))


def _heading(table: TapTable) -> list[str]:
    first, second = (*table.arrays, "", "")[:2]
    return ["", first, second, "", table.product, table.total]


def _cells(table: TapTable, row: TapRow, room: int, places: bool) -> list[str]:
    """Write value and place of the first read, place and value of the second, product, total."""
    value, place, second_place, second_value = "", "", "", ""
    if row.reads:
        value, place = _value(row.reads[0], room), row.reads[0].place if places else ""
    if len(row.reads) > 1:
        second_place = row.reads[1].place if places else ""
        second_value = _value(row.reads[1], room)
    done = row.running is not None
    product = "·" if table.product else ""
    if done and row.product is None:
        product = table.blocked
    elif done and row.product is not None and table.product:
        product = _number(row.product, room)
    running = "·" if row.running is None else _number(row.running, room)
    return [value, place, second_place, second_value, product, running]


def _value(read: TapRead, room: int) -> str:
    return f"{read.sign}{_number(read.value, room and room - len(read.sign))}"


def _number(value: float, room: int) -> str:
    decimals = 0 if is_whole(value) else MOST_DECIMALS
    return Numbers(decimals, room).text(value, room) if room else number(value)


def _joined(
    mark: str, texts: Sequence[str], widths: Sequence[int], used: Sequence[int], width: int
) -> str:
    """Join texts in columns; the last two stand at the right end."""
    cells = []
    for at in used:
        blanks = " " * (widths[at] - cell_width(texts[at]))
        cells.append(texts[at] + blanks if at in (1, 2) else blanks + texts[at])
    left = (" " * GAP).join(cells[: -2 if 4 in used else -1])
    right = (" " * GAP).join(cells[-2 if 4 in used else -1 :])
    space = max(GAP, width - MARK - cell_width(left) - cell_width(right))
    return f"{mark}{left}{' ' * space}{right}"
