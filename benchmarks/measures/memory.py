"""The memory of the whole screen at its largest, against that of bare Textual."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.child import Child
from benchmarks.goals import Figure, Goal
from benchmarks.lessons import write_plane
from benchmarks.measures.opened import PLACE, lesson, opened

RESIDENT = Goal("resident memory: 224x224 / bare Textual", 1.4)


def measure(folder: Path) -> Sequence[Figure]:
    """Open both and ask them."""
    with opened({
        "lesson": partial(lesson, folder, write_plane(folder, 224), PLACE),
        "bare": lambda: Child(folder, "benchmarks.programs.bare", "keys"),
    }) as running:
        pages = {name: child.order("memory") for name, child in running.items()}
    return (RESIDENT.measured(pages["lesson"] / pages["bare"]),)
