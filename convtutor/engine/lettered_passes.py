"""Passes over arrays whose axes go by letters: each rule with its loops.

When      the gate before a term: an array that must hold a number, or the class of the loop
Part      one term: a coefficient times arrays, over other arrays and a divisor
Lettered  makes the passes, from the letters of every array and how far each letter counts

Letters: n sample, c class or channel, z y x place. Where a target has a letter that an array lacks,
the array is read at the same element again. Letters that count to 1 have no loop and stand in no
subscript. The running value is called `value`, so that a stage may be called `total`.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import inf, prod

from convtutor.data import dataclass
from convtutor.engine.arrays import Index, Shape
from convtutor.engine.finish import Finish
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Mark,
    fate_lines,
    subscript,
)
from convtutor.engine.operator import Factor, Gate, Pass, Reduce, Term
from convtutor.engine.sliding_listing import unravel

Letters = tuple[str, ...]
PLACES = ("z", "y", "x")


@dataclass(frozen=True, slots=True)
class When:
    """The term counts where `array` holds `wanted`: a number, or a letter for what it counts."""

    array: str
    wanted: str | int


@dataclass(frozen=True, slots=True)
class Part:
    """A coefficient times the product of `arrays`, over those `below` and a divisor.

    The loops show the coefficient's size as `written` where that is given: "(1 - 0.1)" for 0.9.
    """

    arrays: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    coefficient: float = 1.0
    divisor: float = 1
    written: str = ""
    when: When | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Name every array that is read, the gate's among them."""
        return (*self.arrays, *self.below, *(() if self.when is None else (self.when.array,)))

    @property
    def signed(self) -> tuple[str, str]:
        """Give the sign of the coefficient, and itself as it is written without it."""
        size = self.written or plain_number(abs(self.coefficient))
        return "-" if self.coefficient < 0 else "", "" if size == "1" and self.arrays else size


