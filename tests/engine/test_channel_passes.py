"""The loops over channels say no more than they need."""

import pytest

from convtutor.engine.arrays import Shapes
from convtutor.engine.channel_passes import Part
from convtutor.engine.ops.batch_norm import BATCH_NORM

STATISTICS = {"running_mean": (2,), "running_var": (2,)}


def loops(target: str, shapes: Shapes, **keywords: object) -> str:
    rules = BATCH_NORM.passes(shapes, BATCH_NORM.params(**keywords))
    return next(rule.listing.source() for rule in rules if rule.target == target)


def test_a_sum_over_a_channel() -> None:
    assert loops("variance", {"input": (3, 2, 4)}, training=True) == """\
for c in range(2):
    total = 0
    for n in range(3):
        for x in range(4):
            total += centered[n, c, x] * centered[n, c, x]
    variance[c] = total / 12
"""


def test_an_element_and_what_it_reads_of_its_channel() -> None:
    shapes = {"input": (3, 2, 1, 4), "weight": (2,), "bias": (2,)}
    assert loops("grad_input", shapes, training=True) == """\
for n in range(3):
    for c in range(2):
        for y in range(1):
            for x in range(4):
                total = grad_normalized[n, c, y, x] * inverse_deviation[c]
                total -= mean_grad_normalized[c] * inverse_deviation[c]
                total -= normalized[n, c, y, x] * mean_product[c] * inverse_deviation[c]
                grad_input[n, c, y, x] = total
"""


def test_a_number_of_the_channel_itself() -> None:
    shapes = {"input": (3, 2), **STATISTICS}
    assert loops("inverse_deviation", shapes) == """\
for c in range(2):
    total = running_var[c]
    inverse_deviation[c] = 1 / sqrt(total + 1e-05)
"""
    assert loops("new_running_mean", shapes, training=True, momentum=0.9) == """\
for c in range(2):
    total = (1 - 0.9) * running_mean[c]
    total += 0.9 * mean[c]
    new_running_mean[c] = total
"""
    assert loops("unbiased_variance", shapes, training=True) == """\
for c in range(2):
    total = 3 * variance[c] / 2
    unbiased_variance[c] = total
"""


@pytest.mark.parametrize(
    ("image", "line"),
    [
        ((1, 2, 3), "total += input[c, x]"), ((1, 1, 3, 2), "total += input[y, x]"),
        ((3, 1), "total += input[n]"), ((2, 2, 1, 1, 3), "total += input[n, c, y, x]"),
        ((2, 1, 2, 1, 3), "total += input[n, z, y, x]"),
    ],
)
def test_axes_of_length_1_are_left_out_but_for_rows_and_columns(
    image: tuple[int, ...], line: str
) -> None:
    written = loops("mean", {"input": image}, training=True)
    assert line in written
    assert ("mean[0] = " in written) == (image[1] == 1)


def test_a_part_that_is_taken_away_shows_a_minus_and_a_written_coefficient_itself() -> None:
    assert Part(("mean",), -1.0).is_taken_away
    assert Part(("mean",), -1.0).factor == Part(("mean",)).factor == ""
    written = Part(("running_mean",), -1.0, written="(1 - 2)")
    assert not written.is_taken_away
    assert written.factor == "(1 - 2) * "
