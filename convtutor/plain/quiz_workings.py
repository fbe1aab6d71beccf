"""How a run makes what is asked about, in lines: the arithmetic of elements, or the size formula.
"""

from convtutor.lesson.run import Run
from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.question import Question
from convtutor.quiz.working import working
from convtutor.scene.size import size_formulas
from convtutor.steps import short_place
from convtutor.words import say

MOST_LINES = 8
BY_FORMULA = ("size", "shape", "hole")


def working_lines(question: Question, run: Run, language: str) -> list[str]:
    """Write how a run makes what is asked about; nothing for what is read off as it is."""
    if question.template.kind in BY_FORMULA:
        return _formula_lines(question, run, language)
    places, lines = asked_places(question), []
    for place in places[:MOST_LINES]:
        step = step_at(run, place)
        if step is None:
            missing = short_place(place, question.case.run.timeline)
            lines.append(say("round.no_element", language, place=missing))
        else:
            lines.append(f"{short_place(step.place(), run.timeline)} = {working(step)}")
    if len(places) > MOST_LINES:
        lines.append("...")
    return lines


def _formula_lines(question: Question, run: Run, language: str) -> list[str]:
    name, _, array = question.template.target.partition("[")[0].partition(".")
    if array not in ("", "output"):
        return []
    bound = next((bound for bound in run.layers if bound.name == name), None)
    if bound is None:
        return []
    axes = bound.operator.axes(bound.shapes, bound.params)
    return [
        "".join(span.text for span in formula.forms()[0])
        for formula in size_formulas(axes, language)
    ]
