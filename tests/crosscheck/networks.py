"""Networks as data: what each layer is and reads, with arrays drawn for it.

Row        one layer: operator, the shapes of its own arrays, keywords, what it reads
NETWORKS   whole networks by name: the shape of their input and their rows
network    one of them as a run
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer
from tests.crosscheck.examples import NOTHING_SAID


@dataclass(frozen=True)
class Row:
    """One layer. Without `reads` it reads the row before it; with `shares` it is that row again."""

    name: str
    op: str
    own: Mapping[str, Shape] = field(default_factory=dict)
    keywords: Mapping[str, Any] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    shares: str | None = None


def conv(
    name: str, weight: Shape, reads: tuple[str, ...] = (), bias: bool = True, **keywords: Any
) -> Row:
    own = {"weight": weight, **({"bias": weight[:1]} if bias else {})}
    return Row(name, "conv2d", own, keywords, reads)


def linear(name: str, out_features: int, in_features: int) -> Row:
    own = {"weight": (out_features, in_features), "bias": (out_features,)}
    return Row(name, "linear", own)


def pool(name: str, reads: tuple[str, ...] = (), **keywords: Any) -> Row:
    return Row(name, "max_pool2d", {}, {"kernel_size": 2, **keywords}, reads)


def mean(name: str) -> Row:
    return Row(name, "avg_pool2d", {}, {"kernel_size": 2})


def norm(name: str, channels: int) -> Row:
    own = {"weight": (channels,), "bias": (channels,)}
    return Row(name, "batch_norm", own, {"training": True})


CLASSIC = (
    conv("conv1", (6, 1, 5, 5), padding=2), Row("sigmoid1", "sigmoid"), mean("pool1"),
    conv("conv2", (16, 6, 5, 5)), Row("sigmoid2", "sigmoid"), mean("pool2"),
    Row("flatten1", "flatten"),
    linear("linear1", 120, 400), Row("sigmoid3", "sigmoid"),
    linear("linear2", 84, 120), Row("sigmoid4", "sigmoid"),
    linear("linear3", 10, 84), Row("shares1", "log_softmax", {}, {"dim": 1}),
)
NORMALIZED = (
    conv("conv1", (4, 3, 3, 3), bias=False, padding=1), norm("norm1", 4), Row("tanh1", "tanh"),
    conv("conv2", (4, 4, 3, 3), bias=False, padding=1), norm("norm2", 4),
    Row("add1", "add", {}, {}, ("norm2", "tanh1")),
    Row("leaky1", "leaky_relu", {}, {"negative_slope": 0.125}),
    Row("mean1", "adaptive_avg_pool2d", {}, {"output_size": 1}), Row("flatten1", "flatten"),
    linear("linear1", 5, 4), Row("shares1", "softmax", {}, {"dim": 1}),
)
LENET = (
    conv("conv1", (6, 1, 5, 5), padding=2), Row("relu1", "relu"), pool("pool1"),
    conv("conv2", (16, 6, 5, 5)), Row("relu2", "relu"), pool("pool2"),
    Row("flatten1", "flatten"),
    linear("linear1", 120, 400), Row("relu3", "relu"),
    linear("linear2", 84, 120), Row("relu4", "relu"),
    linear("linear3", 10, 84),
)
INCEPTION = (
    conv("stem", (4, 3, 3, 3), stride=2, padding=1),
    conv("one1", (3, 4, 1, 1), ("stem",)), Row("relu1", "relu"),
    conv("reduce3", (2, 4, 1, 1), ("stem",)), Row("relu2", "relu"),
    conv("three1", (4, 2, 3, 3), padding=1), Row("relu3", "relu"),
    conv("reduce5", (3, 4, 1, 1), ("stem",)), Row("relu4", "relu"),
    conv("five1", (2, 3, 5, 5), padding=2), Row("relu5", "relu"),
    pool("pool1", ("stem",), kernel_size=3, stride=1, padding=1),
    conv("project1", (2, 4, 1, 1)), Row("relu6", "relu"),
    Row("cat1", "cat", {}, {"dim": 1}, ("relu1", "relu3", "relu5", "relu6")),
)
RESIDUAL = (
    conv("conv1", (4, 4, 3, 3), bias=False, padding=1), Row("relu1", "relu"),
    conv("conv2", (4, 4, 3, 3), padding=1),
    conv("skip1", (4, 4, 1, 1), ("input",)),
    Row("add1", "add", {}, {}, ("conv2", "skip1")), Row("relu2", "relu"),
    conv("conv3", (4, 4, 3, 3), padding=1),
    Row("add2", "add", {}, {}, ("conv3", "relu2")),
)
SHARED = (
    conv("conv1", (3, 3, 3, 2), padding=(1, 0)), Row("relu1", "relu"),
    Row("again1", "conv2d", shares="conv1"), Row("relu2", "relu"),
    Row("again2", "conv2d", {}, {}, ("relu1",), "conv1"),
    Row("add1", "add", {}, {}, ("relu2", "again2")),
)
TWINS = (
    Row("flatten1", "flatten", {}, {}, ("input",)), linear("linear1", 4, 12),
    Row("flatten2", "flatten", {}, {}, ("other",)),
    Row("twin1", "linear", shares="linear1"),
    Row("add1", "add", {}, {}, ("linear1", "twin1")),
    Row("cat1", "cat", {}, {"dim": 1}, ("add1", "linear1", "add1")),
)
NETWORKS: dict[str, tuple[Mapping[str, Shape], tuple[Row, ...]]] = {
    "LeNet": ({"input": (2, 1, 28, 28)}, LENET),
    "classic LeNet": ({"input": (2, 1, 28, 28)}, CLASSIC),
    "normalized": ({"input": (3, 3, 6, 5)}, NORMALIZED),
    "Inception": ({"input": (2, 3, 11, 9)}, INCEPTION),
    "residual": ({"input": (2, 4, 6, 5)}, RESIDUAL),
    "shared": ({"input": (2, 3, 5, 6)}, SHARED),
    "twins": ({"input": (2, 3, 4), "other": (2, 2, 6)}, TWINS),
}


def network(name: str, seed: int = 1) -> Run:
    """Run a network on drawn arrays; its weights are as large as torch draws them."""
    shapes, rows = NETWORKS[name]
    generator = np.random.default_rng(seed)
    tensors = {name: generator.standard_normal(shape) for name, shape in shapes.items()}
    layers = layers_of(rows, seed)
    example = Example(1, NOTHING_SAID, NOTHING_SAID, None, tensors, layers, None, ())
    output = run_example(example).arrays[f"{layers[-1].name}.output"]
    return run_example(replace(example, grad_output=generator.standard_normal(output.shape)))


def layers_of(rows: tuple[Row, ...], seed: int) -> tuple[Layer, ...]:
    """Make the layers of some rows, with drawn arrays."""
    generator = np.random.default_rng([seed, len(rows)])
    made: dict[str, Layer] = {}
    before = "input"
    for row in rows:
        shared = made.get(row.shares or "")
        keywords = row.keywords if shared is None else shared.keywords
        params = OPERATORS[row.op].params(**keywords)
        own = {name: drawn_array(generator, shape, row.own) for name, shape in row.own.items()}
        reads = row.reads or (before,)
        made[row.name] = Layer(row.name, row.op, reads, own, keywords, params, row.shares)
        before = row.name
    return tuple(made.values())


def drawn_array(
    generator: np.random.Generator, shape: Shape, own: Mapping[str, Shape]
) -> Array:
    """Draw as torch does: uniform up to 1 / sqrt of how many elements a filter reads."""
    reach = prod(own["weight"][1:]) ** -0.5
    return generator.uniform(-reach, reach, shape)
