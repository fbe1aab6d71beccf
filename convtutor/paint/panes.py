"""One painter for every pane but the grids: each gives the pane's rows as segments."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from convtutor.paint.formulas import formula_block, formula_line
from convtutor.paint.listing import VALUE_COLUMNS, listing_rows
from convtutor.paint.palette import Ink
from convtutor.paint.row import Row, put_line, translated_width
from convtutor.paint.tap_table import tap_lines
from convtutor.paint.text_panes import text_rows
from convtutor.scene.head import Head
from convtutor.scene.scene import Scene
from convtutor.scene.taps import tap_table
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import cell_width, wrap

Segments = list[Segment]
TAP_ROWS = 10


def head_rows(head: Head, state: str, margin: int, width: int, ink: Ink) -> list[Segments]:
    """Write the breadcrumb, and under it the scrub bar with the count; `state` stands at the
    right of the breadcrumb where there is room."""
    tones, glyphs = ink.tones, ink.glyphs
    top, bottom = Row(width, ink.ground), Row(width, ink.ground)
    room = width - 2 * margin - (cell_width(state) + 2 if state else 0)
    put_line(top, margin, _crumbs(head.crumbs, room, ink), ink)
    if state:
        top.put(width - margin - cell_width(state), state, tones[Tone.DIM])
    bottom.put(width - margin - cell_width(head.count), head.count, tones[Tone.DIM])
    length = width - 2 * margin - head.widest - 3
    end = min(round((head.done + head.doing) * length), length)
    knob = min(max(1, round(head.doing * length)), 2) if head.doing else 0
    done = max(end - knob, 0)
    past, now, to_come = glyphs.bar
    x = bottom.put(margin, past * done, tones[Tone.DIM])
    x = bottom.put(x, now * knob, tones[Tone.ACCENT])
    bottom.put(x, to_come * (length - done - knob), ink.frame)
    return [top.segments(), bottom.segments()]


def _crumbs(crumbs: Sequence[str], room: int, ink: Ink) -> Line:
    """Write crumbs with signs between; where they are too long the first ones give way."""
    for first in range(len(crumbs)):
        spans = [] if first == 0 else [Span("… › ", Tone.DIM)]
        for number, crumb in enumerate(crumbs[first:], first):
            if number > first:
                spans.append(Span(" › ", Tone.DIM))
            last = number == len(crumbs) - 1
            tone = Tone.ACCENT if last else Tone.DIM if number else Tone.STRONG
            spans.append(Span(crumb, tone))
        if translated_width(spans, ink.glyphs) <= room:
            return tuple(spans)
    return (Span(crumbs[-1], Tone.ACCENT),)


def arithmetic_rows(scene: Scene, width: int, sum_x: int | None, ink: Ink) -> list[Segments]:
    """Write the terms from the left and the running value from `sum_x` on; folded where the terms
    do not fit, in one shorter form where even those do not or there is no `sum_x`."""
    row, arithmetic = Row(width, ink.ground), scene.arithmetic
    if sum_x is not None:
        running_width = translated_width(arithmetic.running, ink.glyphs)
        x = min(sum_x, width - running_width)
        for choice in (arithmetic.unfolded, arithmetic.folded):
            terms = width if choice is None else translated_width(choice, ink.glyphs)
            at = x if terms + 2 <= x else width - running_width
            if choice is not None and terms + 2 <= at:
                put_line(row, 0, choice, ink)
                put_line(row, at, arithmetic.running, ink)
                return [row.segments()]
    *forms, last = arithmetic.shorter()
    fitting = (form for form in forms if translated_width(form, ink.glyphs) <= width)
    put_line(row, 0, next(fitting, last), ink)
    return [row.segments()]


def size_rows(scene: Scene, width: int, height: int, second_x: int, ink: Ink) -> list[Segments]:
    """Write the size formulas of a compact screen: beside each other, the second one at
    `second_x`, or, where that is 0, one a row."""
    if not scene.sizes:
        return text_rows([line((scene.same_size, Tone.DIM))], width, height, ink)
    if second_x:
        row = Row(width, ink.ground)
        first, second = scene.sizes
        put_line(row, 0, formula_line(first, second_x - 1), ink)
        put_line(row, second_x, formula_line(second, width - second_x), ink)
        return [row.segments()]
    return text_rows([formula_line(size, width) for size in scene.sizes], width, height, ink)


def loops_rows(scene: Scene, width: int, height: int, form: str, ink: Ink) -> list[Segments]:
    """Write the listing: all lines under a heading where they fit, else those around the marked
    one, under the PyTorch line as a comment."""
    if form == "compact":
        lines, indent = scene.loops.around(height - 1), 4
        comment = say("screen.as_loops", scene.language, line=scene.pytorch)
        heading = [line(("  # " + comment, Tone.DIM))]
    else:
        heading = [line((say("screen.loops", scene.language), Tone.STRONG))]
        indent = 2 if form == "full" else 4
        if form == "wide":
            heading.append(())
        room = height - len(heading)
        fits = len(scene.loops.lines) <= room
        lines = scene.loops.lines if fits else scene.loops.around(room)
    rows = text_rows(heading, width, len(heading), ink)
    rows += listing_rows(lines, width, indent, VALUE_COLUMNS[form], ink)
    return [*rows, *text_rows([], width, height - len(rows), ink)][:height]


def side_rows(
    scene: Scene, words: str | None, check: Sequence[Line], width: int, height: int, ink: Ink,
    watched: Sequence[Line] = (),
) -> list[Segments]:
    """Write the right column: size, the PyTorch line, the torch check, what is `watched`; on a wide
    screen, where `words` is given, the words and the table of taps before them."""
    language = scene.language
    wide = words is not None
    parts: list[tuple[str, list[Line]]] = []
    if words is not None:
        table = tap_table(scene.moment, language, TAP_ROWS)
        told = [line(part) for part in wrap(words, width)]
        parts.append((say("screen.this_step", language), told + [()] * (4 - len(told))))
        parts.append((say("screen.taps", language), tap_lines(table, width, TAP_ROWS + 1)))
    parts.append((say("screen.size", language), _size_lines(scene, width)))
    parts.append((say("screen.in_pytorch", language), code_lines(scene.pytorch, width)))
    parts.append((say("screen.torch_check", language), list(check)))
    if watched:
        parts.append((say("screen.watched", language), list(watched)))
    lines: list[Line] = []
    for heading, body in parts:
        lines.append(line((heading, Tone.STRONG)))
        lines += [(), *body, (), ()] if wide else [*body, ()]
    return text_rows(lines, width, height, ink)


def _size_lines(scene: Scene, width: int) -> list[Line]:
    if not scene.sizes:
        return [line((part, Tone.DIM)) for part in wrap(scene.same_size, width)]
    return formula_block(scene.sizes, width)


def code_lines(code: str, width: int) -> list[Line]:
    """Break a line of PyTorch between its arguments, indented under the first one."""
    indent = " " * (code.find("(") + 1)
    lines: list[str] = []
    for part in _arguments(code):
        if lines and len(lines[-1]) + len(part) + 1 <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(f"{indent}{part}" if lines else part)
    return [line(text) for text in lines]


def _arguments(code: str) -> list[str]:
    """Split at the commas between arguments, not at those within a pair."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(code):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 1:
            parts.append(code[start : at + 1])
            start = at + 2
    return [*parts, code[start:]]
