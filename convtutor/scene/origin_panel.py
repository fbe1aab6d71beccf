"""Who wrote a number as a panel: its products by size, each layer further in than the last."""

from __future__ import annotations

from itertools import groupby

from convtutor.debugger.origin import Origin
from convtutor.debugger.origin_rows import OriginRow, RowKind, origin_rows
from convtutor.debugger.origin_text import indent_of, names_column
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import DOTS, cell_width, shortened

GAP = "   "
TITLED = 9  # from so many rows on there is a title


def origin_panel(origin: Origin, language: str, width: int, height: int) -> list[Line]:
    """Give the panel, at most `height` lines of `width` columns.

    Where rows are few the number itself and its largest products stay; there is no title then.
    """
    title = [line((say("origin.title", language), Tone.DIM))] if height >= TITLED else []
    made: list[Line] = []
    rows = origin_rows(origin, height - len(title), language)
    for level, found in groupby(rows, lambda row: row.level):
        section = list(found)
        column = names_column(section)
        asked = Tone.STRONG if level else Tone.ACCENT
        made += [_clipped(_row(row, column, asked), width) for row in section]
    return [_clipped(entry, width) for entry in title] + made


def _row(row: OriginRow, column: int, asked: Tone) -> Line:
    """Write a row; `asked` is the tone of an element's value."""
    indent = Span(" " * indent_of(row), Tone.TEXT)
    after = [Span(GAP + row.after, Tone.DIM)] if row.after else []
    if row.kind in (RowKind.REST, RowKind.BEHIND):
        return indent, Span(row.before, Tone.DIM)
    if row.kind is RowKind.TERM:
        room = " " * (column - cell_width(row.equation)) if after else ""
        return indent, Span(row.equation + room), *after
    before = Span(f"{row.before} = ", Tone.DIM if row.level else Tone.TEXT)
    tone = asked if row.kind is RowKind.ELEMENT else Tone.TEXT
    return indent, before, Span(row.value, tone), *after


def _clipped(spans: Line, width: int) -> Line:
    """Cut a line at its end, with dots where something is left out."""
    whole = "".join(span.text for span in spans)
    if cell_width(whole) <= width:
        return spans
    room = len(shortened(whole, width)) - len(DOTS)
    made: list[Span] = []
    for span in spans:
        made.append(Span(span.text[:room], span.tone))
        room -= len(made[-1].text)
        if not room:
            break
    return (*(span for span in made if span.text), Span(DOTS, Tone.DIM))
