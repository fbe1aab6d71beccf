"""Equations written in texts, computed again: "0×0 + 1×1 + 3×2 + 4×3 = 19".

Side      what stands on one side of an equals sign, as written, with its value
Equation  two sides that are said to be equal, or nearly so

A chain is made of numbers, + - × * /, brackets, floor, max, min and equals signs; words break it.
A side that a word may go on with, or begin, is not judged: "half of 8 = 4", "5 = 2 rows + 3",
"K-1 = 2", output[0,1], 3x3. So prose is never misread, at the price that some equations are not
checked.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from convtutor.data import dataclass
from convtutor.lesson.sums import is_bare, value_of

CALL = r"(?:floor|max|min)\((?:[^()=≈]|\((?:[^()=≈]|\([^()=≈]*\))*\))*\)"
CHAIN = re.compile(
    rf"(?:{CALL}|\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d+(?:\.\d+)?|[-+×*/−()=≈ ])+"
)
WORD = re.compile(r"[A-Za-z_\d]*[A-Za-z_][\w.]*(?:\[[^\]]*\])?|\[[^\]]*\]|={2,}|[<>!]=")
EQUALS = re.compile(r"([=≈])")
COMPUTING = "times|plus|minus|over|by|less|divided|[加减乘除倍余]"  # part of something larger
JOINS_BEFORE = re.compile(rf"(?:{COMPUTING}|of|half|twice|root|半)")
JOINS_BEHIND = re.compile(rf"(?:{COMPUTING}|squared)")
DIGITS_GO_ON = ("...", "…")
STICKS_BEFORE = re.compile(r"[A-Za-z_\d\])^√#$@%²³.]$")
STICKS_BEHIND = re.compile(r"[A-Za-z_\d\[(^%²³°!]|\.\d")
WORD_BEFORE = re.compile(r"[^\W\d]+$")
WORD_BEHIND = re.compile(r"\s*([^\W\d_]+)")
GOES_ON = re.compile(r"\s*[^\W\d_]+\s*(?:[×*+/=≈−]|- )")


@dataclass(frozen=True, slots=True)
class Side:
    """A side as written, and its value; None where it cannot be judged."""

    text: str
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sides with the sign between them: = or ≈, or "..." where the right one's digits go on."""

    left: Side
    sign: str
    right: Side

    def __str__(self) -> str:
        if self.sign in DIGITS_GO_ON:
            return f"{self.left.text} = {self.right.text}{self.sign}"
        return f"{self.left.text} {self.sign} {self.right.text}"

    @property
    def holds(self) -> bool:
        """Say whether the sides are equal; with ≈, as far as a side's written digits go.

        What cannot be judged counts as true.
        """
        left, right = self.left.value, self.right.value
        if left is None or right is None:
            return True
        if self.sign == "=":
            return left == right
        if self.sign in DIGITS_GO_ON:
            return 0 <= abs(left) - abs(right) < 2 * _half_a_digit(self.right.text)
        bare = [side.text for side in (self.left, self.right) if is_bare(side.text)]
        return not bare or abs(left - right) <= max(_half_a_digit(text) for text in bare)


def equations_in(text: str) -> Iterator[Equation]:
    """Give the equations of a text, those of a chain one after another."""
    for begin, end in _stretches(text):
        for found in CHAIN.finditer(text, begin, end):
            yield from _equations(text, found.start(), found.end())


def false_equations(text: str) -> list[str]:
    """Say of each equation of a text that does not hold what it is instead."""
    return [
        f"'{equation}' does not hold: {_said(equation)}"
        for equation in equations_in(text)
        if not equation.holds
    ]


def _said(equation: Equation) -> str:
    sides = [side for side in (equation.left, equation.right) if not is_bare(side.text)]
    return ", ".join(f"{side.text} is {_number(side.value)}" for side in sides)


def _number(value: Fraction | None) -> str:
    if value is None:
        return "unknown"
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"


def _half_a_digit(text: str) -> Fraction:
    decimals = len(text.partition(".")[2])
    return Fraction(1, 2 * 10**decimals)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Give the parts of a text between its words, places and signs of other kinds."""
    begin = 0
    for word in WORD.finditer(text):
        if word.group() in ("floor", "max", "min") and text[word.end() : word.end() + 1] == "(":
            continue
        yield begin, word.start()
        begin = word.end()
    yield begin, len(text)


def _equations(text: str, begin: int, end: int) -> Iterator[Equation]:
    parts = EQUALS.split(text[begin:end])
    if len(parts) < 3:
        return
    sides = [Side(part.strip(), value_of(part)) for part in parts[::2]]
    if _is_begun(text[:begin], parts[0], sides[0]):
        sides[0] = Side(sides[0].text, None)
    if _goes_on(text[end:], parts[-1]):
        sides[-1] = Side(sides[-1].text, None)
    if all(is_bare(side.text) for side in sides):
        return  # "row 2 = 3": nothing is computed
    signs = parts[1::2]
    dots = next((dots for dots in DIGITS_GO_ON if text.startswith(dots, end)), None)
    if dots is not None and is_bare(sides[-1].text):
        signs[-1] = dots
    for sign, left, right in zip(signs, sides, sides[1:], strict=False):
        yield Equation(left, sign, right)


def _is_begun(before: str, part: str, side: Side) -> bool:
    """Say whether the first side may have begun in the words before it."""
    if not part.startswith(" ") and STICKS_BEFORE.search(before):
        return True
    word = WORD_BEFORE.search(before.rstrip())
    if word is None:
        return before.rstrip()[-1:] in tuple("^√]") or _begins_with_sign(part)
    computes = JOINS_BEFORE.fullmatch(word[0]) or JOINS_BEFORE.fullmatch(word[0][-1])
    return is_bare(side.text) or _begins_with_sign(part) or computes is not None


def _begins_with_sign(part: str) -> bool:
    """Say whether a side begins with a sign that stands between two things; -3 is a number."""
    return part.lstrip()[:1] in tuple("+×*/") or part.lstrip()[:2] in ("- ", "− ")


def _goes_on(behind: str, part: str) -> bool:
    """Say whether the last side may go on in the words behind it."""
    if not part.endswith(" ") and STICKS_BEHIND.match(behind):
        return True
    word = WORD_BEHIND.match(behind)
    computes = word is not None and (
        JOINS_BEHIND.fullmatch(word[1]) or JOINS_BEHIND.fullmatch(word[1][0])
    )
    return bool(computes) or GOES_ON.match(behind) is not None
