"""Which cell wins, and gets the gradient? Asked of the output of a max pool."""

from math import prod
from random import Random

import numpy as np

from convtutor.engine.arrays import Index, Shape
from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.quiz.about import about
from convtutor.quiz.answers import CELLS_FORM, Answer, Cells
from convtutor.quiz.case import Case
from convtutor.quiz.elements import drawn_target, name_in
from convtutor.quiz.hints import made_from, reads_of, rule_of, step_of
from convtutor.quiz.question import Asked, Kind, Made, Needs, Sentence
from convtutor.quiz.reading import Picked
from convtutor.quiz.targets import Target, layer_at
from convtutor.steps import Place

POOLS = {"max_pool1d": 1, "max_pool2d": 2, "adaptive_max_pool2d": 2}  # and their sliding axes
SLIPS = ("winner-in-the-window", "first-of-the-window", "last-of-ties", "axes-swapped")


def max_pools(run: Run) -> list[str]:
    """Name the outputs of max pools."""
    return [f"{bound.name}.output" for bound in run.layers if bound.operator.name in POOLS]


def ask_winner(case: Case, written: str, random: Random) -> Asked:
    """Ask which cell of the input an element of a max pool's output comes from."""
    target = drawn_target(written, case.run, random)
    layer, local = target.names
    bound = layer_at(layer, case.run)
    if bound.operator.name not in POOLS or local != "output" or None in (target.index or ()):
        raise UsageError(f"{written}: name an element of a max pool's output")
    picked = Picked("input", bound.shapes["input"], POOLS[bound.operator.name])

    def answer(run: Made) -> Answer | None:
        return winner_in(run, layer, target.first, picked)

    return Asked(
        ask=Sentence("quiz.winner.ask", {"name": name_in(case.run, target)}),
        about=about(bound),
        form=CELLS_FORM,
        answer=answer,
        hints=_hints(case.run, target, picked),
        place=str(Place(layer, local, target.first)),
        hidden=made_from(case.run, target.array),
        picked=f"{layer}.input",
        slips=SLIPS,
        facts={
            "array": target.array, "index": target.first, "target": target, "picked": picked,
            "answer_at": lambda run, index: winner_in(run, layer, index, picked),
        },
        needs=Needs.FORWARD,
        layer=layer,
    )


def winner_in(run: Made, layer: str, index: Index, picked: Picked) -> Cells | None:
    """Give the cell that an element comes from, None where a run has no such element."""
    indices = run.arrays.get(f"{layer}.indices")
    if indices is None or len(indices.shape) != len(index) or any(
        at >= length for at, length in zip(index, indices.shape, strict=True)
    ):
        return None
    number = int(indices[index])
    if number < 0:
        return Cells(frozenset())
    planes, within = divmod(number, prod(picked.shape[2:]))  # beyond 0 where planes are joined
    place = place_of(within, picked.shape[2:])
    return Cells(frozenset({picked.short((index[0], index[1] + planes, *place))}))


def place_of(number: int, lengths: Shape) -> Index:
    """Give the place of the number-th cell of a plane."""
    return tuple(int(at) for at in np.unravel_index(number, lengths))


def _hints(run: Run, target: Target, picked: Picked) -> tuple[Sentence, Sentence, Sentence]:
    """Give the rule, what the window holds, and the winner of the element beside."""
    step = step_of(run, target, target.first)
    rule = rule_of(run, target.array)
    if step is None:
        return rule, rule, rule
    number = step.number + 1 if step.number + 1 < len(step.trace) else step.number - 1
    if number < 0:
        return rule, reads_of(step), Sentence("quiz.winner.largest", {"value": step.value})
    other = step.trace[number]
    values = {
        "name": target.at(other.index).short(step.trace.rule.shape), "value": other.value,
        "cell": winner_in(run, target.names[0], other.index, picked),
    }
    return rule, reads_of(step), Sentence("quiz.winner.hint3", values)


WINNER = Kind("winner", max_pools, ask_winner)
