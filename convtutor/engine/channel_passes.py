"""Passes over (N, C, ...): one number a channel, or one an element that reads its channel's.

Part           one term of a sum: a coefficient times arrays, over a divisor
ChannelPasses  makes the passes for one shape, each rule with its loops

Letters: n sample, c channel, z y x place. Axes of length 1 among n, c, z are left out of the loops
and of the subscripts; the one number of the one channel is then that at 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from convtutor.engine.arrays import Index, Shape
from convtutor.engine.finish import Finish
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Mark,
    left_out_axes,
    subscript,
)
from convtutor.engine.operator import Pass, Term, element
from convtutor.engine.sliding_listing import unravel

PLACES = ("z", "y", "x")


@dataclass(frozen=True, slots=True)
class Part:
    """A coefficient times the product of arrays, over a divisor.

    The loops show the coefficient as `written` where that is given: "(1 - 0.1)" for 0.9.
    """

    arrays: tuple[str, ...]
    coefficient: float = 1.0
    divisor: int = 1
    written: str = ""

    @property
    def is_taken_away(self) -> bool:
        """Say whether the loops show the coefficient -1 as a minus."""
        return self.coefficient == -1 and not self.written

    @property
    def factor(self) -> str:
        """Write the coefficient as a factor, nothing where the sign says it all."""
        if abs(self.coefficient) == 1 and not self.written:
            return ""
        return f"{self.written or self.coefficient} * "


@dataclass(frozen=True, slots=True)
class ChannelPasses:
    """Makes passes for `shape` (N, C, ...), of two to five axes.

    `whole` names the arrays of that shape; all others have one number a channel.
    """

    shape: Shape
    whole: frozenset[str]

    def summed(self, direction: str, target: str, part: Part, finish: Finish | None = None) -> Pass:
        """Make one number a channel: a part summed over all elements of the channel."""
        others = (self.shape[0], *self.shape[2:])

        def terms(index: Index) -> tuple[Term, ...]:
            places = product(*map(range, others))
            return tuple(self._term(part, (n, *index, *place)) for n, *place in places)

        def locate(index: Index, number: int | None, fate: Fate) -> Mark:
            if number is None:
                return Mark(store, self._alive(("c",), index))
            n, *place = unravel(number, others)
            return Mark(tap, self._alive(self._names, (n, *index, *place)))

        writer = ListingWriter()
        writer.loops({"c": self.shape[1]}, self._left_out)
        writer.add("total = 0", LineKind.START)
        outer = writer.depth
        extents = dict(zip(self._names, self.shape, strict=True))
        writer.loops(extents, self._left_out | {"c"})
        tap = writer.add(f"total += {self._product(part)}", LineKind.TAP)
        writer.depth = outer
        store = self._store(writer, target, finish)
        listing = Listing(tuple(writer.lines), self._squeezed(target, part), locate)
        return Pass(direction, target, self.shape[1:2], terms, listing, finish=_always(finish))

    def made(
        self, direction: str, target: str, *parts: Part, finish: Finish | None = None
    ) -> Pass:
        """Make the target's elements one by one, each the sum of the parts at its place."""
        is_whole = target in self.whole
        names, shape = (self._names, self.shape) if is_whole else (("c",), self.shape[1:2])

        def terms(index: Index) -> tuple[Term, ...]:
            at = index if is_whole else (0, *index)
            return tuple(self._term(part, at) for part in parts)

        def locate(index: Index, number: int | None, fate: Fate) -> Mark:
            line = store if number is None else taps[number]
            return Mark(line, self._alive(names, index))

        writer = ListingWriter()
        writer.loops(dict(zip(names, shape, strict=True)), self._left_out)
        taps = [self._tap(writer, number, part) for number, part in enumerate(parts)]
        store = self._store(writer, target, finish)
        listing = Listing(tuple(writer.lines), self._squeezed(target, *parts), locate)
        return Pass(direction, target, shape, terms, listing, finish=_always(finish))

    @property
    def _names(self) -> tuple[str, ...]:
        return ("n", "c", *PLACES[len(PLACES) + 2 - len(self.shape) :])

    @property
    def _left_out_axes(self) -> tuple[int, ...]:
        return left_out_axes(self.shape, min(2, len(self.shape) - 2))

    @property
    def _left_out(self) -> frozenset[str]:
        return frozenset(self._names[axis] for axis in self._left_out_axes)

    def _alive(self, names: tuple[str, ...], index: Index) -> dict[str, int]:
        """Give the loop variables at an element."""
        at = zip(names, index, strict=True)
        return {name: number for name, number in at if name not in self._left_out}

    def _term(self, part: Part, at: Index) -> Term:
        """Read the arrays of a part at a place of the whole shape."""
        reads = tuple(
            element(array, *(at if array in self.whole else at[1:2])) for array in part.arrays
        )
        return Term(reads, part.coefficient, divisor=part.divisor)

    def _element(self, array: str) -> str:
        if array not in self.whole:
            return f"{array}[{'0' if 'c' in self._left_out else 'c'}]"
        return f"{array}{subscript(self._names, self._left_out_axes)}"

    def _product(self, part: Part) -> str:
        """Write a part without the minus of one that is taken away."""
        above = part.factor + " * ".join(self._element(array) for array in part.arrays)
        return above if part.divisor == 1 else f"{above} / {part.divisor}"

    def _tap(self, writer: ListingWriter, number: int, part: Part) -> int:
        first, later = ("= -", "-= ") if part.is_taken_away else ("= ", "+= ")
        sign = later if number else first
        return writer.add(f"total {sign}{self._product(part)}", LineKind.TAP)

    def _store(self, writer: ListingWriter, target: str, finish: Finish | None) -> int:
        value = "total" if finish is None else finish.written("total")
        return writer.add(f"{self._element(target)} = {value}", LineKind.STORE)

    def _squeezed(self, target: str, *parts: Part) -> dict[str, tuple[int, ...]]:
        """Say which axes the loops leave out of the arrays of the whole shape that they name."""
        named = [target, *(array for part in parts for array in part.arrays)]
        return {array: self._left_out_axes for array in named if array in self.whole}


def _always(finish: Finish | None) -> Callable[[Index], Finish] | None:
    return None if finish is None else lambda index: finish
