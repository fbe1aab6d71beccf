"""Four computations of every operator agree: its rules, its vectorised passes, its loops, torch.

Integers agree bit for bit in any order of summation; other numbers within a proven bound.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.arrays import Array, Arrays, Shapes
from convtutor.engine.ops import OPERATORS
from tests.conftest import examples, require
from tests.engine.cases import (
    Case,
    Fill,
    converted,
    distinct,
    enormous,
    floats,
    infinite,
    integers,
    made,
    moderate,
    with_gaps,
)
from tests.engine.families import CASES, CUT, DECIDES, HARD, SMOOTH, TORCH_FORWARDS
from tests.engine.witnesses import (
    Float,
    by_listing,
    by_rule,
    by_torch,
    by_vectors,
    has_an_empty_window,
    rounding_bounds,
)

EXAMPLES = examples(100)
DATA = st.data()
every_operator = pytest.mark.parametrize("name", OPERATORS)
# torch warns that an even kernel with "same" may cost a copy.
quiet_torch = pytest.mark.filterwarnings("ignore:Using padding='same'")


def drawn(data: st.DataObject, name: str, fill: Fill) -> Case:
    return data.draw(CASES[name](fill))


def assert_equal(case: Case, ours: dict[str, Array], theirs: dict[str, Array]) -> None:
    """Hold two witnesses to the same names, shapes and bits (NaN equals NaN)."""
    assert set(ours) == set(theirs), case
    for target, array in ours.items():
        np.testing.assert_array_equal(array, theirs[target], f"{target} of {case}", strict=True)


def assert_within(
    case: Case, ours: dict[str, Array], theirs: dict[str, Array], bounds: dict[str, Array]
) -> None:
    """Hold two witnesses to the same names and shapes and to a difference within the bound."""
    assert set(ours) == set(theirs), case
    for target, array in ours.items():
        assert array.shape == theirs[target].shape, (target, case)
        other = theirs[target].astype(np.float64)
        # Equal infinities have no difference, and two NaN neither.
        differs = (array != other) & ~(np.isnan(array) & np.isnan(other))
        gaps = np.abs(array[differs] - other[differs])
        excess = gaps - bounds[target][differs]
        assert (excess <= 0).all(), (target, case, excess.max())


def torch_hands_out(case: Case, ours: Arrays, theirs: Arrays) -> dict[str, Array]:
    """Give of our arrays those that torch gives too: the output and every gradient at least."""
    wanted = {"output", *(f"grad_{name}" for name in case.differentiated)}
    assert wanted <= set(theirs), case
    return {name: ours[name] for name in theirs}


@quiet_torch
@pytest.mark.parametrize(("name", "shapes", "keywords"), HARD)
@pytest.mark.parametrize("witness", [by_rule, by_listing, by_torch])
def test_hard_settings_agree_bit_for_bit(
    name: str, shapes: Shapes, keywords: dict[str, Any], witness: Any
) -> None:
    if witness is by_torch:
        require("torch")
    for seed, fill in enumerate((integers, with_gaps if name in DECIDES else integers)):
        case = made(name, keywords, shapes, fill, seed)
        assert_equal(case, by_vectors(case), witness(case))


def test_every_operator_is_drawn_and_has_a_layer_of_torch() -> None:
    assert set(CASES) == set(TORCH_FORWARDS) == set(OPERATORS)


@every_operator
@EXAMPLES
@given(data=DATA)
def test_rule_and_vectorised_passes_agree_bit_for_bit_on_integers(
    name: str, data: st.DataObject
) -> None:
    case = drawn(data, name, integers)
    bounds = rounding_bounds(case, np.float64, bit_exact=True, staged=False)
    assert_within(case, by_vectors(case), by_rule(case), bounds)


@every_operator
@EXAMPLES
@given(data=DATA)
def test_rule_and_vectorised_passes_differ_by_rounding_alone(
    name: str, data: st.DataObject
) -> None:
    case = drawn(data, name, floats)
    bounds = rounding_bounds(case, np.float64, staged=False)
    assert_within(case, by_vectors(case), by_rule(case), bounds)


@every_operator
@EXAMPLES
@given(data=DATA)
def test_the_loops_shown_add_up_as_the_rule_does(name: str, data: st.DataObject) -> None:
    case = drawn(data, name, floats)
    assert_equal(case, by_listing(case), by_rule(case))


@pytest.mark.parametrize("name", DECIDES)
@EXAMPLES
@given(data=DATA)
def test_ties_nan_and_infinities_are_decided_alike(name: str, data: st.DataObject) -> None:
    case = drawn(data, name, with_gaps)
    arrays = by_vectors(case)
    assert_equal(case, arrays, by_rule(case))
    assert_equal(case, arrays, by_listing(case))


@quiet_torch
@every_operator
@EXAMPLES
@given(data=DATA)
def test_torch_agrees_bit_for_bit_on_integers(name: str, data: st.DataObject) -> None:
    require("torch")
    case = drawn(data, name, integers)
    if not has_an_empty_window(case):
        theirs = by_torch(case)
        bounds = rounding_bounds(case, np.float64, bit_exact=True)
        assert_within(case, torch_hands_out(case, by_vectors(case), theirs), theirs, bounds)


@quiet_torch
@every_operator
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@EXAMPLES
@given(data=DATA)
def test_torch_differs_by_rounding_alone(
    name: str, dtype: Float, data: st.DataObject
) -> None:
    require("torch")
    case = as_stored(drawn(data, name, floats), dtype)
    if not has_an_empty_window(case):
        theirs = by_torch(case, dtype)
        bounds = rounding_bounds(case, dtype)
        assert_within(case, torch_hands_out(case, by_vectors(case), theirs), theirs, bounds)


@quiet_torch
@every_operator
@EXAMPLES
@given(data=DATA)
def test_float32_passes_differ_from_float64_by_rounding_alone(
    name: str, data: st.DataObject
) -> None:
    wide = as_stored(drawn(data, name, floats), np.float32)
    narrow = Case(
        name, wide.keywords,
        {operand: converted(array, np.float32) for operand, array in wide.arrays.items()},
        wide.grad_output.astype(np.float32),
    )
    made = by_vectors(narrow)
    assert {array.dtype for array in made.values()} == {np.dtype(np.float32)}
    assert_within(wide, by_vectors(wide), made, rounding_bounds(wide, np.float32))


@pytest.mark.parametrize("name", DECIDES)
@EXAMPLES
@given(data=DATA)
def test_torch_decides_ties_nan_and_infinities_alike(name: str, data: st.DataObject) -> None:
    require("torch")
    case = drawn(data, name, with_gaps)
    if not has_an_empty_window(case):
        theirs = by_torch(case)
        assert_equal(case, torch_hands_out(case, by_vectors(case), theirs), theirs)


@every_operator
@EXAMPLES
@given(data=DATA)
def test_infinities_give_the_same_numbers_and_no_warning(
    name: str, data: st.DataObject
) -> None:
    """A warning would be written over the screen; under pytest it is an error."""
    case = drawn(data, name, infinite)
    made, rule = by_vectors(case), by_rule(case)
    if name in DECIDES:
        assert_equal(case, made, rule)
        return
    bounds = rounding_bounds(case, np.float64, staged=False)
    for target, array in made.items():  # a product of padding and infinity is left to the BLAS
        known = np.isfinite(rule[target]) & np.isfinite(bounds[target])
        gaps = np.abs(array[known] - rule[target][known])
        assert (gaps <= bounds[target][known]).all(), (target, case)


@every_operator
@EXAMPLES
@given(data=DATA)
def test_overflow_warns_nobody(name: str, data: st.DataObject) -> None:
    case = drawn(data, name, enormous)
    made = by_vectors(case)
    assert {target: array.shape for target, array in made.items()} == {
        target: array.shape for target, array in by_rule(case).items()
    }


@pytest.mark.parametrize("name", [name for name in OPERATORS if name not in CUT])
@examples(15)
@given(data=DATA)
def test_central_differences_give_the_gradients(name: str, data: st.DataObject) -> None:
    """Between its kinks an operator is linear in each operand, so that the difference is exact, or
    it is smooth, so that a second, shorter difference takes away most of what is wrong."""
    smooth = name in SMOOTH
    case = drawn(data, name, moderate if smooth else distinct)
    made = by_vectors(case)
    for operand in case.differentiated:
        found, expected = made[f"grad_{operand}"], central_difference(case, operand, 2.0**-3)
        if smooth:
            short = 2.0**-8
            near, nearer = (central_difference(case, operand, s) for s in (short, short / 2))
            expected = (4 * nearer - near) / 3
            greatest = np.abs(case.grad_output).max(initial=1) * case.grad_output.size
            np.testing.assert_allclose(
                found, expected, 1e-5, 1e-6 * greatest, err_msg=f"{operand} of {case}"
            )
        else:
            np.testing.assert_array_equal(found, expected, f"{operand} of {case}")


def central_difference(case: Case, operand: str, step: float) -> Array:
    """Give the gradient of an operand from the outputs a step ahead and a step behind."""
    array = case.arrays[operand]
    expected = np.empty_like(array)
    for index in np.ndindex(array.shape):
        ahead, behind = (_objective(case, operand, index, move) for move in (step, -step))
        expected[index] = (ahead - behind) / (2 * step)
    return expected


def _objective(case: Case, operand: str, index: tuple[int, ...], move: float) -> float:
    moved = case.arrays[operand].copy()
    moved[index] += move
    output = case.operator.forward({**case.arrays, operand: moved}, case.params)
    finite = np.where(np.isfinite(output), output, 0)  # a window without an element stays -inf
    return float((case.grad_output * finite).sum())


def as_stored(case: Case, dtype: Float) -> Case:
    """Give the case in float64 with numbers that dtype can hold."""
    arrays = {
        name: converted(converted(array, dtype), np.float64)
        for name, array in case.arrays.items()
    }
    upstream = case.grad_output.astype(dtype).astype(np.float64)
    return Case(case.name, case.keywords, arrays, upstream)
