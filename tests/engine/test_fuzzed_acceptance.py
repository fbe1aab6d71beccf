"""Settings drawn without care: ours takes a layer exactly where torch takes it.

Left out are the accidents of torch that test_acceptance.py names, and pools in which a window may
hold no element, which torch must never see.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.errors import ArgumentError
from tests.conftest import examples, require
from tests.engine.test_acceptance import ask_ours, ask_torch

Drawn = tuple[str, dict[str, Any]]
REFUSALS = (RuntimeError, TypeError, ValueError, IndexError)
EXTENTS = st.integers(0, 6)


def numbers(least: int, most: int, axes: int = 2) -> st.SearchStrategy[Any]:
    """Draw one number or one an axis, now and then too many or none."""
    number = st.integers(least, most)
    return st.one_of(number, st.tuples(*(number,) * axes), st.lists(number, max_size=axes + 1))


@st.composite
def convolutions(draw: st.DrawFn) -> Drawn:
    axes = draw(st.integers(1, 2))
    channels, filters = draw(st.integers(1, 4)), draw(st.integers(0, 4))
    kernel = (draw(st.integers(0, 4)), draw(st.integers(1, 4)))[2 - axes :]
    image = (draw(st.integers(0, 2)), channels, *(draw(EXTENTS) for _ in range(axes)))
    padding = st.one_of(numbers(-1, 6, axes), st.sampled_from(["same", "valid", "full"]))
    arguments = {
        "input": np.ones(image if draw(st.booleans()) else image[1:], np.float32),
        "weight": np.ones((filters, draw(st.integers(1, channels)), *kernel), np.float32),
        "stride": draw(st.one_of(st.just(1), numbers(0, 3, axes))),
        "padding": draw(padding),
        "dilation": draw(st.one_of(st.just(1), numbers(0, 3, axes))),
        "groups": draw(st.integers(0, 3)),
    }
    if draw(st.booleans()):
        modes = ["zeros", "reflect", "replicate", "circular"]
        arguments["padding_mode"] = draw(st.sampled_from(modes))
    return f"conv{axes}d", arguments


@st.composite
def transposed_convolutions(draw: st.DrawFn) -> Drawn:
    """Draw in float64, of which torch refuses an output without elements."""
    axes = draw(st.integers(1, 2))
    channels = draw(st.integers(1, 4))
    weight_in = draw(st.one_of(st.just(channels), st.integers(0, 4)))
    kernel = (draw(st.integers(0, 4)), draw(st.integers(1, 4)))[2 - axes :]
    image = (draw(st.integers(0, 2)), channels, *(draw(EXTENTS) for _ in range(axes)))
    arguments = {
        "input": np.ones(image if draw(st.booleans()) else image[1:]),
        "weight": np.ones((weight_in, draw(st.integers(0, 3)), *kernel)),
        "stride": draw(st.one_of(st.just(1), numbers(0, 4, axes))),
        "padding": draw(st.one_of(st.just(0), numbers(-1, 6, axes))),
        "output_padding": draw(st.one_of(st.just(0), numbers(-1, 4, axes))),
        "groups": draw(st.integers(0, 2)),
        "dilation": draw(st.one_of(st.just(1), numbers(0, 4, axes))),
    }
    if draw(st.booleans()):
        arguments["bias"] = np.ones(draw(st.integers(0, 4)))
    return f"conv_transpose{axes}d", arguments


@st.composite
def fitting_transposed_convolutions(draw: st.DrawFn) -> Drawn:
    """Draw a transposed convolution whose channels fit, so that its geometry alone decides."""
    name, arguments = draw(transposed_convolutions())
    axes = arguments["weight"].ndim - 2
    groups, group_in, group_out = (draw(st.integers(1, 2)) for _ in range(3))
    shape = [max(1, extent) for extent in arguments["input"].shape]
    shape[-1 - axes] = groups * group_in
    kernel = [max(1, extent) for extent in arguments["weight"].shape[2:]]
    fitting = {
        "groups": groups,
        "input": np.ones(shape),
        "weight": np.ones((groups * group_in, group_out, *kernel)),
        "stride": draw(numbers(1, 4, axes)),
        "dilation": draw(st.one_of(st.just(1), numbers(1, 4, axes))),
    }
    if "bias" in arguments:
        fitting["bias"] = np.ones(groups * group_out)
    return name, {**arguments, **fitting}


@st.composite
def fitting_convolutions(draw: st.DrawFn) -> Drawn:
    """Draw a convolution whose channels fit, so that its geometry alone decides."""
    name, arguments = draw(convolutions())
    groups = max(1, arguments["groups"])
    out, group_in = draw(st.integers(1, 2)) * groups, draw(st.integers(1, 2))
    shape = list(arguments["input"].shape)
    shape[1 - arguments["weight"].ndim] = groups * group_in
    kernel = [max(1, extent) for extent in arguments["weight"].shape[2:]]
    return name, {
        **arguments,
        "groups": groups,
        "input": np.ones(shape, np.float32),
        "weight": np.ones((out, group_in, *kernel), np.float32),
    }


@st.composite
def pools(draw: st.DrawFn) -> Drawn:
    """Draw a pool of sliding windows, largest elements or means."""
    axes = draw(st.integers(1, 2))
    sizes = (draw(EXTENTS) for _ in range(axes))
    image = (draw(st.integers(0, 2)), draw(st.integers(0, 2)), *sizes)
    arguments = {
        "input": np.ones(image if draw(st.booleans()) else image[1:], np.float32),
        "kernel_size": draw(numbers(0, 5, axes)),
        "stride": draw(st.one_of(st.none(), numbers(0, 4, axes))),
        "padding": draw(st.one_of(st.just(0), numbers(-1, 3, axes))),
        "ceil_mode": draw(st.booleans()),
    }
    if draw(st.booleans()):
        dilation = draw(st.one_of(st.just(1), numbers(0, 3, axes)))
        return f"max_pool{axes}d", {**arguments, "dilation": dilation}
    arguments["count_include_pad"] = draw(st.booleans())
    if axes == 2:
        arguments["divisor_override"] = draw(st.one_of(st.none(), st.integers(-2, 2)))
    return f"avg_pool{axes}d", arguments


@st.composite
def adaptive_pools(draw: st.DrawFn) -> Drawn:
    image = (draw(st.integers(0, 2)), draw(st.integers(0, 2)), draw(EXTENTS), draw(EXTENTS))
    size = st.one_of(st.none(), st.integers(-1, 8))
    sizes = st.one_of(numbers(-1, 8), st.tuples(size, size))
    name = draw(st.sampled_from(["adaptive_avg_pool2d", "adaptive_max_pool2d"]))
    return name, {
        "input": np.ones(image if draw(st.booleans()) else image[1:], np.float32),
        "output_size": draw(sizes),
    }


@st.composite
def batch_norms(draw: st.DrawFn) -> Drawn:
    """Draw in float32: one array a channel is now and then absent, or of another length."""
    channels = draw(st.integers(1, 3))
    places = tuple(draw(st.lists(st.integers(1, 2), max_size=3)))
    lengths = st.sampled_from([channels] * 9 + [channels + 1])
    arguments: dict[str, Any] = {
        "input": np.ones((draw(st.integers(1, 2)), channels, *places), np.float32),
        **{
            name: draw(st.one_of(st.none(), lengths.map(lambda size: np.ones(size, np.float32))))
            for name in ("running_mean", "running_var", "weight", "bias")
        },
        "training": draw(st.booleans()),
        "momentum": draw(st.one_of(st.none(), st.integers(-1, 2), st.floats(-1, 2))),
        "eps": draw(st.sampled_from([1e-5, 1, 0, 0.0, -1e-5, None])),
    }
    if draw(st.booleans()):
        given = np.ones(channels, np.float32)
        arguments |= {"running_mean": given, "running_var": given, "momentum": 0.1, "eps": 1e-5}
    return "batch_norm", arguments

NUMBERS = st.one_of(
    st.floats(-2, 3), st.integers(-3, 3), st.booleans(),
    st.sampled_from([float("nan"), float("inf"), None, "1", 1j, np.float32(0.5), np.array(0.5)]),
)
SHAPES = st.lists(EXTENTS, max_size=5).map(tuple)


@st.composite
def elementwise(draw: st.DrawFn) -> Drawn:
    """Draw a layer of one element and another; a mask always fits, as torch draws its own."""
    name = draw(st.sampled_from(["relu", "leaky_relu", "sigmoid", "tanh", "dropout"]))
    image = np.ones(draw(SHAPES), np.float32)
    arguments: dict[str, Any] = {"input": image}
    if name == "leaky_relu" and draw(st.booleans()):
        arguments["negative_slope"] = draw(NUMBERS)
    if name == "dropout":
        flags = st.sampled_from([True, True, False, 1, None])
        arguments |= {"p": draw(NUMBERS), "training": draw(flags), "mask": np.ones_like(image)}
    return name, arguments


FEW = st.lists(st.integers(0, 3), max_size=4)
DIMS = st.integers(-5, 4)


@st.composite
def linears(draw: st.DrawFn) -> Drawn:
    features = draw(st.integers(0, 3))
    near = st.sampled_from([features, features, draw(st.integers(0, 3))])
    weight = draw(st.one_of(st.tuples(near), st.tuples(st.integers(0, 3), near), FEW.map(tuple)))
    arguments = {
        "input": np.ones((*draw(FEW), *draw(st.lists(st.just(features), max_size=1)))),
        "weight": np.ones(weight),
    }
    if draw(st.booleans()):
        fitting = weight[:1] if len(weight) == 2 else ()
        arguments["bias"] = np.ones(draw(st.sampled_from([fitting, draw(FEW)])))
    return "linear", arguments


@st.composite
def flattenings(draw: st.DrawFn) -> Drawn:
    image = np.ones(draw(FEW))
    return "flatten", {"input": image, "start_dim": draw(DIMS), "end_dim": draw(DIMS)}


@st.composite
def sums(draw: st.DrawFn) -> Drawn:
    """Draw two shapes of which the second is the first with some lengths changed."""
    first = draw(FEW)
    second = [draw(st.sampled_from([extent, extent, 1, 2])) for extent in first]
    second = second[draw(st.integers(0, len(second))) :]
    name = draw(st.sampled_from(["add", "sub", "mul"]))
    return name, {"input": np.ones(first), "other": np.ones(second)}


@st.composite
def totals(draw: st.DrawFn) -> Drawn:
    dim = draw(st.one_of(DIMS, st.lists(DIMS, max_size=3).map(tuple)))
    return "sum", {"input": np.ones(draw(FEW)), "dim": dim, "keepdim": draw(st.booleans())}


@st.composite
def products(draw: st.DrawFn) -> Drawn:
    """Draw two shapes whose inner lengths mostly fit."""
    first, second = draw(FEW), list(draw(FEW))
    if first and second and draw(st.integers(0, 3)):
        second[-2 if len(second) > 1 else -1] = first[-1]
    return "matmul", {"input": np.ones(first), "other": np.ones(second)}


@st.composite
def joins(draw: st.DrawFn) -> Drawn:
    """Draw tensors that mostly fit but for one axis."""
    first, axis = draw(FEW), draw(st.integers(0, 3))
    tensors = []
    for _ in range(draw(st.integers(0, 3))):
        shape = [draw(st.integers(0, 3)) if at == axis else extent
                 for at, extent in enumerate(first)]
        tensors.append(np.ones(draw(st.sampled_from([shape, shape, shape, [0], draw(FEW)]))))
    return "cat", {"tensors": tensors, "dim": draw(st.sampled_from([axis, draw(DIMS)]))}


def is_a_joining_accident(call: Drawn) -> bool:
    """Say whether torch takes a bias that it stretches, refuses the bias it documents for a weight
    of one axis, or takes any axis of tensors that are all of shape (0,)."""
    name, arguments = call
    if name == "linear" and "bias" in arguments:
        bias, weight = arguments["bias"], arguments["weight"]
        return bool(weight.ndim < 2 or bias.shape != weight.shape[:1])
    bare = [array.shape == (0,) for array in arguments.get("tensors", ())]
    return bool(bare) and all(bare)


def is_an_accident(call: Drawn) -> bool:
    """Say whether torch takes a call by accident: one that crops, another count of paddings than
    there are axes, of which the padding modes take some, or an empty batch, which skips several
    checks; an adaptive pool of empty planes to one element, or of no channels that pass for no
    batch."""
    name, arguments = call
    if name == "adaptive_avg_pool2d":
        return arguments["output_size"] in (1, (1, 1), [1, 1])
    if name == "adaptive_max_pool2d":
        return arguments["input"].ndim == 3 and len(arguments["input"]) == 0
    if not name.startswith("conv"):
        return is_a_joining_accident(call)
    image, padding = arguments["input"], arguments["padding"]
    if image.ndim == arguments["weight"].ndim and len(image) == 0:
        return True
    if arguments.get("padding_mode", "zeros") == "zeros" or isinstance(padding, str):
        return False
    axes = (arguments["weight"].ndim - 2,)
    return np.min(padding, initial=0) < 0 or np.shape(padding) not in ((), axes)


def may_hold_no_element(call: Drawn) -> bool:
    """Say whether the first window of a dilated pool may miss the input on an axis."""
    name, arguments = call
    return name in ("max_pool1d", "max_pool2d") and bool(
        np.max(arguments["dilation"], initial=1) > 1 and np.max(arguments["padding"], initial=0) > 0
    ) and bool(min(arguments["input"].shape[-int(name[-2]):]) < 6)


ANYTHING = st.one_of(
    convolutions(), fitting_convolutions(), transposed_convolutions(),
    fitting_transposed_convolutions(), pools(), pools(), adaptive_pools(), batch_norms(),
    elementwise(), linears(), flattenings(), sums(), totals(), products(), joins(),
)
JOINING = ("linear", "flatten", "add", "sub", "mul", "sum", "matmul", "cat")


def outcome(make: Any, refusals: Any) -> tuple[int, ...] | None:
    try:
        return tuple(make().shape)
    except refusals:
        return None


@pytest.mark.filterwarnings("ignore:Using padding='same'", "ignore:Initializing zero-element")
@examples(600)
@given(call=ANYTHING)
def test_torch_and_the_engine_take_the_same_layers(call: Drawn) -> None:
    require("torch")
    assume(not is_an_accident(call) and not may_hold_no_element(call))
    ours = outcome(lambda: ask_ours(call), ArgumentError)
    assert ours == outcome(lambda: ask_torch(call), REFUSALS)


@examples(600)
@given(call=ANYTHING)
def test_whatever_is_asked_the_answer_is_an_array_or_a_sentence(call: Drawn) -> None:
    name, arguments = call
    try:
        output = ask_ours(call)
    except ArgumentError as refusal:
        sentence = str(refusal)
    else:
        sentence = ""
    if sentence:
        assert sentence.startswith(f"{name}: ")
        return
    assert name in JOINING or output.ndim == arguments["input"].ndim
    gradients = getattr(functional, f"{name}_backward")(np.ones_like(output), **arguments)
    grad_input = gradients[0] if isinstance(gradients, tuple) else gradients
    first = arguments["tensors"][0] if name == "cat" else arguments["input"]
    assert grad_input.shape == first.shape
