"""What is done to an element once its terms are reduced: divided by a count, exp, 1 / sqrt.

Finish      a function of the reduced value: as it is written, computed, and how far it may be off
divided_by  the division by a count
FUNCTIONS   the functions that a formula, and so a listing, may name

Source of the units: the greatest errors of NumPy's and torch's functions, measured in units of
rounding and rounded up.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from math import frexp, prod
from typing import Any, TypeAlias

import numpy as np

from convtutor.data import dataclass

Function: TypeAlias = Callable[[Any], Any]

FUNCTIONS: Mapping[str, Any] = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "tanh": np.tanh,
}
EXACT_IN_FLOAT32 = 2**24  # every integer up to here
SLOT = re.compile(r"\(\{\}\)|\{\}")
PLAIN = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class Finish:
    """A function of the reduced value; `value`, `slope` and `size` take numbers and arrays.

    formula  Python with `{}` for the reduced value: "{} / 12", "exp({})"
    value    the function
    slope    its derivative
    units    how many units of rounding `size` it is off at most; 0 where nothing is rounded
    size     what the rounding is measured by; the value itself unless given
    """

    formula: str
    value: Function = field(compare=False, repr=False)
    slope: Function = field(compare=False, repr=False)
    units: float
    size: Function | None = field(default=None, compare=False, repr=False)

    def applied(self, total: float) -> float:
        """Give the function of one number; infinite or NaN without a warning."""
        with np.errstate(all="ignore"):
            return float(self.value(np.float64(total)))

    def pieces(self, total: str) -> list[str]:
        """Give the formula around a reduced value: what stands before, between, and behind it.

        Brackets are there where a function has them, and around a sum or a minus.
        """
        bare = PLAIN.fullmatch(total)
        opened = SLOT.sub(lambda slot: slot[0] if bare else "({})", self.formula)
        return opened.split("{}")

    def written(self, total: str) -> str:
        """Write the formula around a number or a sum: (3 + 4) / 12."""
        return total.join(self.pieces(total))


@lru_cache(maxsize=4096)
def divided_by(*counts: float) -> Finish:
    """Give the division by a count, negative ones too, or by several one after the other.

    It is written with their product. Each rounds once, but not by a power of two, and once more
    where float32 cannot hold the count.
    """
    count = prod(counts)
    written = int(count) if float(count).is_integer() else count
    return Finish(
        f"{{}} / {written}",
        lambda total: np.divide(total, count),
        lambda total: np.divide(np.ones_like(total), count),
        sum(0 if abs(frexp(n)[0]) == 0.5 else 1 if abs(n) <= EXACT_IN_FLOAT32 else 2
            for n in counts),
    )
