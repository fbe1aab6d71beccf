"""One grid alone: what a step of the window costs, against its size and what Textual itself costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.child import Child
from benchmarks.goals import Figure, Goal, minima
from benchmarks.lessons import SIDES, write_plane
from benchmarks.measures.opened import PLACE, UNCAPPED, milliseconds, opened, rounds

TO_64 = Goal("grid alone, CPU of a step: 224x224 / 64x64", 1.15)
TO_8 = Goal("grid alone, CPU of a step: 224x224 / 8x8", 1.9)
TO_WHOLE = Goal("grid alone, CPU: a step / repainting all of it", 0.25)
TO_FLOOR = Goal("grid alone, CPU: a step / Textual repainting one constant line", 4.0)


def measure(folder: Path) -> Sequence[Figure]:
    """Step grids of all sizes in turn, and repaint the largest one and a line."""
    def grid(side: int) -> Child:
        path = write_plane(folder, side)
        return Child(folder, "benchmarks.programs.grid", str(path), PLACE, more=UNCAPPED)

    with opened({str(side): partial(grid, side) for side in SIDES}) as running:
        blocks: dict[str, Callable[[], Any]] = {
            name: partial(child.order, "sway", 5) for name, child in running.items()
        }
        blocks["whole"] = partial(running["224"].order, "whole", 20)
        blocks["floor"] = partial(running["224"].order, "floor", 60)
        cpu = {name: [block["cpu"] for block in took] for name, took in rounds(blocks).items()}

    def figure(goal: Goal, other: str) -> Figure:
        detail = milliseconds(min(cpu["224"]), min(cpu[other]))
        return goal.measured(minima(cpu["224"], cpu[other]), detail)

    return (
        figure(TO_64, "64"), figure(TO_8, "8"), figure(TO_WHOLE, "whole"), figure(TO_FLOOR, "floor")
    )
