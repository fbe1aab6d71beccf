"""What helps with an element, and what would give it away.

rule_of    the rule by which an array of a layer is made, in a sentence
reads_of   the numbers that are read for an element
neighbour  the element beside it, worked out
made_from  the arrays that a run makes from one on: they give it away
"""

from convtutor.engine.arrays import Index
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import Run
from convtutor.quiz.question import Sentence
from convtutor.quiz.targets import Target
from convtutor.quiz.working import read_text, terms, working
from convtutor.steps import Place, Step, short_place
from convtutor.words import is_said

MOST_READS = 16


def rule_of(run: Run, array: str) -> Sentence:
    """Say how an array is made: by its layer's rule, or the rule of all such gradients."""
    layer, _, local = array.rpartition(".")
    operators = {bound.name: bound.operator.name for bound in run.layers}
    name = operators.get(layer, "")
    keys = (f"quiz.rule.{name}.{local}", f"quiz.rule.{name}", f"quiz.rule.{local}")
    if local.startswith(("grad", "total_grad")):
        keys = (f"quiz.rule.{name}.{local}", f"quiz.rule.{local}", "quiz.rule.grad")
    key = next((key for key in keys if is_said(key)), "quiz.rule")
    return Sentence(key, {"array": local, "layer": written_name(layer)})


def reads_of(step: Step) -> Sentence:
    """Say which numbers are read for an element, one array after another."""
    values: dict[str, list[str]] = {}
    for tap in step.taps:
        for read in tap.reads:
            values.setdefault(read.array, []).append(read_text(read))
    if not values:
        return Sentence("quiz.hint.no_reads")
    return Sentence("quiz.hint.reads", {"reads": tuple(
        Sentence("quiz.hint.of_array", {"array": array, "values": _list(found)})
        for array, found in values.items()
    )})


def _list(found: list[str]) -> str:
    return " ".join(found[:MOST_READS]) + (" ..." if len(found) > MOST_READS else "")


def step_of(run: Run, target: Target, index: Index) -> Step | None:
    """Give the step that makes an element, None for an array that no step makes."""
    timeline = run.timeline
    if timeline.trace_named(*target.names) is None:
        return None
    return timeline[timeline.step_at(Place(*target.names, index))]


def neighbour(run: Run, step: Step) -> Sentence:
    """Work out the element beside, the one before where there is none behind; else its terms."""
    timeline = run.timeline
    count, number = len(step.trace), step.number
    if count == 1:
        return Sentence("quiz.value.alone", {"terms": terms(step)})
    other = step.trace[number + 1 if number + 1 < count else number - 1]
    place = short_place(other.place(), timeline)
    return Sentence("quiz.value.hint3", {"name": place, "working": working(other)})


def made_from(run: Run, array: str) -> dict[str, None]:
    """Name the arrays that are made from one on, in the order of the run, all of each."""
    names = [f"{trace.layer}.{trace.rule.target}" for trace in run.timeline.traces]
    layer = array.rpartition(".")[0]
    first = names.index(array) if array in names else _first_of(names, layer)
    saved = (name for name in run.arrays if name.endswith(".indices"))
    return dict.fromkeys([array, *names[first:], *saved])


def _first_of(names: list[str], layer: str) -> int:
    """Give the number of the first array that a layer makes."""
    return next(at for at, name in enumerate(names) if name.rpartition(".")[0] == layer)
