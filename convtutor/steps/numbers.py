"""Numbers as people read them in sentences and in tables: one rule for every view.

number   one number in a sentence: whole ones plain, others with up to 6 significant digits
column   numbers that stand under one another: whole ones plain, else one count of decimals
product  factors with × between them: 4×-1
"""

from collections.abc import Iterable, Sequence
from math import isfinite, isnan

SIGNIFICANT_DIGITS = 6
LARGEST_WHOLE = 1e15
MOST_DECIMALS = 4
TIMES = "×"


def number(value: float) -> str:
    """Write one number: 21, -0.333333, 1.5e-7, nan, inf, -inf; a zero of either sign is 0.

    Whole numbers below 1e15 stand in full. The minus is ASCII.
    """
    if isnan(value):
        return "nan"
    if not isfinite(value):
        return "inf" if value > 0 else "-inf"
    if is_whole(value):
        return str(int(value))
    return shortened(f"{value:.{SIGNIFICANT_DIGITS}g}")


def is_whole(value: float) -> bool:
    """Tell whether a number is written without a decimal point."""
    return isfinite(value) and abs(value) < LARGEST_WHOLE and value == int(value)


def shortened(text: str) -> str:
    """Write the exponent without its leading zeros and plus: 1.5e-07 becomes 1.5e-7."""
    mantissa, e, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if e else mantissa


def column(values: Sequence[float]) -> list[str]:
    """Write numbers in one format: all whole, or the same count of decimals, at most 4.

    There are as many decimals as the numbers need, fewer when the largest one is long. Where they
    would show a number as 0 that is not, each number is written by itself.
    """
    finite = [value for value in values if isfinite(value)]
    if all(is_whole(value) for value in finite):
        return [number(value) for value in values]
    whole_digits = len(str(int(max(abs(value) for value in finite))))
    most = min(MOST_DECIMALS, SIGNIFICANT_DIGITS - whole_digits)
    smallest = min(abs(value) for value in finite if value)
    if most < 1 or smallest < 0.5 * 10**-most:
        return [number(value) for value in values]
    decimals = max(1, *(_decimals(value, most) for value in finite))
    return [_fixed(value, decimals) for value in values]


def _decimals(value: float, most: int) -> int:
    """Count the decimals of a number rounded to `most` of them, without zeros at the end."""
    return len(f"{value:.{most}f}".rstrip("0").partition(".")[2])


def _fixed(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}" if isfinite(value) and value else number(value)


def product(values: Iterable[float]) -> str:
    """Write factors with the sign of multiplication between them: 3×1, 4×-1."""
    return TIMES.join(number(value) for value in values)
