"""Settings drawn without care: ours takes a layer exactly where torch takes it.

Left out are the accidents of torch that test_acceptance.py names, and pools in which a window may
hold no element, which torch must never see.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.errors import ArgumentError
from tests.conftest import require
from tests.engine.test_acceptance import ask_torch

Drawn = tuple[str, dict[str, Any]]
REFUSALS = (RuntimeError, TypeError, ValueError)
EXTENTS = st.integers(0, 6)


def numbers(least: int, most: int) -> st.SearchStrategy[Any]:
    """Draw one number or two, now and then one too many or none."""
    number = st.integers(least, most)
    return st.one_of(number, st.tuples(number, number), st.lists(number, max_size=3))


@st.composite
def convolutions(draw: st.DrawFn) -> Drawn:
    channels, filters = draw(st.integers(1, 4)), draw(st.integers(0, 4))
    kernel = draw(st.tuples(st.integers(0, 4), st.integers(1, 4)))
    image = (draw(st.integers(0, 2)), channels, draw(EXTENTS), draw(EXTENTS))
    arguments = {
        "input": np.ones(image if draw(st.booleans()) else image[1:], np.float32),
        "weight": np.ones((filters, draw(st.integers(1, channels)), *kernel), np.float32),
        "stride": draw(st.one_of(st.just(1), numbers(0, 3))),
        "padding": draw(st.one_of(numbers(-1, 6), st.sampled_from(["same", "valid", "full"]))),
        "dilation": draw(st.one_of(st.just(1), numbers(0, 3))),
        "groups": draw(st.integers(0, 3)),
    }
    if draw(st.booleans()):
        modes = ["zeros", "reflect", "replicate", "circular"]
        arguments["padding_mode"] = draw(st.sampled_from(modes))
    return "conv2d", arguments


@st.composite
def fitting_convolutions(draw: st.DrawFn) -> Drawn:
    """Draw a convolution whose channels fit, so that its geometry alone decides."""
    name, arguments = draw(convolutions())
    groups = max(1, arguments["groups"])
    out, group_in = draw(st.integers(1, 2)) * groups, draw(st.integers(1, 2))
    shape = list(arguments["input"].shape)
    shape[-3] = groups * group_in
    kernel = [max(1, extent) for extent in arguments["weight"].shape[2:]]
    return name, {
        **arguments,
        "groups": groups,
        "input": np.ones(shape, np.float32),
        "weight": np.ones((out, group_in, *kernel), np.float32),
    }


@st.composite
def pools(draw: st.DrawFn) -> Drawn:
    image = (draw(st.integers(0, 2)), draw(st.integers(0, 2)), draw(EXTENTS), draw(EXTENTS))
    return "max_pool2d", {
        "input": np.ones(image if draw(st.booleans()) else image[1:], np.float32),
        "kernel_size": draw(numbers(0, 5)),
        "stride": draw(st.one_of(st.none(), numbers(0, 4))),
        "padding": draw(st.one_of(st.just(0), numbers(-1, 3))),
        "dilation": draw(st.one_of(st.just(1), numbers(0, 3))),
        "ceil_mode": draw(st.booleans()),
    }


def is_an_accident(call: Drawn) -> bool:
    """Say whether torch takes a call by accident: one that crops, one number of padding that the
    padding modes give to the columns alone, or an empty batch, which skips several checks."""
    name, arguments = call
    if name != "conv2d":
        return False
    image, padding = arguments["input"], arguments["padding"]
    if image.ndim == 4 and len(image) == 0:
        return True
    if arguments.get("padding_mode", "zeros") == "zeros" or isinstance(padding, str):
        return False
    return np.min(padding, initial=0) < 0 or np.shape(padding) == (1,)


def may_hold_no_element(call: Drawn) -> bool:
    """Say whether the first window of a dilated pool may miss the input on an axis."""
    name, arguments = call
    return name == "max_pool2d" and bool(
        np.max(arguments["dilation"], initial=1) > 1 and np.max(arguments["padding"], initial=0) > 0
    ) and bool(min(arguments["input"].shape[-2:]) < 6)


def outcome(make: Any, refusals: Any) -> tuple[int, ...] | None:
    try:
        return tuple(make().shape)
    except refusals:
        return None


@pytest.mark.filterwarnings("ignore:Using padding='same'", "ignore:Initializing zero-element")
@settings(max_examples=400)
@given(call=st.one_of(convolutions(), fitting_convolutions(), pools()))
def test_torch_and_the_engine_take_the_same_layers(call: Drawn) -> None:
    require("torch")
    assume(not is_an_accident(call) and not may_hold_no_element(call))
    ours = outcome(lambda: getattr(functional, call[0])(**call[1]), ArgumentError)
    assert ours == outcome(lambda: ask_torch(call), REFUSALS)


@settings(max_examples=400)
@given(call=st.one_of(convolutions(), fitting_convolutions(), pools()))
def test_whatever_is_asked_the_answer_is_an_array_or_a_sentence(call: Drawn) -> None:
    name, arguments = call
    try:
        output = getattr(functional, name)(**arguments)
    except ArgumentError as refusal:
        sentence = str(refusal)
    else:
        sentence = ""
    if sentence:
        assert sentence.startswith(f"{name}: ")
        return
    assert output.ndim == arguments["input"].ndim
    gradients = getattr(functional, f"{name}_backward")(np.ones_like(output), **arguments)
    grad_input = gradients[0] if isinstance(gradients, tuple) else gradients
    assert grad_input.shape == arguments["input"].shape
