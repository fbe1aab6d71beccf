"""What a round came to, as data: which mistakes were made, what comes back, what to do next.

Slipped    one mistake, and the questions it was made in
Returning  a question of the round that comes back, and when
Advice     what to do next: a sentence, and the command that does it
Summary    all of it
"""

import shlex
from collections.abc import Sequence
from dataclasses import field

from convtutor.data import dataclass
from convtutor.lesson.catalog import lesson_files
from convtutor.lesson.schema import Lesson
from convtutor.misconceptions import Misconception
from convtutor.progress.answers import Answered
from convtutor.progress.review import LEVELS, due, level_of, scheduled
from convtutor.quiz.question import Question, Sentence
from convtutor.quiz.round import Outcome, Result, Round
from convtutor.words.visible import visible

SORTS = ("right", "hinted", "later", "missed", "shown", "skipped")


@dataclass(frozen=True, slots=True)
class Slipped:
    """A mistake by the stem of its sentences; `questions` are the numbers, from 1, of those it was
    made in, a number twice where it was made twice."""

    name: str
    words: str
    questions: tuple[int, ...]
    misconception: Misconception | None = None

    @property
    def count(self) -> int:
        """Count how often it was made."""
        return len(self.questions)


@dataclass(frozen=True, slots=True)
class Returning:
    """A question of the round, by its number from 1, that comes back after so many days."""

    number: int
    question: Question
    days: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do next, and what to type for it."""

    sentence: Sentence
    command: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A round, or as much of it as was done, in its order.

    right    answered rightly at once without a hint
    hinted   answered rightly at once after a hint or two
    later    answered rightly at the second try, or after all hints
    missed   twice wrong, or left after a wrong answer
    shown, skipped  as the learner asked
    sure     missed or answered wrongly at first though the learner was sure
    These are numbers of questions, from 1.
    """

    count: int
    right: tuple[int, ...]
    hinted: tuple[int, ...]
    later: tuple[int, ...]
    missed: tuple[int, ...]
    shown: tuple[int, ...]
    skipped: tuple[int, ...]
    sure: tuple[int, ...]
    slips: tuple[Slipped, ...] = ()
    returning: tuple[Returning, ...] = ()
    advice: tuple[Advice, ...] = ()
    results: tuple[Result, ...] = field(default=(), repr=False)

    @property
    def done(self) -> int:
        """Count the questions that are over."""
        return len(self.results)


def summary(done: Round, answers: Sequence[Answered], day: int) -> Summary:
    """Give what a round came to; `answers` are the record's, those of the round among them."""
    results = done.results
    sorts = [sort_of(result) for result in results]
    slips = _slips(results)

    def numbers(sort: str) -> tuple[int, ...]:
        return tuple(at for at, other in enumerate(sorts, start=1) if other == sort)

    sure = tuple(
        at for at, result in enumerate(results, start=1)
        if result.first is not None and not result.first.right and result.was_sure
    )
    return Summary(
        count=len(done.questions), right=numbers("right"), hinted=numbers("hinted"),
        later=numbers("later"), missed=numbers("missed"), shown=numbers("shown"),
        skipped=numbers("skipped"), sure=sure, slips=slips,
        returning=_returning(results, answers, day),
        advice=_advice(results, slips, answers, day), results=results,
    )


def sort_of(result: Result) -> str:
    """Say how a question was done, by the name of the list in the summary that it stands in."""
    if result.outcome is Outcome.RIGHT:
        return "hinted" if result.hints else "right"
    if result.outcome is Outcome.WRONG:
        return "later" if result.tries[-1].right else "missed"
    return "shown" if result.outcome is Outcome.SHOWN else "skipped"


def _slips(results: Sequence[Result]) -> tuple[Slipped, ...]:
    """Count the mistakes, the commonest first, else in the order they were made."""
    found: dict[str, Slipped] = {}
    for number, result in enumerate(results, start=1):
        for mistake in result.mistakes:
            before = found.get(mistake.words)
            questions = () if before is None else before.questions
            found[mistake.words] = Slipped(
                mistake.name, mistake.words, (*questions, number), mistake.misconception
            )
    return tuple(sorted(found.values(), key=lambda slipped: -slipped.count))


def _returning(
    results: Sequence[Result], answers: Sequence[Answered], day: int
) -> tuple[Returning, ...]:
    """Give what comes back, each question once, the soonest first."""
    items = scheduled(answers)
    found: dict[tuple[str, str], Returning] = {}
    for number, result in enumerate(results, start=1):
        template = result.question.template
        key = (template.lesson.id, template.id)
        if key in items:
            found[key] = Returning(number, result.question, max(items[key].day - day, 0))
    return tuple(sorted(found.values(), key=lambda one: one.days))


def _advice(
    results: Sequence[Result], slips: Sequence[Slipped], answers: Sequence[Answered], day: int
) -> tuple[Advice, ...]:
    """Say what to do next: the example of the commonest mistake, else of the first miss; then what
    else is due; where nothing was missed, another round."""
    found = []
    unsure = [result for result in results if sort_of(result) in ("later", "missed", "shown")]
    if slips:
        worst = results[slips[0].questions[0] - 1].question
        label = Sentence(f"{slips[0].words}.label")
        values: dict[str, object] = {"lesson": worst.template.lesson.title, "mistake": label}
        found.append(Advice(Sentence("round.next_mistake", values), _to_example(worst)))
    elif unsure:
        missed = unsure[0].question
        values = {"lesson": missed.template.lesson.title}
        found.append(Advice(Sentence("round.next_example", values), _to_example(missed)))
    waiting = len(due(answers, day))
    if waiting:
        sentence = Sentence("round.next_review", {"count": waiting})
        found.append(Advice(sentence, "convtutor quiz --review"))
    if results and not unsure:
        found.append(_another(results, answers))
    return tuple(found)


def _another(results: Sequence[Result], answers: Sequence[Answered]) -> Advice:
    """Give another round of the same lessons, harder where the record says so."""
    lessons = list(dict.fromkeys(result.question.template.lesson for result in results))
    level = max(level_of(answers, lesson.id) for lesson in lessons)
    harder = min(level, LEVELS) > max(result.question.level for result in results)
    key = "round.next_harder" if harder else "round.next_round"
    command = " ".join(["convtutor quiz", *map(typed_name, lessons)])
    return Advice(Sentence(key, {"level": level}), command)


def _to_example(question: Question) -> str:
    """Write the command that opens the example a question is about."""
    template = question.template
    return f"convtutor lesson {typed_name(template.lesson)} --example {template.example.number}"


def command_of(question: Question) -> str:
    """Write the command that asks a question again, with the same numbers."""
    template = question.template
    return (
        f"convtutor quiz {typed_name(template.lesson)} --question {shlex.quote(template.id)} "
        f"--seed {question.seed} --level {question.level}"
    )


def typed_name(lesson: Lesson) -> str:
    """Give a lesson as it is typed: its name, or its path where the name means another."""
    name = lesson.path.stem
    if lesson_files().get(name) == lesson.path:
        return shlex.quote(visible(name))
    return shlex.quote(visible(lesson.path))
