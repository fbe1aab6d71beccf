"""What is asked of an element of an array, or of a row of them, forward and backward alike."""

from collections.abc import Sequence
from math import prod
from random import Random

from convtutor.engine.arrays import Index
from convtutor.errors import UsageError
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer, Run
from convtutor.quiz.about import about
from convtutor.quiz.answers import NUMBER_FORM, NUMBERS_FORM, Answer, numbers_of
from convtutor.quiz.case import Case
from convtutor.quiz.hints import made_from, neighbour, reads_of, rule_of, step_of
from convtutor.quiz.question import Asked, Made, Needs, Sentence
from convtutor.quiz.targets import Target, parse_target, part_of
from convtutor.steps import Place

MOST_AXES = 2  # so many can be typed
MOST_NUMBERS = 64


def drawn_target(written: str, run: Run, random: Random) -> Target:
    """Read a target; of an array alone, draw an element. Raises UsageError."""
    target = parse_target(written, run)
    if target.index is not None:
        return target
    return target.at(drawn_index(run.arrays[target.array].shape, random))


def drawn_index(shape: tuple[int, ...], random: Random) -> Index:
    """Draw an element; raises UsageError where there is none."""
    if not prod(shape):
        raise UsageError("the array has no elements")
    return tuple(random.randrange(length) for length in shape)


def ask_element(
    case: Case, target: Target, needs: Needs, slips: Sequence[str]
) -> Asked:
    """Ask for the part of an array that a target names."""
    array = case.run.arrays[target.array]
    part = part_of(array, target)
    if part is None or part.ndim > MOST_AXES or not 0 < part.size <= MOST_NUMBERS:
        raise UsageError(f"{target}: name an element, a row or a small plane, {array.shape} has")

    def answer(run: Made) -> Answer | None:
        made = run.arrays.get(target.array)
        found = None if made is None else part_of(made, target)
        return None if found is None or not found.size else numbers_of(found)

    layer, name = target.names
    bound = next((bound for bound in case.run.layers if bound.name == layer), None)
    return Asked(
        ask=Sentence("quiz.value.ask", {"name": name_in(case.run, target)}),
        about=_about(case.run, bound),
        form=NUMBERS_FORM if None in (target.index or ()) else NUMBER_FORM,
        answer=answer,
        hints=_hints(case.run, target),
        place=_place(case.run, target),
        hidden=made_from(case.run, target.array) if bound else {target.array: None},
        slips=tuple(slips),
        facts={"array": target.array, "index": target.first, "target": target, "layer": layer},
        needs=needs,
        layer=layer,
    )


def name_in(run: Run, target: Target) -> str:
    """Write what is asked for: output[1,1], with its layer where a run has several."""
    name = target.short(run.arrays[target.array].shape)
    return name if len(run.layers) == 1 else f"{written_name(target.names[0])}.{name}"


def _about(run: Run, bound: BoundLayer | None) -> Sentence:
    return about(run.layers[-1] if bound is None else bound)


def _hints(run: Run, target: Target) -> tuple[Sentence, Sentence, Sentence]:
    """Give the rule, the numbers read, and the element beside it worked out."""
    rule = rule_of(run, target.array)
    step = step_of(run, target, target.first)
    if step is None:
        return rule, rule, rule
    return rule, reads_of(step), neighbour(run, step)


def _place(run: Run, target: Target) -> str | None:
    """Give the place of the element; of a saved array the output's."""
    for name in (target.names[1], "output"):
        place = Place(target.names[0], name, target.first)
        number = run.timeline.trace_named(place.layer, name)
        if number is None:
            continue
        if len(place.index or ()) == len(run.timeline.traces[number].rule.shape):
            return str(place)
    return None
