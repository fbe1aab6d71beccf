"""The arithmetic of one element in one line: its terms, and the running value beside it.

Arithmetic  the terms unfolded, the same folded into a count of taps, and the running value
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.scene.moment import Moment
from convtutor.scene.text import Line, Span, Tone
from convtutor.steps import Read, Tap, short_place
from convtutor.steps.numbers import number
from convtutor.words import say

MOST_UNFOLDED = 9


@dataclass(frozen=True)
class Arithmetic:
    """The arithmetic of a moment, each form written when it is first asked for; before the start,
    what is to come."""

    moment: Moment
    language: str

    @cached_property
    def name(self) -> str:
        """Give the element's place as people write it."""
        return short_place(self.moment.step.place(), self.moment.cursor.timeline)

    @cached_property
    def unfolded(self) -> Line | None:
        """Write every term; None beyond nine of them."""
        if len(self.moment.step.taps) > MOST_UNFOLDED:
            return None
        return _unfolded(self.moment, self.name, self.language)

    @cached_property
    def folded(self) -> Line:
        """Write `10 from 7 taps + 8×1 + 7 taps to come`."""
        return _folded(self.moment, self.name, self.language)

    @cached_property
    def running(self) -> Line:
        """Write the running value, which stands under the output grid."""
        return _running(self.moment, self.language)

    def shorter(self) -> tuple[Line, ...]:
        """Write terms and running value in one, for narrow places: each form takes less room than
        the one before, the last one is the running value alone."""
        *_, value = self.running
        name = (Span(f"{self.name} = ", Tone.DIM), value)
        return _short(self.moment, self.name, self.language), self.running, name, (value,)


def term_text(tap: Tap, language: str) -> str:
    """Write one term: 3×1, 4×-1, ·0×2 with its sign of padding, 5 for a plain read."""
    factors = [read_text(read) for read in tap.reads] or [number(tap.coefficient)]
    text = "×".join(factors)
    if tap.fate is Fate.BLOCKED:
        return say("screen.blocked_term", language, term=text)
    return text


def read_text(read: Read) -> str:
    """Write the value of a read, with a dot before it when it lies outside its array."""
    return number(read.value) if read.where is Where.INSIDE else f"·{number(read.value)}"


def _unfolded(moment: Moment, name: str, language: str) -> Line:
    taps = moment.step.taps
    largest = moment.trace.rule.reduce is Reduce.MAX
    spans = [Span(f"{name} = ", Tone.DIM)]
    if largest:
        spans.append(Span("max(", Tone.DIM))
    for tap in taps:
        term = _term(tap, moment, language)
        if tap.number:
            joined = term.tone is Tone.TEXT is spans[-1].tone  # of one piece with both its terms
            spans.append(Span(", " if largest else " + ", Tone.TEXT if joined else Tone.DIM))
        spans.append(term)
    if largest:
        spans.append(Span(")", Tone.DIM))
    if not taps:
        spans.append(Span("0", Tone.DIM))
    return tuple(spans)


def _term(tap: Tap, moment: Moment, language: str) -> Span:
    text = term_text(tap, language)
    if tap.number == moment.tap:
        return Span(f" {text} ", Tone.TAP)
    done = tap.number < moment.taps_done and tap.fate is not Fate.BLOCKED
    return Span(text, Tone.TEXT if done else Tone.DIM)


def _folded(moment: Moment, name: str, language: str) -> Line:
    """Write `10 from 7 taps + 8×1 + 7 taps to come`."""
    taps, done = moment.step.taps, moment.taps_done
    largest = moment.trace.rule.reduce is Reduce.MAX
    parts: list[Sequence[Span]] = []
    before = done if moment.tap is None else moment.tap
    if before:
        value = number(moment.step.partials[before])
        rest = _counted("screen.from_taps", before, language)
        parts.append([Span(value), Span(f" {rest}", Tone.DIM)])
    if moment.tap is not None:
        parts.append([Span(f" {term_text(taps[moment.tap], language)} ", Tone.TAP)])
    if len(taps) - done:
        text = _counted("screen.taps_to_come", len(taps) - done, language)
        parts.append([Span(text, Tone.DIM)])
    several = largest and len(parts) > 1
    spans = [Span(f"{name} = max(" if several else f"{name} = ", Tone.DIM)]
    for at, part in enumerate(parts):
        spans += [Span(", " if largest else " + ", Tone.DIM), *part] if at else part
    return (*spans, Span(")", Tone.DIM)) if several else tuple(spans)


def _running(moment: Moment, language: str) -> Line:
    largest = moment.trace.rule.reduce is Reduce.MAX
    label = Span(f"{say('screen.largest' if largest else 'screen.sum', language)}  ", Tone.DIM)
    if moment.running is None:
        return (label, Span("·", Tone.FAINT))
    now = Span(number(moment.running), Tone.ACCENT)
    if moment.tap is None:
        return label, now
    before = number(moment.step.partials[moment.tap])
    if largest:
        return label, Span(f"{before} → "), now
    product = moment.step.taps[moment.tap].product
    return label, Span(f"{before} + {number(product)} = "), now


def _short(moment: Moment, name: str, language: str) -> Line:
    start = Span(f"{name} = ", Tone.DIM)
    if moment.running is None:
        return (Span(f"{name} ", Tone.DIM), Span("·", Tone.FAINT))
    now = Span(number(moment.running), Tone.ACCENT)
    if moment.tap is None:
        rest = _counted("screen.from_taps", len(moment.step.taps), language)
        return start, now, Span(f" {rest}", Tone.DIM)
    before = number(moment.step.partials[moment.tap])
    term = Span(f" {term_text(moment.step.taps[moment.tap], language)} ", Tone.TAP)
    if moment.trace.rule.reduce is Reduce.MAX:
        pieces = Span("max(", Tone.DIM), Span(f"{before}, "), term, Span(") = ", Tone.DIM)
    else:
        pieces = Span(f"{before} + "), term, Span(" = ", Tone.DIM), Span("")
    return start, *pieces, now


def _counted(key: str, count: int, language: str) -> str:
    return say(f"{key}.one" if count == 1 else key, language, count=count)
