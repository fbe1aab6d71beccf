"""What torch rejects is rejected with a sentence that holds the numbers; what it takes is taken.

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

Arguments = dict[str, Any]
TENSORS = ("input", "weight", "bias", "other", "running_mean", "running_var")
HUGE = 2**62
LARGEST = 2**63 - 1  # that 64 bits hold


def ones(*shape: int) -> Array:
    return np.ones(shape, np.float32)


def conv(shape: tuple[int, ...] = (1, 1, 4, 5), weight: tuple[int, ...] = (1, 1, 2, 3),
         **keywords: Any) -> tuple[str, Arguments]:
    return "conv2d", {"input": ones(*shape), "weight": ones(*weight), **keywords}


def line(shape: tuple[int, ...] = (1, 1, 5), weight: tuple[int, ...] = (1, 1, 3),
         name: str = "conv1d", **keywords: Any) -> tuple[str, Arguments]:
    return name, {"input": ones(*shape), "weight": ones(*weight), **keywords}


def grow(shape: tuple[int, ...] = (1, 1, 4, 5), weight: tuple[int, ...] = (1, 1, 2, 3),
         **keywords: Any) -> tuple[str, Arguments]:
    return "conv_transpose2d", {"input": ones(*shape), "weight": ones(*weight), **keywords}


def grow_line(shape: tuple[int, ...] = (1, 1, 5), weight: tuple[int, ...] = (1, 1, 3),
              **keywords: Any) -> tuple[str, Arguments]:
    return line(shape, weight, "conv_transpose1d", **keywords)


def pool(kernel_size: Any = 2, shape: tuple[int, ...] = (1, 1, 4, 5),
         name: str = "max_pool2d", **keywords: Any) -> tuple[str, Arguments]:
    return name, {"input": ones(*shape), "kernel_size": kernel_size, **keywords}


def line_pool(kernel_size: Any = 2, shape: tuple[int, ...] = (1, 1, 5),
              **keywords: Any) -> tuple[str, Arguments]:
    return pool(kernel_size, shape, "max_pool1d", **keywords)


def mean(kernel_size: Any = 2, shape: tuple[int, ...] = (1, 1, 4, 5),
         **keywords: Any) -> tuple[str, Arguments]:
    return pool(kernel_size, shape, "avg_pool2d", **keywords)


def line_mean(kernel_size: Any = 2, shape: tuple[int, ...] = (1, 1, 5),
              **keywords: Any) -> tuple[str, Arguments]:
    return pool(kernel_size, shape, "avg_pool1d", **keywords)


def fit(output_size: Any = 2, shape: tuple[int, ...] = (1, 1, 4, 5),
        name: str = "adaptive_max_pool2d") -> tuple[str, Arguments]:
    return name, {"input": ones(*shape), "output_size": output_size}


def fit_mean(output_size: Any = 2, shape: tuple[int, ...] = (1, 1, 4, 5)) -> tuple[str, Arguments]:
    return fit(output_size, shape, "adaptive_avg_pool2d")


def norm(shape: tuple[int, ...] = (2, 3, 4), statistics: tuple[int, ...] | None = (3,),
         **keywords: Any) -> tuple[str, Arguments]:
    running = None if statistics is None else ones(*statistics)
    given = {"input": ones(*shape), "running_mean": running, "running_var": running}
    return "batch_norm", {**given, **keywords}

def leak(negative_slope: Any, shape: tuple[int, ...] = (2, 3)) -> tuple[str, Arguments]:
    return "leaky_relu", {"input": ones(*shape), "negative_slope": negative_slope}


def curve(name: str, *shape: int) -> tuple[str, Arguments]:
    return name, {"input": ones(*shape)}


def drop(p: Any = 0.5, shape: tuple[int, ...] = (2, 3), **keywords: Any) -> tuple[str, Arguments]:
    """Give a dropout whose mask, which torch draws by itself, fits."""
    return "dropout", {"input": ones(*shape), "p": p, "mask": ones(*shape), **keywords}


def features(shape: tuple[int, ...] = (2, 3), weight: tuple[int, ...] = (4, 3),
             **operands: Any) -> tuple[str, Arguments]:
    return "linear", {"input": ones(*shape), "weight": ones(*weight), **operands}


def flat(shape: tuple[int, ...] = (2, 3, 4), **keywords: Any) -> tuple[str, Arguments]:
    return "flatten", {"input": ones(*shape), **keywords}


def plus(shape: tuple[int, ...], other: tuple[int, ...]) -> tuple[str, Arguments]:
    return "add", {"input": ones(*shape), "other": ones(*other)}


def pair(name: str, shape: tuple[int, ...], other: tuple[int, ...]) -> tuple[str, Arguments]:
    return name, {"input": ones(*shape), "other": ones(*other)}


def total(shape: tuple[int, ...] = (2, 3, 4), **keywords: Any) -> tuple[str, Arguments]:
    return "sum", {"input": ones(*shape), **keywords}


def joined(*shapes: tuple[int, ...], **keywords: Any) -> tuple[str, Arguments]:
    return "cat", {"tensors": [ones(*shape) for shape in shapes], **keywords}


ACCEPTED = {  # call, shape of the output
    "1-tuples": (conv(stride=(2,), padding=(1,), dilation=(2,)), (1, 1, 2, 2)),
    "lists": (conv(stride=[2, 1], padding=[1, 2]), (1, 1, 3, 7)),
    "numpy integers": (conv(stride=np.int64(2), padding=np.int32(1)), (1, 1, 3, 3)),
    "a batch of 0": (conv((0, 1, 4, 5)), (0, 1, 3, 3)),
    "a batch of 0, reflect": (conv((0, 1, 4, 5), padding=1, padding_mode="reflect"), (0, 1, 5, 5)),
    "no batch": (conv((1, 4, 5)), (1, 3, 3)),
    "no batch, circular": (conv((1, 4, 5), padding=1, padding_mode="circular"), (1, 5, 5)),
    "same, even kernel": (conv(weight=(1, 1, 2, 4), padding="same"), (1, 1, 4, 5)),
    "same, dilation": (conv(weight=(1, 1, 2, 4), padding="same", dilation=3), (1, 1, 4, 5)),
    "valid, stride": (conv(padding="valid", stride=2), (1, 1, 2, 2)),
    "padding over the kernel": (conv(padding=(6, 7)), (1, 1, 15, 17)),
    "reflect, one below the size": (conv(padding=(3, 4), padding_mode="reflect"), (1, 1, 9, 11)),
    "circular, the size": (conv(padding=(4, 5), padding_mode="circular"), (1, 1, 11, 13)),
    "replicate over the size": (conv(padding=(9, 6), padding_mode="replicate"), (1, 1, 21, 15)),
    "the largest stride": (conv(stride=LARGEST), (1, 1, 1, 1)),
    "a huge dilation of one tap": (conv(weight=(1, 1, 1, 1), dilation=LARGEST), (1, 1, 4, 5)),
    "grouped": (conv((1, 4, 4, 5), (2, 2, 2, 3), groups=2), (1, 2, 3, 3)),
    "line": (line(stride=(2,), padding=[1], dilation=1), (1, 1, 3)),
    "line: a batch of 0": (line((0, 1, 5)), (0, 1, 3)),
    "line: no batch": (line((1, 5)), (1, 3)),
    "line: same, even kernel": (line(weight=(1, 1, 4), padding="same", dilation=3), (1, 1, 5)),
    "line: valid": (line(weight=(1, 1, 4), padding="valid", stride=2), (1, 1, 1)),
    "line: reflect": (line(padding=4, padding_mode="reflect"), (1, 1, 11)),
    "line: no batch, circular": (line((1, 5), padding=5, padding_mode="circular"), (1, 13)),
    "line: replicate over the size": (line(padding=9, padding_mode="replicate"), (1, 1, 21)),
    "line: padding over the kernel": (line(padding=7), (1, 1, 17)),
    "line: grouped": (line((1, 4, 5), (6, 2, 3), groups=2, bias=ones(6)), (1, 6, 3)),
    "line: a huge stride": (line(stride=HUGE), (1, 1, 1)),
    "grow: 1-tuples": (
        grow(stride=(2,), padding=(1,), output_padding=(1,), dilation=(2,)), (1, 1, 8, 12),
    ),
    "grow: lists": (grow(stride=[2, 1], output_padding=[1, 0]), (1, 1, 9, 7)),
    "grow: numpy integers": (grow(stride=np.int64(2), output_padding=np.int32(1)), (1, 1, 9, 12)),
    "grow: a batch of 0": (grow((0, 1, 4, 5), bias=ones(1)), (0, 1, 5, 7)),
    "grow: no batch": (grow((1, 4, 5)), (1, 5, 7)),
    "grow: output_padding below the dilation": (
        grow(stride=(3, 1), output_padding=(2, 2), dilation=(1, 3)), (1, 1, 13, 13),
    ),
    "grow: padding over the kernel": (grow((1, 1, 9, 9), padding=(4, 5)), (1, 1, 2, 1)),
    "grow: padding to one element": (grow(padding=(2, 3)), (1, 1, 1, 1)),
    "grow: nothing but output_padding": (
        grow((1, 1, 1, 1), (1, 1, 1, 1), stride=5, padding=2, output_padding=4), (1, 1, 1, 1),
    ),
    "grow: grouped": (grow((1, 4, 4, 5), (4, 3, 2, 3), groups=2, bias=ones(6)), (1, 6, 5, 7)),
    "grow: a stride of a billion": (grow((1, 1, 1, 1), stride=10**9), (1, 1, 2, 3)),
    "grow: a dilation of a billion": (grow(weight=(1, 1, 1, 1), dilation=10**9), (1, 1, 4, 5)),
    "grow line": (grow_line(stride=(2,), padding=[1], output_padding=1), (1, 1, 10)),
    "grow line: a batch of 0": (grow_line((0, 1, 5)), (0, 1, 7)),
    "grow line: no batch": (grow_line((1, 5)), (1, 7)),
    "relu: no axis": (curve("relu"), ()),
    "leaky: slope 0": (leak(0), (2, 3)),
    "leaky: a slope over 1": (leak(7), (2, 3)),
    "leaky: a slope below 0": (leak(-0.5), (2, 3)),
    "leaky: slope True": (leak(True), (2, 3)),
    "leaky: a NumPy float": (leak(np.float32(0.1)), (2, 3)),
    "leaky: a NumPy bool": (leak(np.True_), (2, 3)),
    "leaky: a NumPy integer": (leak(np.int8(-1)), (2, 3)),
    "leaky: slope inf": (leak(float("inf")), (2, 3)),
    "leaky: slope nan": (leak(float("nan")), (2, 3)),
    "leaky: the largest whole slope": (leak(2**64 - 1), (2, 3)),
    "leaky: the least whole slope": (leak(-(2**63)), (2, 3)),
    "leaky: no axis": (leak(0.1, ()), ()),
    "leaky: no element": (leak(0.1, (0, 3)), (0, 3)),
    "sigmoid: no axis": (curve("sigmoid"), ()),
    "sigmoid: no element": (curve("sigmoid", 2, 0), (2, 0)),
    "tanh: no axis": (curve("tanh"), ()),
    "tanh: five axes": (curve("tanh", 1, 2, 1, 2, 1), (1, 2, 1, 2, 1)),
    "dropout: p 0": (drop(0), (2, 3)),
    "dropout: p 1": (drop(1), (2, 3)),
    "dropout: p True": (drop(True), (2, 3)),
    "dropout: a NumPy float": (drop(np.float16(0.25)), (2, 3)),
    "dropout: evaluation": (drop(training=False), (2, 3)),
    "dropout: no axis": (drop(shape=()), ()),
    "dropout: no element": (drop(shape=(0, 3)), (0, 3)),
    "pool: 1-tuples": (pool((2,), stride=(1,), padding=(1,), dilation=(2,)), (1, 1, 4, 5)),
    "pool: stride None": (pool(stride=None), (1, 1, 2, 2)),
    "pool: stride ()": (pool(stride=()), (1, 1, 2, 2)),
    "pool: stride []": (pool(stride=[]), (1, 1, 2, 2)),
    "pool: numpy integers": (pool(np.int32(2), stride=np.uint8(1)), (1, 1, 3, 4)),
    "pool: a batch of 0": (pool(shape=(0, 1, 4, 5)), (0, 1, 2, 2)),
    "pool: no batch": (pool(shape=(1, 4, 5)), (1, 2, 2)),
    "pool: half the kernel": (pool((2, 5), stride=1, padding=(1, 2)), (1, 1, 5, 5)),
    "pool: hanging over": (pool(5, stride=2, ceil_mode=True), (1, 1, 1, 1)),
    "pool: a stride of a billion": (pool(stride=10**9), (1, 1, 1, 1)),
    "pool: the largest dilation of one tap": (pool(1, dilation=2**31 - 1), (1, 1, 4, 5)),
    "norm: samples of channels": (norm((2, 3), training=True), (2, 3)),
    "norm: one sample in evaluation": (norm((1, 3)), (1, 3)),
    "norm: rows": (norm((1, 3, 2), training=True), (1, 3, 2)),
    "norm: planes": (norm((2, 3, 1, 1), training=True), (2, 3, 1, 1)),
    "norm: volumes": (norm((1, 3, 2, 1, 1), training=True), (1, 3, 2, 1, 1)),
    "norm: a batch of 0": (norm((0, 3, 4)), (0, 3, 4)),
    "norm: a batch of 0 in training": (norm((0, 3, 4), training=True), (0, 3, 4)),
    "norm: no places in training": (norm((2, 3, 0), training=True), (2, 3, 0)),
    "norm: no channels": (norm((2, 0, 4), (0,), training=True), (2, 0, 4)),
    "norm: no statistics in training": (norm(statistics=None, training=True), (2, 3, 4)),
    "norm: weight alone": (norm(weight=ones(3)), (2, 3, 4)),
    "norm: bias alone": (norm(bias=ones(3)), (2, 3, 4)),
    "norm: eps 0 in evaluation": (norm(eps=0), (2, 3, 4)),
    "norm: eps as an integer": (norm(training=True, eps=1), (2, 3, 4)),
    "norm: eps as a NumPy number": (norm(training=True, eps=np.float32(0.5)), (2, 3, 4)),
    "norm: momentum 0": (norm(training=True, momentum=0), (2, 3, 4)),
    "norm: momentum above 1": (norm(training=True, momentum=2.5), (2, 3, 4)),
    "norm: momentum below 0": (norm(training=True, momentum=-1), (2, 3, 4)),
    "line pool": (line_pool((2,), stride=[1], padding=1, dilation=(2,)), (1, 1, 5)),
    "line pool: stride ()": (line_pool(stride=()), (1, 1, 2)),
    "line pool: a batch of 0": (line_pool(shape=(0, 1, 5)), (0, 1, 2)),
    "line pool: no batch": (line_pool(shape=(1, 5)), (1, 2)),
    "line pool: hanging over": (line_pool(6, stride=2, ceil_mode=True), (1, 1, 1)),
    "line pool: half the kernel": (line_pool(5, stride=1, padding=2), (1, 1, 5)),
    "mean: 1-tuples": (mean((2,), stride=(1,), padding=(1,)), (1, 1, 5, 6)),
    "mean: stride None": (mean(stride=None), (1, 1, 2, 2)),
    "mean: stride []": (mean(stride=[]), (1, 1, 2, 2)),
    "mean: a batch of 0": (mean(shape=(0, 1, 4, 5)), (0, 1, 2, 2)),
    "mean: no batch": (mean(shape=(1, 4, 5)), (1, 2, 2)),
    "mean: hanging over": (mean(5, stride=2, ceil_mode=True), (1, 1, 1, 1)),
    "mean: half the kernel": (mean((2, 5), stride=1, padding=(1, 2)), (1, 1, 5, 5)),
    "mean: a negative divisor": (mean(divisor_override=-3), (1, 1, 2, 2)),
    "mean: the least divisor": (mean(divisor_override=-(2**63)), (1, 1, 2, 2)),
    "mean: the largest divisor": (mean(divisor_override=2**63 - 1), (1, 1, 2, 2)),
    "mean: a NumPy divisor": (mean(divisor_override=np.int32(3)), (1, 1, 2, 2)),
    "mean: the padding left out": (mean(3, padding=1, count_include_pad=False), (1, 1, 2, 2)),
    "line mean": (line_mean((2,), stride=[1], padding=(1,), count_include_pad=False), (1, 1, 6)),
    "line mean: stride ()": (line_mean(stride=()), (1, 1, 2)),
    "line mean: a batch of 0": (line_mean(shape=(0, 1, 5)), (0, 1, 2)),
    "line mean: no batch": (line_mean(shape=(1, 5)), (1, 2)),
    "line mean: hanging over": (line_mean(6, stride=2, ceil_mode=True), (1, 1, 1)),
    "line mean: the largest stride": (line_mean(stride=2**31 - 1), (1, 1, 1)),
    "fit: one number": (fit(3), (1, 1, 3, 3)),
    "fit: a list": (fit([2, 3]), (1, 1, 2, 3)),
    "fit: NumPy integers": (fit((np.int64(2), 3)), (1, 1, 2, 3)),
    "fit: None keeps the rows": (fit((None, 2)), (1, 1, 4, 2)),
    "fit: None twice": (fit((None, None)), (1, 1, 4, 5)),
    "fit: no rows": (fit((0, 2)), (1, 1, 0, 2)),
    "fit: nothing": (fit(0), (1, 1, 0, 0)),
    "fit: larger than the input": (fit((9, 7)), (1, 1, 9, 7)),
    "fit: a batch of 0": (fit(shape=(0, 1, 4, 5)), (0, 1, 2, 2)),
    "fit: no batch": (fit(shape=(1, 4, 5)), (1, 2, 2)),
    "fit mean: one number": (fit_mean(3), (1, 1, 3, 3)),
    "fit mean: None keeps the columns": (fit_mean((2, None)), (1, 1, 2, 5)),
    "fit mean: no columns": (fit_mean((2, 0)), (1, 1, 2, 0)),
    "fit mean: larger than the input": (fit_mean((9, 7)), (1, 1, 9, 7)),
    "fit mean: a batch of 0": (fit_mean(shape=(0, 1, 4, 5)), (0, 1, 2, 2)),
    "fit mean: no batch": (fit_mean(shape=(1, 4, 5)), (1, 2, 2)),
    "fit mean: no channels": (fit_mean(shape=(1, 0, 4, 5)), (1, 0, 2, 2)),
    "linear: features alone": (features((3,), bias=ones(4)), (4,)),
    "linear: three axes before the features": (features((2, 1, 5, 3)), (2, 1, 5, 4)),
    "linear: a batch of 0": (features((0, 3), bias=ones(4)), (0, 4)),
    "linear: no output feature": (features(weight=(0, 3)), (2, 0)),
    "linear: no input feature": (features((2, 0), (4, 0), bias=ones(4)), (2, 4)),
    "linear: one feature without an axis": (features(weight=(3,)), (2,)),
    "linear: one number": (features((3,), (3,)), ()),
    "linear: its bias has no axis either": (features((2, 5, 3), (3,), bias=ones()), (2, 5)),
    "flatten": (flat(), (24,)),
    "flatten: from the end": (flat(start_dim=-2, end_dim=-1), (2, 12)),
    "flatten: one axis alone": (flat(start_dim=1, end_dim=1), (2, 3, 4)),
    "flatten: no axes": (flat(()), (1,)),
    "flatten: no axes, from the end": (flat((), start_dim=-1, end_dim=0), (1,)),
    "flatten: no elements": (flat((2, 0, 3), start_dim=1), (2, 0)),
    "flatten: numpy integers": (flat(start_dim=np.int64(1), end_dim=np.int8(-1)), (2, 12)),
    "add: one number": (plus((), (2, 3)), (2, 3)),
    "add: both stretched": (plus((2, 1, 3), (4, 1)), (2, 4, 3)),
    "add: stretched to nothing": (plus((2, 0), (1, 1)), (2, 0)),
    "sub: stretched": (pair("sub", (3,), (2, 1)), (2, 3)),
    "mul: two numbers": (pair("mul", (), ()), ()),
    "sum": (total(), ()),
    "sum: one axis from the end": (total(dim=-2), (2, 4)),
    "sum: several, kept": (total(dim=(2, 0), keepdim=True), (1, 3, 1)),
    "sum: a list": (total(dim=[0, 1]), (4,)),
    "sum: no axis means all": (total(dim=()), ()),
    "sum: None, kept": (total(dim=None, keepdim=True), (1, 1, 1)),
    "sum: one number": (total((), dim=0), ()),
    "sum: one number, from the end": (total((), dim=-1, keepdim=True), ()),
    "sum: nothing to add": (total((2, 0), dim=1), (2,)),
    "matmul: vectors": (pair("matmul", (3,), (3,)), ()),
    "matmul: a matrix and a vector": (pair("matmul", (2, 3), (3,)), (2,)),
    "matmul: a vector and a matrix": (pair("matmul", (3,), (3, 4)), (4,)),
    "matmul: batches of which one is stretched": (
        pair("matmul", (5, 1, 2, 3), (6, 3, 4)), (5, 6, 2, 4),
    ),
    "matmul: a vector and batches": (pair("matmul", (3,), (5, 3, 4)), (5, 4)),
    "matmul: nothing to add": (pair("matmul", (2, 0), (0, 4)), (2, 4)),
    "cat": (joined((2, 3), (2, 4), dim=1), (2, 7)),
    "cat: one": (joined((2, 3)), (2, 3)),
    "cat: from the end": (joined((2, 3, 1), (2, 1, 1), dim=-2), (2, 4, 1)),
    "cat: nothing first": (joined((0,), (2, 3), dim=1), (2, 3)),
    "cat: nothing last": (joined((2, 3), (0,), (2, 1), dim=-1), (2, 4)),
    "cat: nothing at all": (joined((0,), (0,)), (0,)),
    "cat: no elements along the axis": (joined((2, 0), (2, 3), dim=1), (2, 3)),
    "cat: a tuple": (("cat", {"tensors": (ones(1), ones(2))}), (3,)),
}

REJECTED = {  # call, what the sentence must name
    "stride ()": (conv(stride=()), ["stride", "()"]),
    "stride of 3": (conv(stride=(1, 1, 1)), ["stride", "(1, 1, 1)"]),
    "stride 0": (conv(stride=0), ["stride", "0"]),
    "stride -1": (conv(stride=(1, -1)), ["stride", "-1"]),
    "stride 1.0": (conv(stride=1.0), ["stride", "1.0"]),
    "stride True": (conv(stride=True), ["stride", "True"]),
    "stride (True, 1)": (conv(stride=(True, 1)), ["stride", "True"]),
    "stride '1'": (conv(stride="1"), ["stride", "'1'"]),
    "stride None": (conv(stride=None), ["stride", "None"]),
    "stride as an array": (conv(stride=np.array([1, 2])), ["stride", "array([1, 2])"]),
    "stride as a NumPy bool": (conv(stride=np.True_), ["stride", "True"]),
    "stride as a NumPy float": (conv(stride=np.array(1.5)), ["stride", "1.5"]),
    "stride over 64 bits": (conv(stride=LARGEST + 1), ["stride", str(LARGEST + 1)]),
    "padding ()": (conv(padding=()), ["padding", "()"]),
    "padding of 3": (conv(padding=(1, 1, 1)), ["padding", "(1, 1, 1)"]),
    "padding -1": (conv(padding=(0, -1)), ["padding", "-1"]),
    "padding True": (conv(padding=True), ["padding", "True"]),
    "padding SAME": (conv(padding="SAME"), ["'same'", "'SAME'"]),
    "padding no frame can hold": (conv(padding=HUGE), [str(2 * HUGE + 4)]),
    "padding no memory can hold": (conv(padding=2**40), [str(2**41 + 4)]),
    "same with a stride": (conv(padding="same", stride=(1, 2)), ["'same'", "(1, 2)"]),
    "dilation 0": (conv(dilation=0), ["dilation", "0"]),
    "dilation ()": (conv(dilation=()), ["dilation", "()"]),
    "dilation over 64 bits": (conv(dilation=2**64), ["dilation", str(2**64)]),
    "groups 0": (conv(groups=0), ["groups", "0"]),
    "groups 1.0": (conv(groups=1.0), ["groups", "1.0"]),
    "groups True": (conv(groups=True), ["groups", "True"]),
    "filters over groups": (conv((1, 2, 4, 5), (3, 1, 2, 3), groups=2), ["3", "2 groups"]),
    "channels": (
        conv((1, 3, 4, 5), (2, 1, 2, 3), groups=2),
        ["weight (2, 1, 2, 3) with groups=2 needs 2 input channels, the input has 3"],
    ),
    "no filter": (conv(weight=(0, 1, 2, 3)), ["weight", "(0, 1, 2, 3)"]),
    "bias of 2": (conv(bias=ones(2)), ["bias", "(1,)", "(2,)"]),
    "bias of 2 axes": (conv(bias=ones(1, 1)), ["bias", "(1,)", "(1, 1)"]),
    "bias of no axis": (conv(bias=ones()), ["bias", "(1,)", "()"]),
    "mixed dtypes": (conv(bias=np.ones(1)), ["bias", "float64", "float32"]),
    "input of 2 axes": (conv((4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "input of 5 axes": (conv((1, 1, 1, 4, 5)), ["input", "(1, 1, 1, 4, 5)"]),
    "weight of 3 axes": (conv(weight=(1, 2, 3)), ["weight", "4-D", "(1, 2, 3)"]),
    "no rows": (conv((1, 1, 0, 5)), ["0", "rows"]),
    "no rows but padding": (conv((1, 1, 0, 5), padding=2), ["0", "rows"]),
    "no columns but padding": (conv((1, 1, 5, 0), padding=2), ["0", "columns"]),
    "no kernel rows": (conv(weight=(1, 1, 0, 3), padding=1), ["kernel_size", "0"]),
    "kernel over the input": (conv(weight=(1, 1, 5, 3)), ["5", "rows", "4"]),
    "kernel over an empty batch": (conv((0, 1, 4, 5), (1, 1, 2, 6)), ["6", "columns", "5"]),
    "dilated over the input": (conv(weight=(1, 1, 3, 3), dilation=2), ["5", "3", "2", "4"]),
    "a huge dilation": (conv(dilation=HUGE), [str(HUGE + 1), "4"]),
    "reflect, the size": (conv(padding=(4, 0), padding_mode="reflect"), ["4", "5", "rows"]),
    "reflect, columns": (conv(padding=(0, 5), padding_mode="reflect"), ["5", "6", "columns"]),
    "reflect, same": (
        conv(weight=(1, 1, 2, 4), padding="same", dilation=3, padding_mode="reflect"),
        ["reflect", "5", "6", "columns"],
    ),
    "circular over the size": (conv(padding=5, padding_mode="circular"), ["5", "4", "rows"]),
    "padding_mode": (conv(padding_mode="Zeros"), ["zeros", "reflect", "'Zeros'"]),
    "line: stride of 2": (line(stride=(1, 2)), ["stride", "one integer", "(1, 2)"]),
    "line: dilation of 2": (line(dilation=(1, 1)), ["dilation", "one integer", "(1, 1)"]),
    "line: padding ()": (line(padding=()), ["padding", "one integer", "()"]),
    "line: padding True": (line(padding=True), ["padding", "True"]),
    "line: same with a stride": (line(padding="same", stride=2), ["'same'", "2"]),
    "line: input of 1 axis": (line((5,)), ["input", "2-D or 3-D", "(5,)"]),
    "line: input of 4 axes": (line((1, 1, 1, 5)), ["input", "2-D or 3-D", "(1, 1, 1, 5)"]),
    "line: weight of 2 axes": (line(weight=(1, 3)), ["weight", "3-D", "(1, 3)"]),
    "line: weight of 4 axes": (line(weight=(1, 1, 1, 3)), ["weight", "3-D", "(1, 1, 1, 3)"]),
    "line: no columns": (line((1, 1, 0), padding=2), ["0", "columns"]),
    "line: no kernel": (line(weight=(1, 1, 0)), ["kernel_size", "0"]),
    "line: kernel over the input": (line(weight=(1, 1, 6)), ["6", "columns", "5"]),
    "line: reflect, the size": (line(padding=5, padding_mode="reflect"), ["5", "6", "columns"]),
    "line: channels": (line((1, 3, 5), (2, 1, 3), groups=2), ["(2, 1, 3)", "2", "3"]),
    "line: bias of 2": (line(bias=ones(2)), ["bias", "(1,)", "(2,)"]),
    "grow: output_padding the stride": (
        grow(stride=(3, 2), output_padding=(2, 2)), ["output_padding", "stride 2", "dilation 1"],
    ),
    "grow: output_padding the dilation": (
        grow(stride=2, output_padding=3, dilation=3), ["output_padding", "stride 2", "dilation 3"],
    ),
    "grow: output_padding -1": (grow(stride=2, output_padding=-1), ["output_padding", "-1"]),
    "grow: output_padding of 3": (grow(output_padding=(0, 0, 0)), ["output_padding", "(0, 0, 0)"]),
    "grow: output_padding ()": (grow(output_padding=()), ["output_padding", "()"]),
    "grow: output_padding 1.0": (grow(stride=2, output_padding=1.0), ["output_padding", "1.0"]),
    "grow: output_padding True": (grow(stride=2, output_padding=True), ["output_padding", "True"]),
    "grow: output_padding None": (grow(output_padding=None), ["output_padding", "None"]),
    "grow: padding same": (grow(padding="same"), ["padding", "'same'"]),
    "grow: padding -1": (grow(padding=(0, -1)), ["padding", "-1"]),
    "grow: padding over 64 bits": (grow(padding=2**64), ["padding", str(2**64)]),
    "grow: stride 0": (grow(stride=0), ["stride", "0"]),
    "grow: stride over 32 bits": (grow((1, 1, 1, 1), stride=2**31), ["stride", str(2**31)]),
    "grow: dilation 0": (grow(dilation=0), ["dilation", "0"]),
    "grow: dilation over 32 bits": (
        grow(weight=(1, 1, 1, 1), dilation=2**31), ["dilation", str(2**31)],
    ),
    "grow: an output no memory can hold": (
        grow(stride=2**31 - 1), ["the output", str(3 * (2**31 - 1) + 2), "stride"],
    ),
    "grow: padding to nothing": (
        grow(weight=(1, 1, 2, 4), padding=(0, 4)), ["0 columns", "(5 - 1)*1 - 2*4 + 1*(4 - 1)"],
    ),
    "grow: padding to less than nothing": (grow(padding=4), ["-3 rows", "(4 - 1)*1 - 2*4"]),
    "grow: an empty batch": (grow((0, 1, 4, 5), padding=9), ["-13 rows", "2*9"]),
    "grow: groups 0": (grow(groups=0), ["groups", "0"]),
    "grow: channels over groups": (
        grow((1, 3, 4, 5), (3, 1, 2, 3), groups=2), ["3 input channels", "2 groups"],
    ),
    "grow: channels": (grow((1, 3, 4, 5), (2, 1, 2, 3)), ["(2, 1, 2, 3)", "2", "3"]),
    "grow: no filter": (grow(weight=(1, 0, 2, 3)), ["weight", "(1, 0, 2, 3)"]),
    "grow: no channel": (grow((1, 0, 4, 5), (0, 1, 2, 3)), ["weight", "(0, 1, 2, 3)"]),
    "grow: bias of a group": (
        grow((1, 2, 4, 5), (2, 3, 2, 3), groups=2, bias=ones(3)), ["bias", "(6,)", "(3,)"],
    ),
    "grow: bias of no axis": (grow(bias=ones()), ["bias", "(1,)", "()"]),
    "grow: no rows": (grow((1, 1, 0, 5), (1, 1, 4, 3)), ["0", "rows"]),
    "grow: no kernel rows": (grow(weight=(1, 1, 0, 3)), ["kernel_size", "0"]),
    "grow: input of 2 axes": (grow((4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "grow: weight of 3 axes": (grow(weight=(1, 2, 3)), ["weight", "4-D", "(1, 2, 3)"]),
    "grow line: stride of 2": (grow_line(stride=(1, 2)), ["stride", "one integer", "(1, 2)"]),
    "grow line: output_padding of 2": (
        grow_line(stride=2, output_padding=(1, 1)), ["output_padding", "one integer", "(1, 1)"],
    ),
    "grow line: input of 1 axis": (grow_line((5,)), ["input", "2-D or 3-D", "(5,)"]),
    "grow line: no columns": (grow_line((1, 1, 0), padding=2), ["0", "columns"]),
    "grow line: padding to nothing": (grow_line(padding=7), ["-7 columns", "2*7"]),
    "leaky: slope None": (leak(None), ["negative_slope", "None"]),
    "leaky: slope as a word": (leak("0.1"), ["negative_slope", "'0.1'"]),
    "leaky: slope as an array": (leak(np.array(0.2)), ["negative_slope", "array(0.2)"]),
    "leaky: slope as a tuple": (leak((0.1,)), ["negative_slope", "(0.1,)"]),
    "leaky: a complex slope": (leak(1j), ["negative_slope", "1j"]),
    "dropout: p below 0": (drop(-0.1), ["p", "from 0 to 1", "-0.1"]),
    "dropout: p over 1": (drop(1.5), ["p", "from 0 to 1", "1.5"]),
    "dropout: p over 1 in evaluation": (drop(2, training=False), ["p", "2"]),
    "dropout: p nan": (drop(float("nan")), ["p", "nan"]),
    "dropout: p inf": (drop(float("inf")), ["p", "inf"]),
    "dropout: p None": (drop(None), ["p", "None"]),
    "dropout: p as a word": (drop("half"), ["p", "'half'"]),
    "dropout: p as an array": (drop(np.array(0.5)), ["p", "array(0.5)"]),
    "dropout: a complex p": (drop(1j), ["p", "1j"]),
    "dropout: training 1": (drop(training=1), ["training", "1"]),
    "dropout: training None": (drop(training=None), ["training", "None"]),
    "dropout: training as a NumPy bool": (drop(training=np.True_), ["training", "True"]),
    "pool: kernel None": (pool(None), ["kernel_size", "None"]),
    "pool: kernel ()": (pool(()), ["kernel_size", "()"]),
    "pool: kernel of 3": (pool((2, 2, 2)), ["kernel_size", "(2, 2, 2)"]),
    "pool: kernel 0": (pool(0), ["kernel_size", "0"]),
    "pool: kernel -1": (pool(-1), ["kernel_size", "-1"]),
    "pool: kernel 2.0": (pool(2.0), ["kernel_size", "2.0"]),
    "pool: kernel True": (pool((True, 2)), ["kernel_size", "True"]),
    "pool: kernel as an array": (pool(np.array([2, 2])), ["kernel_size", "array([2, 2])"]),
    "pool: kernel '2'": (pool("2"), ["kernel_size", "'2'"]),
    "pool: stride 0": (pool(stride=0), ["stride", "0"]),
    "pool: stride of 3": (pool(stride=(1, 1, 1)), ["stride", "(1, 1, 1)"]),
    "pool: stride over 32 bits": (pool(stride=2**31), ["stride", str(2**31)]),
    "pool: padding over half": (pool((5, 2), padding=(2, 2)), ["1", "2"]),
    "pool: dilation does not help": (pool(3, (1, 1, 9, 9), padding=2, dilation=3), ["1", "3", "2"]),
    "pool: padding -1": (pool(padding=-1), ["padding", "-1"]),
    "pool: padding ()": (pool(padding=()), ["padding", "()"]),
    "pool: dilation 0": (pool(dilation=0), ["dilation", "0"]),
    "pool: dilation over 32 bits": (pool(1, dilation=2**31), ["dilation", str(2**31)]),
    "pool: ceil_mode 1": (pool(ceil_mode=1), ["ceil_mode", "1"]),
    "pool: ceil_mode None": (pool(ceil_mode=None), ["ceil_mode", "None"]),
    "pool: kernel over the input": (pool(5), ["5", "rows", "4"]),
    "pool: ceil_mode does not help": (pool(7, stride=3, ceil_mode=True), ["7", "rows", "4"]),
    "pool: no channels": (pool(shape=(1, 0, 4, 5)), ["0", "channels"]),
    "pool: no channels, no batch": (pool(shape=(0, 4, 5)), ["0", "channels"]),
    "pool: no rows": (pool(shape=(1, 1, 0, 5), stride=1, padding=1), ["0", "rows"]),
    "pool: no columns": (pool(shape=(1, 1, 5, 0), stride=1, padding=1), ["0", "columns"]),
    "pool: input of 2 axes": (pool(shape=(4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "pool: input of 5 axes": (pool(shape=(1, 1, 1, 4, 5)), ["input", "(1, 1, 1, 4, 5)"]),
    "norm: one value a channel": (
        norm((1, 3, 1), training=True), ["more than 1 value a channel", "(1, 3, 1)"],
    ),
    "norm: one sample of no channels": (norm((1, 0), (0,), training=True), ["(1, 0)"]),
    "norm: eps 0 in training": (norm(training=True, eps=0.0), ["eps", "above 0", "0.0"]),
    "norm: eps below 0": (norm(eps=-1e-5), ["eps", "0 or more", "-1e-05"]),
    "norm: eps below 0 in training": (norm(training=True, eps=-1), ["eps", "above 0", "-1"]),
    "norm: eps None": (norm(eps=None), ["eps", "a number", "None"]),
    "norm: eps '1'": (norm(eps="1"), ["eps", "a number", "'1'"]),
    "norm: eps as an array": (norm(eps=np.array(0.5)), ["eps", "a number", "array(0.5)"]),
    "norm: momentum None": (norm(training=True, momentum=None), ["momentum", "None"]),
    "norm: momentum over all floats": (norm(momentum=10**400), ["momentum", "finite"]),
    "norm: training 1": (norm(training=1), ["training", "true or false", "1"]),
    "norm: training None": (norm(training=None), ["training", "None"]),
    "norm: training as a NumPy bool": (norm(training=np.True_), ["training", "True"]),
    "norm: no statistics in evaluation": (
        norm(statistics=None), ["running_mean", "running_var", "training=True"],
    ),
    "norm: no mean in evaluation": (norm(running_mean=None), ["got no running_mean;"]),
    "norm: no variance in evaluation": (norm(running_var=None), ["got no running_var;"]),
    "norm: no mean in training": (
        norm(training=True, running_mean=None), ["both or neither", "got no running_mean;"],
    ),
    "norm: no variance in training": (
        norm(training=True, running_var=None), ["both or neither", "got no running_var;"],
    ),
    "norm: running_mean of 2": (norm(running_mean=ones(2)), ["running_mean", "(3,)", "(2,)"]),
    "norm: running_mean of 2 axes": (
        norm(running_mean=ones(3, 1)), ["running_mean", "(3,)", "(3, 1)"],
    ),
    "norm: running_var of 1": (norm(running_var=ones(1)), ["running_var", "(3,)", "(1,)"]),
    "norm: weight of 4": (norm(weight=ones(4)), ["weight", "(3,)", "(2, 3, 4)", "(4,)"]),
    "norm: weight of no axis": (norm(weight=ones()), ["weight", "(3,)", "()"]),
    "norm: bias of 1": (norm(training=True, bias=ones(1)), ["bias", "(3,)", "(1,)"]),
    "norm: mixed dtypes": (norm(weight=np.ones(3)), ["weight", "float64", "float32"]),
    "norm: input of 1 axis": (norm((3,)), ["input", "2-D or 3-D or 4-D or 5-D", "(3,)"]),
    "norm: input of 1 axis in training": (norm((3,), training=True), ["input", "(3,)"]),
    "line pool: kernel of 2": (line_pool((2, 2)), ["kernel_size", "one integer", "(2, 2)"]),
    "line pool: kernel ()": (line_pool(()), ["kernel_size", "()"]),
    "line pool: stride of 2": (line_pool(stride=(1, 1)), ["stride", "one integer", "(1, 1)"]),
    "line pool: padding over half": (line_pool(3, padding=2), ["padding", "1", "3", "2"]),
    "line pool: padding ()": (line_pool(padding=()), ["padding", "()"]),
    "line pool: dilation 0": (line_pool(dilation=0), ["dilation", "0"]),
    "line pool: ceil_mode 1": (line_pool(ceil_mode=1), ["ceil_mode", "1"]),
    "line pool: kernel over the input": (line_pool(6), ["6", "columns", "5"]),
    "line pool: kernel over an empty batch": (
        line_pool(6, (0, 1, 5)), ["6", "columns", "5"],
    ),
    "line pool: no channels": (line_pool(shape=(1, 0, 5)), ["0", "channels"]),
    "line pool: no channels, no batch": (line_pool(shape=(0, 5)), ["0", "channels"]),
    "line pool: no columns": (
        line_pool(shape=(1, 1, 0), stride=1, padding=1), ["0", "columns"],
    ),
    "line pool: input of 1 axis": (line_pool(shape=(5,)), ["input", "2-D or 3-D", "(5,)"]),
    "line pool: input of 4 axes": (line_pool(shape=(1, 1, 1, 5)), ["input", "(1, 1, 1, 5)"]),
    "mean: divisor 0": (mean(divisor_override=0), ["divisor_override", "0"]),
    "mean: divisor 2.0": (mean(divisor_override=2.0), ["divisor_override", "2.0"]),
    "mean: divisor True": (mean(divisor_override=True), ["divisor_override", "True"]),
    "mean: divisor '3'": (mean(divisor_override="3"), ["divisor_override", "'3'"]),
    "mean: divisor (1,)": (mean(divisor_override=(1,)), ["divisor_override", "(1,)"]),
    "mean: divisor over 64 bits": (mean(divisor_override=2**63), ["divisor", str(2**63)]),
    "mean: divisor under 64 bits": (
        mean(divisor_override=-(2**63) - 1), ["divisor", str(-(2**63) - 1)],
    ),
    "mean: count_include_pad 0": (mean(count_include_pad=0), ["count_include_pad", "0"]),
    "mean: count_include_pad None": (mean(count_include_pad=None), ["include_pad", "None"]),
    "mean: ceil_mode 1": (mean(ceil_mode=1), ["ceil_mode", "1"]),
    "mean: kernel ()": (mean(()), ["kernel_size", "()"]),
    "mean: kernel of 3": (mean((2, 2, 2)), ["kernel_size", "(2, 2, 2)"]),
    "mean: kernel True": (mean((True, 2)), ["kernel_size", "True"]),
    "mean: stride 0": (mean(stride=0), ["stride", "0"]),
    "mean: stride over 32 bits": (mean(stride=2**31), ["stride", str(2**31)]),
    "mean: padding over half": (mean((5, 2), padding=(2, 2)), ["1", "2"]),
    "mean: padding -1": (mean(padding=-1), ["padding", "-1"]),
    "mean: kernel over the input": (mean(5), ["5", "rows", "4"]),
    "mean: ceil_mode does not help": (mean(7, stride=3, ceil_mode=True), ["7", "rows", "4"]),
    "mean: no channels": (mean(shape=(1, 0, 4, 5)), ["0", "channels"]),
    "mean: no rows": (mean(shape=(1, 1, 0, 5), stride=1, padding=1), ["0", "rows"]),
    "mean: no rows in an empty batch": (mean(shape=(0, 1, 0, 5), padding=1), ["0", "rows"]),
    "mean: input of 2 axes": (mean(shape=(4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "mean: input of 5 axes": (mean(shape=(1, 1, 1, 4, 5)), ["input", "(1, 1, 1, 4, 5)"]),
    "line mean: kernel of 2": (line_mean((2, 2)), ["kernel_size", "one integer", "(2, 2)"]),
    "line mean: stride of 2": (line_mean(stride=(1, 1)), ["stride", "one integer", "(1, 1)"]),
    "line mean: stride -1": (line_mean(stride=-1), ["stride", "-1"]),
    "line mean: padding over half": (line_mean(padding=2), ["padding", "1", "2"]),
    "line mean: kernel over the input": (line_mean(6), ["6", "columns", "5"]),
    "line mean: no channels": (line_mean(shape=(1, 0, 5)), ["0", "channels"]),
    "line mean: input of 1 axis": (line_mean(shape=(5,)), ["input", "2-D or 3-D", "(5,)"]),
    "line mean: input of 4 axes": (line_mean(shape=(1, 1, 1, 5)), ["input", "(1, 1, 1, 5)"]),
    "fit: size None": (fit(None), ["output_size", "None"]),
    "fit: size (3,)": (fit((3,)), ["output_size", "(3,)"]),
    "fit: size ()": (fit(()), ["output_size", "()"]),
    "fit: size of 3": (fit((1, 2, 3)), ["output_size", "(1, 2, 3)"]),
    "fit: size -1": (fit((2, -1)), ["output_size", "-1"]),
    "fit: size True": (fit(True), ["output_size", "True"]),
    "fit: size (True, 2)": (fit((True, 2)), ["output_size", "True"]),
    "fit: size 2.0": (fit(2.0), ["output_size", "2.0"]),
    "fit: size '2'": (fit("2"), ["output_size", "'2'"]),
    "fit: an output no memory can hold": (fit(2**31), ["the output", str(2**31), "output_size"]),
    "fit: no channels": (fit(shape=(1, 0, 4, 5)), ["0", "channels"]),
    "fit: no rows": (fit(shape=(1, 1, 0, 5)), ["0", "rows"]),
    "fit: no rows to nothing": (fit(0, (1, 1, 0, 5)), ["0", "rows"]),
    "fit: no columns in an empty batch": (fit(shape=(0, 1, 4, 0)), ["0", "columns"]),
    "fit: input of 2 axes": (fit(shape=(4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "fit: input of 5 axes": (fit(shape=(1, 1, 1, 4, 5)), ["input", "(1, 1, 1, 4, 5)"]),
    "fit mean: size None": (fit_mean(None), ["output_size", "None"]),
    "fit mean: size (3,)": (fit_mean((3,)), ["output_size", "(3,)"]),
    "fit mean: size -1": (fit_mean(-1), ["output_size", "-1"]),
    "fit mean: size 2.0": (fit_mean(2.0), ["output_size", "2.0"]),
    "fit mean: an output no memory can hold": (fit_mean(2**31), ["the output", str(2**31)]),
    "fit mean: no rows": (fit_mean(shape=(1, 1, 0, 5)), ["0", "rows"]),
    "fit mean: no columns in an empty batch": (fit_mean(shape=(0, 1, 4, 0)), ["0", "columns"]),
    "fit mean: input of 2 axes": (fit_mean(shape=(4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "linear: no axis": (features((), (4, 3)), ["input", "()"]),
    "linear: features": (features((2, 5)), ["(4, 3)", "3", "(2, 5)", "5"]),
    "linear: weight of 3 axes": (features((1, 2, 3), (1, 4, 3)), ["weight", "2-D", "(1, 4, 3)"]),
    "linear: weight of no axis": (features((3,), ()), ["weight", "2-D", "()"]),
    "linear: bias of 3": (features(bias=ones(3)), ["bias", "(4,)", "(3,)"]),
    "linear: bias with an axis": (features(weight=(3,), bias=ones(1)), ["bias", "()", "(1,)"]),
    "linear: mixed dtypes": (features(bias=np.ones(4)), ["bias", "float64", "float32"]),
    "flatten: swapped": (flat(start_dim=2, end_dim=1), ["start_dim 2", "end_dim 1", "(2, 3, 4)"]),
    "flatten: swapped from the end": (flat(start_dim=-1, end_dim=0), ["start_dim -1", "end_dim 0"]),
    "flatten: past the end": (flat(end_dim=3), ["end_dim", "-3 to 2", "3"]),
    "flatten: before the start": (flat(start_dim=-4), ["start_dim", "-3 to 2", "-4"]),
    "flatten: no axes, axis 1": (flat((), start_dim=1), ["start_dim", "-1 to 0", "1"]),
    "flatten: True": (flat(end_dim=True), ["end_dim", "True"]),
    "flatten: 1.0": (flat(start_dim=1.0), ["start_dim", "1.0"]),
    "flatten: None": (flat(start_dim=None), ["start_dim", "None"]),
    "flatten: over 64 bits": (flat(start_dim=2**64), ["start_dim", str(2**64)]),
    "add: sizes": (plus((2, 3), (2, 4)), ["input (2, 3)", "other (2, 4)", "3 and 4"]),
    "add: an inner axis": (plus((5, 2, 3), (4, 1, 3)), ["axis 3 has 5 and 4"]),
    "add: nothing and two": (plus((2, 0), (2, 2)), ["0 and 2"]),
    "sub: sizes": (pair("sub", (2, 3), (2, 4)), ["sub: input (2, 3)", "3 and 4"]),
    "mul: sizes": (pair("mul", (3, 3), (2, 1)), ["mul: input (3, 3)", "3 and 2"]),
    "sum: past the end": (total(dim=3), ["dim", "-3 to 2", "(2, 3, 4)", "got 3"]),
    "sum: before the start": (total(dim=(0, -4)), ["dim", "-3 to 2", "-4"]),
    "sum: an axis twice": (total(dim=(1, -2)), ["once", "[1, -2]"]),
    "sum: one number, axis 1": (total((), dim=1), ["-1 to 0"]),
    "sum: one number, an axis twice": (total((), dim=(0, -1)), ["once"]),
    "sum: 1.0": (total(dim=1.0), ["dim", "1.0"]),
    "sum: keepdim 1": (total(dim=1, keepdim="yes"), ["keepdim", "yes"]),
    "matmul: a number": (pair("matmul", (), (3,)), ["input", "at least 1 axis"]),
    "matmul: by a number": (pair("matmul", (2, 3), ()), ["other", "at least 1 axis"]),
    "matmul: inner lengths": (pair("matmul", (2, 3), (2, 3)), ["(2, 3)", "has 3", "has 2"]),
    "matmul: vectors": (pair("matmul", (3,), (4,)), ["has 3", "has 4"]),
    "matmul: batches": (pair("matmul", (2, 2, 3), (5, 3, 4)), ["2 and 5"]),
    "cat: none": (joined(), ["at least 1"]),
    "cat: no axes": (joined((), ()), ["tensors0"]),
    "cat: sizes": (joined((2, 3), (3, 3), dim=1), ["tensors1 (3, 3)", "2 in axis 0", "got 3"]),
    "cat: axes": (joined((2, 3), (2, 3, 1), dim=1), ["tensors1", "2 axes", "(2, 3, 1)"]),
    "cat: no elements elsewhere": (joined((0, 3), (2, 3), dim=1), ["0 in axis 0", "got 2"]),
    "cat: past the end": (joined((2, 3), dim=2), ["dim", "-2 to 1", "2"]),
    "cat: nothing does not count": (joined((0,), (2, 3), dim=-3), ["dim", "-2 to 1", "-3"]),
    "cat: True": (joined((2, 3), dim=True), ["dim", "True"]),
    "cat: 1.0": (joined((2, 3), dim=1.0), ["dim", "1.0"]),
    "cat: None": (joined((2, 3), dim=None), ["dim", "None"]),
    "cat: an array": (("cat", {"tensors": ones(2, 3)}), ["list or tuple", "ndarray"]),
}

# What torch takes by accident, or by changing a dtype, and a learner must not meet.
ACCIDENTS = {
    "no input channels": (conv((1, 0, 4, 5), (1, 0, 2, 3)), ["weight", "(1, 0, 2, 3)"]),
    "no rows in an empty batch": (conv((0, 1, 0, 5), padding=2), ["0", "rows"]),
    "reflect crops": (conv(padding=-1, padding_mode="reflect"), ["padding", "-1"]),
    "replicate crops": (conv(padding=-1, padding_mode="replicate"), ["padding", "-1"]),
    "circular crops": (conv(padding=(0, -1), padding_mode="circular"), ["padding", "-1"]),
    "leaky: a complex number without an imaginary part": (
        leak(0.5 + 0j), ["negative_slope", "(0.5+0j)"],
    ),
    "line: no input channels": (line((1, 0, 5), (1, 0, 3)), ["weight", "(1, 0, 3)"]),
    "line: a dilation that overflows": (line(dilation=HUGE), [str(2 * HUGE + 1), "5"]),
    "grow: a bias of another dtype": (grow(bias=np.ones(1)), ["bias", "float64", "float32"]),
    "grow: an empty batch of no rows": (grow((0, 1, 0, 5)), ["0", "rows"]),
    "grow: an empty batch to nothing": (
        grow((0, 1, 4, 5), (1, 1, 3, 3), padding=(3, 0)), ["0 rows", "2*3"],
    ),
    "grow: an empty batch with output_padding": (
        grow((0, 1, 4, 5), output_padding=1), ["output_padding", "stride 1", "dilation 1"],
    ),
    "norm: an empty batch without statistics": (
        norm((0, 3, 4), None), ["got no running_mean and no running_var"],
    ),
    "norm: six axes, for which there is no layer": (
        norm((2, 3, 1, 1, 1, 1)), ["input", "(2, 3, 1, 1, 1, 1)"],
    ),
    "norm: weight of 2 axes": (norm(weight=ones(3, 1)), ["weight", "(3,)", "(3, 1)"]),
    "norm: eps True": (norm(eps=True), ["eps", "True"]),
    "norm: eps that is not a number": (norm(eps=float("nan")), ["eps", "finite", "nan"]),
    "norm: eps without end": (norm(eps=float("inf")), ["eps", "finite", "inf"]),
    "norm: momentum that is not a number": (
        norm(training=True, momentum=float("nan")), ["momentum", "finite", "nan"],
    ),
    "norm: momentum without end": (norm(momentum=float("inf")), ["momentum", "finite", "inf"]),
    # Whether the gradient is recorded, or the indices are asked for, decides in torch.
    "line pool: a stride over 32 bits": (line_pool(stride=2**31), ["stride", str(2**31)]),
    "fit: no channels, no batch": (fit(shape=(0, 4, 5)), ["0", "channels"]),
    # To one row and one column torch takes another way, which checks nothing.
    "fit mean: no rows to one": (fit_mean(1, (1, 1, 0, 5)), ["0", "rows"]),
    "fit mean: two axes to one": (fit_mean(1, (4, 5)), ["input", "3-D or 4-D", "(4, 5)"]),
    "linear: bias of 1": (features(bias=ones(1)), ["bias", "(4,)", "(1,)"]),
    "linear: bias of no axis": (features(bias=ones()), ["bias", "(4,)", "()"]),
    "linear: bias of 2 axes": (features(bias=ones(2, 4)), ["bias", "(4,)", "(2, 4)"]),
    "add: mixed dtypes": (
        ("add", {"input": ones(2), "other": np.ones(2)}), ["other", "float64", "float32"],
    ),
    "cat: mixed dtypes": (
        ("cat", {"tensors": [ones(2), np.ones(2)]}), ["tensors1", "float64", "float32"],
    ),
    "cat: nothing at all, axis 1": (joined((0,), (0,), dim=1), ["dim", "-1 to 0", "1"]),
}


def ask_torch(call: tuple[str, Arguments]) -> Any:
    """Make a call of torch; padding_mode, which the function lacks, asks the layer. A mask is left
    out: torch draws its own."""
    import torch

    name, arguments = call
    given = {
        key: torch.from_numpy(value.copy())
        if key in TENSORS and isinstance(value, np.ndarray) else value
        for key, value in arguments.items() if key != "mask"
    }
    if isinstance(given.get("tensors"), list | tuple):
        given["tensors"] = [torch.from_numpy(array) for array in given["tensors"]]
    if given.get("padding_mode", "zeros") == "zeros":
        given.pop("padding_mode", None)
        function = getattr(torch.nn.functional, name, None) or getattr(torch, name)
        return function(**given)
    image, weight = given.pop("input"), given.pop("weight")
    layer_class = {"conv1d": torch.nn.Conv1d, "conv2d": torch.nn.Conv2d}[name]
    channels = image.shape[1 - weight.ndim]
    layer = layer_class(channels, len(weight), tuple(weight.shape[2:]), bias=False, **given)
    return torch.func.functional_call(layer, {"weight": weight}, (image,))


def ask_ours(call: tuple[str, Arguments]) -> Any:
    """Make a call of ours; of several arrays the first is the output."""
    made = getattr(functional, call[0])(**call[1])
    return made[0] if isinstance(made, tuple) else made


@pytest.mark.parametrize("row", ACCEPTED)
def test_what_torch_takes_is_taken(row: str) -> None:
    call, shape = ACCEPTED[row]
    assert ask_ours(call).shape == shape


@pytest.mark.parametrize("row", REJECTED)
def test_what_torch_rejects_is_rejected_with_the_numbers(row: str) -> None:
    call, numbers = REJECTED[row]
    with pytest.raises(ArgumentError) as refusal:
        ask_ours(call)
    assert_is_a_sentence(str(refusal.value), call, numbers)


@pytest.mark.parametrize("row", ACCIDENTS)
def test_accidents_of_torch_are_rejected_too(row: str) -> None:
    call, numbers = ACCIDENTS[row]
    with pytest.raises(ArgumentError) as refusal:
        ask_ours(call)
    assert_is_a_sentence(str(refusal.value), call, numbers)


def assert_is_a_sentence(sentence: str, call: tuple[str, Arguments], numbers: list[str]) -> None:
    assert sentence.startswith(f"{call[0]}: ")
    assert "\n" not in sentence
    assert [number for number in numbers if number not in sentence] == [], sentence


@pytest.mark.filterwarnings("ignore:Using padding='same'")
@pytest.mark.parametrize("row", ACCEPTED)
def test_torch_takes_it(row: str) -> None:
    require("torch")
    call, shape = ACCEPTED[row]
    assert tuple(ask_torch(call).shape) == shape


@pytest.mark.filterwarnings("ignore:Using padding='same'")
@pytest.mark.parametrize("row", REJECTED)
def test_torch_rejects_it(row: str) -> None:
    require("torch")
    with pytest.raises((RuntimeError, TypeError, ValueError, OverflowError, IndexError)):
        ask_torch(REJECTED[row][0])


@pytest.mark.parametrize("row", REJECTED)
def test_the_backward_pass_rejects_the_same_calls(row: str) -> None:
    (forward, arguments), _ = REJECTED[row]
    upstream = ones(1, 1, 1) if forward.endswith("1d") else ones(1, 1, 1, 1)
    with pytest.raises(ArgumentError, match=f"^{forward}"):
        getattr(functional, f"{forward}_backward")(upstream, **arguments)
