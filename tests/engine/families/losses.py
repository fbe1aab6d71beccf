"""Losses: the three reductions; class numbers, ignored ones, weights, probabilities."""

import warnings
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.losses import class_count, sample_shape
from tests.engine.cases import SEEDS, Case, Fill, Leaves, made

REDUCTIONS = st.sampled_from(["none", "mean", "sum"])


@st.composite
def scores(draw: st.DrawFn) -> Shape:
    """Draw the shape of scores: classes, mostly with samples, now and then with places."""
    places = draw(st.sampled_from([0, 0, 0, 1, 2, 3]))
    samples = (draw(st.integers(1, 3)),) if draw(st.integers(0, 5)) else ()
    rest = draw(st.lists(st.integers(1, 2), min_size=places, max_size=places)) if samples else ()
    return (*samples, draw(st.integers(1, 4)), *rest)


@st.composite
def class_numbers(draw: st.DrawFn, shape: Shape, ignored: int) -> Array:
    """Draw a class number a sample, some ignored, now and then all."""
    classes = st.integers(0, class_count(shape) - 1)
    number = st.one_of(classes, classes, st.just(ignored))
    drawn = [draw(number) for _ in range(int(np.prod(sample_shape(shape))))]
    return np.array(drawn, np.int64).reshape(sample_shape(shape))


@st.composite
def class_loss_cases(draw: st.DrawFn, fill: Fill, name: str) -> Case:
    """Draw a loss against class numbers, with or without weights; weights are not below 0."""
    shape, seed = draw(scores()), draw(SEEDS)
    keywords: dict[str, Any] = {
        "ignore_index": draw(st.sampled_from([-100, -100, -1, 0, 1, 9])),
        "reduction": draw(REDUCTIONS),
    }
    if name == "cross_entropy":
        keywords["label_smoothing"] = draw(st.sampled_from([0.0, 0.0, 0.1, 0.25, 1]))
    given = {"target": draw(class_numbers(shape, keywords["ignore_index"]))}
    shapes = {"input": shape, "target": given["target"].shape}
    if draw(st.booleans()):
        given["weight"] = weights(fill, seed, class_count(shape))
        shapes["weight"] = given["weight"].shape
    return made(name, keywords, shapes, fill, seed, given)


@st.composite
def probability_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a cross entropy against probabilities, of which some are 0."""
    shape, seed = draw(scores()), draw(SEEDS)
    keywords: dict[str, Any] = {
        "reduction": draw(REDUCTIONS),
        "label_smoothing": draw(st.sampled_from([0.0, 0.1, 0.25, 1])),
    }
    counts = np.random.default_rng(seed).integers(0, 5, shape)
    given = {"target": counts / 8.0}
    shapes = {"input": shape, "target": shape}
    if draw(st.booleans()):
        given["weight"] = weights(fill, seed, class_count(shape))
        shapes["weight"] = given["weight"].shape
    return made("cross_entropy", keywords, shapes, fill, seed, given)


def weights(fill: Fill, seed: int, count: int) -> Array:
    return np.asarray(np.abs(fill(np.random.default_rng(seed + 1), (count,))))


def cross_entropy_cases(fill: Fill) -> st.SearchStrategy[Case]:
    """Draw class numbers or probabilities."""
    return st.one_of(class_loss_cases(fill, "cross_entropy"), probability_cases(fill))


@st.composite
def mse_loss_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a mean square error on 0 to 5 axes; now and then one of the two is broadcast."""
    both = draw(st.lists(st.integers(1, 3), max_size=5))
    shapes = {"input": tuple(both), "target": tuple(both)}
    if both and not draw(st.integers(0, 2)):
        narrow = [1 if draw(st.booleans()) else extent for extent in both]
        named = draw(st.sampled_from(["input", "target"]))
        shapes[named] = tuple(narrow[draw(st.integers(0, len(both) - 1)) :])
    return made("mse_loss", {"reduction": draw(REDUCTIONS)}, shapes, fill, draw(SEEDS))


def torch_loss(torch: Any, leaves: Leaves, keywords: Mapping[str, Any], name: str) -> Any:
    """Give torch's loss; that it broadcasts a target it thinks worth a warning."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Using a target size")
        return getattr(torch.nn.functional, name)(**leaves, **keywords)


NAMES = ("mse_loss", "nll_loss", "cross_entropy")
CASES = {
    "mse_loss": mse_loss_cases,
    "nll_loss": partial(class_loss_cases, name="nll_loss"),
    "cross_entropy": cross_entropy_cases,
}
TORCH_FORWARDS = {name: partial(torch_loss, name=name) for name in NAMES}
SMOOTH = ("mse_loss", "nll_loss", "cross_entropy")
