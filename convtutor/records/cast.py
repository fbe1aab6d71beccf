"""A lesson as a recording of a terminal: the screen before each example, then one event a step.

What is sent draws our own screen, of which a step sends the rows' changed parts alone. No clock is
read: a step lasts as long as every other. Markers stand at the beginnings of examples.

Source: asciicast v3 and v2 (docs.asciinema.org).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, BinaryIO

from convtutor.records.form import Format, Progress
from convtutor.records.moments import moments_of
from convtutor.records.selection import Selection
from convtutor.words.visible import visible

if TYPE_CHECKING:
    from convtutor.paint.sheet import Cell, Cells, Look

COLUMNS, ROWS = 120, 40
STEP_S, READING_S = 1.0, 4.0  # how long a step stays, and what is said before an example
CLEARED = "\x1b[0m\x1b[?25l\x1b[2J"
VERSIONS = (3, 2)


def write_cast(
    selection: Selection, file: BinaryIO, progress: Progress, version: int = 3
) -> None:
    """Write the recording, one JSON value a line: the head, then (seconds, code, data).

    In version 3 the seconds count from the event before, in version 2 from the beginning.
    """
    _put(file, _head(selection, version))
    passed, waits = 0.0, 0.0
    for wait, code, data in _events(selection, progress):
        passed += waits
        since = waits if version == 3 else passed
        _put(file, [round(since, 3), code, data])
        waits = wait
    if version == 3:
        _put(file, [waits, "x", "0"])
    else:
        _put(file, [round(passed + waits, 3), "o", ""])


def _head(selection: Selection, version: int) -> dict[str, Any]:
    title = visible(selection.lesson.title.said(selection.language))
    if version == 2:
        return {"version": 2, "width": COLUMNS, "height": ROWS, "title": title}
    return {"version": 3, "term": {"cols": COLUMNS, "rows": ROWS}, "title": title}


def _put(file: BinaryIO, value: object) -> None:
    file.write(f"{json.dumps(value, ensure_ascii=True)}\n".encode())


def _events(selection: Selection, progress: Progress) -> Iterator[tuple[float, str, str]]:
    """Give how long each event stays, its code, and its data."""
    from convtutor.paint.sheet import Sheet

    every = [moments_of(selection, part) for part in selection.recorded]
    count, done = sum(map(len, every)), 0
    before: Cells | None = None
    for moments in every:
        example = moments.recorded.example
        label = f"{example.number} {visible(example.title.said(selection.language))}"
        yield 0.0, "m", label
        sheet = Sheet(COLUMNS, ROWS, ("dark",))
        (cells,) = sheet.draw(moments.beginning())
        yield READING_S, "o", sent(before, cells)
        before = cells
        for scene in moments.scenes():
            (cells,) = sheet.draw(scene)
            yield STEP_S, "o", sent(before, cells)
            before, done = cells, done + 1
            progress(done, count)


def sent(before: Cells | None, cells: Cells) -> str:
    """Give what turns one screen into another, None for one that holds anything."""
    if before is None:
        return CLEARED + "".join(_part(row, y, 0, len(row)) for y, row in enumerate(cells))
    parts = []
    for y, (old, row) in enumerate(zip(before, cells, strict=True)):
        changed = [x for x, pair in enumerate(zip(old, row, strict=True)) if pair[0] != pair[1]]
        if changed:
            begin, end = changed[0], changed[-1] + 1
            while begin and not (row[begin][0] and old[begin][0]):
                begin -= 1  # the second half of a wide character is drawn with the first
            while end < len(row) and not (row[end][0] and old[end][0]):
                end += 1
            parts.append(_part(row, y, begin, end))
    return "".join(parts)


def _part(row: list[Cell], y: int, begin: int, end: int) -> str:
    """Go to a cell of a row and write from there."""
    written, last = [f"\x1b[{y + 1};{begin + 1}H"], None
    for character, look in row[begin:end]:
        if look != last:
            written.append(_obeyed(look))
            last = look
        written.append(character)
    return "".join(written)


@lru_cache(maxsize=512)
def _obeyed(look: Look) -> str:
    """Give the sequence that makes a terminal write with a look."""
    styles = ((1, look.bold), (3, look.italic), (4, look.underline), (9, look.strike))
    numbers = ["0", *(str(number) for number, on in styles if on)]
    for kind, colour in ((38, look.front), (48, look.back)):
        red, green, blue = bytes.fromhex(colour[1:])
        numbers.append(f"{kind};2;{red};{green};{blue}")
    return f"\x1b[{';'.join(numbers)}m"


CAST = Format("cast", ".cast", write_cast, "rich")
OLDER_CAST = Format("cast", ".cast", partial(write_cast, version=2), "rich")
CASTS = {3: CAST, 2: OLDER_CAST}
