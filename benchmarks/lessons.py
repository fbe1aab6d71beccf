"""Lessons to measure with: one convolution over planes of any size.

write_plane      a 3x3 kernel over one plane, every number written out
write_generated  the same over numbers that are generated, as large tensors are
write_deep       64 kernels over one plane, more steps than a lesson file may have
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
input = {input}
"""
KERNEL = "[[0, 1, 0], [1, 0, 1], [0, 1, 0]]"


def write_plane(folder: Path, side: int) -> Path:
    """Write a lesson over side x side one-digit numbers, the same in every common corner."""
    return _write(folder, f"plane{side}", KERNEL, _digits(side))


def write_generated(folder: Path, side: int) -> Path:
    """Write a lesson over side x side numbers that count up."""
    numbers = f"{{ range = [0, {side * side}], shape = [{side}, {side}] }}"
    return _write(folder, f"generated{side}", KERNEL, numbers)


def write_deep(folder: Path) -> Path:
    """Write a lesson whose output is 64x224x224, 3.2 million windows."""
    weight = f"{{ range = [0, {DEEP_CHANNELS * 9}], shape = [{DEEP_CHANNELS}, 1, 3, 3] }}"
    return _write(folder, "deep", weight, _digits(DEEP_SIDE))


def _digits(side: int) -> str:
    rows = (f"  {[(3 * row + 5 * col) % 10 for col in range(side)]}," for row in range(side))
    return "[\n" + "\n".join(rows) + "\n]"


def _write(folder: Path, name: str, weight: str, numbers: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(TEXT.format(name=name, weight=weight, input=numbers), encoding="utf-8")
    return path
