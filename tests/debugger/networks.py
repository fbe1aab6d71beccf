"""Small networks in asymmetric settings, and the same ones in torch, for patterns of derivatives.

NETWORKS       by name: the shape of the input and the layers on it, as `net` takes them
net            run one of them, its numbers drawn from a seed
torch_outputs  every layer's output in torch; opened, maxima become means
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer
from convtutor.lesson.text import Text

Wanted = tuple[str, str, tuple[str, ...], Mapping[str, tuple[int, ...]], Mapping[str, Any]]
Drawn = Callable[[np.random.Generator, str, tuple[int, ...]], Array]
SAID = Text({"en": "small", "zh": "小"})


def conv(name: str, reads: str, weight: tuple[int, ...], **keywords: Any) -> Wanted:
    shapes = {"weight": weight, "bias": (weight[0],)}
    return name, "conv2d", (reads,), shapes, keywords


def plain(name: str, op: str, *reads: str, **keywords: Any) -> Wanted:
    return name, op, reads, {}, keywords


NORM = {"weight": (3,), "bias": (3,), "running_mean": (3,), "running_var": (3,)}
NETWORKS: dict[str, tuple[tuple[int, ...], tuple[Wanted, ...]]] = {
    **{
        f"conv, {mode}": ((2, 2, 5, 6), (conv(
            "conv1", "input", (4, 1, 2, 3), stride=(2, 1), padding=(1, 2), dilation=(2, 1),
            groups=2, padding_mode=mode,
        ),))
        for mode in ("zeros", "reflect", "replicate", "circular")
    },
    "transposed": ((1, 2, 3, 4), ((
        "up1", "conv_transpose2d", ("input",), {"weight": (2, 2, 3, 2), "bias": (4,)},
        {"stride": (2, 3), "padding": (1, 0), "output_padding": (0, 2), "groups": 2},
    ),)),
    "max pool": ((1, 2, 5, 6), (plain(
        "pool1", "max_pool2d", "input", kernel_size=(2, 3), stride=(1, 2), padding=(1, 0),
        ceil_mode=True,
    ),)),
    "average pool": ((1, 2, 5, 7), (plain(
        "pool1", "avg_pool2d", "input", kernel_size=(2, 3), stride=(2, 1), padding=(0, 1),
    ),)),
    "adaptive pools": ((1, 1, 7, 8), (
        plain("pool1", "adaptive_max_pool2d", "input", output_size=(4, 5)),
        plain("pool2", "adaptive_avg_pool2d", "pool1", output_size=(3, 2)),
    )),
    "batch norm in evaluation": ((2, 3, 2, 3), (
        ("norm1", "batch_norm", ("input",), NORM, {}), plain("relu1", "relu", "norm1"),
    )),
    "batch norm in training": ((2, 3, 2, 3), (
        ("norm1", "batch_norm", ("input",), NORM, {"training": True}),
        plain("relu1", "relu", "norm1"),
    )),
    "head": ((2, 2, 2, 3), (
        plain("relu1", "relu", "input"), plain("flat1", "flatten", "relu1", start_dim=1),
        ("linear1", "linear", ("flat1",), {"weight": (4, 12), "bias": (4,)}, {}),
        plain("soft1", "softmax", "linear1", dim=1),
    )),
    "branches": ((1, 2, 4, 5), (
        conv("conv1", "input", (2, 2, 3, 1), padding=(1, 0)),
        plain("add1", "add", "conv1", "input"), plain("relu1", "relu", "add1"),
        conv("conv2", "relu1", (1, 2, 1, 2)), plain("cat1", "cat", "relu1", "input", dim=1),
        plain("leaky1", "leaky_relu", "cat1", negative_slope=0.25),
    )),
    "chain": ((1, 1, 8, 9), (
        conv("conv1", "input", (2, 1, 3, 2), padding=(1, 0)), plain("relu1", "relu", "conv1"),
        plain("pool1", "max_pool2d", "relu1", kernel_size=(2, 3), stride=(2, 1)),
        conv("conv2", "pool1", (3, 2, 2, 3), stride=(1, 2), padding=1),
        plain("tanh1", "tanh", "conv2"), conv("conv3", "tanh1", (1, 3, 2, 2)),
    )),
}


def mixed(generator: np.random.Generator, kind: str, shape: tuple[int, ...]) -> Array:
    """Draw numbers of both signs; a third of the weights are 0."""
    drawn = generator.uniform(-1, 1, shape)
    if kind == "running_var":
        return np.abs(drawn) + 0.25
    return np.where((generator.random(shape) < 0.3) & (kind == "weight"), 0, drawn)


def above_zero(generator: np.random.Generator, kind: str, shape: tuple[int, ...]) -> Array:
    """Draw small numbers above 0: no curve saturates; a bias keeps what is normalized above 0."""
    return generator.uniform(0.05, 0.3, shape) + (5 if kind == "batch_norm bias" else 0)


def net(name: str, seed: int, drawn: Drawn = mixed) -> Run:
    """Run a network on numbers of a seed."""
    generator = np.random.default_rng(seed)
    shape, wanted = NETWORKS[name]

    def numbers(op: str, kind: str, shape: tuple[int, ...]) -> Array:
        full = f"{op} {kind}"
        return drawn(generator, full if full == "batch_norm bias" else kind, shape)

    image = numbers("", "input", shape)
    layers = tuple(
        Layer(
            layer, op, reads, {key: numbers(op, key, own) for key, own in shapes.items()},
            keywords, OPERATORS[op].params(**keywords),
        )
        for layer, op, reads, shapes, keywords in wanted
    )
    return run_example(Example(1, SAID, SAID, None, {"input": image}, layers, None, ()))


def torch_outputs(run: Run, tensors: Mapping[str, Any]) -> dict[str, Any]:
    """Give the output of every layer from leaf tensors by name: input, conv1.weight, ..."""
    values: dict[str, Any] = {"input": tensors["input"]}
    for bound in run.layers:
        own = {
            name: tensors[f"{bound.name}.{name}"]
            for name in bound.shapes if name not in bound.sources
        }
        read = [values[source] for source in bound.sources.values()]
        values[bound.name] = _layer(bound.operator.name, read, own, dict(bound.layer.keywords))
    return values


def _layer(op: str, read: list[Any], own: Mapping[str, Any], keywords: dict[str, Any]) -> Any:
    import torch
    from torch.nn import functional

    if op == "cat":
        return torch.cat(read, **keywords)
    if op == "conv2d" and keywords.get("padding_mode", "zeros") != "zeros":
        rows, cols = keywords["padding"]
        padded = functional.pad(read[0], (cols, cols, rows, rows), keywords["padding_mode"])
        kept = {key: keywords[key] for key in ("stride", "dilation", "groups")}
        return functional.conv2d(padded, **own, **kept)
    keywords.pop("padding_mode", None)
    where = torch if op in ("add", "flatten", "tanh", "relu") else functional
    return getattr(where, op)(*read, **own, **keywords)
