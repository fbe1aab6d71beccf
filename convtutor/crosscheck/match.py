"""One array compared with torch's: the verdict, and the element that tells most.

Verdict     how an array agrees, from bit for bit to not at all
Difference  one element: ours, torch's, and what was allowed there
Cause       what may lie behind a mismatch
Match       one array compared in one lane

A number in a document that is not finite is written as the text "nan", "inf" or "-inf".
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import Enum
from math import isfinite, isnan, prod
from typing import Any

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape

LAYER, NETWORK = "layer", "network"


class Verdict(Enum):
    """How an array agrees; the order is that of trust, NOT_CHECKED says nothing."""

    EXACT = "EXACT"
    TYPICAL = "TYPICAL"
    WITHIN_BOUND = "WITHIN BOUND"
    WINOGRAD = "WINOGRAD"
    TF32 = "TF32"
    MISMATCH = "MISMATCH"
    NOT_CHECKED = "NOT CHECKED"

    @property
    def rank(self) -> int:
        """Order the verdicts: the higher, the worse."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class Difference:
    """One element: its index, our value, torch's and the greatest difference allowed there."""

    index: Index
    ours: float
    torch: float
    bound: float

    @property
    def size(self) -> float:
        """Give |ours - torch|: 0 for two equal values, inf where only one is a number."""
        if self.ours == self.torch or (isnan(self.ours) and isnan(self.torch)):
            return 0.0
        size = abs(self.ours - self.torch)
        return size if isfinite(size) else float("inf")

    @property
    def ratio(self) -> float:
        """Give the difference as a part of what is allowed: above 1 is too much."""
        if self.size == 0:
            return 0.0
        return self.size / self.bound if self.bound else float("inf")

    def as_json(self) -> dict[str, Any]:
        """Give the document of this element."""
        return {
            "index": list(self.index),
            "difference": json_number(self.size),
            "ours": json_number(self.ours),
            "torch": json_number(self.torch),
            "bound": json_number(self.bound),
            "ratio": json_number(self.ratio),
        }


@dataclass(frozen=True, slots=True)
class Cause:
    """What may lie behind a mismatch: a key of the words and its values. `kind` is the name of a
    misconception ("misconceptions.<kind>"), or a cause of another sort ("torch.cause.<kind>")."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the document of this cause."""
        return {"kind": self.kind, **self.values}


@dataclass(frozen=True, slots=True)
class Match:
    """One array in one lane.

    array        its full name: conv1.grad_input
    scope        LAYER: the layer alone, on our input; NETWORK: all layers end to end
    shape        ours; `torch_shape` is torch's where it differs
    disagreeing  how many elements differ by more than is allowed
    excluded     how many were left out, by reason
    ties         how many winners of equal value torch chose otherwise
    zero_signs   how many zeros have the other sign (noted, not held against torch)
    greatest     the element of the greatest difference, a disagreeing one where there is one
    arithmetic   that element written out, where the array mismatches
    """

    array: str
    scope: str
    shape: Shape
    verdict: Verdict
    disagreeing: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    ties: int = 0
    zero_signs: int = 0
    greatest: Difference | None = None
    torch_shape: Shape | None = None
    arithmetic: str = ""
    cause: Cause | None = None

    @property
    def elements(self) -> int:
        """Count the elements of the array."""
        return prod(self.shape)

    @property
    def left_out(self) -> int:
        """Count the elements that were left out, for whatever reason."""
        return sum(self.excluded.values())

    @property
    def place(self) -> str:
        """Give the address of the greatest difference: conv1.grad_input[0,0,2,1]."""
        if self.greatest is None:
            return self.array
        return f"{self.array}[{','.join(map(str, self.greatest.index))}]"

    def as_json(self) -> dict[str, Any]:
        """Give the document of this array."""
        return {
            "array": self.array,
            "scope": self.scope,
            "shape": list(self.shape),
            "torch_shape": None if self.torch_shape is None else list(self.torch_shape),
            "verdict": self.verdict.value,
            "elements": self.elements,
            "disagreeing": self.disagreeing,
            "excluded": dict(self.excluded),
            "ties": self.ties,
            "zero_signs": self.zero_signs,
            "greatest": None if self.greatest is None else self.greatest.as_json(),
            "arithmetic": self.arithmetic,
            "cause": None if self.cause is None else self.cause.as_json(),
        }


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Give the worst verdict of what was compared; NOT_CHECKED where nothing was."""
    compared = [verdict for verdict in verdicts if verdict is not Verdict.NOT_CHECKED]
    return max(compared, key=lambda verdict: verdict.rank, default=Verdict.NOT_CHECKED)


def json_number(value: float) -> float | str:
    """Give a number as JSON can hold it: "nan", "inf" and "-inf" as texts."""
    return value if isfinite(value) else str(value)
