"""max_pool2d decides ties, NaN and empty windows, and its gradient follows the winner."""

from math import inf, isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.steps import Step
from tests.conftest import require
from tests.engine.cases import Case, with_gaps
from tests.engine.families import CASES
from tests.engine.witnesses import by_vectors, environment, has_an_empty_window, traces

# The taps lie in rows -1 and 1 of an input whose only row is 0, so no window meets an element, and
# torch's backward pass writes out of bounds: this call is never made of torch.
DANGER: dict[str, Any] = {"kernel_size": 2, "padding": 1, "dilation": (2, 3)}
DANGEROUS_SHAPE = (1, 1, 1, 9)


def plane(rows: Any) -> Array:
    return np.array([[rows]], np.float64)


def pooled(image: Array, kernel_size: Any, **keywords: Any) -> Array:
    """Give the output alone."""
    output = functional.max_pool2d(image, kernel_size, **keywords)
    assert isinstance(output, np.ndarray)
    return output


def winner(image: Array, kernel_size: Any, **keywords: Any) -> tuple[float, int]:
    """Give the value and the flat index of the only window's winner."""
    value, index = functional.max_pool2d(image, kernel_size, return_indices=True, **keywords)
    return value.item(), index.item()


@pytest.mark.parametrize(
    ("rows", "value", "index"),
    [
        ([[1, 2, 3], [3, 2, 1]], 3, 2),  # the first maximum in row-major order
        ([[0, 0, 0], [0, 0, 0]], 0, 0),
        ([[5, nan, 9], [2, 1, 0]], nan, 1),  # a NaN wins over everything
        ([[nan, 5, 9], [2, nan, 0]], nan, 4),  # the last NaN
        ([[nan, nan, nan], [nan, nan, nan]], nan, 5),
        ([[inf, nan, inf], [0, 0, 0]], nan, 1),
        ([[-1, inf, inf], [0, 0, 0]], inf, 1),
        ([[-inf, -inf, -inf], [-inf, -inf, -inf]], -inf, 0),
        ([[-inf, -inf, -inf], [-inf, -5, -inf]], -5, 4),
        ([[-inf, nan, -inf], [-inf, -inf, -inf]], nan, 1),
    ],
)
def test_the_winner_of_a_window(rows: Any, value: float, index: int) -> None:
    np.testing.assert_array_equal(winner(plane(rows), (2, 3)), (value, index))


def test_padding_never_wins() -> None:
    image = plane([[-7.0, -8], [-9, -6]])
    output = pooled(image, 2, stride=2, padding=1)
    np.testing.assert_array_equal(output[0, 0], image[0, 0])


@pytest.mark.parametrize(
    ("keywords", "where"),
    [({"padding": 1, "stride": 3}, Where.PADDING), ({"ceil_mode": True}, Where.BEYOND)],
)
def test_what_stands_around_the_input_is_minus_infinity(
    keywords: dict[str, Any], where: Where
) -> None:
    image = plane([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]])
    keywords = {"kernel_size": 2, **keywords}
    layer = Case("max_pool2d", keywords, {"input": image}, pooled(image, **keywords))
    reads = [tap.reads[0] for step in traces(layer)[0] for tap in step.taps]
    around = {(read.where, read.value) for read in reads if read.source is None}
    assert around == {(where, -inf)}


def test_a_window_of_minus_infinity_in_padding_hands_its_gradient_to_the_first_element() -> None:
    image = plane([[-inf, -inf, -inf]])
    value, index = winner(image, (3, 3), padding=1, stride=9)
    assert (value, index) == (-inf, 0)
    gradient = functional.max_pool2d_backward(plane([[5.0]]), image, 3, 9, 1)
    np.testing.assert_array_equal(gradient[0, 0], [[5, 0, 0]])


def test_rows_and_columns_have_their_own_settings() -> None:
    image = plane(np.arange(20).reshape(4, 5) % 7)
    output = pooled(image, (2, 3), stride=(1, 2), dilation=(2, 1))
    np.testing.assert_array_equal(output[0, 0], [[5, 6], [6, 5]])


def test_the_stride_is_the_kernel_unless_given() -> None:
    image = plane(np.arange(24).reshape(4, 6))
    output = pooled(image, (2, 3))
    np.testing.assert_array_equal(output[0, 0], [[8, 11], [20, 23]])


def test_ceil_mode_adds_the_window_that_hangs_over() -> None:
    image = plane(np.arange(15).reshape(3, 5))
    np.testing.assert_array_equal(pooled(image, 2)[0, 0], [[6, 8]])
    hanging = pooled(image, 2, ceil_mode=True)
    np.testing.assert_array_equal(hanging[0, 0], [[6, 8, 9], [11, 13, 14]])
    layer = Case("max_pool2d", {"kernel_size": 2, "ceil_mode": True}, {"input": image}, hanging)
    beyond = traces(layer)[0][2].taps[1].reads[0]
    assert (beyond.index, beyond.source, beyond.where) == ((0, 0, 0, 5), None, Where.BEYOND)


