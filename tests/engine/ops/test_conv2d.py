"""conv2d on paper: where padding, stride, dilation and groups put every product."""

from math import inf, isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Where
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ArgumentError
from convtutor.steps import Trace
from tests.conftest import require
from tests.engine.cases import Case, integers
from tests.engine.families import CASES
from tests.engine.witnesses import by_rule, by_torch, by_vectors, traces

# The 3x3 input and 2x2 kernel of Dive into Deep Learning, figure 6.2.1.
IMAGE = np.arange(9.0).reshape(1, 1, 3, 3)
KERNEL = np.arange(4.0).reshape(1, 1, 2, 2)


def case(shape: tuple[int, ...], weight: tuple[int, ...], bias: bool = False,
         **keywords: Any) -> Case:
    """Give a case with small integers in every array."""
    generator = np.random.default_rng(11)
    arrays = {"input": integers(generator, shape), "weight": integers(generator, weight)}
    if bias:
        arrays["bias"] = integers(generator, weight[:1])
    operator = OPERATORS["conv2d"]
    shapes = {name: array.shape for name, array in arrays.items()}
    output = operator.output_shape(shapes, operator.params(**keywords))
    return Case("conv2d", keywords, arrays, integers(generator, output))


def made_by(target: str, layer: Case) -> Trace:
    return next(trace for trace in traces(layer) if trace.rule.target == target)


def test_output_of_the_figure() -> None:
    np.testing.assert_array_equal(functional.conv2d(IMAGE, KERNEL)[0, 0], [[19, 25], [37, 43]])


def test_padding_reads_count_as_zero() -> None:
    padded = [[0, 3, 8, 4], [9, 19, 25, 10], [21, 37, 43, 16], [6, 7, 8, 0]]
    np.testing.assert_array_equal(functional.conv2d(IMAGE, KERNEL, padding=1)[0, 0], padded)


def test_rows_and_columns_have_their_own_stride_padding_and_dilation() -> None:
    image = np.arange(1.0, 13).reshape(1, 1, 3, 4)
    kernel = np.array([[[[1.0, 10]]]])
    rows = functional.conv2d(image, kernel, stride=(2, 1), padding=(0, 1), dilation=(1, 2))
    np.testing.assert_array_equal(rows[0, 0], [[20, 31, 42, 3], [100, 119, 130, 11]])


def test_groups_see_their_own_channels_alone() -> None:
    image = np.array([[[[1.0]], [[2]], [[3]], [[4]]]])
    weight = np.array([[[[1.0]], [[10]]], [[[1]], [[-1]]], [[[1]], [[10]]], [[[1]], [[-1]]]])
    output = functional.conv2d(image, weight, groups=2)
    np.testing.assert_array_equal(output[0, :, 0, 0], [21, -1, 43, -1])


def test_bias_is_the_last_tap_and_counts_once() -> None:
    layer = case((1, 2, 3, 4), (3, 2, 2, 2), bias=True, padding=(1, 0))
    for step in made_by("output", layer):
        *_, last = step.taps
        assert [read.array for read in last.reads] == ["bias"]
        assert last.reads[0].index == (step.index[1],)
        assert sum(read.array == "bias" for tap in step.taps for read in tap.reads) == 1


def test_same_pads_an_odd_cell_at_the_end() -> None:
    rows, columns = _axes("same", kernel=(2, 4), dilation=(3, 1))
    assert (rows.before, rows.after) == (1, 2)
    assert (columns.before, columns.after) == (1, 2)
    even, odd = _axes("same", kernel=(3, 5), dilation=(2, 1))
    assert (even.before, even.after, odd.before, odd.after) == (2, 2, 2, 2)


def test_valid_pads_nothing() -> None:
    assert all(axis.before == axis.after == 0 for axis in _axes("valid", (2, 3), (1, 1)))


def _axes(padding: str, kernel: tuple[int, int], dilation: tuple[int, int]) -> Any:
    operator = OPERATORS["conv2d"]
    params = operator.params(padding=padding, dilation=dilation)
    return operator.axes({"input": (1, 1, 8, 9), "weight": (1, 1, *kernel)}, params)


@pytest.mark.parametrize(
    ("mode", "row"),
    [
        ("zeros", [0, 0, 0, 5, 6, 7, 0, 0, 0]),
        ("replicate", [5, 5, 5, 5, 6, 7, 7, 7, 7]),
        ("circular", [5, 6, 7, 5, 6, 7, 5, 6, 7]),
    ],
)
def test_every_mode_pads_with_its_own_copies(mode: str, row: list[int]) -> None:
    image, one = np.array([[[[5.0, 6, 7]]]]), np.ones((1, 1, 1, 1))
    output = functional.conv2d(image, one, padding=(0, 3), padding_mode=mode)
    np.testing.assert_array_equal(output[0, 0, 0], row)


def test_reflect_mirrors_about_the_edge_without_doubling_it() -> None:
    image, one = np.array([[[[5.0, 6, 7]]]]), np.ones((1, 1, 1, 1))
    output = functional.conv2d(image, one, padding=(0, 2), padding_mode="reflect")
    np.testing.assert_array_equal(output[0, 0, 0], [7, 6, 5, 6, 7, 6, 5])


def test_a_read_in_the_padding_names_its_place_and_its_source() -> None:
    layer = case((1, 1, 3, 4), (1, 1, 2, 2), padding=1, padding_mode="circular")
    corner = made_by("output", layer)[0].taps[0].reads[0]
    assert (corner.index, corner.source, corner.where) == (
        (0, 0, -1, -1), (0, 0, 2, 3), Where.PADDING,
    )
    zeros = made_by("output", case((1, 1, 3, 4), (1, 1, 2, 2), padding=1))[0].taps[0].reads[0]
    assert (zeros.index, zeros.source, zeros.value) == ((0, 0, -1, -1), None, 0.0)


