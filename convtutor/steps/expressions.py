"""Expressions over the arrays of a run: the grammar of goals, of stated facts, and of curves.

Expression  a text that has a value, an array or a number
Truth       a text that is true or false of a run; `account` says why it is not true

The grammar: arrays by name (conv1.output, input, x.grad, conv1@7.weight), keywords of layers
(conv1.padding), and their elements and slices as in places, leading axes of length 1 left out;
numbers, nan, inf and lists of them; + - * /; the functions of KNOWN; comparisons, `and`, `or`,
`not`. Two arrays are equal when, leading axes of length 1 apart, their shapes and all their
elements are. Every node of the text's tree must be on a list; nothing is evaluated as Python.
"""

from dataclasses import field

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.steps.expression_account import account_of
from convtutor.steps.expression_reader import Claim, Lookup, Meaning, Reader, parts_of
from convtutor.steps.expression_text import names_in, parsed

__all__ = ["Expression", "Lookup", "Truth", "parse_expression", "parse_truth"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A text with a value, and the names of the arrays it reads."""

    text: str
    names: tuple[str, ...]
    meaning: Meaning = field(compare=False, repr=False)

    def value(self, lookup: Lookup) -> Array:
        """Give the value; raises UsageError for a name or an index that there is not."""
        with np.errstate(all="ignore"):  # inf and NaN are numbers a lesson may show
            return self.meaning(lookup)


@dataclass(frozen=True, slots=True)
class Truth:
    """A text that is true or false of a run: true when every one of its claims is.

    A text with `or` or `not` at its top is one claim.
    """

    text: str
    names: tuple[str, ...]
    claims: tuple[Claim, ...] = field(compare=False, repr=False)

    def holds(self, lookup: Lookup) -> bool:
        """Say whether it is true; raises UsageError for names and shapes that do not fit."""
        with np.errstate(all="ignore"):
            return all(claim.holds(lookup) for claim in self.claims)

    def account(self, lookup: Lookup) -> list[tuple[str, str]]:
        """Give what the sides of the first claim that fails are: (as written, its value)."""
        with np.errstate(all="ignore"):
            failing = next((claim for claim in self.claims if not claim.holds(lookup)), None)
            return [] if failing is None else account_of(failing, lookup)


def parse_expression(text: str) -> Expression:
    """Read an expression; raises UsageError: a sentence, the text and a caret under the fault."""
    written = text.strip()
    tree = parsed(written)
    return Expression(written, names_in(tree), Reader(written).number(tree))


def parse_truth(text: str) -> Truth:
    """Read a condition on arrays; raises UsageError as `parse_expression` does."""
    written = text.strip()
    tree = parsed(written)
    reader = Reader(written)
    return Truth(written, names_in(tree), tuple(reader.claim(part) for part in parts_of(tree)))
