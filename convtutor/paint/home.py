"""Paints the home screen: the head, a page of the list, the chosen lesson, its picture.

HomeLayout  where everything stands, from the size of the terminal
Columns     where the parts of a row of the list begin
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from convtutor.paint.palette import Ink
from convtutor.paint.regions import FULL, WIDE, Region
from convtutor.paint.row import Row, put_line, shortened, translated_width
from convtutor.paint.text_panes import footer_rows, text_rows
from convtutor.scene.home import Home, packed
from convtutor.scene.home_list import Headings, Page, more_line, page_of
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.road import Stop
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import cell_width, wrap

Rows = list[list[Segment]]
Picture = Callable[[int, int], Rows]
LEAST_DETAIL = 24
BUTTON = 24
LEAST_PICTURE = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns within the list: of the sign, the name, the title, the bar and the count, and the
    one behind the minutes; 0 for what is not shown. `name_room` is how long a name may be."""

    sign: int
    name: int
    name_room: int
    title: int
    bar: int
    count: int
    end: int


@dataclass(frozen=True, slots=True)
class HomeLayout:
    """The regions of a screen; `detail` is None where there is no room for it."""

    margin: int
    head: Region
    listed: Region
    columns: Columns
    headings: Headings
    detail: Region | None
    footer: Region


def home_layout(width: int, height: int) -> HomeLayout:
    """Place everything on a screen of at least 60x18."""
    footer = Region(0, height - 1, width, 1)
    if width >= WIDE[0] and height >= WIDE[1]:
        detail = Region(width - 4 - 56, 5, 56, height - 7)
        listed = Region(4, 5, detail.x - 4 - 4, height - 7)
        columns = Columns(22, 25, 26, 53, 93, 103, min(124, listed.width))
        return HomeLayout(4, Region(0, 1, width, 2), listed, columns, Headings.BESIDE, detail,
                          footer)
    if width >= FULL[0] and height >= FULL[1]:
        detail = Region(77, 5, width - 79, height - 7)
        columns = Columns(14, 17, 23, 0, 41, 49, 67)
        return HomeLayout(2, Region(0, 1, width, 2), Region(2, 5, 73, height - 7), columns,
                          Headings.BESIDE, detail, footer)
    return _compact(width, height, footer)


def _compact(width: int, height: int, footer: Region) -> HomeLayout:
    top, rows = 3, height - 5
    room = 42 if width - 42 - 6 >= LEAST_DETAIL else width - 4
    columns = Columns(0, 3, room - 20, 0, 0, room - 16, room)
    detail = Region(2 + room + 3, top, width - room - 7, rows) if room == 42 else None
    return HomeLayout(2, Region(0, 0, width, 2), Region(2, top, room, rows), columns,
                      Headings.ABOVE, detail, footer)


# -------------------------------------------------------------------- head and footer


def home_head_rows(home: Home, margin: int, width: int, ink: Ink) -> Rows:
    """Write the name, how many lessons are done, and under them how far the learner has come."""
    tones = ink.tones
    top, bottom = Row(width, ink.ground), Row(width, ink.ground)
    done, left = home.done_text, home.left_text
    x = top.put(margin, "convtutor", tones[Tone.STRONG])
    tagline = say("home.tagline", home.language)
    if x + 2 + cell_width(tagline) + 2 <= width - margin - cell_width(done):
        top.put(x + 2, tagline, tones[Tone.DIM])
    top.put(width - margin - cell_width(done), done, tones[Tone.DIM])
    bottom.put(width - margin - cell_width(left), left, tones[Tone.DIM])
    length = width - 2 * margin - cell_width(left) - 3
    put_bar(bottom, margin, length, home.road.share, ink)
    return [top.segments(), bottom.segments()]


def put_bar(row: Row, x: int, length: int, share: float, ink: Ink) -> None:
    """Draw what is done of a whole, its end in the accent."""
    past, now, to_come = ink.glyphs.bar
    end = min(round(share * length), length)
    knob = min(end, 2) if share < 1 else 0
    x = row.put(x, past * (end - knob), ink.tones[Tone.DIM])
    x = row.put(x, now * knob, ink.tones[Tone.ACCENT])
    row.put(x, to_come * (length - end), ink.frame)


def home_footer_rows(
    home: Home, last: Sequence[KeyHint], margin: int, width: int, ink: Ink
) -> Rows:
    """Write the keys."""
    return footer_rows(home.footer(), last, margin, width, ink)


# -------------------------------------------------------------------- the list


def list_page(home: Home, layout: HomeLayout) -> Page:
    """Give the page of the list that holds the chosen lesson."""
    return page_of(
        home.road.shown, home.chosen, layout.listed.height, layout.headings, home.language
    )


def list_rows(home: Home, page: Page, layout: HomeLayout, ink: Ink) -> Rows:
    """Write a page of the list, with what lies before and after it."""
    width, columns = layout.listed.width, layout.columns
    rows = []
    if page.before:
        rows += [_more(page.before, page.sections_before, "↑", home, layout, ink), None]
    for listed in page.rows:
        row = Row(width, ink.ground)
        row.put(0, shortened(listed.heading, max(columns.sign - 1, 0) or width),
                ink.tones[Tone.DIM])
        if listed.stop is not None:
            lit = listed.stop == home.chosen
            _put_stop(row, home.road.shown[listed.stop], lit, columns, home.language, ink)
        rows.append(row)
    if page.after:
        rows += [None, _more(page.after, page.sections_after, "↓", home, layout, ink)]
    rows += [_problem_row(text, width, ink) for text in home.road.problems if not page.after]
    made = [(row or Row(width, ink.ground)).segments() for row in rows[: layout.listed.height]]
    return [*made, *text_rows([], width, layout.listed.height - len(made), ink)]


