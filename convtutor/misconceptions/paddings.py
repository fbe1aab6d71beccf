"""Padding misread: forgotten, on one side, as a total, one too many, or filled otherwise."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.convolution import ConvParams
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, regeared


def padding_forgotten(right: AnyOperator) -> Misconception:
    """Slide the window over the bare input; a transposed convolution cuts nothing off."""

    def without(params: Any, shapes: Shapes) -> Any:
        return replace(params, padding=(0,) * len(params.stride))

    return Misconception("padding-forgotten", right.name, misread(right, without))


def padding_swapped(right: AnyOperator) -> Misconception:
    """Take the rows' padding for the columns'."""

    def swapped(params: Any, shapes: Shapes) -> Any:
        return replace(params, padding=_numbers(params, lambda numbers: numbers[::-1]))

    return Misconception("padding-swapped", right.name, misread(right, swapped))


def padding_one_too_many(right: AnyOperator) -> Misconception:
    """Pad one cell more on every side."""

    def wider(params: Any, shapes: Shapes) -> Any:
        numbers = _numbers(params, lambda numbers: tuple(number + 1 for number in numbers))
        return replace(params, padding=numbers)

    return Misconception("padding-one-too-many", right.name, misread(right, wider))


def padding_counted_once(right: AnyOperator) -> Misconception:
    """Pad before the input alone: the output has H - K + P + 1 rows."""
    change = _of_numbers(lambda axis: replace(axis, after=0))
    return Misconception("padding-counted-once", right.name, regeared(right, change))


def padding_as_total(right: AnyOperator) -> Misconception:
    """Take the padding for both sides together, the odd cell at the end."""
    change = _of_numbers(
        lambda axis: replace(axis, before=axis.before // 2, after=axis.before - axis.before // 2)
    )
    return Misconception("padding-as-total", right.name, regeared(right, change))


def padding_at_the_end(right: AnyOperator) -> Misconception:
    """Put all padding behind the input: the first window starts on its first element."""
    change = _of_numbers(lambda axis: replace(axis, before=0, after=axis.before + axis.after))
    return Misconception("padding-at-the-end", right.name, regeared(right, change))


def same_at_the_start(right: AnyOperator) -> Misconception:
    """Put the odd cell of "same" before the input."""
    change = _of_same(lambda axis: replace(axis, before=axis.after, after=axis.before))
    return Misconception("same-at-the-start", right.name, regeared(right, change))


def same_on_each_side(right: AnyOperator) -> Misconception:
    """Pad all of d (k - 1) cells of "same" on each side."""
    change = _of_same(lambda axis: replace(axis, before=axis.k_eff - 1, after=axis.k_eff - 1))
    return Misconception("same-on-each-side", right.name, regeared(right, change))


def border_repeated(right: AnyOperator) -> Misconception:
    """Repeat the border in the padding instead of putting zeros there."""

    def repeated(params: Any, shapes: Shapes) -> Any:
        mode = "replicate" if params.padding_mode == "zeros" else params.padding_mode
        return replace(params, padding_mode=mode)

    return Misconception("border-repeated", right.name, misread(right, repeated))


def padding_mode_ignored(right: AnyOperator) -> Misconception:
    """Put zeros into the padding whatever the mode says."""

    def zeros(params: Any, shapes: Shapes) -> Any:
        return replace(params, padding_mode="zeros")

    return Misconception("padding-mode-ignored", right.name, misread(right, zeros))


def _numbers(params: Any, change: Callable[[tuple[int, ...]], tuple[int, ...]]) -> Any:
    """Change a padding given in numbers, and leave "same" and "valid" as they are."""
    return params.padding if isinstance(params.padding, str) else change(params.padding)


def _of_numbers(change: Callable[[Axis], Axis]) -> Callable[[Axis, ConvParams], Axis]:
    """Change the axes of a padding given in numbers."""
    return lambda axis, params: axis if isinstance(params.padding, str) else change(axis)


def _of_same(change: Callable[[Axis], Axis]) -> Callable[[Axis, ConvParams], Axis]:
    """Change the axes of padding "same"."""
    return lambda axis, params: change(axis) if params.padding == "same" else axis
