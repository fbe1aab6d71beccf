"""The engine on one core: against torch, a bare matrix product, a loop and others' ways.

Each side counts with its least time of blocks that took turns. The memory is what a call takes at
its most, beyond what it gives. `seconds` are those of the child process, by what and by whom.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np

from benchmarks.child import ROOT, surroundings
from benchmarks.engine_cases import (
    AVG_BACKWARD,
    AVG_FORWARD,
    LAYERS,
    MOST_MEMORY,
    POOLS,
    WIDE,
    WIDE_BACKWARD,
    WIDE_FLOOR,
    WIDE_FORWARD,
    Layer,
)
from benchmarks.goals import Figure, Goal
from convtutor.engine.arrays import shapes_of
from convtutor.engine.ops import OPERATORS
from convtutor.steps import Timeline, Trace

Measured = Mapping[str, Mapping[str, float]]
NO_TORCH = Goal("the engine against torch", 1.0)
GROWTH = Goal("conv2d VGG, a sample: of 32 / of 2", 1.15)
PLANES = Goal("conv2d VGG, a window: 224x224 / 56x56", 1.25)
SEEK = Goal("any step of 64x224x224 with 576 taps", 15.0)
KEPT = Goal("what a layer's steps keep, bytes", 2000, decimals=0)
MICROSECONDS = 1e6


def measure(folder: Path) -> Sequence[Figure]:
    """Run the child once and put what it measured next to the limits."""
    if find_spec("torch") is None:
        return (NO_TORCH.unmeasured("torch is not installed"), *_steps())
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.programs.engine"], cwd=ROOT, check=True,
        stdout=subprocess.PIPE, env=surroundings(folder, {}),
    )
    measured = dict(json.loads(line) for line in made.stdout.splitlines())
    return (
        *_convolutions(measured), *_wide(measured), *_pools(measured), *_growth(measured),
        *_memory(measured), *_steps(),
    )


def _ratio(
    measured: Measured, what: str, other: str, limit: float | None, name: str | None = None
) -> Iterator[Figure]:
    """Give the line of ours / other's time, if it has a limit."""
    if limit is not None:
        sides = measured[name or what]
        shown = ", ".join(f"{who} {_time(s)}" for who, s in sides.items())
        yield Goal(f"{what}: ours / {other}", limit).measured(sides["ours"] / sides[other], shown)


def _time(seconds: float) -> str:
    """Write a time in microseconds or milliseconds."""
    return f"{seconds * 1e6:.1f} us" if seconds < 1e-3 else f"{seconds * 1e3:,.2f} ms"


def _convolutions(measured: Measured) -> Iterator[Figure]:
    """Give the lines of every convolution in float32."""
    for layer in LAYERS:
        what = f"conv2d {layer.name} float32"
        seconds = {**measured[f"{what} forward"], **measured[f"conv2d {layer.name} loop"]}
        known = {**measured, f"{what} forward": seconds}
        yield from _ratio(known, f"{what} forward", "torch", layer.forward)
        yield from _ratio(measured, f"{what} forward", "matmul", layer.floor)
        yield from _ratio(measured, f"{what} backward", "torch", layer.backward)
        yield from _best_peer(measured[f"{what} peers"], layer)


def _best_peer(seconds: Mapping[str, float], layer: Layer) -> Iterator[Figure]:
    """Give the line of ours against the fastest of others in Python, of all but a lesson's size."""
    others = {who: time for who, time in seconds.items() if who != "ours"}
    if others and layer.name != "lesson":
        goal = Goal(f"conv2d {layer.name} float32 forward: ours / the fastest in Python", 1.0)
        shown = ", ".join(f"{who} {_time(time)}" for who, time in seconds.items())
        yield goal.measured(seconds["ours"] / min(others.values()), shown)


def _wide(measured: Measured) -> Iterator[Figure]:
    """Give the lines of the large convolutions in float64."""
    for name in WIDE:
        what = f"conv2d {name} float64"
        yield from _ratio(measured, f"{what} forward", "torch", WIDE_FORWARD)
        yield from _ratio(measured, f"{what} forward", "matmul", WIDE_FLOOR)
        yield from _ratio(measured, f"{what} backward", "torch", WIDE_BACKWARD)


def _pools(measured: Measured) -> Iterator[Figure]:
    """Give the lines of the pools."""
    for layer in POOLS:
        what = f"pool {layer.name} float32"
        yield from _ratio(measured, f"{what} max forward", "torch", layer.forward)
        yield from _ratio(measured, f"{what} max backward", "torch", layer.backward)
        yield from _ratio(measured, f"{what} avg forward", "torch", AVG_FORWARD)
        yield from _ratio(measured, f"{what} avg backward", "torch", AVG_BACKWARD)


def _growth(measured: Measured) -> Iterator[Figure]:
    """Give the lines of growth: what a sample costs in batches, a window in planes."""
    batch = {int(count): time / int(count) for count, time in measured["growth batch"].items()}
    plane = {int(side): time / int(side) ** 2 for side, time in measured["growth plane"].items()}
    shown = ", ".join(f"{count}: {_time(time)}" for count, time in batch.items())
    yield GROWTH.measured(batch[max(batch)] / batch[min(batch)], shown)
    shown = ", ".join(f"{side}: {time * 1e9:.0f} ns" for side, time in plane.items())
    yield PLANES.measured(plane[max(plane)] / plane[min(plane)], shown)


def _memory(measured: Measured) -> Iterator[Figure]:
    """Give a line for what takes the most memory of each operator, ahead and back."""
    found: dict[str, tuple[float, str]] = {}
    for what, taken in measured.items():
        if what.endswith(" memory"):
            dtype = "float64" if "float64" in what else "float32"
            key = f"{what.split()[0]} {dtype}"
            found[key] = max(found.get(key, (0.0, "")), (taken["ours"], what))
    for key, (megabytes, what) in found.items():
        goal = Goal(f"{key}: MB beyond what a call gives", MOST_MEMORY)
        yield goal.measured(megabytes, what.removesuffix(" memory"))


def _steps() -> Iterator[Figure]:
    """Give the lines of going to any step of a layer, and of what is kept for it."""
    operator, params = OPERATORS["conv2d"], OPERATORS["conv2d"].params(padding=1)
    arrays = {"input": np.ones((1, 64, 224, 224)), "weight": np.ones((64, 64, 3, 3))}

    def opened() -> Timeline:
        rule = operator.passes(shapes_of(arrays), params)[0]
        return Timeline((Trace("conv1", rule, arrays),))

    opened()[0]  # what is made once for all layers
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    timeline = opened()
    kept, count = tracemalloc.get_traced_memory()[0] - before, len(timeline)
    tracemalloc.stop()
    random, best = Random(1), float("inf")
    for _ in range(20):
        places = [random.randrange(count) for _ in range(200)]
        start = perf_counter()
        for place in places:
            timeline[place]
        best = min(best, (perf_counter() - start) / len(places))
    whole = float("inf")
    for _ in range(10):
        start = perf_counter()
        _ = timeline[random.randrange(count)].value
        whole = min(whole, perf_counter() - start)
    shown = f"microseconds; with all taps of it {_time(whole)}"
    yield SEEK.measured(best * MICROSECONDS, shown)
    yield KEPT.measured(kept, f"for {count:,} steps")
