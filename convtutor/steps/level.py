"""How much one move steps over, and which steps belong together at each size.

Level  tap < element < channel < pass < layer < repeat < network

The steps of a run that belong together at a level are a unit; units of a level lie side by side.
"""

from collections.abc import Callable
from enum import Enum

from convtutor.steps.timeline import Timeline
from convtutor.steps.trace import Trace


class Level(Enum):
    """What one move steps over; LEVELS holds them from the smallest to the largest."""

    TAP = "tap"
    ELEMENT = "element"
    CHANNEL = "channel"
    PASS = "pass"  # noqa: S105  a pass over the layer, no password
    LAYER = "layer"
    REPEAT = "repeat"
    NETWORK = "network"


LEVELS = tuple(Level)


def levels_around(timeline: Timeline, step: int) -> tuple[Level, ...]:
    """Give the levels there are at a step, smallest first.

    A level that holds the same steps as the one below it is none; the one channel of a pass is
    called the pass.
    """
    levels = [Level.TAP, Level.ELEMENT]
    for level in LEVELS[2:]:
        here = unit_around(timeline, level, step)
        one_channel = level is Level.CHANNEL and here == unit_around(timeline, Level.PASS, step)
        if not one_channel and here != unit_around(timeline, levels[-1], step):
            levels.append(level)
    return tuple(levels)


def unit_around(timeline: Timeline, level: Level, step: int) -> tuple[int, int]:
    """Give the first and last step of the unit of a level that holds a step.

    A channel is what the first two axes of a 4-D target address, a layer the passes of one layer
    in one direction, a repeat all layers of one number (conv1@7), the network everything.
    """
    if level in (Level.TAP, Level.ELEMENT):
        return step, step
    if level is Level.NETWORK:
        return 0, len(timeline) - 1
    number, within = timeline.locate(step)
    first, last = timeline.offsets[number], timeline.offsets[number + 1] - 1
    if level is Level.CHANNEL:
        shape = timeline.traces[number].rule.shape
        size = shape[-1] * shape[-2] if len(shape) > 2 else last - first + 1
        begin = first + within // size * size
        return begin, begin + size - 1
    if level is Level.LAYER:
        return _alike_around(timeline, number, lambda trace: (trace.layer, trace.rule.direction))
    if level is Level.REPEAT:
        repeat = timeline.traces[number].repeat
        if repeat is None:
            return unit_around(timeline, Level.LAYER, step)
        return _alike_around(timeline, number, lambda trace: trace.repeat)
    return first, last


def _alike_around(
    timeline: Timeline, number: int, key: Callable[[Trace], object]
) -> tuple[int, int]:
    """Give the steps of the traces side by side with one that have the same key."""
    traces, wanted = timeline.traces, key(timeline.traces[number])
    first = last = number
    while first > 0 and key(traces[first - 1]) == wanted:
        first -= 1
    while last + 1 < len(traces) and key(traces[last + 1]) == wanted:
        last += 1
    return timeline.offsets[first], timeline.offsets[last + 1] - 1
