"""Paints the home screen but its list: the head, the chosen lesson, its picture; lays all out.

HomeLayout  where everything stands, from the size of the terminal
Columns     where the parts of a row of the list begin
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment

from convtutor.data import dataclass
from convtutor.paint.palette import Ink
from convtutor.paint.regions import FULL, WIDE, Region
from convtutor.paint.row import Row
from convtutor.paint.text_panes import footer_rows, text_rows
from convtutor.scene.home import Home, packed
from convtutor.scene.home_list import Headings
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import cell_width, shortened, wrap

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


def home_layout(width: int, height: int, heading: int = 0) -> HomeLayout:
    """Place everything on a screen of at least 60x18, with headings of so many columns."""
    footer = Region(0, height - 1, width, 1)
    if width >= WIDE[0] and height >= WIDE[1]:
        detail = Region(width - 4 - 56, 5, 56, height - 7)
        listed = Region(4, 5, detail.x - 4 - 4, height - 7)
        columns = Columns(22, 25, 26, 53, 93, 103, min(124, listed.width))
        return HomeLayout(4, Region(0, 1, width, 2), listed, columns, Headings.BESIDE, detail,
                          footer)
    if width >= FULL[0] and height >= FULL[1]:
        detail = Region(77, 5, width - 79, height - 7)
        columns = _full_columns(heading)
        return HomeLayout(2, Region(0, 1, width, 2), Region(2, 5, 73, height - 7), columns,
                          Headings.BESIDE, detail, footer)
    return _compact(width, height, footer)


def _full_columns(heading: int) -> Columns:
    """Move the columns behind long headings to the right, then take from the names' room."""
    sign = min(max(14, heading + 1), 21)
    moved = min(sign - 14, 4)
    bar = 41 + moved
    return Columns(sign, sign + 3, bar - sign - 4, 0, bar, bar + 8, 67 + moved)


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
