"""The size formula half filled in, and solved for the wrong number."""

from collections.abc import Callable
from dataclasses import replace

from convtutor.engine.geometry import Axis
from convtutor.quiz.answers import Answer, Numbers, Sizes
from convtutor.quiz.case import Case
from convtutor.quiz.formula import FORMULAS, HOLES, Formula, plain_axes, solutions
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.slip import layer_of, rows_of

BOTH = 2


def _axes(case: Case, asked: Asked) -> tuple[Axis, ...]:
    bound = layer_of(case, asked)
    return () if bound is None else plain_axes(bound)


def _by_formula(count: Formula) -> Callable[[Case, Asked], Answer | None]:
    """Give the sizes that a mistaken formula leads to."""

    def answer(case: Case, asked: Asked) -> Answer | None:
        lengths = [count(axis) for axis in _axes(case, asked)]
        found = tuple(length for length in lengths if length is not None and length >= 0)
        return Sizes(found) if found and len(found) == len(lengths) else None

    return answer


def _first_number_for_both(case: Case, asked: Asked) -> Answer | None:
    """Take the first number of every pair for the columns too."""
    axes = _axes(case, asked)
    if len(axes) != BOTH:
        return None
    rows, columns = axes
    mistaken = replace(rows, i=columns.i, k=columns.k)
    return Sizes((rows.o, mistaken.o)) if mistaken.o > 0 else None


def _sizes_swapped(case: Case, asked: Asked) -> Answer | None:
    """Give the width before the height."""
    axes = _axes(case, asked)
    return Sizes((axes[1].o, axes[0].o)) if len(axes) == BOTH else None


def _by_solving(count: Formula) -> Callable[[Case, Asked], Answer | None]:
    """Give the number with which a mistaken formula has the result."""

    def answer(case: Case, asked: Asked) -> Answer | None:
        axis, letter = asked.facts["axis"], asked.facts["letter"]
        found = solutions(axis, letter, axis.o, count)
        return Numbers((float(found[0]),)) if found else None

    return answer


def _both_sides(case: Case, asked: Asked) -> Answer | None:
    """Give the padding of both sides together."""
    axis = asked.facts["axis"]
    return Numbers((float(2 * axis.before),)) if asked.facts["letter"] == "p" else None


ROWS = rows_of({
    **{name: _by_formula(count) for name, count in FORMULAS.items()},
    "first-number-for-both": _first_number_for_both,
    "sizes-swapped": _sizes_swapped,
    **{f"hole-{name}": _by_solving(count) for name, count in HOLES.items()},
    "hole-both-sides": _both_sides,
})
