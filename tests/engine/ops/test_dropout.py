"""dropout multiplies by a mask and divides by the share that is kept; the mask is given."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ArgumentError, DtypeError, ShapeError
from tests.conftest import require
from tests.engine.cases import Case
from tests.engine.witnesses import Float, by_torch, by_vectors, passes, traces

INPUT = np.array([[1.0, -2, 3], [4, 5, -6]])
MASK = np.array([[1.0, 0, 1], [0, 1, 1]])
LISTING = """\
for y in range(2):
    for x in range(3):
        total = 0
        total += {source}[y, x] * mask[y, x] / (1 - 0.75)
        {target}[y, x] = total
"""


def test_what_is_kept_is_divided_by_the_share_kept() -> None:
    output = functional.dropout(INPUT, 0.75, mask=MASK)
    np.testing.assert_array_equal(output, [[4, 0, 12], [0, 20, -24]])
    gradient = functional.dropout_backward(np.full((2, 3), 2.0), INPUT, 0.75, mask=MASK)
    np.testing.assert_array_equal(gradient, 8 * MASK)


def test_half_is_dropped_unless_another_share_is_given() -> None:
    np.testing.assert_array_equal(functional.dropout(INPUT, mask=MASK), 2 * INPUT * MASK)


def test_a_mask_of_truths_is_one_of_ones_and_zeros() -> None:
    for dtype in (np.float32, np.float64):
        image, truths = INPUT.astype(dtype), MASK == 1
        made = functional.dropout(image, 0.3, mask=truths)
        wanted = functional.dropout(image, 0.3, mask=MASK.astype(dtype))
        np.testing.assert_array_equal(made, wanted, strict=True)
        made = functional.dropout_backward(image, image, 0.3, mask=truths)
        np.testing.assert_array_equal(made, wanted, strict=True)


@pytest.mark.parametrize("mask", [None, MASK, np.zeros((2, 3)), MASK == 1])
@pytest.mark.parametrize(("keywords", "factor"), [
    ({"training": False}, 1), ({"p": 0}, 1), ({"p": 1}, 0), ({"p": 1, "training": False}, 1),
])
def test_where_nothing_is_drawn_no_mask_is_read(
    mask: Array | None, keywords: dict[str, Any], factor: int
) -> None:
    made = functional.dropout(INPUT, mask=mask, **keywords)
    np.testing.assert_array_equal(made, factor * INPUT)
    gradient = functional.dropout_backward(-INPUT, INPUT, mask=mask, **keywords)
    np.testing.assert_array_equal(gradient, -factor * INPUT)
    require("torch")
    import torch

    theirs = torch.nn.functional.dropout(torch.from_numpy(INPUT), **keywords)
    np.testing.assert_array_equal(made, theirs.numpy())


def test_evaluation_hands_out_a_copy() -> None:
    made = functional.dropout(INPUT, training=False)
    assert not np.shares_memory(made, INPUT)


def test_a_dropped_infinity_or_nan_becomes_nan_as_in_torch() -> None:
    image, mask = np.array([inf, -inf, nan, inf, nan]), np.array([0.0, 0, 0, 1, 1])
    output = functional.dropout(image, mask=mask)
    np.testing.assert_array_equal(output, [nan, nan, nan, inf, nan])
    np.testing.assert_array_equal(functional.dropout(image, p=1), [nan] * 5)
    require("torch")
    case = Case("dropout", {}, {"input": image, "mask": mask}, image[::-1].copy())
    ours, theirs = by_vectors(case), by_torch(case)
    for target, array in theirs.items():
        np.testing.assert_array_equal(ours[target], array)


@given(
    seed=st.integers(0, 10_000), p=st.floats(0, 1, exclude_min=True, exclude_max=True),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_numbers_come_out_bit_for_bit_as_torchs(seed: int, p: float, dtype: Float) -> None:
    """torch makes a scale of the mask, mask / (1 - p), and multiplies by that, both ways."""
    require("torch")
    generator = np.random.default_rng(seed)
    image, upstream = generator.normal(size=(2, 3, 7)).astype(dtype)
    mask = (generator.random((3, 7)) < 0.6).astype(dtype)
    arrays = {"input": image.astype(np.float64), "mask": mask.astype(np.float64)}
    case = Case("dropout", {"p": p}, arrays, upstream.astype(np.float64))
    theirs = by_torch(case, dtype)
    output = functional.dropout(image, p, mask=mask)
    gradient = functional.dropout_backward(upstream, image, p, mask=mask)
    np.testing.assert_array_equal(output, theirs["output"], strict=True)
    np.testing.assert_array_equal(gradient, theirs["grad_input"], strict=True)


@pytest.mark.parametrize("p", [0.5, 0.1, 1e-300])
def test_training_without_a_mask_asks_for_one(p: float) -> None:
    for call in (functional.dropout, functional.dropout_backward):
        arrays = (INPUT,) if call is functional.dropout else (INPUT, INPUT)
        with pytest.raises(ArgumentError) as refusal:
            call(*arrays, p)
        assert str(refusal.value) == (
            f"dropout: training with p={p} draws at random; give the mask that was drawn, of "
            "shape (2, 3): 1 where an element is kept, 0 where it is dropped"
        )


@pytest.mark.parametrize("keywords", [{}, {"training": False}, {"p": 0}, {"p": 1}])
def test_a_mask_that_does_not_fit_is_refused_even_where_it_is_not_read(
    keywords: dict[str, Any]
) -> None:
    with pytest.raises(ShapeError, match=r"input's shape \(2, 3\), got \(3,\)"):
        functional.dropout(INPUT, mask=MASK[0], **keywords)
    for wrong, written in ((0.5, "0.5"), (nan, "nan"), (-1, "-1.0"), (2, "2.0")):
        mask = MASK.copy()
        mask[1, 2] = wrong
        with pytest.raises(ArgumentError, match=rf"alone, got {written} at \[1, 2\]"):
            functional.dropout(INPUT, mask=mask, **keywords)


@pytest.mark.parametrize(("mask", "got"), [
    (MASK.astype(np.int64), "int64"), (MASK.astype(np.float32), "float32"), (MASK.tolist(), "list"),
    (MASK.astype(np.uint8), "uint8"), (1, "int"),
])
def test_a_mask_of_another_kind_is_refused_with_what_it_is(mask: Any, got: str) -> None:
    for call, arrays in (
        (functional.dropout, (INPUT,)), (functional.dropout_backward, (INPUT, INPUT)),
    ):
        with pytest.raises(DtypeError) as refusal:
            call(*arrays, mask=mask)
        assert str(refusal.value) == (
            f"{call.__name__}: mask must be a NumPy array of bool or float64, as the input is, got "
            f"{got}; make one with np.asarray(mask, dtype=bool)"
        )


def test_the_loops_multiply_by_the_mask_and_divide() -> None:
    case = Case("dropout", {"p": 0.75}, {"input": INPUT, "mask": MASK}, INPUT)
    output, gradient = passes(case)
    assert output.listing.source() == LISTING.format(source="input", target="output")
    assert gradient.listing.source() == LISTING.format(source="grad_output", target="grad_input")
    tap = traces(case)[0][1].taps[0]
    assert [(read.array, read.value) for read in tap.reads] == [("input", -2), ("mask", 0)]
    assert (tap.divisor, tap.product) == (0.25, 0)


@pytest.mark.parametrize(("keywords", "line"), [
    ({"training": False}, "total += input[y, x]"), ({"p": 0}, "total += input[y, x]"),
    ({"p": 1}, "total += 0 * input[y, x]"),
])
def test_where_nothing_is_drawn_the_loops_read_no_mask(
    keywords: dict[str, Any], line: str
) -> None:
    case = Case("dropout", keywords, {"input": INPUT, "mask": MASK}, INPUT)
    rule = passes(case)[0]
    assert line in [written.text for written in rule.listing.lines]
    assert {factor.array for factor in rule.terms((0, 1))[0].factors} == {"input"}


@pytest.mark.parametrize("shape", [(), (3,), (0,), (2, 0, 3), (1, 2, 1, 2, 1, 2)])
@pytest.mark.parametrize("keywords", [{}, {"training": False}, {"p": 1}])
def test_any_shape_is_kept(shape: tuple[int, ...], keywords: dict[str, Any]) -> None:
    image, mask = np.full(shape, 1.5, np.float32), np.ones(shape, bool)
    for made in (
        functional.dropout(image, mask=mask, **keywords),
        functional.dropout_backward(image, image, mask=mask, **keywords),
    ):
        assert isinstance(made, np.ndarray)
        assert (made.shape, made.dtype) == (shape, np.float32)


def test_a_mask_has_no_gradient() -> None:
    case = Case("dropout", {}, {"input": INPUT, "mask": MASK}, INPUT)
    assert set(by_vectors(case)) == {"output", "grad_input"}
    assert OPERATORS["dropout"].constants == {"mask"}
