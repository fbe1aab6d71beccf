"""Transposed convolutions misunderstood: their size, and what the stride does."""

from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.convolution import ConvParams
from convtutor.engine.operator import AnyOperator
from convtutor.engine.transposed import ConvTransposeParams
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread
from convtutor.misconceptions.turning import Turn, turned


def nothing_cut_off(right: AnyOperator) -> Misconception:
    """Leave the output whole: the padding cuts nothing off its border."""

    def whole(params: Any, shapes: Shapes) -> Any:
        return replace(params, padding=(0,) * len(params.padding))

    return Misconception("nothing-cut-off", right.name, misread(right, whole))


def output_padding_ignored(right: AnyOperator) -> Misconception:
    """Leave out the cells that output_padding adds at the end."""

    def without(params: Any, shapes: Shapes) -> Any:
        return replace(params, output_padding=(0,) * len(params.output_padding))

    return Misconception("output-padding-ignored", right.name, misread(right, without))


def one_zero_too_many(right: AnyOperator) -> Misconception:
    """Put s zeros between the elements of the input, where s - 1 belong."""

    def wider(params: Any, shapes: Shapes) -> Any:
        return replace(params, stride=tuple(step + 1 for step in params.stride))

    return Misconception("one-zero-too-many", right.name, misread(right, wider))


def stride_as_in_convolution(right: AnyOperator, convolution: AnyOperator) -> Misconception:
    """Slide over the input with the stride, as a convolution does, so that the output shrinks.

    With groups the weight does not fit a convolution, and the layer is refused.
    """

    def as_convolution(params: ConvTransposeParams, shapes: Shapes) -> ConvParams:
        return ConvParams(params.stride, params.padding, params.dilation, params.groups, "zeros")

    sliding = misread(turned(convolution, Turn(swapped=(0, 1))), as_convolution)
    wrong = replace(
        sliding, name=right.name, params=right.params, keywords=right.keywords,
        required=right.required,
    )
    return Misconception("stride-as-in-convolution", right.name, wrong)
