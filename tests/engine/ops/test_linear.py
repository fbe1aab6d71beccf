"""linear weighs every feature, on any number of axes before them, and its gradients follow."""

from math import inf, nan

import numpy as np
import pytest

from convtutor.engine import functional
from tests.engine.cases import Case, integers, made
from tests.engine.witnesses import traces

INPUT = np.array([[1.0, 2, 3], [0, -1, 4]])
WEIGHT = np.array([[1.0, 0, -1], [2, 1, 0]])
BIAS = np.array([10.0, -10])


def test_each_output_is_a_weighted_sum_and_the_bias() -> None:
    np.testing.assert_array_equal(
        functional.linear(INPUT, WEIGHT, BIAS), [[10 + 1 - 3, -10 + 2 + 2], [10 - 4, -10 - 1]]
    )
    np.testing.assert_array_equal(functional.linear(INPUT, WEIGHT), [[-2, 4], [-4, -1]])


def test_gradients_follow_the_weights_the_features_and_the_places() -> None:
    upstream = np.array([[1.0, 2], [3, 0]])
    grad_input, grad_weight, grad_bias = functional.linear_backward(upstream, INPUT, WEIGHT, BIAS)
    np.testing.assert_array_equal(grad_input, [[1 + 4, 2, -1], [3, 0, -3]])
    np.testing.assert_array_equal(grad_weight, [[1, 2 - 3, 3 + 12], [2, 4, 6]])
    assert grad_bias is not None
    np.testing.assert_array_equal(grad_bias, [4, 2])
    assert functional.linear_backward(upstream, INPUT, WEIGHT)[2] is None


@pytest.mark.parametrize("leading", [(), (1,), (3,), (2, 1), (2, 0, 3)])
def test_axes_before_the_features_are_places_like_any_other(leading: tuple[int, ...]) -> None:
    generator = np.random.default_rng(1)
    image = integers(generator, (*leading, 3))
    output = functional.linear(image, WEIGHT, BIAS)
    assert output.shape == (*leading, 2)
    for at in np.ndindex(leading):
        np.testing.assert_array_equal(output[at], functional.linear(image[at], WEIGHT, BIAS))
    upstream = integers(generator, output.shape)
    whole = functional.linear_backward(upstream, image, WEIGHT, BIAS)
    parts = [functional.linear_backward(upstream[at], image[at], WEIGHT, BIAS)
             for at in np.ndindex(leading)]
    for number, shape in ((1, WEIGHT.shape), (2, BIAS.shape)):
        total = sum((np.asarray(part[number]) for part in parts), np.zeros(shape))
        np.testing.assert_array_equal(np.asarray(whole[number]), total)


def test_a_weight_of_one_axis_makes_a_feature_without_one() -> None:
    output = functional.linear(INPUT, WEIGHT[0], np.array(10.0))
    np.testing.assert_array_equal(output, [8, 6])
    gradients = functional.linear_backward(np.array([1.0, 3]), INPUT, WEIGHT[0], np.array(10.0))
    assert [np.asarray(made).shape for made in gradients] == [(2, 3), (3,), ()]
    np.testing.assert_array_equal(gradients[1], [1, -1, 15])
    assert gradients[2] == 4


def test_without_features_only_the_bias_is_left() -> None:
    output = functional.linear(np.zeros((2, 0)), np.zeros((3, 0)), np.array([1.0, 2, 3]))
    np.testing.assert_array_equal(output, [[1, 2, 3]] * 2)


def test_a_nan_stays_in_its_place_and_an_infinity_meets_its_weights() -> None:
    image = np.array([[nan, 1, 2], [inf, 1, 1]])
    np.testing.assert_array_equal(
        functional.linear(image, np.ones((2, 3))), [[nan, nan], [inf, inf]]
    )


def one_feature(feature: int) -> Case:
    return made("linear", {}, {"input": (1, feature), "weight": (1, feature), "bias": (1,)},
                integers, 3)


def test_the_bias_is_the_last_tap_of_an_output() -> None:
    step = traces(one_feature(4))[0][0]
    assert [tap.reads[0].array for tap in step.taps] == ["input"] * 4 + ["bias"]
    assert [len(tap.reads) for tap in step.taps] == [2] * 4 + [1]


def test_the_loops_leave_out_a_single_sample_and_keep_the_features() -> None:
    loops = traces(one_feature(2))[0].rule.listing.source().splitlines()
    assert loops == [
        "for o in range(1):",
        "    total = 0",
        "    for i in range(2):",
        "        total += input[i] * weight[o, i]",
        "    total += bias[o]",
        "    output[o] = total",
    ]