def _more(
    count: int, sections: Sequence[str], sign: str, home: Home, layout: HomeLayout, ink: Ink
) -> Row:
    row, columns = Row(layout.listed.width, ink.ground), layout.columns
    if columns.sign:
        row.put(0, say("home.more", home.language), ink.tones[Tone.DIM])
    room = layout.listed.width - columns.sign
    choices = [sections, *((*sections[:some], "…") for some in range(len(sections) - 1, 0, -1)), ()]
    lines = (more_line(count, choice, sign, home.language) for choice in choices)
    fitting = (said for said in lines if translated_width(said, ink.glyphs) <= room)
    put_line(row, columns.sign, next(fitting, ()), ink)
    return row


def _problem_row(text: str, width: int, ink: Ink) -> Row:
    row = Row(width, ink.ground)
    row.put(0, shortened(text, width), ink.tones[Tone.TEXT])
    return row


def _put_stop(
    row: Row, stop: Stop, lit: bool, columns: Columns, language: str, ink: Ink
) -> None:
    """Write a lesson's row; the chosen one lies on the window's ground."""
    tones = {tone: ink.on_mark(tone) for tone in Tone} if lit else ink.tones
    if lit:
        row.fill(max(columns.sign - 3, 0), columns.end + 2, ink.marked)
    strong = tones[Tone.ACCENT if lit else Tone.TEXT]
    sign = "!" if stop.header is None else "▸" if lit else "●" if stop.finished else "○"
    quiet = tones[Tone.TEXT if stop.begun else Tone.DIM]
    row.put(columns.sign, ink.glyphs.translate(sign), strong if lit else quiet)
    row.put(columns.name, shortened(stop.name, columns.name_room), strong)
    if stop.header is None:
        said = say("home.unreadable", language)
        row.put(columns.end - cell_width(said), said, tones[Tone.DIM])
        return
    if columns.title:
        title = shortened(stop.header.title.said(language), columns.bar - columns.title - 2)
        row.put(columns.title, title, tones[Tone.TEXT if lit else Tone.DIM])
    if columns.bar:
        _put_examples(row, stop, lit, columns, ink)
    if stop.begun:
        done = say("home.done_of", language, done=len(stop.done), count=stop.examples)
        row.put(columns.count, done, tones[Tone.TEXT if lit else Tone.DIM])
    minutes = say("home.minutes", language, minutes=stop.minutes)
    row.put(columns.end - cell_width(minutes), minutes, tones[Tone.DIM])


def _put_examples(row: Row, stop: Stop, lit: bool, columns: Columns, ink: Ink) -> None:
    """Draw a thin bar, a column an example where there is room."""
    past, _, to_come = ink.glyphs.bar
    length = min(stop.examples, columns.count - columns.bar - 1)
    end = round(length * len(stop.done) / stop.examples) if stop.examples else 0
    accent = ink.on_mark(Tone.ACCENT) if lit else ink.tones[Tone.DIM]
    thin: Style = ink.tinted_frame if lit else ink.frame
    x = row.put(columns.bar, past * end, accent)
    row.put(x, to_come * (length - end), thin)


# -------------------------------------------------------------------- the chosen lesson


def detail_lines(home: Home, width: int) -> list[Line]:
    """Give the lines about the chosen lesson: title, words, facts, and the key that opens it."""
    lines: list[Line] = [line((shortened(home.title(), width), Tone.ACCENT)), ()]
    for text in home.words():
        lines += [*(line(part) for part in wrap(text, width)), ()]
    facts = home.facts()
    label_width = max((cell_width(fact.label) for fact in facts), default=0) + 2
    between = say("home.comma", home.language)
    for fact in facts:
        label = fact.label
        for piece in packed(fact.pieces, width - label_width, between):
            padded = label + " " * (label_width - cell_width(label))
            lines.append((Span(padded, Tone.DIM), *piece))
            label = ""
    if home.action:
        lines += [(), button(home)]
    if home.message is not None:
        lines += [(), *(line(part) for part in wrap(home.message, width))]
    return lines


def button(home: Home) -> Line:
    """Give the key that opens the chosen lesson, filled."""
    key, word = say("home.enter", home.language), say(f"home.{home.action}", home.language)
    text = f"  {key}   {word}"
    return line((text + " " * (BUTTON - cell_width(text)), Tone.TAP))


def detail_rows(home: Home, picture: Picture | None, region: Region, ink: Ink) -> Rows:
    """Write the chosen lesson, and below it the picture of its input where there is room.

    The picture is drawn by `picture`, from the columns and rows there are.
    """
    lines = detail_lines(home, region.width)
    rows = text_rows(lines, region.width, min(len(lines), region.height), ink)
    gap = 2 if region.height - len(rows) > 12 else 1
    room = region.height - len(rows) - gap
    if picture is not None and room >= LEAST_PICTURE:
        rows += text_rows([], region.width, gap, ink)
        rows += picture(region.width, room)
    return [*rows, *text_rows([], region.width, region.height - len(rows), ink)]
