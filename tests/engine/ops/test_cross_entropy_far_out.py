"""cross_entropy at scores far out: large ones, infinities, NaN."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from tests.conftest import require

WEIGHT = np.array([1.0, 2, 0.5])
ROWS = [
    [1000, -1000, 0], [-1000, -1000, -1000], [-inf, 0, 1], [-inf, -inf, -inf], [inf, 0, 1],
    [0, nan, 1], [1e308, -1e308, 1],
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(("target", "keywords"), [
    ([0, 1], {}), ([1, -100], {}), ([2, 1], {"ignore_index": 2}), ([1, 0], {"weight": WEIGHT}),
    ([0, 1], {"label_smoothing": 0.25}), ([-100, 1], {"label_smoothing": 1.0}),
    ([-100, -100], {"label_smoothing": 0.25}),
    ([[0, 0.5, 0.5], [0, 0, 1]], {}),
    ([[0, 0.5, 0.5], [0.25, 0, 0.5]], {"label_smoothing": 0.25, "weight": WEIGHT}),
])
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_far_out_scores_become_what_torch_makes_of_them(
    row: Any, target: Any, keywords: dict[str, Any], reduction: str
) -> None:
    require("torch")
    import torch

    image, held = np.array([row, [0, 1, 0]], np.float64), np.array(target)
    upstream = np.array([3.0, -2]) if reduction == "none" else np.array(3.0)
    leaf = torch.from_numpy(image).requires_grad_()
    given = {name: torch.from_numpy(value) if name == "weight" else value
             for name, value in keywords.items()}
    theirs = torch.nn.functional.cross_entropy(
        leaf, torch.from_numpy(held), **given, reduction=reduction
    )
    theirs.backward(torch.from_numpy(upstream))
    ours = functional.cross_entropy(image, held, **keywords, reduction=reduction)
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-13)
    gradient = functional.cross_entropy_backward(
        upstream, image, held, **keywords, reduction=reduction
    )
    np.testing.assert_allclose(gradient, leaf.grad.numpy(), rtol=1e-13, atol=1e-14)


def test_a_score_that_is_far_out_costs_its_distance() -> None:
    image = np.array([[1000.0, -1000, 0]])
    assert functional.cross_entropy(image, np.array([1])) == 2000
    gradient = functional.cross_entropy_backward(np.array(1.0), image, np.array([1]))
    assert gradient.tolist() == [[1, -1, 0]]
