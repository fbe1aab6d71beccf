"""The lessons in their order with what the learner has done of each; read without NumPy.

Stop  one lesson: its file, the examples that are done, where it was left
Road  all of them, as many as a search leaves, and how far the learner has come
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.data import dataclass
from convtutor.lesson.header import Header
from convtutor.lesson.shelf import Listed, Shelf
from convtutor.progress.record import Learned, SavedPlace
from convtutor.words.visible import visible


@dataclass(frozen=True, slots=True)
class Stop:
    """One lesson. `done` are the numbers of its examples that are done and still exist, `changed`
    says that its text is another one since."""

    listed: Listed
    done: frozenset[int] = frozenset()
    place: SavedPlace | None = None
    changed: bool = False

    @property
    def id(self) -> str:
        """Give what the lesson is known by."""
        return self.listed.id

    @property
    def name(self) -> str:
        """Give the name of its file, which opens it, nothing hidden in it."""
        return visible(self.listed.name)

    @property
    def header(self) -> Header | None:
        """Give what the lesson says of itself, None where it cannot be read."""
        return None if self.listed.overview is None else self.listed.overview.header

    @property
    def examples(self) -> int:
        """Count the examples."""
        return 0 if self.listed.overview is None else self.listed.overview.examples

    @property
    def finished(self) -> bool:
        """Say whether every example is done."""
        return 0 < self.examples == len(self.done)

    @property
    def begun(self) -> bool:
        """Say whether anything was done or it was left somewhere."""
        return bool(self.done) or self.place is not None

    @property
    def minutes(self) -> int:
        """Give about how long the lesson takes, 0 where it cannot be read."""
        return 0 if self.header is None else self.header.minutes

    @property
    def minutes_left(self) -> int:
        """Give about how long the examples take that are not done."""
        left = self.examples - len(self.done)
        return -(-self.minutes * left // self.examples) if self.examples else self.minutes

    def section(self, language: str) -> str:
        """Give the heading it is listed under, empty for none."""
        section = None if self.header is None else self.header.section
        return "" if section is None else section.said(language)

    def holds(self, words: Sequence[str]) -> bool:
        """Say whether every word is in the lesson's id, title or summary, in any language."""
        said = [self.name]
        if self.header is not None:
            for text in (self.header.title, self.header.summary):
                said += text.by_language.values()
        whole = "\n".join(said).casefold()
        return all(word.casefold() in whole for word in words)


@dataclass(frozen=True, slots=True)
class Road:
    """Every lesson in its order, and those `shown`; `last` is the id of the one left last,
    `problems` are those of the folders."""

    stops: tuple[Stop, ...]
    shown: tuple[Stop, ...]
    last: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def finished(self) -> int:
        """Count the lessons that are done."""
        return sum(stop.finished for stop in self.stops)

    @property
    def readable(self) -> int:
        """Count the lessons that can be read, and so be done."""
        return sum(stop.header is not None for stop in self.stops)

    @property
    def share(self) -> float:
        """Give the share of all examples that are done, from 0 to 1."""
        examples = sum(stop.examples for stop in self.stops)
        return sum(len(stop.done) for stop in self.stops) / examples if examples else 0.0

    @property
    def minutes_left(self) -> int:
        """Give about how long what is not done takes."""
        return sum(stop.minutes_left for stop in self.stops)

    @property
    def next(self) -> int:
        """Give the index in `shown` of the lesson to go on with: the one left last, else the first
        that is not done."""
        for at, stop in enumerate(self.shown):
            if stop.place is not None and stop.id == self.last:
                return at
        undone = (at for at, stop in enumerate(self.shown) if stop.header and not stop.finished)
        return next(undone, 0)

    def of_id(self, lesson: str) -> Stop | None:
        """Give the lesson that an id means, None for none."""
        among = (stop for stop in self.stops if stop.header and stop.id == lesson)
        return min(among, key=lambda stop: stop.listed.winner is not None, default=None)

    def needs_of(self, stop: Stop) -> list[tuple[str, bool]]:
        """Give the ids of the lessons that a lesson needs, each with whether it is done."""
        needs = () if stop.header is None else stop.header.needs
        found = [(need, self.of_id(need)) for need in needs]
        return [(need, lesson is not None and lesson.finished) for need, lesson in found]

    def needing(self, lesson: str) -> tuple[str, ...]:
        """Give the ids of the lessons that need this one."""
        return tuple(
            stop.id for stop in self.stops if stop.header and lesson in stop.header.needs
        )

    def searched(self, text: str) -> Road:
        """Show only the lessons that hold every word of a text; all of them for none."""
        words = text.split()
        return replace(self, shown=tuple(stop for stop in self.stops if stop.holds(words)))


def road_of(shelf: Shelf, learned: Learned) -> Road:
    """Put together the lessons and what was learned of them."""
    stops = tuple(_stop(listed, learned) for listed in shelf.lessons)
    here = {stop.id for stop in stops}
    last = next((lesson for lesson in reversed(list(learned.places)) if lesson in here), None)
    return Road(stops, stops, last, shelf.problems)


def _stop(listed: Listed, learned: Learned) -> Stop:
    overview = listed.overview
    if overview is None:
        return Stop(listed)
    done = {
        number: digest for number, digest in learned.done.get(listed.id, {}).items()
        if 1 <= number <= overview.examples
    }
    changed = any(digest != overview.digest for digest in done.values())
    return Stop(listed, frozenset(done), learned.places.get(listed.id), changed)
