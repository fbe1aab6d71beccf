"""Runs to step through: small networks as timelines, computed once.

    network(batch)   conv1 (2 channels, bias) -> relu1 -> pool1, forward and backward
    one_layer(...)   one operator, forward and backward
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, shapes_of
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.engine.ops import OPERATORS
from convtutor.steps import Timeline, Trace
from tests.engine.cases import integers

LAYERS: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("conv1", "conv2d", {"padding": (1, 0)}),
    ("relu1", "relu", {}),
    ("pool1", "max_pool2d", {"kernel_size": 2, "stride": (2, 1)}),
)


@dataclass(frozen=True)
class Bound:
    """One layer with its operands and what it saved."""

    name: str
    operator: AnyOperator
    params: Any
    arrays: Mapping[str, Array]
    output: Array
    saved: Mapping[str, Array]

    def rules(self, direction: str) -> list[Pass]:
        rules = self.operator.passes(shapes_of(self.arrays), self.params)
        return [rule for rule in rules if rule.direction == direction]

    def forward(self) -> list[Trace]:
        return [Trace(self.name, rule, self.arrays) for rule in self.rules("forward")]

    def backward(self, upstream: Array) -> list[Trace]:
        read = {**self.arrays, **self.saved, "grad_output": upstream}
        return [Trace(self.name, rule, read) for rule in self.rules("backward")]


def bind(name: str, kind: str, arrays: Mapping[str, Array], keywords: Mapping[str, Any]) -> Bound:
    """Compute one layer forward."""
    operator = OPERATORS[kind]
    params = operator.params(**keywords)
    output = operator.forward(arrays, params)
    return Bound(name, operator, params, arrays, output, operator.save(arrays, output, params))


def network(batch: int = 1) -> Timeline:
    """Give the run of a small network: 162 steps at batch 1.

    The last row of pool1's input is read by no window, so its gradients have no taps.
    """
    generator = np.random.default_rng(3)
    image = integers(generator, (batch, 1, 4, 5))
    own = {"weight": integers(generator, (2, 1, 2, 3)), "bias": integers(generator, (2,))}
    layers: list[Bound] = []
    for name, kind, keywords in LAYERS:
        arrays = {"input": image, **(own if kind == "conv2d" else {})}
        layers.append(bind(name, kind, arrays, keywords))
        image = layers[-1].output
    made = [trace for layer in layers for trace in layer.forward()]
    upstream = integers(generator, image.shape)
    for layer in reversed(layers):
        made += layer.backward(upstream)
        upstream = layer.operator.vjp(upstream, layer.arrays, layer.saved, layer.params)["input"]
    return Timeline(tuple(made))


def one_layer(name: str, kind: str, arrays: Mapping[str, Array], **keywords: Any) -> Timeline:
    """Give the run of one layer; its upstream gradient is all ones."""
    layer = bind(name, kind, arrays, keywords)
    return Timeline((*layer.forward(), *layer.backward(np.ones_like(layer.output))))
