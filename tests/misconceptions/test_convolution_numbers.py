"""Convolutions misunderstood, by hand: the numbers that a learner with the mistake writes down."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from convtutor.engine.arrays import shapes_of
from convtutor.errors import ShapeError
from convtutor.misconceptions import MISCONCEPTIONS
from tests.misconceptions.figures import IMAGE, KERNEL, LARGE, UPSTREAM, computed, output


def size(key: str, image: tuple[int, ...], weight: tuple[int, ...], **keywords: Any) -> Any:
    operator = MISCONCEPTIONS[key].operator
    shapes = {"input": (1, 1, *image), "weight": (1, 1, *weight)}
    return operator.output_shape(shapes, operator.params(**keywords))[2:]


@pytest.mark.parametrize(
    ("mistake", "first"),
    [
        ("kernel-flipped", 5), ("kernel-transposed", 17), ("kernel-mirrored", 17),
        ("kernel-upside-down", 7),
    ],
)
def test_the_first_element_under_a_turned_kernel_where_19_is_right(
    mistake: str, first: float
) -> None:
    assert output(f"conv2d.{mistake}", IMAGE, KERNEL)[0, 0, 0, 0] == first


def test_a_flipped_kernel_makes_a_convolution_of_the_cross_correlation() -> None:
    made = output("conv2d.kernel-flipped", IMAGE, KERNEL)
    np.testing.assert_array_equal(made[0, 0], [[5, 11], [23, 29]])


def test_an_edge_seen_from_the_other_side() -> None:
    row = np.array([[[1.0, 1, 0, 0, 0, 0, 1, 1]]])
    edge = np.array([[[1.0, -1]]])
    flipped = output("conv1d.kernel-flipped", row, edge)
    np.testing.assert_array_equal(flipped[0, 0], [0, -1, 0, 0, 0, 1, 0])
    hanging = output("conv1d.window-hangs-over", row, edge)
    np.testing.assert_array_equal(hanging[0, 0], [0, 1, 0, 0, 0, -1, 0, 1])


def test_a_weight_read_as_input_by_output_adds_up_the_other_filters() -> None:
    image = np.array([[[[1.0]], [[10]]]])
    weight = np.array([[1.0, 2], [3, 4]]).reshape(2, 2, 1, 1)
    made = output("conv2d.channels-transposed", image, weight)
    np.testing.assert_array_equal(made[0, :, 0, 0], [31, 42])  # 21 and 43 are right


@pytest.mark.parametrize(
    ("mistake", "keywords", "wrong"),
    [
        ("padding-forgotten", {"padding": 1}, (2, 2)),
        ("padding-counted-once", {"padding": 1}, (3, 3)),
        ("padding-as-total", {"padding": 1}, (3, 3)),
        ("padding-at-the-end", {"padding": 1}, (4, 4)),
        ("padding-one-too-many", {"padding": 1}, (6, 6)),
        ("padding-swapped", {"padding": (1, 0)}, (2, 4)),
        ("border-repeated", {"padding": 1}, (4, 4)),
    ],
)
def test_the_size_of_a_padded_output_where_4_by_4_is_right(
    mistake: str, keywords: dict[str, Any], wrong: tuple[int, int]
) -> None:
    assert size(f"conv2d.{mistake}", (3, 3), (2, 2), **keywords) == wrong


def test_padding_in_the_wrong_place_shows_in_the_first_row() -> None:
    """[0, 3, 8, 4] is right."""
    for mistake, row in (
        ("padding-at-the-end", [19, 25, 10, 0]), ("border-repeated", [0, 4, 10, 12]),
        ("padding-counted-once", [0, 3, 8]), ("padding-as-total", [19, 25, 10]),
    ):
        made = output(f"conv2d.{mistake}", IMAGE, KERNEL, padding=1)
        np.testing.assert_array_equal(made[0, 0, 0], row, mistake)


def test_same_with_an_even_kernel_pads_one_cell_more_at_the_end_and_not_at_the_start() -> None:
    row = np.array([[[1.0, 2, 3]]])
    made = output("conv1d.same-at-the-start", row, np.array([[[1.0, 10]]]), padding="same")
    np.testing.assert_array_equal(made[0, 0], [10, 21, 32])  # 21, 32, 3 is right


def test_same_on_each_side_enlarges_8_by_8() -> None:
    made = size("conv2d.same-on-each-side", (8, 8), (5, 3), padding="same")
    assert made == (12, 10)


def test_a_padding_mode_ignored_puts_zeros_in() -> None:
    row = np.array([[[1.0, 2, 3]]])
    made = output(
        "conv1d.padding-mode-ignored", row, np.array([[[1.0, 10]]]), padding=1,
        padding_mode="circular",
    )
    np.testing.assert_array_equal(made[0, 0], [10, 21, 32, 3])  # 13, 21, 32, 13 is right


def test_sizes_rounded_up_and_counted_wrongly() -> None:
    assert size("conv2d.rounded-up", (8, 8), (3, 3), stride=2) == (4, 4)  # 3 by 3
    assert size("conv2d.stride-ignored", (8, 8), (3, 3), stride=2) == (6, 6)  # 3 by 3
    assert size("conv2d.stride-swapped", (8, 8), (3, 3), stride=(2, 3)) == (2, 3)  # 3 by 2
    assert size("conv2d.dilation-times-kernel", (7, 7), (3, 3), dilation=2) == (2, 2)  # 3 by 3
    assert size("conv2d.dilation-ignored", (7, 7), (3, 3), dilation=2) == (5, 5)  # 3 by 3
    assert size("conv2d.dilation-swapped", (7, 7), (3, 3), dilation=(1, 2)) == (3, 5)  # 5 by 3


def test_the_second_window_one_cell_on_where_36_is_right() -> None:
    assert output("conv2d.stride-ignored", LARGE, KERNEL, stride=2)[0, 0, 0, 1] == 30


@pytest.mark.parametrize(
    ("mistake", "first"), [("dilation-ignored", 24), ("dilation-of-columns-alone", 28)]
)
def test_the_first_element_of_a_dilated_kernel_where_48_is_right(
    mistake: str, first: float
) -> None:
    assert output(f"conv2d.{mistake}", LARGE, KERNEL, dilation=2)[0, 0, 0, 0] == first


@pytest.mark.parametrize(
    ("mistake", "first"), [("first-channel-only", 19), ("channels-averaged", 28)]
)
def test_the_first_element_of_two_planes_where_56_is_right(mistake: str, first: float) -> None:
    image = np.concatenate([IMAGE, IMAGE + 1], axis=1)
    weight = np.concatenate([KERNEL, KERNEL + 1], axis=1)
    assert output(f"conv2d.{mistake}", image, weight)[0, 0, 0, 0] == first


@pytest.mark.parametrize(
    ("mistake", "channels"), [("groups-ignored", [0, 1, 2, 3]), ("groups-interleaved", [0, 2])]
)
def test_the_channels_behind_output_0_where_0_and_1_are_right(
    mistake: str, channels: list[int]
) -> None:
    operator = MISCONCEPTIONS[f"conv2d.{mistake}"].operator
    shapes = {"input": (1, 4, 5, 5), "weight": (6, 2, 3, 3)}
    rule = operator.passes(shapes, operator.params(groups=2))[0]
    read = {term.factors[0].index[1] for term in rule.terms((0, 0, 0, 0))}
    assert sorted(read) == channels


@pytest.mark.parametrize(
    ("mistake", "made", "gradient"),
    [
        ("bias-forgotten", [6, 6], [0, 0]),
        ("bias-with-every-tap", [46, 86], [16, 16]),
        ("bias-with-every-channel", [26, 46], [8, 8]),
        ("bias-shared", [16, 16], [8, 0]),
    ],
)
def test_biases_of_10_and_20_where_16_and_26_are_right(
    mistake: str, made: list[float], gradient: list[float]
) -> None:
    """Two planes of ones, two filters with taps 1 and 2 in each plane, four windows."""
    weight = np.array([1.0, 2, 1, 2, 1, 2, 1, 2]).reshape(2, 2, 1, 2)
    arrays = {"input": np.ones((1, 2, 4, 2)), "weight": weight, "bias": np.array([10.0, 20])}
    found = computed(f"conv2d.{mistake}", arrays)
    np.testing.assert_array_equal(found["output"][0, :, 0, 0], made)
    np.testing.assert_array_equal(found["grad_bias"], gradient)


@pytest.mark.parametrize(
    ("mistake", "target", "at", "wrong"),
    [
        ("first-window-only", "grad_weight", (0, 0, 0, 0), 0),  # 27
        ("upstream-flipped", "grad_weight", (0, 0, 0, 0), 13),  # 27
        ("upstream-ignored", "grad_weight", (0, 0, 0, 0), 8),  # 27
        ("gradient-not-flipped", "grad_input", (0, 0, 1, 1), 20),  # 10
        ("upstream-ignored", "grad_input", (0, 0, 1, 1), 6),  # 10
        ("stamps-overwrite", "grad_input", (0, 0, 1, 1), 0),  # 10
        ("bias-gradient-once", "grad_bias", (0,), 1),  # 10
        ("bias-gradient-averaged", "grad_bias", (0,), 2.5),  # 10
        ("upstream-ignored", "grad_bias", (0,), 4),  # 10
    ],
)
def test_gradients_of_the_figure_with_upstream_1_2_3_4(
    mistake: str, target: str, at: tuple[int, ...], wrong: float
) -> None:
    arrays = {"input": IMAGE, "weight": KERNEL, "bias": np.zeros(1)}
    made = computed(f"conv2d.{mistake}", arrays, UPSTREAM)
    assert made[target][at] == wrong


def test_a_refusal_says_what_does_not_fit() -> None:
    with pytest.raises(ShapeError, match="the effective kernel is 3 rows"):
        output("conv2d.padding-forgotten", IMAGE[..., :2, :], np.ones((1, 1, 3, 3)), padding=1)


def test_nothing_is_written_to() -> None:
    for key, misconception in MISCONCEPTIONS.items():
        if misconception.of != "conv2d":
            continue
        arrays = {"input": LARGE.copy(), "weight": KERNEL.copy(), "bias": np.ones(1)}
        for array in arrays.values():
            array.setflags(write=False)
        made = computed(key, arrays)
        assert shapes_of(arrays) == {name: made[name].shape for name in arrays}
