"""The longest gap between frames while torch is loaded and compares, playing on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep

from benchmarks.child import LIMIT_S, Child
from benchmarks.goals import Figure, Goal, minima
from benchmarks.lessons import write_plane
from benchmarks.measures.opened import PLACE, milliseconds, opened, rounds
from benchmarks.measures.playing import gaps

BLOCKS = 5
QUIET_S = 2.0
GAP = Goal("playing at 60 steps a second, longest gap: while torch is loaded / without", 2.5)


def measure(folder: Path) -> Sequence[Figure]:
    """Play without and with the check, in a new program each time; torch is loaded once in each."""
    if find_spec("torch") is None:
        return (GAP.unmeasured("torch is not installed"),)
    took = rounds({"both": partial(_longest_gaps, folder)}, BLOCKS)["both"]
    without, loading = ([pair[at] for pair in took] for at in (0, 1))
    detail = milliseconds(min(loading), min(without))
    return (GAP.measured(minima(loading, without), detail),)


def _longest_gaps(folder: Path) -> tuple[float, float]:
    path = write_plane(folder, 28)
    opening = partial(Child, folder, "benchmarks.programs.lesson", str(path), PLACE)
    with opened({"lesson": opening}) as running:
        child = running["lesson"]
        child.press(b" ")
        sleep(0.3)
        start = monotonic()
        sleep(QUIET_S)
        asked = monotonic()
        child.press(b"t")
        while child.order("checked") != "done":
            if monotonic() > asked + LIMIT_S:
                raise RuntimeError("the torch check does not end")
            sleep(0.1)
        end = monotonic()
        return max(gaps(child, start, asked)), max(gaps(child, asked, end))
