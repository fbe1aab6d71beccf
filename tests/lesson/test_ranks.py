"""A tensor has as many axes as the layer that reads it takes."""

from pathlib import Path
from typing import Any

import pytest

from convtutor.lesson.ranks import rank_of
from tests.lesson.written import HEAD, lesson

ROWS = """[[examples]]
title = "rows"
intro = "A row."
grad_output = [1, 2]
[examples.tensors]
input = [1, 2, 3, 4]
[[examples.layers]]
name = "conv1"
op = "conv1d"
stride = 2
weight = [3, 5]
bias = [7]
"""


def layer(name: str, op: str, *inputs: str) -> dict[str, Any]:
    return {"name": name, "op": op, **({"inputs": list(inputs)} if inputs else {})}


def test_a_row_is_one_sample_with_one_channel_for_conv1d(tmp_path: Path) -> None:
    (example,) = lesson(tmp_path, HEAD + ROWS).examples
    (made,) = example.layers
    assert example.tensors["input"].shape == (1, 1, 4)
    assert (made.operands["weight"].shape, made.operands["bias"].shape) == ((1, 1, 2), (1,))
    assert example.grad_output is not None
    assert example.grad_output.tolist() == [[[1, 2]]]


@pytest.mark.parametrize(
    ("name", "layers", "rank"),
    [
        ("input", [layer("a", "conv1d")], 3),
        ("input", [layer("a", "conv_transpose2d")], 4),
        ("input", [layer("a", "relu"), layer("b", "conv_transpose1d")], 3),
        ("input", [layer("a", "relu"), layer("b", "relu")], 4),
        ("other", [layer("a", "conv2d"), layer("b", "conv1d", "other")], 3),
        ("unread", [layer("a", "conv1d")], 4),
        ("input", [layer("a", "no-such"), layer("b", "conv1d", "input")], 3),
        ("input", [{"op": ["conv1d"]}, {"op": "relu", "inputs": 3}, {}], 4),
        ("a", [layer("a", "relu", "a"), layer("a", "relu", "a")], 4),
    ],
)
def test_the_rank_is_that_of_the_first_reader_that_takes_one(
    name: str, layers: list[dict[str, Any]], rank: int
) -> None:
    assert rank_of(name, layers) == rank
