"""What is the value of this cell? Asked of any array that a layer makes on the way forward."""

from random import Random

from convtutor.lesson.run import Run
from convtutor.quiz.case import Case
from convtutor.quiz.elements import ask_element, drawn_target
from convtutor.quiz.question import Asked, Kind, Needs

MOST_TAPS = 30  # a learner works them out by hand
SLIPS = (
    "axes-swapped", "counted-from-one", "sign-lost", "sign-turned", "window-moved-inside",
    "kernel-left-out", "channels-apart", "maximum-taken", "mean-taken", "not-divided",
    "index-as-span", "place-in-the-window", "column-of-the-winner", "gradient-itself",
    "rate-forgotten", "nothing-changed", "first-product-only",
)


def made_forward(run: Run) -> list[str]:
    """Name the outputs of layers that one can work out by hand."""
    return [
        f"{trace.layer}.{trace.rule.target}" for trace in run.timeline.traces
        if trace.rule.direction == "forward" and trace.rule.target == "output"
        and len(trace) and 0 < len(trace[0].taps) <= MOST_TAPS
    ]


def ask_value(case: Case, written: str, random: Random) -> Asked:
    """Ask for an element, or for a row of them."""
    target = drawn_target(written, case.run, random)
    return ask_element(case, target, Needs.FORWARD, SLIPS)


VALUE = Kind("value", made_forward, ask_value)
