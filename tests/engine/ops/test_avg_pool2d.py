"""avg_pool2d divides by what counts: the padded cells, those inside, or a number given."""

import sys
from math import inf, nan
from types import FrameType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate, LineKind
from convtutor.engine.operator import Pass
from tests.engine.cases import Case, floats, integers
from tests.engine.families import CASES
from tests.engine.witnesses import (
    by_listing,
    by_rule,
    by_vectors,
    compiled,
    environment,
    listing_names,
    passes,
    traces,
)

PLANES = CASES["avg_pool2d"]


def plane(rows: Any) -> Array:
    return np.array([[rows]], np.float64)


def pooled(rows: Any, kernel_size: Any, **keywords: Any) -> list[list[float]]:
    """Give the output of a single plane."""
    output: list[list[float]] = functional.avg_pool2d(plane(rows), kernel_size, **keywords)[
        0, 0
    ].tolist()
    return output


def handed_back(upstream: Any, rows: Any, kernel_size: Any, **keywords: Any) -> Any:
    gradient = functional.avg_pool2d_backward(
        plane(upstream), plane(rows), kernel_size, **keywords
    )
    return gradient[0, 0].tolist()


TWELVES = [[12, 24, 36], [48, 60, 72]]


def test_a_window_is_the_mean_of_its_elements() -> None:
    assert pooled(TWELVES, 2, stride=1) == [[36, 48]]
    assert pooled(TWELVES, (1, 3)) == [[24], [60]]


def test_padding_counts_in_the_mean_unless_it_is_left_out() -> None:
    keywords: dict[str, Any] = {"kernel_size": 2, "stride": (2, 3), "padding": 1}
    assert pooled(TWELVES, **keywords) == [[3, 9], [12, 18]]
    assert pooled(TWELVES, **keywords, count_include_pad=False) == [[12, 36], [48, 72]]


def test_what_hangs_over_never_counts() -> None:
    """The last window of each axis covers one cell of the padded input: 4 of its 3 x 3 places."""
    rows = [[9.0] * 4] * 4
    assert pooled(rows, 3, ceil_mode=True) == [[9, 9], [9, 9]]
    assert pooled(rows, 3, ceil_mode=True, count_include_pad=False) == [[9, 9], [9, 9]]


def test_the_divisor_is_clipped_to_the_padded_size() -> None:
    """A row of 5 with a border of 1: the last of three windows of 3 covers cell 4 and the padding
    cell behind it, and hangs over by one."""
    keywords: dict[str, Any] = {
        "kernel_size": (1, 3), "stride": (1, 3), "padding": (0, 1), "ceil_mode": True,
    }
    row = [[6.0] * 6]
    assert pooled(row, **keywords) == [[4, 6, 3]]
    assert pooled(row, **keywords, count_include_pad=False) == [[6, 6, 6]]
    assert pooled(row, **keywords, divisor_override=3) == [[4, 6, 2]]


@pytest.mark.parametrize(("divisor", "means"), [(-3, [[-48]]), (1, [[144]]), (5, [[28.8]])])
def test_an_own_divisor_divides_every_sum(divisor: int, means: Any) -> None:
    assert pooled(TWELVES, 2, divisor_override=divisor) == means
    assert pooled(TWELVES, 2, divisor_override=divisor, count_include_pad=False) == means


def test_every_element_read_gets_the_share_of_its_window() -> None:
    rows = [[0.0] * 3] * 2
    assert handed_back([[8, 80]], rows, 2, stride=1) == [[2, 22, 20], [2, 22, 20]]
    assert handed_back([[9]], rows, 2, divisor_override=-3) == [[-3, -3, 0], [-3, -3, 0]]


def test_the_share_follows_what_the_divisor_counted() -> None:
    row = [[0.0] * 6]
    keywords: dict[str, Any] = {
        "kernel_size": (1, 3), "stride": (1, 3), "padding": (0, 1), "ceil_mode": True,
    }
    assert handed_back([[6, 6, 6]], row, **keywords) == [[2, 2, 2, 2, 2, 3]]
    without = handed_back([[6, 6, 6]], row, **keywords, count_include_pad=False)
    assert without == [[3, 3, 2, 2, 2, 6]]


def test_a_number_that_is_not_finite_stays_in_its_windows() -> None:
    rows = [[1, nan, 3, 4, inf, 6, -inf, inf]]
    np.testing.assert_array_equal(pooled(rows, (1, 2)), [[nan, 3.5, inf, nan]])
    upstream = [[nan, 2, inf]]
    np.testing.assert_array_equal(
        handed_back(upstream, [[0.0] * 7], (1, 2)), [[nan, nan, 1, 1, inf, inf, 0]]
    )


def test_reads_around_the_input_are_zeros_that_are_looked_at_and_skipped() -> None:
    image = plane([[4.0, 8, 12]])
    keywords = {"kernel_size": (1, 2), "stride": 3, "padding": (0, 1), "ceil_mode": True}
    layer = Case("avg_pool2d", keywords, {"input": image}, np.ones((1, 1, 1, 2)))
    first, last = traces(layer)[0]
    assert [tap.fate for tap in first.taps] == [Fate.SKIPPED, Fate.TAKEN]
    assert first.taps[0].reads[0].where is Where.PADDING
    assert (first.total, first.value) == (4, 2)
    assert (last.total, last.value) == (12, 6)


def test_a_window_of_minus_zeros_sums_to_zero() -> None:
    made = functional.avg_pool2d(plane([[-0.0, -0.0]]), (1, 2))
    assert not np.signbit(made).any()


