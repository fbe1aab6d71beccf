"""What a round came to on lines: how the questions were done, the mistakes, what to do next."""

from collections.abc import Sequence
from itertools import groupby

from convtutor.console.output import Output
from convtutor.quiz.score import SORTS, Slipped, Summary, command_of
from convtutor.words import say

INDENT = 2


def write_summary(found: Summary, output: Output, language: str) -> None:
    """Write a summary; of a round in which nothing was done, that."""
    output.line()
    output.heading(say("round.summary", language), "-")
    if not found.done:
        output.line(say("round.no_results", language))
        return
    output.lines(_sort_lines(found, language))
    if found.slips:
        _heading("round.slips", output, language)
    for slipped in found.slips:
        _write_slip(slipped, found, output, language)
    if found.returning:
        _heading("round.returns", output, language)
        for days, those in groupby(found.returning, lambda one: one.days):
            numbers = [one.number for one in those]
            output.paragraph(_return_line(days, numbers, language), INDENT)
    if found.advice:
        _heading("round.next", output, language)
    for advice in found.advice:
        output.paragraph(advice.sentence.said(language), INDENT)
        output.line(f"{' ' * 2 * INDENT}{advice.command}")


def _heading(key: str, output: Output, language: str) -> None:
    output.line()
    output.line(say(key, language))


def _sort_lines(found: Summary, language: str) -> list[str]:
    """Write how many were right at once, and which questions went otherwise."""
    lines = [say("round.sort_right", language, count=len(found.right), done=found.done)]
    for sort in SORTS[1:]:
        numbers = getattr(found, sort)
        if numbers:
            lines.append(say(f"round.sort_{sort}", language, numbers=_listed(numbers, language)))
    if found.sure:
        lines.append(say("round.sure", language, numbers=_listed(found.sure, language)))
    if found.done < found.count:
        lines.append(say("round.left", language, count=found.count - found.done))
    return lines


def _write_slip(slipped: Slipped, found: Summary, output: Output, language: str) -> None:
    label = say(f"{slipped.words}.label", language)
    numbers = _listed(slipped.questions, language)
    output.line(f"{' ' * INDENT}{say('round.slip', language, label=label, numbers=numbers)}")
    question = found.results[slipped.questions[0] - 1].question
    command = say("round.slip_command", language, command=command_of(question))
    output.line(f"{' ' * 2 * INDENT}{command}")


def _return_line(days: int, numbers: Sequence[int], language: str) -> str:
    when = "later" if days > 1 else "tomorrow" if days else "today"
    listed = _listed(numbers, language)
    return say(f"round.returns_{when}", language, days=days, numbers=listed)


def _listed(numbers: Sequence[int], language: str) -> str:
    return say("round.comma", language).join(map(str, dict.fromkeys(numbers)))
