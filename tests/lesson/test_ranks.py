"""A tensor has as many axes as the layer that reads it takes."""

from pathlib import Path
from typing import Any

import pytest

from convtutor.engine.operator import AS_WRITTEN
from convtutor.lesson.ranks import rank_of
from convtutor.lesson.run import run_example
from tests.lesson.test_read import only
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
DROPOUT = """[[examples]]
title = "dropped"
intro = "Some are dropped."
[examples.tensors]
input = [[1, 2], [3, 4]]
[[examples.layers]]
name = "drop1"
op = "dropout"
p = 0.5
mask = [[1, 0], [0, 1]]
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


def test_a_mask_has_as_many_axes_as_what_its_layer_reads(tmp_path: Path) -> None:
    (example,) = lesson(tmp_path, HEAD + DROPOUT).examples
    assert example.tensors["input"].shape == (1, 1, 2, 2)
    assert example.layers[0].operands["mask"].tolist() == [[[[1, 0], [0, 1]]]]
    output = run_example(example).arrays["drop1.output"]
    assert output.tolist() == [[[[2, 0], [0, 8]]]]


@pytest.mark.parametrize(("mask", "sentence"), [
    ("", "training with p=0.5 draws at random; give the mask that was drawn, of shape "
     "(1, 1, 2, 2)"),
    ("mask = [[1, 0]]", "mask must have the input's shape (1, 1, 2, 2), got (1, 1, 1, 2)"),
    ("mask = [[1, 0], [0, 0.5]]", "(dropped) alone, got 0.5 at [0, 0, 1, 1]"),
])
def test_a_mask_that_is_missing_or_does_not_fit_is_told(
    tmp_path: Path, mask: str, sentence: str
) -> None:
    written = DROPOUT.replace("mask = [[1, 0], [0, 1]]", mask)
    assert sentence in only(tmp_path, HEAD + written)


def test_evaluation_needs_no_mask(tmp_path: Path) -> None:
    written = DROPOUT.replace("mask = [[1, 0], [0, 1]]", "training = false")
    (example,) = lesson(tmp_path, HEAD + written).examples
    assert run_example(example).arrays["drop1.output"].tolist() == [[[[1, 2], [3, 4]]]]


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
        ("input", [layer("a", "mul", "input", "w")], AS_WRITTEN),
        ("w", [layer("a", "sub", "input", "w"), layer("b", "relu")], AS_WRITTEN),
        ("w", [layer("a", "mul", "input", "w"), layer("b", "conv1d")], 3),
        ("input", [layer("a", "add", "input", "w"), layer("b", "conv2d", "input")], 4),
        ("input", [layer("a", "relu"), layer("b", "add", "a", "w")], AS_WRITTEN),
        ("input", [layer("a", "matmul", "input", "w"), layer("b", "linear")], AS_WRITTEN),
        ("input", [layer("a", "sum"), layer("b", "conv2d", "input")], AS_WRITTEN),
    ],
)
def test_the_rank_is_that_of_the_first_reader_that_takes_one(
    name: str, layers: list[dict[str, Any]], rank: int
) -> None:
    assert rank_of(name, layers) == rank
