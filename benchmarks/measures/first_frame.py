"""From the start of the command to the first frame that shows the lesson, against bare Textual."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.child import Child
from benchmarks.goals import Figure, Goal, medians
from benchmarks.lessons import write_generated
from benchmarks.measures.opened import milliseconds, rounds

PAIRS = 11
LAST_PAINTED = b"quit"  # the last word of the footer, which is the last line of the frame
SMALL = Goal("first true frame, 28x28 / bare Textual", 1.7)
LARGE = Goal("first true frame, 224x224 / bare Textual", 1.9)


def measure(folder: Path) -> Sequence[Figure]:
    """Start all of them in turn."""
    def lesson(side: int) -> float:
        path = write_generated(folder, side)
        return _seconds(folder, LAST_PAINTED, "convtutor", "lesson", str(path))

    took = rounds({
        "bare": partial(_seconds, folder, b"bare screen", "benchmarks.programs.bare"),
        "28": partial(lesson, 28),
        "224": partial(lesson, 224),
    }, PAIRS)
    return tuple(
        goal.measured(
            medians(took[side], took["bare"]),
            milliseconds(median(took[side]), median(took["bare"])),
        )
        for goal, side in ((SMALL, "28"), (LARGE, "224"))
    )


def _seconds(folder: Path, text: bytes, module: str, *arguments: str) -> float:
    with Child(folder, module, *arguments, obeys=False) as child:
        seen = child.wait_for(text)
        child.press(b"q")
        return seen - child.started
