"""What is the value of this cell? Asked of any array that a layer makes, forward or backward."""

from math import prod
from random import Random
from typing import Any

from convtutor.engine.arrays import Index
from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.quiz.about import about
from convtutor.quiz.answers import NUMBER_FORM, NUMBERS_FORM, Answer, numbers_of
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked, Kind, Sentence
from convtutor.quiz.targets import Target, parse_target
from convtutor.quiz.working import terms, working
from convtutor.steps import Place, short_place

MOST_TAPS = 30  # a learner works them out by hand
SLIPS = ("axes-swapped",)


def made_forward(run: Run) -> list[str]:
    """Name the outputs of layers that one can work out by hand."""
    return [
        f"{trace.layer}.{trace.rule.target}" for trace in run.timeline.traces
        if trace.rule.direction == "forward" and trace.rule.target == "output"
        and len(trace) and 1 < len(trace[0].taps) <= MOST_TAPS
    ]


def ask_value(case: Case, written: str, random: Random) -> Asked:
    """Ask for an element, or for a row of them."""
    target = parse_target(written, case.run)
    if target.index is None:
        target = target.at(drawn_index(case.run.arrays[target.array].shape, random))
    array = case.run.arrays[target.array]
    whole = None not in (target.index or ())

    def answer(run: Run) -> Answer | None:
        made = run.arrays[target.array]
        return numbers_of(made[target.key]) if target.is_in(made.shape) else None

    first = target.first
    step = case.run.timeline[case.run.timeline.step_at(Place(*target.names, first))]
    return Asked(
        ask=Sentence("quiz.value.ask", {"name": target.short(array.shape)}),
        about=about(case, target.names[0]),
        form=NUMBER_FORM if whole else NUMBERS_FORM,
        answer=answer,
        hints=(
            Sentence("quiz.value.hint1", {"array": target.names[1]}),
            Sentence("quiz.value.hint2", {"terms": terms(step)}),
            _neighbour(case.run, target, first),
        ),
        place=str(Place(*target.names, first)),
        hidden={target.array: None},
        slips=SLIPS if whole and len(first) > 1 else (),
        facts={"array": target.array, "index": first},
    )


def drawn_index(shape: tuple[int, ...], random: Random) -> Index:
    """Draw an element; raises UsageError where there is none."""
    if not prod(shape):
        raise UsageError("the array has no elements")
    return tuple(random.randrange(length) for length in shape)


def _neighbour(run: Run, target: Target, index: Index) -> Sentence:
    """Work out the element beside, the one before where there is none behind."""
    timeline = run.timeline
    here = timeline.step_at(Place(*target.names, index))
    trace, within = timeline.locate(here)
    count = len(timeline.traces[trace])
    if count == 1:
        return Sentence("quiz.value.alone", {"terms": terms(timeline[here])})
    other = timeline[here + 1 if within + 1 < count else here - 1]
    values: dict[str, Any] = {
        "name": short_place(other.place(), timeline), "working": working(other)
    }
    return Sentence("quiz.value.hint3", values)


VALUE = Kind("value", made_forward, ask_value)
