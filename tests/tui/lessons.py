"""Lessons for the screen's tests: the shipped one, planes of any size, and a small network."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson

HEAD = """\
schema = 1
id = "made"
title = "Made"
summary = "Made for a test."
minutes = 1
"""
PLANE = """\
[[examples]]
title = "a plane"
intro = "Watch."
[[examples.layers]]
name = "conv1"
op = "conv2d"
padding = 1
weight = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
[examples.tensors]
input = [
{rows}
]
"""
NETWORK = """\
[[examples]]
title = "a network"
intro = "Watch."
[examples.tensors]
input = { range = [-20, 40], shape = [2, 5, 6] }
[[examples.layers]]
name = "conv1"
op = "conv2d"
stride = [2, 1]
padding = [1, 0]
weight = [
  [[[1, 0], [0, -1]], [[0, 2], [1, 0]]],
  [[[0.5, 0], [0, 1]], [[1, 0], [0, -1.25]]],
]
bias = [1, -2]
[[examples.layers]]
name = "relu1"
op = "relu"
[[examples.layers]]
name = "pool1"
op = "max_pool2d"
kernel_size = 2
"""


def made(text: str) -> Lesson:
    """Read a lesson from the text of its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.toml"
        path.write_text(HEAD + text, encoding="utf-8")
        return read_lesson(path)


@cache
def padding() -> Lesson:
    """Give the shipped lesson on padding."""
    return read_lesson(find_lesson("padding"))


@cache
def padding_modes() -> Lesson:
    """Give the shipped lesson on padding modes; its first examples differ in one word."""
    return read_lesson(find_lesson("padding-modes"))


@cache
def plane(side: int) -> Lesson:
    """Give a 3x3 kernel over side x side one-digit numbers, the same in every common corner."""
    rows = (f"  {[(3 * row + 5 * col) % 10 for col in range(side)]}," for row in range(side))
    return made(PLANE.format(rows="\n".join(rows)))


@cache
def network() -> Lesson:
    """Give a network of two channels with lost rows, a bias, a gate and a pool."""
    return made(NETWORK)


CHANNELS = """\
[[examples]]
title = "six channels"
intro = "Watch."
[examples.tensors]
input = { range = [-50, 46], shape = [6, 4, 4] }
[[examples.layers]]
name = "conv1"
op = "conv2d"
padding = [0, 1]
weight = { range = [-23, 25], shape = [2, 6, 2, 2] }
bias = [3, -7]
[[examples.layers]]
name = "relu1"
op = "relu"
"""


@cache
def channels() -> Lesson:
    """Give a layer of more channels than a screen of 120x40 has lanes for."""
    return made(CHANNELS)


TASK = """\
[[examples]]
title = "a task"
intro = "Change the stride until one window fits."
part = "modify"
why = "The window jumps past the end."
[examples.tensors]
input = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
[[examples.layers]]
name = "conv1"
op = "conv2d"
stride = 1
weight = [[0, 1], [2, 3]]
[examples.task]
goal = "size(conv1.output) == 1"
change = ["conv1.stride"]
hints = ["Count the windows.", "The window moves by the stride.", "A stride of 2 is enough."]
[examples.task.solution]
"conv1.stride" = 2
"""


def task() -> Lesson:
    """Give a lesson of one example, which sets a task."""
    return made(TASK)
