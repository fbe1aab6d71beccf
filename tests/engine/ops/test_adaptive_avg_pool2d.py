"""adaptive_avg_pool2d gives the size asked for, each window the mean of what it covers."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from tests.engine.cases import Case, floats, integers
from tests.engine.families import CASES
from tests.engine.witnesses import by_listing, by_rule, by_vectors, passes, traces

LAYERS = CASES["adaptive_avg_pool2d"]


def plane(rows: Any) -> Array:
    return np.array([[rows]], np.float64)


def pooled(rows: Any, output_size: Any) -> Any:
    return functional.adaptive_avg_pool2d(plane(rows), output_size)[0, 0].tolist()


COUNTED = np.arange(10).reshape(2, 5) * 12


def test_windows_share_an_element_where_the_size_does_not_divide() -> None:
    assert pooled(COUNTED, (1, 3)) == [[(0 + 12 + 60 + 72) / 4, 54, (36 + 48 + 96 + 108) / 4]]
    assert pooled(COUNTED, (None, 2)) == [[12, 36], [72, 96]]


def test_an_output_larger_than_the_input_repeats_it() -> None:
    assert pooled([[1, 5]], (2, 5)) == [[1, 1, 3, 5, 5]] * 2


def test_the_whole_plane_is_one_window() -> None:
    assert pooled(COUNTED, 1) == [[54]]


def test_none_keeps_the_input() -> None:
    assert pooled(COUNTED, (None, None)) == COUNTED.tolist()


def test_each_window_hands_on_the_share_of_what_it_covers() -> None:
    upstream, image = plane([[8, 12, 80]]), plane(COUNTED)
    gradient = functional.adaptive_avg_pool2d_backward(upstream, image, (1, 3))
    assert gradient[0, 0].tolist() == [[2, 4, 2, 22, 20]] * 2


@pytest.mark.parametrize("output_size", [0, (0, 3), (2, 0)])
def test_an_output_of_size_0_is_empty_and_hands_back_zeros(output_size: Any) -> None:
    image = plane(COUNTED)
    output = functional.adaptive_avg_pool2d(image, output_size)
    assert output.size == 0
    gradient = functional.adaptive_avg_pool2d_backward(output, image, output_size)
    np.testing.assert_array_equal(gradient, np.zeros_like(image), strict=True)
    layer = Case("adaptive_avg_pool2d", {"output_size": output_size}, {"input": image}, output)
    for witness in (by_rule, by_listing):
        for target, array in by_vectors(layer).items():
            np.testing.assert_array_equal(witness(layer)[target], array)


def test_a_number_that_is_not_finite_stays_in_its_windows() -> None:
    rows = [[1, nan, 3, 4, inf, 6, 7]]
    np.testing.assert_array_equal(pooled(rows, (1, 3)), [[nan, inf, inf]])
    upstream = plane([[nan, 3, inf]])
    gradient = functional.adaptive_avg_pool2d_backward(upstream, plane(rows), (1, 3))
    np.testing.assert_array_equal(gradient[0, 0], [[nan, nan, nan, 1, inf, inf, inf]])


def test_a_window_of_minus_zeros_sums_to_zero() -> None:
    assert not np.signbit(functional.adaptive_avg_pool2d(plane([[-0.0, -0.0]]), 1)).any()


def loops(output_size: Any, shape: tuple[int, ...]) -> list[str]:
    image = np.zeros(shape)
    upstream = functional.adaptive_avg_pool2d(image, output_size)
    layer = Case("adaptive_avg_pool2d", {"output_size": output_size}, {"input": image}, upstream)
    return [rule.listing.source() for rule in passes(layer)]


def test_the_loops_go_from_bound_to_bound() -> None:
    forward, backward = loops((3, 2), (1, 1, 5, 6))
    assert forward == """\
for y in range(3):
    top, bottom = y*5 // 3, -(-(y + 1)*5 // 3)
    for x in range(2):
        left, right = x*3, (x + 1)*3
        total = 0
        for row in range(top, bottom):
            for col in range(left, right):
                total += input[row, col]
        output[y, x] = total / ((bottom - top) * (right - left))
"""
    assert backward == """\
for row in range(5):
    for col in range(6):
        total = 0
        for y in range(3):
            top, bottom = y*5 // 3, -(-(y + 1)*5 // 3)
            if top <= row < bottom:
                for x in range(2):
                    left, right = x*3, (x + 1)*3
                    if left <= col < right:
                        total += grad_output[y, x] / ((bottom - top) * (right - left))
        grad_input[row, col] = total
"""


def test_a_size_that_is_kept_is_written_without_arithmetic() -> None:
    assert "top, bottom = y, y + 1" in loops((None, 2), (1, 1, 3, 4))[0]


@settings(max_examples=60)
@given(layer=LAYERS(floats))
def test_a_window_hands_back_what_it_took_in(layer: Case) -> None:
    made = by_vectors(layer)
    terms = layer.arrays["input"] * made["grad_input"]
    others = made["output"] * layer.grad_output
    scale = np.abs(terms).sum() + np.abs(others).sum()
    assert abs(terms.sum() - others.sum()) <= 1e-12 * scale


@settings(max_examples=60)
@given(layer=LAYERS(integers))
def test_a_size_that_divides_is_a_plain_average_pool(layer: Case) -> None:
    image = layer.arrays["input"]
    rows, cols = (
        length // next(size for size in range(1, length + 1) if length % size == 0 and size > 1)
        if length > 1 else 1
        for length in image.shape[2:]
    )
    kernel = (image.shape[2] // rows, image.shape[3] // cols)
    np.testing.assert_array_equal(
        functional.adaptive_avg_pool2d(image, (rows, cols)), functional.avg_pool2d(image, kernel)
    )


def test_the_rounding_allowed_covers_a_division_by_rows_and_then_by_columns() -> None:
    """Torch divides so. One unit of rounding would not do, and two are never passed."""
    (finish, *_) = (
        step.finish for step in traces(
            Case("adaptive_avg_pool2d", {"output_size": 2}, {"input": np.zeros((1, 1, 6, 6))},
                 np.zeros((1, 1, 2, 2)))
        )[0]
    )
    assert finish is not None
    assert (finish.formula, finish.units) == ("{} / 9", 2)
    sums = np.random.default_rng(0).standard_normal(2000).astype(np.float32)
    twice = (sums / np.float32(3) / np.float32(3)).astype(np.float64)
    means = sums.astype(np.float64) / 9
    units = np.abs(twice - means) / (2.0**-24 * np.abs(means))
    assert 1 < units.max() <= finish.units
