"""Playing 60 steps a second: frames that reach the terminal, and CPU time.

gaps  the seconds between frames, as the terminal sees them
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

from benchmarks.child import Child
from benchmarks.goals import Figure, Goal, minima
from benchmarks.lessons import write_plane
from benchmarks.measures.opened import PLACE, milliseconds, opened, rounds
from benchmarks.programs.speed import SPEED

SECONDS = 2.0
BLOCKS = 5
SAME_FRAME_S = 0.004  # pieces of one frame come closer than this
FRAMES = Goal("playing at 60 steps a second: painted frames / steps", 0.95, at_least=True)
REGIONS = Goal("playing, CPU of a painted frame: as it is / panes refreshed whole", 0.6)


def measure(folder: Path) -> Sequence[Figure]:
    """Play a while in each of two, the other one paused."""
    path = write_plane(folder, 224)
    module = "benchmarks.programs.lesson"
    with opened({
        "regions": partial(Child, folder, module, str(path), PLACE),
        "whole": partial(Child, folder, module, str(path), PLACE, "--whole"),
    }) as running:
        played = rounds({name: partial(_play, child) for name, child in running.items()}, BLOCKS)
    rates = [frames / (SPEED * SECONDS) for _, frames in played["regions"]]
    # A frame that comes too late is left out: the side that costs more paints fewer.
    cpu = {name: [used / frames for used, frames in blocks] for name, blocks in played.items()}
    detail = milliseconds(min(cpu["regions"]), min(cpu["whole"]))
    return (
        FRAMES.measured(max(rates), f"the best of {BLOCKS} times {SECONDS:.0f} s"),
        REGIONS.measured(minima(cpu["regions"], cpu["whole"]), detail),
    )


def _play(child: Child) -> tuple[float, int]:
    """Play; give the CPU seconds and the frames."""
    child.press(b" ")
    sleep(0.2)
    before, start = child.order("cpu"), monotonic()
    sleep(SECONDS)
    used, end = child.order("cpu") - before, monotonic()
    child.press(b" ")
    sleep(0.1)
    return used, len(gaps(child, start, end))


def gaps(child: Child, start: float, end: float) -> list[float]:
    """Give the seconds between one frame and the next, for frames that came between two moments.
    """
    moments = [arrival.at for arrival in child.arrivals if start <= arrival.at <= end]
    begun = [moments[0], *(b for a, b in pairwise(moments) if b - a > SAME_FRAME_S)]
    return [b - a for a, b in pairwise(begun)]
