"""The debugger by commands: an order in, sentences out; the lines and the screen share it.

Console  one learner at it: their desk, what they did last, what was said last
Doing    obeys one command; gives the step it has come to now and then
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from convtutor.console.heading import write_example_heading, write_lesson_heading
from convtutor.console.output import Output
from convtutor.console.predicting import Predicting
from convtutor.console.sentences import sentence_of
from convtutor.console.stopped import shown_lines
from convtutor.data import dataclass
from convtutor.debugger.commands import Order
from convtutor.debugger.desk import Desk
from convtutor.debugger.session import Session
from convtutor.steps import Level
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.quiz.round import Result

Work: TypeAlias = Generator[int, None, None]
Doing: TypeAlias = Callable[["Console", Order], Work]
AtOnce: TypeAlias = Callable[["Console", Order], None]


def at_once(doing: AtOnce) -> Doing:
    """Make a doing of what takes no time; it is done when the work is begun, as all work is."""
    def work(console: Console, order: Order) -> Work:
        doing(console, order)
        yield from ()

    return work


@dataclass(slots=True)
class Console:
    """Obeys orders. `done` is told every session whose example is done and gives what there is to
    say about remembering it, `kept` every prediction that was answered; `doings` holds a doing for
    every command it obeys."""

    desk: Desk
    output: Output
    doings: Mapping[str, Doing]
    note: str | None = None
    done: Callable[[Session], str | None] = lambda session: None
    kept: Callable[[Result], None] = lambda result: None
    hinted: dict[int, int] = field(default_factory=dict)  # hints given, by example
    predicting: Predicting = field(default_factory=Predicting)

    @property
    def session(self) -> Session:
        """Give the present session."""
        return self.desk.session

    @property
    def language(self) -> str:
        """Give the language of the session."""
        return self.desk.session.language

    def stand(self, session: Session) -> None:
        """Stand elsewhere and say nothing."""
        self.desk = self.desk.at(session)

    def obey(self, order: Order) -> Work:
        """Do what an order says, in pieces. Raises ConvtutorError for what cannot be done."""
        return self.doings[order.command.name](self, order)

    def begin(self) -> None:
        """Say which lesson and example this is, and how to go on."""
        write_lesson_heading(self.session, self.output)
        self.begin_example()
        self.output.line(say("plain.hint", self.language))

    def begin_example(self) -> None:
        """Say which example this is and, where it is begun, where one stands in it."""
        self.output.line()
        write_example_heading(self.session, self.output)
        self.note = self.session.example.intro.said(self.language)
        if not self.session.cursor.at_start:
            self.say_where()
            self.say_note()
            self.tell_done()

    def tell_from(self, before: Level) -> None:
        """Say where the session came to from a level, and the note there if it is a new one."""
        sentence = sentence_of(self.session)
        level = self.session.cursor.level
        if level is not before and Level.TAP not in (level, before):
            word = say(f"plain.level_{level.value}", self.language)
            now = say("plain.level_now", self.language, level=word)
            sentence = f"{sentence.rstrip('.')}. {now}"
        self.output.line(sentence)
        self.say_note()
        self.tell_done()

    def say_where(self) -> None:
        """Say what stands where the session stands."""
        self.output.line(sentence_of(self.session))

    def say_shown(self) -> None:
        """Say what is to be shown at every stop."""
        self.output.lines(shown_lines(self.desk))

    def tell_done(self) -> None:
        """Have it remembered that the example is done, where it is."""
        said = self.done(self.session) if self.session.is_done else None
        if said is not None:
            self.output.paragraph(said)

    def say_note(self) -> None:
        """Say what the lesson says here, unless it was said at the last position."""
        note = self.session.note
        if note is not None and note != self.note:
            self.output.paragraph(note, indent=4)
        self.note = note
