"""Losses take what torch takes, and say with the numbers what is wrong where it takes nothing.

The tables hold calls as people write them: each is made of ours, and where torch is installed of
torch as well, so that a row that is wrong about torch fails.
"""

from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.errors import ArgumentError
from tests.conftest import require

Call = tuple[str, dict[str, Any]]
TENSORS = ("input", "target", "weight")
SMALLEST = -(2**63)  # that 64 bits hold
# torch warns that a target of another shape is broadcast.
quiet_torch = pytest.mark.filterwarnings("ignore:Using a target size")


def ones(*shape: int) -> Array:
    return np.ones(shape, np.float32)


def classes(*shape: int, number: int = 0) -> Array:
    return np.full(shape, number, np.int64)


def mse(shape: tuple[int, ...], target: tuple[int, ...], **keywords: Any) -> Call:
    return "mse_loss", {"input": ones(*shape), "target": ones(*target), **keywords}


def nll(shape: tuple[int, ...] = (2, 3), target: Any = (2,), **keywords: Any) -> Call:
    held = classes(*target) if isinstance(target, tuple) else np.asarray(target)
    return "nll_loss", {"input": ones(*shape), "target": held, **keywords}


def entropy(shape: tuple[int, ...] = (2, 3), target: Any = (2,), **keywords: Any) -> Call:
    return "cross_entropy", nll(shape, target, **keywords)[1]


def shares(*shape: int, **keywords: Any) -> Call:
    return "cross_entropy", {"input": ones(*shape), "target": ones(*shape), **keywords}


ACCEPTED = {  # call, shape of the output
    "mse: a number": (mse((), ()), ()),
    "mse: rows against one": (mse((2, 3), (3,), reduction="none"), (2, 3)),
    "mse: columns against one": (mse((2, 1), (2, 3), reduction="none"), (2, 3)),
    "mse: more axes in the target": (mse((3,), (2, 1), reduction="none"), (2, 3)),
    "mse: nothing": (mse((0, 3), (0, 3), reduction="none"), (0, 3)),
    "mse: nothing, broadcast": (mse((0, 3), (1, 3), reduction="none"), (0, 3)),
    "one sample": (nll((3,), ()), ()),
    "one sample, no reduction": (nll((3,), (), reduction="none"), ()),
    "one sample, a target of one": (nll((3,), (1,), reduction="none"), ()),
    "samples": (nll((2, 3), (2,), reduction="none"), (2,)),
    "places": (nll((2, 3, 4), (2, 4), reduction="none"), (2, 4)),
    "planes": (nll((2, 3, 4, 5), (2, 4, 5), reduction="none"), (2, 4, 5)),
    "volumes": (nll((2, 3, 4, 2, 2), (2, 4, 2, 2), reduction="none"), (2, 4, 2, 2)),
    "no samples": (nll((0, 3), (0,), reduction="none"), (0,)),
    "no places": (nll((2, 3, 0), (2, 0), reduction="none"), (2, 0)),
    "no classes, all ignored": (nll((2, 0), [-100, -100]), ()),
    "one class": (nll((2, 1), (2,)), ()),
    "all ignored": (nll((2, 3), [-100, -100]), ()),
    "a class that is ignored": (nll((2, 3), [1, 2], ignore_index=1), ()),
    "a number that is ignored": (nll((2, 3), [7, 2], ignore_index=7), ()),
    "a NumPy integer that is ignored": (nll((2, 3), [7, 2], ignore_index=np.int32(7)), ()),
    "the smallest number ignored": (nll((2, 3), [SMALLEST, 2], ignore_index=SMALLEST), ()),
    "weights": (nll(weight=ones(3)), ()),
    "weights of 0": (nll(weight=0 * ones(3)), ()),
    "entropy: one sample": (entropy((3,), ()), ()),
    "entropy: one sample, a target of one": (entropy((3,), (1,)), ()),
    "entropy: places": (entropy((2, 3, 4), (2, 4), reduction="none"), (2, 4)),
    "entropy: no samples": (entropy((0, 3), (0,), label_smoothing=0.5), ()),
    "entropy: no classes, all ignored": (entropy((2, 0), [-100, -100]), ()),
    "entropy: all smoothed": (entropy(label_smoothing=1), ()),
    "entropy: smoothing as a NumPy number": (entropy(label_smoothing=np.float32(0.5)), ()),
    "entropy: smoothing True": (entropy(label_smoothing=True), ()),
    "shares of one sample": (shares(3), ()),
    "shares of one class": (shares(1, reduction="none"), ()),
    "shares": (shares(2, 3, reduction="none"), (2,)),
    "shares at places": (shares(2, 3, 4, reduction="none", weight=ones(3)), (2, 4)),
    "shares of no samples": (shares(0, 3), ()),
    "shares of no classes": (shares(2, 0), ()),
    "shares, nothing ignored": (shares(2, 3, ignore_index=-1), ()),
    "shares below 0": (entropy((2, 3), -ones(2, 3)), ()),
}

