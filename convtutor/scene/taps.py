"""The table of taps of one element: what each reads, its product, and the running value.

TapRead  one read: its value, the sign of one outside, and where it lies
TapRow   one tap; `number` is counted from 0
TapTable the rows in view and the headings of their columns
"""

from __future__ import annotations

from convtutor.data import dataclass
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.scene.grids import array_heading
from convtutor.scene.moment import Moment
from convtutor.steps import Read, Tap
from convtutor.steps.timeline import short_index
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class TapRead:
    """One read: its value, a sign (÷ for one that divides, a dot for one outside its array), and
    its place as people write it."""

    value: float
    sign: str
    place: str


@dataclass(frozen=True, slots=True)
class TapRow:
    """One tap; `product` is None where it is blocked, `running` None while it is to come."""

    number: int
    reads: tuple[TapRead, ...]
    product: float | None
    running: float | None
    current: bool


@dataclass(frozen=True, slots=True)
class TapTable:
    """Some rows; `arrays` names what the taps read, in their order. `product` is the heading of
    the products, empty where a tap is a plain read, `total` that of the running value, and
    `blocked` the word for a blocked tap."""

    rows: tuple[TapRow, ...]
    arrays: tuple[str, ...]
    product: str
    total: str
    blocked: str


def tap_table(moment: Moment, language: str, most: int) -> TapTable:
    """Give the rows around the current tap, `most` at the most."""
    taps = moment.step.taps
    first = max(0, min((moment.tap or 0) - most // 2, len(taps) - most))
    longest = max(taps, key=lambda tap: len(tap.reads), default=None)
    reads = () if longest is None else longest.reads
    largest = moment.trace.rule.reduce is Reduce.MAX
    return TapTable(
        tuple(_row(moment, tap, len(reads), language) for tap in taps[first : first + most]),
        tuple(
            array_heading(read.array, moment.array(read.array), language) for read in reads
        ),
        "" if all(tap.is_plain for tap in taps) else say("screen.column_product", language),
        say("screen.column_largest" if largest else "screen.column_sum", language),
        say("screen.closed", language),
    )


def _row(moment: Moment, tap: Tap, usual: int, language: str) -> TapRow:
    """Give one row; a tap with fewer reads than usual, the bias, names the array it reads."""
    done = tap.number < moment.taps_done
    return TapRow(
        tap.number,
        tuple(_read(moment, read, len(tap.reads) < usual, language) for read in tap.reads),
        None if tap.fate is Fate.BLOCKED else tap.product,
        moment.step.partials[tap.number + 1] if done else None,
        tap.number == moment.tap,
    )


def _read(moment: Moment, read: Read, named: bool, language: str) -> TapRead:
    sign = ("÷" if read.divides else "") + ("" if read.where is Where.INSIDE else "·")
    if read.source is None:
        return TapRead(read.value, sign, say("screen.in_padding", language))
    index = short_index(read.source, moment.array(read.array).shape)
    name = read.array if named else ""
    return TapRead(read.value, sign, f"{name}[{','.join(map(str, index))}]")
