"""Which shape has this array? Asked of outputs, weights and gradients, all axes of them."""

from random import Random

from convtutor.errors import UsageError
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer, Run
from convtutor.quiz.about import about_module
from convtutor.quiz.answers import SIZES_FORM, Answer, Sizes
from convtutor.quiz.case import Case
from convtutor.quiz.hints import made_from
from convtutor.quiz.question import Asked, Kind, Made, Needs, Sentence
from convtutor.quiz.targets import Target, layer_at, parse_target
from convtutor.steps.trace import shape_text
from convtutor.words import is_said

SLIPS = (
    "channels-kept", "channels-multiplied", "filters-summed", "batch-forgotten", "channels-last",
    "plane-kept", "in-and-out-swapped", "depth-forgotten", "weight-of-all-channels",
    "both-channels-divided", "filters-as-depth", "colour-depth", "shape-of-the-output",
    "shape-of-the-input", "plane-grown", "first-operand-kept", "second-operand-kept",
    "sizes-must-match", "all-pairs", "stacked-not-joined", "axes-kept-as-ones",
)
SHAPED = ("add", "sub", "mul", "matmul", "cat", "flatten", "linear", "sum", "slice")
SEVERAL = 1  # channels, beyond which the number of channels is asked for


def shaped(run: Run) -> list[str]:
    """Name the outputs and weights whose shape is worth asking for."""
    found = []
    for bound in run.layers:
        weight = bound.shapes.get("weight", ())
        several = max(weight[:2], default=0) > SEVERAL or bound.shapes.get("input", (1, 1))[1:2] \
            > (SEVERAL,)
        if len(weight) > 2 and several:
            found += [f"{bound.name}.output", f"{bound.name}.weight"]
        elif bound.operator.name in SHAPED and _changes_shape(bound):
            found.append(f"{bound.name}.output")
    return found


def _changes_shape(bound: BoundLayer) -> bool:
    output = bound.operator.output_shape(bound.shapes, bound.params)
    read = [shape for name, shape in bound.shapes.items() if name in bound.sources]
    return any(shape != output for shape in read)


def ask_shape(case: Case, written: str, random: Random) -> Asked:
    """Ask for the shape of an array, or of a part of it."""
    target = parse_target(written, case.run)
    layer, local = target.names
    if not layer:
        raise UsageError(f"{written}: name an array of a layer, such as conv1.weight")
    bound = layer_at(layer, case.run)

    def answer(run: Made) -> Answer | None:
        made = run.arrays.get(target.array)
        return None if made is None else _shape(made.shape, target)

    right = answer(case.run)
    if right is None:
        raise UsageError(f"{written}: there is no such part")
    return Asked(
        ask=Sentence("quiz.shape.ask", {"name": f"{layer}.{target.short_name}"}),
        about=about_module(bound),
        form=SIZES_FORM,
        answer=answer,
        hints=_hints(bound, local, str(right)),
        place=f"{layer}.output[{','.join('0' * len(case.run.arrays[f'{layer}.output'].shape))}]",
        hidden={**made_from(case.run, f"{layer}.output"), target.array: None},
        slips=SLIPS,
        facts={"array": target.array, "target": target},
        needs=_needs(local),
        layer=layer,
    )


def _shape(shape: tuple[int, ...], target: Target) -> Sizes | None:
    """Give the lengths of the axes that a target leaves open."""
    if target.index is None:
        return Sizes(shape)
    if not target.is_in(shape):
        return None
    return Sizes(tuple(
        length for length, at in zip(shape, target.index, strict=True) if at is None
    ))


def _needs(local: str) -> Needs:
    """Say which way makes an array; what a layer holds is there before any."""
    if local.startswith(("grad", "total_grad")):
        return Needs.BOTH
    return Needs.SHAPES if local == "output" else Needs.NONE


def _hints(bound: BoundLayer, local: str, right: str) -> tuple[Sentence, Sentence, Sentence]:
    """Give the rule, the shapes that are known, and the length of the last axis."""
    keys = (f"quiz.shape.rule.{bound.operator.name}.{local}", f"quiz.shape.rule.{local}")
    key = next((key for key in keys if is_said(key)), "quiz.shape.rule")
    known = tuple(
        f"{name} {shape_text(shape)}" for name, shape in bound.shapes.items() if name != local
    )
    last = right.rpartition("x")[2]
    return (
        Sentence(key, {"layer": written_name(bound.name)}),
        Sentence("quiz.shape.hint2", {"shapes": known}),
        Sentence("quiz.shape.hint3", {"axes": right.count("x") + (right != "()"), "last": last}),
    )


SHAPE = Kind("shape", shaped, ask_shape, of_shapes=True)
