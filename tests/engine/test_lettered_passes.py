"""Passes by letters: what an array lacks is read again, what counts to 1 has no loop."""

import numpy as np
import pytest

from convtutor.engine.arrays import Array
from convtutor.engine.finish import divided_by
from convtutor.engine.lettered_passes import Lettered, Part, When, axis_letters, plain_number
from convtutor.engine.operator import Pass
from convtutor.steps import Trace

MAKE = Lettered(
    {"n": 2, "c": 3, "x": 1},
    {
        "input": ("n", "c", "x"), "scale": ("c",), "shift": ("n", "", "x"), "class": ("n",),
        "made": ("n", "c", "x"), "row": ("n", "x"), "column": ("c",), "all": (),
    },
)
ARRAYS: dict[str, Array] = {
    "input": np.arange(6.0).reshape(2, 3, 1), "scale": np.array([1.0, 2, 4]),
    "shift": np.array([[[10.0]], [[20.0]]]), "class": np.array([2, 0]),
}


def values(rule: Pass) -> Array:
    steps = Trace("layer", rule, ARRAYS)
    return np.array([step.value for step in steps]).reshape(rule.shape)


def test_an_array_without_a_letter_is_read_at_the_same_element_again() -> None:
    scaled = MAKE.made("forward", "made", Part(("input", "scale")), Part(("shift",)))
    np.testing.assert_array_equal(
        values(scaled), [[[10], [12], [18]], [[23], [28], [40]]]
    )


def test_parts_divide_and_are_taken_away() -> None:
    rule = MAKE.made(
        "forward", "made", Part(("input",), below=("scale",), coefficient=3, divisor=2),
        Part(coefficient=-0.5),
    )
    np.testing.assert_array_equal(
        values(rule)[..., 0], np.arange(6.0).reshape(2, 3) * 3 / [1, 2, 4] / 2 - 0.5
    )
    assert [line.text for line in rule.listing.lines[2:4]] == [
        "value = 3 * input[n, c] / scale[c] / 2", "value -= 0.5",
    ]


def test_a_sum_runs_over_the_letters_that_the_target_lacks() -> None:
    columns = MAKE.made("forward", "column", Part(("input",)), over=("n", "x"))
    np.testing.assert_array_equal(values(columns), [3, 5, 7])
    mean = MAKE.made(
        "forward", "all", Part(("input",)), over=("n", "c", "x"), finish=divided_by(6)
    )
    assert (mean.shape, values(mean).item()) == ((), 2.5)
    assert mean.listing.lines[-1].text == "all[()] = value / 6"


def test_a_gate_asks_for_the_class_of_the_loop_or_for_a_number() -> None:
    own = MAKE.made("forward", "row", Part(("input",), when=When("class", "c")), over=("c",))
    np.testing.assert_array_equal(values(own), [[2], [3]])
    assert own.listing.lines[3].text == "if class[n] == c:"
    for wanted, written in ((1, "if class[n]:"), (2, "if class[n] == 2:")):
        gated = MAKE.made("forward", "row", Part(("shift",), when=When("class", wanted)))
        assert gated.listing.lines[2].text == written
    np.testing.assert_array_equal(values(gated), [[10], [0]])


def test_the_largest_has_no_loop_over_what_counts_to_1() -> None:
    rule = MAKE.largest("forward", "row", "input", ("c",))
    np.testing.assert_array_equal(values(rule), [[2], [5]])
    assert rule.listing.squeezed == {"row": (1,), "input": (2,)}
    alone = Lettered({"c": 1}, {"input": ("c",), "top": ()}).largest(
        "forward", "top", "input", ("c",)
    )
    assert [line.depth for line in alone.listing.lines] == [0, 0, 1, 0]


@pytest.mark.parametrize(("count", "letters"), [
    (0, ()), (1, ("c",)), (2, ("n", "c")), (3, ("n", "c", "x")), (4, ("n", "c", "y", "x")),
    (5, ("n", "c", "z", "y", "x")), (7, ("n", "c", "a0", "a1", "z", "y", "x")),
])
def test_axes_have_the_letters_of_samples_classes_and_places(
    count: int, letters: tuple[str, ...]
) -> None:
    assert axis_letters(count) == letters


@pytest.mark.parametrize(
    ("value", "written"), [(3.0, "3"), (0.1, "0.1"), (1e-7, "1e-07"), (0, "0")]
)
def test_a_number_is_written_as_python_reads_it_back(value: float, written: str) -> None:
    assert plain_number(value) == written
    assert float(written) == value
