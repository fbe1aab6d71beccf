"""The size formula of one axis: written with its numbers, with one of them left out, and wrongly.

Formula   counts the windows on an axis; a mistaken one may give a number that is not whole
FORMULAS  the mistaken ones, by the name of the slip
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

from convtutor.engine.geometry import Axis, TransposedAxis
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.answers import whole_or_not

Formula: TypeAlias = Callable[[Axis], int | Fraction | None]

LETTERS = {1: ("L",), 2: ("H", "W")}
FORM = "{rounding}(({i} + 2*{p} - {kernel}) / {s}) + 1"


def axes_of(bound: BoundLayer) -> tuple[Axis, ...]:
    """Give the axes on which a layer slides, none where it does not."""
    return bound.operator.axes(bound.shapes, bound.params)


def plain_axes(bound: BoundLayer) -> tuple[Axis, ...]:
    """Give the sliding axes that the formula speaks of: as much padding on both sides, no sizes
    asked for; none otherwise."""
    axes = axes_of(bound)
    return axes if all(type(axis) is Axis and axis.before == axis.after for axis in axes) else ()


def formula_text(axis: Axis, hole: str | None = None) -> str:
    """Write the formula with the numbers of an axis; `hole` is the letter whose number is `?`."""
    if isinstance(axis, TransposedAxis):
        kernel = f"{axis.d}*({axis.k} - 1)" if axis.d > 1 else f"{axis.k} - 1"
        more = f" + {axis.before - axis.after}" if axis.before != axis.after else ""
        return f"({axis.o} - 1)*{axis.s} - 2*{axis.before} + {kernel}{more} + 1"
    if type(axis) is not Axis:
        return "output_size"
    numbers = {"i": axis.i, "p": axis.before, "k": axis.k, "s": axis.s, "d": axis.d}
    shown = {letter: "?" if letter == hole else str(value) for letter, value in numbers.items()}
    kernel = shown["k"]
    if axis.d > 1 or hole == "d":
        kernel = f"{shown['d']}*({kernel} - 1) - 1"
    if axis.before != axis.after:
        body = f"{shown['i']} + {axis.before} + {axis.after} - {kernel}"
        return f"{_rounding(axis)}(({body}) / {shown['s']}) + 1"
    return FORM.format(rounding=_rounding(axis), kernel=kernel, **{
        letter: shown[letter] for letter in "ips"
    })


def _rounding(axis: Axis) -> str:
    return "ceil" if axis.ceil_mode else "floor"


def not_rounded(axis: Axis) -> int | Fraction:
    """Divide and leave it at that."""
    return whole_or_not(Fraction(axis.padded - axis.k_eff, axis.s) + 1)


def _divided(room: int, axis: Axis) -> int:
    return -(-room // axis.s) if axis.ceil_mode else room // axis.s


def one_forgotten(axis: Axis) -> int:
    """Leave the + 1 out: count the moves in place of the places."""
    return axis.o - 1


def padding_once(axis: Axis) -> int | None:
    """Count the padding of one side alone."""
    return _divided(axis.i + axis.before - axis.k_eff, axis) + 1 if axis.before else None


def no_padding(axis: Axis) -> int | None:
    """Leave the padding out."""
    return _divided(axis.i - axis.k_eff, axis) + 1 if axis.before else None


def no_dilation(axis: Axis) -> int | None:
    """Take the kernel as long as if its taps lay side by side."""
    return _divided(axis.padded - axis.k, axis) + 1 if axis.d > 1 else None


def one_subtracted(axis: Axis) -> int:
    """Subtract the 1 that the formula adds."""
    return axis.o - 2


def halved(axis: Axis) -> int:
    """Divide the length by the stride, by 2 where none is given, whatever the kernel."""
    return axis.i // (axis.s if axis.s > 1 else 2)


def kept(axis: Axis) -> int:
    """Take the output to be as long as the input."""
    return axis.i


def stride_as_padding(axis: Axis) -> int | None:
    """Take the stride for the padding, and move by one."""
    return None if axis.before else axis.i + 2 * axis.s - axis.k_eff + 1


def stride_of_the_kernel(axis: Axis) -> int | None:
    """Move on by the length of the kernel, as a pool does."""
    return None if axis.s == axis.k else (axis.padded - axis.k_eff) // axis.k + 1


def grown(axis: Axis) -> int:
    """Add the kernel in place of taking it away."""
    return axis.i + axis.k_eff - 1


FORMULAS: Mapping[str, Formula] = {
    "not-rounded": not_rounded,
    "one-forgotten": one_forgotten,
    "one-subtracted": one_subtracted,
    "size-halved": halved,
    "size-kept": kept,
    "stride-taken-for-padding": stride_as_padding,
    "stride-of-the-kernel": stride_of_the_kernel,
    "grown-by-the-kernel": grown,
}
HOLES: Mapping[str, Formula] = {
    "one-forgotten": one_forgotten,
    "padding-once": padding_once,
    "padding-left-out": no_padding,
    "dilation-left-out": no_dilation,
}


def with_number(axis: Axis, letter: str, value: int) -> Axis:
    """Give an axis with another number for a letter of the formula."""
    if letter == "p":
        return replace(axis, before=value, after=value)
    changed: dict[str, Any] = {letter: value}
    return replace(axis, **changed)


def number_of(axis: Axis, letter: str) -> int:
    """Give the number that a letter of the formula stands for."""
    return {"i": axis.i, "p": axis.before, "k": axis.k, "s": axis.s, "d": axis.d}[letter]


def solutions(axis: Axis, letter: str, result: int, count: Formula) -> list[int]:
    """Give the numbers for a letter with which a formula has a result, ascending."""
    lowest = 0 if letter == "p" else 1
    highest = max(axis.padded, axis.k_eff) + result * axis.s
    return [
        value for value in range(lowest, highest + 1)
        if _counts(with_number(axis, letter, value), count) == result
    ]


def right_count(axis: Axis) -> int:
    """Count the windows rightly."""
    return axis.o


def _counts(axis: Axis, count: Formula) -> int | Fraction | None:
    return count(axis) if axis.padded >= axis.k_eff else None
