"""Convolutions in blocks: held to the plain way and to torch, above the size of a block.

Small integers are exact in any order of summation, so that every comparison is bit for bit.
"""

import tracemalloc
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine import blocked, blocks, columns, correlation
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from tests.conftest import examples, require
from tests.engine.cases import integers as few
from tests.engine.cases import made
from tests.engine.witnesses import by_torch, by_vectors

DTYPES = (np.float32, np.float64)
KERNELS = st.tuples(st.integers(1, 5), st.integers(1, 4))
MODES = st.sampled_from(["zeros", "zeros", "reflect", "replicate", "circular"])


@dataclass(frozen=True)
class Layer:
    """A convolution with its arrays."""

    image: Array
    weight: Array
    grad_output: Array
    axes: tuple[Axis, Axis]
    groups: int


def integers(seed: int, *shape: int) -> Array:
    return np.random.default_rng(seed).integers(-4, 5, shape).astype(np.float64)


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    """Draw a layer: rows and columns apart, one-sided padding, strides over the kernel, no
    samples at all."""
    kernel = draw(KERNELS)
    mode, axes = draw(MODES), []
    for taps in kernel:
        step, spread = draw(st.integers(1, 6)), draw(st.integers(1, 4))
        before, after = draw(st.integers(0, 5)), draw(st.integers(-2 * (mode == "zeros"), 5))
        reach = spread * (taps - 1) + 1
        least = max(1, reach - before - after)
        least = max(least, max(before, after) + 1 if mode != "zeros" else 1)
        length = least + draw(st.integers(0, 9))
        axes.append(Axis(length, taps, step, spread, before, after, mode))
    groups = draw(st.integers(1, 3))
    group_in, group_out = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    batch = draw(st.integers(0, 4))
    seed = draw(st.integers(0, 2**32 - 1))
    return Layer(
        integers(seed, batch, groups * group_in, *(axis.i for axis in axes)),
        integers(seed + 1, groups * group_out, group_in, *kernel),
        integers(seed + 2, batch, groups * group_out, *(axis.o for axis in axes)),
        (axes[0], axes[1]), groups,
    )


def everything(way: Any, layer: Layer, dtype: Any = np.float64) -> tuple[Array, Array, Array]:
    """Give output and both gradients, computed one way."""
    image, weight, upstream = (
        array.astype(dtype) for array in (layer.image, layer.weight, layer.grad_output)
    )
    axes, groups = layer.axes, layer.groups
    bias = np.arange(len(weight)).astype(dtype)
    return (
        way.correlate(image, weight, bias, axes, groups),
        way.image_gradient(upstream, weight, axes, groups),
        way.weight_gradient(upstream, image, weight.shape, axes, groups),
    )


def small_blocks(patch: pytest.MonkeyPatch, room: int) -> None:
    """Make blocks so small that a drawn layer has many: of samples, of rows, of one row."""
    for module in (blocked, blocks):
        patch.setattr(module, "BLOCK_BYTES", room)
    patch.setattr(blocked, "SAMPLE_BYTES", 2 * room)
    patch.setattr(blocked, "FEW_LINES", 1 + room % 3)


