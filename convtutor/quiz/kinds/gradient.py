"""What is the gradient of this cell? Asked of the arrays that the way back makes."""

from random import Random

from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.quiz.case import Case
from convtutor.quiz.elements import ask_element, drawn_target
from convtutor.quiz.kinds.value import MOST_TAPS
from convtutor.quiz.question import Asked, Kind, Needs
from convtutor.quiz.teaching import teaches_gradients

SLIPS = (
    "axes-swapped", "counted-from-one", "value-for-slope", "loss-for-gradient", "sign-turned",
    "nothing-handed-back", "upstream-itself", "one-reader-only", "winner-only",
    "kernel-in-a-row", "first-product-only",
)
PASSING = ("reshape", "flatten", "flip", "slice", "add", "cat", "sum")  # they hand on as it is


def made_backward(run: Run) -> list[str]:
    """Name the gradients that one can work out by hand, where an example speaks of gradients."""
    if not teaches_gradients(run.example):
        return []
    operators = {bound.name: bound.operator.name for bound in run.layers}
    return [
        f"{trace.layer}.{trace.rule.target}" for trace in run.timeline.traces
        if trace.rule.direction == "backward" and _is_gradient(trace.rule.target) and len(trace)
        and 0 < len(trace[0].taps) <= MOST_TAPS
        and (len(trace[0].taps) > 1 or operators.get(trace.layer) not in PASSING)
    ]


def ask_gradient(case: Case, written: str, random: Random) -> Asked:
    """Ask for an element of a gradient, or for a row of them."""
    target = drawn_target(written, case.run, random)
    if not _is_gradient(target.names[1]):
        raise UsageError(f"{target}: no gradient; name one such as conv1.grad_input")
    return ask_element(case, target, Needs.BOTH, SLIPS)


def _is_gradient(name: str) -> bool:
    return name == "grad" or name.startswith(("grad_", "total_grad_"))


GRADIENT = Kind("gradient", made_backward, ask_gradient)
