"""What is measured, a file a kind; MEASURES lists them in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.goals import Figure
from benchmarks.measures import first_frame, grids, keys, memory, playing, seeking, steps, torch

MEASURES: Mapping[str, Callable[[Path], Sequence[Figure]]] = {
    "grids": grids.measure,
    "steps": steps.measure,
    "seeking": seeking.measure,
    "first-frame": first_frame.measure,
    "keys": keys.measure,
    "playing": playing.measure,
    "torch": torch.measure,
    "memory": memory.measure,
}
