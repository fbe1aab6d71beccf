"""Training runs for the tests, as lesson files: small ones, and two that are known digit for digit.

WEIGHT    one weight learns to be 2: half of what is missing is taken away in every repeat
edges     ten repeats of a kernel that learns [1, -1] from a picture and its edges
"""

from pathlib import Path

from convtutor.lesson.run import Run, run_example
from tests.lesson.written import HEAD, lesson

WEIGHT = HEAD + """\
[[examples]]
title = "one weight"
intro = "Watch."
repeat = 3
[examples.tensors]
input = [[1]]
[[examples.layers]]
name = "linear1"
op = "linear"
weight = [[0]]
[[examples.layers]]
name = "loss1"
op = "mse_loss"
reduction = "sum"
target = [[2]]
[[examples.layers]]
name = "sgd1"
op = "sgd"
updates = "linear1.weight"
lr = 0.25
"""
SHARED = HEAD + """\
[[examples]]
title = "shared"
intro = "Watch."
repeat = 3
[examples.tensors]
input = [[1, -2, 3]]
[[examples.layers]]
name = "linear1"
op = "linear"
weight = [[2, 0, 1], [0, -1, 1], [1, 1, 0]]
bias = [1, 0, -1]
[[examples.layers]]
name = "again1"
shares = "linear1"
[[examples.layers]]
name = "add1"
op = "add"
inputs = ["again1", "input"]
[[examples.layers]]
name = "loss1"
op = "mse_loss"
reduction = "sum"
target = [[1, 2, -1]]
[[examples.layers]]
name = "sgd1"
op = "sgd"
updates = "linear1.weight"
lr = 0.015625
weight_decay = 0.5
[[examples.layers]]
name = "sgd2"
op = "sgd"
updates = "linear1.bias"
lr = 0.03125
"""


def edges(start: str) -> str:
    """Write the lesson of a kernel that learns the edges of a 6x8 picture, from a start."""
    picture = ", ".join(["[1, 1, 0, 0, 0, 0, 1, 1]"] * 6)
    target = ", ".join(["[0, 1, 0, 0, 0, -1, 0]"] * 6)
    return HEAD + f"""\
[[examples]]
title = "edges"
intro = "Watch."
repeat = 10
[examples.tensors]
input = [{picture}]
[[examples.layers]]
name = "conv1"
op = "conv2d"
weight = [[{start}]]
[[examples.layers]]
name = "loss1"
op = "mse_loss"
reduction = "sum"
target = [[[{target}]]]
[[examples.layers]]
name = "sgd1"
op = "sgd"
updates = "conv1.weight"
lr = 0.03
"""


def run_of(folder: Path, text: str) -> Run:
    """Run the one example of a lesson file."""
    return run_example(lesson(folder, text).examples[0])
