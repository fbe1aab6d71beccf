"""How many windows fit, counted wrongly."""

from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.convolution import ConvParams
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AnyOperator
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, regeared


def rounded_up(right: AnyOperator) -> Misconception:
    """Round the number of windows up: the last one reads on into more padding."""

    def longer(axis: Axis, params: ConvParams) -> Axis:
        return replace(axis, after=axis.after + -(axis.padded - axis.k_eff) % axis.s)

    return Misconception("rounded-up", right.name, regeared(right, longer))


def window_hangs_over(right: AnyOperator) -> Misconception:
    """Start a window on every cell, the last ones too: they hang over the end as if padded."""

    def longer(axis: Axis, params: ConvParams) -> Axis:
        return replace(axis, after=axis.after + axis.k_eff - 1)

    return Misconception("window-hangs-over", right.name, regeared(right, longer))


def always_ceil_mode(right: AnyOperator) -> Misconception:
    """Round the number of windows up, whatever ceil_mode says."""
    return Misconception("always-ceil-mode", right.name, _with_ceil_mode(right, True))


def ceil_mode_ignored(right: AnyOperator) -> Misconception:
    """Round the number of windows down, whatever ceil_mode says."""
    return Misconception("ceil-mode-ignored", right.name, _with_ceil_mode(right, False))


def _with_ceil_mode(right: AnyOperator, ceil_mode: bool) -> AnyOperator:
    def changed(params: Any, shapes: Shapes) -> Any:
        return replace(params, ceil_mode=ceil_mode)

    return misread(right, changed)
