"""A quiz on lines: questions out, answers and commands in, the summary at the end.

LineQuiz  one round: where it stands, and the debugger while it is open
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from convtutor.console.output import Output
from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.plain.line_debugger import LineDebugger
from convtutor.plain.quiz_commands import BACK, Typed, read_typed
from convtutor.plain.quiz_lines import write_feedback, write_question, write_try
from convtutor.plain.quiz_runs import place_name, session_of
from convtutor.quiz.round import HINTS, Result, Round
from convtutor.words import say


@dataclass(slots=True)
class LineQuiz:
    """Asks the questions of a round. `keep` is told every question once it is over, and gives what
    there is to say about remembering it."""

    round: Round
    output: Output
    language: str
    keep: Callable[[Result], str | None] = lambda result: None
    debugger: LineDebugger | None = None

    @property
    def is_over(self) -> bool:
        """Say whether no question is left."""
        return self.round.question is None

    def begin(self) -> None:
        """Say what round this is, and ask the first question."""
        lessons = dict.fromkeys(one.template.lesson.id for one in self.round.questions)
        names = say("round.comma", self.language).join(lessons)
        self.output.heading(say("round.title", self.language, lessons=names), "=")
        self.output.paragraph(say(
            "round.begin", self.language, count=len(self.round.questions), seed=self.round.seed
        ))
        write_question(self.round, self.output, self.language)

    def obey(self, lines: Iterable[str]) -> None:
        """Take lines until one says quit, or an empty one ends a round that is over; then leave.

        A round whose last question was right at once ends by itself.
        """
        try:
            for line in lines:
                if not self.obey_line(line):
                    break
                self.output.flush()
                if self.is_over and self.debugger is None and not self._can_look_back():
                    break
        finally:  # also by Ctrl+C: a wrong answer was one
            self.leave()

    def leave(self) -> None:
        """Leave the round where it stands: what was answered wrongly is kept."""
        before = len(self.round.results)
        self.round = self.round.left()
        for result in self.round.results[before:]:
            self._tell(self.keep(result))

    def obey_line(self, line: str) -> bool:
        """Take a line; False for one that ends the round.

        What cannot be meant is said in a sentence, and the round goes on.
        """
        if self.debugger is not None:
            self._obey_debugger(line, self.debugger)
            return True
        if not line.strip():
            return not self.is_over
        typed = read_typed(line)
        if typed.command == "quit":
            return False
        try:
            self._do(typed)
        except UsageError as error:
            self.output.paragraph(str(error))
        return True

    def _do(self, typed: Typed) -> None:
        if typed.command == "back":
            self.output.line(say("round.not_open", self.language))
        elif typed.command == "help":
            self.output.lines(say("round.help", self.language).split("\n"))
        elif typed.command == "debug":
            self._debug(typed.text)
        elif self.is_over:
            self.output.line(say("round.last", self.language))
        elif typed.command == "hint":
            self._hint()
        elif typed.command == "show":
            self._go_on(self.round.shown())
        elif typed.command == "skip":
            self._go_on(self.round.skipped())
        else:
            self._answer(typed)

    def _hint(self) -> None:
        self.round, hint = self.round.hint(self.language)
        self.output.paragraph(say(
            "round.hint", self.language, number=self.round.hints, count=HINTS, hint=hint
        ))

    def _answer(self, typed: Typed) -> None:
        if not typed.text:
            word = "" if typed.confidence is None else typed.confidence.value
            self.output.line(say("round.no_answer_before", self.language, word=word))
            return
        answered = self.round.answered(typed.text, self.language, typed.confidence)
        if answered.ended is None:
            self.round = answered
            write_try(answered, self.output, self.language)
        else:
            self._go_on(answered)

    def _go_on(self, ended: Round) -> None:
        """Say how a question ended, keep it, and ask the next one."""
        self._settle(ended)
        self._ask()

    def _settle(self, ended: Round) -> None:
        self.round = ended.on()
        result = self.round.results[-1]
        write_feedback(result, self.output, self.language)
        self._tell(self.keep(result))

    def _ask(self) -> None:
        """Ask the present question; behind the last one say how to end."""
        if not self.is_over:
            write_question(self.round, self.output, self.language)
        elif self._can_look_back():
            self.output.line()
            self.output.line(say("round.last", self.language))

    def _can_look_back(self) -> bool:
        """Say whether the last question that is over is one to look at in the debugger."""
        results = self.round.results
        return bool(results) and results[-1].outcome.is_miss and (
            results[-1].question.asked.place is not None
        )

    def _debug(self, which: str) -> None:
        """Open the debugger at the last question that is over; one that was answered wrongly is."""
        if self.round.question is not None and self.round.tries:
            self._settle(self.round.shown())
        results = self.round.results
        if not results:
            self.output.line(say("round.nothing_to_debug", self.language))
            return
        session, label = session_of(results[-1], which, self.language)
        self.debugger = LineDebugger(session, self.output)
        place = place_name(results[-1].question)
        self.output.line()
        self.output.paragraph(say("round.debugger", self.language, place=place, which=label))
        self.debugger.console.say_where()

    def _obey_debugger(self, line: str, debugger: LineDebugger) -> None:
        """Take a line in the debugger; `back` and `quit` lead to the quiz again."""
        if line.strip().lower() not in BACK and debugger.obey_line(line):
            return
        self.debugger = None
        self.output.line(say("round.back", self.language))
        self._ask()

    def _tell(self, said: str | None) -> None:
        if said is not None:
            self.output.paragraph(said)
