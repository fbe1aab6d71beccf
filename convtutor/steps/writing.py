"""Terms as people write them: 3×1, 0.5×4, 6/4, and how they are joined.

    1×2 + 3×-1        products added up
    5 - 3             a coefficient of -1 is the minus between two terms
    -1×0.5×-2.3       at the beginning it is a factor
    2.7/10.3, 6/4     a factor that divides, a divisor
"""

from collections.abc import Callable

from convtutor.steps.numbers import TIMES, number
from convtutor.steps.step import Read, Tap

PLUS, MINUS, OVER = " + ", " - ", "/"


def plain_read(read: Read) -> str:
    """Write what was read."""
    return number(read.value)


def term_text(
    tap: Tap,
    read: Callable[[Read], str] = plain_read,
    times: str = TIMES,
    joined: bool = False,
) -> str:
    """Write a tap's term; one that is `joined` to others leaves its minus to the sign before it."""
    coefficient = -tap.coefficient if joined and is_taken_away(tap) else tap.coefficient
    above = [read(found) for found in tap.reads if not found.divides]
    if coefficient != 1 or not above:
        above.insert(0, number(coefficient))
    below = [read(found) for found in tap.reads if found.divides]
    below += [number(tap.divisor)] if tap.divisor != 1 else []
    return OVER.join([times.join(above), *below])


def is_taken_away(tap: Tap) -> bool:
    """Say whether a term stands behind a minus when others stand before it."""
    return tap.number > 0 and tap.coefficient < 0


def sign_before(tap: Tap) -> str:
    """Give what joins a term of a sum to those before it."""
    return MINUS if is_taken_away(tap) else PLUS
