"""What an answer may be, how it is written and read, and when two of them are the same.

Numbers  one number or an array of them, as typed to so many decimals
Sizes    lengths of axes: 4x4
Cells    places on a grid, in any order
Option   the letter of a choice
Refusal  "the layer refuses this"
Form     one way to answer: how it is read from a line
"""

import re
from collections.abc import Callable
from fractions import Fraction
from math import isclose, isnan, prod
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index, Shape
from convtutor.errors import UsageError
from convtutor.steps.numbers import SIGNIFICANT_DIGITS, number
from convtutor.words import say
from convtutor.words.visible import visible

LONGEST = 200
CLOSE = 1e-9  # two computed numbers are one number: relative, and absolute near 0
FEWEST_DECIMALS = 3  # so many, or as many digits as we write, make a rounded answer count
NUMBER = re.compile(
    r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,3})?|[-+]?(?:inf|nan)", re.IGNORECASE
)
FRACTION = re.compile(r"([-+]?\d+)\s*/\s*(\d+)")
LENGTH = r"\d{1,6}(?:\.\d{1,6}|\s*/\s*\d{1,6})?"
SIZES = re.compile(rf"{LENGTH}(?:[\sx×*,]+{LENGTH})*")
REFUSED = re.compile(r"refused|(?:[a-z]+)?error", re.IGNORECASE)
CLOSE_LENGTH = 0.005  # a length that is no whole number is typed to two decimals
CELL = re.compile(r"\[?\(?\s*(\d{1,6}(?:\s*,\s*\d{1,6})*)\s*\)?\]?")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a shape, in row-major order; `slack` is half a unit of the last decimal typed."""

    values: tuple[float, ...]
    shape: Shape = ()
    slack: float = 0.0

    def same(self, other: object) -> bool:
        """Say whether the other answer has the same numbers, as far as both are exact.

        One number is the same in brackets and without.
        """
        if not isinstance(other, Numbers) or len(self.values) != len(other.values):
            return False
        if self.shape != other.shape and len(self.values) != 1:
            return False
        slack = max(self.slack, other.slack) + CLOSE
        return all(
            isclose(a, b, rel_tol=CLOSE, abs_tol=slack) or (isnan(a) and isnan(b))
            for a, b in zip(self.values, other.values, strict=True)
        )

    def __str__(self) -> str:
        return _written(list(map(number, self.values)), self.shape)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths of axes; a mistaken one may be no whole number."""

    lengths: tuple[int | Fraction, ...]

    def same(self, other: object) -> bool:
        """Say whether the other answer has the same lengths."""
        if not isinstance(other, Sizes) or len(self.lengths) != len(other.lengths):
            return False
        pairs = zip(self.lengths, other.lengths, strict=True)
        return all(abs(Fraction(a) - Fraction(b)) <= CLOSE_LENGTH for a, b in pairs)

    def __str__(self) -> str:
        return "x".join(map(_length_text, self.lengths)) or "()"


@dataclass(frozen=True, slots=True)
class Cells:
    """Places on a grid, without an order."""

    places: frozenset[Index]

    def same(self, other: object) -> bool:
        """Say whether the other answer names the same places."""
        return self == other

    def __str__(self) -> str:
        return " ".join(",".join(map(str, place)) for place in sorted(self.places)) or "-"


@dataclass(frozen=True, slots=True)
class Option:
    """The letter of a choice: a, b, c, ..."""

    letter: str

    def same(self, other: object) -> bool:
        """Say whether the other answer is the same letter."""
        return self == other

    def __str__(self) -> str:
        return self.letter


@dataclass(frozen=True, slots=True)
class Refusal:
    """The layer, or one of the layers, takes no such input."""

    def same(self, other: object) -> bool:
        """Say whether the other answer is a refusal too."""
        return isinstance(other, Refusal)

    def __str__(self) -> str:
        return "refused"


Answer: TypeAlias = Numbers | Sizes | Cells | Option | Refusal


@dataclass(frozen=True, slots=True)
class Form:
    """One way to answer; the sentence "quiz.form.<name>" says how it is typed."""

    name: str
    read: Callable[[str], Answer | None]

    def answer(self, text: str, language: str) -> Answer:
        """Read an answer as typed. Raises UsageError that says how it is written."""
        if len(text) > LONGEST:
            raise UsageError(say("quiz.too_long", language, most=LONGEST, count=len(text)))
        cleaned = text.strip()
        if REFUSED.fullmatch(cleaned):
            return Refusal()
        found = self.read(cleaned)
        if found is None:
            how = say(f"quiz.form.{self.name}", language)
            raise UsageError(say("quiz.no_answer", language, given=visible(cleaned), how=how))
        return found


