"""The size formula with the numbers of this layer put in, term by term.

SizeFormula  one axis: its name, the formula, its result and what is lost, in several widths
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from convtutor.data import dataclass
from convtutor.engine.adaptive_axis import AdaptiveAxis
from convtutor.engine.geometry import Axis, TransposedAxis
from convtutor.scene.text import Line, Span, Tone
from convtutor.words import say

NAMES = {1: ("L",), 2: ("H", "W")}
LINES = {1: ("element",), 2: ("row", "column")}
LETTERS = {"row": "y", "column": "x", "element": "x"}  # as in the loops


@dataclass(frozen=True, slots=True)
class SizeFormula:
    """The formula of one axis: `body` with its numbers put in, `quotient` as it is rounded where
    the stride does not divide, its result, and what is lost: `lost` in words, `lost_count`.

    Of windows that the output's size decides, `notes` says what they read, the longest first.
    """

    name: str
    body: str
    quotient: str
    result: int
    lost: str
    lost_count: int
    notes: tuple[str, ...] = ()

    @property
    def tight(self) -> str:
        """Give the body without blanks."""
        return self.body.replace(" ", "")

    def forms(self) -> tuple[Line, ...]:
        """Write `H_out = floor(...) + 1 = 4`, with what is lost behind it; each form takes less
        room than the one before, the last one counts what is lost behind its sign. Notes stand
        behind the first forms."""
        if self.notes:
            bare = self._line(self.body, "", "")
            noted = [(*bare, Span(f", {note}", Tone.DIM)) for note in self.notes]
            return (*noted, bare, bare)
        short = f"~{self.lost_count}" if self.lost else ""
        tight_quotient = self.quotient.replace(" ", "")
        return (
            self._line(self.body, self.quotient, self.lost),
            self._line(self.tight, self.quotient, self.lost),
            self._line(self.tight, tight_quotient, self.lost),
            self._line(self.tight, "", self.lost),
            self._line(self.tight, "", short),
        )

    def named(self, name: str) -> SizeFormula:
        """Give the formula under another name."""
        return replace(self, name=name)

    def without_lost(self) -> SizeFormula:
        """Give the formula alone."""
        return replace(self, lost="", lost_count=0)

    def broken(self) -> tuple[Line, ...]:
        """Write the formula in two lines, the second one from the quotient on."""
        first = Span(f"{self.name} = ", Tone.DIM), Span(self.tight)
        blanks = " " * (len(self.name) + 1)
        if not self.quotient:
            return (first, (Span(f"{blanks}= "), Span(str(self.result), Tone.STRONG)))
        second = Span(f"{blanks}= {self.quotient} = "), Span(str(self.result), Tone.STRONG)
        return first, second

    def _line(self, body: str, quotient: str, lost: str) -> Line:
        middle = f" = {quotient}" if quotient else ""
        spans = [
            Span(f"{self.name} = ", Tone.DIM), Span(f"{body}{middle} = "),
            Span(str(self.result), Tone.STRONG),
        ]
        if lost:
            spans.append(Span(f", {lost}", Tone.ACCENT))
        return tuple(spans)


def size_formulas(axes: Sequence[Axis], language: str) -> tuple[SizeFormula, ...]:
    """Give one formula per sliding axis, or a single one where both are the same."""
    names = NAMES[len(axes)] if axes else ()
    made = [
        FORMULAS.get(type(axis), _window_formula)(
            f"{name}_out", axis, LINES[len(axes)][at], language
        )
        for at, (name, axis) in enumerate(zip(names, axes, strict=True))
    ]
    if len(made) == 2 and replace(made[0], name="") == replace(made[1], name=""):
        return (replace(made[0], name="H_out = W_out"),)
    return tuple(made)


def _window_formula(name: str, axis: Axis, line: str, language: str) -> SizeFormula:
    padding = (
        f"2*{axis.before}" if axis.before == axis.after else f"{axis.before} + {axis.after}"
    )
    kernel = str(axis.k) if axis.d == 1 else f"{axis.d}*({axis.k} - 1) - 1"
    if axis.d > 1 and axis.k_eff == axis.d * axis.k:  # who thinks it that long counts so
        kernel = f"{axis.d}*{axis.k}"
    numerator = f"{axis.i} + {padding} - {kernel}"
    rounding = "ceil" if axis.ceil_mode else "floor"
    body = f"{rounding}(({numerator}) / {axis.s}) + 1"
    room = axis.padded - axis.k_eff
    quotient = "" if room % axis.s == 0 else f"{rounding}({_quotient(room, axis.s)}) + 1"
    if axis.ceil_mode and axis.o != -(-room // axis.s) + 1:
        body, quotient = f"{body} - 1", quotient and f"{quotient} - 1"
    count = len(axis.lost) or axis.left_over
    return SizeFormula(name, body, quotient, axis.o, _lost(axis, line, language), count)


def _transposed_formula(name: str, axis: Axis, line: str, language: str) -> SizeFormula:
    """Write (i - 1)*s - 2p + d(k - 1) + output_padding + 1, from the axis of the way back.

    Source: torch.nn.ConvTranspose2d, "Shape".
    """
    more = axis.before - axis.after
    kernel = f"{axis.k} - 1" if axis.d == 1 else f"{axis.d}*({axis.k} - 1)"
    extra = f" + {more}" if more else ""
    body = f"({axis.o} - 1)*{axis.s} - 2*{axis.before} + {kernel}{extra} + 1"
    return SizeFormula(name, body, "", axis.i, "", 0)


def _adaptive_formula(name: str, axis: Axis, line: str, language: str) -> SizeFormula:
    """Write the size as it was asked for, and the windows that follow from it."""
    if not isinstance(axis, AdaptiveAxis):
        raise TypeError(f"size: expected an adaptive axis, got {axis!r}")
    body = name.replace("_out", "_in") if axis.size is None else "output_size"
    return SizeFormula(name, body, "", axis.o, "", 0, _window_notes(axis, line, language))


def _window_notes(axis: AdaptiveAxis, line: str, language: str) -> tuple[str, ...]:
    """Tell from where to where a window reads, and how many cells: 1 note where all are alike."""
    i, o = axis.i, axis.o
    if not o:
        return ()
    if axis.shortest == axis.k:
        key = "screen.windows_of.one" if axis.k == 1 else "screen.windows_of"
    else:
        key = "screen.windows_between"
    lengths = say(key, language, shortest=axis.shortest, longest=axis.k)
    if i % o == 0:
        return (lengths,)
    out = LETTERS[line]
    start, end = f"floor({out}*{i}/{o})", f"ceil(({out} + 1)*{i}/{o}) - 1"
    return say("screen.windows_from", language, out=out, start=start, end=end), lengths


FORMULAS: dict[type[Axis], Callable[[str, Axis, str, str], SizeFormula]] = {
    Axis: _window_formula,
    TransposedAxis: _transposed_formula,
    AdaptiveAxis: _adaptive_formula,
}


def _quotient(room: int, stride: int) -> str:
    """Write a quotient that is not whole with up to 3 decimals, as a fraction where they would
    make it look whole."""
    text = f"{room / stride:.3f}".rstrip("0")
    return f"{room}/{stride}" if text.endswith(".") else text


def _lost(axis: Axis, line: str, language: str) -> str:
    if count := len(axis.lost):
        return say(f"screen.lost_{line}s" if count > 1 else f"screen.lost_{line}", language,
                   count=count)
    if axis.left_over:
        return say(f"screen.lost_padding_{line}", language, count=axis.left_over)
    return ""
