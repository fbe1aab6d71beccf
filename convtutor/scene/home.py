"""The home screen as data: how far the learner has come, and the chosen lesson.

Home    the road, the chosen lesson, the search and a message
Fact    a line about the chosen lesson: a label and what is so
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from convtutor.data import dataclass
from convtutor.lesson.source import shown_path
from convtutor.progress.record import SavedPlace
from convtutor.scene.home_list import counted
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.road import Road, Stop
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width, shortened

PLACE = re.compile(r"(?:\w+\.)?(\w+)(?:\[([\d,]+)\])?(?:\.tap\[(\d+)\])?")
MOST_PROBLEMS = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """What is so of a lesson: pieces that a line breaks between."""

    label: str
    pieces: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """One moment of the home screen; `search` is the text that narrows the list, None for none.
    `due` counts the questions that are to be answered again today."""

    road: Road
    chosen: int
    language: str
    search: str | None = None
    message: str | None = None
    due: int = 0

    @property
    def stop(self) -> Stop | None:
        """Give the chosen lesson, None where the list is empty."""
        return self.road.shown[self.chosen] if self.road.shown else None

    def moved(self, chosen: int) -> Home:
        """Choose another lesson, the nearest there is."""
        last = max(len(self.road.shown) - 1, 0)
        return replace(self, chosen=min(max(chosen, 0), last), message=None)

    def searched(self, text: str | None) -> Home:
        """Narrow the list by a text, or end the search; a lesson that is still there stays
        chosen."""
        road = self.road.searched(text or "")
        return replace(
            self, road=road, chosen=index_in(road, self.stop), search=text, message=None
        )

    def renewed(self, road: Road) -> Home:
        """Take what has been learned meanwhile; the same lesson stays chosen, but where it has just
        been finished, the one to go on with."""
        shown = road.searched(self.search or "")
        after = replace(self, road=shown, chosen=index_in(shown, self.stop), message=None)
        was, now = self.stop, after.stop
        if was is not None and now is not None and now.finished and not was.finished:
            return replace(after, chosen=shown.next)
        return after

    def with_due(self, count: int) -> Home:
        """Take how many questions are due."""
        return replace(self, due=count)

    def told(self, message: str) -> Home:
        """Say something about the chosen lesson, until another is chosen."""
        return replace(self, message=message)

    @property
    def heading_width(self) -> int:
        """Count the columns of the longest heading of the list."""
        sections = {stop.section(self.language) for stop in self.road.stops}
        other = say("home.other", self.language)
        return max((cell_width(section or other) for section in sections), default=0)

    # ---------------------------------------------------------------- the head

    @property
    def done_text(self) -> str:
        """Say how many lessons are done, in a search how many were found."""
        if self.search:
            found, count = len(self.road.shown), len(self.road.stops)
            return say("home.found", self.language, found=found, count=count)
        done, count = self.road.finished, self.road.readable
        said = [say("home.lessons_done", self.language, done=done, count=count)]
        said += [counted("home.due", self.due, self.language)] if self.due else []
        return say("home.comma", self.language).join(said)

    @property
    def left_text(self) -> str:
        """Say about how long what is left takes: in hours from one and a half on."""
        minutes = self.road.minutes_left
        if not minutes:
            return say("home.nothing_left", self.language) if self.road.stops else ""
        if minutes < 90:
            return say("home.minutes_left", self.language, minutes=minutes)
        return say("home.hours_left", self.language, hours=round(minutes / 60))

    # ---------------------------------------------------------------- the chosen lesson

    @property
    def action(self) -> str:
        """Name what enter does with the chosen lesson, empty where it cannot be read."""
        if self.stop is None or self.stop.header is None:
            return ""
        if self.stop.finished:
            return "again"
        return "continue" if self.stop.begun else "begin"

    def title(self) -> str:
        """Give the chosen lesson's title, its name where it cannot be read."""
        if self.stop is None:
            return ""
        header = self.stop.header
        return self.stop.name if header is None else header.title.said(self.language)

    def words(self) -> list[str]:
        """Give what is said of the chosen lesson: its summary, or what is wrong with it."""
        if self.stop is None:
            return [say(self._empty_key, self.language)]
        if self.stop.header is None:
            path = shown_path(self.stop.listed.path)
            problems = self.stop.listed.problems
            more = [say("home.check", self.language, path=path)]
            return [*problems[:MOST_PROBLEMS], *(more if len(problems) > MOST_PROBLEMS else [])]
        said = [self.stop.header.summary.said(self.language)]
        if self.stop.listed.winner is not None:
            winner = shown_path(self.stop.listed.winner)
            said.append(say("home.has_winner", self.language, winner=winner, id=self.stop.id))
        return said

    @property
    def _empty_key(self) -> str:
        return "home.nothing_found" if self.search else "home.no_lessons"

    def facts(self) -> list[Fact]:
        """Give what is so of the chosen lesson, nothing where it cannot be read."""
        if self.stop is None or self.stop.header is None:
            return []
        found = [(name, pieces) for name, pieces in self._facts(self.stop) if pieces]
        return [Fact(say(f"home.{name}", self.language), pieces) for name, pieces in found]

    def _facts(self, stop: Stop) -> Iterator[tuple[str, tuple[Line, ...]]]:
        language = self.language
        done = [say("home.done_examples", language, done=len(stop.done), count=stop.examples)]
        done += [say("home.changed_since", language)] if stop.changed else []
        minutes = stop.minutes_left
        left = counted("home.minutes_of_lesson", minutes, language)
        yield "done", tuple(line(part) for part in done)
        if stop.place is not None:
            yield "stopped_at", tuple(line(part) for part in place_parts(stop.place, language))
        yield "left", (line(left),)
        yield "needs", tuple(
            line(("● ", Tone.TEXT) if done else ("○ ", Tone.DIM), visible(need))
            for need, done in self.road.needs_of(stop)
        )
        yield "opens", tuple(line(name) for name in self.road.needing(stop.id))

    # ---------------------------------------------------------------- the footer

    def footer(self) -> tuple[KeyHint, ...]:
        """Give the keys from left to right, most useful first."""
        hints = []
        if self.action:
            name = self.stop.name if self.stop else ""
            key = say("home.enter", self.language)
            hints.append(KeyHint(key, say(f"home.key_{self.action}", self.language, lesson=name)))
        if self.due:
            hints.append(KeyHint("r", say("home.key_review", self.language, count=self.due)))
        hints.append(KeyHint("↑ ↓", say("home.key_choose", self.language)))
        hints.append(KeyHint("/", say("home.key_search", self.language)))
        hints.append(KeyHint("T", say("screen.key_theme", self.language)))
        return tuple(hints)


