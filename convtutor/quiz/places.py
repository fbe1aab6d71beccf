"""Where the elements stand that a question is about, and how a run makes them."""

from itertools import islice, product

from convtutor.lesson.run import Run
from convtutor.quiz.question import Question
from convtutor.quiz.targets import Target
from convtutor.steps import Place, Step, parse_place

OF_ELEMENTS = ("value", "gradient", "reads", "winner")  # the others are not about numbers
MOST_ELEMENTS = 64


def asked_places(question: Question) -> tuple[Place, ...]:
    """Give the elements that a question is about; none where it is about none that a step makes."""
    asked, timeline = question.asked, question.case.run.timeline
    if asked.place is None or question.template.kind not in OF_ELEMENTS:
        return ()
    place = parse_place(asked.place, timeline)
    target = asked.facts.get("target")
    if not isinstance(target, Target):
        return (place,)
    if target.names != (place.layer, place.array):  # no step makes it; the place is only near
        return ()
    shape = question.case.run.arrays[target.array].shape
    axes = [
        range(length) if at is None else (at,)
        for at, length in zip(target.index or (), shape, strict=True)
    ]
    return tuple(
        Place(place.layer, place.array, index)
        for index in islice(product(*axes), MOST_ELEMENTS)
    )


def step_at(run: Run, place: Place) -> Step | None:
    """Give the step that makes an element, None for a run that has no such element."""
    number = run.timeline.trace_named(place.layer, place.array)
    if number is None:
        return None
    trace = run.timeline.traces[number]
    try:
        return trace[trace.number_of(place.index or ())]
    except IndexError:
        return None
