"""What a cell reaches and depends on as lines of text: a sentence an array, and small maps."""

from __future__ import annotations

from collections.abc import Sequence

from convtutor.debugger.influence import Reached, field_of, influence_of
from convtutor.debugger.reach_boxes import MOVE, MOVE_IT, part_text, said_count, sentence_of
from convtutor.debugger.reach_maps import Map, map_of, planes_met, spaced
from convtutor.debugger.sources import layer_of
from convtutor.lesson.run import Run
from convtutor.steps import Place
from convtutor.steps.timeline import short_index
from convtutor.words import say
from convtutor.words.wrapping import wrap

MOST_COLUMNS, MOST_ROWS, MOST_PLANES = 40, 20, 2
INDENT = "  "


def influence_lines(run: Run, place: Place, language: str, width: int) -> list[str]:
    """Tell what a cell reaches on the way forward, in lines of `width` columns.

    Raises UsageError for a cell that is none of the way forward.
    """
    name = named(run, place)
    met = influence_of(run, place, language)
    if not met:
        return wrap(unreached(run, place, language), width)
    title = say("origin.influence", language, name=name)
    return [title, *_told(met, MOVE, language, width)]


def receptive_lines(run: Run, place: Place, language: str, width: int) -> list[str]:
    """Tell what a cell depends on, the nearest array first, in lines of `width` columns.

    Raises UsageError for a cell that is none of the way forward.
    """
    name = named(run, place)
    met = field_of(run, place, language)
    if not met:
        return wrap(say("origin.nothing_read", language, name=name), width)
    title = say("origin.field", language, name=name)
    return [title, *_told(met, MOVE_IT, language, width)]


def unreached(run: Run, place: Place, language: str) -> str:
    """Say why a cell reaches nothing: nobody reads it, or no derivative is taken by it."""
    bound = layer_of(run, place.layer)
    constant = bound is not None and place.array in bound.operator.constants
    key = "origin.constant_reached" if constant else "origin.nothing_reached"
    return say(key, language, name=named(run, place))


def named(run: Run, place: Place) -> str:
    """Write a place in full without leading axes of length 1: conv1.input[1,2]."""
    full = f"{place.layer}.{place.array}"
    shape = run.arrays[full].shape if full in run.arrays else ()
    index = short_index(place.index or (), shape) if shape else place.index or ()
    return full + (f"[{','.join(map(str, index))}]" if index else "")


def plane_heading(met: Reached, drawn: Map, language: str) -> str:
    """Name the plane that a map shows, and say which part it is, and where a sign stands for
    several cells."""
    several = met.reached.size > met.reached[drawn.leading].size
    leading = f"[{','.join(map(str, drawn.leading))}]" if several else ""
    heading = [met.name + leading]
    if not drawn.is_whole:
        heading.append(part_text(drawn.part, language))
    if drawn.cells != (1, 1):
        high, wide = drawn.cells
        heading.append(say("origin.scaled", language, rows=high, columns=wide))
    return say("origin.and", language).join(heading)


def _told(met: Sequence[Reached], now: str, language: str, width: int) -> list[str]:
    lines: list[str] = []
    for array in met:
        lines += wrap(sentence_of(array, language, now), width)
        lines += _maps(array, language, width)
    return [*lines, *wrap(say(f"{now}_legend", language), width)]


def _maps(met: Reached, language: str, width: int) -> list[str]:
    """Draw the planes on which anything is reached, two at the most."""
    planes = planes_met(met)
    lines = []
    for leading in planes[:MOST_PLANES]:
        drawn = map_of(met, leading, MOST_ROWS, min(MOST_COLUMNS, width - len(INDENT)))
        if len(planes) > 1 or not drawn.is_whole or drawn.cells != (1, 1):
            lines.append(INDENT + plane_heading(met, drawn, language))
        lines += [INDENT + spaced(row, width - len(INDENT)) for row in drawn.rows]
    more = len(planes) - MOST_PLANES
    if more > 0:
        lines.append(INDENT + said_count("origin.more_planes", more, language))
    return lines
