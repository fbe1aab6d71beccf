"""The table of taps of one element: what each reads, its product, and the running value.

TapRow  one row, as texts; `number` is the tap's, counted from 0
"""

from __future__ import annotations

from dataclasses import dataclass

from convtutor.engine.listing import Fate
from convtutor.scene.arithmetic import read_text
from convtutor.scene.moment import Moment
from convtutor.steps import Read, Tap
from convtutor.steps.numbers import number
from convtutor.steps.timeline import short_index
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class TapRow:
    """One tap: (value, place) of each read, its product and the running value after it, the
    last two empty for a tap to come."""

    number: int
    reads: tuple[tuple[str, str], ...]
    product: str
    running: str
    done: bool
    current: bool


def tap_rows(moment: Moment, language: str, first: int, count: int) -> tuple[TapRow, ...]:
    """Give `count` rows from tap `first` on."""
    taps = moment.step.taps[first : first + count]
    return tuple(_row(moment, tap, language) for tap in taps)


def tap_headings(moment: Moment, language: str) -> tuple[str, ...]:
    """Name the arrays that the taps read, in their order."""
    most = max(moment.step.taps, key=lambda tap: len(tap.reads), default=None)
    reads = () if most is None else most.reads
    return tuple(
        say("screen.kernel", language) if read.array == "weight" else read.array for read in reads
    )


def _row(moment: Moment, tap: Tap, language: str) -> TapRow:
    done = tap.number < moment.taps_done
    product = say("screen.closed", language) if tap.fate is Fate.BLOCKED else number(tap.product)
    return TapRow(
        tap.number,
        tuple((read_text(read), _place(moment, read, language)) for read in tap.reads),
        product if done else "",
        number(moment.step.partials[tap.number + 1]) if done else "",
        done,
        tap.number == moment.tap,
    )


def _place(moment: Moment, read: Read, language: str) -> str:
    if read.source is None:
        return say("screen.in_padding", language)
    index = short_index(read.source, moment.array(read.array).shape)
    return f"[{','.join(map(str, index))}]"
