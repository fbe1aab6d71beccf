"""Transposed convolutions misunderstood, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from convtutor.errors import ShapeError
from tests.misconceptions.figures import KERNEL, LARGE, output


def test_a_transposed_convolution_of_1_and_2_with_stride_2() -> None:
    """Taps 1, 10, 100: 1, 10, 102, 20, 200 is right."""
    row, taps = np.array([[[1.0, 2]]]), np.array([[[1.0, 10, 100]]])
    for mistake, wrong in (
        ("kernel-flipped", [100, 10, 201, 20, 2]),
        ("stride-ignored", [1, 12, 120, 200]),
        ("one-zero-too-many", [1, 10, 100, 2, 20, 200]),
    ):
        made = output(f"conv_transpose1d.{mistake}", row, taps, stride=2)
        np.testing.assert_array_equal(made[0, 0], wrong, mistake)


def test_the_ends_of_a_transposed_output() -> None:
    """With padding 1 and output_padding 1: 10, 102, 20, 200 is right."""
    row, taps = np.array([[[1.0, 2]]]), np.array([[[1.0, 10, 100]]])
    settings = {"stride": 2, "padding": 1, "output_padding": 1}
    for mistake, wrong in (
        ("nothing-cut-off", [1, 10, 102, 20, 200, 0]),
        ("output-padding-ignored", [10, 102, 20]),
        ("stride-as-in-convolution", [210]),
    ):
        made = output(f"conv_transpose1d.{mistake}", row, taps, **settings)
        np.testing.assert_array_equal(made[0, 0], wrong, mistake)


def test_a_transposed_convolution_taken_for_a_convolution_shrinks() -> None:
    made = output(
        "conv_transpose2d.stride-as-in-convolution", LARGE, KERNEL, stride=2
    )
    np.testing.assert_array_equal(made[0, 0], [[24, 36], [72, 84]])  # 8 by 8 is right


def test_with_groups_the_transposed_weight_fits_no_convolution() -> None:
    image, weight = np.ones((1, 4, 3, 3)), np.ones((4, 2, 2, 2))
    with pytest.raises(ShapeError, match="groups=2 needs 8 input channels, the input has 4"):
        output("conv_transpose2d.stride-as-in-convolution", image, weight, groups=2)
