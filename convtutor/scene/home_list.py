"""The list of lessons in pages: rows under the headings of their sections.

ListRow    one line of the list: a lesson, a heading, or nothing
Page       the lines in view, and what lies before and after them
Headings   where a section's heading stands: beside its first lesson, or above it
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from convtutor.data import dataclass
from convtutor.scene.road import Stop
from convtutor.scene.text import Line, Tone, line
from convtutor.words import say


class Headings(Enum):
    """Where a section's heading stands; above costs a line, beside a column and a blank line."""

    BESIDE = "beside"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list: the index of a lesson, None for none, and a heading."""

    stop: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in view, and how many lessons lie before and after them, in which sections."""

    rows: tuple[ListRow, ...]
    before: int = 0
    after: int = 0
    sections_before: tuple[str, ...] = ()
    sections_after: tuple[str, ...] = ()


def page_of(
    stops: Sequence[Stop], chosen: int, height: int, headings: Headings, language: str
) -> Page:
    """Give the page with the chosen lesson, in as many lines; lists that are longer turn by pages,
    and keep lines free for what says so."""
    sections = _sections(stops, language)
    pages = _filled(sections, height, height, headings)
    if len(pages) > 1:
        pages = _filled(sections, max(height - 2, 1), max(height - 4, 1), headings)
    rows = next((rows for rows in pages if chosen in stops_in(rows)), pages[0])
    seen = stops_in(rows) or [0]
    before, after = sections[: seen[0]], sections[seen[-1] + 1 :]
    return Page(tuple(rows), len(before), len(after), _named(before), _named(after))


def stops_in(rows: Sequence[ListRow]) -> list[int]:
    """Give the indices of the lessons in some lines."""
    return [row.stop for row in rows if row.stop is not None]


def more_line(count: int, sections: Sequence[str], sign: str, language: str) -> Line:
    """Say how many lessons lie on other pages, and of which sections."""
    lessons = counted("home.lessons", count, language)
    if sections:
        names = say("home.comma", language).join(sections)
        lessons = say("home.in_sections", language, lessons=lessons, sections=names)
    return line((f"{sign}  {lessons}", Tone.DIM))


def counted(key: str, count: int, language: str) -> str:
    """Give a sentence about a count; that about a single one has its own."""
    return say(f"{key}.one" if count == 1 else key, language, count=count)


def _named(sections: Sequence[str]) -> tuple[str, ...]:
    """Give the names of sections, each once."""
    return tuple(dict.fromkeys(filter(None, sections)))


def _sections(stops: Sequence[Stop], language: str) -> list[str]:
    """Name every lesson's section; where some have none, that of the others. All are empty where
    no lesson has one."""
    sections = [stop.section(language) for stop in stops]
    other = say("home.other", language) if any(sections) else ""
    return [section or other for section in sections]


def _filled(
    sections: Sequence[str], first_height: int, height: int, headings: Headings
) -> list[list[ListRow]]:
    """Fill pages one after another, the first one of another height than those behind it."""
    pages: list[list[ListRow]] = [[]]
    for at, section in enumerate(sections):
        begins = at == 0 or section != sections[at - 1]
        room = first_height if len(pages) == 1 else height
        heading = section if begins or not pages[-1] else ""
        rows = _rows(at, heading, pages[-1], headings)
        if pages[-1] and len(pages[-1]) + len(rows) > room:
            pages.append([])
            rows = _rows(at, section, pages[-1], headings)
        pages[-1] += rows
    return pages


def _rows(
    at: int, heading: str, before: Sequence[ListRow], headings: Headings
) -> list[ListRow]:
    """Give the lines of a lesson: its own, behind those that its heading needs here."""
    if headings is Headings.ABOVE:
        return [ListRow(heading=heading), ListRow(at)] if heading else [ListRow(at)]
    blank = [ListRow()] if heading and before else []
    return [*blank, ListRow(at, heading)]
