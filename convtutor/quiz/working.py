"""One element worked out in a line, as a hint and as feedback: 0×0 + 1×1 + 3×2 + 4×3 = 19."""

from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.steps import Read, Step, Tap
from convtutor.steps.numbers import number
from convtutor.steps.writing import is_taken_away, sign_before, term_text

MOST_TERMS = 16


def working(step: Step) -> str:
    """Write the terms of an element, and its value; the value alone where they say no more."""
    written, value = terms(step), number(step.value)
    return value if written == value else f"{written} = {value}"


def terms(step: Step) -> str:
    """Write the terms of an element; beyond sixteen the first ones, and dots.

    A term behind a closed gate adds nothing and is left out.
    """
    largest = step.trace.rule.reduce is Reduce.MAX
    taps = [tap for tap in step.taps if tap.fate is not Fate.BLOCKED]
    written = ""
    for tap in taps[:MOST_TERMS]:
        before = ", " if largest else sign_before(tap)
        term = term_text(tap, read_text, joined=not largest)
        written += before + term if written else _first(tap, term)
    if len(taps) > MOST_TERMS:
        written += ", ..." if largest else " + ..."
    if largest:
        written = f"max({written})"
    written = written.strip() or "0"
    return written if step.finish is None else step.finish.written(written)


def _first(tap: Tap, term: str) -> str:
    """Write the first term that is left, its minus with it."""
    return f"-{term}" if is_taken_away(tap) else term


def read_text(read: Read) -> str:
    """Write the value of a read, with a dot before it when it lies outside its array."""
    return number(read.value) if read.where is Where.INSIDE else f"·{number(read.value)}"
