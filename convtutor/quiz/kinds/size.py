"""How long and wide is the output? Asked of layers that slide a window."""

from dataclasses import replace
from random import Random

from convtutor.engine.geometry import Axis
from convtutor.errors import UsageError
from convtutor.lesson.run import BoundLayer, Run
from convtutor.quiz.about import about
from convtutor.quiz.answers import SIZES_FORM, Answer, Sizes
from convtutor.quiz.case import Case
from convtutor.quiz.formula import FORMULAS, LETTERS, axes_of, formula_text
from convtutor.quiz.hints import made_from
from convtutor.quiz.question import Asked, Kind, Made, Needs, Sentence
from convtutor.quiz.targets import layer_at

SLIPS = (*FORMULAS, "first-number-for-both", "sizes-swapped")


def sliding_layers(run: Run) -> list[str]:
    """Name the layers that slide a window."""
    return [bound.name for bound in run.layers if axes_of(bound)]


def ask_size(case: Case, written: str, random: Random) -> Asked:
    """Ask for the lengths of the sliding axes of a layer's output."""
    bound = layer_at(written, case.run)
    axes = axes_of(bound)
    if not axes:
        raise UsageError(f"{written}: no window slides in it; ask for the shape of its output")
    output = f"{bound.name}.output"

    def answer(run: Made) -> Answer | None:
        made = run.arrays.get(output)
        return None if made is None else Sizes(made.shape[-len(axes):])

    return Asked(
        ask=Sentence(f"quiz.size.ask{len(axes)}", {"layer": bound.name}),
        about=about(bound),
        form=SIZES_FORM,
        answer=answer,
        hints=_hints(bound, axes),
        place=_place(case.run, output),
        hidden=made_from(case.run, output),
        slips=SLIPS,
        facts={"array": output},
        needs=Needs.SHAPES,
        layer=bound.name,
    )


def _place(run: Run, output: str) -> str | None:
    """Give the first element of the output."""
    shape = run.arrays[output].shape
    return f"{output}[{','.join('0' for _ in shape)}]"


def _hints(bound: BoundLayer, axes: tuple[Axis, ...]) -> tuple[Sentence, Sentence, Sentence]:
    """Give the formula, its numbers, and the formula of an input that is one longer."""
    kind = "ceil" if axes[0].ceil_mode else type(axes[0]).__name__
    letters = LETTERS[len(axes)]
    filled = tuple(
        f"{letter}_out = {formula_text(axis)}" for letter, axis in zip(letters, axes, strict=True)
    )
    last = axes[-1]
    if type(last) is not Axis:
        return (Sentence(f"quiz.size.rule.{kind}"),) + (
            Sentence("quiz.size.hint2", {"formulas": filled}),
        ) * 2
    longer = replace(last, i=last.i + 1)
    return (
        Sentence(f"quiz.size.rule.{kind}"),
        Sentence("quiz.size.hint2", {"formulas": filled}),
        Sentence("quiz.size.hint3", {
            "length": longer.i, "formula": formula_text(longer), "result": longer.o,
        }),
    )


SIZE = Kind("size", sliding_layers, ask_size, of_shapes=True)