@settings(max_examples=40)
@given(layer=CASES["conv2d"](integers))
def test_padding_fills_equal_padding_by_hand(layer: Case) -> None:
    """A padded layer is the same layer without padding on an input that NumPy padded."""
    modes = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    rows, columns = layer.operator.axes(layer.shapes, layer.params)
    border = [(0, 0), (0, 0), (rows.before, rows.after), (columns.before, columns.after)]
    mode: Any = modes[layer.keywords["padding_mode"]]
    padded = np.pad(layer.arrays["input"], border, mode=mode)
    given: dict[str, Any] = {**layer.arrays, **layer.keywords}
    unpadded = {key: value for key, value in given.items() if not key.startswith("padding")}
    by_hand = functional.conv2d(**{**unpadded, "input": padded})
    np.testing.assert_array_equal(functional.conv2d(**given), by_hand)


@pytest.mark.parametrize("hole", [nan, inf, -inf])
def test_a_hole_in_the_input_spoils_exactly_the_windows_that_read_it(hole: float) -> None:
    layer = case((1, 2, 5, 6), (2, 1, 2, 3), groups=2, padding=(1, 2), stride=(2, 1))
    layer.arrays["weight"][layer.arrays["weight"] == 0] = 1
    layer.arrays["input"][0, 1, 2, 3] = hole
    output = by_vectors(layer)["output"]
    for step in made_by("output", layer):
        reads_it = any(read.source == (0, 1, 2, 3) for tap in step.taps for read in tap.reads)
        assert np.isfinite(output[step.index]) != reads_it
        assert output[step.index] == step.value or (isnan(step.value) and isnan(output[step.index]))
    assert np.isfinite(output[:, 0]).all()


def test_torch_spoils_the_same_windows() -> None:
    require("torch")
    layer = case((1, 2, 5, 6), (3, 2, 2, 3), padding=(1, 2), stride=(2, 1), padding_mode="reflect")
    layer.arrays["weight"][layer.arrays["weight"] == 0] = 1
    layer.arrays["input"][0, 1, 2, 3] = nan
    ours, theirs = by_vectors(layer)["output"], by_torch(layer)["output"]
    np.testing.assert_array_equal(ours, theirs)


def test_an_element_read_by_several_taps_of_a_window_gets_each_of_their_gradients() -> None:
    """replicate padding 3 under a 2x2 kernel puts 49 products into a corner of grad_input."""
    layer = case((1, 1, 2, 2), (1, 1, 2, 2), padding=3, padding_mode="replicate")
    corner = made_by("grad_input", layer)[0]
    assert len(corner.taps) == 49
    assert corner.value == by_vectors(layer)["grad_input"][0, 0, 0, 0]


def flipped_kernel(layer: Case) -> dict[str, Array]:
    return {**layer.arrays, "weight": layer.arrays["weight"][:, :, ::-1, ::-1].copy()}


def transposed_kernel(layer: Case) -> dict[str, Array]:
    return {**layer.arrays, "weight": layer.arrays["weight"].swapaxes(2, 3).copy()}


def dropped_bias(layer: Case) -> dict[str, Array]:
    return {name: array for name, array in layer.arrays.items() if name != "bias"}


def swapped_channels(layer: Case) -> dict[str, Array]:
    return {**layer.arrays, "input": layer.arrays["input"][:, ::-1].copy()}


WRONG_ARRAYS = (flipped_kernel, transposed_kernel, dropped_bias, swapped_channels)
WRONG_KEYWORDS: tuple[dict[str, Any], ...] = (
    {"padding": (3, 1)},
    {"padding": (2, 2)},
    {"stride": (1, 2)},
    {"dilation": (1, 2)},
    {"padding_mode": "zeros"},
    {"padding_mode": "circular"},
)


@pytest.mark.parametrize("mistake", WRONG_ARRAYS)
def test_wrong_arrays_show_in_the_output(mistake: Any) -> None:
    layer = asymmetric()
    wrong = layer.operator.forward(mistake(layer), layer.params)
    assert not np.array_equal(wrong, by_rule(layer)["output"])


@pytest.mark.parametrize("mistake", WRONG_KEYWORDS)
def test_wrong_settings_show_in_every_array(mistake: dict[str, Any]) -> None:
    """Negative controls: were the engine wrong like this, the comparisons above would see it."""
    layer = asymmetric()
    wrong = Case("conv2d", {**layer.keywords, **mistake}, layer.arrays, layer.grad_output)
    right = by_rule(layer)
    output = wrong.operator.forward(wrong.arrays, wrong.params)
    assert not np.array_equal(output, right["output"])
    if output.shape == right["output"].shape:
        made = by_vectors(wrong)
        assert not np.array_equal(made["grad_input"], right["grad_input"])
        assert not np.array_equal(made["grad_weight"], right["grad_weight"])


def asymmetric() -> Case:
    return case(
        (2, 3, 5, 6), (2, 3, 3, 3), bias=True, stride=(2, 1), padding=(2, 1), dilation=(2, 1),
        padding_mode="reflect",
    )


def test_what_params_makes_has_torchs_names_and_pairs() -> None:
    params = OPERATORS["conv2d"].params(stride=[2], padding=3, dilation=(1, 2), groups=2)
    assert (params.stride, params.padding, params.dilation) == ((2, 2), (3, 3), (1, 2))
    assert (params.groups, params.padding_mode) == (2, "zeros")
    assert OPERATORS["conv2d"].params(padding="same").padding == "same"
    with pytest.raises(ArgumentError, match="'same' needs stride 1"):
        OPERATORS["conv2d"].params(padding="same", stride=2)
