"""Through the steps within a layer by its reading rules: from a mean or a difference to the output,
and back to the operands.

Partial  what an element moves by when one of its reads moves by 1

Rules are read element by element; arrays of other layers are never made this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.debugger.origin import winner
from convtutor.engine.arrays import Array, Index
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.lesson.run import Run
from convtutor.steps import Read, Step, Tap, Trace


@dataclass(frozen=True, slots=True)
class Partial:
    """One read of an element, and the derivative of the element by it."""

    array: str
    index: Index
    slope: float


Partials: TypeAlias = Callable[[Step], Iterator[Partial]]


def every_read(step: Step) -> Iterator[Partial]:
    """Give every read of an element, blocked or not, as if it counted."""
    for tap in step.taps:
        for read in tap.reads:
            if read.source is not None:
                yield Partial(read.array, read.source, 1.0)


def derivatives(step: Step) -> Iterator[Partial]:
    """Give the derivative of an element by each of its reads, at their values."""
    taps = step.taps
    if step.trace.rule.reduce is Reduce.MAX:
        taps = tuple(tap for tap in taps if tap.number == winner(step.taps))
    finish = step.finish
    slope = 1.0 if finish is None else float(finish.slope(np.float64(step.total)))
    for tap in taps:
        for at, read in enumerate(tap.reads):
            if read.source is not None and tap.fate is not Fate.BLOCKED:
                yield Partial(read.array, read.source, slope * _by_read(tap, at))


def _by_read(tap: Tap, at: int) -> float:
    """Give the derivative of a product by one of its reads."""
    slope = np.float64(tap.coefficient) / tap.divisor
    for number, read in enumerate(tap.reads):
        if number == at:
            slope = -slope / np.float64(read.value) ** 2 if read.divides else slope
        else:
            slope = _with(slope, read)
    return float(slope)


def _with(slope: np.float64, read: Read) -> np.float64:
    return slope / np.float64(read.value) if read.divides else slope * read.value


def stages_of(run: Run, layer: str) -> list[Trace]:
    """Give the passes of a layer on the way forward, in their order, the output's the last that
    is needed."""
    return [
        trace for trace in run.timeline.traces
        if trace.layer == layer and trace.rule.direction == "forward"
    ]


def pushed(run: Run, layer: str, moved: dict[str, Array], partials: Partials) -> Array:
    """Give how a layer's output moves when arrays within it move by `moved`, by local names."""
    known = dict(moved)
    for trace in stages_of(run, layer):
        if trace.rule.target in known:
            continue
        made = np.zeros(trace.rule.shape)
        for step in trace:
            made[step.index] = sum(
                partial.slope * known[partial.array][partial.index]
                for partial in partials(step) if partial.array in known
            )
        known[trace.rule.target] = made
    return known["output"]


def pulled(run: Run, layer: str, handed: dict[str, Array], partials: Partials) -> dict[str, Array]:
    """Give what arrays within a layer, by local names, hand back to its operands and to others."""
    known = dict(handed)
    for trace in reversed(stages_of(run, layer)):
        upstream = known.get(trace.rule.target)
        if upstream is None:
            continue
        for at in np.argwhere(upstream != 0):
            index = tuple(map(int, at))
            for partial in partials(trace[trace.number_of(index)]):
                array = run.arrays[f"{layer}.{partial.array}"]
                behind = known.setdefault(partial.array, np.zeros(array.shape))
                behind[partial.index] += partial.slope * upstream[index]
    return known
