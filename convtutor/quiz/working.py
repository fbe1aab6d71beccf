"""One element worked out in a line, as a hint and as feedback: 0×0 + 1×1 + 3×2 + 4×3 = 19."""

from convtutor.engine.geometry import Where
from convtutor.engine.operator import Reduce
from convtutor.steps import Read, Step
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before, term_text

MOST_TERMS = 16


def working(step: Step) -> str:
    """Write the terms of an element, and its value."""
    return f"{terms(step)} = {number(step.value)}"


def terms(step: Step) -> str:
    """Write the terms of an element; beyond sixteen the first ones, and dots."""
    largest = step.trace.rule.reduce is Reduce.MAX
    written = ""
    for tap in step.taps[:MOST_TERMS]:
        joined = ", " if largest else sign_before(tap)
        written += (joined if tap.number else "") + term_text(tap, read_text, joined=not largest)
    if len(step.taps) > MOST_TERMS:
        written += ", ..." if largest else " + ..."
    if largest:
        written = f"max({written})"
    written = written.strip() or "0"
    return written if step.finish is None else step.finish.written(written)


def read_text(read: Read) -> str:
    """Write the value of a read, with a dot before it when it lies outside its array."""
    return number(read.value) if read.where is Where.INSIDE else f"·{number(read.value)}"
