"""`convtutor quiz`: a round of questions on lines or on the screen, kept as it is answered."""

import sys
from argparse import Namespace

from convtutor.cli.lessons import write_json
from convtutor.console.output import Output, output_to
from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.plain.keyboard import PROMPT, prompted_lines
from convtutor.plain.quiz import LineQuiz
from convtutor.plain.quiz_commands import candidates
from convtutor.plain.quiz_summary import write_summary
from convtutor.progress.answers import GREATEST, today
from convtutor.progress.record import Record, open_record
from convtutor.progress.review import LEVELS, scheduled
from convtutor.quiz.document import quiz_document
from convtutor.quiz.keeping import keep
from convtutor.quiz.opening import (
    fresh_seed,
    lost_lessons,
    open_again,
    open_review,
    open_round,
    open_single,
)
from convtutor.quiz.plan import COUNT
from convtutor.quiz.round import Result, Round
from convtutor.quiz.score import summary
from convtutor.words import say
from convtutor.words.visible import visible

QUIZ_PROMPT = "(quiz) "
MOST_QUESTIONS = 100
RANGES = {"seed": (0, GREATEST), "count": (1, MOST_QUESTIONS), "level": (1, LEVELS)}


@dataclass(slots=True)
class Keeping:
    """Keeps what was answered in the record; says what happened to the record, once."""

    record: Record
    day: int
    said: str | None = None

    def keep(self, result: Result) -> str | None:
        """Keep a question that is over; give a notice that was not given before."""
        keep(result, self.record, self.day)
        return self.notice()

    def notice(self) -> str | None:
        """Give what happened to the record, unless it was given before."""
        notice = self.record.notice
        if notice == self.said:
            return None
        self.said = notice
        return notice


def quiz_on_lines(arguments: Namespace, language: str) -> int:
    """Ask a round on lines; with --json what it was is written as one document at its end, and
    questions go to standard error."""
    output = output_to(sys.stderr if arguments.json else sys.stdout)
    with open_record(language) as record:
        keeping = Keeping(record, today())
        notice = keeping.notice()
        if notice is not None:
            output.paragraph(notice)
        asking = chosen_round(arguments, record, keeping.day, language)
        for lesson in lost_lessons(record, keeping.day) if arguments.review else ():
            output.paragraph(say("round.lesson_gone", language, lesson=visible(lesson)))
        if arguments.review and not asking.questions:
            write_none_due(record, keeping.day, output, language)
        else:
            asking = ask(asking, keeping, output, language)
        found = summary(asking, record.answers(), keeping.day)
        if asking.questions:
            write_summary(found, output, language)
        if arguments.json:
            write_json(quiz_document(asking, found, language), output_to(sys.stdout))
    return 0


def quiz_on_screen(arguments: Namespace, language: str) -> int:
    """Ask a round on the screen, and give the exit code."""
    from convtutor.tui.quiz_app import run_quiz

    def made(record: Record) -> Round:
        return chosen_round(arguments, record, today(), language)

    return run_quiz(made, "auto", language)


def ask(asking: Round, keeping: Keeping, output: Output, language: str) -> Round:
    """Ask a round of standard input to its end; give it as far as it was done."""
    quiz = LineQuiz(asking, output, language, keeping.keep)
    quiz.begin()
    output.flush()
    quiz.obey(prompted_lines(
        sys.stdin, lambda: QUIZ_PROMPT if quiz.debugger is None else PROMPT, candidates
    ))
    return quiz.round


def chosen_round(arguments: Namespace, record: Record, day: int, language: str) -> Round:
    """Give the round that the arguments ask for.

    Raises UsageError for numbers out of range and options that do not go together.
    """
    for name in RANGES:
        _check_range(arguments, name, language)
    names, seed, level = arguments.lessons, arguments.seed, arguments.level
    count = COUNT if arguments.count is None else arguments.count
    if arguments.question is not None:
        _refuse_besides_question(arguments, language)
        seed = fresh_seed() if seed is None else seed
        return open_single(names[0], arguments.question, seed, level or 1, language)
    if arguments.review:
        seed = fresh_seed() if seed is None else seed
        return open_review(names, record, seed, day, arguments.count, level)
    if seed is not None:
        return open_again(names, seed, count, level or 1, language)
    return open_round(names, record, day, count, level, language)


def write_none_due(record: Record, day: int, output: Output, language: str) -> None:
    """Say that nothing is due, and when something is."""
    output.line(say("round.none_due", language))
    days = min((item.day - day for item in scheduled(record.answers()).values()), default=None)
    if days is not None and days > 0:
        key = "round.next_due" if days > 1 else "round.next_due_tomorrow"
        output.line(say(key, language, days=days))


def _check_range(arguments: Namespace, name: str, language: str) -> None:
    value = getattr(arguments, name)
    least, most = RANGES[name]
    if value is not None and not least <= value <= most:
        raise UsageError(say(
            "round.out_of_range", language, option=f"--{name}", least=least, most=most, got=value
        ))


def _refuse_besides_question(arguments: Namespace, language: str) -> None:
    for other in ("review", "count"):
        if getattr(arguments, other):
            raise UsageError(say("round.single_alone", language, other=f"--{other}"))
    if len(arguments.lessons) != 1:
        raise UsageError(say("round.question_alone", language))
