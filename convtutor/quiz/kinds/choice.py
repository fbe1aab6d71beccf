"""Which of these? A choice that a lesson's file writes; no run leads to its answer."""

from random import Random
from string import ascii_lowercase

from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.quiz.answers import OPTION_FORM, Option
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked, Kind, Needs, Sentence, Template


def none_of_itself(run: Run) -> list[str]:
    """Name nothing: a choice is written, and follows from no example."""
    return []


def ask_choice(case: Case, written: str, random: Random) -> Asked:
    """Raise UsageError: what is asked stands in the template."""
    raise UsageError("a choice is written in the lesson's file, with 'ask' and 'options'")


def asked_of(template: Template, case: Case, random: Random) -> Asked:
    """Give the choice of a template, its options in an order that is drawn."""
    if template.ask is None or not template.choices:
        raise UsageError(f"{template.id}: a choice needs 'ask' and 'options'")
    right, *_ = template.choices
    order = list(template.choices)
    random.shuffle(order)
    letter = ascii_lowercase[order.index(right)]
    ask = Sentence("quiz.choice.ask", {"text": template.ask})
    traces = case.run.timeline.traces
    return Asked(
        ask=ask,
        about=Sentence("quiz.choice.about"),
        form=OPTION_FORM,
        answer=lambda run: Option(letter),
        hints=_hints(letter, order.index(right), len(order)),
        hidden={f"{trace.layer}.{trace.rule.target}": None for trace in traces},
        choices=tuple(order),
        needs=Needs.NONE,
    )


def _hints(letter: str, at: int, count: int) -> tuple[Sentence, Sentence, Sentence]:
    """Leave options out, one more with every hint that can."""
    wrong = [other for number, other in enumerate(ascii_lowercase[:count]) if number != at]
    return (
        Sentence("quiz.choice.hint1"),
        Sentence("quiz.choice.hint2", {"letter": wrong[0]}) if count > 2
        else Sentence("quiz.choice.hint1"),
        Sentence("quiz.choice.hint3", {"letters": tuple(wrong[:-1])}) if count > 2
        else Sentence("quiz.choice.hint1"),
    )


CHOICE = Kind("choice", none_of_itself, ask_choice)
