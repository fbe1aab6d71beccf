"""Functions of one element."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.engine.ops import OPERATORS
from tests.engine.cases import SEEDS, Case, Fill, Leaves, distinct, made

SHAPES = st.lists(st.integers(1, 4), max_size=5).map(tuple)
DYADIC = (0.0, 0.125, -0.5, 1.0, 2.0)  # products with these are exact, and so are differences
SLOPES = (*DYADIC, 0.01, 0.3, -1.7, 40.0)


@st.composite
def plain_cases(draw: st.DrawFn, fill: Fill, name: str) -> Case:
    """Draw a layer without parameters on 0 to 5 axes."""
    return made(name, {}, {"input": draw(SHAPES)}, fill, draw(SEEDS))


@st.composite
def leaky_relu_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a leaky_relu: slopes of both signs, 0, 1, and over 1."""
    slope = draw(st.sampled_from(DYADIC if fill is distinct else SLOPES))
    return made(
        "leaky_relu", {"negative_slope": slope}, {"input": draw(SHAPES)}, fill, draw(SEEDS)
    )


@st.composite
def dropout_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a dropout with its mask, which only training with a p between 0 and 1 needs."""
    p = draw(st.sampled_from([0.5, 0.5, 0.75, 0.1, 0.3, 0.7, 0.999, 0.0, 1.0]))
    training = draw(st.sampled_from([True, True, True, False]))
    shape, seed = draw(SHAPES), draw(SEEDS)
    given = {}
    if training and 0 < p < 1 or draw(st.booleans()):
        mask = np.random.default_rng(seed).random(shape) < draw(st.sampled_from([0, 0.5, 1]))
        given["mask"] = np.asarray(mask, np.float64)
    keywords = {"p": p, "training": training}
    return made("dropout", keywords, {"input": shape}, fill, seed, given)


def torch_function(torch: Any, leaves: Leaves, keywords: Mapping[str, Any], name: str) -> Any:
    return getattr(torch.nn.functional, name)(leaves["input"], **keywords)


def torch_dropout(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    """Run torch's layer, which draws its mask itself, with ours in place of its draw."""
    row = TORCH_LAYERS["dropout"]
    module = row.module(torch, {}, OPERATORS["dropout"].params(**keywords))
    output = row.call(module, [leaves["input"]], leaves)
    return output.clone()  # in evaluation torch hands on its very input


CASES = {
    "relu": partial(plain_cases, name="relu"),
    "leaky_relu": leaky_relu_cases,
    "sigmoid": partial(plain_cases, name="sigmoid"),
    "tanh": partial(plain_cases, name="tanh"),
    "dropout": dropout_cases,
}
TORCH_FORWARDS = {
    "relu": partial(torch_function, name="relu"),
    "leaky_relu": partial(torch_function, name="leaky_relu"),
    "sigmoid": partial(torch_function, name="sigmoid"),
    "tanh": partial(torch_function, name="tanh"),
    "dropout": torch_dropout,
}
HARD = (
    ("leaky_relu", {"input": (1, 2, 1, 3)}, {"negative_slope": -0.5}),
    ("leaky_relu", {"input": (3, 1, 4)}, {"negative_slope": 0.0}),
    ("leaky_relu", {"input": ()}, {"negative_slope": 2}),
    ("dropout", {"input": (2, 1, 3)}, {"p": 0.5, "training": False}),
    ("dropout", {"input": (2, 1, 3)}, {"p": 1}),
    ("dropout", {"input": (2, 3)}, {"p": 0}),
)
DECIDES = ("relu", "leaky_relu")
SMOOTH = ("sigmoid", "tanh", "dropout")