def home_of(road: Road, language: str, message: str | None = None) -> Home:
    """Give the home screen as it is first shown: the lesson to go on with is chosen."""
    return Home(road, road.next, language, None, message)


def index_in(road: Road, stop: Stop | None) -> int:
    """Find a lesson's row, by its file; where it is not shown, that of the lesson to go on with."""
    if stop is None:
        return road.next
    paths = [other.listed.path for other in road.shown]
    return paths.index(stop.listed.path) if stop.listed.path in paths else 0


def place_parts(saved: SavedPlace, language: str) -> list[str]:
    """Say where a lesson was left: the example, the element without its leading zeros, the tap
    counted from 1."""
    example = say("home.of_example", language, example=saved.example)
    found = None if saved.place is None else PLACE.fullmatch(saved.place)
    if saved.place is None:
        return [say("home.at_example", language, example=saved.example)]
    if found is None:
        return [example, visible(saved.place)]
    array, index, tap = found.groups()
    indices = index.split(",") if index else []
    while len(indices) > 2 and indices[0] == "0":
        indices.pop(0)
    element = array + (f"[{','.join(indices)}]" if indices else "")
    said = [example, element]
    if tap is not None:
        said.append(say("home.tap", language, tap=int(tap) + 1))
    return said


def packed(pieces: tuple[Line, ...], width: int, between: str) -> list[Line]:
    """Put pieces side by side, as many to a line as fit; one longer than a line is shortened."""
    lines: list[Line] = []
    for piece in (_shortened(piece, width) for piece in pieces):
        longer = (*lines[-1], *line(between), *piece) if lines else piece
        if lines and sum(cell_width(span.text) for span in longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _shortened(piece: Line, width: int) -> Line:
    *before, last = piece
    room = width - sum(cell_width(span.text) for span in before)
    return (*before, Span(shortened(last.text, max(room, 0)), last.tone))
