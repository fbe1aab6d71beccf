"""An origin as lines of text: indented a layer, the names in one column."""

from __future__ import annotations

from itertools import groupby

from convtutor.debugger.origin import Origin
from convtutor.debugger.origin_rows import MOST_LEVELS, OriginRow, RowKind, origin_rows
from convtutor.words.wrapping import cell_width, shortened

MOST_ROWS = 24
INDENT, MOST_INDENT = 2, 12


def origin_lines(
    origin: Origin, language: str, width: int, most: int = MOST_ROWS, levels: int = MOST_LEVELS
) -> list[str]:
    """Tell who wrote a number, in at most `most` lines of `width` columns."""
    lines: list[str] = []
    for _, rows in groupby(origin_rows(origin, most, language, levels), lambda row: row.level):
        section = list(rows)
        column = names_column(section)
        lines += [shortened(_written(row, column), width) for row in section]
    return lines


def names_column(rows: list[OriginRow]) -> int:
    """Give how wide the terms of a section are."""
    terms = [row for row in rows if row.kind is RowKind.TERM]
    return max((cell_width(row.equation) for row in terms), default=0)


def indent_of(row: OriginRow) -> int:
    """Give how many blanks stand before a row: two a layer, and two before what it is made of."""
    deeper = row.kind not in (RowKind.ELEMENT, RowKind.BEHIND)
    return min(INDENT * row.level, MOST_INDENT) + INDENT * deeper


def _written(row: OriginRow, column: int) -> str:
    text = row.equation
    if row.kind is RowKind.TERM:
        text += " " * (column - cell_width(text))
    return (" " * indent_of(row) + text + (f"   {row.after}" if row.after else "")).rstrip()
