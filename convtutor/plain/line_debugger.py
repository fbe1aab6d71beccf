"""The debugger on lines: a command in, a sentence out.

LineDebugger  one learner at it: their console, what they did last, what torch said
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from convtutor.console.console import Console, Work, at_once
from convtutor.console.doings import DOINGS
from convtutor.console.output import Output
from convtutor.console.patience import Patience
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.torch_run import check_run
from convtutor.data import dataclass
from convtutor.debugger.commands import BY_NAME, Order, parse_order
from convtutor.debugger.desk import Desk
from convtutor.debugger.session import Session
from convtutor.errors import ConvtutorError
from convtutor.plain.exporting import export
from convtutor.plain.verdict import exit_code_of, write_report
from convtutor.steps import Cursor, Level
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.quiz.round import Result


@dataclass(slots=True)
class LineDebugger:
    """Obeys commands line by line. `reports` holds what torch said so far, `done` is told every
    session whose example is done and gives what there is to say about remembering it, `kept` every
    prediction."""

    begun: Session
    output: Output
    device: str = "auto"
    last: Order | None = None
    reports: list[Report] = field(default_factory=list)
    done: Callable[[Session], str | None] = lambda session: None
    kept: Callable[[Result], None] = lambda result: None
    console: Console = field(init=False)

    def __post_init__(self) -> None:
        doings = DOINGS.with_values({
            "torch": at_once(lambda console, order: self._torch()),
            "export": at_once(export),
        })
        self.console = Console(
            Desk(self.begun), self.output, doings, done=self.done, kept=self.kept
        )

    @property
    def session(self) -> Session:
        """Give the present session."""
        return self.console.session

    def begin(self) -> None:
        """Say which lesson and example this is, and how to go on."""
        self.console.begin()

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
            order = self._order(line) if line.strip() else self.last
            if order is None:
                return True
            if order.command.name == "quit":
                return False
            self.last = order if order.command.repeats else self.last
            self._work(self.console.obey(order))
        except ConvtutorError as error:
            self.output.line(str(error))
        return True

    def _order(self, line: str) -> Order:
        """Read a line; while a question is open, what begins as no word does is its answer."""
        if self.console.predicting.question is not None and not line.strip()[0].isalpha():
            return Order(BY_NAME["answer"], argument=line.strip())
        return parse_order(line, self.session.language)

    def _work(self, work: Work) -> None:
        """Do work to its end, saying how far it is where it takes long; Ctrl+C stops it where it
        has come to."""
        timeline = self.session.cursor.timeline
        patience = Patience(len(timeline), self.session.language)
        try:
            for step in work:
                patience.come_to(step)
        except KeyboardInterrupt:
            patience.end()
            if patience.step is None:
                raise
            there = Cursor(timeline, Level.ELEMENT, patience.step)
            self.console.stand(self.session.moved(there))
            self.output.line(say("stops.interrupted", self.session.language))
            self.console.tell_from(Level.ELEMENT)
        finally:
            patience.end()

    def _torch(self) -> None:
        self.output.flush()
        report = check_run(self.session.run, self.device)
        self.reports.append(report)
        write_report(report, self.output, self.session.language)
