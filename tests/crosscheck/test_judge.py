"""The verdict on one array: the first that holds, and never a looser one."""

from __future__ import annotations

import numpy as np
import pytest

from convtutor.crosscheck.bounds import PRECISIONS, Bounds
from convtutor.crosscheck.judge import Facts, Ruling, judge
from convtutor.crosscheck.match import Difference, Match, Verdict
from convtutor.engine.arrays import Array

FLOAT32 = PRECISIONS["float32"]
OURS = np.array([[1.0, -2.0, 3.0], [0.0, 5.0, -6.0]])


def bounds(bound: float, typical: float = 0.0, magnitude: float = 10.0) -> Bounds:
    def full(value: float) -> Array:
        return np.full(OURS.shape, value)

    return Bounds(
        full(bound), full(typical), full(magnitude), full(4), np.zeros(OURS.shape, bool)
    )


def verdict_on(
    torch: Array, *rulings: tuple[str, Bounds], ours: Array = OURS, undefined: bool = False
) -> Match:
    facts = Facts(np.full(ours.shape, undefined))
    named = [Ruling(name, bound) for name, bound in rulings or [("proven", bounds(1e-6, 1e-7))]]
    return judge("conv1.output", "layer", ours, torch, named, facts, FLOAT32)


def changed(value: float, at: tuple[int, int] = (1, 1)) -> Array:
    torch = OURS.copy()
    torch[at] = value
    return torch


def test_equal_numbers_are_exact() -> None:
    match = verdict_on(OURS.astype(np.float32))
    assert (match.verdict, match.disagreeing, match.elements) == (Verdict.EXACT, 0, 6)


def test_a_usual_rounding_error_is_typical() -> None:
    assert verdict_on(changed(5 + 5e-8)).verdict is Verdict.TYPICAL


def test_one_unusual_error_makes_it_within_the_bound() -> None:
    assert verdict_on(changed(5 + 5e-7)).verdict is Verdict.WITHIN_BOUND


def test_an_error_just_over_the_bound_is_a_mismatch() -> None:
    match = verdict_on(changed(5 + 1.01e-6))
    assert match.verdict is Verdict.MISMATCH
    assert match.disagreeing == 1
    assert match.place == "conv1.output[1,1]"
    assert match.greatest is not None
    assert match.greatest.ratio == pytest.approx(1.01, rel=1e-6)


def test_where_no_rounding_is_possible_one_bit_is_a_mismatch() -> None:
    torch = changed(np.nextafter(np.float32(5), np.float32(6)))
    assert verdict_on(torch, ("proven", bounds(0.0))).verdict is Verdict.MISMATCH


def test_the_greatest_difference_is_the_one_reported() -> None:
    torch = changed(5.5)
    torch[0, 2] = 4
    greatest = verdict_on(torch).greatest
    assert greatest == Difference((0, 2), 3, 4, 1e-6)


def test_tf32_is_a_verdict_only_where_the_lane_names_it() -> None:
    torch = changed(5 + 1e-3)
    wide = ("tf32", bounds(1e-2))
    assert verdict_on(torch, ("proven", bounds(1e-6)), wide).verdict is Verdict.TF32
    assert verdict_on(torch, ("proven", bounds(1e-6))).verdict is Verdict.MISMATCH


def test_winograd_is_a_verdict_only_where_the_lane_names_it() -> None:
    torch = changed(5 + 1e-5)
    wide = ("winograd", bounds(1e-4))
    assert verdict_on(torch, ("proven", bounds(1e-6)), wide).verdict is Verdict.WINOGRAD
    assert verdict_on(torch, ("proven", bounds(1e-6))).verdict is Verdict.MISMATCH


def test_a_measured_lane_still_says_exact_and_typical() -> None:
    rules = ("proven", bounds(1e-6, 1e-7)), ("tf32", bounds(1e-2))
    assert verdict_on(OURS, *rules).verdict is Verdict.EXACT
    assert verdict_on(changed(5 + 5e-8), *rules).verdict is Verdict.TYPICAL


