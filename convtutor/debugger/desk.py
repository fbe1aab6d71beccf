"""A session at a desk: with what it stops at, what is shown, and the changes to take back.

Desk    frozen; a session, its stops, and the sessions before and after the present changes
Moved   a desk after a move, and the stops that were met at its end
Moving  a move under way: gives the step it has come to now and then, Moved at its end
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.debugger.search import Way, meeting
from convtutor.debugger.session import Session
from convtutor.debugger.stops import Kind, Position, Stop, cursor_at, position_of
from convtutor.debugger.watching import nearest
from convtutor.errors import UsageError
from convtutor.steps import Cursor, Level
from convtutor.steps.level import LEVELS, levels_around
from convtutor.words import say
from convtutor.words.visible import visible

Moving: TypeAlias = Generator[int, None, "Moved"]
Move: TypeAlias = Callable[[Session], Session]


@dataclass(frozen=True, slots=True)
class Desk:
    """A session and what lies around it. `undone` and `done` hold sessions whose changes come
    after and before the present ones, the nearest last; `last` is the last number given."""

    session: Session
    stops: tuple[Stop, ...] = ()
    done: tuple[Session, ...] = ()
    undone: tuple[Session, ...] = ()
    last: int = 0

    def at(self, session: Session) -> Desk:
        """Stand elsewhere."""
        return self if session is self.session else replace(self, session=session)

    @property
    def stopping(self) -> bool:
        """Say whether anything is set that a move could stop at."""
        return any(stop.enabled and stop.kind is not Kind.DISPLAY for stop in self.stops)

    # ---------------------------------------------------------------- moving

    def move(self, name: str, count: int = 1) -> Moving:
        """Make a move a number of times, but no further than the first stop that is met."""
        desk = self
        for _ in range(count):
            before = desk.session
            moved = yield from desk._on_the_way(desk._target(name))
            desk = moved.desk
            if moved.met or desk.session is before:
                return moved
        return Moved(desk)

    def until(self, text: str) -> Moving:
        """Go on to a place, but no further than the first stop that is met.

        Raises UsageError where the place lies behind, and for what is no place.
        """
        wanted = self.session.goto(text)
        if position_of(wanted.cursor) <= position_of(self.session.cursor):
            raise UsageError(say("stops.behind", self.session.language, place=text))
        return (yield from self._on_the_way(wanted))

    def _target(self, name: str) -> Session:
        """Give where a move leads where nothing stops it."""
        session = self.session
        if self.stopping and name == "continue":
            return session.moved(_far_end(session.cursor.end()))
        if self.stopping and name == "reverse-continue":
            return session.moved(session.cursor.start())
        return MOVES[name](session)

    def _on_the_way(self, target: Session) -> Moving:
        """Stand at a target, or at the first stop between it and here that is not to be ignored."""
        desk, here = self, position_of(self.session.cursor)
        if not desk.stopping:
            return Moved(desk.at(target))
        end = position_of(target.cursor)
        by_taps = self.session.cursor.level is Level.TAP
        while True:
            at, met = yield from _nearest_meeting(desk, Way(here, end, by_taps))
            if at is None:
                return Moved(desk.at(target))
            desk, halting = desk._counted(met)
            if halting:
                reached = target.cursor if at == end else cursor_at(self.session.cursor, at)
                return Moved(desk.at(self.session.moved(reached)), halting)
            here = at

    def _counted(self, met: tuple[Stop, ...]) -> tuple[Desk, tuple[Stop, ...]]:
        """Count a meeting: give the desk with it, and the stops that were not to be ignored; those
        that are for once are gone from the desk."""
        halting = tuple(stop for stop in met if not stop.ignore)
        counted = {
            stop.number: replace(stop, hits=stop.hits + 1, ignore=max(stop.ignore - 1, 0))
            for stop in met
        }
        gone = {stop.number for stop in halting if stop.temporary}
        stops = tuple(counted.get(stop.number, stop) for stop in self.stops
                      if stop.number not in gone)
        return replace(self, stops=stops), tuple(counted[stop.number] for stop in halting)

    def level(self, written: str) -> Desk:
        """Take the steps of another size, of one that holds the same as a smaller one, that one.

        Raises UsageError with the sizes there are.
        """
        cursor, language = self.session.cursor, self.session.language
        wanted = next((level for level in LEVELS if level.value == written.strip().lower()), None)
        if wanted is None:
            names = ", ".join(level.value for level in reversed(LEVELS))
            raise UsageError(say("stops.levels", language, got=visible(written[:40]), names=names))
        below = LEVELS[: LEVELS.index(wanted) + 1]
        here = levels_around(cursor.timeline, max(cursor.step, 0))
        level = [found for found in here if found in below][-1]
        if level is Level.TAP:
            cursor = replace(cursor, level=Level.ELEMENT)
            return self.at(self.session.moved(cursor.into() if cursor.at_start
                                              else cursor.reverse_into()))
        return self.at(self.session.moved(replace(cursor, level=level, tap=None)))

    # ---------------------------------------------------------------- changes

    def changed(self, session: Session) -> Desk:
        """Stand in a session with other values; undo leads back to the present ones."""
        return replace(self, session=session, done=(*self.done, self.session), undone=())

    def undo(self) -> Desk:
        """Take the last change back and stay where there is the same place; raises UsageError."""
        if not self.done:
            raise UsageError(say("stops.nothing_to_undo", self.session.language))
        *done, back = self.done
        undone = (*self.undone, self.session)
        return replace(self, session=_as_in(back, self.session), done=tuple(done), undone=undone)

    def redo(self) -> Desk:
        """Make the change again that was taken back last; raises UsageError where there is none."""
        if not self.undone:
            raise UsageError(say("stops.nothing_to_redo", self.session.language))
        *undone, forth = self.undone
        done = (*self.done, self.session)
        return replace(self, session=_as_in(forth, self.session), done=done, undone=tuple(undone))


@dataclass(frozen=True, slots=True)
class Moved:
    """A desk after a move, and the stops that were met where it ended."""

    desk: Desk
    met: tuple[Stop, ...] = ()


MOVES: Mapping[str, Move] = {
    "step": Session.step,
    "next": Session.next,
    "finish": Session.finish,
    "continue": Session.go_on,
    "reverse-step": Session.reverse_step,
    "reverse-next": Session.reverse_next,
    "reverse-finish": Session.reverse_finish,
    "reverse-continue": Session.go_back,
}


def finished(moving: Moving) -> Moved:
    """Make a move to its end at once."""
    while True:
        try:
            next(moving)
        except StopIteration as end:
            moved: Moved = end.value
            return moved


def _far_end(cursor: Cursor) -> Cursor:
    return replace(cursor, level=Level.ELEMENT)


def _nearest_meeting(
    desk: Desk, way: Way
) -> Generator[int, None, tuple[Position | None, tuple[Stop, ...]]]:
    """Give the first position on a way where stops are met, and all that are met there."""
    found: dict[Position, list[Stop]] = {}
    for stop in desk.stops:
        at = yield from meeting(stop, desk.session.run, way)
        if at is not None:
            found.setdefault(at, []).append(stop)
            way = Way(way.begin, at, way.by_taps)  # no later meeting is nearer
    if not found:
        return None, ()
    first = min(found) if way.forward else max(found)
    return first, tuple(found[first])


def _as_in(wanted: Session, here: Session) -> Session:
    """Give a session with the values of another one, standing where the present one does."""
    if wanted.number != here.number:
        return wanted.at_example(wanted.number)
    place = here.cursor.place
    start = wanted.at_example(wanted.number)
    if place is None:
        return start
    return start.moved(nearest(place, here.cursor.level, start.cursor))
