"""Parameters counted wrongly."""

from collections.abc import Callable
from math import prod
from typing import TypeAlias

from convtutor.lesson.run import BoundLayer
from convtutor.quiz.answers import Answer, Numbers
from convtutor.quiz.case import Case
from convtutor.quiz.counting import LEARNED, count_in, learned
from convtutor.quiz.formula import axes_of
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.slip import rows_of

Count: TypeAlias = Callable[[BoundLayer], int | None]

CONVOLUTIONS = ("conv1d", "conv2d")


def _in_layers(count: Count) -> Callable[[Case, Asked], Answer | None]:
    """Give the slip that counts so in every layer where it can be made."""

    def answer(case: Case, asked: Asked) -> Answer | None:
        layers: tuple[BoundLayer, ...] = asked.facts["layers"]
        counts = [count(bound) for bound in layers]
        if all(counted is None for counted in counts):
            return None
        return Numbers((float(sum(
            count_in(bound) if counted is None else counted
            for bound, counted in zip(layers, counts, strict=True)
        )),))

    return answer


def _of_convolutions(count: Callable[[BoundLayer, int, int], int | None]) -> Count:
    """Count in a convolution, from its weights and its biases."""

    def counted(bound: BoundLayer) -> int | None:
        shapes = learned(bound)
        if bound.operator.name not in CONVOLUTIONS or "weight" not in shapes:
            return None
        return count(bound, prod(shapes["weight"]), prod(shapes.get("bias", (0,))))

    return counted


def _biases_forgotten(bound: BoundLayer) -> int | None:
    shapes = learned(bound)
    return prod(shapes["weight"]) if "bias" in shapes and "weight" in shapes else None


def _biases_imagined(bound: BoundLayer) -> int | None:
    shapes = learned(bound)
    if "weight" not in shapes or "bias" in shapes or bound.operator.name == "batch_norm":
        return None
    return prod(shapes["weight"]) + shapes["weight"][0]


def _holes_counted(bound: BoundLayer, weights: int, biases: int) -> int | None:
    axes = axes_of(bound)
    if all(axis.d == 1 for axis in axes):
        return None
    return weights // prod(axis.k for axis in axes) * prod(axis.k_eff for axis in axes) + biases


def _dilation_multiplied(bound: BoundLayer, weights: int, biases: int) -> int | None:
    dilation = max(axis.d for axis in axes_of(bound))
    return weights * dilation + biases if dilation > 1 else None


def _groups_left_out(bound: BoundLayer, weights: int, biases: int) -> int | None:
    return weights * bound.params.groups + biases if bound.params.groups > 1 else None


def _groups_multiplied(bound: BoundLayer, weights: int, biases: int) -> int | None:
    return weights // bound.params.groups + biases if bound.params.groups > 1 else None


def _one_bias_a_pair(bound: BoundLayer, weights: int, biases: int) -> int | None:
    return weights + prod(bound.shapes["weight"][:2]) if biases else None


def _one_bias_in_all(bound: BoundLayer, weights: int, biases: int) -> int | None:
    return weights + 1 if biases else None


def _input_channels_forgotten(bound: BoundLayer, weights: int, biases: int) -> int:
    return weights // bound.shapes["weight"][1] + biases


def _one_filter_only(bound: BoundLayer, weights: int, biases: int) -> int:
    return weights // bound.shapes["weight"][0] + (biases and 1)


def _one_weight_an_output(bound: BoundLayer, weights: int, biases: int) -> int:
    return int(bound.shapes["weight"][0])


def _kernel_only(bound: BoundLayer, weights: int, biases: int) -> int:
    return prod(bound.shapes["weight"][2:])


def _sharing_forgotten(bound: BoundLayer, weights: int, biases: int) -> int:
    return (weights + biases) * prod(axis.o for axis in axes_of(bound))


def _sizes_added(bound: BoundLayer) -> int | None:
    shapes = learned(bound)
    if bound.operator.name != "linear":
        return None
    return sum(shapes["weight"]) + prod(shapes.get("bias", (0,)))


def _statistics_counted(bound: BoundLayer) -> int | None:
    measured = ("running_mean", "running_var")
    if not any(name in bound.shapes for name in measured):
        return None
    return sum(prod(bound.shapes[name]) for name in (*LEARNED, *measured) if name in bound.shapes)


def _nothing_learned(bound: BoundLayer) -> int | None:
    return 0 if bound.operator.name == "batch_norm" else None


def _counted_again(bound: BoundLayer) -> int | None:
    """Count the arrays of a layer that shares them once more."""
    if bound.layer.shares is None:
        return None
    return sum(prod(bound.shapes[name]) for name in LEARNED if name in bound.shapes)


ROWS = rows_of({
    "biases-forgotten": _in_layers(_biases_forgotten),
    "biases-imagined": _in_layers(_biases_imagined),
    "holes-counted": _in_layers(_of_convolutions(_holes_counted)),
    "dilation-multiplied": _in_layers(_of_convolutions(_dilation_multiplied)),
    "groups-left-out": _in_layers(_of_convolutions(_groups_left_out)),
    "groups-divided-twice": _in_layers(_of_convolutions(_groups_multiplied)),
    "one-bias-a-pair": _in_layers(_of_convolutions(_one_bias_a_pair)),
    "one-bias-in-all": _in_layers(_of_convolutions(_one_bias_in_all)),
    "input-channels-forgotten": _in_layers(_of_convolutions(_input_channels_forgotten)),
    "one-filter-only": _in_layers(_of_convolutions(_one_filter_only)),
    "one-weight-an-output": _in_layers(_of_convolutions(_one_weight_an_output)),
    "kernel-only": _in_layers(_of_convolutions(_kernel_only)),
    "sharing-forgotten": _in_layers(_of_convolutions(_sharing_forgotten)),
    "sizes-added": _in_layers(_sizes_added),
    "statistics-counted": _in_layers(_statistics_counted),
    "nothing-learned": _in_layers(_nothing_learned),
    "shared-counted-again": _in_layers(_counted_again),
})
