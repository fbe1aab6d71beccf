"""batch_norm moves every channel to mean 0 and variance 1, in training by the batch's own."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.ops.batch_norm import inverse_root
from tests.conftest import require
from tests.engine.cases import Case
from tests.engine.witnesses import by_listing, by_rule, by_torch, by_vectors, rounding_bounds

IMAGE = np.array([[1.0], [3.0]])
HAND = {
    "input": IMAGE, "running_mean": np.array([0.0]), "running_var": np.array([1.0]),
    "weight": np.array([4.0]), "bias": np.array([1.0]),
}
UPSTREAM = np.array([[1.0], [0.0]])


def case(arrays: dict[str, Array], upstream: Array, **keywords: Any) -> Case:
    return Case("batch_norm", keywords, arrays, upstream)


def drawn(*shape: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).normal(size=shape)


def train(image: Array, **keywords: Any) -> Array:
    return functional.batch_norm(image, None, None, training=True, **keywords)[0]


def assert_made(made: dict[str, Array], wanted: dict[str, Any]) -> None:
    assert set(made) == set(wanted)
    for name, values in wanted.items():
        np.testing.assert_array_equal(made[name].reshape(-1), values, name)


@pytest.mark.parametrize("witness", [by_vectors, by_rule, by_listing])
def test_training_in_numbers_worked_out_by_hand(witness: Any) -> None:
    """Mean 2, variance 1, and 1 / sqrt(1 + 3) = 0.5; the unbiased variance is 2 * 1 / 1."""
    assert_made(witness(case(HAND, UPSTREAM, training=True, momentum=0.5, eps=3)), {
        "mean": [2], "centered": [-1, 1], "variance": [1], "inverse_deviation": [0.5],
        "normalized": [-0.5, 0.5], "output": [-1, 3],
        "new_running_mean": [1], "unbiased_variance": [2], "new_running_var": [1.5],
        "grad_bias": [1], "grad_weight": [-0.5], "grad_normalized": [4, 0],
        "mean_grad_normalized": [2], "mean_product": [-1], "grad_input": [0.75, -0.75],
    })


@pytest.mark.parametrize("witness", [by_vectors, by_rule, by_listing])
def test_evaluation_in_numbers_worked_out_by_hand(witness: Any) -> None:
    assert_made(witness(case(HAND, UPSTREAM, eps=3)), {
        "centered": [1, 3], "inverse_deviation": [0.5], "normalized": [0.5, 1.5],
        "output": [3, 7], "grad_bias": [1], "grad_weight": [0.5], "grad_normalized": [4, 0],
        "grad_input": [2, 0],
    })


def test_without_weight_and_bias_no_stage_is_a_copy() -> None:
    made = by_vectors(case({"input": IMAGE}, UPSTREAM, training=True, eps=3))
    assert list(made) == [
        "mean", "centered", "variance", "inverse_deviation", "output",
        "mean_grad_normalized", "mean_product", "grad_input",
    ]
    np.testing.assert_array_equal(made["output"], [[-0.5], [0.5]])


@pytest.mark.parametrize("shape", [(4, 3), (4, 3, 1), (2, 3, 2), (1, 3, 2, 2), (1, 3, 2, 1, 2)])
def test_all_samples_and_places_of_a_channel_count_alike(shape: tuple[int, ...]) -> None:
    image = np.moveaxis(np.arange(12.0).reshape(3, shape[0], *shape[2:]), 0, 1)
    output = train(image, eps=0.75)
    assert output.shape == shape
    for channel in range(3):  # four numbers in a row have the variance 1.25
        np.testing.assert_allclose(
            output[:, channel].reshape(-1), np.array([-1.5, -0.5, 0.5, 1.5]) / 2**0.5
        )


def test_the_output_has_the_biased_variance_and_the_running_one_is_unbiased() -> None:
    image = drawn(5, 2, 3)
    output, _, var = functional.batch_norm(
        image, np.zeros(2), np.zeros(2), training=True, momentum=1, eps=1e-12
    )
    assert var is not None
    np.testing.assert_allclose(output.var(axis=(0, 2)), 1)
    np.testing.assert_allclose(var, image.var(axis=(0, 2), ddof=1))


@pytest.mark.parametrize(("momentum", "moved"), [(0, 5.0), (1, 2.0), (0.5, 3.5), (2, -1.0)])
def test_momentum_is_the_share_of_the_batch(momentum: float, moved: float) -> None:
    statistics = np.array([5.0])
    made = functional.batch_norm(
        IMAGE, statistics, statistics, training=True, momentum=momentum
    )
    assert [made[1], made[2]] == [moved, moved]  # the mean and the unbiased variance are both 2
    np.testing.assert_array_equal(statistics, [5])


@pytest.mark.parametrize("momentum", [2.5, -1.0, 0.0, 1.0])
def test_the_loops_move_the_statistics_by_any_momentum(momentum: float) -> None:
    moved = case(HAND, UPSTREAM, training=True, momentum=momentum)
    wanted = by_vectors(moved)
    for made in (by_rule(moved), by_listing(moved)):
        for name in ("new_running_mean", "new_running_var"):
            np.testing.assert_allclose(made[name], wanted[name], rtol=1e-15)


def test_running_statistics_come_back_as_they_were_in_evaluation_and_none_stays_none() -> None:
    mean, var = np.array([1.0]), np.array([4.0])
    made = functional.batch_norm(IMAGE, mean, var)
    assert [made[1], made[2]] == [mean, var]
    assert not np.shares_memory(made[1], mean)
    assert functional.batch_norm(IMAGE, None, None, training=True)[1:] == (None, None)


def test_a_gradient_is_there_where_the_operand_is() -> None:
    weight, bias = HAND["weight"], HAND["bias"]
    for scale, shift in ((weight, None), (None, bias), (None, None), (weight, bias)):
        made = functional.batch_norm_backward(UPSTREAM, IMAGE, None, None, scale, shift, True)
        shapes = [None if gradient is None else gradient.shape for gradient in made]
        given = [None if operand is None else operand.shape for operand in (scale, shift)]
        assert shapes == [IMAGE.shape, *given]


def test_in_training_the_gradient_loses_what_the_statistics_take_away() -> None:
    """Moving or stretching a whole channel changes no output, and so has no gradient."""
    image, upstream = drawn(3, 2, 4), drawn(3, 2, 4, seed=1)
    gradient = functional.batch_norm_backward(
        upstream, image, None, None, training=True, eps=1e-14
    )[0]
    np.testing.assert_allclose(gradient.sum(axis=(0, 2)), 0, atol=1e-12)
    np.testing.assert_allclose((gradient * train(image)).sum(axis=(0, 2)), 0, atol=1e-12)
    assert np.abs(gradient).max() > 0.1


def test_a_large_mean_costs_no_more_than_the_bound_and_the_short_formula_does() -> None:
    """E[x^2] - E[x]^2 cancels: in float32, at a mean of 1000, it has lost a variance of 1/400."""
    image = np.asarray(1000 + 0.05 * drawn(8, 1, 4), np.float32).astype(np.float64)
    made = case({"input": image}, drawn(8, 1, 4, seed=1), training=True)
    stored: Array = image.astype(np.float32)
    narrow = Case(
        made.name, made.keywords, {"input": stored}, made.grad_output.astype(np.float32)
    )
    bound = rounding_bounds(made, np.float32)["variance"]
    exact, ours = by_vectors(made)["variance"], by_vectors(narrow)["variance"]
    short = (stored ** 2).mean() - stored.mean() ** 2
    assert (np.abs(ours - exact) <= bound).all()
    assert (bound < exact / 2).all()
    assert (np.abs(short - exact) > bound).all()


def test_an_eps_above_the_variance_leaves_hardly_any_of_it() -> None:
    image = np.array([[-1e-4], [1e-4]])
    np.testing.assert_allclose(train(image, eps=1.0), image, rtol=1e-7)
    np.testing.assert_allclose(train(image, eps=1e-12), np.sign(image), rtol=1e-4)


def test_a_constant_channel_gives_the_bias_itself() -> None:
    image = np.full((3, 1, 2), 7.25)
    made = by_vectors(case({"input": image, "bias": np.array([0.5])}, drawn(3, 1, 2),
                           training=True))
    assert (made["output"] == 0.5).all()
    np.testing.assert_array_equal(made["inverse_deviation"], 1 / np.sqrt(1e-5))
    np.testing.assert_allclose(made["grad_input"].sum(), 0, atol=1e-9)


@pytest.mark.parametrize("special", [nan, inf, -inf])
@pytest.mark.parametrize("training", [True, False])
def test_what_is_not_finite_stays_in_its_channel_as_in_torch(
    special: float, training: bool
) -> None:
    require("torch")
    image = drawn(2, 3, 4)
    image[1, 1, 2] = special
    channels = {"running_mean": drawn(3), "running_var": drawn(3) ** 2, "weight": drawn(3)}
    made = case({"input": image, **channels}, drawn(2, 3, 4), training=training)
    ours = by_vectors(made)
    for name, theirs in by_torch(made).items():
        np.testing.assert_array_equal(np.isnan(ours[name]), np.isnan(theirs), name)
    spoiled = ~np.isfinite(ours["output"])
    assert not spoiled[:, [0, 2]].any()
    assert spoiled.sum() == (8 if training else 1)


def test_a_variance_without_an_inverse_root_gives_infinities_and_nan_without_a_warning() -> None:
    """A variance of 0 without eps divides by 0, one below 0 has no root. torch on a CPU makes
    x inf - mean inf of the infinite one, which is NaN, and the same of all others."""
    require("torch")
    channels = {"running_mean": np.ones(3), "running_var": np.array([0.0, -1, 4])}
    made = case({"input": np.array([[1.0, 1, 1], [2, 2, 2]]), **channels}, np.ones((2, 3)), eps=0)
    ours, theirs = by_vectors(made), by_torch(made)
    np.testing.assert_array_equal(ours["output"], [[nan, nan, 0], [inf, nan, 0.5]])
    finite = np.isfinite(ours["output"])
    np.testing.assert_array_equal(ours["output"][finite], theirs["output"][finite])
    assert np.isnan(theirs["output"][~finite]).all()
    np.testing.assert_array_equal(ours["grad_input"], theirs["grad_input"])
    np.testing.assert_array_equal(by_rule(made)["output"], ours["output"])


@pytest.mark.parametrize("shape", [(0, 2), (0, 2, 3), (2, 2, 0), (3, 0)])
@pytest.mark.parametrize("training", [True, False])
def test_a_batch_without_elements_moves_nothing_as_in_torch(
    shape: tuple[int, ...], training: bool
) -> None:
    require("torch")
    channels = shape[1]
    arrays: dict[str, Array] = {
        "running_mean": np.full(channels, 3.0), "running_var": np.full(channels, 2.0),
    }
    if channels:  # torch loses its way in weights of no channel
        arrays |= {"weight": np.ones(channels), "bias": np.ones(channels)}
    made = case({"input": np.zeros(shape), **arrays}, np.zeros(shape), training=training)
    ours, rule = by_vectors(made), by_rule(made)
    for name, theirs in by_torch(made).items():
        known = ours.get(name, arrays.get(name.removeprefix("new_")))
        np.testing.assert_array_equal(known, theirs, name)
    for name, array in rule.items():
        np.testing.assert_array_equal(array, ours[name], name)
    _, mean, var = functional.batch_norm(
        made.arrays["input"], arrays["running_mean"], arrays["running_var"], training=training
    )
    np.testing.assert_array_equal([mean, var], [[3.0] * channels, [2.0] * channels])
    assert ("mean" in ours) == (training and channels == 0)


def test_an_eps_that_float32_cannot_hold_still_keeps_a_constant_channel_at_0() -> None:
    output = train(np.ones((2, 1), np.float32), eps=1e-60)
    np.testing.assert_array_equal(output, np.zeros((2, 1), np.float32), strict=True)


def test_the_slope_of_the_inverse_root_is_its_derivative_and_no_steeper_than_at_0() -> None:
    finish = inverse_root(0.25)
    assert finish.formula == "1 / sqrt({} + 0.25)"
    assert inverse_root(0.0).formula == "1 / sqrt({})"
    for total in (0.5, 3.75):
        near = (finish.value(total + 1e-6) - finish.value(total - 1e-6)) / 2e-6
        assert finish.slope(total) == pytest.approx(near, rel=1e-6)
    assert finish.slope(-0.2) == finish.slope(0.0) == -4
    assert finish.size is not None
    assert finish.size(3.75) == finish.value(3.75) == 0.5
    assert finish.size(-0.125) == 3 * finish.value(-0.125)  # it cancels there
