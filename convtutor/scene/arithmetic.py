"""The arithmetic of one element in one line: its terms, and the running value beside it.

Arithmetic  the terms unfolded, the same folded into a count of taps, and the running value
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from convtutor.data import dataclass
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.scene.moment import Moment
from convtutor.scene.text import Line, Span, Tone
from convtutor.steps import Read, Tap, short_place
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before, term_text
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
        the one before, the last one is the running value alone. Where something is done to the sum
        last, the first form of a finished element says that."""
        *_, value = self.running
        name = (Span(f"{self.name} = ", Tone.DIM), value)
        finished = self.moment.tap is None and self.moment.step.finish is not None
        if finished and self.moment.started and self.unfolded is not None:
            whole = (*self.unfolded, Span(" = ", Tone.DIM), value)
            return whole, self.running, name, (value,)
        return _short(self.moment, self.name, self.language), self.running, name, (value,)


def term_of(tap: Tap, language: str, joined: bool = False) -> str:
    """Write one term: 3×1, 4×-1, ·0×2 with its sign of padding, 5 for a plain read."""
    text = term_text(tap, read_text, joined=joined)
    if tap.fate is Fate.BLOCKED:
        return say("screen.blocked_term", language, term=text)
    return text


def read_text(read: Read) -> str:
    """Write the value of a read, with a dot before it when it lies outside its array."""
    return number(read.value) if read.where is Where.INSIDE else f"·{number(read.value)}"


def _unfolded(moment: Moment, name: str, language: str) -> Line:
    taps = moment.step.taps
    largest = moment.trace.rule.reduce is Reduce.MAX
    if not moment.started and [len(tap.reads) for tap in taps] == [1]:  # the term is the answer
        return (Span(f"{name} = ", Tone.DIM), Span("·", Tone.FAINT))
    spans: list[Span] = []
    if largest:
        spans.append(Span("max(", Tone.DIM))
    for tap in taps:
        term = _term(tap, moment, language, joined=not largest)
        if tap.number:
            joined = term.tone is Tone.TEXT is spans[-1].tone  # of one piece with both its terms
            sign = ", " if largest else sign_before(tap)
            spans.append(Span(sign, Tone.TEXT if joined else Tone.DIM))
        spans.append(term)
    if largest:
        spans.append(Span(")", Tone.DIM))
    if not taps:
        spans.append(Span("0", Tone.DIM))
    return (Span(f"{name} = ", Tone.DIM), *_finished(spans, moment))


def _finished(spans: Sequence[Span], moment: Moment) -> Line:
    """Write what is done to a sum last around its terms: (3 + 4) / 2."""
    finish = moment.step.finish
    if finish is None:
        return tuple(spans)
    terms = "".join(span.text for span in spans)
    first, *others = (Span(piece, Tone.DIM) for piece in finish.pieces(terms.strip()))
    made = [first]
    for piece in others:
        made += [*spans, piece]
    return tuple(span for span in made if span.text)


def _term(tap: Tap, moment: Moment, language: str, joined: bool) -> Span:
    text = term_of(tap, language, joined)
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
        parts.append([Span(f" {term_of(taps[moment.tap], language)} ", Tone.TAP)])
    if len(taps) - done:
        text = _counted("screen.taps_to_come", len(taps) - done, language)
        parts.append([Span(text, Tone.DIM)])
    several = largest and len(parts) > 1
    spans = [Span("max(", Tone.DIM)] if several else []
    for at, part in enumerate(parts):
        spans += [Span(", " if largest else " + ", Tone.DIM), *part] if at else part
    spans += [Span(")", Tone.DIM)] if several else []
    return (Span(f"{name} = ", Tone.DIM), *_finished(spans, moment))


def _running(moment: Moment, language: str) -> Line:
    largest = moment.trace.rule.reduce is Reduce.MAX
    label = Span(f"{say('screen.largest' if largest else 'screen.sum', language)}  ", Tone.DIM)
    if moment.running is None:
        return (label, Span("·", Tone.FAINT))
    now = Span(number(moment.running), Tone.ACCENT)
    if moment.tap is None:
        finish = moment.step.finish
        if finish is None:
            return label, now
        total = number(moment.step.total)
        return label, Span(f"{total} → {finish.written(total)} = "), now
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
    term = Span(f" {term_of(moment.step.taps[moment.tap], language)} ", Tone.TAP)
    if moment.trace.rule.reduce is Reduce.MAX:
        pieces = Span("max(", Tone.DIM), Span(f"{before}, "), term, Span(") = ", Tone.DIM)
    else:
        pieces = Span(f"{before} + "), term, Span(" = ", Tone.DIM), Span("")
    return start, *pieces, now


def _counted(key: str, count: int, language: str) -> str:
    return say(f"{key}.one" if count == 1 else key, language, count=count)