REJECTED = {  # call, what the sentence must name
    "mse: another length": (mse((2, 3), (2, 2)), ["target", "(2, 3)", "(2, 2)"]),
    "mse: another reduction": (mse((3,), (3,), reduction="avg"), ["none, mean, sum", "'avg'"]),
    "mse: a capital": (mse((3,), (3,), reduction="Mean"), ["did you mean 'mean'?"]),
    "mse: no word": (mse((3,), (3,), reduction=None), ["reduction", "None"]),
    "mse: a number": (mse((3,), (3,), reduction=1), ["reduction", "1"]),
    "no axis": (nll((), ()), ["input", "at least 1 axis", "()"]),
    "target 3 of 3": (nll(target=[3, 0]), ["from 0 to 2 for 3 classes", "-100", "3 at [0]"]),
    "target -1": (nll(target=[0, -1]), ["-1 at [1]"]),
    "target at a place": (nll((2, 3, 2), [[0, 1], [2, 9]]), ["9 at [1, 1]"]),
    "target not ignored": (nll(target=[-100, 0], ignore_index=5), ["-100 at [0]", "or 5 where"]),
    "target of no classes": (nll((2, 0), (2,)), ["of 0 classes", "0 at [0]"]),
    "three for two samples": (nll(target=(3,)), ["(2,)", "(2, 3)", "(3,)"]),
    "one for all samples": (nll(target=()), ["(2,)", "got ()"]),
    "an axis too many": (nll(target=(2, 1)), ["(2,)", "(2, 1)"]),
    "two for one sample": (nll((3,), (2,)), ["()", "(2,)"]),
    "other places": (nll((2, 3, 4), (2, 5)), ["(2, 4)", "(2, 5)"]),
    "no places": (nll((2, 3, 4), (2,)), ["(2, 4)", "(2,)"]),
    "turned planes": (nll((2, 3, 4, 5), (2, 5, 4)), ["(2, 4, 5)", "(2, 5, 4)"]),
    "int32": (nll(target=np.zeros(2, np.int32)), ["target", "int64", "int32"]),
    "bool": (nll(target=np.zeros(2, bool)), ["target", "int64", "bool"]),
    "whole floats": (nll(target=ones(2)), ["target", "int64", "float32"]),
    "halves": (nll(target=0.5 * ones(2)), ["whole", "0.5 at [0]"]),
    "weight of 2": (nll(weight=ones(2)), ["weight", "(3,)", "(2, 3)", "(2,)"]),
    "weight of 1": (nll(weight=ones(1)), ["weight", "(3,)", "(1,)"]),
    "weight of no axis": (nll(weight=ones()), ["weight", "(3,)", "()"]),
    "weight of 2 axes": (nll(weight=ones(3, 1)), ["weight", "(3,)", "(3, 1)"]),
    "weight of another dtype": (nll(weight=np.ones(3)), ["weight", "float64", "float32"]),
    "ignore_index 1.0": (nll(ignore_index=1.0), ["ignore_index", "1.0"]),
    "ignore_index True": (nll(ignore_index=True), ["ignore_index", "True"]),
    "ignore_index None": (nll(ignore_index=None), ["ignore_index", "None"]),
    "ignore_index over 64 bits": (nll(ignore_index=2**70), ["ignore_index", str(2**70)]),
    "entropy: no axis": (entropy((), ()), ["input", "at least 1 axis"]),
    "entropy: target 3 of 3": (entropy(target=[3, 0]), ["from 0 to 2", "3 at [0]"]),
    "entropy: target out, smoothed": (entropy(target=[0, -1], label_smoothing=0.1), ["-1 at [1]"]),
    "entropy: an axis too many": (entropy(target=(2, 1)), ["(2,)", "(2, 1)"]),
    "entropy: smoothed, a target of one": (
        entropy((3,), (1,), label_smoothing=0.1), ["label_smoothing", "()", "(1,)"],
    ),
    "entropy: whole floats": (entropy(target=ones(2)), ["target", "int64", "float32"]),
    "entropy: smoothing over 1": (entropy(label_smoothing=1.5), ["from 0 to 1", "1.5"]),
    "entropy: smoothing infinite": (entropy(label_smoothing=np.inf), ["from 0 to 1", "inf"]),
    "entropy: smoothing None": (entropy(label_smoothing=None), ["label_smoothing", "None"]),
    "entropy: smoothing '0.1'": (entropy(label_smoothing="0.1"), ["label_smoothing", "'0.1'"]),
    "entropy: smoothing complex": (entropy(label_smoothing=1j), ["label_smoothing", "1j"]),
    "entropy: smoothing as an array": (
        entropy(label_smoothing=np.array(0.5)), ["label_smoothing", "array(0.5)"],
    ),
    "entropy: weight of 2": (entropy(weight=ones(2)), ["weight", "(3,)", "(2,)"]),
    "shares as whole numbers": (entropy((2, 3), (2, 3)), ["probability", "(2, 3)", "int64"]),
    "shares, a class ignored": (shares(2, 3, ignore_index=0), ["ignore_index", "(2, 3)", "got 0"]),
    "shares, a number ignored": (shares(2, 3, ignore_index=5), ["ignore_index", "got 5"]),
    "shares of other classes": (entropy((2, 3), ones(2, 2)), ["(2,)", "(2, 2)"]),
    "shares, smoothing over 1": (shares(2, 3, label_smoothing=2), ["from 0 to 1", "2"]),
    "shares, weight of 2": (shares(2, 3, weight=ones(2)), ["weight", "(3,)", "(2,)"]),
    "shares, weight of 2 axes": (shares(2, 3, weight=ones(1, 3)), ["weight", "(1, 3)"]),
}

