"""What can be copied from the screen: the arithmetic of an element, and the line of PyTorch."""

from collections.abc import Callable, Mapping

from convtutor.debugger.session import Session
from convtutor.engine.operator import Reduce
from convtutor.scene.pytorch import pytorch_line, tensor_line
from convtutor.steps import Step, short_place
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before, term_text

MOST_TERMS = 1000


def arithmetic(session: Session) -> str:
    """Write how the present element is made, all of it, in signs that Python reads too."""
    timeline = session.cursor.timeline
    step = session.cursor.current or timeline[0]
    value, place = number(step.value), short_place(step.place(), timeline)
    if len(step.taps) > MOST_TERMS or not step.taps:
        return f"{place} = {value}"
    terms = _terms(step)
    written = terms if step.finish is None else step.finish.written(terms)
    return f"{place} = {written} = {value}" if written != value else f"{place} = {value}"


def _terms(step: Step) -> str:
    if step.trace.rule.reduce is Reduce.MAX:
        return f"max({', '.join(term_text(tap, times='*') for tap in step.taps)})"
    terms = [(sign_before(tap), term_text(tap, times="*", joined=True)) for tap in step.taps]
    return "".join(sign + term if at else term for at, (sign, term) in enumerate(terms))


def pytorch(session: Session) -> str:
    """Write the line of PyTorch that makes the present layer."""
    name = session.cursor.timeline[max(session.cursor.step, 0)].trace.layer
    bound = next((layer for layer in session.run.layers if layer.name == name), None)
    if bound is None:
        return tensor_line(name, session.language)
    return pytorch_line(bound, session.language)


COPIED: Mapping[str, Callable[[Session], str]] = {"arithmetic": arithmetic, "pytorch": pytorch}
