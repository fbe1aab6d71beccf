"""Rules and listings rewritten: small changes that keep a pass whole.

A listing's marks follow its lines, so that it can still be stepped.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from convtutor.engine.arrays import Index
from convtutor.engine.listing import Fate, Line, LineKind, Listing, Mark
from convtutor.engine.operator import Factor, Pass, Term


def with_factors(terms: tuple[Term, ...], change: Callable[[Factor], Factor]) -> tuple[Term, ...]:
    """Give the terms with every factor changed."""
    return tuple(replace(term, factors=tuple(map(change, term.factors))) for term in terms)


def with_terms(
    rule: Pass, change: Callable[[Index, tuple[Term, ...]], tuple[Term, ...]], listing: Listing
) -> Pass:
    """Give the pass with the terms of every element changed, and the listing that says so."""
    terms = rule.terms
    return replace(rule, terms=lambda index: change(index, terms(index)), listing=listing)


def substituted(text: str, names: Mapping[str, str]) -> str:
    """Put an expression in the place of every name, all at once."""
    if not names:
        return text
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return pattern.sub(lambda found: names[found[0]], text)


def in_subscripts(text: str, array: str, change: Callable[[list[str]], list[str]]) -> str:
    """Change the subscripts of an array wherever the text names it."""

    def rewrite(found: re.Match[str]) -> str:
        return f"{array}[{', '.join(change(found[1].split(', ')))}]"

    return re.sub(rf"\b{array}\[([^\]]*)\]", rewrite, text)


def subscripts(text: str, array: str) -> list[str]:
    """Give the subscripts with which a text names an array, at its first place."""
    found = re.search(rf"\b{array}\[([^\]]*)\]", text)
    if found is None:
        raise ValueError(f"{array} has no subscripts in {text!r}")
    return found[1].split(", ")


def with_texts(listing: Listing, change: Callable[[Line], str]) -> Listing:
    """Give the listing with the text of every line changed; the lines stay where they are."""
    return replace(
        listing, lines=tuple(replace(line, text=change(line)) for line in listing.lines)
    )


def with_text_of(
    listing: Listing, kinds: LineKind | tuple[LineKind, ...], change: Callable[[str], str]
) -> Listing:
    """Give the listing with the text of the lines of one kind, or of some, changed."""
    wanted = (kinds,) if isinstance(kinds, LineKind) else kinds
    return with_texts(listing, lambda line: change(line.text) if line.kind in wanted else line.text)


def arranged(listing: Listing, lines: Sequence[tuple[int | None, Line]]) -> Listing:
    """Give the listing with other lines, each with the number it had, None for a new one.

    The marks of a line go with it; a line that is left out must carry none.
    """
    places = {old: new for new, (old, _) in enumerate(lines) if old is not None}
    locate = listing.locate

    def moved(index: Index, tap: int | None, fate: Fate) -> Mark:
        mark = locate(index, tap, fate)
        return replace(mark, line=places[mark.line])

    return replace(listing, lines=tuple(line for _, line in lines), locate=moved)


def without(listing: Listing, kind: LineKind) -> Listing:
    """Give the listing without the lines of a kind, what stood below them one level higher.

    The marks of a tap must no longer lie on such a line.
    """
    kept: list[tuple[int | None, Line]] = []
    opened: list[int] = []
    for number, line in enumerate(listing.lines):
        opened = [depth for depth in opened if depth < line.depth]
        if line.kind is kind:
            opened.append(line.depth)
        else:
            kept.append((number, replace(line, depth=line.depth - len(opened))))
    return arranged(listing, kept)


def guarded(listing: Listing, test: str, kind: LineKind = LineKind.TEST) -> Listing:
    """Give the listing with a test before every tap: only where it holds, the tap is taken.

    A test of kind GATE carries the marks of blocked taps.
    """
    lines: list[tuple[int | None, Line]] = []
    for number, line in enumerate(listing.lines):
        if line.kind is LineKind.TAP:
            lines.append((None, Line(f"if {test}:", line.depth, kind)))
            line = replace(line, depth=line.depth + 1)
        lines.append((number, line))
    made = arranged(listing, lines)

    def locate(index: Index, tap: int | None, fate: Fate) -> Mark:
        mark = made.locate(index, tap, fate)
        at_the_gate = kind is LineKind.GATE and fate is Fate.BLOCKED
        return replace(mark, line=mark.line - 1) if at_the_gate else mark

    return replace(made, locate=locate)


def once(listing: Listing, names: Sequence[str]) -> Listing:
    """Give the listing with the loops over these names run once."""

    def shortened(line: Line) -> str:
        if line.kind is LineKind.LOOP and line.names[0] in names:
            return f"for {line.names[0]} in range(1):"
        return line.text

    return with_texts(listing, shortened)


def place_of(listing: Listing, kind: LineKind) -> int:
    """Give the number of the last line of a kind."""
    numbers = [number for number, line in enumerate(listing.lines) if line.kind is kind]
    if not numbers:
        raise ValueError(f"the listing has no line of kind {kind.value}")
    return numbers[-1]


def renumbered(listing: Listing, number: Callable[[Index, int], int]) -> Listing:
    """Give the listing whose taps stand where those of other numbers stood."""
    locate = listing.locate

    def moved(index: Index, tap: int | None, fate: Fate) -> Mark:
        return locate(index, None if tap is None else number(index, tap), fate)

    return replace(listing, locate=moved)