ACCIDENTS = {  # what torch takes by accident, and a learner must not meet
    "smoothing below 0": (entropy(label_smoothing=-0.1), ["from 0 to 1", "-0.1"]),
    "smoothing NaN": (entropy(label_smoothing=np.nan), ["from 0 to 1", "nan"]),
    "shares, smoothing below 0": (shares(2, 3, label_smoothing=-1e-9), ["from 0 to 1", "-1e-09"]),
    "uint8": (nll(target=np.zeros(2, np.uint8)), ["int64", "uint8"]),
    "weight of 2 axes at places": (
        nll((2, 3, 1), (2, 1), weight=ones(3, 1)), ["weight", "(3,)", "(3, 1)"],
    ),
    "mse: another dtype": (
        ("mse_loss", {"input": ones(3), "target": np.ones(3)}), ["float64", "float32"],
    ),
    "mse: whole numbers": (
        ("mse_loss", {"input": ones(3), "target": classes(3)}), ["target", "int64"],
    ),
    "shares of another dtype": (
        ("cross_entropy", {"input": ones(2, 3), "target": np.ones((2, 3))}), ["float64", "float32"],
    ),
}


def ask_torch(call: Call) -> Any:
    """Make a call of torch."""
    import torch

    name, arguments = call
    given = {
        key: torch.from_numpy(np.array(value)) if key in TENSORS else value
        for key, value in arguments.items()
    }
    return getattr(torch.nn.functional, name)(**given)


def ask_ours(call: Call) -> Any:
    return getattr(functional, call[0])(**call[1])


@pytest.mark.parametrize("row", ACCEPTED)
def test_what_torch_takes_is_taken(row: str) -> None:
    call, shape = ACCEPTED[row]
    assert ask_ours(call).shape == shape


@pytest.mark.parametrize("row", [*REJECTED, *ACCIDENTS])
def test_what_torch_rejects_is_rejected_with_the_numbers(row: str) -> None:
    call, numbers = (REJECTED | ACCIDENTS)[row]
    with pytest.raises(ArgumentError) as refusal:
        ask_ours(call)
    sentence = str(refusal.value)
    assert sentence.startswith(f"{call[0]}: ")
    assert "\n" not in sentence
    assert [number for number in numbers if number not in sentence] == [], sentence


@pytest.mark.parametrize("row", [*REJECTED, *ACCIDENTS])
def test_the_backward_pass_rejects_the_same_calls(row: str) -> None:
    (name, arguments), _ = (REJECTED | ACCIDENTS)[row]
    with pytest.raises(ArgumentError, match=f"^{name}"):
        getattr(functional, f"{name}_backward")(ones(), **arguments)


@quiet_torch
@pytest.mark.parametrize("row", ACCEPTED)
def test_torch_takes_it(row: str) -> None:
    require("torch")
    call, shape = ACCEPTED[row]
    assert tuple(ask_torch(call).shape) == shape


@quiet_torch
@pytest.mark.parametrize("row", REJECTED)
def test_torch_rejects_it(row: str) -> None:
    require("torch")
    with pytest.raises((RuntimeError, TypeError, ValueError, IndexError)):
        ask_torch(REJECTED[row][0])


@pytest.mark.parametrize("row", ACCIDENTS)
def test_torch_takes_the_accidents(row: str) -> None:
    require("torch")
    assert ask_torch(ACCIDENTS[row][0]) is not None


@pytest.mark.parametrize("name", ["mse_loss", "nll_loss", "cross_entropy"])
def test_what_is_no_array_is_refused_with_its_type(name: str) -> None:
    with pytest.raises(ArgumentError, match="target must be a NumPy array, got list"):
        getattr(functional, name)(ones(2, 3), [0, 1])


@pytest.mark.parametrize("name", ["mse_loss", "nll_loss", "cross_entropy"])
def test_a_gradient_of_another_shape_is_refused_with_both_shapes(name: str) -> None:
    held = ones(2, 3) if name == "mse_loss" else classes(2)
    with pytest.raises(ArgumentError, match=r"output's shape \(\), got \(1,\)"):
        getattr(functional, f"{name}_backward")(ones(1), ones(2, 3), held)
