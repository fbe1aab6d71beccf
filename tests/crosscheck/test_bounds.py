"""The bound of every element follows from its reading rule, and rounding stays below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.crosscheck.bounds import PRECISIONS, Bounds, element_bounds, gamma, quantum
from convtutor.crosscheck.gathered import gather, is_listable
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.stages import LayerErrors
from convtutor.crosscheck.sums import LayerNumbers, absolute_sums, rule_sums
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from tests.crosscheck.examples import counted, drawn, layer, run_of

FLOAT32 = PRECISIONS["float32"]
U = 2.0**-24


def numbers_of(
    op: str, target: str, values: Mapping[str, Array], errors: Mapping[str, Array] | None = None,
    contested: Array | None = None, **keywords: Any,
) -> LayerNumbers:
    operator = OPERATORS[op]
    params = operator.params(**keywords)
    operands = {name: values[name] for name in operator.operands if name in values}
    output = operator.forward(operands, params)
    upstream = values.get("grad_output", np.ones_like(output))
    known = {**operands, "grad_output": upstream, **operator.save(operands, output, params)}
    shapes = {name: array.shape for name, array in known.items()}
    rule = next(
        r for r in operator.passes({n: shapes[n] for n in operands}, params) if r.target == target
    )
    return LayerNumbers(
        operator, params, rule, lambda: gather(rule, shapes), {**known, "output": output},
        errors or {}, contested,
    )


def bounds_of(op: str, target: str, values: Mapping[str, Array], **keywords: Any) -> Bounds:
    return element_bounds(numbers_of(op, target, values, **keywords), FLOAT32)


def test_gamma_is_a_little_more_than_k_roundings() -> None:
    assert gamma(3, U) == 3 * U / (1 - 3 * U)


def test_a_window_of_four_products_is_bounded_by_gamma_of_five() -> None:
    image, weight = np.array([[[[1.0, -2], [3, 1 / 3]]]]), np.array([[[[0.5, 4], [-1, 3]]]])
    found = bounds_of("conv2d", "output", {"input": image, "weight": weight})
    magnitude = 0.5 + 8 + 3 + 1
    assert found.magnitude.item() == pytest.approx(magnitude)
    assert found.products.item() == 4
    allowed = (gamma(5, U) + gamma(5, 2.0**-53)) * magnitude + 4 * 2.0**-126
    assert found.bound.item() == pytest.approx(allowed, rel=1e-12)
    assert found.typical.item() == pytest.approx(allowed, rel=1e-12)  # 4 sqrt(4) u M is more


def test_the_bias_is_one_more_product() -> None:
    values = {"input": np.full((1, 1, 1, 1), 1 / 3), "weight": np.full((1, 1, 1, 1), 3.0)}
    with_bias = {**values, "bias": np.array([-0.1])}
    assert bounds_of("conv2d", "output", values).products.item() == 1
    found = bounds_of("conv2d", "output", with_bias)
    assert found.products.item() == 2
    assert found.magnitude.item() == pytest.approx(1.1)


def test_replicated_padding_puts_49_products_into_one_corner() -> None:
    values = {"input": drawn(1, 1, 1, 4, 5), "weight": drawn(2, 1, 1, 2, 2)}
    found = bounds_of("conv2d", "grad_input", values, padding=3, padding_mode="replicate")
    assert found.products[0, 0, 0, 0] == 49


def test_the_count_of_grad_weight_is_that_of_the_windows_of_the_batch() -> None:
    values = {"input": drawn(1, 2, 1, 4, 5), "weight": drawn(2, 1, 1, 2, 3)}
    assert (bounds_of("conv2d", "grad_weight", values).products == 2 * 3 * 3).all()


def test_a_maximum_rounds_nothing() -> None:
    found = bounds_of("max_pool2d", "output", {"input": drawn(1, 1, 2, 4, 5)}, kernel_size=2)
    assert not found.bound.any()


def test_a_gradient_that_is_only_handed_on_rounds_nothing() -> None:
    values = {"input": drawn(1, 1, 2, 4, 5), "grad_output": drawn(2, 1, 2, 4, 5)}
    assert not bounds_of("relu", "grad_input", values).bound.any()


def test_gradients_that_meet_in_one_winner_are_added_and_may_round() -> None:
    image = np.array([[[[0.0, 9, 0]]]])
    values = {"input": image, "grad_output": np.array([[[[0.1, 0.2]]]])}
    found = bounds_of("max_pool2d", "grad_input", values, kernel_size=(1, 2), stride=1)
    assert (found.bound > 0).tolist() == [[[[False, True, False]]]]
    assert found.products.tolist() == [[[[0, 2, 0]]]]


def test_integers_leave_no_room_for_rounding() -> None:
    values = {"input": counted(1, 2, 4, 5), "weight": counted(3, 2, 2, 2) - 11}
    for target in ("output", "grad_input", "grad_weight"):
        assert not bounds_of("conv2d", target, values, padding=1).bound.any()


def test_halves_and_quarters_leave_no_room_either() -> None:
    values = {"input": counted(1, 1, 4, 5) / 4, "weight": counted(1, 1, 2, 2) / 2}
    assert not bounds_of("conv2d", "output", values).bound.any()


def test_thirds_leave_room_for_rounding() -> None:
    values = {"input": counted(1, 1, 4, 5), "weight": counted(1, 1, 2, 2) / 3}
    assert (bounds_of("conv2d", "output", values).bound > 0).any()


def test_integers_too_large_for_float32_leave_room_in_float32_alone() -> None:
    values = {"input": np.full((1, 1, 2, 2), 2039.0), "weight": np.full((1, 1, 2, 2), 2041.0)}
    numbers = numbers_of("conv2d", "output", values)
    assert element_bounds(numbers, FLOAT32).bound.item() == 0  # 16 646 396 is below 2^24
    values = {"input": np.full((1, 1, 3, 3), 2039.0), "weight": np.full((1, 1, 3, 3), 2041.0)}
    numbers = numbers_of("conv2d", "output", values)
    assert element_bounds(numbers, FLOAT32).bound.item() > 0
    assert element_bounds(numbers, PRECISIONS["float64"]).bound.item() == 0


def test_a_lane_that_may_use_winograd_is_not_held_to_bits() -> None:
    values = {"input": counted(1, 1, 4, 5), "weight": counted(1, 1, 2, 2)}
    numbers = numbers_of("conv2d", "output", values)
    assert (element_bounds(numbers, FLOAT32, bit_exact=False).bound > 0).all()


def test_the_tf32_rule_adds_two_roundings_to_ten_bits() -> None:
    values = {"input": drawn(1, 1, 1, 2, 2), "weight": drawn(2, 1, 1, 2, 2)}
    numbers = numbers_of("conv2d", "output", values)
    proven = element_bounds(numbers, FLOAT32)
    measured = element_bounds(numbers, FLOAT32, "tf32")
    added = (2 * 2.0**-10 + 2.0**-20) * proven.magnitude
    np.testing.assert_allclose(measured.bound - proven.bound, added, rtol=1e-9)


def test_the_winograd_rule_goes_by_the_whole_array() -> None:
    image, weight = np.zeros((1, 1, 3, 3)), np.array([[[[1.0, -2], [0.5, 0]]]])
    image[0, 0, 2, 2] = 8.1
    numbers = numbers_of("conv2d", "output", {"input": image, "weight": weight})
    measured = element_bounds(numbers, FLOAT32, "winograd", bit_exact=False)
    assert measured.bound[0, 0, 0, 0] == pytest.approx(64 * U * 8.1 * 3.5, rel=1e-6)


def test_an_error_of_a_read_is_handed_on_times_the_other_factor() -> None:
    values = {"input": np.full((1, 1, 1, 2), 3.0), "weight": np.array([[[[2.0, -5]]]])}
    errors = {"input": np.array([[[[0.25, 0.5]]]])}
    numbers = numbers_of("conv2d", "output", values, errors)
    assert element_bounds(numbers, FLOAT32).bound.item() == pytest.approx(0.5 + 2.5, rel=1e-5)


def test_an_error_in_front_of_a_maximum_passes_if_its_read_may_win() -> None:
    image = np.array([[[[5.0, 4.9, 1.0]]]])
    errors = {"input": np.array([[[[0.1, 0.2, 0.7]]]])}
    numbers = numbers_of("max_pool2d", "output", {"input": image}, errors, kernel_size=(1, 3))
    found = element_bounds(numbers, FLOAT32)
    assert (found.bound.item(), found.contested.item()) == (0.2, True)


def test_a_clear_winner_is_not_contested() -> None:
    image = np.array([[[[5.0, 4.0, 1.0]]]])
    errors = {"input": np.full((1, 1, 1, 3), 0.1)}
    numbers = numbers_of("max_pool2d", "output", {"input": image}, errors, kernel_size=(1, 3))
    assert not element_bounds(numbers, FLOAT32).contested.any()


def test_an_exact_tie_is_decided_by_its_order_and_not_contested() -> None:
    found = bounds_of("max_pool2d", "output", {"input": np.ones((1, 1, 2, 2))}, kernel_size=2)
    assert not found.contested.any()


def test_a_relu_near_zero_is_contested() -> None:
    image = np.array([[[[0.001, 2.0, -0.001]]]])
    errors = {"input": np.full((1, 1, 1, 3), 0.01)}
    found = element_bounds(numbers_of("relu", "output", {"input": image}, errors), FLOAT32)
    assert found.contested.tolist() == [[[[True, False, True]]]]


def test_a_leaky_output_near_zero_stays_between_its_branches() -> None:
    """Its gate may turn, so both terms may count: the bound is as wide as that, and no wider."""
    image, error, slope = np.array([1 / 1024, 2.0, -1 / 256]), np.full(3, 1 / 128), -0.5
    operator = OPERATORS["leaky_relu"]
    params = operator.params(negative_slope=slope)
    contested = operator.unsure({"input": image}, {"input": error}, params)
    assert contested is not None
    assert contested.tolist() == [True, False, True]
    numbers = numbers_of(
        "leaky_relu", "output", {"input": image}, {"input": error}, contested,
        negative_slope=slope,
    )
    bound = element_bounds(numbers, FLOAT32).bound
    made = operator.forward({"input": image}, params)
    for moved in range(-32, 33):
        other = operator.forward({"input": image + moved / 32 * error}, params)
        assert (np.abs(other - made) <= bound).all()
    np.testing.assert_allclose(bound, np.array([9 * 1.5, 8, 12 * 1.5]) / 1024, rtol=1e-5)


def test_a_leaky_gradient_behind_a_gate_that_may_turn_is_not_bounded() -> None:
    image, contested = np.array([0.001, 2.0]), np.array([True, False])
    numbers = numbers_of("leaky_relu", "grad_input", {"input": image}, contested=contested)
    assert element_bounds(numbers, FLOAT32).bound.tolist() == [np.inf, 0]


def test_a_gate_in_front_of_exact_values_cannot_turn() -> None:
    operator, image = OPERATORS["leaky_relu"], np.array([0.0, -0.0, 1e-300])
    assert operator.unsure({"input": image}, {}, operator.params()) is None
    none = operator.unsure({"input": image}, {"input": np.zeros(3)}, operator.params())
    assert none is not None
    assert not none.any()


@pytest.mark.parametrize(("name", "function"), [("tanh", np.tanh), ("sigmoid", None)])
@pytest.mark.parametrize(("total", "error"), [
    (-50.0, 100.0), (50.0, 70.0), (-3.0, 5.0), (0.5, 0.1), (-50.0, 1.0), (0.0, 1e-6),
])
def test_an_error_before_a_curve_moves_it_no_farther_than_the_bound(
    name: str, function: Any, total: float, error: float
) -> None:
    """Even one so wide that the curve is flat here and at both ends, and steep between them."""
    function = function or (lambda x: 1 / (1 + np.exp(-x)))
    image, moved = np.array([total]), np.array([error])
    bound = element_bounds(
        numbers_of(name, "output", {"input": image}, {"input": moved}), FLOAT32
    ).bound.item()
    reached = np.abs(function(total + np.linspace(-error, error, 201)) - function(total)).max()
    assert reached <= bound <= 4 * reached + 6 * U


def test_a_layer_with_coefficients_is_bounded_from_its_terms_however_many_they_are() -> None:
    """On absolute values every gate of leaky_relu would open, and a slope below -1 not be seen."""
    image = -np.abs(drawn(1, 1, 1, 160, 170))
    run = run_of(image, layer("leaky1", "leaky_relu", "input", negative_slope=-3.1))
    plan = plan_of(run).layers[0]
    assert not any(is_listable(rule) for rule in plan.passes)
    found = LayerErrors(plan, plan.local(run.arrays), FLOAT32)
    output, gradient = found.forward()["output"], found.backward()["grad_input"]
    np.testing.assert_allclose(output.magnitude, 3.1 * np.abs(image), rtol=1e-12)
    np.testing.assert_allclose(gradient.magnitude, np.full(image.shape, 3.1), rtol=1e-12)
    assert (output.bound >= 2 * U * output.magnitude).all()
    assert (gradient.bound >= 2 * U * gradient.magnitude).all()


def test_nothing_is_claimed_behind_a_contested_gate() -> None:
    image = np.array([[[[0.001, 2.0, -1.0]]]])
    contested = np.array([[[[True, False, False]]]])
    numbers = numbers_of("relu", "grad_input", {"input": image}, contested=contested)
    assert element_bounds(numbers, FLOAT32).bound.tolist() == [[[[np.inf, 0, 0]]]]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([3, 4], 1), ([0, 6], 2), ([0.75, 2], 0.25), ([0, 0], 1), ([3 * 2.0**990], 2.0**990),
     ([np.inf, 1], 0), ([np.nan], 0), ([-0.5], 0.5), ([1 / 3], 2.0**-54)],
)
def test_the_quantum_is_the_last_binary_digit_in_use(values: list[float], expected: float) -> None:
    assert quantum(np.array(values, float)) == pytest.approx(expected, rel=0)


def test_a_pass_of_too_many_terms_is_not_listed() -> None:
    operator = OPERATORS["conv2d"]
    shapes = {"input": (1, 64, 32, 32), "weight": (64, 64, 3, 3)}
    rules = {r.target: r for r in operator.passes(shapes, operator.params())}
    assert not is_listable(rules["output"])
    small = {"input": (1, 1, 8, 8), "weight": (1, 1, 3, 3)}
    assert all(is_listable(r) for r in operator.passes(small, operator.params()))


SETTINGS = st.fixed_dictionaries({
    "stride": st.tuples(st.integers(1, 2), st.integers(1, 3)),
    "padding": st.tuples(st.integers(0, 2), st.integers(0, 1)),
    "dilation": st.tuples(st.integers(1, 2), st.just(1)),
    "padding_mode": st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
})


@settings(max_examples=40)
@given(SETTINGS, st.integers(0, 1000))
def test_the_layer_on_absolute_values_gives_the_same_sums_as_the_rule(
    keywords: dict[str, Any], seed: int
) -> None:
    values = {
        "input": drawn(seed, 2, 2, 5, 6), "weight": drawn(seed + 1, 2, 2, 2, 3),
        "bias": drawn(seed + 2, 2),
    }
    errors = {"input": np.abs(drawn(seed + 3, 2, 2, 5, 6)) / 100}
    for target in ("output", "grad_input", "grad_weight", "grad_bias"):
        numbers = numbers_of("conv2d", target, values, errors, **keywords)
        rule, layer = rule_sums(numbers), absolute_sums(numbers)
        np.testing.assert_allclose(layer.magnitude, rule.magnitude, rtol=1e-12)
        np.testing.assert_allclose(layer.spread, rule.spread, rtol=1e-9, atol=1e-12)
        if keywords["stride"] == (1, 1):  # a stride may leave the greatest value unread
            assert layer.widest == pytest.approx(rule.widest)
        assert set(layer.forms) == set(rule.forms)
        assert (layer.products <= rule.products).all()
        if keywords["padding_mode"] != "zeros" or target in ("grad_input", "grad_bias"):
            np.testing.assert_array_equal(layer.products, rule.products)


@pytest.mark.parametrize(
    ("op", "shapes", "keywords"),
    [
        ("add", {"input": (2, 3, 4), "other": (3, 1)}, {}),
        ("mul", {"input": (2, 3, 4), "other": (3, 1)}, {}),
        ("sum", {"input": (2, 3, 4)}, {"dim": [0, 2]}),
        ("matmul", {"input": (2, 3, 4), "other": (4, 5)}, {}),
    ],
)
def test_arithmetic_on_absolute_values_gives_the_same_sums_as_the_rule(
    op: str, shapes: dict[str, tuple[int, ...]], keywords: dict[str, Any]
) -> None:
    values = {name: drawn(at, *shape) for at, (name, shape) in enumerate(shapes.items())}
    errors = {"input": np.abs(drawn(7, *shapes["input"])) / 100}
    for target in ("output", *(f"grad_{name}" for name in shapes)):
        numbers = numbers_of(op, target, values, errors, **keywords)
        rule, layer = rule_sums(numbers), absolute_sums(numbers)
        np.testing.assert_allclose(layer.magnitude, rule.magnitude, rtol=1e-12)
        np.testing.assert_allclose(layer.spread, rule.spread, rtol=1e-9, atol=1e-12)
        np.testing.assert_array_equal(layer.products, rule.products)
        np.testing.assert_array_equal(layer.copied, rule.copied)


def test_what_is_taken_away_adds_to_the_bound_however_many_terms_there_are() -> None:
    """The layer itself on absolute values would take it away from the bound."""
    values = {"input": np.full(30_000, 3.0) + 1 / 3, "other": np.full(30_000, 5.0) + 1 / 7}
    output = numbers_of("sub", "output", values)
    assert not is_listable(output.rule)
    np.testing.assert_allclose(
        element_bounds(output, FLOAT32).magnitude, values["input"] + values["other"]
    )
    wide = {"input": np.zeros(60_000), "other": np.array([2.0])}
    back = numbers_of("sub", "grad_other", {**wide, "grad_output": np.full(60_000, 0.1)})
    assert not is_listable(back.rule)
    np.testing.assert_allclose(element_bounds(back, FLOAT32).magnitude, [6000])


@settings(max_examples=30)
@given(st.tuples(st.integers(1, 3), st.integers(1, 2)), st.booleans(), st.integers(0, 1000))
def test_gradients_behind_gates_have_the_same_sums_by_the_rule_and_by_the_layer(
    stride: tuple[int, int], ceil_mode: bool, seed: int
) -> None:
    values = {"input": np.rint(drawn(seed, 2, 2, 5, 6))}
    pool = numbers_of(
        "max_pool2d", "grad_input", values, kernel_size=(2, 3), stride=stride, padding=(1, 0),
        ceil_mode=ceil_mode,
    )
    for numbers in (pool, numbers_of("relu", "grad_input", values)):
        rule, layer = rule_sums(numbers), absolute_sums(numbers)
        np.testing.assert_array_equal(layer.magnitude, rule.magnitude)
        np.testing.assert_array_equal(layer.products, rule.products)
        np.testing.assert_array_equal(layer.copied, rule.copied)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 40), st.randoms(use_true_random=False))
def test_float32_sums_in_any_order_stay_within_the_bound(
    seed: int, width: int, order: Any
) -> None:
    image, weight = drawn(seed, 1, 1, 1, width), drawn(seed + 1, 1, 1, 1, width)
    values = {
        "input": image.astype(np.float32).astype(float),
        "weight": weight.astype(np.float32).astype(float),
    }
    numbers = numbers_of("conv2d", "output", values)
    exact = float((values["input"] * values["weight"]).sum())
    places = list(range(width))
    order.shuffle(places)
    total = np.float32(0)
    for place in places:
        total += np.float32(values["input"][0, 0, 0, place]) * np.float32(
            values["weight"][0, 0, 0, place]
        )
    assert abs(float(total) - exact) <= element_bounds(numbers, FLOAT32).bound.item()
