"""How many numbers does this layer learn? Asked of a layer, or of all layers together."""

from math import prod
from random import Random

from convtutor.engine.arrays import Shape
from convtutor.errors import UsageError
from convtutor.lesson.run import BoundLayer, Run
from convtutor.quiz.about import torch_line
from convtutor.quiz.answers import NUMBER_FORM, Numbers
from convtutor.quiz.case import Case
from convtutor.quiz.counting import count_in, counted_layers, learned
from convtutor.quiz.question import Asked, Kind, Needs, Sentence
from convtutor.quiz.slips.counts import ROWS
from convtutor.quiz.targets import layer_at
from convtutor.steps.trace import shape_text
from convtutor.words import is_said


def counted(run: Run) -> list[str]:
    """Name the layers that learn, and all of them together where there are several."""
    layers = counted_layers(run)
    found = [bound.name for bound in layers if _is_asked(bound)]
    return [*found, ""] if len(layers) > 1 else found


def _is_asked(bound: BoundLayer) -> bool:
    """Say whether there is more to count than the cells of one kernel."""
    weight = learned(bound)["weight"]
    dilation = getattr(bound.params, "dilation", (1,))
    return max(weight[:2]) > 1 or "bias" in bound.shapes or max(dilation) > 1


def ask_params(case: Case, written: str, random: Random) -> Asked:
    """Ask for the number of parameters."""
    layers = [layer_at(written, case.run)] if written else list(counted_layers(case.run))
    if not any(learned(bound) for bound in layers):
        raise UsageError(f"{written or 'the example'}: nothing is learned in it")
    right = sum(map(count_in, layers))
    first = next(bound for bound in layers if learned(bound))
    return Asked(
        ask=Sentence("quiz.params.ask" if written else "quiz.params.ask_all", {"layer": written}),
        about=Sentence("quiz.about.layer", {"settings": tuple(map(torch_line, layers))}),
        form=NUMBER_FORM,
        answer=lambda run: Numbers((float(right),)),
        hints=_hints(first, right),
        place=None,
        hidden={f"{bound.name}.{name}": None for bound in layers for name in bound.shapes},
        slips=tuple(ROWS),
        facts={"layers": tuple(layers)},
        needs=Needs.NONE,
        layer=written or None,
    )


def _hints(bound: BoundLayer, right: int) -> tuple[Sentence, Sentence, Sentence]:
    """Give the rule, the shapes of the arrays, and how many numbers one filter more would add."""
    shapes: dict[str, Shape] = learned(bound)
    key = f"quiz.params.rule.{bound.operator.name}"
    weight = shapes["weight"]
    per_filter = prod(weight[1:]) + ("bias" in shapes)
    return (
        Sentence(key if is_said(key) else "quiz.params.rule"),
        Sentence("quiz.params.hint2", {
            "layer": bound.name,
            "shapes": tuple(f"{name} {shape_text(shape)}" for name, shape in shapes.items()),
        }),
        Sentence("quiz.params.hint3", {"layer": bound.name, "more": per_filter}),
    )


PARAMS = Kind("params", counted, ask_params, of_shapes=True)
