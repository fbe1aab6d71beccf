"""From a key to the frame that shows what it did, against a bare Textual that changes one line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from benchmarks.child import Child
from benchmarks.goals import Figure, Goal, minima
from benchmarks.lessons import write_plane
from benchmarks.measures.opened import PLACE, milliseconds, opened, rounds

ROUNDS = 6
PRESSES = 30
RIGHT = b"\x1b[C"
COUNT = b"window "  # stands before the number that every press changes, in both programs
REST_S = 0.025
GOALS = {
    "28": Goal("key to frame, p50: 28x28 / bare Textual", 3.0),
    "224": Goal("key to frame, p50: 224x224 / bare Textual", 3.0),
}


def measure(folder: Path) -> Sequence[Figure]:
    """Press a key in each of them in turn; the last frame is over before the next press."""
    def lesson(side: int) -> Child:
        path = write_plane(folder, side)
        return Child(folder, "benchmarks.programs.lesson", str(path), PLACE)

    with opened({
        "bare": lambda: Child(folder, "benchmarks.programs.bare", "keys"),
        **{name: partial(lesson, int(name)) for name in GOALS},
    }) as running:
        p50 = rounds({name: partial(_median, child) for name, child in running.items()}, ROUNDS)
    return tuple(
        goal.measured(
            minima(p50[name], p50["bare"]), milliseconds(min(p50[name]), min(p50["bare"]))
        )
        for name, goal in GOALS.items()
    )


def _median(child: Child) -> float:
    took = []
    for _ in range(PRESSES):
        sleep(REST_S)
        start, before = len(child.written), monotonic()
        child.press(RIGHT)
        took.append(child.wait_for(COUNT, start) - before)
    return median(took)
