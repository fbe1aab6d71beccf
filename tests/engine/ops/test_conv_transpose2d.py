"""conv_transpose2d on paper: where every stamp lands, what padding cuts, what output_padding adds.

The one-axis conv_transpose1d is made by the same code; its numbers stand here too.
"""

from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Where
from convtutor.engine.ops import OPERATORS
from convtutor.steps import Trace
from tests.engine.cases import Case, integers
from tests.engine.witnesses import traces

IMAGE = np.array([[[[1.0, 2], [3, 4]]]])
STAMP = np.array([[[[1.0, 10, 100], [0, 1, 0]]]])


def case(shape: tuple[int, ...], weight: tuple[int, ...], bias: bool = False,
         **keywords: Any) -> Case:
    """Give a case with small integers in every array."""
    generator = np.random.default_rng(11)
    arrays = {"input": integers(generator, shape), "weight": integers(generator, weight)}
    if bias:
        arrays["bias"] = integers(generator, (weight[1] * keywords.get("groups", 1),))
    operator = OPERATORS["conv_transpose2d"]
    shapes = {name: array.shape for name, array in arrays.items()}
    output = operator.output_shape(shapes, operator.params(**keywords))
    return Case("conv_transpose2d", keywords, arrays, integers(generator, output))


def made_by(target: str, layer: Case) -> Trace:
    return next(trace for trace in traces(layer) if trace.rule.target == target)


def test_every_element_stamps_the_kernel_a_stride_further() -> None:
    output = functional.conv_transpose2d(IMAGE, np.array([[[[1.0, 10], [100, 1000]]]]), stride=2)
    np.testing.assert_array_equal(
        output[0, 0],
        [[1, 10, 2, 20], [100, 1000, 200, 2000], [3, 30, 4, 40], [300, 3000, 400, 4000]],
    )


def test_stamps_add_where_they_overlap() -> None:
    output = functional.conv_transpose2d(IMAGE, STAMP, stride=(1, 2))
    rows = [[1, 10, 102, 20, 200], [3, 31, 304, 42, 400], [0, 3, 0, 4, 0]]
    np.testing.assert_array_equal(output[0, 0], rows)


def test_dilation_spreads_the_stamp() -> None:
    line = functional.conv_transpose1d(
        np.array([[[1.0, 2]]]), np.array([[[1.0, 10]]]), stride=2, dilation=3
    )
    np.testing.assert_array_equal(line[0, 0], [1, 0, 2, 10, 0, 20])


def test_cells_between_stamps_hold_the_bias_alone() -> None:
    line = functional.conv_transpose1d(
        np.array([[[1.0, 2]]]), np.array([[[1.0, 10]]]), np.array([5.0]), stride=3
    )
    np.testing.assert_array_equal(line[0, 0], [6, 15, 5, 7, 25])


def test_padding_cuts_cells_off_the_output() -> None:
    whole = functional.conv_transpose2d(IMAGE, STAMP, stride=2)
    cut = functional.conv_transpose2d(IMAGE, STAMP, stride=2, padding=(1, 2))
    np.testing.assert_array_equal(cut, whole[:, :, 1:-1, 2:-2])


def test_output_padding_adds_cells_at_the_end_that_no_stamp_reaches() -> None:
    bias = np.array([7.0])
    plain = functional.conv_transpose2d(IMAGE, STAMP, bias, stride=(2, 3))
    longer = functional.conv_transpose2d(IMAGE, STAMP, bias, stride=(2, 3), output_padding=(1, 2))
    assert longer.shape == (1, 1, 5, 8)
    np.testing.assert_array_equal(longer[:, :, :4, :6], plain)
    assert (longer[:, :, 4:] == 7).all()
    assert (longer[:, :, :, 6:] == 7).all()


def test_output_padding_first_gives_back_what_padding_cut() -> None:
    whole = functional.conv_transpose2d(IMAGE, STAMP, stride=2)
    kept = functional.conv_transpose2d(IMAGE, STAMP, stride=2, padding=1, output_padding=(0, 1))
    np.testing.assert_array_equal(kept, whole[:, :, 1:-1, 1:])


def test_two_inputs_of_a_strided_convolution_have_outputs_of_one_size() -> None:
    """So a size alone does not say what to grow back to; output_padding does."""
    weight = np.ones((1, 1, 3))
    short, long = (functional.conv1d(np.ones((1, 1, i)), weight, stride=2) for i in (5, 6))
    assert short.shape == long.shape == (1, 1, 2)
    grown = [
        functional.conv_transpose1d(short, weight, stride=2, output_padding=extra).shape[2]
        for extra in (0, 1)
    ]
    assert grown == [5, 6]


