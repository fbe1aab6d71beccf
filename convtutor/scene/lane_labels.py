"""The texts of the lanes: whose channel each is, its partial sum, and their sum as on paper.

Sheet  the lanes that are shown of an element's, and the labels beside and below them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from convtutor.data import dataclass
from convtutor.scene.lanes import Kernel, Lane, bias_tap
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Numbers
from convtutor.scene.pictures.picture import Label
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.steps import Place, short_place
from convtutor.words import say
from convtutor.words.wrapping import cell_width


@dataclass(frozen=True)
class Sheet:
    """All lanes of an element, of which `shown` are drawn, and the format of their sums.

    The numbers of one column are all written `width` columns wide, and what is added within a lane
    takes up to `added`, so that a label keeps its width from step to step.
    """

    moment: Moment
    language: str
    kernel: Kernel
    lanes: tuple[Lane, ...]
    shown: range
    current: int
    numbers: Numbers
    added: int

    @property
    def width(self) -> int:
        """Count the columns of a sum."""
        return self.numbers.widest

    @cached_property
    def lit(self) -> int | None:
        """Give the position of the lane that the current tap is in, None between taps."""
        at = self.moment.tap
        taps = self.lanes[self.current].taps
        return self.current if any(tap.number == at for tap in taps) else None

    def labels(self) -> Iterator[Label]:
        """Give every text; of those that say the same, a placer takes the one it has room for."""
        yield Label("heading", (line((self._say("partial_sum"), Tone.STRONG)),))
        yield Label("heading_short", (line((say("screen.sum", self.language), Tone.STRONG)),))
        yield from self._note()
        for number, at in enumerate(self.shown):
            yield from self._beside(number, self.lanes[at], at == self.lit)
        yield from self._hidden("before", self.lanes[: self.shown.start])
        yield from self._hidden("after", self.lanes[self.shown.stop :])
        yield from self._sum()
        for name in ("channel", "short"):
            line_ = self._arithmetic(self._each(name))
            yield Label(f"arithmetic_{name}", (line_,), self._widest(self._each_widest(name)))
        folded = self._arithmetic(self._folded())
        yield Label("arithmetic_folded", (folded,), self._widest(self._folded_widest()))

    def _say(self, key: str, **facts: object) -> str:
        return say(f"lanes.{key}", self.language, **facts)

    def _number(self, value: float, tone: Tone) -> Span:
        return Span(self.numbers.text(value, self.width).rjust(self.width), tone)

    def _pending(self) -> Span:
        return Span("·".rjust(self.width), Tone.FAINT)

    def _note(self) -> Iterator[Label]:
        """Say which channels these are, where the input has others."""
        count = self.moment.array(self.kernel.first).shape[-self.kernel.axes - 1]
        read = [lane.channel for lane in self.lanes]
        seen = self.lanes[self.shown.start].channel, self.lanes[self.shown.stop - 1].channel
        parts = []
        if len(read) < count and count % len(read) == 0:
            parts.append(self._say(
                "group", number=read[0] // len(read) + 1, count=count // len(read),
                channels=self._channels(read),
            ))
        if len(self.shown) < len(read):
            parts.append(self._say("seen", first=seen[0], last=seen[1], count=len(read)))
        if parts:
            text = say("screen.between", self.language).join(parts)
            yield Label("note", (line((text, Tone.DIM)),))

    def _channels(self, read: Sequence[int]) -> str:
        if len(read) == 1:
            return self._say("channel", channel=read[0])
        key = "two_channels" if len(read) == 2 else "channels"
        return self._say(key, first=read[0], last=read[-1])

    def _beside(self, number: int, lane: Lane, lit: bool) -> Iterator[Label]:
        tone = Tone.ACCENT if lit else Tone.DIM
        for name in ("channel", "short"):
            text = self._say(name, channel=lane.channel)
            yield Label(f"{name}{number}", (line((text, tone)),))
        value, working = self._value(lane, lit), self._working(lane, lit)
        arrow = Span("→  ", Tone.DIM)
        yield Label(f"working{number}", (line(arrow, working, " ", value),))
        yield Label(f"value{number}", (line(arrow, value),))

    def _value(self, lane: Lane, lit: bool) -> Span:
        done = self.moment.taps_done
        if not self.moment.started or not (lane.begun(done) or lane.is_done(done)):
            return self._pending()
        return self._number(lane.sum_of(done), Tone.ACCENT if lit else Tone.TEXT)

    def _working(self, lane: Lane, lit: bool) -> Span:
        """Write what the current tap adds to its lane: 8 + 15 =, blank in the others."""
        width = 2 * self.added + 5
        if not lit or self.moment.tap is None:
            return Span(" " * width)
        before = self.numbers.text(lane.sum_of(self.moment.tap), self.added)
        product = self.moment.step.taps[self.moment.tap].product
        text = f"{before} + {self.numbers.text(product, self.added)} ="
        return Span(text.rjust(width), Tone.DIM)

    def _hidden(self, name: str, lanes: Sequence[Lane]) -> Iterator[Label]:
        """Write the sum of the lanes before or after those shown, in one line."""
        if not lanes:
            return
        done = self.moment.taps_done
        begun = self.moment.started and any(lane.begun(done) for lane in lanes)
        total = sum(lane.sum_of(done) for lane in lanes)
        value = self._number(total, Tone.TEXT) if begun else self._pending()
        for form in ("", "_short"):
            key = f"{name}{form}" + (".one" if len(lanes) == 1 else "")
            text = self._say(key, count=len(lanes))
            yield Label(f"{name}{form}", (line((f"{text} ", Tone.DIM), value),))

    def _sum(self) -> Iterator[Label]:
        """Add up as on paper: the bias, a rule, what has come together so far."""
        bias, moment = bias_tap(self.moment), self.moment
        if bias is not None:
            yield Label("bias", (line((self._say("bias"), Tone.DIM)),))
            tone = Tone.ACCENT if bias.number == moment.tap else Tone.TEXT
            added = bias.number < moment.taps_done
            value = self._number(bias.product, tone) if added else self._pending()
            yield Label("bias_sum", (line(value),))
        yield Label("rule", (line(("─" * (self.width + 2), Tone.FAINT)),))
        running = moment.running
        total = self._pending() if running is None else self._number(running, Tone.ACCENT)
        yield Label("total", (line(total),))
        so_far = self._say("so_far")
        open_ = moment.started and moment.tap is not None
        text = so_far if open_ else " " * cell_width(so_far)
        yield Label("so_far", (line((text, Tone.DIM)),))

    def _arithmetic(self, parts: Sequence[Line]) -> Line:
        moment = self.moment
        name = short_place(moment.step.place(), moment.cursor.timeline)
        spans = [Span(f"{name} = ", Tone.DIM)]
        for at, part in enumerate(parts):
            joined = at and part[0].tone is Tone.TEXT is spans[-1].tone
            spans += [Span(" + ", Tone.TEXT if joined else Tone.DIM)] if at else []
            spans += part
        return (*spans, *(() if parts else (Span("0", Tone.DIM),)))

    def _each(self, name: str) -> list[Line]:
        """Write every channel: its sum, or its name while that is to come; then the bias."""
        done, started = self.moment.taps_done, self.moment.started
        parts = []
        for at, lane in enumerate(self.lanes):
            if started and (lane.begun(done) or lane.is_done(done)):
                parts.append(self._term(lane.sum_of(done), at == self.lit))
            else:
                parts.append(line((self._say(name, channel=lane.channel), Tone.DIM)))
        return parts + self._bias()

    def _folded(self) -> list[Line]:
        """Write the channels before the current one and those to come in one term each."""
        done, lanes = self.moment.taps_done, self.lanes
        parts = []
        over = [
            at for at, lane in enumerate(lanes)
            if self.moment.started and at != self.lit and lane.is_done(done)
        ]
        if over:
            total = self._text(sum(lanes[at].sum_of(done) for at in over))
            parts.append(line(total, (f" {self._counted('from', len(over))}", Tone.DIM)))
        if self.lit is not None:
            parts.append(self._term(lanes[self.lit].sum_of(done), True))
        left = len(lanes) - len(over) - (self.lit is not None)
        if left:
            parts.append(line((self._counted("to_come", left), Tone.DIM)))
        return parts + self._bias()

    def _counted(self, key: str, count: int) -> str:
        return self._say(f"{key}.one" if count == 1 else key, count=count)

    def _text(self, value: float) -> str:
        return self.numbers.text(value, self.width)

    def _term(self, value: float, lit: bool) -> Line:
        text = self._text(value)
        return line((f" {text} ", Tone.TAP) if lit else text)

    def _bias(self) -> list[Line]:
        bias, moment = bias_tap(self.moment), self.moment
        if bias is None:
            return []
        if bias.number < moment.taps_done:
            return [self._term(bias.product, bias.number == moment.tap)]
        text = f"{self._say('bias')} {self._text(bias.product)}"
        return [line((text, Tone.DIM))]

    def _widest(self, parts: Sequence[int]) -> int:
        """Count the columns that the arithmetic takes at the most, from those of its parts."""
        trace, timeline = self.moment.trace, self.moment.cursor.timeline
        last = tuple(extent - 1 for extent in trace.rule.shape)
        name = short_place(Place(trace.layer, trace.rule.target, last), timeline)
        bias = [cell_width(span.text) for part in self._bias() for span in part]
        if bias:
            told = cell_width(self._say("bias")) + 1 + self.width
            bias = [max(*bias, told)]
        return cell_width(name) + 3 * (len(parts) + len(bias)) + sum(parts) + sum(bias)

    def _each_widest(self, name: str) -> list[int]:
        return [
            max(cell_width(self._say(name, channel=lane.channel)), self.width + 2)
            for lane in self.lanes
        ]

    def _folded_widest(self) -> list[int]:
        count = len(self.lanes)
        over, left = (cell_width(self._say(key, count=count)) for key in ("from", "to_come"))
        return [self.width + 1 + over, self.width + 2, left]
