"""A lesson writes a batch norm with its statistics, and may speak of its stages."""

from pathlib import Path

import numpy as np
import pytest

from convtutor.lesson.run import run_example
from tests.lesson.test_layers import layer_problem
from tests.lesson.written import EXAMPLE, HEAD, lesson

NORM = """\
[[examples.layers]]
name = "norm1"
op = "batch_norm"
running_mean = [1]
running_var = [2]
training = true
momentum = 0.5
[[examples.notes]]
at = "norm1.variance[0]"
text = "35 / 12."
"""


def test_the_stages_and_the_new_statistics_are_passes_of_the_run(tmp_path: Path) -> None:
    run = run_example(lesson(tmp_path, HEAD + EXAMPLE + NORM).examples[0])
    assert [trace.rule.target for trace in run.timeline.traces] == [
        "mean", "centered", "variance", "inverse_deviation", "output",
        "new_running_mean", "unbiased_variance", "new_running_var",
        "mean_grad_normalized", "mean_product", "grad_input",
    ]
    assert run.arrays["norm1.variance"] == pytest.approx(35 / 12)
    np.testing.assert_array_equal(run.arrays["norm1.new_running_mean"], [1.75])
    assert run.arrays["norm1.new_running_var"] == pytest.approx((2 + 3.5) / 2)


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        ('op = "batch_norm"',
         "batch_norm: evaluation needs running_mean and running_var, got no running_mean and no "
         "running_var; give both, or set training=True"),
        ('op = "batch_norm"\ntraining = true\nrunning_var = [1]',
         "batch_norm: training takes running_mean and running_var both or neither, got no "
         "running_mean; give both, or neither"),
        ('op = "batch_norm"\ntraining = true\nbias = [1, 2]',
         "batch_norm: bias must have shape (1,), one a channel of the input (1, 1, 2, 3), got "
         "(2,)"),
        ('op = "batch_norm"\ntraining = 1',
         "batch_norm: training must be true or false, got 1"),
        ('op = "batch_norm"\ntraining = true\neps = 0',
         "batch_norm: eps must be above 0 in training, got 0"),
    ],
)
def test_a_wrong_batch_norm_is_told_with_the_remedy(
    tmp_path: Path, layer: str, sentence: str
) -> None:
    assert layer_problem(tmp_path, layer) == sentence