def one_number(text: str) -> Numbers | None:
    """Read one number: 19, -0.25, 1/9, nan."""
    read = _number(text)
    return None if read is None else Numbers((read[0],), (), read[1])


def one_or_more(text: str) -> Numbers | None:
    """Read one number, or those in brackets: who is asked for one may think that it is a list."""
    return many_numbers(text) if text.startswith("[") else one_number(text)


def many_numbers(text: str) -> Numbers | None:
    """Read a list of numbers, or a list of such lists with ; or brackets between: [0,1],[2,3]."""
    inner = re.sub(r"\]\s*[,;]?\s*\[", ";", text.strip()).replace("[", "").replace("]", "")
    rows = [re.split(r"[\s,]+", row.strip(" ,")) for row in inner.split(";")]
    read = [[_number(part) for part in row] for row in rows]
    numbers = [pair for row in read for pair in row if pair is not None]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or len(numbers) != sum(map(len, rows)):
        return None
    shape = (len(rows[0]),) if len(rows) == 1 and "[[" not in text else (len(rows), len(rows[0]))
    values, slacks = zip(*numbers, strict=True)
    return Numbers(values, shape, max(slacks))


def sizes(text: str) -> Sizes | None:
    """Read lengths of axes: 4x4, (4, 4), 4 4, 3.5, 7/2; () for no axis."""
    inner = text.strip("()[] ,")
    if not inner and text in ("()", "[]"):
        return Sizes(())
    if not SIZES.fullmatch(inner):
        return None
    parts = [part.replace(" ", "") for part in re.findall(LENGTH, inner)]
    if any(re.search("/0+$", part) for part in parts):
        return None
    return Sizes(tuple(whole_or_not(Fraction(part)) for part in parts))


def whole_or_not(length: Fraction) -> int | Fraction:
    """Give a length as a whole number where it is one."""
    return int(length) if length.denominator == 1 else length


def _length_text(length: int | Fraction) -> str:
    return str(length) if isinstance(length, int) else f"{float(length):.6g}"


def cells(text: str) -> Cells | None:
    """Read places of a grid, blanks or brackets between: 0,1 1,1 or [0,1] [1,1]; - for none."""
    if text == "-":
        return Cells(frozenset())
    parts = re.split(r"(?<=[\])])[\s;]*(?=[\[(])|\s*;\s*|(?<=\d)\s+(?=\d)", text)
    matches = [CELL.fullmatch(part.strip()) for part in parts]
    if not all(matches):
        return None
    found = [match[1] for match in matches if match]
    return Cells(frozenset(tuple(map(int, place.split(","))) for place in found))


def option(text: str) -> Option | None:
    """Read the letter of a choice."""
    letter = text.lower().strip("().")
    return Option(letter) if re.fullmatch("[a-z]", letter) else None


NUMBER_FORM = Form("number", one_or_more)
NUMBERS_FORM = Form("numbers", many_numbers)
SIZES_FORM = Form("sizes", sizes)
CELLS_FORM = Form("cells", cells)
OPTION_FORM = Form("option", option)


def numbers_of(array: Array | float) -> Numbers:
    """Give the answer that an array is, or one number."""
    values = np.asarray(array, dtype=float)
    return Numbers(tuple(values.ravel().tolist()), values.shape)


def _number(text: str) -> tuple[float, float] | None:
    """Read a number with the slack that its decimals leave; a fraction is exact."""
    fraction = FRACTION.fullmatch(text)
    if fraction:
        return None if int(fraction[2]) == 0 else (float(Fraction(text.replace(" ", ""))), 0.0)
    if not NUMBER.fullmatch(text):
        return None
    mantissa, _, exponent = text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2]) if "." in mantissa else 0
    digits = sum(map(str.isdigit, mantissa.lstrip("+-0.")))
    if decimals < FEWEST_DECIMALS and digits < SIGNIFICANT_DIGITS:
        return float(text), 0.0
    return float(text), 0.5 * 10.0 ** (int(exponent or 0) - decimals) * (1 + CLOSE)


def _written(parts: list[str], shape: Shape) -> str:
    """Write numbers of a shape as nested lists."""
    if not shape:
        return parts[0]
    size = prod(shape[1:])
    rows = [_written(parts[at * size : (at + 1) * size], shape[1:]) for at in range(shape[0])]
    return f"[{', '.join(rows)}]"
