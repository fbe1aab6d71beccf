"""The whole arithmetic of an element in one line."""

from __future__ import annotations

import numpy as np
import pytest

from convtutor.crosscheck.causes import step_arithmetic
from convtutor.lesson.run import Run
from convtutor.steps import parse_place
from tests.crosscheck.examples import conv, counted, layer, padding_run, run_of


def written(run: Run, place: str) -> str:
    step = run.timeline[run.timeline.step_at(parse_place(place, run.timeline))]
    return step_arithmetic(step)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("conv1.output[2,0]", "0×0 + 3×1 + 0×2 + 6×3 = 21"),
        ("conv1.grad_input[0,0]", "1×3 + 1×2 + 1×1 + 1×0 = 6"),
    ],
)
def test_every_product_of_a_sum_is_written(place: str, text: str) -> None:
    assert written(padding_run(), place) == text


def test_the_bias_stands_by_itself() -> None:
    bias = np.array([-2.0])
    run = run_of(counted(1, 1, 2, 2), conv("conv1", "input", np.ones((1, 1, 1, 2)), bias))
    assert written(run, "conv1.output[1,0]") == "2×1 + 3×1 + -2 = 3"
    assert written(run, "conv1.grad_bias[0]") == "1 + 1 = 2"


def test_a_maximum_is_written_as_one() -> None:
    run = run_of(
        counted(1, 1, 2, 2),
        layer("pool1", "max_pool2d", "input", kernel_size=2, padding=1),
    )
    assert written(run, "pool1.output[0,0]") == "max(-inf, -inf, -inf, 0) = 0"


def test_a_blocked_gradient_stands_as_zero() -> None:
    run = run_of(np.array([[[[-1.0, 2]]]]), layer("relu1", "relu", "input"))
    assert written(run, "relu1.grad_input[0,0]") == "0 = 0"
    assert written(run, "relu1.output[0,0]") == "max(-1, 0) = 0"


def test_an_element_that_nothing_reads_is_zero() -> None:
    run = run_of(counted(1, 1, 1, 4), conv("conv1", "input", np.ones((1, 1, 1, 2)), stride=3))
    assert written(run, "conv1.grad_input[0,2]") == "0 = 0"
