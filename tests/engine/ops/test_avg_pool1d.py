"""avg_pool1d is avg_pool2d on lines, without a divisor of one's own."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.ops.avg_pool1d import AVG_POOL1D
from tests.engine.cases import Case, floats
from tests.engine.families import CASES
from tests.engine.witnesses import by_vectors, passes

LINE = np.array([[[6.0, 12, 18, 24, 30]]])


@pytest.mark.parametrize(
    ("keywords", "means"),
    [
        ({"kernel_size": 2}, [9, 21]),
        ({"kernel_size": 2, "ceil_mode": True}, [9, 21, 30]),
        ({"kernel_size": 3, "stride": 2, "padding": 1}, [6, 18, 18]),
        ({"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False}, [9, 18, 27]),
        ({"kernel_size": 3, "stride": 3, "padding": 1, "ceil_mode": True}, [6, 24]),
        ({"kernel_size": 4, "stride": 3, "padding": 2, "ceil_mode": True}, [4.5, 21, 10]),
        ({"kernel_size": 4, "stride": 3, "padding": 2, "ceil_mode": True,
          "count_include_pad": False}, [9, 21, 30]),
    ],
)
def test_means_on_paper(keywords: dict[str, Any], means: list[float]) -> None:
    assert functional.avg_pool1d(LINE, **keywords)[0, 0].tolist() == means


def test_the_share_of_every_element() -> None:
    upstream = np.array([[[4.0, 40, 400]]])
    gradient = functional.avg_pool1d_backward(upstream, LINE, 2, ceil_mode=True)
    assert gradient[0, 0].tolist() == [2, 2, 20, 20, 400]


def test_it_takes_no_divisor() -> None:
    assert "divisor_override" not in AVG_POOL1D.keywords
    with pytest.raises(TypeError, match="divisor_override"):
        AVG_POOL1D.params(2, divisor_override=3)


def test_the_loops_of_a_line_that_hangs_over() -> None:
    keywords = {"kernel_size": 2, "ceil_mode": True}
    upstream = functional.avg_pool1d(LINE, **keywords)  # type: ignore[arg-type]
    forward, _ = passes(Case("avg_pool1d", keywords, {"input": LINE}, upstream))
    assert forward.listing.source() == """\
for x in range(3):
    total = 0
    for j in range(2):
        col = x*2 + j
        if 0 <= col < 5:
            total += input[col]
    output[x] = total / min(2, 5 - x*2)
"""


@settings(max_examples=60)
@given(layer=CASES["avg_pool1d"](floats))
def test_a_line_is_pooled_as_a_plane_of_one_row(layer: Case) -> None:
    as_pairs = {
        name: (1 if name != "padding" else 0, *value) if isinstance(value, tuple) else value
        for name, value in layer.keywords.items()
    }
    plane = Case(
        "avg_pool2d", as_pairs, {"input": layer.arrays["input"][:, :, None]},
        layer.grad_output[:, :, None],
    )
    ours, theirs = by_vectors(layer), by_vectors(plane)
    for target, array in ours.items():
        np.testing.assert_array_equal(array, theirs[target][:, :, 0])