@pytest.mark.parametrize("count_include_pad", [True, False])
def test_ones_stay_ones_where_only_what_lies_inside_counts(count_include_pad: bool) -> None:
    ones = functional.avg_pool2d(
        np.ones((1, 2, 5, 6)), (4, 3), 2, (2, 1), True, count_include_pad
    )
    assert (ones == 1).all() != count_include_pad


SMALL: dict[str, Any] = {"kernel_size": (2, 3), "stride": 2, "padding": 1}


def listing(**keywords: Any) -> dict[str, list[str]]:
    """Give the lines of both listings over a plane of 3 x 4, without their indentation."""
    image = np.zeros((1, 1, 3, 4))
    upstream = functional.avg_pool2d(image, **keywords)
    rules = passes(Case("avg_pool2d", keywords, {"input": image}, upstream))
    return {rule.target: [line.text for line in rule.listing.lines] for rule in rules}


@pytest.mark.parametrize(
    ("keywords", "stored", "added"),
    [
        ({"kernel_size": 2}, "total / 4", "/ 4"),
        (SMALL, "total / 6", "/ 6"),
        ({**SMALL, "divisor_override": -3, "ceil_mode": True}, "total / -3", "/ -3"),
        ({"kernel_size": (2, 4), "stride": (2, 3), "padding": (0, 1), "ceil_mode": True},
         "total / (min(2, 3 - y*2) * min(4, 6 - x*3))",
         "/ (min(2, 3 - y*2) * min(4, 6 - x*3))"),
        ({"kernel_size": (1, 3), "ceil_mode": True}, "total / min(3, 4 - x*3)",
         "/ min(3, 4 - x*3)"),
        ({**SMALL, "count_include_pad": False}, "total / count", "/ (rows * cols)"),
        ({"kernel_size": (1, 2), "stride": 1, "padding": (0, 1), "count_include_pad": False},
         "total / count", "/ cols"),
        ({"kernel_size": 2, "count_include_pad": False}, "total / 4", "/ 4"),
    ],
)
def test_the_divisor_is_written_as_short_as_it_can_be(
    keywords: dict[str, Any], stored: str, added: str
) -> None:
    lines = listing(**keywords)
    assert lines["output"][-1] == f"output[y, x] = {stored}"
    assert f"total += grad_output[y, x] {added}" in lines["grad_input"]


def test_the_loops_set_how_many_rows_and_columns_lie_inside() -> None:
    lines = listing(**SMALL, count_include_pad=False)
    assert "rows = min(y*2 + 1, 3) - max(y*2 - 1, 0)" in lines["grad_input"]
    assert "cols = min(x*2 + 2, 4) - max(x*2 - 1, 0)" in lines["grad_input"]
    assert "total, count = 0, 0" in lines["output"]
    hanging = listing(kernel_size=(1, 3), stride=(1, 2), ceil_mode=True, count_include_pad=False)
    assert "cols = min(x*2 + 3, 4) - x*2" in hanging["grad_input"]


def counts(rule: Pass, arrays: dict[str, Array]) -> list[int]:
    """Run a listing and note what `count` is whenever an element is about to be stored."""
    store = next(
        at for at, line in enumerate(rule.listing.lines) if line.kind is LineKind.STORE
    )
    found = []

    def tracer(frame: FrameType, event: str, _: object) -> Any:
        if event == "line" and frame.f_lineno - 1 == store:
            found.append(frame.f_locals["count"])
        return tracer if frame.f_code.co_filename == "<listing>" else None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        exec(compiled(rule), listing_names(rule, arrays))  # noqa: S102  the loops shown are ours
    finally:
        sys.settrace(before)
    return found


@settings(max_examples=60)
@given(layer=PLANES(integers))
def test_the_loops_count_what_lies_inside_and_nothing_else(layer: Case) -> None:
    keywords = {**layer.keywords, "count_include_pad": False, "divisor_override": None}
    layer = Case(layer.name, keywords, layer.arrays, layer.grad_output)
    forward = traces(layer)[0]
    if not any("count" in line.text for line in forward.rule.listing.lines):
        return
    inside = [
        sum(tap.reads[0].where is Where.INSIDE for tap in step.taps) for step in forward
    ]
    assert counts(forward.rule, environment(layer)) == inside
    written = [step.finish.formula for step in forward if step.finish is not None]
    assert written == [f"{{}} / {count}" for count in inside]


@settings(max_examples=60)
@given(layer=PLANES(floats))
def test_a_window_hands_back_what_it_took_in(layer: Case) -> None:
    """The sum of x * grad_x is that of y * grad_y: the layer is linear."""
    made = by_vectors(layer)
    terms = layer.arrays["input"] * made["grad_input"]
    others = made["output"] * layer.grad_output
    scale = np.abs(terms).sum() + np.abs(others).sum()
    assert abs(terms.sum() - others.sum()) <= 1e-12 * scale


@settings(max_examples=40)
@given(layer=PLANES(integers))
def test_windows_of_ones_without_padding_counted_are_ones(layer: Case) -> None:
    keywords = {**layer.keywords, "count_include_pad": False, "divisor_override": None}
    ones = np.ones_like(layer.arrays["input"])
    layer = Case(layer.name, keywords, {"input": ones}, layer.grad_output)
    for witness in (by_vectors, by_rule, by_listing):
        assert (witness(layer)["output"] == 1).all()