@pytest.mark.parametrize(
    ("number", "i", "k", "s", "p", "a", "o"),
    [
        (8, 2, 3, 1, 0, 0, 4),
        (8, 5, 4, 1, 0, 0, 8),
        (9, 6, 4, 1, 2, 0, 5),
        (9, 3, 3, 1, 1, 0, 3),
        (10, 5, 3, 1, 1, 0, 5),
        (10, 4, 7, 1, 3, 0, 4),
        (11, 7, 3, 1, 2, 0, 5),
        (11, 9, 5, 1, 4, 0, 5),
        (12, 2, 3, 2, 0, 0, 5),
        (12, 4, 2, 3, 0, 0, 11),
        (13, 3, 3, 2, 1, 0, 5),
        (13, 4, 5, 3, 2, 0, 10),
        (14, 3, 3, 2, 1, 1, 6),
        (14, 2, 4, 3, 1, 2, 7),
    ],
)
def test_output_length_follows_the_relationships_of_dumoulin_and_visin(
    number: int, i: int, k: int, s: int, p: int, a: int, o: int
) -> None:
    """A guide to convolution arithmetic, chapter 4: o' of a convolution with k, s, p, run back."""
    relationship = {
        8: i + (k - 1),
        9: i + (k - 1) - 2 * p,
        10: i,
        11: i - (k - 1),
        12: s * (i - 1) + k,
        13: s * (i - 1) + k - 2 * p,
        14: s * (i - 1) + a + k - 2 * p,
    }
    keywords = {"stride": s, "padding": p, "output_padding": a}
    grown = functional.conv_transpose1d(np.ones((1, 1, i)), np.ones((1, 1, k)), **keywords)
    assert grown.shape[2] == relationship[number] == o
    # The convolution that is run back leads from this size to the input's.
    back = functional.conv1d(grown, np.ones((1, 1, k)), stride=s, padding=p)
    assert back.shape[2] == i


def stretched(image: Array, stride: tuple[int, int]) -> Array:
    """Put stride - 1 zeros between neighbours."""
    rows, columns = image.shape[2:]
    wide = np.zeros((*image.shape[:2], (rows - 1) * stride[0] + 1, (columns - 1) * stride[1] + 1))
    wide[:, :, :: stride[0], :: stride[1]] = image
    return wide


def test_it_is_a_convolution_of_the_stretched_input_by_the_turned_kernel() -> None:
    """Dumoulin & Visin, figure 4.5: s' = 1, p' = k - p - 1, and s - 1 zeros between elements."""
    layer = case((2, 3, 4, 2), (3, 2, 3, 4), stride=(2, 3), padding=(1, 2))
    image, weight = layer.arrays["input"], layer.arrays["weight"]
    turned = weight[:, :, ::-1, ::-1].swapaxes(0, 1)
    wanted = functional.conv2d(stretched(image, (2, 3)), turned, padding=(1, 1))
    output = functional.conv_transpose2d(image, weight, **layer.keywords)
    np.testing.assert_array_equal(output, wanted)


def test_it_gives_what_conv2d_hands_back_to_its_input() -> None:
    """The same weight array: its filters are the channels that are read here."""
    generator = np.random.default_rng(2)
    image, weight = integers(generator, (2, 4, 7, 6)), integers(generator, (6, 2, 3, 2))
    upstream = integers(generator, (2, 6, 4, 5))
    handed, _, _ = functional.conv2d_backward(upstream, image, weight, None, (2, 1), (1, 0), 1, 2)
    grown = functional.conv_transpose2d(
        upstream, weight, None, (2, 1), (1, 0), groups=2, output_padding=0
    )
    np.testing.assert_array_equal(grown, handed)


def test_bias_is_the_last_tap_and_counts_once() -> None:
    layer = case((1, 2, 3, 2), (2, 3, 2, 2), bias=True, stride=(3, 1))
    for step in made_by("output", layer):
        *others, last = step.taps
        assert [read.array for read in last.reads] == ["bias"]
        assert last.reads[0].index == (step.index[1],)
        assert all([read.array for read in tap.reads] == ["input", "weight"] for tap in others)


def test_the_forward_pass_reads_nothing_outside_and_the_backward_pass_the_cells_cut_off() -> None:
    layer = case((1, 1, 3, 2), (1, 1, 3, 2), padding=(2, 1))
    assert made_by("output", layer).rule.borders == {}
    assert all(step.outside == 0 for step in made_by("output", layer))
    corner = made_by("grad_input", layer)[0].taps[0].reads[0]
    assert (corner.array, corner.index, corner.where, corner.value) == (
        "grad_output", (0, 0, -2, -1), Where.PADDING, 0.0,
    )


def test_groups_see_their_own_channels_alone() -> None:
    image = np.array([[[[1.0]], [[2]], [[3]], [[4]]]])
    weight = np.array([[[[1.0]]], [[[10]]], [[[1]]], [[[-1]]]])
    output = functional.conv_transpose2d(image, weight, groups=2)
    np.testing.assert_array_equal(output[0, :, 0, 0], [21, -1])


def test_loops_test_a_place_only_where_it_can_lie_outside() -> None:
    texts = {
        padding: made_by("grad_input", case((1, 1, 2, 2), (1, 1, 2, 2), stride=2, padding=padding,
                                            output_padding=1)).rule.listing.source()
        for padding in (0, 1)
    }
    assert "if " not in texts[0]
    assert "if 0 <= row < 3 and 0 <= col < 3:" in texts[1]


def test_output_places_are_row_and_col_in_the_loops_of_every_pass() -> None:
    layer = case((1, 1, 2, 2), (1, 1, 2, 2), bias=True, stride=2)
    assert "total += grad_output[row, col]" in made_by("grad_bias", layer).rule.listing.source()
    assert "output[row, col] = total" in made_by("output", layer).rule.listing.source()
