"""Lessons to measure with: one convolution over planes of any size.

write_plane  a 3x3 kernel over one plane
write_deep   64 kernels over one plane, more steps than a lesson file may have
"""

from __future__ import annotations

from pathlib import Path

SIDES = (8, 28, 64, 224)
DEEP_CHANNELS, DEEP_SIDE = 64, 224
TEXT = """\
schema = 1
id = "{name}"
title = "Measured"
summary = "Made to be measured."
minutes = 1

[[examples]]
title = "a plane"
intro = "Watch."
[[examples.layers]]
name = "conv1"
op = "conv2d"
padding = 1
weight = {weight}
[examples.tensors]
input = [
{rows}
]
"""


def write_plane(folder: Path, side: int) -> Path:
    """Write a lesson over side x side one-digit numbers, the same in every common corner."""
    return _write(folder, f"plane{side}", side, "[[0, 1, 0], [1, 0, 1], [0, 1, 0]]")


def write_deep(folder: Path) -> Path:
    """Write a lesson whose output is 64x224x224, 3.2 million windows."""
    weight = f"{{ range = [0, {DEEP_CHANNELS * 9}], shape = [{DEEP_CHANNELS}, 1, 3, 3] }}"
    return _write(folder, "deep", DEEP_SIDE, weight)


def _write(folder: Path, name: str, side: int, weight: str) -> Path:
    rows = (f"  {[(3 * row + 5 * col) % 10 for col in range(side)]}," for row in range(side))
    path = folder / f"{name}.toml"
    text = TEXT.format(name=name, weight=weight, rows="\n".join(rows))
    path.write_text(text, encoding="utf-8")
    return path
