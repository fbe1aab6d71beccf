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
         **keywords: Any) -> tuple[str, Arguments]:
    return "max_pool2d", {"input": ones(*shape), "kernel_size": kernel_size, **keywords}


def features(shape: tuple[int, ...] = (2, 3), weight: tuple[int, ...] = (4, 3),
             **operands: Any) -> tuple[str, Arguments]:
    return "linear", {"input": ones(*shape), "weight": ones(*weight), **operands}


def flat(shape: tuple[int, ...] = (2, 3, 4), **keywords: Any) -> tuple[str, Arguments]:
    return "flatten", {"input": ones(*shape), **keywords}


def plus(shape: tuple[int, ...], other: tuple[int, ...]) -> tuple[str, Arguments]:
    return "add", {"input": ones(*shape), "other": ones(*other)}


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
    """Make a call of torch; padding_mode, which the function lacks, asks the layer."""
    import torch

    name, arguments = call
    given = {
        key: torch.from_numpy(value) if key in ("input", "weight", "bias", "other") else value
        for key, value in arguments.items()
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
    return getattr(functional, call[0])(**call[1])


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
    with pytest.raises((RuntimeError, TypeError, ValueError, IndexError)):
        ask_torch(REJECTED[row][0])


@pytest.mark.parametrize("row", REJECTED)
def test_the_backward_pass_rejects_the_same_calls(row: str) -> None:
    (forward, arguments), _ = REJECTED[row]
    upstream = ones(1, 1, 1) if forward.endswith("1d") else ones(1, 1, 1, 1)
    with pytest.raises(ArgumentError, match=f"^{forward}"):
        getattr(functional, f"{forward}_backward")(upstream, **arguments)
