"""What stands between the brackets of a tensor: read from text, and laid on an array's axes.

Span   start:stop:step as it is written; what is left out is None
Part   what is said of one axis: a span, a whole number, or ... for as many whole axes as fit
Taken  what is taken of one axis: the first place, how many, how far apart

Source: torch.Tensor.__getitem__; NumPy, "Basic indexing". Ends are half open, numbers below 0
count from the end, the ends of a span are clipped and a whole number is not. torch takes no steps
below 1.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from types import EllipsisType
from typing import TypeAlias

from convtutor.data import dataclass
from convtutor.engine.arguments import LARGEST
from convtutor.engine.arrays import Shape
from convtutor.errors import ArgumentError

NUMBER = re.compile(r"-?[0-9]{1,19}")
HOW = 'write start:stop, start:stop:step, a whole number or ..., as in "0:2, 1:3"'
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, but without, `stop`; every `step`-th."""

    start: int | None = None
    stop: int | None = None
    step: int = 1

    def __str__(self) -> str:
        """Write it as it stands between brackets."""
        ends = ("" if end is None else str(end) for end in (self.start, self.stop))
        return ":".join(ends) + (f":{self.step}" if self.step != 1 else "")


Part: TypeAlias = Span | int | EllipsisType


@dataclass(frozen=True, slots=True)
class Taken:
    """The places start, start + step, ... of one axis; an axis that is not `kept` has one alone."""

    start: int
    count: int
    step: int
    kept: bool

    @property
    def places(self) -> range:
        """Give the places."""
        return range(self.start, self.start + self.count * self.step, self.step)

    @property
    def stop(self) -> int:
        """Give the place behind the last one taken; the start where none is."""
        return self.places[-1] + 1 if self.count else self.start


@lru_cache(maxsize=256)
def parse_index(text: str) -> tuple[Part, ...]:
    """Read the parts of "0:2, 1:3"; raises ArgumentError that names the part and what is wrong."""
    if not text.strip():
        raise ArgumentError(f"slice: index must name at least one axis, got {text!r}; {HOW}")
    if "[" in text or "]" in text:
        raise ArgumentError(f"slice: index stands without brackets, got {_short(text)}; {HOW}")
    parts = tuple(_part(piece.strip(), at, text) for at, piece in enumerate(text.split(","), 1))
    if sum(part is ... for part in parts) > 1:
        raise ArgumentError(f"slice: index may hold ... once, got {_short(text)}")
    return parts


def write_index(parts: Sequence[Part]) -> str:
    """Write the parts as they stand between brackets."""
    return ", ".join("..." if part is ... else str(part) for part in parts)


def whole_parts(parts: Sequence[Part], shape: Shape) -> tuple[Span | int, ...]:
    """Give one part for each axis: what is not spoken of is taken whole.

    Raises ArgumentError where there are more parts than axes.
    """
    spoken = [part for part in parts if not isinstance(part, EllipsisType)]
    missing = len(shape) - len(spoken)
    if missing < 0:
        raise ArgumentError(
            f"slice: index {write_index(parts)!r} speaks of {len(spoken)} axes, the input of shape "
            f"{shape} has {len(shape)}; leave out {-missing}"
        )
    at = next((number for number, part in enumerate(parts) if part is ...), len(spoken))
    return (*spoken[:at], *(Span(),) * missing, *spoken[at:])


def taken_of(shape: Shape, parts: Sequence[Part]) -> tuple[Taken, ...]:
    """Say what is taken of every axis; raises ArgumentError for a number outside its axis."""
    whole = whole_parts(parts, shape)
    return tuple(_taken(part, axis, shape) for axis, part in enumerate(whole))


def _taken(part: Span | int, axis: int, shape: Shape) -> Taken:
    extent = shape[axis]
    if isinstance(part, Span):
        places = range(*slice(part.start, part.stop, part.step).indices(extent))
        return Taken(places.start, len(places), part.step, kept=True)
    if not -extent <= part < extent:
        there = f"must be from {-extent} to {extent - 1}" if extent else "has no place to name"
        raise ArgumentError(
            f"slice: the number for axis {axis} {there} for an input of shape {shape}, got {part}"
        )
    return Taken(part % extent, 1, 1, kept=False)


def _part(piece: str, number: int, text: str) -> Part:
    where = f"slice: part {number} of index {_short(text)}"
    if not piece:
        raise ArgumentError(f"{where}: expected a part, got nothing; {HOW}")
    if piece == "...":
        return ...
    if ":" not in piece:
        return _number(piece, where, "a whole number")
    ends = [end.strip() for end in piece.split(":")]
    if len(ends) > 3:
        raise ArgumentError(f"{where}: expected at most two colons, got {piece!r}; {HOW}")
    names = ("a start", "a stop", "a step")
    start, stop, step = (
        _number(end, where, wanted) if end else None
        for end, wanted in zip((*ends, "", "")[:3], names, strict=True)
    )
    if step is not None and step < 1:
        raise ArgumentError(
            f"{where}: expected a step of 1 or more, got {step}; torch takes no other, flip turns "
            "an axis around"
        )
    return Span(start, stop, 1 if step is None else step)


def _number(text: str, where: str, wanted: str) -> int:
    if not NUMBER.fullmatch(text):
        raise ArgumentError(f"{where}: expected {wanted} in digits, got {_short(text)}; {HOW}")
    number = int(text)
    if not -LARGEST - 1 <= number <= LARGEST:
        raise ArgumentError(f"{where}: expected {wanted} that 64 bits hold, got {text}")
    return number


def _short(text: str) -> str:
    return repr(text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}...")
