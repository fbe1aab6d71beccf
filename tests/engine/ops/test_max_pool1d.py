"""max_pool1d decides as max_pool2d does, on lines."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.listing import Fate
from tests.conftest import require
from tests.engine.cases import Case, with_gaps
from tests.engine.families import CASES
from tests.engine.witnesses import environment, has_an_empty_window, traces

LINES = CASES["max_pool1d"](with_gaps)
# The taps lie in columns -1 and 1 of an input whose only column is 0: this is never asked of torch.
DANGER: dict[str, Any] = {"kernel_size": 2, "padding": 1, "dilation": 2}


def line(*values: float) -> Array:
    return np.array([[values]], np.float64)


def pooled(image: Array, kernel_size: Any, **keywords: Any) -> tuple[list[float], list[int]]:
    """Give the values and the indices of a single line."""
    both = functional.max_pool1d(image, kernel_size, return_indices=True, **keywords)
    output, indices = both
    return output[0, 0].tolist(), indices[0, 0].tolist()


@pytest.mark.parametrize(
    ("values", "value", "index"),
    [
        ((1, 3, 3), 3, 1),  # the first maximum
        ((nan, 5, nan), nan, 2),  # the last NaN
        ((inf, nan, inf), nan, 1),
        ((-inf, -inf, -inf), -inf, 0),
        ((-inf, -5, -inf), -5, 1),
    ],
)
def test_the_winner_of_a_window(values: Any, value: float, index: int) -> None:
    np.testing.assert_array_equal(pooled(line(*values), 3), ([value], [index]))


def test_padding_never_wins_and_ceil_mode_adds_the_window_that_hangs_over() -> None:
    image = line(-7, -8, -9, -6)
    assert pooled(image, 2, stride=3, padding=1) == ([-7, -6], [0, 3])
    assert pooled(image, 3, ceil_mode=True) == ([-7, -6], [0, 3])
    assert pooled(image, 2, stride=3, ceil_mode=True) == ([-7, -6], [0, 3])


def test_the_taps_of_a_dilated_window_stand_apart() -> None:
    assert pooled(line(9, 1, 2, 8, 3), 2, stride=1, dilation=3) == ([9, 3], [0, 4])


def test_overlapping_windows_add_their_gradients_on_a_common_winner() -> None:
    upstream = line(10, 100, 1000)
    gradient = functional.max_pool1d_backward(upstream, line(1, 9, 2, 3), 2, 1)
    np.testing.assert_array_equal(gradient[0, 0], [0, 110, 0, 1000])


def test_a_gradient_that_a_window_keeps_is_exactly_0_even_when_it_is_nan() -> None:
    image, upstream = line(1, 2, 9, 3), line(nan, inf)
    gradient = functional.max_pool1d_backward(upstream, image, 2)
    np.testing.assert_array_equal(gradient[0, 0], [0, nan, inf, 0])
    steps = traces(Case("max_pool1d", {"kernel_size": 2}, {"input": image}, upstream))[1]
    assert [step.taps[0].fate for step in steps] == [
        Fate.BLOCKED, Fate.TAKEN, Fate.TAKEN, Fate.BLOCKED,
    ]


def test_a_window_without_any_element_is_minus_infinity_and_hands_on_no_gradient() -> None:
    image = line(7)
    assert pooled(image, **DANGER) == ([-inf], [-1])
    assert not functional.max_pool1d_backward(line(nan), image, **DANGER).any()
    assert has_an_empty_window(Case("max_pool1d", DANGER, {"input": image}, line(nan)))


def test_only_windows_without_an_element_are_kept_from_torch() -> None:
    image = line(7, 8)
    assert not has_an_empty_window(Case("max_pool1d", DANGER, {"input": image}, line(0, 0)))


@settings(max_examples=60)
@given(layer=LINES)
def test_torch_points_at_the_same_winners_and_gives_the_same_values_without_them(
    layer: Case,
) -> None:
    """Torch has a way of its own for lines where neither indices nor gradients are asked for."""
    require("torch")
    import torch

    if has_an_empty_window(layer):
        return
    image = torch.from_numpy(layer.arrays["input"])
    arrays = environment(layer)
    _, theirs = torch.nn.functional.max_pool1d(image, **layer.keywords, return_indices=True)
    np.testing.assert_array_equal(arrays["indices"], theirs.numpy())
    alone = torch.nn.functional.max_pool1d(image, **layer.keywords)
    np.testing.assert_array_equal(arrays["output"], alone.numpy())


@settings(max_examples=60)
@given(layer=LINES)
def test_a_line_is_pooled_as_a_plane_of_one_row(layer: Case) -> None:
    as_pairs = {
        name: (1 if name != "padding" else 0, *value) if isinstance(value, tuple) else value
        for name, value in layer.keywords.items()
    }
    plane = layer.arrays["input"][:, :, None]
    ours, theirs = (
        functional.max_pool1d(layer.arrays["input"], **layer.keywords, return_indices=True),
        functional.max_pool2d(plane, **as_pairs, return_indices=True),
    )
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one, other[:, :, 0])
