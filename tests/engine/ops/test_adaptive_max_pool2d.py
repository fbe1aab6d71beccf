"""adaptive_max_pool2d gives the size asked for, and names the winner of every window."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from tests.conftest import require
from tests.engine.cases import Case, with_gaps
from tests.engine.families import CASES
from tests.engine.witnesses import by_listing, by_rule, by_vectors, environment, passes, traces

LAYERS = CASES["adaptive_max_pool2d"](with_gaps)


def plane(rows: Any) -> Array:
    return np.array([[rows]], np.float64)


def pooled(rows: Any, output_size: Any) -> tuple[Any, Any]:
    both = functional.adaptive_max_pool2d(plane(rows), output_size, return_indices=True)
    output, indices = both
    return output[0, 0].tolist(), indices[0, 0].tolist()


def test_windows_share_an_element_where_the_size_does_not_divide() -> None:
    assert pooled([[1, 9, 2, 3, 4]], (1, 3)) == ([[9, 9, 4]], [[1, 1, 4]])


def test_a_shorter_window_holds_nothing_behind_its_end() -> None:
    """Windows 0-1, 1-3 and 3-4: the longest has 3 elements, the first must not see element 2."""
    assert pooled([[1, 2, 9, 0, 0]], (1, 3)) == ([[2, 9, 0]], [[1, 2, 3]])
    assert pooled([[1], [2], [9], [0], [0]], (3, 1)) == ([[2], [9], [0]], [[1], [2], [3]])


def test_an_output_larger_than_the_input_repeats_it() -> None:
    assert pooled([[1, 5]], (2, 5)) == ([[1, 1, 5, 5, 5]] * 2, [[0, 0, 1, 1, 1]] * 2)


@pytest.mark.parametrize(
    ("row", "value", "index"),
    [
        ([1, 3, 3], 3, 1), ([nan, 5, nan], nan, 2), ([-inf, -inf, -inf], -inf, 0),
        ([-1, inf, inf], inf, 1),
    ],
)
def test_the_winner_of_a_window(row: list[float], value: float, index: int) -> None:
    np.testing.assert_array_equal(pooled([row], 1), ([[value]], [[index]]))


def test_an_element_that_two_windows_chose_gets_both_gradients() -> None:
    upstream = plane([[10, 100, 1000]])
    gradient = functional.adaptive_max_pool2d_backward(upstream, plane([[1, 9, 2, 3, 4]]), (1, 3))
    assert gradient[0, 0].tolist() == [[0, 110, 0, 0, 1000]]


def test_a_gradient_that_a_window_keeps_is_exactly_0_even_when_it_is_nan() -> None:
    upstream = plane([[nan, inf]])
    gradient = functional.adaptive_max_pool2d_backward(upstream, plane([[1, 2, 9, 3]]), (1, 2))
    np.testing.assert_array_equal(gradient[0, 0], [[0, nan, inf, 0]])


@pytest.mark.parametrize("output_size", [0, (0, 3), (2, 0)])
def test_an_output_of_size_0_is_empty_and_hands_back_zeros(output_size: Any) -> None:
    image = plane([[1, 2, 3], [4, 5, 6]])
    output, indices = functional.adaptive_max_pool2d(image, output_size, return_indices=True)
    assert output.size == indices.size == 0
    gradient = functional.adaptive_max_pool2d_backward(output, image, output_size)
    np.testing.assert_array_equal(gradient, np.zeros_like(image), strict=True)
    layer = Case("adaptive_max_pool2d", {"output_size": output_size}, {"input": image}, output)
    for witness in (by_rule, by_listing):
        for target, array in by_vectors(layer).items():
            np.testing.assert_array_equal(witness(layer)[target], array)


def test_the_loops_go_from_bound_to_bound() -> None:
    image = np.zeros((1, 2, 5, 4))
    upstream = np.zeros((1, 2, 3, 2))
    layer = Case("adaptive_max_pool2d", {"output_size": (3, 2)}, {"input": image}, upstream)
    forward, backward = (rule.listing.source() for rule in passes(layer))
    assert forward == """\
for c in range(2):
    for y in range(3):
        top, bottom = y*5 // 3, -(-(y + 1)*5 // 3)
        for x in range(2):
            left, right = x*2, (x + 1)*2
            largest = -inf
            for row in range(top, bottom):
                for col in range(left, right):
                    if input[c, row, col] > largest or isnan(input[c, row, col]):
                        largest = input[c, row, col]
            output[c, y, x] = largest
"""
    assert "if indices[c, y, x] == row*4 + col:" in backward


@settings(max_examples=60)
@given(layer=LAYERS)
def test_torch_points_at_the_same_winners(layer: Case) -> None:
    require("torch")
    import torch

    image = torch.from_numpy(layer.arrays["input"])
    size = layer.keywords["output_size"]
    _, theirs = torch.nn.functional.adaptive_max_pool2d(image, size, return_indices=True)
    np.testing.assert_array_equal(environment(layer)["indices"], theirs.numpy())


@settings(max_examples=60)
@given(layer=LAYERS)
def test_every_window_has_a_winner_and_hands_its_gradient_to_it(layer: Case) -> None:
    arrays = environment(layer)
    assert (arrays["indices"] >= 0).all()
    assert arrays["grad_input"].sum() == layer.grad_output.sum()
    for step in traces(layer)[0]:
        winner = np.unravel_index(arrays["indices"][step.index], layer.shapes["input"][2:])
        assert (*step.index[:2], *winner) in [tap.reads[0].source for tap in step.taps]
