"""How a run comes to what is asked about, in lines.

WORKINGS  what is written for a kind of question: the arithmetic of elements, the size formula, the
          line as it should read, the count of what is learned, the shapes of a chain
"""

from collections.abc import Callable, Mapping
from math import prod
from typing import TypeAlias

from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer, Run
from convtutor.misconceptions import Misconception
from convtutor.quiz.counting import learned
from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.question import Question
from convtutor.quiz.working import working
from convtutor.scene.size import size_formulas
from convtutor.steps import parse_place, short_place
from convtutor.steps.trace import shape_text
from convtutor.words import say

MOST_LINES = 8
INDENT = 4  # of a line of the loops, a level

Working: TypeAlias = Callable[[Question, Run, str], list[str]]


def working_lines(question: Question, run: Run, language: str) -> list[str]:
    """Write how a run comes to what is asked about; nothing where there is no more to say."""
    work = WORKINGS.get(question.template.kind)
    return [] if work is None else work(question, run, language)


def _of_elements(question: Question, run: Run, language: str) -> list[str]:
    """Write the arithmetic of the asked elements, the first few of many."""
    places, lines = asked_places(question), []
    for place in places[:MOST_LINES]:
        step = step_at(run, place)
        if step is None:
            missing = short_place(place, question.case.run.timeline)
            lines.append(say("round.no_element", language, place=missing))
        else:
            lines.append(f"{short_place(step.place(), run.timeline)} = {working(step)}")
    return [*lines, "..."] if len(places) > MOST_LINES else lines


def _of_sizes(question: Question, run: Run, language: str) -> list[str]:
    """Write the size formula of each axis of a layer; of its output alone."""
    name, _, array = question.template.target.partition("[")[0].partition(".")
    bound = _layer(run, name)
    if bound is None or array not in ("", "output"):
        return []
    axes = bound.operator.axes(bound.shapes, bound.params)
    return [
        "".join(span.text for span in formula.forms()[0])
        for formula in size_formulas(axes, language)
    ]


def _of_loops(question: Question, run: Run, language: str) -> list[str]:
    """Write the wrong line, the same line as it should read, and what the wrong one does."""
    asked = question.asked
    number, mistake = asked.facts["line"], asked.facts["misconception"]
    if asked.place is None or not isinstance(mistake, Misconception):
        return []
    timeline = question.case.run.timeline
    trace, _ = timeline.locate(timeline.step_at(parse_place(asked.place, timeline)))
    line = timeline.traces[trace].rule.listing.lines[number - 1]
    width = len(str(len(asked.lines)))
    return [
        say("round.line_wrong", language),
        asked.lines[number - 1],
        say("round.line_right", language),
        f"{number:>{width}}  {' ' * (INDENT * line.depth)}{line.text}",
        say("round.line_of", language, label=say(f"{mistake.words}.label", language)),
    ]


def _of_counts(question: Question, run: Run, language: str) -> list[str]:
    """Write how many numbers each array has that is learned, of a layer or of all."""
    name = question.template.target
    return [
        f"{written_name(bound.name)}.{array} {shape_text(shape)} = {prod(shape)}"
        for bound in run.layers if name in ("", bound.name)
        for array, shape in learned(bound).items()
    ]


def _of_chains(question: Question, run: Run, language: str) -> list[str]:
    """Write what the last hint says: the shape behind every layer."""
    return [question.asked.hints[-1].said(language)]


def _layer(run: Run, name: str) -> BoundLayer | None:
    return next((bound for bound in run.layers if bound.name == name), None)


WORKINGS: Mapping[str, Working] = {
    **dict.fromkeys(("value", "gradient", "reads", "winner"), _of_elements),
    **dict.fromkeys(("size", "shape", "hole"), _of_sizes),
    "line": _of_loops,
    "params": _of_counts,
    "breaks": _of_chains,
}