def test_beyond_every_rule_of_the_lane_is_a_mismatch() -> None:
    match = verdict_on(changed(5.1), ("proven", bounds(1e-6)), ("tf32", bounds(1e-2)))
    assert match.verdict is Verdict.MISMATCH
    assert match.greatest is not None
    assert match.greatest.bound == 1e-2


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite_equals_itself_alone(value: float) -> None:
    ours = changed(value)
    assert verdict_on(ours.copy(), ours=ours).verdict is Verdict.EXACT
    assert verdict_on(OURS, ours=ours).verdict is Verdict.MISMATCH
    assert verdict_on(changed(-value if value != value else 1.0), ours=ours).disagreeing == (
        0 if np.isnan(value) else 1
    )


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_torch_must_not_make_a_finite_number_infinite(value: float) -> None:
    match = verdict_on(changed(value))
    assert (match.verdict, match.disagreeing) == (Verdict.MISMATCH, 1)
    assert match.greatest is not None
    assert match.greatest.size == np.inf


@pytest.mark.parametrize("bound", [1e-6, np.inf])
def test_infinities_of_two_signs_differ(bound: float) -> None:
    rule = "proven", bounds(1e-6)
    rule[1].bound[1, 1] = bound
    assert verdict_on(changed(-np.inf), rule, ours=changed(np.inf)).verdict is Verdict.MISMATCH


def test_the_sign_of_zero_is_noted_and_not_held_against_torch() -> None:
    match = verdict_on(changed(-0.0, (1, 0)))
    assert (match.verdict, match.zero_signs) == (Verdict.EXACT, 1)


def test_a_sum_that_may_overflow_is_left_out_by_name() -> None:
    ours = np.full(OURS.shape, 1e30)
    large = bounds(1e24, 1e23, magnitude=1e39)
    torch = ours.copy()
    torch[0, 1] = np.inf
    match = verdict_on(torch, ("proven", large), ours=ours)
    assert (match.verdict, dict(match.excluded)) == (Verdict.EXACT, {"overflow": 1})


def test_a_number_behind_a_contested_gate_is_left_out_by_name() -> None:
    kinked = bounds(1e-6)
    kinked.bound[0, 1] = np.inf
    match = verdict_on(changed(99.0, (0, 1)), ("proven", kinked))
    assert (match.verdict, dict(match.excluded)) == (Verdict.EXACT, {"kink": 1})


def test_what_is_left_out_excuses_no_other_number() -> None:
    kinked = bounds(1e-6)
    kinked.bound[0, 1] = np.inf
    torch = changed(99.0, (0, 1))
    torch[1, 2] = 6
    match = verdict_on(torch, ("proven", kinked))
    assert (match.verdict, match.place) == (Verdict.MISMATCH, "conv1.output[1,2]")


def test_an_array_left_out_as_a_whole_is_not_checked() -> None:
    assert verdict_on(OURS, ("proven", bounds(np.inf))).verdict is Verdict.NOT_CHECKED


def test_an_undefined_product_is_left_out_where_it_differs() -> None:
    match = verdict_on(changed(np.nan), undefined=True)
    assert (match.verdict, dict(match.excluded)) == (Verdict.EXACT, {"undefined": 1})


def test_another_shape_is_a_mismatch() -> None:
    match = verdict_on(OURS[:1])
    assert (match.verdict, match.torch_shape) == (Verdict.MISMATCH, (1, 3))


def test_an_empty_array_agrees() -> None:
    empty = np.zeros((0, 3))
    none = Bounds(empty, empty, empty, empty, empty.astype(bool))
    match = judge(
        "conv1.output", "layer", empty, empty, [Ruling("proven", none)],
        Facts(empty.astype(bool)), FLOAT32,
    )
    assert (match.verdict, match.greatest) == (Verdict.EXACT, None)
