"""What a cell reaches, and what it depends on, as panels: a row an array, and maps of signs.

The last array, where the way ends, matters first: its row and its map stay longest.
"""

from __future__ import annotations

from collections.abc import Sequence

from convtutor.debugger.influence import Reached, field_of, influence_of
from convtutor.debugger.influence_text import named, plane_heading, unreached
from convtutor.debugger.reach_boxes import MOVE, MOVE_IT, box_of, said_count
from convtutor.debugger.reach_maps import MOVES, REACHED, map_of, planes_met, spaced
from convtutor.lesson.run import Run
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps import Place
from convtutor.words import say
from convtutor.words.wrapping import cell_width, shortened

MOST_COLUMNS, LEAST_ROWS, LEAST_TEXT = 40, 3, 6
GAP = "  "
INDENT = "  "
TONES = {MOVES: Tone.STRONG, REACHED: Tone.TEXT}


def influence_panel(
    run: Run, place: Place, language: str, width: int, height: int
) -> list[Line]:
    """Give what a cell reaches, at most `height` lines of `width` columns.

    Raises UsageError for a cell that is none of the way forward.
    """
    met = influence_of(run, place, language)
    name = named(run, place)
    if not met:
        return [_lit(unreached(run, place, language), name, width)]
    head = _lit(say("origin.influence", language, name=name), name, width)
    return _panel(head, met, MOVE, language, width, height)


def field_panel(run: Run, place: Place, language: str, width: int, height: int) -> list[Line]:
    """Give what a cell depends on, at most `height` lines of `width` columns.

    Raises UsageError for a cell that is none of the way forward.
    """
    met = field_of(run, place, language)
    name = named(run, place)
    if not met:
        return [_lit(say("origin.nothing_read", language, name=name), name, width)]
    head = _lit(say("origin.field", language, name=name), name, width)
    return _panel(head, met, MOVE_IT, language, width, height)


def _lit(sentence: str, name: str, width: int) -> Line:
    """Write a sentence about a cell, its name lit."""
    whole = shortened(sentence, width)
    before, found, after = whole.partition(name)
    if not found:
        return line((whole, Tone.DIM))
    spans = (before, Tone.DIM), (found, Tone.ACCENT), (after, Tone.DIM)
    return line(*(span for span in spans if span[0]))


def _panel(
    head: Line, met: Sequence[Reached], now: str, language: str, width: int, height: int
) -> list[Line]:
    """Put a table under the heading, and the maps of the arrays at the end of the way in what room
    it leaves."""
    legend = line((shortened(say(f"{now}_legend", language), width), Tone.DIM))
    lines = [head, *_table(met, now, language, width, max(1, height - 1))]
    room = height - len(lines) - 1  # less the legend
    drawn = _map_lines(met[-1], room, width, language)
    if not drawn:
        return lines[:height]
    room -= len(drawn)
    for array in reversed(met[:-1]):
        more = _map_lines(array, room, width, language) if room >= _whole(array) else []
        drawn, room = [*more, *drawn], room - len(more)
    return [*lines, *drawn, legend]


def _table(
    met: Sequence[Reached], now: str, language: str, width: int, most: int
) -> list[Line]:
    """Write a row an array: its name, how many cells, how many move, and where they lie; where
    rows are few the last array stays, and those before it are counted."""
    cut = len(met) > most
    first = max(most - 2, 0) if cut else len(met)
    shown = [*met[:first], met[-1]] if cut else met
    cells = [_cells(array, now, language) for array in shown]
    widths = [max(cell_width(row[at]) for row in cells) for at in range(3)]
    lines = [_aligned(row, widths, width) for row in cells]
    if cut and most > 1:
        between = said_count("origin.between", len(met) - len(shown), language)
        lines.insert(first, line((shortened(between, width), Tone.DIM)))
    return lines


def _cells(met: Reached, now: str, language: str) -> tuple[str, str, str, str]:
    reached, moving = int(met.reached.sum()), int(met.moving.sum())
    counts = {"reached": f"{reached:,}", "cells": f"{met.reached.size:,}"}
    return (
        met.name, say("origin.of", language, **counts),
        said_count(f"{now}_count", moving, language),
        box_of(met.reached, language) if reached else "",
    )


def _aligned(row: Sequence[str], widths: Sequence[int], width: int) -> Line:
    """Put a row into its columns; where they lie is cut first, what does not fit left out."""
    tones = (Tone.TEXT, Tone.DIM, Tone.STRONG, Tone.DIM)
    spans: list[Span] = []
    used = 0
    for at, (text, tone) in enumerate(zip(row, tones, strict=True)):
        gap = GAP if spans else ""
        room = width - used - len(gap)
        if room < LEAST_TEXT or not text:
            break
        kept = shortened(text, room)
        padding = " " * (widths[at] - cell_width(kept)) if at < len(widths) else ""
        spans.append(Span(gap + kept, tone))
        spans += [Span(padding)] if padding and at < len(widths) and row[at + 1] else []
        used += len(gap) + cell_width(kept) + len(padding)
    return tuple(spans)


def _whole(met: Reached) -> int:
    """Count the lines of a map in which every cell has its sign, with its heading."""
    return 1 + (met.reached.shape[-2] if met.reached.ndim > 1 else 1)


def _map_lines(met: Reached, room: int, width: int, language: str) -> list[Line]:
    """Draw the first plane worth it under its name, smaller where it does not fit; nothing where
    there is no room."""
    planes = planes_met(met)
    rows = min(room - 1, _whole(met) - 1)
    if not planes or rows < min(LEAST_ROWS, _whole(met) - 1):
        return []
    columns = min(MOST_COLUMNS, width - cell_width(INDENT))
    drawn = map_of(met, planes[0], rows, columns)
    heading = shortened(INDENT + plane_heading(met, drawn, language), width)
    return [line((heading, Tone.DIM)), *(_signs(row, columns) for row in drawn.rows)]


def _signs(row: str, columns: int) -> Line:
    """Write a row of a map, signs of one kind in one span."""
    spans = [Span(INDENT)]
    for sign in spaced(row, columns):
        tone = spans[-1].tone if sign == " " else TONES.get(sign, Tone.FAINT)
        if len(spans) > 1 and spans[-1].tone is tone:
            spans[-1] = Span(spans[-1].text + sign, tone)
        else:
            spans.append(Span(sign, tone))
    return tuple(spans)
