"""Going to a place that is typed: as cheap among 3.2 million windows as among 784."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.goals import Figure, Goal, minima
from benchmarks.lessons import DEEP_CHANNELS, DEEP_SIDE, write_deep, write_plane
from benchmarks.measures.opened import PLACE, lesson, milliseconds, opened, rounds

JUMPS = 12
SMALL = 28
DEEP = Goal("go to a random place, CPU: 64x224x224 / 28x28", 1.5)


def measure(folder: Path) -> Sequence[Figure]:
    """Jump about in both in turn; the places are other ones each time."""
    random = Random(1)

    def jump(order: Callable[..., Any], channels: int, side: int) -> Any:
        places = [
            f"output[0,{random.randrange(channels)},{random.randrange(side)},"
            f"{random.randrange(side)}]"
            for _ in range(JUMPS)
        ]
        return order("seek", places)["cpu"]

    with opened({
        "deep": partial(lesson, folder, write_deep(folder), f"output[0,0,{PLACE[7:]}"),
        "small": partial(lesson, folder, write_plane(folder, SMALL), PLACE),
    }) as running:
        cpu = rounds({
            "deep": partial(jump, running["deep"].order, DEEP_CHANNELS, DEEP_SIDE),
            "small": partial(jump, running["small"].order, 1, SMALL),
        })
    detail = milliseconds(min(cpu["deep"]), min(cpu["small"]))
    return (DEEP.measured(minima(cpu["deep"], cpu["small"]), detail),)
