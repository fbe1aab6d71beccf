"""Which number is missing? The size formula of a layer with one of its numbers left out."""

from random import Random

from convtutor.engine.geometry import Axis
from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.quiz.answers import NUMBER_FORM, Numbers
from convtutor.quiz.case import Case
from convtutor.quiz.formula import (
    HOLES,
    LETTERS,
    formula_text,
    number_of,
    plain_axes,
    right_count,
    solutions,
    with_number,
)
from convtutor.quiz.hints import made_from
from convtutor.quiz.question import Asked, Kind, Needs, Sentence
from convtutor.quiz.targets import layer_at

SLIPS = tuple(f"hole-{name}" for name in (*HOLES, "both-sides"))


def with_formula(run: Run) -> list[str]:
    """Name the layers whose size follows from the formula."""
    return [bound.name for bound in run.layers if plain_axes(bound) and _holes(plain_axes(bound))]


def ask_hole(case: Case, written: str, random: Random) -> Asked:
    """Ask for the one number with which the formula gives the size of the output."""
    bound = layer_at(written, case.run)
    axes = plain_axes(bound)
    holes = _holes(axes)
    if not holes:
        raise UsageError(f"{written}: no number of its size formula can be left out")
    at, letter = random.choice(holes)
    axis, name = axes[at], LETTERS[len(axes)][at]
    text = f"{name}_out = {formula_text(axis, letter)} = {axis.o}"
    right = number_of(axis, letter)
    output = f"{bound.name}.output"
    return Asked(
        ask=Sentence("quiz.hole.ask", {"layer": bound.name}),
        about=Sentence("quiz.hole.about", {"what": Sentence(f"quiz.hole.{letter}")}),
        form=NUMBER_FORM,
        answer=lambda run: Numbers((float(right),)),
        hints=_hints(axis, letter, name),
        place=f"{output}[{','.join('0' * len(case.run.arrays[output].shape))}]",
        hidden=made_from(case.run, output),
        slips=SLIPS,
        lines=(text,),
        facts={"axis": axis, "letter": letter},
        needs=Needs.NONE,
        layer=bound.name,
    )


def _holes(axes: tuple[Axis, ...]) -> list[tuple[int, str]]:
    """Give the numbers that can be left out: those which the result leaves no choice for."""
    return [
        (at, letter) for at, axis in enumerate(axes) for letter in "ipksd"
        if not (letter == "d" and axis.d == 1)
        and len(solutions(axis, letter, axis.o, right_count)) == 1
    ]


def _hints(axis: Axis, letter: str, name: str) -> tuple[Sentence, Sentence, Sentence]:
    """Say how to solve for it, what the quotient must be, and what one more would give."""
    more = with_number(axis, letter, number_of(axis, letter) + 1)
    return (
        Sentence("quiz.hole.hint1"),
        Sentence("quiz.hole.hint2", {"moves": axis.o - 1, "stride": axis.s, "letter": letter}
                 if letter != "s" else {"moves": axis.o - 1, "stride": "?", "letter": letter}),
        Sentence("quiz.hole.hint3", {"name": f"{name}_out", "more": max(more.o, 0)}),
    )


HOLE = Kind("hole", with_formula, ask_hole, of_shapes=True)
