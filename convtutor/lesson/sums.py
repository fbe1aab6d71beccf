"""The value of a written sum: numbers, + - × * /, brackets, floor, max and min; exact."""

import re
from fractions import Fraction
from math import floor

from convtutor.data import dataclass

TOKEN = re.compile(r"\s*(\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?|floor|max|min|[-+×*/−(),])")
BARE = re.compile(r"\s*[-−]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*")
LONGEST = 300
LONGEST_NUMBER = 30


class NoSumError(Exception):
    """What is written is no sum."""


def is_bare(text: str) -> bool:
    """Say whether a text is a number by itself."""
    return BARE.fullmatch(text) is not None


def value_of(text: str) -> Fraction | None:
    """Give the value of a sum, None for what is none or has none."""
    tokens: list[str] = []
    at, text = 0, text.strip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            return None
        tokens.append(found[1])
        at = found.end()
    if len(tokens) > LONGEST or any(len(token) > LONGEST_NUMBER for token in tokens):
        return None
    try:
        return _Sum(tokens).whole()
    except (NoSumError, ZeroDivisionError):
        return None


@dataclass(slots=True)
class _Sum:
    """Reads tokens from `at` on, as one reads a sum: products first, from left to right."""

    tokens: list[str]
    at: int = 0

    def whole(self) -> Fraction:
        """Read all there is."""
        value = self._sum()
        if self.at < len(self.tokens):
            raise NoSumError
        return value

    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self, *wanted: str) -> str:
        """Take one of the wanted tokens, nothing where another stands."""
        token = self._next()
        if token not in wanted:
            return ""
        self.at += 1
        return token

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._take("+", "-", "−"):
            term = self._product()
            value = value + term if sign == "+" else value - term
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._take("×", "*", "/"):
            factor = self._factor()
            value = value / factor if sign == "/" else value * factor
        return value

    def _factor(self) -> Fraction:
        if self._take("-", "−"):
            return -self._factor()
        if function := self._take("floor", "max", "min"):
            self._expect("(")
            return self._call(function)
        if self._take("("):
            value = self._sum()
            self._expect(")")
            return value
        token = self._next()
        if not token[:1].isdigit():
            raise NoSumError
        self.at += 1
        return Fraction(token.replace(",", ""))

    def _call(self, function: str) -> Fraction:
        values = [self._sum()]
        while self._take(","):
            values.append(self._sum())
        self._expect(")")
        if function == "floor":
            if len(values) != 1:
                raise NoSumError
            return Fraction(floor(values[0]))
        return max(values) if function == "max" else min(values)

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise NoSumError
