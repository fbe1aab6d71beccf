"""The listing of the current pass, with the values that its variables have at this moment.

LoopLine  one line: its text, its depth, what stands beside it, and whether it is the marked one
Loops     all lines and the number of the marked one
"""

from __future__ import annotations

from dataclasses import replace

from convtutor.data import dataclass
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate, LineKind, Mark
from convtutor.engine.listing import Line as ListingLine
from convtutor.engine.operator import Reduce
from convtutor.scene.moment import Moment
from convtutor.steps import Tap
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before, term_text
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class LoopLine:
    """One line of the listing; `value` is what stands beside it, empty for nothing, and `short`
    the same for narrow places."""

    text: str
    depth: int
    value: str = ""
    short: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Loops:
    """The lines, and the number of the marked one (None before the start)."""

    lines: tuple[LoopLine, ...]
    marked: int | None

    def around(self, count: int) -> tuple[LoopLine, ...]:
        """Give `count` lines up to the marked one, with the indent they share removed."""
        at = 0 if self.marked is None else self.marked
        first = max(0, min(at - count + 1, len(self.lines) - count))
        chosen = self.lines[first : first + count]
        shared = min((line.depth for line in chosen), default=0)
        return tuple(replace(line, depth=line.depth - shared) for line in chosen)


def loops_of(moment: Moment, language: str) -> Loops:
    """Give the listing of the current pass with its live values."""
    listing = moment.trace.rule.listing
    if not moment.started:
        return Loops(tuple(LoopLine(line.text, line.depth) for line in listing.lines), None)
    mark = moment.step.mark(moment.tap)
    lines = []
    for at, line in enumerate(listing.lines):
        value = _value(line, at, mark, moment, language)
        short = value.rpartition(" ")[2] if line.kind is LineKind.TAP else value
        lines.append(LoopLine(line.text, line.depth, value, short, at == mark.line))
    return Loops(tuple(lines), mark.line)


def _value(line: ListingLine, at: int, mark: Mark, moment: Moment, language: str) -> str:
    if line.kind in (LineKind.LOOP, LineKind.ASSIGN):
        known = [f"{name} = {mark.variables[name]}" for name in line.names
                 if name in mark.variables]
        return ", ".join(known)
    tap = None if moment.tap is None else moment.step.taps[moment.tap]
    if at > mark.line or (at < mark.line and line.kind is LineKind.TAP):
        return ""
    if line.kind is LineKind.STORE and moment.tap is None:
        return number(moment.step.value)
    if tap is None or (line.kind is not LineKind.TAP and _behind_the_loops(at, mark, moment)):
        return ""
    if line.kind is LineKind.TEST:
        return _test_value(line, tap, moment, language)
    if line.kind is LineKind.GATE:
        return say("screen.closed" if tap.fate is Fate.BLOCKED else "screen.open", language)
    if line.kind is LineKind.COMPARE:
        return f"{number(tap.product)} > {number(moment.step.partials[tap.number])}"
    return _tap_value(tap, moment) if line.kind is LineKind.TAP else ""


def _behind_the_loops(at: int, mark: Mark, moment: Moment) -> bool:
    """Say whether the marked line lies outside the block of line `at` (the bias does)."""
    lines = moment.trace.rule.listing.lines
    return mark.line != at and lines[mark.line].depth <= lines[at].depth


def _test_value(line: ListingLine, tap: Tap, moment: Moment, language: str) -> str:
    if moment.trace.rule.direction == "backward" and not moment.trace.rule.borders:
        return say("screen.reads_it", language)
    outside = any(read.where is not Where.INSIDE for read in tap.reads)
    return say("screen.outside" if outside else "screen.inside", language)


def _tap_value(tap: Tap, moment: Moment) -> str:
    before, after = moment.step.partials[tap.number], moment.step.partials[tap.number + 1]
    if moment.trace.rule.reduce is Reduce.MAX:
        return f"{number(before)} -> {number(after)}"
    sign, written = sign_before(tap), term_text(tap, times="*", joined=True)
    return f"{number(before)}{sign}{written} = {number(after)}"
