"""The debugger on lines: a command in, a sentence out.

LineDebugger  one learner at it: where they stand, what they did last, what was said last
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from convtutor.crosscheck.report import Report
from convtutor.crosscheck.torch_run import check_run
from convtutor.debugger.commands import COMMANDS, Command, Order, find_command, parse_order
from convtutor.debugger.session import Session
from convtutor.debugger.tasks import change, hint, reason, reset
from convtutor.debugger.values import Seen, look_up
from convtutor.engine.arrays import Index
from convtutor.errors import ConvtutorError
from convtutor.plain.curves import write_curves
from convtutor.plain.heading import write_example_heading, write_lesson_heading
from convtutor.plain.output import Output
from convtutor.plain.places import listing_lines, where_lines
from convtutor.plain.sentences import sentence_of
from convtutor.plain.tables import table_lines
from convtutor.plain.verdict import exit_code_of, write_report
from convtutor.steps import Level, short_index
from convtutor.steps.numbers import number
from convtutor.words import say
from convtutor.words.wrapping import cell_width

Move = Callable[[Session], Session]

MOVES: Mapping[str, Move] = {
    "step": Session.step,
    "next": Session.next,
    "finish": Session.finish,
    "continue": Session.go_on,
    "reverse-step": Session.reverse_step,
    "reverse-next": Session.reverse_next,
    "reverse-finish": Session.reverse_finish,
}


@dataclass(slots=True)
class LineDebugger:
    """Obeys commands line by line. `reports` holds what torch said so far, `done` is told every
    session whose example is done and gives what there is to say about remembering it."""

    session: Session
    output: Output
    device: str = "auto"
    last: Order | None = None
    note: str | None = None
    reports: list[Report] = field(default_factory=list)
    done: Callable[[Session], str | None] = lambda session: None
    hinted: dict[int, int] = field(default_factory=dict)  # hints given, by example

    def begin(self) -> None:
        """Say which lesson and example this is, and how to go on."""
        write_lesson_heading(self.session, self.output)
        self._begin_example()
        self.output.line(say("plain.hint", self.session.language))

    def obey(self, lines: Iterable[str]) -> int:
        """Do what each line says until one says quit; give the exit code."""
        for line in lines:
            if not self.obey_line(line):
                break
            self.output.flush()
        return exit_code_of(self.reports)

    def obey_line(self, line: str) -> bool:
        """Do what one line says, the last move again when it is blank; False for quit.

        What cannot be meant is said in a sentence, and the session goes on.
        """
        try:
            order = parse_order(line, self.session.language) if line.strip() else self.last
            if order is None:
                return True
            if order.command.name == "quit":
                return False
            self._do(order)
        except ConvtutorError as error:
            self.output.line(str(error))
        return True

    def _do(self, order: Order) -> None:
        self.last = order if order.command.repeats else self.last
        name = order.command.name
        if name in MOVES:
            self._move(name, order.count)
            return
        doings: Mapping[str, Callable[[Order], None]] = {
            "goto": self._goto,
            "print": self._print,
            "where": lambda order: self.output.lines(where_lines(self.session)),
            "list": lambda order: self.output.lines(listing_lines(self.session)),
            "example": self._example,
            "set": self._set,
            "reset": lambda order: self._reset(),
            "hint": lambda order: self._hint(),
            "why": lambda order: self.output.paragraph(reason(self.session)),
            "curves": lambda order: write_curves(
                self.session, self.session.cursor, self.output
            ),
            "torch": lambda order: self._torch(),
            "help": self._help,
        }
        doings[name](order)

    def _move(self, name: str, count: int) -> None:
        for _ in range(count):
            before = self.session
            self.session = MOVES[name](before)
            if self.session is before:
                self.output.line(self._standstill(name))
                return
            self._tell(before)

    def _tell(self, before: Session) -> None:
        """Say where the session came to, the note there if it is a new one."""
        language = self.session.language
        sentence = sentence_of(self.session)
        level = self.session.cursor.level
        if level is not before.cursor.level and Level.TAP not in (level, before.cursor.level):
            word = say(f"plain.level_{level.value}", language)
            sentence += f". {say('plain.level_now', language, level=word)}"
        self.output.line(sentence)
        self._say_note()
        self._tell_done()

    def _tell_done(self) -> None:
        """Have it remembered that the example is done, where it is."""
        said = self.done(self.session) if self.session.is_done else None
        if said is not None:
            self.output.paragraph(said)

    def _say_note(self) -> None:
        """Say what the lesson says here, unless it was said at the last position."""
        note = self.session.note
        if note is not None and note != self.note:
            self.output.paragraph(note, indent=4)
        self.note = note

    def _standstill(self, name: str) -> str:
        """Say why a move led nowhere."""
        session = self.session
        at, count = session.number, len(session.lesson.examples)
        if name in ("step", "reverse-step") and session.cursor.level is not Level.TAP:
            return say("plain.nothing_inside", session.language)
        if name.endswith("finish") and session.cursor.level_above() is None:
            return say("plain.nothing_around", session.language)
        if name.startswith("reverse"):
            return say("plain.at_begin", session.language, number=at)
        key = "plain.at_end_next" if at < count else "plain.at_end"
        return say(key, session.language, number=at, next=at + 1)

    def _goto(self, order: Order) -> None:
        before = self.session
        self.session = before.goto(order.argument)
        self._tell(before)

    def _print(self, order: Order) -> None:
        seen, index = look_up(self.session, order.argument)
        if index is None:
            self.output.lines(table_lines(seen, self.session.language))
        else:
            self.output.line(self._value_sentence(seen, index))

    def _value_sentence(self, seen: Seen, index: Index) -> str:
        shown = ",".join(map(str, short_index(index, seen.array.shape)))
        place, language = f"{seen.name.rpartition('.')[2]}[{shown}]", self.session.language
        at = seen.number_of(index)
        value = seen.value(at)
        if value is None:
            return say("plain.value_pending", language, place=place)
        current, tap = self.session.cursor.current, self.session.cursor.tap
        if at != seen.current or tap is None or current is None:
            return f"{place} = {number(value)}"
        return say(
            "plain.value_running", language, place=place, value=number(value), number=tap + 1,
            total=len(current.taps),
        )

    def _example(self, order: Order) -> None:
        wanted = order.count if order.argument else self.session.number
        self.session = self.session.at_example(wanted)
        self._begin_example()

    def _begin_example(self) -> None:
        self.output.line()
        write_example_heading(self.session, self.output)
        self.note = self.session.example.intro.said(self.session.language)
        if not self.session.cursor.at_start:
            self.output.line(sentence_of(self.session))
            self._say_note()
            self._tell_done()

    def _set(self, order: Order) -> None:
        answer = change(self.session, order.argument)
        self.session, self.note = answer.session, None
        self.output.line(sentence_of(self.session))
        self.output.paragraph(answer.sentence)
        if answer.reason is not None:
            self.output.paragraph(answer.reason, indent=4)
        self._tell_done()

    def _reset(self) -> None:
        self.session = reset(self.session)
        self.output.line(say("task.reset", self.session.language))
        self._begin_example()

    def _hint(self) -> None:
        number = self.hinted.get(self.session.number, 0)
        self.output.paragraph(hint(self.session, number))
        self.hinted[self.session.number] = number + 1

    def _torch(self) -> None:
        self.output.flush()
        report = check_run(self.session.run, self.device)
        self.reports.append(report)
        write_report(report, self.output, self.session.language)

    def _help(self, order: Order) -> None:
        if order.argument:
            commands: tuple[Command, ...] = (find_command(order.argument),)
        else:
            commands = COMMANDS
            self.output.line(say("plain.help_title", self.session.language))
        names = [", ".join((command.name, *command.short)) for command in commands]
        width = max(map(cell_width, names))
        for command, shown in zip(commands, names, strict=True):
            key = f"plain.help_{command.name.replace('-', '_')}"
            self.output.hanging(f"{shown:<{width}}  ", say(key, self.session.language))