def test_overlapping_windows_add_their_gradients_on_a_common_winner() -> None:
    image = plane([[1, 9, 2], [3, 4, 5]])
    gradient = functional.max_pool2d_backward(plane([[10, 100]]), image, 2, 1)
    np.testing.assert_array_equal(gradient[0, 0], [[0, 110, 0], [0, 0, 0]])


def test_a_gradient_that_a_window_keeps_is_exactly_0_even_when_it_is_nan() -> None:
    image = plane([[1, 2, 9, 3]])
    upstream = plane([[nan, inf]])
    gradient = functional.max_pool2d_backward(upstream, image, (1, 2))
    np.testing.assert_array_equal(gradient[0, 0], [[0, nan, inf, 0]])
    layer = Case("max_pool2d", {"kernel_size": (1, 2)}, {"input": image}, upstream)
    backward = traces(layer)[1]
    assert [step.taps[0].fate for step in backward] == [
        Fate.BLOCKED, Fate.TAKEN, Fate.TAKEN, Fate.BLOCKED,
    ]
    np.testing.assert_array_equal([step.value for step in backward], [0, nan, inf, 0])
    assert [step.taps[0].product for step in (backward[0], backward[3])] == [0, 0]


def test_a_window_without_any_element_is_minus_infinity_with_index_minus_1() -> None:
    image = np.arange(1.0, 10).reshape(DANGEROUS_SHAPE)
    output, indices = functional.max_pool2d(image, **DANGER, return_indices=True)
    assert output.shape == (1, 1, 1, 4)
    assert (output == -inf).all()
    assert (indices == -1).all()
    layer = Case("max_pool2d", DANGER, {"input": image}, output)
    assert has_an_empty_window(layer)
    for step in traces(layer)[0]:
        assert {tap.fate for tap in step.taps} == {Fate.SKIPPED}
        assert step.value == -inf


def test_a_window_without_any_element_hands_on_no_gradient() -> None:
    image = np.arange(1.0, 10).reshape(DANGEROUS_SHAPE)
    upstream = np.array([[[[nan, inf, 1.0, -1.0]]]])
    gradient = functional.max_pool2d_backward(upstream, image, **DANGER)
    assert not gradient.any()
    layer = Case("max_pool2d", DANGER, {"input": image}, upstream)
    assert [step.value for step in traces(layer)[1]] == [0.0] * 9


def winning_tap(step: Step) -> int | None:
    """Give the tap whose element the step ends with: the last taken, else the first inside."""
    taken = [tap.number for tap in step.taps if tap.fate is Fate.TAKEN]
    inside = [tap.number for tap in step.taps if tap.fate is not Fate.SKIPPED]
    return taken[-1] if taken else min(inside, default=None)


@settings(max_examples=60)
@given(layer=CASES["max_pool2d"](with_gaps))
def test_the_winner_of_every_step_is_where_indices_point(layer: Case) -> None:
    indices, width = environment(layer)["indices"], layer.shapes["input"][3]
    for step in traces(layer)[0]:
        tap = winning_tap(step)
        if tap is None:
            assert indices[step.index] == -1
            continue
        read = step.taps[tap].reads[0]
        assert read.source is not None
        assert read.source[:2] == step.index[:2]
        assert indices[step.index] == read.source[2] * width + read.source[3]
        assert read.value == step.value or isnan(read.value) and isnan(step.value)


@settings(max_examples=60)
@given(layer=CASES["max_pool2d"](with_gaps))
def test_torch_points_at_the_same_winners(layer: Case) -> None:
    require("torch")
    import torch

    if has_an_empty_window(layer):
        return
    image = layer.arrays["input"]
    _, theirs = torch.nn.functional.max_pool2d(
        torch.from_numpy(image), **layer.keywords, return_indices=True
    )
    ours = functional.max_pool2d(image, **layer.keywords, return_indices=True)[1]
    np.testing.assert_array_equal(ours, theirs.numpy())


@settings(max_examples=60)
@given(layer=CASES["max_pool2d"](with_gaps))
def test_no_gradient_is_lost_or_doubled(layer: Case) -> None:
    handed_on = environment(layer)["indices"] >= 0
    made = by_vectors(layer)["grad_input"]
    assert made.sum() == layer.grad_output[handed_on].sum()


@settings(max_examples=60)
@given(layer=CASES["max_pool2d"](with_gaps))
def test_blocked_taps_are_0_whatever_the_gradient(layer: Case) -> None:
    spoilt = np.where(layer.grad_output > 0, nan, -inf)
    layer = Case(layer.name, layer.keywords, layer.arrays, spoilt)
    for step in traces(layer)[1]:
        for tap in step.taps:
            assert (tap.fate is Fate.BLOCKED) == (tap.product == 0)
        assert step.value == 0 or not np.isfinite(step.value)
