"""Stride, dilation and their pairs misread."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from convtutor.data import dataclass
from convtutor.engine.arrays import Shapes
from convtutor.engine.convolution import ConvParams
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, regeared


@dataclass(frozen=True)
class _LongKernelAxis(Axis):
    """An axis whose windows are counted as if the kernel were d k cells long."""

    @property
    def k_eff(self) -> int:
        """Count d k cells."""
        return self.d * self.k


def stride_ignored(right: AnyOperator) -> Misconception:
    """Move every window on by one cell."""
    return Misconception("stride-ignored", right.name, misread(right, _all_one("stride")))


def stride_swapped(right: AnyOperator) -> Misconception:
    """Take the rows' stride for the columns'."""
    return Misconception("stride-swapped", right.name, misread(right, _swapped("stride")))


def stride_one_by_default(right: AnyOperator) -> Misconception:
    """Let a pool's window move by one cell where no stride is given, as a convolution's does."""

    @wraps(right.params)
    def params(*arguments: Any, **keywords: Any) -> Any:
        given = right.params(*arguments, **keywords)
        stride = keywords.get("stride", arguments[1] if len(arguments) > 1 else None)
        unset = stride is None or (isinstance(stride, list | tuple) and not stride)
        return replace(given, stride=(1,) * len(given.stride)) if unset else given

    return Misconception("stride-one-by-default", right.name, replace(right, params=params))


def dilation_ignored(right: AnyOperator) -> Misconception:
    """Put the taps side by side."""
    return Misconception("dilation-ignored", right.name, misread(right, _all_one("dilation")))


def dilation_swapped(right: AnyOperator) -> Misconception:
    """Take the rows' dilation for the columns'."""
    return Misconception("dilation-swapped", right.name, misread(right, _swapped("dilation")))


def dilation_of_columns_alone(right: AnyOperator) -> Misconception:
    """Spread the kernel's columns and leave its rows together."""

    def columns_alone(params: Any, shapes: Shapes) -> Any:
        return replace(params, dilation=(1, params.dilation[1]))

    return Misconception("dilation-of-columns-alone", right.name, misread(right, columns_alone))


def dilation_times_kernel(right: AnyOperator) -> Misconception:
    """Take d k for the length of a dilated kernel, so that fewer windows are thought to fit."""

    def longer(axis: Axis, params: ConvParams) -> Axis:
        return _LongKernelAxis(
            axis.i, axis.k, axis.s, axis.d, axis.before, axis.after, axis.mode
        )

    return Misconception("dilation-times-kernel", right.name, regeared(right, longer))


def pairs_swapped(right: AnyOperator) -> Misconception:
    """Read every pair as (width, height)."""

    def swapped(params: Any, shapes: Shapes) -> Any:
        pairs = ("kernel_size", "stride", "padding", "dilation")
        there = [name for name in pairs if hasattr(params, name)]
        return replace(params, **{name: getattr(params, name)[::-1] for name in there})

    return Misconception("pairs-swapped", right.name, misread(right, swapped))


def _all_one(name: str) -> Callable[[Any, Shapes], Any]:
    return lambda params, shapes: replace(params, **{name: (1,) * len(getattr(params, name))})


def _swapped(name: str) -> Callable[[Any, Shapes], Any]:
    return lambda params, shapes: replace(params, **{name: getattr(params, name)[::-1]})
