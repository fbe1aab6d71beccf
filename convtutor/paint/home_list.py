"""Paints the list of the home screen: a page of lessons under the headings of their sections."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from convtutor.paint.home import Columns, HomeLayout
from convtutor.paint.palette import Ink
from convtutor.paint.row import Row, put_line, translated_width
from convtutor.paint.text_panes import text_rows
from convtutor.scene.home import Home
from convtutor.scene.home_list import ListRow, Page, more_line, page_of
from convtutor.scene.road import Stop
from convtutor.scene.text import Tone
from convtutor.words import say
from convtutor.words.wrapping import cell_width, shortened

Rows = list[list[Segment]]
MOST_PROBLEMS = 2


def list_page(home: Home, layout: HomeLayout) -> Page:
    """Give the page of the list that holds the chosen lesson."""
    height = layout.listed.height - len(home.road.problems[:MOST_PROBLEMS])
    return page_of(home.road.shown, home.chosen, height, layout.headings, home.language)


def list_rows(home: Home, page: Page, layout: HomeLayout, ink: Ink) -> Rows:
    """Write a page of the list, with what lies before and after it, then what is wrong with the
    folders."""
    width, height = layout.listed.width, layout.listed.height
    rows: list[Row | None] = []
    if page.before:
        rows += [_more(page.before, page.sections_before, "↑", home, layout, ink), None]
    rows += [_row(listed, home, layout, ink) for listed in page.rows]
    if page.after:
        rows += [None, _more(page.after, page.sections_after, "↓", home, layout, ink)]
    rows += [_problem_row(text, width, ink) for text in home.road.problems[:MOST_PROBLEMS]]
    made = [(row or Row(width, ink.ground)).segments() for row in rows[:height]]
    return [*made, *text_rows([], width, height - len(made), ink)]


def _row(listed: ListRow, home: Home, layout: HomeLayout, ink: Ink) -> Row:
    """Write a line: a heading, a lesson, or both; the chosen one lies on the window's ground."""
    columns = layout.columns
    row = Row(layout.listed.width, ink.ground)
    heading = shortened(listed.heading, max(columns.sign - 1, 0) or row.width)
    behind = row.put(0, heading, ink.tones[Tone.DIM])
    if listed.stop is None:
        return row
    lit = listed.stop == home.chosen
    if lit:
        begin = max(columns.sign - 3, behind + 1 if heading else 0)
        row.fill(begin, columns.end + 2, ink.marked)
    _put_stop(row, home.road.shown[listed.stop], lit, columns, home.language, ink)
    return row


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
    """Write a lesson's sign, name, bar, count and minutes; in the accent where it is `lit`."""
    tones = {tone: ink.on_mark(tone) for tone in Tone} if lit else ink.tones
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
