"""The size formula with the numbers of this layer put in, term by term.

SizeFormula  one axis: its name, the formula wide and tight, its result and what is lost
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convtutor.engine.geometry import Axis
from convtutor.scene.text import Line, Span, Tone
from convtutor.words import say

NAMES = {1: ("L",), 2: ("H", "W")}
LINES = ("row", "column")


@dataclass(frozen=True, slots=True)
class SizeFormula:
    """The formula of one axis, `wide` with blanks around its operators and `tight` without."""

    name: str
    wide: str
    tight: str
    result: int
    lost: str

    def line(self, tight: bool = False) -> Line:
        """Write `H_out = floor(...) + 1 = 4`, with what is lost behind it."""
        body = self.tight if tight else self.wide
        spans = [
            Span(f"{self.name} = ", Tone.DIM), Span(f"{body} = "),
            Span(str(self.result), Tone.STRONG),
        ]
        if self.lost:
            spans.append(Span(f", {self.lost}", Tone.ACCENT))
        return tuple(spans)


def size_formulas(axes: Sequence[Axis], language: str) -> tuple[SizeFormula, ...]:
    """Give one formula per sliding axis, or a single one where both are the same."""
    names = NAMES[len(axes)] if axes else ()
    made = [
        _formula(f"{name}_out", axis, LINES[-len(axes) :][at], language)
        for at, (name, axis) in enumerate(zip(names, axes, strict=True))
    ]
    if len(made) == 2 and made[0].wide == made[1].wide and made[0].lost == made[1].lost == "":
        first = made[0]
        return (SizeFormula("H_out = W_out", first.wide, first.tight, first.result, ""),)
    return tuple(made)


def _formula(name: str, axis: Axis, line: str, language: str) -> SizeFormula:
    padding = (
        f"2*{axis.before}" if axis.before == axis.after else f"{axis.before} + {axis.after}"
    )
    kernel = str(axis.k) if axis.d == 1 else f"{axis.d}*({axis.k} - 1) - 1"
    numerator = f"{axis.i} + {padding} - {kernel}"
    rounding = "ceil" if axis.ceil_mode else "floor"
    body = f"{rounding}(({numerator}) / {axis.s}) + 1"
    room = axis.padded - axis.k_eff
    middle = "" if room % axis.s == 0 else f" = {rounding}({room / axis.s:.4g}) + 1"
    if axis.ceil_mode and axis.o != -(-room // axis.s) + 1:
        middle += " - 1"
    tight = body.replace(" ", "")
    return SizeFormula(name, body + middle, tight + middle, axis.o, _lost(axis, line, language))


def _lost(axis: Axis, line: str, language: str) -> str:
    if count := len(axis.lost):
        return say(f"screen.lost_{line}s" if count > 1 else f"screen.lost_{line}", language,
                   count=count)
    if axis.left_over:
        return say(f"screen.lost_padding_{line}", language, count=axis.left_over)
    return ""
