"""conv1d on paper: one axis, everything else as conv2d has it."""

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.ops import OPERATORS
from tests.engine.cases import integers

LINE = np.array([[[1.0, 2, 3, 4, 5]]])


def test_the_kernel_is_not_flipped() -> None:
    output = functional.conv1d(LINE, np.array([[[1.0, 10, 100]]]))
    np.testing.assert_array_equal(output[0, 0], [321, 432, 543])


def test_padding_stride_and_dilation_move_the_window() -> None:
    output = functional.conv1d(
        LINE, np.array([[[1.0, 10]]]), np.array([1000.0]), stride=3, padding=2, dilation=2
    )
    np.testing.assert_array_equal(output[0, 0], [1010, 1042, 1005])  # 0, 1 | 2, 4 | 5, 0


def test_same_pads_an_odd_cell_at_the_end() -> None:
    output = functional.conv1d(LINE, np.array([[[1.0, 10, 100, 1000]]]), padding="same")
    np.testing.assert_array_equal(output[0, 0], [3210, 4321, 5432, 543, 54])


@pytest.mark.parametrize(
    ("mode", "line"),
    [
        ("zeros", [0, 0, 0, 5, 6, 7, 8, 0, 0, 0]),
        ("reflect", [8, 7, 6, 5, 6, 7, 8, 7, 6, 5]),
        ("replicate", [5, 5, 5, 5, 6, 7, 8, 8, 8, 8]),
        ("circular", [6, 7, 8, 5, 6, 7, 8, 5, 6, 7]),
    ],
)
def test_every_mode_pads_with_its_own_copies(mode: str, line: list[int]) -> None:
    image = np.array([[[5.0, 6, 7, 8]]])
    output = functional.conv1d(image, np.ones((1, 1, 1)), padding=3, padding_mode=mode)
    np.testing.assert_array_equal(output[0, 0], line)


def test_channels_add_up_within_their_group_alone() -> None:
    image = np.array([[[1.0, 2], [3, 4], [5, 6], [7, 8]]])
    weight = np.array([[[1.0], [10]], [[1], [-1]]])
    output = functional.conv1d(image, weight, groups=2)
    np.testing.assert_array_equal(output[0], [[31, 42], [-2, -2]])


def test_gradients_by_hand() -> None:
    upstream = np.array([[[1.0, 10]]])
    grad_input, grad_weight, grad_bias = functional.conv1d_backward(
        upstream, LINE, np.array([[[2.0, 3]]]), np.zeros(1), stride=2
    )
    np.testing.assert_array_equal(grad_input[0, 0], [2, 3, 20, 30, 0])  # the stride skips the last
    np.testing.assert_array_equal(grad_weight[0, 0], [1 + 30, 2 + 40])
    assert grad_bias is not None
    np.testing.assert_array_equal(grad_bias, [11])


def test_it_is_conv2d_on_planes_of_one_row() -> None:
    generator = np.random.default_rng(8)
    image, weight = integers(generator, (2, 4, 7)), integers(generator, (6, 2, 3))
    bias = integers(generator, (6,))
    line = functional.conv1d(image, weight, bias, 2, 3, 2, 2)
    plane = functional.conv2d(image[:, :, None], weight[:, :, None], bias, 2, (0, 3), 2, 2)
    np.testing.assert_array_equal(line, plane[:, :, 0])


def test_loops_name_one_axis() -> None:
    operator = OPERATORS["conv1d"]
    rule = operator.passes({"input": (1, 1, 5), "weight": (1, 1, 3)}, operator.params())[0]
    assert rule.listing.source() == (
        "for x in range(3):\n"
        "    total = 0\n"
        "    for j in range(3):\n"
        "        col = x + j\n"
        "        total += input[col] * weight[j]\n"
        "    output[x] = total\n"
    )