@pytest.mark.parametrize("dtype", DTYPES)
@examples(300)
@given(layer=layers(), room=st.sampled_from([1, 2**9, 2**13, 2**20]))
def test_blocks_agree_with_the_plain_way_bit_for_bit(
    dtype: Any, layer: Layer, room: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        small_blocks(patch, room)
        found = everything(blocked, layer, dtype)
    for ours, plain in zip(found, everything(columns, layer, dtype), strict=True):
        np.testing.assert_array_equal(ours, plain, strict=True)


@examples(200)
@given(layer=layers())
def test_a_small_layer_agrees_with_the_plain_way_bit_for_bit(layer: Layer) -> None:
    """A kernel without stride is slid back over the gradient, however much padding is cut off."""
    found = correlation.image_gradient(
        layer.grad_output, layer.weight, layer.axes, layer.groups
    )
    plain = columns.image_gradient(layer.grad_output, layer.weight, layer.axes, layer.groups)
    np.testing.assert_array_equal(found, plain, strict=True)


@examples(100)
@given(layer=layers(), room=st.sampled_from([1, 2**20]))
def test_any_strides_of_the_arrays_will_do(layer: Layer, room: int) -> None:
    """Arrays of other strides with the same elements: channels last, every second one, reversed."""
    turned = replace(
        layer,
        image=np.ascontiguousarray(np.moveaxis(layer.image, 1, -1)).transpose(0, 3, 1, 2),
        weight=np.repeat(layer.weight, 2, axis=3)[..., ::2],
        grad_output=np.ascontiguousarray(layer.grad_output[:, :, ::-1])[:, :, ::-1],
    )
    with pytest.MonkeyPatch.context() as patch:
        small_blocks(patch, room)
        found = everything(blocked, turned)
    for ours, plain in zip(found, everything(columns, layer), strict=True):
        np.testing.assert_array_equal(ours, plain, strict=True)


@examples(100)
@given(layer=layers())
def test_an_infinite_weight_reaches_only_what_it_met(layer: Layer) -> None:
    """Zeros that stand around a gradient must not make NaN of it."""
    infinite = replace(layer, weight=np.where(layer.weight == 4, np.inf, layer.weight))
    axes, groups = layer.axes, layer.groups
    with np.errstate(invalid="ignore"):
        found = blocked.image_gradient(infinite.grad_output, infinite.weight, axes, groups)
        plain = columns.image_gradient(infinite.grad_output, infinite.weight, axes, groups)
    np.testing.assert_array_equal(found, plain)


def test_a_far_stretched_kernel_copies_no_more_rows_than_it_reads() -> None:
    """A dilation of a million rows: bands that were shared would hold them all."""
    starts, taps = blocked.bands(Axis(3_000_000, 3, 1, 1_000_000))
    assert len(starts) == 1  # a million windows share the rows
    starts, taps = blocked.bands(Axis(2_000_010, 3, 1, 1_000_000))
    assert starts == (0, 1_000_000, 2_000_000)
    assert taps == ((0, 0), (1, 0), (2, 0))


@pytest.mark.parametrize(
    ("samples", "rows", "shared", "row_bytes", "expected"),
    [
        (8, 10, 2, 2**20 // 48, (4, 10)),  # four samples fit
        (3, 10, 2, 2**20 // 48, (3, 10)),
        (0, 10, 2, 1, (1, 10)),
        (8, 100, 2, 2**22 // 200, (1, 100)),  # a sample alone
        (8, 100, 2, 2**22 // 60, (1, 50)),  # 58 rows fit, so two blocks of 50
        (8, 100, 10, 2**22, (1, 34)),  # no fewer than 4 for every row shared
        (8, 100, 0, 2**23, (1, 1)),
    ],
)
def test_the_size_of_a_block(
    samples: int, rows: int, shared: int, row_bytes: int, expected: tuple[int, int]
) -> None:
    assert blocked.block_size(samples, rows, shared, row_bytes) == expected


LARGE: list[tuple[str, Any, Any, dict[str, Any]]] = [
    ("conv2d", (5, 6, 40, 37), (8, 3, 3, 4), {"stride": (1, 2), "padding": (2, 1), "groups": 2}),
    ("conv2d", (3, 8, 61, 50), (8, 1, 5, 2), {"padding": (0, 3), "groups": 8, "dilation": (2, 3)}),
    ("conv2d", (4, 4, 190, 133), (6, 4, 2, 3), {"stride": (5, 4)}),
    ("conv2d", (70, 2, 19, 23), (4, 2, 4, 4), {"padding": "same"}),
    ("conv2d", (3, 5, 50, 41), (7, 5, 3, 5), {"padding": (2, 4), "padding_mode": "reflect"}),
    ("conv2d", (3, 5, 50, 41), (7, 5, 3, 5), {"padding": (2, 4), "padding_mode": "circular",
                                              "stride": 2}),
    ("conv2d", (1, 40, 300, 90), (3, 40, 7, 3), {"padding": (3, 1)}),  # one sample, several blocks
    ("conv2d", (14, 9, 30, 41), (5, 9, 1, 1), {"stride": (1, 2)}),
    ("conv1d", (6, 4, 4001), (6, 2, 5), {"stride": 3, "padding": 7, "groups": 2}),
    ("conv_transpose2d", (4, 6, 30, 23), (6, 2, 3, 4), {
        "stride": (2, 3), "padding": (1, 2), "output_padding": (1, 0), "groups": 2}),
    ("conv_transpose2d", (4, 6, 30, 23), (6, 3, 3, 4), {
        "padding": (3, 1), "output_padding": (1, 0), "dilation": (2, 1)}),
    ("conv_transpose1d", (6, 4, 3001), (4, 3, 5), {"stride": 3, "padding": 4}),
]


@pytest.mark.filterwarnings("ignore:Using padding='same'")
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("name", "image", "weight", "keywords"), LARGE)
def test_large_layers_agree_with_torch_bit_for_bit_on_integers(
    dtype: Any, name: str, image: Any, weight: Any, keywords: dict[str, Any]
) -> None:
    require("torch")
    bias = weight[1] * keywords.get("groups", 1) if "transpose" in name else weight[0]
    shapes = {"input": image, "weight": weight, "bias": (bias,)}
    case = made(name, {"groups": 1, **keywords}, shapes, few, 7)
    assert not correlation.is_small(image, case.operator.axes(case.shapes, case.params))
    arrays = {operand: array.astype(dtype) for operand, array in case.arrays.items()}
    ours = by_vectors(replace(case, arrays=arrays, grad_output=case.grad_output.astype(dtype)))
    theirs = by_torch(case, dtype)
    for target, array in ours.items():
        np.testing.assert_array_equal(array, theirs[target], target, strict=True)


@pytest.mark.parametrize("name", ["conv2d", "conv_transpose2d"])
def test_the_memory_of_a_large_layer_is_its_outputs_and_a_few_blocks(name: str) -> None:
    """The columns of all windows would take 130 MB here, a padded copy of the input 13."""
    padded = {"padding": (1, 2), "padding_mode": "reflect"} if name == "conv2d" else {"padding": 1}
    case = made(name, padded, {"input": (8, 32, 112, 56), "weight": (32, 32, 3, 3)}, few, 8)
    arrays = {operand: array.astype(np.float32) for operand, array in case.arrays.items()}
    upstream = case.grad_output.astype(np.float32)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        output = case.operator.forward(arrays, case.params)
        ahead = tracemalloc.get_traced_memory()[1] - before - output.nbytes
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        gradients = case.operator.vjp(upstream, arrays, {}, case.params)
        back = tracemalloc.get_traced_memory()[1] - before
        back -= sum(array.nbytes for array in gradients.values())
    finally:
        tracemalloc.stop()
    assert 0 < ahead < 8e6
    assert 0 < back < 8e6
