"""Losses drawn without care: ours takes a call exactly where torch takes it, and gives its number.

Left out are the accidents of torch that test_loss_acceptance.py names, and scores of no class at
places, which torch folds into a shape of its own.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.engine.arrays import Array, Shape
from convtutor.errors import ArgumentError
from tests.conftest import require
from tests.engine.test_loss_acceptance import Call, ask_ours, ask_torch

REFUSALS = (RuntimeError, TypeError, ValueError, IndexError)
EXTENTS = st.integers(0, 3)
REDUCTIONS = st.sampled_from(["none", "mean", "sum"])
quiet_torch = pytest.mark.filterwarnings("ignore:Using a target size")


@st.composite
def class_losses(draw: st.DrawFn) -> Call:
    """Draw scores, and a target that mostly fits: class numbers, now and then shares."""
    shape = tuple(draw(st.lists(EXTENTS, max_size=4)))
    samples = shape[:1] + shape[2:] if len(shape) > 1 else ()
    held = draw(st.sampled_from([samples] * 6 + [shape, shape, (1,), (*samples, 1), samples[1:]]))
    name = draw(st.sampled_from(["nll_loss", "cross_entropy"]))
    arguments: dict[str, Any] = {
        "input": draw(st.integers(0, 9)) * np.ones(shape, np.float32),
        "target": draw(targets(held, is_shares=held == shape and draw(st.booleans()))),
        "ignore_index": draw(st.sampled_from([-100, -100, -1, 0, 1, 7])),
        "reduction": draw(REDUCTIONS),
    }
    if name == "cross_entropy":
        arguments["label_smoothing"] = draw(st.sampled_from([0, 0.0, 0.25, 1.0, 1.5]))
    if draw(st.booleans()):
        count = (shape[1] if len(shape) > 1 else sum(shape)) + draw(st.sampled_from([0, 0, 0, 1]))
        arguments["weight"] = np.arange(count, dtype=np.float32)
    return name, arguments


@st.composite
def targets(draw: st.DrawFn, shape: Shape, is_shares: bool) -> Array:
    count = int(np.prod(shape))
    if is_shares:
        return np.full(shape, 0.25, np.float32)
    numbers = st.sampled_from([0, 0, 0, 1, 1, 2, -100, -1, 7])
    drawn = draw(st.lists(numbers, min_size=count, max_size=count))
    return np.array(drawn, np.int64).reshape(shape)


@st.composite
def mse_losses(draw: st.DrawFn) -> Call:
    """Draw two shapes, of which one is mostly the other, narrowed."""
    shape = tuple(draw(st.lists(EXTENTS, max_size=4)))
    narrow = tuple(draw(st.sampled_from([extent, extent, 1])) for extent in shape)
    other = draw(st.sampled_from([shape, narrow, narrow[1:], (*shape, 2)]))
    shapes = draw(st.permutations([shape, other]))
    image, target = (np.full(held, 2.0 - at, np.float32) for at, held in enumerate(shapes))
    arguments = {"input": image, "target": target, "reduction": draw(REDUCTIONS)}
    return "mse_loss", arguments


ANYTHING = st.one_of(class_losses(), mse_losses())


def is_an_accident(call: Call) -> bool:
    """Say whether torch folds scores of no class, or takes weights of another number of axes."""
    name, arguments = call
    shape = arguments["input"].shape
    return name != "mse_loss" and len(shape) > 2 and shape[1] == 0


def outcome(make: Any, refusals: Any) -> Array | None:
    try:
        return np.asarray(make())
    except refusals:
        return None


@quiet_torch
@settings(max_examples=800)
@given(call=ANYTHING)
def test_torch_and_the_engine_take_the_same_losses(call: Call) -> None:
    require("torch")
    assume(not is_an_accident(call))
    ours = outcome(lambda: ask_ours(call), ArgumentError)
    theirs = outcome(lambda: ask_torch(call).numpy(), REFUSALS)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-6, strict=True)


@settings(max_examples=400)
@given(call=ANYTHING)
def test_whatever_is_asked_the_answer_is_an_array_or_a_sentence(call: Call) -> None:
    name, arguments = call
    try:
        output = ask_ours(call)
    except ArgumentError as refusal:
        sentence, output = str(refusal), None
    if output is None:
        assert sentence.startswith(f"{name}: ")
        return
    gradient = getattr(functional, f"{name}_backward")(np.ones_like(output), **arguments)
    assert gradient.shape == arguments["input"].shape
    assert gradient.dtype == output.dtype == np.float32
