"""The checks that torch's keyword arguments pass: integers, one or several, flags, numbers.

Several may be given as one integer, a 1-tuple or one for each, as torch takes them. bool is no
integer.
"""

from math import isfinite
from numbers import Real
from operator import index
from typing import SupportsIndex

import numpy as np

from convtutor.errors import ArgumentError

LARGEST = 2**63 - 1  # torch keeps its arguments in 64 bits
WIDEST = -(2**63), 2**64 - 1  # where it takes any number, it takes an integer of either kind


def integer(where: str, name: str, value: object, least: int, most: int = LARGEST) -> int:
    """Give an integer from `least` to `most`.

    Raises ArgumentError for anything else, bool and float included.
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, SupportsIndex):
        raise ArgumentError(f"{where}: {name} must be an integer, got {value!r}")
    try:
        number = index(value)
    except TypeError:  # a NumPy array has __index__, and refuses
        raise ArgumentError(f"{where}: {name} must be an integer, got {value!r}") from None
    if number < least:
        raise ArgumentError(f"{where}: {name} must be {least} or more, got {value!r}")
    if number > most:
        raise ArgumentError(f"{where}: {name} must be at most {most}, got {value!r}")
    return number


def several(
    where: str, name: str, value: object, count: int, least: int, most: int = LARGEST
) -> tuple[int, ...]:
    """Give one integer for each of `count` axes, from one integer or a sequence of 1 or `count`.

    Raises ArgumentError for another length, and for entries that are no integers from `least` to
    `most`.
    """
    if isinstance(value, list | tuple):
        if len(value) not in (1, count):
            wanted = "one integer" if count == 1 else f"one integer or {count}, one an axis"
            raise ArgumentError(f"{where}: {name} must be {wanted}, got {value!r}")
        numbers = tuple(integer(where, name, number, least, most) for number in value)
        return numbers if len(numbers) == count else numbers * count
    return (integer(where, name, value, least, most),) * count


def number(where: str, name: str, value: object) -> float:
    """Give a finite number as Python's float.

    Raises ArgumentError for anything else, bool, infinities and NaN included.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ArgumentError(f"{where}: {name} must be a number, got {value!r}")
    try:
        found = float(value)
    except OverflowError:  # an integer that no float can hold
        found = float("inf")
    if not isfinite(found):
        raise ArgumentError(f"{where}: {name} must be a finite number, got {value!r}")
    return found


def flag(where: str, name: str, value: object) -> bool:
    """Give True or False; raises ArgumentError for anything that is not a bool."""
    if not isinstance(value, bool):
        raise ArgumentError(f"{where}: {name} must be true or false, got {value!r}")
    return value


def real(where: str, name: str, value: object) -> float:
    """Give a real number, infinities and NaN among them; True and False are 1 and 0, as in torch.

    Raises ArgumentError for anything else, and for an integer of more than 64 bits.
    """
    if not isinstance(value, int | float | np.integer | np.floating | np.bool_):
        raise ArgumentError(f"{where}: {name} must be a number, got {value!r}")
    if isinstance(value, int) and not WIDEST[0] <= value <= WIDEST[1]:
        raise ArgumentError(
            f"{where}: {name} must be a number that 64 bits hold, got an integer of "
            f"{value.bit_length()} bits"
        )
    return float(value)
