"""A shape with an axis too few, too many, in another's place, or of another length."""

from collections.abc import Callable
from typing import TypeAlias

from convtutor.engine.arrays import Shape
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.answers import Answer, Refusal, Sizes
from convtutor.quiz.case import Case
from convtutor.quiz.formula import grown, plain_axes
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.slip import layer_of, local_of, rows_of, target_of

Reshape: TypeAlias = Callable[[BoundLayer, Shape], Shape | None]

CONVOLUTIONS = ("conv1d", "conv2d")
JOINING = ("add", "sub", "mul")
PLANAR = ("conv", "max_pool", "avg_pool", "adaptive")
COLOURS = 3


def _of(local: str, operators: tuple[str, ...], change: Reshape) -> Callable[
    [Case, Asked], Answer | None
]:
    """Give the slip that changes the shape of an array of some layers."""

    def answer(case: Case, asked: Asked) -> Answer | None:
        bound = layer_of(case, asked)
        if bound is None or not bound.operator.name.startswith(operators):
            return None
        if not local_of(asked).startswith(local):
            return None
        shape = case.run.arrays[asked.facts["array"]].shape
        changed = change(bound, shape)
        return None if changed is None else _open_axes(asked, shape, changed)

    return answer


def _open_axes(asked: Asked, shape: Shape, changed: Shape) -> Answer | None:
    """Give the lengths of the axes that the target leaves open."""
    index = target_of(asked).index
    if index is None or all(at is None for at in index):
        return Sizes(changed)
    if len(changed) != len(shape):
        return None
    return Sizes(tuple(
        length for length, at in zip(changed, index, strict=True) if at is None
    ))


def _groups(bound: BoundLayer) -> int:
    return int(bound.params.groups)


def _channels_kept(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[0], bound.shapes["input"][1], *shape[2:]


def _channels_multiplied(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[0], shape[1] * bound.shapes["input"][1], *shape[2:]


def _filters_summed(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[0], 1, *shape[2:]


def _batch_forgotten(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[1:]


def _channels_last(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[0], *shape[2:], shape[1]


def _plane_kept(bound: BoundLayer, shape: Shape) -> Shape:
    return *shape[:2], *bound.shapes["input"][2:]


def _in_and_out_swapped(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[1], shape[0], *shape[2:]


def _depth_forgotten(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[0], *shape[2:]


def _weight_of_all_channels(bound: BoundLayer, shape: Shape) -> Shape | None:
    return (shape[0], shape[1] * _groups(bound), *shape[2:]) if _groups(bound) > 1 else None


def _both_channels_divided(bound: BoundLayer, shape: Shape) -> Shape | None:
    return (shape[0] // _groups(bound), *shape[1:]) if _groups(bound) > 1 else None


def _filters_as_depth(bound: BoundLayer, shape: Shape) -> Shape:
    return shape[0], shape[0], *shape[2:]


def _colour_depth(bound: BoundLayer, shape: Shape) -> Shape | None:
    return (shape[0], COLOURS, *shape[2:]) if shape[1] != COLOURS else None


def _shape_of_the_output(bound: BoundLayer, shape: Shape) -> Shape:
    return bound.operator.output_shape(bound.shapes, bound.params)


def _shape_of_the_input(bound: BoundLayer, shape: Shape) -> Shape | None:
    return bound.shapes.get("input")


def _plane_grown(bound: BoundLayer, shape: Shape) -> Shape | None:
    axes = plain_axes(bound)
    return (*shape[:2], *map(grown, axes)) if axes and len(shape) == 2 + len(axes) else None


def _first_operand_kept(bound: BoundLayer, shape: Shape) -> Shape:
    return bound.shapes["input"]


def _second_operand_kept(bound: BoundLayer, shape: Shape) -> Shape:
    return bound.shapes["other"]


def _all_pairs(bound: BoundLayer, shape: Shape) -> Shape:
    return *bound.shapes["input"], *bound.shapes["other"]


def _stacked_not_joined(bound: BoundLayer, shape: Shape) -> Shape | None:
    shapes = list(bound.shapes.values())
    return (len(shapes), *shapes[0]) if len(set(shapes)) == 1 else None


def _axes_kept_as_ones(bound: BoundLayer, shape: Shape) -> Shape:
    missing = len(bound.shapes["input"]) - len(shape)
    return *(1,) * missing, *shape


def _sizes_must_match(case: Case, asked: Asked) -> Answer | None:
    """Think that operands of different shapes are refused."""
    bound = layer_of(case, asked)
    if bound is None or bound.operator.name not in JOINING or local_of(asked) != "output":
        return None
    return Refusal() if bound.shapes["input"] != bound.shapes["other"] else None


ROWS = rows_of({
    "channels-kept": _of("output", CONVOLUTIONS, _channels_kept),
    "channels-multiplied": _of("output", CONVOLUTIONS, _channels_multiplied),
    "filters-summed": _of("output", CONVOLUTIONS, _filters_summed),
    "batch-forgotten": _of("output", PLANAR, _batch_forgotten),
    "channels-last": _of("output", PLANAR, _channels_last),
    "plane-kept": _of("output", PLANAR, _plane_kept),
    "in-and-out-swapped": _of("weight", (*CONVOLUTIONS, "linear"), _in_and_out_swapped),
    "depth-forgotten": _of("weight", CONVOLUTIONS, _depth_forgotten),
    "weight-of-all-channels": _of("weight", CONVOLUTIONS, _weight_of_all_channels),
    "both-channels-divided": _of("weight", CONVOLUTIONS, _both_channels_divided),
    "filters-as-depth": _of("weight", CONVOLUTIONS, _filters_as_depth),
    "colour-depth": _of("weight", CONVOLUTIONS, _colour_depth),
    "shape-of-the-output": _of("grad_", ("",), _shape_of_the_output),
    "shape-of-the-input": _of("output", ("",), _shape_of_the_input),
    "plane-grown": _of("grad_input", PLANAR, _plane_grown),
    "first-operand-kept": _of("output", JOINING, _first_operand_kept),
    "second-operand-kept": _of("output", JOINING, _second_operand_kept),
    "sizes-must-match": _sizes_must_match,
    "all-pairs": _of("output", JOINING, _all_pairs),
    "stacked-not-joined": _of("output", ("cat",), _stacked_not_joined),
    "axes-kept-as-ones": _of("output", ("slice", "sum"), _axes_kept_as_ones),
})
