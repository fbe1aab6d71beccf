"""The channels that an element is made of: the taps of each, and their sum so far.

Kernel  the two arrays whose products a pass adds up: one that is read, one that slides over it
Lane    the taps that read one channel of the first array
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.operator import Factor, Reduce
from convtutor.lesson.run import BoundLayer
from convtutor.scene.extents import sampled
from convtutor.scene.grids import is_kernel, taps_nearby
from convtutor.scene.moment import Moment
from convtutor.scene.numbers import Extent, extent_of
from convtutor.steps import Tap, Trace
from convtutor.words import say

MOST_LOOKED_AT = 4096  # elements in which a first product is looked for


@dataclass(frozen=True, slots=True)
class Kernel:
    """`first` is the array read, `second` the kernel; `axes` counts those it slides along."""

    first: str
    second: str
    axes: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One channel of what is read, counted from 0 over the whole array, and its taps; `like` is a
    tap of the same planes, though maybe of a neighbour, where the element has none."""

    channel: int
    taps: tuple[Tap, ...]
    like: Tap

    def sum_of(self, done: int) -> float:
        """Add up the products of its taps among the first `done` of the element."""
        total = 0.0
        for tap in self.taps:
            if tap.number < done:
                total += tap.product
        return total

    def begun(self, done: int) -> bool:
        """Say whether any of its taps is among the first `done`."""
        return any(tap.number < done for tap in self.taps)

    def is_done(self, done: int) -> bool:
        """Say whether all of its taps are among the first `done`."""
        return all(tap.number < done for tap in self.taps)


def kernel_of(moment: Moment, layer: BoundLayer | None) -> Kernel | None:
    """Give the two arrays of a pass that adds up the products of a sliding kernel, and besides
    them at most one number; None for any other pass."""
    rule = moment.trace.rule
    if layer is None or rule.reduce is not Reduce.SUM or rule.finish is not None:
        return None
    axes = len(layer.operator.axes(layer.shapes, layer.params))
    kernel = _kernel_in(moment.trace, axes) if axes else None
    if kernel is None:
        return None
    array = moment.array(kernel.second)
    slides = is_kernel(kernel.second, array) and array.ndim == axes + 2
    return kernel if slides else None


@lru_cache(maxsize=64)
def _kernel_in(trace: Trace, axes: int) -> Kernel | None:
    """Give the two arrays that the products of a pass are made of, None where they vary."""
    for number in range(min(len(trace), MOST_LOOKED_AT)):
        terms = trace.rule.terms(trace.index_of(number))
        pairs = [term.factors for term in terms if len(term.factors) == 2]
        if pairs:
            alone = sum(len(term.factors) == 1 for term in terms)
            return _kernel(pairs, axes) if len(terms) - len(pairs) == alone < 2 else None
    return None


def _kernel(pairs: Sequence[tuple[Factor, ...]], axes: int) -> Kernel | None:
    """Give the arrays of products, where each plane of one meets a single plane of the other."""
    names = {(first.array, second.array) for first, second in pairs}
    planes = {(first.index[:-axes], second.index[:-axes]) for first, second in pairs}
    if len(names) > 1 or len({first for first, _ in planes}) < len(planes):
        return None
    first, second = names.pop()
    return Kernel(first, second, axes)


def lanes_of(moment: Moment, kernel: Kernel) -> tuple[Lane, ...]:
    """Give the lanes of the current element in the order in which they are read; of an element
    that nothing was read for, those of a neighbour, without taps."""
    found = _by_channel(moment.step.taps, kernel)
    if found:
        at = place_in_lane(moment, found.values())
        return tuple(
            Lane(channel, tuple(own), own[min(at, len(own) - 1)])
            for channel, own in found.items()
        )
    nearby = _by_channel(taps_nearby(moment), kernel)
    return tuple(Lane(channel, (), own[0]) for channel, own in nearby.items())


def place_in_lane(moment: Moment, lanes: Iterable[Sequence[Tap]]) -> int:
    """Give the position of the current tap within its lane, counted from 0; 0 between taps."""
    numbers = [[tap.number for tap in lane] for lane in lanes]
    return next((lane.index(moment.tap) for lane in numbers if moment.tap in lane), 0)


def _by_channel(taps: Sequence[Tap], kernel: Kernel) -> dict[int, list[Tap]]:
    found: dict[int, list[Tap]] = {}
    for tap in taps:
        if len(tap.reads) == 2:
            found.setdefault(tap.reads[0].index[-kernel.axes - 1], []).append(tap)
    return found


def bias_tap(moment: Moment) -> Tap | None:
    """Give the tap that adds a number of its own, None where there is none."""
    return next((tap for tap in moment.step.taps if len(tap.reads) == 1), None)


def current_lane(moment: Moment, lanes: Sequence[Lane]) -> int:
    """Give the position of the lane whose tap was added last; of a finished element and at the
    start, that of the first."""
    if moment.tap is None:
        return 0
    begun = [number for number, lane in enumerate(lanes) if lane.begun(moment.tap + 1)]
    return begun[-1] if begun else 0


@lru_cache(maxsize=64)
def lane_extent(trace: Trace, axes: int) -> Extent:
    """Give the extent of the sums of a pass by channel, those on the way included."""
    sums = [0.0]
    for step in sampled(trace):
        lanes: dict[int, float] = {}
        for tap in step.taps:
            if len(tap.reads) == 2:
                channel = tap.reads[0].index[-axes - 1]
                lanes[channel] = lanes.get(channel, 0.0) + tap.product
                sums.append(lanes[channel])
    return extent_of(np.array(sums))


def lane_crumbs(
    moment: Moment, layer: BoundLayer | None, language: str
) -> tuple[str, ...]:
    """Say which channel the current tap reads, and which of its taps it is; nothing between taps
    and where there is one channel alone."""
    kernel = None if moment.tap is None else kernel_of(moment, layer)
    if kernel is None or not has_channels(moment, kernel):
        return ()
    lanes = lanes_of(moment, kernel)
    for lane in lanes:
        numbers = [tap.number for tap in lane.taps]
        if moment.tap in numbers:
            number, total = numbers.index(moment.tap) + 1, len(numbers)
            channel = say("lanes.channel", language, channel=lane.channel)
            return channel, say("screen.tap_of", language, number=number, total=total)
    return (say("lanes.bias", language),)


def has_channels(moment: Moment, kernel: Kernel) -> bool:
    """Say whether what the kernel slides over has several channels."""
    channels: int = moment.array(kernel.first).shape[-kernel.axes - 1]
    return channels > 1
