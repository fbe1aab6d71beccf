"""A second way to know where every move ends: units grouped from the steps themselves.

RUNS       whole runs by name, some of them empty or with elements nothing was read for
units      the units of a level: steps that have something in common there
tap_stops  every position at level TAP
"""

from dataclasses import replace
from functools import lru_cache
from itertools import groupby

import numpy as np

from convtutor.steps import LEVELS, Level, Timeline
from tests.steps.runs import network, one_layer

TAP, ELEMENT, CHANNEL, PASS, LAYER, REPEAT, NETWORK = LEVELS


def ones(*shape: int) -> np.ndarray:
    return np.ones(shape)


RUNS: dict[str, Timeline] = {
    "network": network(),
    "two samples": network(batch=2),
    "empty batch": network(batch=0),
    "one channel": one_layer(
        "c", "conv2d", {"input": ones(1, 1, 3, 2), "weight": ones(1, 1, 2, 2)}
    ),
    "one pass": Timeline(network().traces[:1]),
    "one layer back": Timeline(network().traces[5:]),
    "small, then large": Timeline(
        (one_layer("r", "relu", {"input": ones(1, 1, 1, 1)}).traces[0], network().traces[0])
    ),
    "one element": one_layer("r", "relu", {"input": ones(1, 1, 1, 1)}),
    "no axes": one_layer("r", "relu", {"input": ones()}),
    "three axes": one_layer("r", "relu", {"input": ones(3, 2, 4)}),
    "gaps": one_layer("p", "max_pool2d", {"input": ones(1, 2, 3, 4)}, kernel_size=1, stride=2),
    "repeated": Timeline(tuple(
        replace(trace, layer=f"{trace.layer}@{number}")
        for number in (1, 2, 10) for trace in network().traces
    )),
    "nothing": Timeline(()),
    "nothing in passes": Timeline(network(batch=0).traces[:3]),
}

Unit = tuple[int, int]


@lru_cache
def units(name: str, level: Level) -> tuple[Unit, ...]:
    """Group the steps of a run into units (first step, last step)."""
    run = RUNS[name]

    def key(step: int) -> object:
        number, _ = run.locate(step)
        trace, index = run.traces[number], run[step].index
        return {
            TAP: step,
            ELEMENT: step,
            CHANNEL: (number, index[:-2] if len(index) > 2 else ()),
            PASS: number,
            LAYER: (trace.layer, trace.rule.direction),
            REPEAT: trace.layer.partition("@")[2] or (trace.layer, trace.rule.direction),
            NETWORK: None,
        }[level]

    groups = (list(group) for _, group in groupby(range(len(run)), key))
    return tuple((group[0], group[-1]) for group in groups)


@lru_cache
def tap_stops(name: str) -> tuple[tuple[int, int | None], ...]:
    """List every position at level TAP: the start and each tap of each element."""
    taps = ((step.taps, number) for number, step in enumerate(RUNS[name]))
    return ((-1, None), *((number, tap.number) for some, number in taps for tap in some))


def unit(name: str, level: Level, step: int) -> Unit:
    """Find the unit around a step; the start belongs to the first."""
    return next(unit for unit in units(name, level) if unit[1] >= max(step, 0))


def levels_at(name: str, step: int) -> list[Level]:
    """List the levels there are at a step: each holds more than the one below.

    Where a pass has one channel, it is called a pass.
    """
    there = [TAP, ELEMENT]
    for level in (CHANNEL, PASS, LAYER, REPEAT, NETWORK):
        here = unit(name, level, step)
        same_as_pass = level is CHANNEL and here == unit(name, PASS, step)
        if here != unit(name, there[-1], step) and not same_as_pass:
            there.append(level)
    return there
