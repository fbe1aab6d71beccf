"""What an average pool divides by, misunderstood."""

from dataclasses import replace
from math import prod
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, misread_back


def padding_counted(right: AnyOperator) -> Misconception:
    """Count the padding in every mean, whatever count_include_pad says."""

    def counting(params: Any, shapes: Shapes) -> Any:
        return replace(params, count_include_pad=True)

    return Misconception("padding-counted", right.name, misread(right, counting))


def padding_not_counted(right: AnyOperator) -> Misconception:
    """Count the elements of the input alone in every mean, whatever count_include_pad says."""

    def elements_alone(params: Any, shapes: Shapes) -> Any:
        return replace(params, count_include_pad=False)

    return Misconception("padding-not-counted", right.name, misread(right, elements_alone))


def kernel_counted(right: AnyOperator) -> Misconception:
    """Divide every sum by the size of the whole kernel, what hangs over the border too."""

    def whole(params: Any, shapes: Shapes) -> Any:
        if params.divisor_override is not None:
            return params
        return replace(params, divisor_override=prod(params.kernel_size))

    return Misconception("kernel-counted", right.name, misread(right, whole))


def divisor_ignored(right: AnyOperator) -> Misconception:
    """Take the mean of every window, whatever divisor_override says."""

    def without(params: Any, shapes: Shapes) -> Any:
        return replace(params, divisor_override=None)

    return Misconception("divisor-ignored", right.name, misread(right, without))


def gradient_not_divided(right: AnyOperator) -> Misconception:
    """Hand a window's whole gradient to each of its elements, as a sum does."""

    def undivided(params: Any, shapes: Shapes) -> Any:
        return replace(params, divisor_override=1)

    return Misconception("gradient-not-divided", right.name, misread_back(right, undivided))