@dataclass(frozen=True, slots=True)
class Lettered:
    """Makes passes.

    `extents` says how far each letter counts, in the order of the loops; `letters` gives the
    letters of every array's axes, "" for an axis of length 1 that has none.
    """

    extents: Mapping[str, int]
    letters: Mapping[str, Letters]

    def made(
        self, direction: str, target: str, *parts: Part, over: Letters = (),
        finish: Finish | None = None,
    ) -> Pass:
        """Make the target's elements, each the sum of the parts at its place.

        A single part may be summed `over` letters that the target does not have.
        """

        def terms(index: Index) -> tuple[Term, ...]:
            places = self._places(target, index, over)
            return tuple(self._term(part, at) for at in places for part in parts)

        listing = self._sum_listing(target, parts, over, finish)
        done_last = None if finish is None else lambda index: finish
        return Pass(direction, target, self.shape(target), terms, listing, finish=done_last)

    def largest(self, direction: str, target: str, array: str, over: Letters) -> Pass:
        """Make the target's elements, each the largest of an array over some letters."""

        def terms(index: Index) -> tuple[Term, ...]:
            places = self._places(target, index, over)
            return tuple(Term((self._factor(array, at),)) for at in places)

        listing, shape = self._largest_listing(target, array, over), self.shape(target)
        return Pass(direction, target, shape, terms, listing, Reduce.MAX, outside=-inf)

    def shape(self, array: str) -> Shape:
        """Give the shape of an array."""
        return tuple(self.extents[letter] if letter else 1 for letter in self.letters[array])

    def count(self, letters: Letters) -> int:
        """Count the elements that some letters run over."""
        return prod(self.extents[letter] for letter in letters)

    def _sum_listing(
        self, target: str, parts: tuple[Part, ...], over: Letters, finish: Finish | None
    ) -> Listing:
        writer = self._opened(target)
        started = bool(over) or any(part.when for part in parts)
        if started:
            writer.add("value = 0", LineKind.START)
        outer = writer.depth
        writer.loops({letter: self.extents[letter] for letter in over}, self._single)
        inner, lines = writer.depth, list[dict[Fate, int]]()
        for part in parts:
            lines.append(self._tap(writer, part, started or bool(lines)))
            writer.depth = inner
        writer.depth = outer
        value = "value" if finish is None else finish.written("value")
        store = writer.add(f"{self._element(target)} = {value}", LineKind.STORE)
        named = [target, *(name for part in parts for name in part.named)]
        locate = self._locator(target, over, lines, store)
        return Listing(tuple(writer.lines), self._squeezed(named), locate, "value")

    def _largest_listing(self, target: str, array: str, over: Letters) -> Listing:
        writer = self._opened(target)
        writer.add("largest = -inf", LineKind.START)
        outer, read = writer.depth, self._element(array)
        writer.loops({letter: self.extents[letter] for letter in over}, self._single)
        compare = writer.test(f"{read} > largest or isnan({read})", LineKind.COMPARE)
        tap = writer.add(f"largest = {read}", LineKind.TAP)
        writer.depth = outer
        store = writer.add(f"{self._element(target)} = largest", LineKind.STORE)
        locate = self._locator(target, over, [fate_lines(tap, compare=compare)], store)
        return Listing(tuple(writer.lines), self._squeezed([target, array]), locate, "largest")

    def _locator(
        self, target: str, over: Letters, lines: list[dict[Fate, int]], store: int
    ) -> Callable[[Index, int | None, Fate], Mark]:
        """Give the way to the mark of a step: a tap is a turn of the inner loops, or a part."""
        counts = [self.extents[letter] for letter in over]

        def locate(index: Index, number: int | None, fate: Fate) -> Mark:
            at = self._place(target, index)
            if number is None:
                return self._mark(store, at)
            if not over:
                return self._mark(lines[number][fate], at)
            inner = dict(zip(over, unravel(number, counts), strict=True))
            return self._mark(lines[0][fate], {**at, **inner})

        return locate

    @property
    def _single(self) -> frozenset[str]:
        return frozenset(letter for letter, extent in self.extents.items() if extent == 1)

    def _opened(self, target: str) -> ListingWriter:
        """Begin the loops over the target's elements."""
        writer = ListingWriter()
        writer.loops({x: self.extents[x] for x in self.letters[target] if x}, self._single)
        return writer

    def _place(self, target: str, index: Index) -> dict[str, int]:
        """Say what each letter of the target counts at an element."""
        return dict(zip(self.letters[target], index, strict=True))

    def _places(self, target: str, index: Index, over: Letters) -> Iterator[dict[str, int]]:
        """Give what each letter counts, for every turn of the loops over some letters."""
        at = self._place(target, index)
        for inner in product(*(range(self.extents[letter]) for letter in over)):
            yield {**at, **dict(zip(over, inner, strict=True))}

    def _mark(self, line: int, at: Mapping[str, int]) -> Mark:
        alive = {x: number for x, number in at.items() if x and x not in self._single}
        return Mark(line, alive)

    def _factor(self, array: str, at: Mapping[str, int], divides: bool = False) -> Factor:
        index = tuple(at.get(letter, 0) for letter in self.letters[array])
        return Factor(array, index, index, divides=divides)

    def _term(self, part: Part, at: Mapping[str, int]) -> Term:
        above = tuple(self._factor(array, at) for array in part.arrays)
        below = tuple(self._factor(array, at, divides=True) for array in part.below)
        return Term((*above, *below), part.coefficient, self._gate(part.when, at), part.divisor)

    def _gate(self, when: When | None, at: Mapping[str, int]) -> Gate | None:
        if when is None:
            return None
        wanted = at[when.wanted] if isinstance(when.wanted, str) else when.wanted
        return Gate(when.array, self._factor(when.array, at).index, wanted)

    def _element(self, array: str) -> str:
        """Write an element: "input[n, c]", "total_weight[()]" for one without a letter."""
        return f"{array}{subscript(self.letters[array], self._left_out(array))}"

    def _left_out(self, array: str) -> tuple[int, ...]:
        """Give the axes of an array that the loops leave out."""
        letters = enumerate(self.letters[array])
        return tuple(axis for axis, x in letters if not x or x in self._single)

    def _squeezed(self, named: list[str]) -> dict[str, tuple[int, ...]]:
        return {array: self._left_out(array) for array in named}

    def _tap(self, writer: ListingWriter, part: Part, adds: bool) -> dict[Fate, int]:
        """Write the lines of one part: what stands before it, and what it does to the value."""
        gate = None
        if part.when is not None:
            gate = writer.test(self._condition(part.when), LineKind.GATE)
        sign, size = part.signed
        above = " * ".join([*([size] if size else []), *map(self._element, part.arrays)])
        below = [*map(self._element, part.below)]
        below += [plain_number(part.divisor)] if part.divisor != 1 else []
        written = " / ".join([above, *below])
        begins = f"value {sign or '+'}= " if adds else f"value = {sign}"
        return fate_lines(writer.add(f"{begins}{written}", LineKind.TAP), gate=gate)

    def _condition(self, when: When) -> str:
        """Write what a gate asks: "target[n] == c", "counted[n]" for an array of ones and zeros."""
        read = self._element(when.array)
        if not isinstance(when.wanted, str):
            return read if when.wanted == 1 else f"{read} == {when.wanted}"
        return f"{read} == {'0' if when.wanted in self._single else when.wanted}"


def axis_letters(count: int) -> Letters:
    """Give the letters of `count` axes: c alone, or n and c and then those of the places."""
    if count < 2:
        return ("c",) * count
    places = count - 2
    extra = tuple(f"a{number}" for number in range(max(0, places - len(PLACES))))
    return ("n", "c", *extra, *PLACES[max(0, len(PLACES) - places) :])


def plain_number(value: float) -> str:
    """Write a number as Python reads it back, a whole one without a point."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
